"""noScribe's WebVTT and text: overlaps, pauses, stamps in the words, the lines of its head."""

from __future__ import annotations

from pathlib import Path

import pytest

from fgtools.spans import word_count
from fgtools.transcripts.read import read
from fgtools.transcripts.recording import Recording

HEAD = """Transcribed with noScribe vers. 0.7
Audio file: ./talk.m4a
(Language: English (en) | Overlapping speech: 1)"""
VTT = f"""WEBVTT Talk of the north group

NOTE
{HEAD}

NOTE media: ./talk.m4a

1
00:00:00.000 --> 00:00:12.000
<v >(12 seconds pause)

2
00:00:12.500 --> 00:00:20.000
<v S01>So how is it? (..) //S02: Hard, and late. // And then: //S00: Hm. (.) // what?

3
00:00:20.000 --> 00:00:22.000
<v //S02>Nobody tells us... //S01: No. //S02: nothing.//

4
00:00:22.000 --> 00:00:23.000
<v S02>Look at https://north.example now.
"""
SPLIT = """WEBVTT Talk

1
00:00:01.000 --> 00:00:02.000
<v S01>S01 [00:00:01]: So how is it?

2
00:00:02.000 --> 00:00:03.000
<v //S02>//S02: Hard.

3
00:00:03.000 --> 00:00:04.000
<v S01>// And [00:01:03] then?

4
00:00:04.000 --> 00:00:05.000
<v S01> (..)
"""
TEXT = f"""
Talk of the north group

{HEAD}

(12 seconds pause)

S01: [00:00:12] So how is it? //S02: Hard. // And then: [00:01:20] what?

S02: [00:01:30] Nobody tells us.
It is late.

S01: [00:01:40] Right. (..)
"""
SAID = [
    ("S01", "So how is it?"),
    ("S02", "Hard."),
    ("S01", "And then: what?"),
    ("S02", "Nobody tells us. It is late."),
    ("S01", "Right. (..)"),
]


def one(tmp_path: Path, text: str, name: str) -> Recording:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    (recording,) = read(path)
    return recording


def said(recording: Recording) -> list[tuple[str, str]]:
    return [(turn.speaker, turn.text) for turn in recording.turns]


def test_an_overlap_is_a_turn_of_the_one_who_spoke_it(tmp_path: Path) -> None:
    recording = one(tmp_path, VTT, "talk.vtt")
    assert recording.format == "noscribe"
    assert said(recording) == [
        ("S01", "So how is it? (..)"),
        ("S02", "Hard, and late."),
        ("S01", "And then:"),
        ("S00", "Hm. (.)"),
        ("S01", "what?"),
        ("S02", "Nobody tells us..."),
        ("S01", "No."),
        ("S02", "nothing. Look at https://north.example now."),
    ]
    assert recording.duration == 23.0


def test_head_notes_and_pauses_are_accounted_for(tmp_path: Path) -> None:
    left = {entry.reason: entry.word_count for entry in one(tmp_path, VTT, "talk.vtt").left_out}
    assert left == {"note of the file": 19, "header": 5, "event in brackets": 3}


def test_a_cue_for_each_piece_of_speech_gives_turns_without_marks(tmp_path: Path) -> None:
    assert said(one(tmp_path, SPLIT, "talk.vtt")) == [
        ("S01", "So how is it?"),
        ("S02", "Hard."),
        ("S01", "And then? (..)"),
    ]


@pytest.mark.parametrize("label", ["S01: [00:00:12]", "S01 [00:00:12]:"])
def test_text_is_read_with_its_stamps_as_times(tmp_path: Path, label: str) -> None:
    recording = one(tmp_path, TEXT.replace("S01: [00:00:12]", label), "talk.txt")
    assert (recording.format, said(recording)) == ("noscribe", SAID)
    assert [turn.begin for turn in recording.turns] == [12.0, 12.0, 12.0, 90.0, 100.0]
    assert recording.duration == 100.0
    assert {entry.reason for entry in recording.left_out} == {"header", "event in brackets"}


def test_text_without_stamps_keeps_its_labels(tmp_path: Path) -> None:
    text = f"Talk\n\n{HEAD}\n\nS00: So: how is it?\n\nAna Li: Hard.\n\nAna Li: Late.\n"
    recording = one(tmp_path, text, "talk.txt")
    assert said(recording) == [("S00", "So: how is it?"), ("Ana Li", "Hard. Late.")]


def test_text_without_speakers_is_an_unknown_voice(tmp_path: Path) -> None:
    text = f"Talk\n\n{HEAD}\n\n [00:00:00] So: how is it? [00:01:02] Hard.\n"
    recording = one(tmp_path, text, "talk.txt")
    assert said(recording) == [("", "So: how is it?"), ("", "Hard.")]
    kept = sum(word_count(turn.text) for turn in recording.turns)
    assert kept + sum(entry.word_count for entry in recording.left_out) == 5 + 17
