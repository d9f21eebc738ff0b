"""A draft as it reads: passages and tables in order, each with its place in the file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

Kind = Literal["heading", "text", "item", "quote", "picture"]


class Place(NamedTuple):
    """Where a stretch of a passage begins: an offset into its text, and the file and line."""

    offset: int
    where: str


def line_of(where: str) -> str:
    """Return a place without its file: "line 12", "table 3 row 2"."""
    return where.rpartition(".")[2].partition(" ")[2]


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading, a paragraph, an item, a block quote, the words for a picture, without marks.

    `lead` is the line that a list belongs to, `series` the number of the list (0: of none).
    """

    places: tuple[Place, ...]
    text: str
    kind: Kind
    section: int
    lead: str = ""
    series: int = 0

    @property
    def where(self) -> str:
        """Return where the passage begins."""
        return self.places[0].where

    def at(self, offset: int) -> str:
        """Return the file and line of an offset."""
        return next((p.where for p in reversed(self.places) if p.offset <= offset), self.where)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; all rows of a table have the same number of cells."""

    where: str
    cells: tuple[str, ...]

    @property
    def label(self) -> str:
        """Return what the row is about."""
        return self.cells[0] if self.cells else ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: `lead` is the caption or question before it, `note` the line after it."""

    where: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    section: int
    lead: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """All that a draft says; `headings` holds for each section its heading and those above it."""

    name: str
    parts: tuple[Passage | Table, ...]
    headings: tuple[tuple[str, ...], ...]

    @property
    def passages(self) -> Iterator[Passage]:
        """Yield what is not in tables."""
        return (part for part in self.parts if isinstance(part, Passage))

    @property
    def prose(self) -> Iterator[Passage]:
        """Yield paragraphs and items: what the writer says himself, and where readers read it."""
        return (p for p in self.passages if p.kind in ("text", "item"))

    @property
    def tables(self) -> Iterator[Table]:
        """Yield the tables."""
        return (part for part in self.parts if isinstance(part, Table))

    def heading(self, section: int) -> str:
        """Return the heading of a section behind those above it, "" before the first."""
        return ". ".join(self.headings[section])
