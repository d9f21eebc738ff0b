"""Flat codes whose names hold a path, such as "Coke::diet Coke", taken as a hierarchy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from fgtools.exchange.guids import made
from fgtools.exchange.records import CodeRow

SEPARATORS = ("::", " > ", "/", "\\", " | ")
"""ATLAS.ti writes the first, Taguette's users the third."""
LEAST = 2
"""Codes whose names must hold a separator for it to be offered."""


def offered(rows: Sequence[CodeRow]) -> str:
    """Return the separator by which flat names look like paths, or ""."""
    counts = {
        separator: sum(len(_path(row.name, separator)) > 1 for row in rows)
        for separator in SEPARATORS
    }
    best = max(SEPARATORS, key=lambda separator: counts[separator])
    return best if counts[best] >= LEAST else ""


def split(rows: Sequence[CodeRow], separator: str) -> tuple[CodeRow, ...]:
    """Return the codes below the codes that their names start with, parents first.

    A parent that is no code yet is made one: a heading that is not codable.
    """
    by_path = {(row.parent, _path(row.name, separator)): row for row in reversed(rows)}
    done: dict[str, CodeRow] = {}

    def place(top: str, path: tuple[str, ...]) -> str:
        row = by_path.get((top, path))
        parent = place(top, path[:-1]) if len(path) > 1 else top
        if row is None:
            row = CodeRow(made("heading", top, *path), path[-1], codable=False)
        done.setdefault(row.guid, replace(row, name=path[-1], parent=parent))
        return row.guid

    for row in rows:
        path = _path(row.name, separator)
        place(row.parent, path)
        if row.guid not in done:  # a second code of the same path
            above = place(row.parent, path[:-1]) if len(path) > 1 else row.parent
            done[row.guid] = replace(row, name=path[-1], parent=above)
    return tuple(done.values())


def _path(name: str, separator: str) -> tuple[str, ...]:
    parts = tuple(part.strip() for part in name.split(separator))
    return parts if all(parts) else (name,)
