"""The evidence as a workbook: filters, frozen headers, widths; no cell can become a formula."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from fgtools.report.counts import STANCES
from fgtools.report.outline import level
from fgtools.report.parts import Cell, Report
from fgtools.report.prose import DIFFERS
from fgtools.report.zips import EPOCH, printable

Value = str | float | int | None

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What at the start of a cell makes a spreadsheet, or a CSV saved from it, read a formula."""
WIDE = 240
"""Characters that a printed landscape page still shows readably."""
LONGEST = 32_000
"""Characters in a cell; Excel takes 32,767."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of the workbook; `widths` in characters."""

    name: str
    about: str
    header: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    widths: tuple[int, ...]
    frozen: int = 1


def write(report: Report, path: Path, _: object = None) -> None:
    """Write the workbook, which has no pictures, to `path`, which is replaced."""
    path.write_bytes(workbook(report))


def workbook(report: Report) -> bytes:
    """Return the whole workbook, the same bytes for the same report."""
    whole = io.BytesIO()
    book = xlsxwriter.Workbook(
        whole,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    book.set_properties(
        {
            "title": printable(report.settings.title),
            "author": "fgtools",
            "created": datetime.fromisoformat(report.settings.date[:10] or EPOCH),
        }
    )
    base = {"font_name": "Arial", "font_size": 10, "valign": "top"}
    looks = {
        "text": book.add_format({**base, "text_wrap": True, "indent": 1}),
        "head": book.add_format(
            {
                **base,
                "bold": True,
                "text_wrap": True,
                "indent": 1,
                "bg_color": "#E5E7EB",
                "bottom": 1,
            }
        ),
        "title": book.add_format({**base, "bold": True, "font_size": 16}),
    }
    sheets = tables(report)
    _read_me(book.add_worksheet("Read me"), report, sheets, looks)
    for sheet in sheets:
        _fill(book.add_worksheet(sheet.name), sheet, looks)
    book.close()
    return whole.getvalue()


def safe(text: str) -> str:
    """Return text that no spreadsheet reads as a formula: an apostrophe in front where needed."""
    clean = printable(text)[:LONGEST]
    return f"'{clean}" if clean.startswith(FORMULA) else clean


def _put(page: Any, row: int, column: int, value: Value, look: Any) -> None:
    if isinstance(value, str):
        page.write_string(row, column, safe(value), look)
    elif value is None:
        page.write_blank(row, column, None, look)
    else:
        page.write_number(row, column, value, look)


def _fill(page: Any, sheet: Sheet, looks: dict[str, Any]) -> None:
    page.set_row(0, _height(sheet.header, sheet.widths))
    for column, (name, width) in enumerate(zip(sheet.header, sheet.widths, strict=True)):
        page.set_column(column, column, width)
        _put(page, 0, column, name, looks["head"])
    for at, row in enumerate(sheet.rows, 1):
        page.set_row(at, _height(row, sheet.widths))
        for column, value in enumerate(row):
            _put(page, at, column, value, looks["text"])
    page.freeze_panes(1, sheet.frozen)
    page.autofilter(0, 0, max(1, len(sheet.rows)), len(sheet.header) - 1)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(max(1, sum(sheet.widths) // WIDE), 0)
    page.repeat_rows(0)
    page.repeat_columns(0, sheet.frozen - 1)


def _height(row: Sequence[Value], widths: Sequence[int]) -> float:
    """Return the points that the fullest cell of a row needs; Excel takes 409 at most."""
    lines = max(
        (
            sum(max(1, -(-len(line) // max(1, width - 3))) for line in str(value).split("\n"))
            for value, width in zip(row, widths, strict=True)
        ),
        default=1,
    )
    return min(409.0, 13.5 * lines + 2)


def _read_me(page: Any, report: Report, sheets: Sequence[Sheet], looks: dict[str, Any]) -> None:
    page.set_column(0, 0, 24)
    page.set_column(1, 1, 100)
    page.write_string(0, 0, safe(report.settings.title), looks["title"])
    book = report.codebook
    lines: list[tuple[str, str]] = [
        ("Release level", level(report)),
        ("Codebook", f"{book.name}, version {book.version}"),
        *((sheet.name, sheet.about) for sheet in sheets),
        ("Cells", "A text that begins like a formula has an apostrophe in front of it."),
        *(("Limit", text) for text in report.limits),
        *(("Disclosure", text) for text in report.disclosure),
    ]
    if not report.settings.internal:
        lines.append(("Not here", "Places in the talk and single codings stay in the study."))
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    for row, (name, text) in enumerate(lines, 2):
        page.set_row(row, _height((name, text), (24, 100)))
        page.write_string(row, 0, safe(name), looks["head"])
        page.write_string(row, 1, safe(text), looks["text"])


def tables(report: Report) -> tuple[Sheet, ...]:
    """Return every sheet but the first, in order; places and codings are internal."""
    inside = report.settings.internal
    return (
        _themes(report),
        _views(report),
        _matrix(report),
        _quotes(report),
        *((_codings(report),) if inside else ()),
        _topics(report),
        _left_out(report),
    )


def _themes(report: Report) -> Sheet:
    roles = [cell.label for cell in report.themes[0].cells] if report.themes else []
    header = (
        *("No.", "Theme", "Definition", "All roles: participants", "All roles: sessions"),
        *(f"{role}: participants" for role in roles),
        *(f"{label}: participants" for _, label in STANCES),
        *("Where roles differ", "Quotes"),
    )
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (
            *(t.number, t.label, t.definition, t.total.participants, t.total.sessions),
            *(cell.participants for cell in t.cells),
            *(s.participants if s.count is None else s.count for s in t.stances),
            *(t.compared, ", ".join(quote.id for quote in t.quotes)),
        )
        for t in report.themes
    )
    widths = (6, 30, 60, 14, 12, *(16 for _ in roles), *(12 for _ in STANCES), 50, 30)
    about = "Each theme, who raised it (participants of those who spoke), and as what."
    return Sheet("Themes", about, header, rows, widths, 2)


def _views(report: Report) -> Sheet:
    header = (
        *("Kind", "Subject", "Role", "Participants", "Sessions", "Passages"),
        *("Share", "Share from", "Share to", "Against the other roles", "In words"),
    )
    rows = tuple(
        (
            *(row.kind, row.subject, row.cell.label, row.cell.participants, row.cell.sessions),
            row.turns,
            *(_rounded(share) for share in (row.cell.share, row.cell.low, row.cell.high)),
            *(row.cell.differs, _verdict(row.cell)),
        )
        for row in report.views
    )
    about = "Every theme, code and topic by role: participants of those who spoke, intervals."
    return Sheet("Views", about, header, rows, (9, 38, 30, 14, 11, 10, 9, 9, 9, 14, 60), 3)


def _verdict(cell: Cell) -> str:
    return cell.verdict or DIFFERS.get(cell.differs, "")


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 3)


def _matrix(report: Report) -> Sheet:
    inside = report.settings.internal
    lead = ("Role", "Session") if inside else ("Role",)
    rows = tuple(
        (*((case.role, case.session) if inside else (case.role,)), *case.summaries)
        for case in report.matrix
    )
    about = "A row for each case, a column for each theme: short summaries"
    about += " with the numbers of the turns behind them." if inside else "."
    header = (*lead, *(theme.label for theme in report.themes))
    widths = (*((26, 20) if inside else (30,)), *(38 for _ in report.themes))
    return Sheet("Framework matrix", about, header, rows, widths, len(lead))


def _quotes(report: Report) -> Sheet:
    inside = report.settings.internal
    header = ("Id", "Quote", "Role", "Theme", "Stance", "Why chosen")
    rows = tuple(
        (
            *(q.id, q.text, q.role_label, q.theme_label, q.stance_label, q.why),
            *((q.session, q.place) if inside else ()),
        )
        for q in report.quotes
    )
    extra, more = (("Session", "Place"), (18, 30)) if inside else ((), ())
    about = "Every quote of the report, with the reason it was chosen."
    return Sheet("Quotes", about, (*header, *extra), rows, (10, 80, 28, 28, 12, 40, *more))


def _codings(report: Report) -> Sheet:
    header = (
        *("Session", "Turn", "Time", "Participant", "Role", "Theme", "Code"),
        *("Stance", "Coder", "Score", "Why", "Passage"),
    )
    rows = tuple(
        (
            *(p.session, p.ordinal, p.time, p.participant, p.role, p.theme, p.code),
            *(p.stance, p.coder, p.score, p.why, p.text),
        )
        for p in report.passages
    )
    about = "Every coded passage with its place, who or what coded it, and why."
    return Sheet("Codings", about, header, rows, (16, 7, 10, 14, 24, 26, 26, 11, 12, 8, 44, 80), 2)


def _topics(report: Report) -> Sheet:
    roles = [cell.label for cell in report.topics[0].cells] if report.topics else []
    header = (
        *("Id", "Topic", "Terms", "Utterances", "Nearest code", "Themes it meets"),
        *(f"{role}: participants" for role in roles),
    )
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (
            *(t.id, t.label, ", ".join(t.terms), t.size, t.near or "none"),
            "; ".join(f"{label}: {verdict}" for label, verdict in t.themes),
            *(cell.participants for cell in t.cells),
        )
        for t in report.topics
    )
    widths = (8, 34, 60, 11, 26, 40, *(16 for _ in roles))
    return Sheet("Topics", "What the talk itself groups into.", header, rows, widths, 2)


def _left_out(report: Report) -> Sheet:
    if report.settings.internal:
        rows: tuple[tuple[Value, ...], ...] = tuple(
            (item.where, item.reason, item.word_count) for item in report.left_out
        )
        header: tuple[str, ...] = ("Where", "Reason", "Words")
        widths: tuple[int, ...] = (34, 70, 10)
    else:
        sums: dict[str, list[int]] = {}
        for item in report.left_out:
            sums.setdefault(item.reason, []).append(item.word_count)
        rows = tuple((reason, len(n), sum(n)) for reason, n in sorted(sums.items()))
        header, widths = ("Reason", "Pieces", "Words"), (70, 10, 10)
    about = "What was not used, with the reason and the number of words, never the words."
    return Sheet("Left out", about, header, rows, widths)
