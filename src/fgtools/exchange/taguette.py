"""Taguette's codebook as a table: a row a tag, with its description."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping

from fgtools.errors import FgtoolsError
from fgtools.exchange.guids import made
from fgtools.exchange.records import CodeRow

NAME, ABOUT = ("tag", "name"), ("description",)
HIGHLIGHTS = "number of highlights"


def is_taguette(data: bytes) -> bool:
    """Tell whether a table is Taguette's codebook, by its first row."""
    try:
        names = {*_header(next(_rows(data), []))}
    except csv.Error:
        return False
    return ("tag" in names and "label" not in names) or HIGHLIGHTS in names


def read(data: bytes, name: str) -> tuple[CodeRow, ...]:
    """Return the tags of a codebook that Taguette wrote as CSV, in order.

    Raise FgtoolsError where it cannot be read.
    """
    try:
        header, *lines = [*_rows(data)] or [[]]
    except csv.Error:
        raise FgtoolsError(
            "A row of this table cannot be read: it has an endless cell or an odd character.",
            name, "Export the codebook again.",
        ) from None  # fmt: skip
    header = _header(header)
    found = []
    for cells in lines:
        row = dict(zip(header, cells, strict=False))
        name = _first(row, NAME)
        if name:
            found.append(CodeRow(made("taguette", name), name, _first(row, ABOUT)))
    return tuple(found)


def _rows(data: bytes) -> Iterator[list[str]]:
    text = data.decode("utf-8-sig", errors="replace")
    return csv.reader(io.StringIO(text, newline=""))


def _header(cells: list[str]) -> list[str]:
    return [" ".join(cell.casefold().replace("_", " ").split()) for cell in cells]


def _first(row: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((row[name].strip() for name in names if row.get(name, "").strip()), "")
