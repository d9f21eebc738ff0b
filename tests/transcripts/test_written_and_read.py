"""Invented talk, written in each format of programs, comes back the same."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from html import escape
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fgtools.spans import WORD
from fgtools.transcripts.read import read

Talk = Sequence[tuple[str, str]]
WORDS = st.sampled_from([
    "plans", "we", "hold", "naïve", "it's", "co-operate", "Easter", "the", "240", "Siân",
    "tribunal",
])  # fmt: skip
TEXTS = st.lists(WORDS, min_size=1, max_size=8).map(" ".join)
TALKS = st.lists(st.tuples(st.sampled_from(["ANA", "BO1", "C-D"]), TEXTS), min_size=1, max_size=12)


def whisperx(talk: Talk) -> str:
    segments = [
        {"start": n, "end": n + 1, "text": f" {text}", "speaker": speaker}
        for n, (speaker, text) in enumerate(talk)
    ]
    return json.dumps({"segments": segments})


def aws(talk: Talk) -> str:
    items = [
        {
            "type": "pronunciation",
            "start_time": str(n),
            "end_time": str(n + 1),
            "alternatives": [{"content": word}],
            "speaker_label": speaker,
        }
        for n, (speaker, text) in enumerate(talk)
        for word in text.split()
    ]
    return json.dumps({"results": {"items": items}})


def cha(talk: Talk) -> str:
    lines = (
        f"*{speaker}:\t{text.replace(' ', chr(10) + chr(9), 1)} . \x15{n}000_{n + 1}000\x15"
        for n, (speaker, text) in enumerate(talk)
    )
    return "@UTF8\n@Begin\n@Participants:\tANA Adult\n" + "\n".join(lines) + "\n@End\n"


def eaf(talk: Talk) -> str:
    slots = "".join(
        f'<TIME_SLOT TIME_SLOT_ID="t{n}" TIME_VALUE="{n}000"/>' for n in range(len(talk) + 1)
    )
    tiers = ""
    for label in sorted({speaker for speaker, _ in talk}):
        notes = "".join(
            f'<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a{n}" TIME_SLOT_REF1="t{n}" '
            f'TIME_SLOT_REF2="t{n + 1}"><ANNOTATION_VALUE>{escape(text)}</ANNOTATION_VALUE>'
            "</ALIGNABLE_ANNOTATION></ANNOTATION>"
            for n, (speaker, text) in enumerate(talk)
            if speaker == label
        )
        tiers += f'<TIER TIER_ID="{label}">{notes}</TIER>'
    return f"<ANNOTATION_DOCUMENT><TIME_ORDER>{slots}</TIME_ORDER>{tiers}</ANNOTATION_DOCUMENT>"


def trs(talk: Talk) -> str:
    turns = "".join(
        f'<Turn speaker="{speaker}" startTime="{n}" endTime="{n + 1}"><Sync time="{n}"/>\n'
        f"{escape(text)}\n</Turn>"
        for n, (speaker, text) in enumerate(talk)
    )
    return f"<Trans><Episode><Section>{turns}</Section></Episode></Trans>"


WRITERS = {"whisperx-json": whisperx, "aws-json": aws, "chat": cha, "elan": eaf, "trs": trs}


@pytest.mark.parametrize(("format", "write"), WRITERS.items(), ids=WRITERS.keys())
@given(talk=TALKS)
def test_talk_comes_back_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory,
    format: str,
    write: Callable[[Talk], str],
    talk: Talk,
) -> None:
    path = tmp_path_factory.mktemp("talk") / "talk.txt"
    path.write_text(write(talk), encoding="utf-8")
    (recording,) = read(path)
    assert recording.format == format
    expected = [word for _, text in talk for word in WORD.findall(text)]
    assert [word for turn in recording.turns for word in WORD.findall(turn.text)] == expected
    changes = sum(before[0] != after[0] for before, after in pairwise(talk))
    assert len(recording.turns) == changes + 1
    assert [turn.speaker for turn in recording.turns] == [
        speaker for n, (speaker, _) in enumerate(talk) if n == 0 or talk[n - 1][0] != speaker
    ]
    assert recording.duration == len(talk)


@pytest.mark.parametrize(("format", "write"), WRITERS.items(), ids=WRITERS.keys())
def test_a_long_session_is_read_in_a_moment(
    tmp_path_factory: pytest.TempPathFactory, format: str, write: Callable[[Talk], str]
) -> None:
    path = tmp_path_factory.mktemp("long") / "talk.txt"
    talk = [("ANA" if n % 2 else "BO1", f"we hold {n} plans") for n in range(3000)]
    path.write_text(write(talk), encoding="utf-8")
    (recording,) = read(path)
    assert len(recording.turns) == 3000
