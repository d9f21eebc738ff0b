"""Otter's text, plain and with Markdown marks."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from fgtools.errors import FgtoolsError
from fgtools.spans import WORD
from fgtools.transcripts.read import read
from fgtools.transcripts.recording import Recording

OTTER = """SEND group, autumn
Tue, Oct 3, 2023 2:04PM 1:02:09

SUMMARY KEYWORDS
plans, parents, wait

SPEAKERS
Jo Reid, Sam Okoro

Jo Reid  0:04
Shall we start. It is 9:30.

Unknown Speaker  0:09
Yes.

Unknown Speaker  0:12
Go on.

Still here.

Sam Okoro  1:02:03
The plans come late.

Transcribed by https://otter.ai
""".replace(":04\n", ":04  \n")
EXPECTED = [
    ("Jo Reid", "Shall we start. It is 9:30.", 4.0),
    ("Unknown Speaker", "Yes.", 9.0),
    ("Unknown Speaker", "Go on. Still here.", 12.0),
    ("Sam Okoro", "The plans come late.", 3723.0),
]


def said(recording: Recording) -> list[tuple[str, str, float | None]]:
    return [(turn.speaker, turn.text, turn.begin) for turn in recording.turns]


def one(path: Path, text: str) -> Recording:
    path.write_text(text, encoding="utf-8")
    (recording,) = read(path)
    return recording


def test_unknown_voices_stay_apart_and_header_and_last_line_are_left_out(tmp_path: Path) -> None:
    recording = one(tmp_path / "talk.txt", OTTER)
    assert (recording.format, said(recording)) == ("otter", EXPECTED)
    assert recording.duration == 3723.0
    left = dict.fromkeys(("header", "closing line"), 0)
    for entry in recording.left_out:
        left[entry.reason] += entry.word_count
    above, below = OTTER.split("Jo Reid  0:04")[0], OTTER.split("late.\n")[1]
    assert left == {"header": len(WORD.findall(above)), "closing line": len(WORD.findall(below))}


@pytest.mark.parametrize("shape", ["**{}**  {}", "**{}** {}", "{} {}", "**{} {}**", "### {}  {}"])
def test_names_may_be_bold_and_stand_closer_to_their_stamp(tmp_path: Path, shape: str) -> None:
    rows = "\n\n".join(
        f"{shape.format(name, stamp)}\n{text}"
        for name, stamp, text in (
            ("Jo Reid", "0:04", "Shall we start."),
            ("Speaker 1", "59:09", "Yes."),
            ("Jo Reid", "1:00:15", "Good."),
        )
    )
    front = "---\ntitle: A talk\ndate: 3 March\n---\n\n"
    recording = one(tmp_path / "talk.md", front + rows)
    assert (recording.format, [turn.begin for turn in recording.turns]) == (
        "otter",
        [4.0, 3549.0, 3615.0],
    )
    assert [turn.speaker for turn in recording.turns] == ["Jo Reid", "Speaker 1", "Jo Reid"]
    assert sum(left.word_count for left in recording.left_out) == 6


def test_a_word_file_from_otter_is_read_like_its_text(tmp_path: Path) -> None:
    made = docx.Document()
    for paragraph in OTTER.split("\n"):
        made.add_paragraph(paragraph)
    made.save(str(tmp_path / "talk.docx"))
    (recording,) = read(tmp_path / "talk.docx")
    assert (recording.format, said(recording)) == ("otter", EXPECTED)


def test_times_that_start_again_are_named(tmp_path: Path) -> None:
    body = "Jo Reid  0:04\nOne.\n\nSam  0:09\nTwo.\n\n"
    recording = one(tmp_path / "talk.txt", body * 2)
    assert [turn.begin for turn in recording.turns] == [4.0, 9.0, 4.0, 9.0]
    assert any("backwards (line 7)" in warning for warning in recording.warnings)


def test_an_agenda_with_times_is_no_transcript(tmp_path: Path) -> None:
    path = tmp_path / "agenda.txt"
    path.write_text("Programme\n\nWelcome  9:00\nCoffee  10:30\nLunch  12:30\nClose  16:00\n")
    with pytest.raises(FgtoolsError, match="No speakers"):
        read(path)


def test_a_stamp_proves_names_of_any_shape(tmp_path: Path) -> None:
    path = tmp_path / "otter.txt"
    names = ("Eric's iPad (Northmere)", "van der Berg, Anneke", "Karim T. (mattk)", "Amira")
    path.write_text("".join(f"{n}  0:1{at}  \nWe met.\n\n" for at, n in enumerate(names)))
    assert tuple(turn.speaker for turn in read(path)[0].turns) == names


def test_one_turn_alone_is_read(tmp_path: Path) -> None:
    path = tmp_path / "otter.txt"
    path.write_text("Jo Reid  0:34\nHello there. So the thing is: we are few.\n")
    (recording,) = read(path)
    assert (recording.format, len(recording.turns)) == ("otter", 1)


def test_a_title_with_a_time_does_not_make_typed_talk_otter(tmp_path: Path) -> None:
    path = tmp_path / "talk.txt"
    path.write_text("Focus Group  14:30\n\nAna Li: Hello.\n\nBo Finch: Yes.\n\nAna Li: So.\n")
    assert read(path)[0].format == "typed"


def test_otter_text_without_names_is_a_turn_for_each_time(tmp_path: Path) -> None:
    path = tmp_path / "talk.txt"
    path.write_text(
        "0:00  \nThe wait is too long.\n\n0:15  \nIt was shorter.\nMuch shorter.\n\n"
        "Transcribed by https://otter.ai\n",
        encoding="utf-8",
    )
    (recording,) = read(path)
    assert recording.format == "otter"
    assert [(turn.speaker, turn.begin, turn.text) for turn in recording.turns] == [
        ("", 0.0, "The wait is too long."),
        ("", 15.0, "It was shorter. Much shorter."),
    ]
