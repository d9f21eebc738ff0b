"""Drafts as people hand them in: every line, row and list keeps its place."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fgtools.errors import FgtoolsError, Misused
from fgtools.report.draft import reading_text
from fgtools.report.draft.figures import figures
from fgtools.report.draft.reading import read

TEXT = """# Title

Intro that runs
over two lines.

Reasons:

- **Pay** (40%)
- Travel (30%)

| A | n |
|---|---|
| x \\| y | 3 |

> “Quoted words of somebody”

Answer\tShare\t
School\t25.6%\t80
Answered\t\t312
"""


def test_markdown_keeps_lines_lists_and_tables() -> None:
    draft = reading_text.read("d.md", TEXT)
    told = [(p.kind, p.text, p.where, p.lead) for p in draft.passages]
    assert told == [
        ("heading", "Title", "d.md line 1", ""),
        ("text", "Intro that runs over two lines.", "d.md line 3", ""),
        ("text", "Reasons:", "d.md line 6", ""),
        ("item", "Pay (40%)", "d.md line 8", "Reasons:"),
        ("item", "Travel (30%)", "d.md line 9", "Reasons:"),
        ("quote", "“Quoted words of somebody”", "d.md line 15", ""),
    ]
    first, second = draft.tables
    assert [row.cells for row in first.rows] == [("x | y", "3")]
    assert second.header == ("Answer", "Share", "")
    assert [row.where for row in second.rows] == ["d.md line 18", "d.md line 19"]
    assert next(iter(draft.passages)).at(0) == "d.md line 1"


def test_a_figure_in_a_later_line_of_a_paragraph_has_that_line() -> None:
    draft = reading_text.read("d.md", "One line\nand 40% in the next\nand the last.")
    passage = next(draft.passages)
    assert passage.at(figures(passage.text)[0].span.start) == "d.md line 2"


def test_plain_text_has_headings_without_marks() -> None:
    draft = reading_text.read(
        "d.txt", "Summary\n\nIt is so.\n\n1. Pay and hours\n\n- one\n", plain=True
    )
    assert [p.kind for p in draft.passages] == ["heading", "text", "heading", "item"]


def test_word_keeps_the_order_of_paragraphs_and_tables(tmp_path: Path) -> None:
    paper = docx.Document()
    paper.add_heading("Title", 1)
    paper.add_paragraph("Before.")
    table = paper.add_table(2, 2)
    for cell, words in zip((c for row in table.rows for c in row.cells), "ab12", strict=True):
        cell.text = words
    paper.add_paragraph("Said so", "Intense Quote")
    paper.add_paragraph("item", "List Bullet")
    paper.save(str(tmp_path / "d.docx"))
    draft = read(tmp_path / "d.docx")
    kinds = [getattr(part, "kind", "table") for part in draft.parts]
    assert kinds == ["heading", "text", "table", "quote", "item"]
    assert [row.where for row in next(draft.tables).rows] == ["d.docx table 1 row 2"]


@pytest.mark.parametrize("name", ["d.pdf", "d.rtf", "d.xlsx"])
def test_other_files_are_refused_with_what_to_do(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"%PDF-1.4")
    with pytest.raises(Misused, match=r"\.docx"):
        read(tmp_path / name)


@pytest.mark.parametrize("name", ["d.docx", "d.md", "d.txt"])
def test_a_damaged_file_is_an_error_that_says_so(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"PK\x03\x04 no archive")
    with pytest.raises(FgtoolsError, match="Save it"):
        read(tmp_path / name)


@given(st.integers(0, 100), st.integers(0, 99), st.sampled_from(("%", " %", " per cent")))
def test_percentages_are_read_as_written(whole: int, part: int, sign: str) -> None:
    words = f"{whole}{f'.{part}' if part and whole < 100 else ''}{sign}"
    (found,) = figures(f"In all {words} of respondents agree.")
    assert found.value == float(words.replace(sign, ""))
    assert found.low <= found.value <= found.high


@given(st.integers(1, 400), st.integers(1, 400))
def test_counts_of_a_base_are_read_as_written(one: int, other: int) -> None:
    count, base = sorted((one, other))
    (found,) = figures(f"It was raised by {count} of {base} participants.")
    assert (found.count, found.base) == (count, base)
    assert figures(f"It came up in {count} of {base} sessions.")[0].other


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("nearly 70% agree", 65, 70.5),
        ("over half agree", 50, 70),
        ("two thirds of staff", 63, 71),
        ("one in four report it", 21, 29),
        ("about 40% agree", 35, 45),
        ("just under half of us", 46, 50),
        ("20–30% agree", 19.5, 30.5), ("40% agree", 39.5, 40.5),
    ],
)  # fmt: skip
def test_words_beside_a_figure_say_how_far_it_reaches(text: str, low: float, high: float) -> None:
    (found,) = figures(text)
    assert found.low == pytest.approx(low, abs=1)
    assert found.high == pytest.approx(high, abs=1)


@pytest.mark.parametrize(
    "text",
    ["“I am at 40% by March, and tired” said one", "the first half of the year", "24/7 and 2023/24",
     "rates of £400/day", "40 percentage points", "half an hour"],
)  # fmt: skip
def test_what_is_no_share_is_not_read_as_one(text: str) -> None:
    assert figures(text) == ()
