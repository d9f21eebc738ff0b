"""Sheets that people fill: written as workbooks, read back as workbook or CSV, row by row."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from fgtools.errors import Misused
from fgtools.nouns import Codebook
from fgtools.report.zips import EPOCH
from fgtools.study.private import FOLDER
from fgtools.transcripts.grid import columns, rows_of
from fgtools.transcripts.source import open_source

LARGEST_MB = 50
BOOK = (("code", 32), ("key", 24), ("definition", 70), ("what is in", 60), ("what is out", 60))
"""The columns of a sheet that explains the codes."""
Table = tuple[str, Sequence[tuple[str, int]], Sequence[Sequence[str | int]]]
"""A sheet's name, its columns with widths, its rows."""
Numbered = tuple[int, dict[str, str]]
"""A row as it is numbered in the file, its cells by their columns' names."""


def codes_of(book: Codebook) -> list[tuple[str, ...]]:
    """Return codes as rows of `BOOK`; they are called by their keys where labels are not unique."""
    labels = [code.label.casefold() for code in book.codes]
    unique = len(set(labels)) == len(labels)
    return [
        (code.label if unique else code.key, code.key, code.definition, "\n".join(code.include),
         "\n".join(code.exclude))
        for code in book.codes
    ]  # fmt: skip


def workbook(tables: Sequence[Table], chosen: Mapping[int, object]) -> bytes:
    """Return tables as a workbook; `chosen` are what may be chosen in columns of the first."""
    import xlsxwriter

    whole = io.BytesIO()
    plain = ("strings_to_formulas", "strings_to_urls", "strings_to_numbers")
    book = xlsxwriter.Workbook(whole, {"in_memory": True, **dict.fromkeys(plain, False)})
    book.set_properties({"author": "fgtools", "created": datetime.fromisoformat(EPOCH)})
    text = book.add_format({"text_wrap": True, "valign": "top"})
    bold = book.add_format({"text_wrap": True, "valign": "top", "bold": True})
    pages = [_page(book, table, text, bold) for table in tables]
    for column, source in chosen.items():
        rule = {"validate": "list", "source": source, "error_type": "warning"}
        pages[0].data_validation(1, column, max(1, len(tables[0][2])), column, rule)
    book.close()
    return whole.getvalue()


def _page(book: Any, table: Table, text: Any, bold: Any) -> Any:
    from fgtools.report.excel import safe

    name, columns, rows = table
    page = book.add_worksheet(name)
    for at, (title, width) in enumerate(columns):
        page.set_column(at, at, width)
        page.write_string(0, at, title, bold)
    for row, cells in enumerate(rows, 1):
        for at, cell in enumerate(cells):
            if isinstance(cell, int):
                page.write_number(row, at, cell, text)
            elif cell:
                page.write_string(row, at, safe(cell), text)
    page.freeze_panes(1, 0)
    return page


def rows(path: Path, names: Sequence[str], needed: Sequence[str], again: str) -> list[Numbered]:
    """Return the filled rows of a sheet (.xlsx or .csv), with their numbers.

    Raise Misused, ending with `again`, where a column that is needed is missing.
    """
    source = open_source(path, LARGEST_MB)
    header, *body = (rows_of(source) if source.kind != "word" else ()) or ((),)
    at = columns(header, {name: (name,) for name in names})
    missing = [name for name in needed if name not in at]
    if missing:
        raise Misused(f"columns missing: {', '.join(missing)}", path.name, again)
    found = [
        (number, {n: row[place].strip() if place < len(row) else "" for n, place in at.items()})
        for number, row in enumerate(body, 2)
    ]
    return [(number, cells) for number, cells in found if any(cells.values())]


def untaken(path: Path, command: str) -> Misused:
    """Return the refusal to write over a sheet whose answers are nowhere else."""
    return Misused(
        "the sheet that is there holds answers that were not taken", f"{FOLDER}/{path.name}",
        f"Take it ({command}), or delete it.",
    )  # fmt: skip


def same(text: str) -> str:
    """Return words as cells are compared, whatever case and blanks."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def refuse(path: Path, what: str, numbers: Iterable[int], again: str) -> None:
    """Raise Misused with the numbers of faulty rows, never their words, if there are any."""
    named = ", ".join(map(str, numbers))
    if named:
        raise Misused(f"{what} (row {named})", path.name, again)
