"""WebVTT and SRT as Teams, Zoom and others write them."""

from __future__ import annotations

import html
import json
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fgtools.spans import WORD, word_count
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


def test_zoom_names_of_every_kind_that_stand_once(tmp_path: Path) -> None:
    names = ["Eric's iPad (Clapton)", "J. R. Amadi 2", "pk910", "Karim T. (matkt)", "O'Neill, Siân"]
    lines = ["Ana Li: I remember the plan.", *(f"{name}: Yes." for name in names)]
    lines += ["So here is the thing: we wait.", "Ana Li: Ah: yes."] * 2 + ["Remember: the plan."]
    text = "WEBVTT\n\n" + "".join(
        f"{n}\n00:05:{n:02}.000 --> 00:05:{n:02}.900\n{line}\n\n" for n, line in enumerate(lines)
    )
    recording = one(tmp_path, text)
    assert recording.format == "zoom-vtt"
    assert {turn.speaker for turn in recording.turns} == {"", "Ana Li", *names}


def test_whisperx_labels_are_no_zoom_and_an_unlabelled_cue_is_unknown(tmp_path: Path) -> None:
    lines = ["[SPEAKER_00]: Hello", "[SPEAKER_00]: all.", "Hm.", "[SPEAKER_01]: Hi."]
    text = "WEBVTT\n\n" + "".join(
        f"00:0{n}.100 --> 00:0{n}.900\n{line}\n\n" for n, line in enumerate(lines)
    )
    recording = one(tmp_path, text)
    assert recording.format == "vtt"
    assert said(recording) == [("SPEAKER_00", "Hello all."), ("", "Hm."), ("SPEAKER_01", "Hi.")]


def test_graph_metadata_over_several_lines_and_broken_off(tmp_path: Path) -> None:
    text = (
        "WEBVTT\n\n00:00:16.246 --> 00:00:17.726\n{\n "
        '"startDateTime": "2023-03-08T08:22:30.04+00:00",\n "speakerName": "Ana \\"A\\" Li",\n '
        '"spokenText": "The \\u00e9 plan &amp; more."\n}\n\n00:00:18.000 --> 00:00:19.000\n'
        '{"speakerName":null,"spokenText":"Hm."}\n\n00:00:20.000 --> 00:00:21.000\n'
        '{"startDateTime":"2023","speakerName":"Bo","spokenText":"It broke'
    )
    recording = one(tmp_path, text)
    assert recording.format == "teams-vtt"
    assert said(recording) == [
        ('Ana "A" Li', "The é plan & more."),
        ("", "Hm."),
        ("Bo", "It broke"),
    ]


def test_no_first_line_no_blank_lines_and_words_beside_the_times(tmp_path: Path) -> None:
    text = (
        f"{GUID}/1-0\n00:00:01,000 --> 00:00:02,000 align:start position:0%\n<v Ana>Hi 12\n12</v>\n"
        f"{GUID}/2-0\n00:00:02,000 --> 00:00:03,000 here it\n<v Bo>is</v>\n"
    )
    recording = one(tmp_path, text)
    assert recording.format == "teams-vtt"
    assert said(recording) == [("Ana", "Hi 12 12"), ("", "here it"), ("Bo", "is")]


def test_a_number_or_a_lone_line_before_the_times_is_speech_where_cues_have_no_ids(
    tmp_path: Path,
) -> None:
    text = (
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ana>We have\n12\n00:02.000 --> 00:03.000\n"
        "<v Bo>Twelve?\n\nTwelve.\n00:03.000 --> 00:04.000\n<v Ana>Yes.\n"
    )
    assert said(one(tmp_path, text)) == [
        ("Ana", "We have 12"),
        ("Bo", "Twelve? Twelve."),
        ("Ana", "Yes."),
    ]


def test_names_of_cues_are_no_speech_and_are_counted(tmp_path: Path) -> None:
    text = (
        "WEBVTT\n\nthe opening\n00:01.000 --> 00:02.000\n<v Ana>Hi.\n\n"
        "NOTE one two\nthree\n\nthe end\n00:02.000 --> 00:61.000\n<v Bo>Bye.\n"
    )
    recording = one(tmp_path, text)
    assert said(recording) == [("Ana", "Hi."), ("Bo", "Bye.")]
    assert {left.reason: left.word_count for left in recording.left_out} == {
        "note of the file": 3,
        "name of a cue": 4,
    }
    assert recording.warnings == ("Line 11: minutes or seconds over 59; the words are kept.",)


ROLLING = """WEBVTT
Kind: captions
Language: en

00:00:00.120 --> 00:00:02.470 align:start position:0%
\x20
so<00:00:00.280><c> today</c><00:00:00.560><c> we</c>

00:00:02.470 --> 00:00:02.480 align:start position:0%
so today we
\x20

00:00:02.480 --> 00:00:05.000 align:start position:0%
so today we
have<00:00:02.800><c> three</c><00:00:02.900><c> plans</c>

00:00:05.000 --> 00:00:05.010 align:start position:0%
have three plans
\x20
"""


def test_rolling_captions_are_folded_and_the_repeated_words_counted(tmp_path: Path) -> None:
    recording = one(tmp_path, ROLLING)
    assert recording.format == "vtt"
    assert said(recording) == [("", "so today we"), ("", "have three plans")]
    assert {left.reason: left.word_count for left in recording.left_out} == {
        "header": 4,
        "repeated caption": 9,
    }
    assert (recording.duration, len(recording.warnings)) == (5.01, 1)


def test_a_file_cut_off_in_a_tag_keeps_the_words_before_it(tmp_path: Path) -> None:
    recording = one(tmp_path, TEAMS + f"\n{GUID}/31-0\n00:00:45.000 --> 00:00:46.000\n<v Okoro, Ad")
    assert said(recording) == said(one(tmp_path, TEAMS))
    assert "breaks off" in recording.warnings[-1]


@pytest.mark.parametrize(
    "piece", ["\n", "<v", "<v ", "<v.a", "-->", " --> ", "<c", "{\\", '1 "a" ', "//a:"]
)
def test_long_odd_lines_are_read(tmp_path: Path, piece: str) -> None:
    text = f"{TEAMS}\n00:00:50.000 --> 00:00:51.000\n<v Jo Reid>yes {piece * 20_000}\n"
    recording = one(tmp_path, text)
    assert recording.turns[-1].text.startswith("yes")


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


NAMES = ("Ana Li", "Okoro, Adéle (Northmere)", "Jo O'Neill & Co", "Siân Rees")
SPOKEN = st.lists(
    st.sampled_from(["so", "we've", "lost", "[laughs]", "half", "é", "240", "a < b", "&"]),
    min_size=1,
    max_size=8,
).map(lambda words: " ".join(["Well", *words]))
TALK = st.lists(st.tuples(st.sampled_from(NAMES), SPOKEN), min_size=1, max_size=12)


def clock(seconds: float, mark: str = ".") -> str:
    whole, part = divmod(round(seconds * 1000), 1000)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}{mark}{part:03}"


def unpadded(seconds: float) -> str:
    whole, part = divmod(round(seconds * 1000), 1000)
    return f"{whole // 3600}:{whole // 60 % 60}:{whole % 60}.{part}"


def cue(number: int, name: str, words: str, form: str) -> str:
    """Write one cue in a dialect."""
    begin, end = 3 * number + 0.5, 3 * number + 2.04
    stamps = f"{clock(begin)} --> {clock(end)}"
    safe, tag = html.escape(words, quote=False), html.escape(name)
    fields = {"speakerName": name, "spokenText": words}
    return {
        "teams": f"{GUID}/{number}-0\n{stamps}\n<v {tag}>{safe}</v>",
        "graph": f"{unpadded(begin)} --> {unpadded(end)}\n<v {tag}>{safe}</v>",
        "metadata": f"{stamps}\n{json.dumps(fields)}",
        "voices": f"{stamps}\n<v.loud {tag}>{safe}",
        "webex": f'{number} "{name}" (77{number})\n{stamps}\n{safe}',
        "zoom": f"{number}\n{stamps}\n{name}: {words}",
        "noscribe": f"{number}\n{stamps}\n<v {tag}>{safe}",
        "srt": f"{number}\n{clock(begin, ',')} --> {clock(end, ',')}\n{name}: {words}",
    }[form]


HEADS = {"srt": "", "noscribe": "WEBVTT\n\nNOTE noScribe vers. 0.7\n\n"}
FORMS = {
    "teams": "teams-vtt",
    "graph": "teams-vtt",
    "metadata": "teams-vtt",
    "voices": "vtt",
    "webex": "webex-vtt",
    "zoom": "zoom-vtt",
    "noscribe": "noscribe",
    "srt": "srt",
}


@pytest.mark.parametrize("form", FORMS)
@given(talk=TALK)
def test_a_conversation_is_the_same_in_every_dialect(
    tmp_path_factory: pytest.TempPathFactory, form: str, talk: list[tuple[str, str]]
) -> None:
    talk = [*talk, ("Ana Li", "Right."), ("Siân Rees", "So."), ("Ana Li", "Yes.")]
    cues = [cue(number, name, words, form) for number, (name, words) in enumerate(talk, 1)]
    text = HEADS.get(form, "WEBVTT\n\n") + "\n\n".join(cues) + "\n"
    recording = one(tmp_path_factory.mktemp("talk"), text)
    turns = [list(group) for _, group in groupby(enumerate(talk, 1), lambda pair: pair[1][0])]
    assert recording.format == FORMS[form]
    assert [(turn.speaker, turn.text, turn.begin, turn.end) for turn in recording.turns] == [
        (
            group[0][1][0],
            " ".join(words for _, (_, words) in group),
            3 * group[0][0] + 0.5,
            3 * group[-1][0] + 2.04,
        )
        for group in turns
    ]
    kept = sum(word_count(turn.text) for turn in recording.turns)
    left = sum(entry.word_count for entry in recording.left_out)
    made = 4 if form == "noscribe" else 0
    assert kept + left == made + sum(len(WORD.findall(words)) for _, words in talk)


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
