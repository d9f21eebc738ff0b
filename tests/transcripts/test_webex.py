"""WebVTT of Webex: the id of a cue holds the speaker."""

from __future__ import annotations

from pathlib import Path

from fgtools.transcripts.read import read
from fgtools.transcripts.recording import Recording

WEBEX = """WEBVTT

1 "Adele Okoro" (1262511360)
00:00:03.490 --> 00:00:05.489
Good morning. Two of our
plans are late.

2 "" (0)
00:00:05.500 --> 00:00:06.000
Morning.

3 "" (0)
00:00:06.500 --> 00:00:07.000
Can you hear me?

4 "Siân &quot;Shan&quot; Rees (Guest)" (77)
00:00:07.000 --> 00:00:08.250
Yes: 12
12
"""


def one(tmp_path: Path, text: str) -> Recording:
    path = tmp_path / "talk.vtt"
    path.write_text(text, encoding="utf-8")
    (recording,) = read(path)
    return recording


def test_the_speaker_stands_in_the_id_and_unknown_voices_stay_apart(tmp_path: Path) -> None:
    recording = one(tmp_path, WEBEX)
    assert recording.format == "webex-vtt"
    assert [(turn.speaker, turn.text) for turn in recording.turns] == [
        ("Adele Okoro", "Good morning. Two of our plans are late."),
        ("", "Morning."),
        ("", "Can you hear me?"),
        ('Siân "Shan" Rees (Guest)', "Yes: 12 12"),
    ]
    assert (recording.duration, recording.left_out, recording.warnings) == (8.25, (), ())


def test_no_blank_lines_and_no_first_line_change_nothing(tmp_path: Path) -> None:
    squeezed = WEBEX.removeprefix("WEBVTT\n\n").replace("\n\n", "\n")
    assert one(tmp_path, squeezed).turns == one(tmp_path, WEBEX).turns


def test_a_file_cut_off_in_an_id_says_so(tmp_path: Path) -> None:
    recording = one(tmp_path, WEBEX + '\n5 "Adele Ok')
    assert recording.turns == one(tmp_path, WEBEX).turns
    assert recording.warnings == ("The file breaks off after line 17: download it again.",)
