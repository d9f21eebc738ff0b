"""Put the lines of a draft together: sections, lists with what they belong to, tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from fgtools.report.draft.parts import Draft, Kind, Passage, Place, Row, Table

LONGEST_LEAD = 60
"""Words from which what stands before a list or a table is a paragraph of its own."""
QUOTED = ("“", '"', "‘", "'")
NOTE = ("base", "note", "source", "n=", "n =", "percentages", "multiple")
"""How a line begins that explains the table above it."""


@dataclass
class Builder:
    """Take passages and tables in reading order and hand back the draft."""

    name: str
    parts: list[Passage | Table] = field(default_factory=list)
    headings: list[tuple[str, ...]] = field(default_factory=lambda: [()])
    _open: list[tuple[int, str]] = field(default_factory=list)
    _lead: str = ""
    _series: int = 0
    _in_list: bool = False

    def heading(self, places: Sequence[Place], text: str, level: int = 1) -> None:
        """Begin a section; 1 is the highest level."""
        self._open = [*((at, above) for at, above in self._open if at < level), (level, text)]
        self.headings.append(tuple(above for _, above in self._open))
        self._lead, self._in_list = "", False
        self._passage(places, text, "heading")

    def text(self, places: Sequence[Place], text: str, kind: Kind = "text") -> None:
        """Add a paragraph, a block quote or the words for a picture."""
        self._passage(places, text, kind)
        self._in_list = False
        if kind == "text":
            leads = len(text.split()) <= LONGEST_LEAD and not text.startswith(QUOTED)
            self._lead = text if leads else ""

    def item(self, places: Sequence[Place], text: str) -> None:
        """Add an item of a list; one that ends with a colon leads those after it."""
        leads = text.rstrip(" -–—").endswith(":")
        if leads or not self._in_list:
            self._series += 1
        if leads:
            self._lead = text
        self._passage(places, text, "item", 0 if leads else self._series)
        self._in_list = True

    def table(self, where: str, header: Sequence[str], rows: Sequence[Row]) -> None:
        """Add a table, its rows made as long as the longest."""
        width = max((len(header), *(len(row.cells) for row in rows)), default=0)
        even = tuple(Row(r.where, (*r.cells, *[""] * (width - len(r.cells)))) for r in rows)
        head = (*header, *[""] * (width - len(header)))
        before = self.parts[-1] if self.parts else None
        lead = before.text if isinstance(before, Passage) else ""
        self.parts.append(Table(where, head, even, len(self.headings) - 1, lead))
        self._in_list = False

    def done(self) -> Draft:
        """Return the draft."""
        return Draft(self.name, tuple(self.parts), tuple(self.headings))

    def _passage(self, places: Sequence[Place], text: str, kind: Kind, series: int = 0) -> None:
        above = self.parts[-1] if self.parts else None
        if isinstance(above, Table) and text.lower().lstrip(" *_([").startswith(NOTE):
            self.parts[-1] = replace(above, note=text)
        section = len(self.headings) - 1
        lead = self._lead if kind == "item" and self._lead != text else ""
        self.parts.append(Passage(tuple(places), text, kind, section, lead, series))
