"""Two invented reports: one with every kind of fault, and the same without any."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from fgtools.nouns import Finding
from fgtools.study.draft_check import check_alone

DRAFTS = Path(__file__).parent / "drafts"
EXPECTED = (
    ("several-bases", 9), ("silent-base", 9), ("silent-base", 14), ("silent-base", 29),
    ("contradiction", 14), ("contradiction", 23), ("contradiction", 29), ("contradiction", 39),
    ("solvable-cell", 15), ("too-precise", 15), ("too-precise", 19),
    ("base-misfit", 24), ("wrong-sum", 19), ("class-statement", 29), ("out-of-order", 37),
    ("base-misfit", 39), ("wrong-sum", 43), ("solvable-cell", 56), ("named-few", 59),
    ("unique-post", 63), ("few-people", 65), ("small-cell", 65),
    ("identifier-email", 67), ("identifier-phone", 67), ("identifier-url", 67),
)  # fmt: skip
"""What an editor should be told of the faulty report: the rule and the line."""


def places(findings: tuple[Finding, ...]) -> set[tuple[str, int]]:
    return {(f.rule, int(f.where.rpartition(" ")[2])) for f in findings}


@pytest.mark.parametrize(("rule", "line"), EXPECTED)
def test_every_planted_fault_is_found_at_its_line(rule: str, line: int) -> None:
    assert (rule, line) in places(check_alone(DRAFTS / "faulty.md"))


def test_nothing_but_the_planted_faults_is_found() -> None:
    assert places(check_alone(DRAFTS / "faulty.md")) == set(EXPECTED)


def test_a_careful_report_gives_no_finding() -> None:
    assert check_alone(DRAFTS / "clean.md") == ()


def test_findings_never_repeat_the_words_of_the_report() -> None:
    said = " ".join(f"{f.what} {f.hint}" for f in check_alone(DRAFTS / "faulty.md"))
    for words in ("Gull", "DMO", "inclusion.lead", "01632", "zero-hours", "health visitors"):
        assert words not in said


def as_word(source: Path, target: Path) -> None:
    """Write a Markdown draft as a Word document, with Word's own headings, lists and tables."""
    paper = docx.Document()
    rows: list[list[str]] = []
    for line in [*source.read_text("utf-8").split("\n"), ""]:
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip("|").split("|")])
            continue
        if rows:
            table = paper.add_table(0, len(rows[0]))
            for row in (row for row in rows if set("".join(row)) != {"-"}):
                for cell, words in zip(table.add_row().cells, row, strict=True):
                    cell.text = words
            rows = []
        words = line.replace("*", "").strip()
        if words.startswith("#"):
            paper.add_heading(words.lstrip("# "), words.count("#"))
        elif words.startswith("- ") or words[:2] in ("1.", "2.", "3."):
            style = "List Bullet" if words[0] == "-" else "List Number"
            paper.add_paragraph(words[2:].strip(), style)
        elif words:
            paper.add_paragraph(words)
    paper.save(str(target))


@pytest.mark.parametrize("name", ["faulty", "clean"])
def test_a_word_document_is_checked_like_markdown(name: str, tmp_path: Path) -> None:
    as_word(DRAFTS / f"{name}.md", tmp_path / f"{name}.docx")
    written = [(f.rule, f.what.split(" at ")[0]) for f in check_alone(DRAFTS / f"{name}.md")]
    packed = [(f.rule, f.what.split(" at ")[0]) for f in check_alone(tmp_path / f"{name}.docx")]
    assert [rule for rule, _ in packed] == [rule for rule, _ in written]
    assert all("paragraph" in f.where or "table" in f.where
               for f in check_alone(tmp_path / f"{name}.docx"))  # fmt: skip


def test_plain_text_is_checked_like_markdown(tmp_path: Path) -> None:
    text = (DRAFTS / "faulty.md").read_text("utf-8")
    plain = "\n".join(
        line.lstrip("# ") if line.startswith("#") else line.strip("| ").replace(" | ", "\t")
        for line in text.split("\n")
        if not line.startswith("|---")
    ).replace("*", "")  # fmt: skip
    (tmp_path / "faulty.txt").write_text(plain, "utf-8")
    mine = {f.rule for f in check_alone(tmp_path / "faulty.txt")}
    assert mine == {f.rule for f in check_alone(DRAFTS / "faulty.md")}


def test_checking_twice_gives_the_same() -> None:
    assert check_alone(DRAFTS / "faulty.md") == check_alone(DRAFTS / "faulty.md")
