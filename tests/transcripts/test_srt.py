"""SRT as Otter, subtitle editors and speech-to-text programs write it."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from fgtools.transcripts.read import read
from fgtools.transcripts.recording import Recording


def srt(*cues: str) -> str:
    return "".join(
        f"{n}\n00:00:{n:02},500 --> 00:00:{n:02},900\n{cue}\n\n" for n, cue in enumerate(cues, 1)
    )


def one(tmp_path: Path, text: str, name: str = "talk.srt") -> Recording:
    path = tmp_path / name
    path.write_bytes(text.encode("utf-8"))
    (recording,) = read(path)
    assert recording.format == "srt"
    return recording


def said(recording: Recording) -> list[tuple[str, str]]:
    return [(turn.speaker, turn.text) for turn in recording.turns]


def test_otter_prints_the_label_at_a_change_only(tmp_path: Path) -> None:
    text = srt(
        "Adele Okoro Bright: Hey, I'm\nAdele.",
        "Dan Ott: And I'm Dan.",
        "Adele: We have 240",
        "plans between us, and: no\ntime.",
        "Unknown: Sorry?",
        "Can I come in?",
        "Dan: Do.",
        "Adele: Kirsty is",
        "here too.",
        "Kirsty Sands:",
        "Hello.",
    )
    assert said(one(tmp_path, text)) == [
        ("Adele Okoro Bright", "Hey, I'm Adele."),
        ("Dan Ott", "And I'm Dan."),
        ("Adele", "We have 240 plans between us, and: no time."),
        ("Unknown", "Sorry? Can I come in?"),
        ("Dan", "Do."),
        ("Adele", "Kirsty is here too."),
        ("Kirsty Sands", "Hello."),
    ]


def test_voices_before_the_first_label_are_unknown(tmp_path: Path) -> None:
    text = srt("So we", "begin.", "Ana: Hello", "all.", "Bo: Hi.", "Ana: Right.", "Bo: Yes.")
    assert said(one(tmp_path, text))[:3] == [("", "So we"), ("", "begin."), ("Ana", "Hello all.")]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_every_line_end_a_missing_index_and_blank_lines_in_a_cue(
    tmp_path: Path, newline: str
) -> None:
    text = srt("One plan.\n\nAnd more.", "Two.", "12").replace("2\n00:00:02", "00:00:02")
    assert said(one(tmp_path, text.replace("\n", newline))) == [
        ("", "One plan. And more."),
        ("", "Two."),
        ("", "12"),
    ]


def test_styles_are_no_words(tmp_path: Path) -> None:
    text = srt(
        "{\\an8}<i>Ana:</i> The <b>plan</b>",
        '<font color="#fff">is</font>\\Nlate<br>now.',
        "Ana: So.",
    )
    assert said(one(tmp_path, text)) == [("Ana", "The plan is late now. So.")]


def test_labels_in_brackets_and_capitals(tmp_path: Path) -> None:
    square = srt(
        "[Ana]: Hello.", "[laughs]", "[BO LI]: Hi.", "[SPEAKER_01] Me.", "[SPEAKER_01]: Too."
    )
    assert said(one(tmp_path, square)) == [
        ("Ana", "Hello."),
        ("BO LI", "Hi."),
        ("SPEAKER_01", "Me. Too."),
    ]
    capitals = srt(">> ANA LI: Hello", "BO: Hi", "and more.", ">> Who?", "ANA LI: Me.")
    assert said(one(tmp_path, capitals)) == [
        ("ANA LI", "Hello"),
        ("BO", "Hi and more."),
        ("", "Who?"),
        ("ANA LI", "Me."),
    ]


def test_lines_after_dashes_are_two_voices(tmp_path: Path) -> None:
    text = srt(
        "- Hello.\n- Hi.", "We go on -\nand on.", "- ANA: Yes.\n- BO: No.", "ANA: So.", "BO: So."
    )
    assert said(one(tmp_path, text)) == [
        ("", "Hello."),
        ("", "Hi."),
        ("", "We go on - and on."),
        ("ANA", "Yes."),
        ("BO", "No."),
        ("ANA", "So."),
        ("BO", "So."),
    ]


def test_without_labels_a_colon_makes_no_speaker(tmp_path: Path) -> None:
    text = srt(
        " The point is: we wait.", "So: nothing.", "And here is the thing: we left.", "So: no."
    )
    assert {turn.speaker for turn in one(tmp_path, text).turns} == {""}
    assert len(one(tmp_path, text).turns) == 4


def test_the_same_words_again_and_again_are_kept(tmp_path: Path) -> None:
    assert len(one(tmp_path, srt(*["Thank you."] * 8)).turns) == 8


def test_rolling_captions_are_read_once(tmp_path: Path) -> None:
    rows = ["so today we", "have three plans", "to write", "by May"]
    cues = [rows[0], *(f"{a}\n{b}" for a, b in pairwise(rows))]
    recording = one(tmp_path, srt(*cues))
    assert [turn.text for turn in recording.turns] == rows
    assert [(entry.reason, entry.word_count) for entry in recording.left_out] == [
        ("repeated caption", 8)
    ]


def test_names_in_brackets_before_the_words_are_speakers(tmp_path: Path) -> None:
    text = srt("[Speaker 1] We are one short.", "[Speaker 1] Since May.", "[Speaker 2] Us too.")
    recording = one(tmp_path, text)
    assert [(turn.speaker, turn.text) for turn in recording.turns] == [
        ("Speaker 1", "We are one short. Since May."),
        ("Speaker 2", "Us too."),
    ]


def test_names_in_brackets_on_lines_of_their_own_are_speakers(tmp_path: Path) -> None:
    text = srt("(Ana Li)\nWe are one short.", "(Ana Li)\nSince May.\n-\n(Bo Finch)\nUs too.")
    recording = one(tmp_path, text)
    assert [(turn.speaker, turn.text) for turn in recording.turns] == [
        ("Ana Li", "We are one short. Since May."),
        ("Bo Finch", "Us too."),
    ]


def test_sounds_in_brackets_are_no_speakers(tmp_path: Path) -> None:
    recording = one(tmp_path, srt("[Music]", "We are one short.", "(Laughter)", "Since May."))
    assert {turn.speaker for turn in recording.turns} == {""}


def test_one_word_before_a_colon_is_no_speaker_where_no_cue_has_one(tmp_path: Path) -> None:
    recording = one(tmp_path, srt("We are one short.", "Honestly: since May.", "It is hard."))
    assert [turn.speaker for turn in recording.turns] == ["", "", ""]
