"""ELAN: which tiers are speech, whose, and when."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from fgtools.errors import FgtoolsError
from fgtools.nouns import LeftOut
from fgtools.transcripts.read import read
from fgtools.transcripts.recording import Recording

TYPES = """<LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="default-lt" TIME_ALIGNABLE="true"/>
<LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="dep" CONSTRAINTS="Symbolic_Association"/>
<LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="listed" CONTROLLED_VOCABULARY_REF="CV"/>"""


def aligned(begin: int | None, end: int | None, text: str, id: str = "") -> str:
    refs = f'TIME_SLOT_REF1="{slot(begin)}" TIME_SLOT_REF2="{slot(end)}"'
    id = id or f"a{begin}_{end}"
    value = f"<ANNOTATION_VALUE>{text}</ANNOTATION_VALUE>"
    note = f'<ALIGNABLE_ANNOTATION ANNOTATION_ID="{id}" {refs}>{value}</ALIGNABLE_ANNOTATION>'
    return f"<ANNOTATION>{note}</ANNOTATION>"


def slot(at: int | None) -> str:
    return "ts_none" if at is None else f"ts{at}"


def hung(parent: str, text: str, id: str) -> str:
    value = f"<ANNOTATION_VALUE>{text}</ANNOTATION_VALUE>"
    ref = f'<REF_ANNOTATION ANNOTATION_ID="{id}" ANNOTATION_REF="{parent}">{value}'
    return f"<ANNOTATION>{ref}</REF_ANNOTATION></ANNOTATION>"


def tier(id: str, *notes: str, **more: str) -> str:
    names: Mapping[str, str] = {"LINGUISTIC_TYPE_REF": "default-lt"} | more
    rest = " ".join(f'{name}="{value}"' for name, value in names.items())
    return f'<TIER TIER_ID="{id}" {rest}>{"".join(notes)}</TIER>'


def document(*tiers: str, head: str = "", order: str = "") -> str:
    slots = "".join(
        f'<TIME_SLOT TIME_SLOT_ID="ts{at}" TIME_VALUE="{at}"/>' for at in range(0, 10_000, 500)
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n{head}<ANNOTATION_DOCUMENT FORMAT="2.7">'
        '<HEADER TIME_UNITS="milliseconds"><MEDIA_DESCRIPTOR MEDIA_URL="file:///C:/Users/Ruth/a.wav"/>'
        f"</HEADER><TIME_ORDER>{order}{slots}</TIME_ORDER>{''.join(tiers)}{TYPES}"
        "</ANNOTATION_DOCUMENT>"
    )


def one(tmp_path: Path, text: str, encoding: str = "utf-8") -> Recording:
    path = tmp_path / "talk.eaf"
    path.write_bytes(text.encode(encoding))
    (recording,) = read(path)
    return recording


def said(recording: Recording) -> list[tuple[str, str]]:
    return [(turn.speaker, turn.text) for turn in recording.turns]


TALK = (
    tier("L1", aligned(0, 1000, "Who holds the plans?"), aligned(3000, 4000, "Right."),
         PARTICIPANT="Ana"),
    tier("Bo", aligned(1000, 2000, "I do &amp; Jo."), aligned(2000, 2500, "Mostly."),
         aligned(5000, 6000, "")),
)  # fmt: skip


def test_tiers_that_hang_on_no_other_are_speech_in_the_order_of_time(tmp_path: Path) -> None:
    recording = one(tmp_path, document(*TALK))
    assert recording.format == "elan"
    assert said(recording) == [
        ("Ana", "Who holds the plans?"),
        ("Bo", "I do & Jo. Mostly."),
        ("Ana", "Right."),
    ]
    assert (recording.turns[1].begin, recording.turns[1].end) == (1.0, 2.5)
    assert recording.duration == 4.0
    assert [(left.where, left.reason) for left in recording.left_out] == [
        ("1 annotations", "cue without words")
    ]
    assert recording.warnings == ()


def test_dependent_tiers_are_left_out_and_counted(tmp_path: Path) -> None:
    words = tier("L1-words", hung("a0_1000", "who holds", "b1"), PARENT_REF="L1")
    recording = one(tmp_path, document(*TALK, words))
    assert ("tier 3", "dependent tier", 2) in [
        (left.where, left.reason, left.word_count) for left in recording.left_out
    ]
    assert len(recording.turns) == 3


@pytest.mark.parametrize(
    "other",
    [
        tier("Ana-Gesture", aligned(0, 500, "points at the board")),
        tier("GazeDirection", aligned(0, 500, "to the left")),
        tier("Notizen", aligned(0, 500, "Ruth comes in")),
        tier("left_hand", aligned(0, 500, "rest")),
        tier("X", aligned(0, 500, "rest"), LINGUISTIC_TYPE_REF="listed"),
    ],
)
def test_gestures_and_notes_are_left_out_and_named_by_number(tmp_path: Path, other: str) -> None:
    recording = one(tmp_path, document(*TALK, other))
    assert len(recording.turns) == 3
    assert "tier that is not speech" in [left.reason for left in recording.left_out]
    (warning,) = recording.warnings
    assert "Tier 3" in warning
    assert "Ruth" not in warning


def test_a_speaker_called_hand_is_still_a_speaker(tmp_path: Path) -> None:
    talk = tier("Mia Hand", aligned(0, 500, "We have had nobody in post since Easter."))
    assert said(one(tmp_path, document(talk)))[0][0] == "Mia Hand"


def test_a_child_with_the_words_stands_for_a_tier_of_references(tmp_path: Path) -> None:
    tiers = (
        tier("ref@Ana", aligned(0, 500, "s.001", "a1"), aligned(500, 900, "s.002", "a2")),
        tier("ft@Ana", hung("a1", "a long free translation of it", "c1"), PARENT_REF="ref@Ana"),
        tier("tx@Ana", hung("a1", "nous", "b1"), hung("a1", "voilà", "b2"), hung("a2", "oui", "b3"),
             PARENT_REF="ref@Ana", PARTICIPANT="Ana"),
    )  # fmt: skip
    recording = one(tmp_path, document(*tiers))
    assert said(recording) == [("Ana", "nous voilà oui")]
    assert (recording.turns[0].begin, recording.turns[0].end) == (0.0, 0.5)
    assert sum(left.word_count for left in recording.left_out) == 10


def test_shared_identifiers_lose_no_annotation(tmp_path: Path) -> None:
    notes = (aligned(0, 500, "One.", "a1"), aligned(500, 1000, "Two.", "a1"))
    recording = one(tmp_path, document(tier("Ana", *notes)))
    assert said(recording) == [("Ana", "One. Two.")]
    assert any("share their identifiers" in warning for warning in recording.warnings)


def test_a_moment_without_a_time_gets_none(tmp_path: Path) -> None:
    untimed = '<TIME_SLOT TIME_SLOT_ID="ts_none"/>'
    tiers = (tier("Ana", aligned(0, None, "One.")), tier("Bo", aligned(None, 9000, "Two.")))
    recording = one(tmp_path, document(*tiers, order=untimed))
    assert [(t.speaker, t.begin, t.end) for t in recording.turns] == [
        ("Ana", 0.0, None),
        ("Bo", None, 9.0),
    ]
    assert any("2 annotations have no begin" in warning for warning in recording.warnings)


def test_a_tier_of_nothing_but_numbers_is_the_lengths_of_pauses(tmp_path: Path) -> None:
    recording = one(tmp_path, document(*TALK, tier("SD", aligned(6000, 6500, "0.444"))))
    assert "SD" not in {turn.speaker for turn in recording.turns}
    assert LeftOut("tier 3", "pause lengths", 2) in recording.left_out
    assert any("Tier 3" in warning and "numbers" in warning for warning in recording.warnings)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (document(*TALK)[:900], "damaged or cut off at line 2"),
        (document(*TALK, head='<!DOCTYPE a [<!ENTITY b "boom">]>'), "entities"),
        (document(*TALK, head='<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'), "entit"),
        (document(tier("Ana")), "no speech"),
    ],
)
def test_damaged_and_unsafe_files_are_refused_in_one_line(
    tmp_path: Path, text: str, what: str
) -> None:
    with pytest.raises(FgtoolsError, match=what) as caught:
        one(tmp_path, text)
    assert "\n" not in str(caught.value)


def test_a_wrongly_declared_encoding_is_read_with_a_warning(tmp_path: Path) -> None:
    text = document(tier("Siân", aligned(0, 500, "Très bien.")))
    recording = one(tmp_path, text, "cp1252")
    assert said(recording) == [("Siân", "Très bien.")]
    assert any("not encoded as it declares" in warning for warning in recording.warnings)


def test_nothing_of_the_head_is_shown(tmp_path: Path) -> None:
    recording = one(tmp_path, document(*TALK))
    assert "Ruth" not in repr(recording.turns) + repr(recording.left_out) + repr(recording.warnings)
