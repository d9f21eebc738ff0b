"""The report as a Word document: real styles, captions, contents, header rows, described charts."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import singledispatchmethod
from pathlib import Path
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm

from fgtools.report import own
from fgtools.report.blocks import Block, Bullets, Figure, Gap, Heading, Own, Paragraph, Table, Words
from fgtools.report.outline import attribution, level, outline
from fgtools.report.parts import Report
from fgtools.report.pictures import Picture
from fgtools.report.wordstyles import (
    bookmark,
    cell_shade,
    field_run,
    keep_row,
    light_borders,
    link,
    page,
    styles,
)
from fgtools.report.zips import EPOCH, fixed, printable

SHORT = 8
"""Rows of a table that is not broken over pages."""
SIDES = {"right": WD_ALIGN_PARAGRAPH.RIGHT, "center": WD_ALIGN_PARAGRAPH.CENTER}
TEXT_WIDTH = 16.0
"""Centimetres between the margins of an A4 page."""


def write(report: Report, path: Path, pictures: Mapping[str, Picture]) -> None:
    """Write the report with its pictures to `path`, which is replaced."""
    path.write_bytes(document(report, pictures))


def document(report: Report, pictures: Mapping[str, Picture]) -> bytes:
    """Return the whole document, the same bytes for the same report."""
    paper = docx.Document()
    styles(paper)
    page(paper, report.settings.title, level(report))
    _properties(paper, report)
    blocks = outline(report)
    _title(paper, report, [block for block in blocks if isinstance(block, Heading)])
    writer = _Writer(paper, pictures)
    for at, block in enumerate(blocks):
        writer.put(block)
        if _stays(blocks[max(0, at - 1)], block, blocks[min(at + 1, len(blocks) - 1)]):
            writer.stay_with_next()
    whole = io.BytesIO()
    paper.save(whole)
    return fixed(whole.getvalue())


def _stays(before: Block, block: Block, after: Block) -> bool:
    """Tell whether a paragraph stays with what follows: a quote, or the section that it opens."""
    if not isinstance(block, Paragraph):
        return False
    opens = isinstance(before, Paragraph) and before.style == "lead"
    return isinstance(after, Words) or block.style == "lead" or opens


def _properties(paper: Any, report: Report) -> None:
    day = datetime.fromisoformat(report.settings.date[:10] or EPOCH).replace(tzinfo=UTC)
    about = paper.core_properties
    about.title, about.subject = printable(report.settings.title), level(report)
    about.author = about.last_modified_by = "fgtools"
    about.created = about.modified = about.last_printed = day
    about.comments, about.keywords, about.language = "", "", "en-GB"
    about.revision = 1


def _title(paper: Any, report: Report, headings: Iterable[Heading]) -> None:
    """Write the title and the contents: entries that lead to their place at once.

    Page numbers are known to Word alone, which adds them when it opens the marked field.
    """
    paper.add_paragraph(printable(report.settings.title), "Title")
    under = (report.settings.wave, report.settings.date, level(report))
    paper.add_paragraph(" · ".join(part for part in under if part), "Subtitle")
    paper.add_paragraph("Contents", "TOC Heading")
    shown = [heading for heading in headings if heading.level == 1]
    entry = paper.styles["TOC 1"].style_id  # python-docx looks names up slowly
    for at, heading in enumerate(shown):
        line = paper.add_paragraph()
        line._p.style = entry
        if at == 0:
            field_run(line, 'TOC \\o "1-1" \\h \\z \\u', "begin", stale=True)
        link(line, bookmark_name(heading.key), printable(heading.text))
        if at == len(shown) - 1:
            field_run(line, "", "end")


def bookmark_name(key: str) -> str:
    """Return the bookmark of a heading: Word takes letters, digits and underscores, at most 40."""
    return f"_{''.join(c if c.isalnum() else '_' for c in key)}"[:40]


@dataclass
class _Writer:
    """A document being written; counts its captions and bookmarks."""

    paper: Any
    pictures: Mapping[str, Picture]
    counts: dict[str, int] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    last: Any = None

    def __post_init__(self) -> None:
        self.ids = {style.name: style.style_id for style in self.paper.styles}

    def line(self, text: str, style: str) -> Any:
        """Add a paragraph; by the style's id, because python-docx looks names up slowly."""
        line = self.paper.add_paragraph(printable(text))
        line._p.style = self.ids[style]
        self.last = line
        return line

    def stay_with_next(self) -> None:
        """Keep the last paragraph on the page of what follows it."""
        if self.last is not None:
            self.last.paragraph_format.keep_with_next = True

    def number(self, label: str) -> int:
        self.counts[label] = self.counts.get(label, 0) + 1
        return self.counts[label]

    @singledispatchmethod
    def put(self, block: Block) -> None:
        """Add one block."""
        raise TypeError(f"no way to write a {type(block).__name__}")

    @put.register
    def _(self, block: Heading) -> None:
        line = self.line(block.text, f"Heading {block.level}")
        if block.level == 1:
            line.paragraph_format.page_break_before = self.counts == {} or None
            bookmark(line, bookmark_name(block.key), self.number("bookmark"))

    @put.register
    def _(self, block: Paragraph) -> None:
        style = {"lead": "Lead", "note": "Note"}.get(block.style, "Body Text")
        line = self.line(block.text, style)
        line.paragraph_format.keep_with_next = block.text.endswith(":") or None

    @put.register
    def _(self, block: Bullets) -> None:
        for lead, text in block.items:
            line = self.line("", "List Bullet")
            if lead:
                line.add_run(f"{printable(lead)} ").bold = True
            line.add_run(printable(text))

    @put.register
    def _(self, block: Words) -> None:
        quote = block.quote
        line = self.line(f"“{quote.text}”", "Quote")
        line.paragraph_format.keep_with_next = True
        self.line(attribution(quote), "Attribution")

    @put.register
    def _(self, block: Gap) -> None:
        self.line(f"[To be written: {block.text} In {block.file}]", "To be written")

    @put.register
    def _(self, block: Figure) -> None:
        line = self.line("", "Figure")
        picture = line.add_run().add_picture(
            io.BytesIO(self.pictures[block.chart].png), width=Cm(TEXT_WIDTH)
        )
        about = picture._inline.docPr
        about.set("descr", printable(block.alt))
        about.set("name", printable(block.caption))
        self.caption("Figure", block.caption)

    @put.register
    def _(self, block: Table) -> None:
        self.caption("Table", block.caption)
        widths = of_page(block.widths)
        table = self.table(widths)
        last = len(block.rows)
        for at, row in enumerate((block.header, *block.rows)):
            # A short table stays whole; of a long one, the first lines stay with its header.
            follows = at < last and (last <= SHORT or at < 2)
            lines = self.cells(table, widths, head=at == 0, follows=follows)
            for column, (line, text) in enumerate(zip(lines, row, strict=True)):
                line.add_run(printable(text)).bold = True if column == 0 or at == 0 else None
                if column and block.kind in ("numbers", "grid"):
                    line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        self.line("", "After table")

    @put.register
    def _(self, block: Own) -> None:
        for piece in own.blocks(block.markdown):
            if isinstance(piece, own.OwnTable):
                self.own_table(piece)
            else:
                own_runs(self.line("", self.own_style(piece)), piece.runs)

    def own_table(self, piece: own.OwnTable) -> None:
        """Add a table of own text; it has no caption but the paragraph that leads to it."""
        self.stay_with_next()
        widths = of_page(piece.widths)
        table = self.table(widths)
        for at, cells in enumerate(piece.rows):
            lines = self.cells(
                table, widths, head=at == 0, follows=at + 1 < len(piece.rows) <= SHORT
            )
            for line, runs, side in zip(lines, cells, piece.sides, strict=True):
                own_runs(line, runs)
                line.alignment = SIDES.get(side)
        self.line("", "After table")

    def own_style(self, piece: own.OwnBlock) -> str:
        """Return the style of a piece of own text; its headings start at the second level."""
        if piece.kind == "heading":
            return f"Heading {min(3, piece.depth + 1)}"
        lists = {"bullet": "List Bullet", "number": "List Number"}
        if piece.kind in lists:
            return lists[piece.kind] + (f" {min(3, piece.depth)}" if piece.depth > 1 else "")
        return "Quote" if piece.kind == "quotation" else "Body Text"

    def caption(self, label: str, text: str) -> None:
        """Add a numbered caption that Word can list."""
        line = self.line(f"{label} ", "Caption")
        field_run(line, f"SEQ {label} \\* ARABIC", "whole", str(self.number(label)))
        line.add_run(f". {printable(text)}")
        line.paragraph_format.keep_with_next = label == "Table"

    def table(self, widths: Sequence[Any]) -> Any:
        """Add a table with columns of these widths and no rows yet."""
        table = self.paper.add_table(rows=0, cols=len(widths))
        table.autofit = False
        light_borders(table)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        return table

    def cells(self, table: Any, widths: Sequence[Any], *, head: bool, follows: bool) -> list[Any]:
        """Add a row and return the line of each cell; header rows are repeated on every page.

        A row that `follows` is kept with the next.
        """
        row = table.add_row()
        keep_row(row, head=head)
        lines = []
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width
            line = cell.paragraphs[0]
            line._p.style = self.ids["Table header" if head else "Table text"]
            line.paragraph_format.keep_with_next = follows
            if head:
                cell_shade(cell, "E5E7EB")
            lines.append(line)
        return lines


def of_page(widths: Sequence[float]) -> list[Any]:
    """Return the widths of columns that share the page's."""
    return [Cm(TEXT_WIDTH * width / sum(widths)) for width in widths]


def own_runs(line: Any, runs: Iterable[own.Run]) -> None:
    """Add own text to a line, each run in its style."""
    for run in runs:
        added = line.add_run(printable(run.text))
        added.bold, added.italic = run.bold or None, run.italic or None
