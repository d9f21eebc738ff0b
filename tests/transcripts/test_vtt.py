"""WebVTT and SRT as Teams, Zoom and others write them."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fgtools.spans import word_count
from fgtools.transcripts.read import read
from fgtools.transcripts.recording import Recording
from fgtools.transcripts.times import seconds

GUID = "90a4b0c8-b2ca-4147-85e9-515fe750cc7a"
TEAMS = f"""WEBVTT

{GUID}/18-0
00:00:34.590 --> 00:00:40.633
<v Okoro, Ad&#233;le (Northmere)>For the plans
that is how we</v>

{GUID}/18-1
00:00:40.633 --> 00:00:41.000
<v Okoro, Ad&#233;le (Northmere)>do &amp; store them.</v>

{GUID}/23-0
00:00:40.900 --> 00:00:42.000
<v Jo Reid>Mm.</v>

{GUID}/29-0
00:00:42.500 --> 00:00:44.250
<v Okoro, Ad&#233;le (Northmere)>Yeah [laughter] so.</v>
"""


def one(tmp_path: Path, text: str, name: str = "talk.vtt") -> Recording:
    path = tmp_path / name
    path.write_bytes(text.encode("utf-8"))
    (recording,) = read(path)
    return recording


def said(recording: Recording) -> list[tuple[str, str]]:
    return [(turn.speaker, turn.text) for turn in recording.turns]


def test_teams_cues_of_one_speaker_become_one_turn(tmp_path: Path) -> None:
    recording = one(tmp_path, TEAMS)
    assert recording.format == "teams-vtt"
    assert said(recording) == [
        ("Okoro, Adéle (Northmere)", "For the plans that is how we do & store them."),
        ("Jo Reid", "Mm."),
        ("Okoro, Adéle (Northmere)", "Yeah [laughter] so."),
    ]
    assert [turn.ordinal for turn in recording.turns] == [0, 1, 2]
    assert (recording.turns[0].begin, recording.turns[0].end) == (34.59, 41.0)
    assert recording.duration == 44.25


def test_bracketed_events_stay_in_the_text_and_count_as_left_out(tmp_path: Path) -> None:
    recording = one(tmp_path, TEAMS)
    assert [(left.where, left.word_count) for left in recording.left_out] == [("turn 2", 1)]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_every_encoding_and_line_end_gives_the_same_turns(
    tmp_path: Path, encoding: str, newline: str
) -> None:
    path = tmp_path / "talk.txt"
    path.write_bytes(TEAMS.replace("\n", newline).encode(encoding))
    (recording,) = read(path)
    assert said(recording) == said(one(tmp_path, TEAMS))


def test_windows_text_is_read_with_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "talk.vtt"
    path.write_bytes(TEAMS.replace("Mm.", "Café – yes.").encode("cp1252"))
    (recording,) = read(path)
    assert recording.turns[1].text == "Café – yes."
    assert "Windows-1252" in recording.warnings[0]


def test_unpadded_graph_times_are_whole_milliseconds(tmp_path: Path) -> None:
    text = "WEBVTT\n\n0:2:22.40 --> 0:2:25.580\n<v Ana Li>Hello.</v>\n"
    recording = one(tmp_path, text)
    assert recording.format == "teams-vtt"
    assert recording.turns[0].begin == 142.04


def test_graph_metadata_cues_are_read(tmp_path: Path) -> None:
    cue = '{"speakerName":"Ana Li","spokenText":"This is a test.","spokenLanguage":"en-gb"}'
    recording = one(tmp_path, f"WEBVTT\n\n00:00:16.246 --> 00:00:17.726\n{cue}\n")
    assert (recording.format, said(recording)) == ("teams-vtt", [("Ana Li", "This is a test.")])


def test_classic_stream_keeps_unlabelled_cues_apart_and_counts_notes(tmp_path: Path) -> None:
    notes = 'WEBVTT\n\nNOTE duration:"00:32:35.58"\n\nNOTE language:en-gb\n'
    cues = "".join(
        f"\nNOTE Confidence: 0.86\n\n{GUID}\n00:00:0{n}.000 --> 00:00:0{n}.900\nsome words here\n"
        for n in range(3)
    )
    recording = one(tmp_path, notes + cues)
    assert recording.format == "teams-vtt"
    assert said(recording) == [("", "some words here")] * 3
    assert {left.reason for left in recording.left_out} == {"note of the file"}


def test_unlabelled_pieces_of_one_utterance_are_joined(tmp_path: Path) -> None:
    text = "WEBVTT\n"
    for part, words in (("7-0", "we had"), ("7-1", "no time"), ("9-0", "at all")):
        text += f"\n{GUID}/{part}\n00:00:01.000 --> 00:00:02.000\n{words}\n"
    assert said(one(tmp_path, text)) == [("", "we had no time"), ("", "at all")]


def test_two_voices_in_a_cue_are_two_turns_and_unclosed_voices_are_read(tmp_path: Path) -> None:
    text = "WEBVTT\n\n1\n00:01.000 --> 00:02.000\n<v.loud Ana>Yes <i>we</i> do\n<v Bo>No\n"
    recording = one(tmp_path, text)
    assert (recording.format, said(recording)) == ("vtt", [("Ana", "Yes we do"), ("Bo", "No")])


def test_zoom_cues_without_a_name_are_unknown_voices(tmp_path: Path) -> None:
    lines = ["Ana Li | Team: Hello.", "Who is that?", "Bo (Oldacre): Me: Bo.", "Ana Li | Team: Ah."]
    text = "WEBVTT\r\n\r\n" + "".join(
        f"{n}\r\n00:05:0{n}.000 --> 00:05:0{n}.900\r\n{line}\r\n\r\n"
        for n, line in enumerate(lines)
    )
    recording = one(tmp_path, text)
    assert recording.format == "zoom-vtt"
    assert said(recording) == [
        ("Ana Li | Team", "Hello."),
        ("", "Who is that?"),
        ("Bo (Oldacre)", "Me: Bo."),
        ("Ana Li | Team", "Ah."),
    ]


def test_srt_with_names_at_a_change_only_continues_the_speaker(tmp_path: Path) -> None:
    lines = ["Ana: We had", "no time\nat all.", "Bo: None.", "Ana: Right."]
    text = "".join(
        f"{n}\n00:00:0{n},500 --> 00:00:0{n},900\n{line}\n\n" for n, line in enumerate(lines, 1)
    )
    recording = one(tmp_path, text, "talk.srt")
    assert recording.format == "srt"
    assert said(recording) == [
        ("Ana", "We had no time at all."),
        ("Bo", "None."),
        ("Ana", "Right."),
    ]


def test_a_word_a_cue_becomes_sentences(tmp_path: Path) -> None:
    line = "{\\c&HFFF000&}What's your name and title? I am the case officer here today."
    words = line.split()
    text = "".join(
        f"{n}\n00:00:{n:02},000 --> 00:00:{n:02},900\n{word}\n\n" for n, word in enumerate(words, 1)
    )
    assert len(one(tmp_path, text, "talk.srt").turns) == 2


def test_odd_times_are_kept_and_named(tmp_path: Path) -> None:
    text = (
        "WEBVTT\n\n00:00:05.000 --> 00:00:04.000\n<v Ana>One.</v>\n\n"
        "00:00:01.000 --> 00:00:02.000\n<v Bo>Two.</v>\n\n"
        "-00:00:03.000 --> 00:00:02.000\n<v Ana>Three.</v>\n\n"
        "00:00 --> 00:00:09.000\n<v Bo>Four.</v>\n\nxx --> 00:00:09.000\n<v Ana>Five.</v>\n"
    )
    recording = one(tmp_path, text)
    assert [turn.text for turn in recording.turns] == ["One.", "Two.", "Three.", "Four.", "Five."]
    assert sum("Line" in warning for warning in recording.warnings) == 4


def test_a_file_cut_off_in_a_cue_loses_no_word_and_no_id_becomes_speech(tmp_path: Path) -> None:
    recording = one(tmp_path, TEAMS + f"\n{GUID}/31-0\n")
    assert recording.turns[-1].text == "Yeah [laughter] so."


def test_an_hour_of_teams_is_read_in_half_a_second(tmp_path: Path) -> None:
    cues = "".join(
        f"\n{GUID}/{n}-0\n00:{n // 60:02}:{n % 60:02}.000 --> 00:{n // 60:02}:{n % 60:02}.900\n"
        f"<v Person {n % 7}>so we have about three people\nand half of them are leaving</v>\n"
        for n in range(3600)
    )
    (tmp_path / "talk.vtt").write_text("WEBVTT\n" + cues, encoding="utf-8")
    assert min(taken(tmp_path / "talk.vtt") for _ in range(3)) < 0.5


def taken(path: Path) -> float:
    began = time.perf_counter()
    read(path)
    return time.perf_counter() - began


WORDS = st.lists(st.sampled_from(["so", "we've", "lost", "[laughs]", "half", "é"]), max_size=8)


@given(st.lists(st.tuples(st.sampled_from(["Ana Li", "Bo"]), WORDS), min_size=1, max_size=12))
def test_words_in_are_words_in_turns_and_words_left_out(
    tmp_path_factory: pytest.TempPathFactory, cues: list[tuple[str, list[str]]]
) -> None:
    text = "WEBVTT some title\n\nNOTE two words\n"
    for n, (name, words) in enumerate([*cues, ("Ana Li", ["yes"])]):
        text += f"\n00:00:{n:02}.000 --> 00:00:{n:02}.900\n<v {name}>{' '.join(words)}</v>\n"
    recording = one(tmp_path_factory.mktemp("talk"), text)
    kept = sum(word_count(turn.text) for turn in recording.turns)
    left = sum(entry.word_count for entry in recording.left_out)
    assert kept + left == 5 + sum(len(words) for _, words in cues)


@given(st.integers(0, 359_999_999))
def test_times_come_back_as_they_were_written(milliseconds: int) -> None:
    whole, part = divmod(milliseconds, 1000)
    printed = f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}.{part:03}"
    assert seconds(printed) == milliseconds / 1000
