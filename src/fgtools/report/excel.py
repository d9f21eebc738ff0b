"""The evidence as a workbook: filters, frozen headers, widths; no cell can become a formula."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from fgtools.report.outline import level
from fgtools.report.parts import Report
from fgtools.report.sheets import Link, Sheet, Value, tables
from fgtools.report.zips import EPOCH, printable

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What at the start of a cell makes a spreadsheet, or a CSV saved from it, read a formula."""
WIDE = 240
"""Characters that a printed landscape page still shows readably."""
LEFT, RIGHT = 34, 110
"""Characters of the two columns of the first sheet."""
LONGEST = 32_000
"""Characters in a cell; Excel takes 32,767."""


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
    looks = _looks(book)
    sheets = tables(report)
    columns = {sheet.name: len(sheet.header) for sheet in sheets}
    _read_me(book.add_worksheet("Read me"), report, sheets, looks, columns)
    for sheet in sheets:
        _fill(book.add_worksheet(sheet.name), sheet, looks, columns)
    book.close()
    return whole.getvalue()


def _looks(book: Any) -> dict[str, Any]:
    """Return the looks of cells by name; those of lines that sum up others end in "+"."""
    base = {"font_name": "Arial", "font_size": 10, "valign": "top", "text_wrap": True, "indent": 1}
    line = {**base, "bottom": 1, "bottom_color": "#E5E7EB"}
    kinds = {
        "text": line,
        "number": {**line, "align": "right"},
        "link": {**line, "font_color": "#1D4E89", "underline": 0},
    }
    strong = {f"{name}+": {**kind, "bold": True} for name, kind in kinds.items()}
    return {
        **{name: book.add_format(look) for name, look in (kinds | strong).items()},
        "head": book.add_format({**base, "bold": True, "bg_color": "#E5E7EB", "bottom": 1}),
        "title": book.add_format({"font_name": "Arial", "bold": True, "font_size": 16}),
    }


def safe(text: str) -> str:
    """Return text that no spreadsheet reads as a formula: an apostrophe in front where needed."""
    clean = printable(text)[:LONGEST]
    return f"'{clean}" if clean.startswith(FORMULA) else clean


def _put(
    page: Any,
    place: tuple[int, int],
    value: Value,
    looks: dict[str, Any],
    columns: dict[str, int],
    strong: str = "",
) -> None:
    if isinstance(value, str):
        page.write_string(*place, safe(value), looks["text" + strong])
    elif isinstance(value, Link):
        to = where(value, columns)
        page.write_url(*place, to, looks["link" + strong], string=safe(value.text))
    elif value is None:
        page.write_blank(*place, None, looks["text" + strong])
    else:
        page.write_number(*place, value, looks["number" + strong])


def where(link: Link, columns: dict[str, int]) -> str:
    """Return the place that a link leads to: whole lines, below the header."""
    last = xl_col_to_name(columns[link.sheet] - 1)
    return f"internal:'{link.sheet}'!A{link.first + 2}:{last}{link.last + 2}"


def _fill(page: Any, sheet: Sheet, looks: dict[str, Any], columns: dict[str, int]) -> None:
    page.set_row(0, _height(sheet.header, sheet.widths))
    for column, (name, width) in enumerate(zip(sheet.header, sheet.widths, strict=True)):
        page.set_column(column, column, width)
        page.write_string(0, column, safe(name), looks["head"])
    for at, row in enumerate(sheet.rows, 1):
        page.set_row(at, _height(row, sheet.widths))
        for column, value in enumerate(row):
            _put(page, (at, column), value, looks, columns, "+" if at - 1 in sheet.strong else "")
    page.freeze_panes(1, sheet.frozen)
    page.autofilter(0, 0, max(1, len(sheet.rows)), len(sheet.header) - 1)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(max(1, sum(sheet.widths) // WIDE), 0)
    page.repeat_rows(0)
    page.repeat_columns(0, sheet.frozen - 1)


def _height(row: Sequence[Value], widths: Sequence[int]) -> float:
    """Return the points that the fullest cell of a row needs; Excel takes 409 at most."""
    lines = max((_lines(*one) for one in zip(row, widths, strict=True)), default=1)
    return min(409.0, 13.5 * lines + 2)


def _lines(value: Value, width: int) -> int:
    text, room = _text(value), max(1, width - 3)
    if len(text) <= room and "\n" not in text:  # most cells
        return 1
    return sum(max(1, -(-len(line) // room)) for line in text.split("\n"))


def _text(value: Value) -> str:
    return value.text if isinstance(value, Link) else str(value)


def _read_me(
    page: Any,
    report: Report,
    sheets: Sequence[Sheet],
    looks: dict[str, Any],
    columns: dict[str, int],
) -> None:
    """Say what the workbook is and what stands in each sheet, with a link to it."""
    page.set_column(0, 0, LEFT)
    page.set_column(1, 1, RIGHT)
    page.write_string(0, 0, safe(report.settings.title), looks["title"])
    book = report.codebook
    lines: list[tuple[Value, str]] = [
        ("Release level", level(report)),
        ("Codebook", f"{book.name}, version {book.version}"),
        *((Link(sheet.name, sheet.name, -1, -1), sheet.about) for sheet in sheets),
        ("Cells", "A text that begins like a formula has an apostrophe in front of it."),
        *_once("Limits", report.limits),
        *_once("Disclosure", report.disclosure),
    ]
    if not report.settings.internal:
        lines.append(("Not here", "Places in the talk and single codings stay in the study."))
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    for row, (name, text) in enumerate(lines, 2):
        page.set_row(row, _height((name, text), (LEFT, RIGHT)))
        _put(page, (row, 0), name, looks, columns, "+")
        page.write_string(row, 1, safe(text), looks["text"])


def _once(name: str, texts: Sequence[str]) -> list[tuple[Value, str]]:
    """Name a run of lines once, at its beginning."""
    return [("" if at else name, text) for at, text in enumerate(texts)]
