"""A codebook as a table, a row a code, and back: what lists hold stands on lines of one cell."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fgtools.codebook.read import KEY
from fgtools.nouns import Code, Codebook

LISTS = {"what is in": "include", "what is out": "exclude", "examples": "examples", "cues": "cues"}
COLUMNS = (
    ("key", 24), ("parent", 24), ("label", 32), ("definition", 60), ("what is in", 50),
    ("what is out", 50), ("examples", 60), ("cues", 40), ("codebook", 24), ("version", 8),
)  # fmt: skip
"""Titles with their widths; codebook and version stand in the first row."""
FORMULA = re.compile(r"'(?=[=+\-@\t\r|])")
"""The apostrophe that keeps a spreadsheet from reading words as a formula."""


@dataclass(frozen=True, slots=True)
class Faulty(Exception):
    """Rows that make no codebook: their numbers with the reason."""

    rows: tuple[tuple[int, str], ...]


def rows_of(book: Codebook) -> list[tuple[str, ...]]:
    """Return the codes as rows of `COLUMNS`, parents before their children."""
    made = [
        (code.key, code.parent, code.label, code.definition,
         *("\n".join(getattr(code, name)) for name in LISTS.values()))
        for code in book.codes
    ]  # fmt: skip
    return [(*row, *((book.name, book.version) if at == 0 else ("", "")))
            for at, row in enumerate(made)]  # fmt: skip


def from_rows(rows: Sequence[tuple[int, Mapping[str, str]]], name: str) -> Codebook:
    """Return the codebook in numbered rows, children behind their parents.

    `name` is its name where no row says one. Raises Faulty with every row that cannot be taken:
    no label, a key that is no word or stands twice, a parent that is no code or a circle.
    """
    codes: dict[str, Code] = {}
    numbers: dict[str, int] = {}
    faulty: list[tuple[int, str]] = []
    for number, cells in rows:
        label = " ".join(cells.get("label", "").split())
        key = cells.get("key", "").strip() or slug(label)
        problem = _problem(key, label, numbers)
        if problem:
            faulty.append((number, problem))
            continue
        numbers[key] = number
        lists = {field: _lines(cells.get(title, "")) for title, field in LISTS.items()}
        definition = " ".join(_plain(cells.get("definition", "")).split())
        codes[key] = Code(key, label, definition, parent=cells.get("parent", "").strip(), **lists)
    faulty += [
        (numbers[code.key], "its parent is no code of this table")
        for code in codes.values()
        if code.parent and code.parent not in codes
    ]
    ordered = _ordered(codes)
    faulty += [(numbers[key], "it stands below itself") for key in codes if key not in ordered]
    if faulty:
        raise Faulty(tuple(sorted(set(faulty))))
    said = {title: next((c[title] for _, c in rows if c.get(title)), "") for title in
            ("codebook", "version")}  # fmt: skip
    return Codebook(said["codebook"] or name, said["version"] or "1", tuple(ordered.values()))


def _problem(key: str, label: str, numbers: Mapping[str, int]) -> str:
    if not label:
        return "no label"
    if not KEY.fullmatch(key):
        return "a key is one word of letters, digits, - _ or ."
    return f"its key is also that of row {numbers[key]}" if key in numbers else ""


def _ordered(codes: Mapping[str, Code]) -> dict[str, Code]:
    """Return codes depth first; those below nothing that is there, or in a circle, are left out."""
    below: dict[str, list[Code]] = {}
    for code in codes.values():
        below.setdefault(code.parent if code.parent in codes else "", []).append(code)
    found: dict[str, Code] = {}
    waiting = [*reversed(below.get("", []))]
    while waiting:
        code = waiting.pop()
        found[code.key] = code
        waiting += reversed(below.get(code.key, []))
    return found


def slug(label: str) -> str:
    """Return a key made of a label: its words in lower case with hyphens between."""
    return re.sub(r"[\W_]+", "-", label.casefold()).strip("-")[:60]


def _lines(cell: str) -> tuple[str, ...]:
    lines = (" ".join(_plain(line).split()) for line in cell.splitlines())
    return tuple(line for line in lines if line)


def _plain(text: str) -> str:
    return FORMULA.sub("", text, count=1) if FORMULA.match(text) else text
