"""Tables as columns of figures: shares, counts of people, and what is hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fgtools.nouns import Span
from fgtools.report.draft.figures import Figure, figures
from fgtools.report.draft.parts import Draft, Row, Table
from fgtools.report.draft.people import ALL, NUMBER, PEOPLE, number

WHOLE = re.compile(
    r"\W*(?:grand )?(?:total|all|answered|base|overall|everyone|sample|n)(?: \w+)?\W*$",
    re.IGNORECASE,
)
"""The label of a row that adds up the others or says how many there were."""
EVERYBODY = re.compile(rf"\W*(?:number of |all )?{ALL}\W*$", re.IGNORECASE)
"""The same, at the foot of a table only: "Staff" may be one answer of several."""
ADDS = re.compile(r"\W*(?:grand )?(?:total|all|overall|sum)\b", re.IGNORECASE)
SKIPPED = re.compile(r"\W*(?:skipped|missing|no answer|did not answer|not answered)\b", re.I)
OF_PEOPLE = re.compile(
    rf"\b{PEOPLE}\b|\b(?:n|no\.?|number|count|counts|freq\w*|answered|attended|total|responses?|"
    r"raised|asked)\b|^#$",
    re.IGNORECASE,
)
"""What the header of a column of people says."""
NOT_PEOPLE = re.compile(
    r"\b(?:words?|sessions?|utterances|turns|passages|codings|minutes|hours|years?|weeks|days|"
    r"pages|stretches|size|cost|£|spend\w*|mean|median|average|score|rank|age|rate|question|plans|"
    r"cases|caseload|vacanc\w+|posts|FTE|quotes?|items?|number$|no\.?$|#$)",
    re.IGNORECASE,
)
HIDDEN = re.compile(
    r"\s*(?:(?:fewer|less) than (?:\d+|five|ten)|under \d+|<\s?\d+|≤\s?\d+|\*+|\[?c\]?|"
    r"\[?x\]?|supp?ressed|"
    r"not (?:shown|given)|withheld|hidden|redacted|n/?d)\s*%?\s*$",
    re.IGNORECASE,
)
COUNT = re.compile(rf"\s*(?P<count>{NUMBER})\s*$", re.IGNORECASE)
BOTH = re.compile(
    r"\s*(?P<count>\d[\d,]*)\s*[(\[]\s*(?P<share>\d[\d.]*)\s*%?\s*[)\]]\s*$|"
    r"\s*(?P<share2>\d[\d.]*)\s*%\s*[(\[]\s*(?:n\s?=\s?)?(?P<count2>\d[\d,]*)\s*[)\]]\s*$"
)
BARE = re.compile(r"\s*(?P<share>\d{1,3}(?:\.\d+)?)\s*$")
SHARES = re.compile(r"%|\bper ?cent|percentage|\bshare\b", re.IGNORECASE)
NUMBERED = re.compile(r"\b(?:n|N|base|answered)\s?[=:]?\s?(?P<n>\d[\d,]*\d)\b")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: a share in per cent, a count of people (of `base` where the cell says so), both."""

    share: Figure | None = None
    count: int | None = None
    base: int | None = None
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's figures. `cells` has a row for each of `table.rows`.

    `options` are the rows that share out the base, `whole` the one that adds up (-1: none), `base`
    the number of people that the table is of (0: it does not say).
    """

    table: Table
    cells: tuple[tuple[Cell, ...], ...]
    options: tuple[int, ...]
    whole: int
    base: int

    @property
    def where(self) -> str:
        """Return the place of the table."""
        return self.table.where

    def row(self, at: int) -> Row:
        """Return a row as it is written."""
        return self.table.rows[at]

    def shares(self, column: int) -> list[tuple[int, Figure]]:
        """Return the shares of a column by row, without the row that adds up."""
        cells = ((at, self.cells[at][column].share) for at in self.options)
        return [(at, share) for at, share in cells if share is not None]

    def counts(self, column: int) -> list[tuple[int, int]]:
        """Return the counts of a column by row, without the row that adds up."""
        cells = ((at, self.cells[at][column].count) for at in self.options)
        return [(at, count) for at, count in cells if count is not None]

    def people(self, column: int) -> bool:
        """Tell whether a column counts people."""
        head = self.table.header[column]
        if any(row[column].base or (row[column].share and row[column].count) for row in self.cells):
            return not NOT_PEOPLE.search(head)
        if NOT_PEOPLE.search(head) and not re.search(rf"\b{PEOPLE}\b", head, re.IGNORECASE):
            return False
        if head.strip():
            return bool(OF_PEOPLE.search(head)) or self._beside_shares(column)
        return self._beside_shares(column)

    def _beside_shares(self, column: int) -> bool:
        """Tell whether a column of shares stands beside it, as survey tools write them."""
        near = (at for at in (column - 1, column + 1) if 0 < at < len(self.table.header))
        return any(len(self.shares(at)) > 1 for at in near)

    @property
    def columns(self) -> range:
        """Return the columns behind the labels."""
        return range(1, len(self.table.header))


def grids(draft: Draft) -> Iterator[Grid]:
    """Yield the tables of a draft that hold figures."""
    for table in draft.tables:
        cells = tuple(
            (Cell(), *(_cell(table, row.cells[at], at) for at in range(1, len(table.header))))
            for row in table.rows
        )
        if any(cell != Cell() for row in cells for cell in row):
            yield _grid(table, cells)


def _cell(table: Table, text: str, column: int) -> Cell:
    if HIDDEN.match(text):
        return Cell(hidden=True)
    shares = bool(SHARES.search(table.header[column]))
    if both := BOTH.match(text):
        share = both["share"] or both["share2"]
        counted = int((both["count"] or both["count2"]).replace(",", ""))
        return Cell(_share(share), counted)
    if shares and (bare := BARE.match(text)):
        return Cell(_share(bare["share"]))
    if whole := COUNT.match(text):
        return Cell(count=number(whole["count"]))
    found = figures(text)
    if len(found) == 1 and not text[: found[0].span.start].strip():
        figure = found[0]
        if figure.base and not figure.other:
            return Cell(count=figure.count, base=figure.base)
        if figure.decimals >= 0:
            return Cell(figure)
    if len(found) == 2 and found[0].base and found[0].span.start == 0:  # 19 of 25 (2 of 2)
        return Cell(count=found[0].count, base=found[0].base)
    return Cell()


def _share(words: str) -> Figure:
    value, decimals = float(words), len(words.partition(".")[2])
    half = 0.5 * 10.0**-decimals
    return Figure(
        Span(0, len(words)), f"{words}%", value - half, value + half, value, decimals, True
    )


def _grid(table: Table, cells: tuple[tuple[Cell, ...], ...]) -> Grid:
    labels = [row.label for row in table.rows]
    last = len(labels) - 1
    wholes = [
        at for at, label in enumerate(labels)
        if WHOLE.match(label) or (at == last and EVERYBODY.match(label))
    ]  # fmt: skip
    whole = wholes[-1] if wholes and len(labels) > 2 else -1
    options = tuple(
        at for at, label in enumerate(labels)
        if at not in (wholes if whole >= 0 else ()) and not SKIPPED.match(label)
    )  # fmt: skip
    base = _base(table, cells, whole)
    return Grid(table, cells, options, whole, base)


def _base(table: Table, cells: Sequence[Sequence[Cell]], whole: int) -> int:
    """Return the people that a table is of: its last row's count, or what is said around it."""
    if whole >= 0:
        told = [cell.base or cell.count for cell in cells[whole] if cell.count is not None]
        if len(told) == 1 and told[0]:
            return told[0]
    said = " . ".join((table.lead, table.note, *table.header))
    found = NUMBERED.search(said)
    if found:
        return number(found["n"])
    people = re.search(
        rf"\b(\d[\d,]*\d) (?:\w+ ){{0,2}}?{PEOPLE}\b", f"{table.lead} . {table.note}"
    )
    return number(people[1]) if people else 0
