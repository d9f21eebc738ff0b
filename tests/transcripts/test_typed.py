"""Talk typed by people, and tables of talk."""

from __future__ import annotations

from pathlib import Path

import docx
import openpyxl

from fgtools.transcripts.read import read

TYPED = """Focus group 3
Date: 5 March 2026

Facilitator:  Shall we start?
Ana Li: Yes. Note this: it is on record.

And another thing.

**Bo Finch:** No. \\[laughter\\]
See https://example.org for more.
Facilitator: Question 1: what is your week like?
Ana Li: Long.
"""


def test_typed_talk_keeps_paragraphs_with_their_speaker(tmp_path: Path) -> None:
    path = tmp_path / "talk.md"
    path.write_text(TYPED, encoding="utf-8")
    (recording,) = read(path)
    assert recording.format == "typed"
    assert [(turn.speaker, turn.text) for turn in recording.turns] == [
        ("Facilitator", "Shall we start?"),
        ("Ana Li", "Yes. Note this: it is on record. And another thing."),
        ("Bo Finch", "No. [laughter] See https://example.org for more."),
        ("Facilitator", "Question 1: what is your week like?"),
        ("Ana Li", "Long."),
    ]
    assert recording.duration is None
    assert sum(left.word_count for left in recording.left_out) == 8


def test_times_before_and_after_names_are_read(tmp_path: Path) -> None:
    path = tmp_path / "talk.txt"
    path.write_text(
        "[00:00] Ana: Hello.\nBo (00:12): Hi.\n[00:15] [m1] And me.\n0:20 Ana: Yes.\n",
        encoding="utf-8",
    )
    (recording,) = read(path)
    assert [(turn.speaker, turn.begin) for turn in recording.turns] == [
        ("Ana", 0.0), ("Bo", 12.0), ("[m1]", 15.0), ("Ana", 20.0),
    ]  # fmt: skip


def test_a_typed_word_file_is_read_like_its_text(tmp_path: Path) -> None:
    made = docx.Document()
    for line in ("Group 1", "Ana: One.", "Bo: Two.", "Ana: Three."):
        made.add_paragraph(line)
    made.save(str(tmp_path / "talk.docx"))
    (recording,) = read(tmp_path / "talk.docx")
    assert (recording.format, [turn.text for turn in recording.turns]) == (
        "typed",
        ["One.", "Two.", "Three."],
    )


ROWS = (
    ("session", "speaker", "role", "text"),
    ("a", "Jo", "facilitator", "Shall, we?"),
    ("a", "Ana", "EP", "Yes."),
    ("a", "Ana", "EP", "  And\nmore."),
    ("b", "Bo", "SENCO", "=1+1 is two."),
    ("a", "Ana", "EP", ""),
    ("a", "Ana", "EP", "Last."),
)


def test_a_row_of_a_table_is_a_turn_and_stays_one(tmp_path: Path) -> None:
    path = tmp_path / "talk.csv"
    lines = [";".join(f'"{cell}"' for cell in row) for row in ROWS]
    path.write_text("\n".join(lines), encoding="utf-8-sig")
    first, second = read(path)
    assert (first.format, first.session, second.session) == ("table", "a", "b")
    assert [(turn.ordinal, turn.text) for turn in first.turns] == [
        (0, "Shall, we?"), (1, "Yes."), (2, "  And\nmore."), (4, "Last."),
    ]  # fmt: skip
    assert first.roles == (("Jo", "facilitator"), ("Ana", "EP"))
    assert [left.reason for left in first.left_out] == ["row without words"]


def test_a_workbook_is_read_like_the_csv_and_its_ordinals_are_honoured(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Ordinal", "Session", "Speaker", "Text", "Begin"])
    sheet.append([7, "a", "Ana", "Yes.", "0:01:05"])
    sheet.append([9, "a", None, "No.", 70.5])
    book.save(tmp_path / "talk.xlsx")
    (recording,) = read(tmp_path / "talk.xlsx")
    assert [(t.ordinal, t.speaker, t.begin) for t in recording.turns] == [
        (7, "Ana", 65.0),
        (9, "", 70.5),
    ]
