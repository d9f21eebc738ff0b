"""A sheet for a coder to fill without seeing anybody's codings, and the list of disagreements.

Both hold redacted words. The sheet lies in the private zone; the list goes where it is wanted,
once the leak check has looked at it.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from fgtools.codes.layers import Difference
from fgtools.errors import FgtoolsError, Found, Misused
from fgtools.nouns import Codebook, SafeTurn
from fgtools.report.zips import EPOCH
from fgtools.study import layers, leaks
from fgtools.study.folder import Folder
from fgtools.study.private import CODING_SHEETS

CODES = 5
"""Columns for codes, side by side; more go into one cell with semicolons between."""
COLUMNS = (
    ("session", 16), ("ordinal", 8), ("before", 40), ("text", 70), ("read", 6),
    *((f"code {n}" if n > 1 else "code", 24) for n in range(1, CODES + 1)), ("coder", 10),
)  # fmt: skip
BOOK = (("code", 32), ("key", 24), ("definition", 70), ("what is in", 60), ("what is out", 60))
LIST = (
    ("session", 16), ("ordinal", 8), ("text", 80), ("code", 24), ("gave it", 24),
    ("did not", 24), ("people differ", 14),
)  # fmt: skip
Table = tuple[str, Sequence[tuple[str, int]], Sequence[Sequence[str | int]]]
"""A sheet's name, its columns with widths, its rows."""


def write(folder: Folder, coder: str, sample: int) -> tuple[Path, int]:
    """Write a coder's sheet of turns in a seeded order; return where it lies, how many turns.

    The first `sample` turns (all, if 0) are the same for every coder, so that coders share turns.
    Raise Misused where the coder has a sheet already: it may hold work.
    """
    name = layers.coder_named(folder, coder)
    file = CODING_SHEETS.replace("*", re.sub(r"[^\w-]+", "-", name).strip("-"))
    if (folder.private.folder / file).exists():
        raise Misused(
            "this coder has a sheet already", file,
            f"Take it (fgtools codes import transcripts/{file}), then delete it.",
        )  # fmt: skip
    turns = _drawn(folder, sample)
    return folder.private.write_sheet(_sheet(folder, turns, name), file), len(turns)


def write_differences(
    folder: Folder, found: Sequence[tuple[SafeTurn, Difference]], path: Path
) -> None:
    """Write where coders differ, with the redacted words, as a workbook that may be shown around.

    Raise Found if anything in it identifies somebody, Misused if it is to be no workbook.
    """
    if path.suffix.lower() != ".xlsx":
        raise Misused("the list of disagreements is a workbook", path.name, "Call it FILE.xlsx")
    rows = [
        (turn.session, turn.ordinal, turn.text, one.code, ", ".join(one.gave),
         ", ".join(one.did_not), "yes" if one.people else "no")
        for turn, one in found
    ]  # fmt: skip
    content = _workbook([("Disagreements", LIST, rows)], {})
    with folder.private.staging() as beside:
        unseen = beside / "disagreements.xlsx"
        unseen.write_bytes(content)
        findings = leaks.in_files(folder, [unseen])
    if findings:
        raise Found("nothing was written: it could identify somebody", findings, path.name)
    try:
        path.write_bytes(content)
    except OSError as error:
        raise FgtoolsError(f"cannot be written ({error.strerror})", path.name) from error


def _drawn(folder: Folder, sample: int) -> list[SafeTurn]:
    """Return turns in an order that further sessions do not change."""

    def drawn(turn: SafeTurn) -> str:
        return hashlib.sha256(f"{folder.settings.seed} {turn.id}".encode()).hexdigest()

    turns = sorted(layers.codable(folder), key=drawn)
    return turns[:sample] if sample else turns


def _sheet(folder: Folder, turns: Sequence[SafeTurn], coder: str) -> bytes:
    book = folder.codebook()
    every = {(t.session, t.ordinal): t.text for t in folder.store.turns()}
    empty = [""] * (CODES + 1)
    rows: list[tuple[str | int, ...]] = [
        (t.session, t.ordinal, every.get((t.session, t.ordinal - 1), ""), t.text, *empty, coder)
        for t in turns
    ]
    codes = _codes(book)
    chosen = {4: ["x"], **{5 + n: f"=Codes!$A$2:$A${len(codes) + 1}" for n in range(CODES)}}
    return _workbook([("Coding", COLUMNS, rows), ("Codes", BOOK, codes)], chosen)


def _codes(book: Codebook) -> list[tuple[str, ...]]:
    labels = [code.label.casefold() for code in book.codes]
    unique = len(set(labels)) == len(labels)
    return [
        (code.label if unique else code.key, code.key, code.definition, "\n".join(code.include),
         "\n".join(code.exclude))
        for code in book.codes
    ]  # fmt: skip


def _workbook(tables: Sequence[Table], chosen: Mapping[int, object]) -> bytes:
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
