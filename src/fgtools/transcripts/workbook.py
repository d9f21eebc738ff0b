"""The sheets of a workbook (XLSX) as rows of cells; nothing in it is computed or followed."""

from __future__ import annotations

import io
import re
import warnings
from datetime import datetime, time
from typing import Any, NamedTuple

from fgtools.errors import FgtoolsError
from fgtools.transcripts.decode import BREAKS, clean
from fgtools.transcripts.grid import Row, Sheet
from fgtools.transcripts.source import Source

MOST_CELLS = 5_000_000
MOST_BLANK = 100_000
"""Rows without a cell one after another: a row may state that it is the billionth."""
MOST_LABEL = 6
"""Words of a merged cell that is taken for each of its rows: a name is, a merged text is not."""
MERGED = re.compile(
    rb'<(?:\w+:)?mergeCell [^<>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"'
)
FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")
HIDDEN = re.compile(rb'<(?:\w+:)?row [^<>]*?\bhidden="(?:1|true)"')
ESCAPED = re.compile(r"_x000[dD]_")


class Marks(NamedTuple):
    """What a sheet holds beside values: downward merged cells, hidden rows, formulas."""

    merged: tuple[tuple[int, int, int], ...]
    hidden: int
    formulas: bool


def read_sheets(source: Source) -> tuple[Sheet, ...]:
    """Return the sheets with anything in them, those that are hidden last.

    The value of a formula is taken as it was saved; where none was saved, the formula is plain
    text. Raise FgtoolsError where the workbook is damaged or far too large.
    """
    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what no table of talk needs
            book = openpyxl.load_workbook(io.BytesIO(source.data), read_only=True)
            worksheets = [s for s in book.worksheets if hasattr(s, "reset_dimensions")]
            marks = [_marks(sheet) for sheet in worksheets]
            values: Any = None
            if any(one.formulas for one in marks):
                values = openpyxl.load_workbook(
                    io.BytesIO(source.data), read_only=True, data_only=True
                )
            found: list[Sheet] = []
            for number, (sheet, one) in enumerate(zip(worksheets, marks, strict=True), 1):
                rows = _rows(sheet, source.name)
                if one.formulas:
                    rows = _computed(rows, _rows(values[sheet.title], source.name))
                if any(rows):
                    found.append(_sheet(number, rows, one, sheet.sheet_state != "visible"))
    except FgtoolsError:
        raise
    except Exception:  # whatever openpyxl stumbles over, the user's next step is one
        raise FgtoolsError(
            "The workbook is damaged.", source.name, "Open it in Excel and save it as .xlsx."
        ) from None
    return tuple(sorted(found, key=lambda sheet: sheet.hidden))


def _marks(sheet: Any) -> Marks:
    with sheet._get_source() as part:
        content = part.read()
    merged = tuple(
        (_column(match[1]), int(match[2]), int(match[4]))
        for match in MERGED.finditer(content)
        if int(match[2]) < int(match[4])
    )
    if sum(last - first for _, first, last in merged) > MOST_CELLS:
        merged = ()
    return Marks(merged, len(HIDDEN.findall(content)), FORMULA.search(content) is not None)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _rows(sheet: Any, name: str) -> list[Row]:
    # The size that a sheet states is not believed: it may be a million columns.
    sheet.reset_dimensions()
    found: list[Row] = []
    cells = blank = 0
    for row in sheet.iter_rows(values_only=True):
        end = len(row)
        cells += end
        blank = 0 if end else blank + 1
        if cells > MOST_CELLS or blank > MOST_BLANK:
            raise _too_large(name)
        while end and (row[end - 1] is None or not str(row[end - 1]).strip()):
            end -= 1
        found.append(tuple(_cell(value) for value in row[:end]))
    while found and not found[-1]:
        found.pop()
    return found


def _too_large(name: str) -> FgtoolsError:
    return FgtoolsError(
        "The sheet is far larger than any table of talk.",
        name,
        "Delete the empty rows and columns, and save it again.",
    )


def _computed(written: list[Row], saved: list[Row]) -> list[Row]:
    """Take the saved value of each formula, or the formula itself where none was saved."""
    rows: list[Row] = []
    for number, row in enumerate(written):
        values = saved[number] if number < len(saved) else ()
        rows.append(
            tuple(
                values[n] if cell[:1] == "=" and n < len(values) and values[n] else cell
                for n, cell in enumerate(row)
            )
        )
    return rows


def _sheet(number: int, rows: list[Row], marks: Marks, hidden: bool) -> Sheet:
    for column, first, last in marks.merged:
        if first <= len(rows) and column < len(rows[first - 1]):
            value = rows[first - 1][column]
            if len(value.split()) > MOST_LABEL:
                continue
            for at in range(first, min(last, len(rows))):
                if rows[at]:
                    wide = (*rows[at], *[""] * (column + 1 - len(rows[at])))
                    rows[at] = (*wide[:column], wide[column] or value, *wide[column + 1 :])
    odd = [f"{marks.hidden} rows are hidden in the sheet; they were read."] * bool(marks.hidden)
    return Sheet(number, tuple(rows), hidden=hidden, warnings=tuple(odd))


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, time):
        return value.isoformat()
    text = ESCAPED.sub("\r", str(value))
    return clean(BREAKS.sub("\n", text))
