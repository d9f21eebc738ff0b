"""Rules on what a table hides: what its other figures, or those of other tables, give back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from fgtools.nouns import Finding
from fgtools.report.counts import NOT_GIVEN, SPREAD
from fgtools.report.draft.bases import Bases
from fgtools.report.draft.grid import ADDS, NOT_PEOPLE, Grid

NOTHING = re.compile(r"[\s*–—.-]*$")
"""What a cell holds that was emptied: nothing, a dash, stars."""
CHANGED = re.compile(r"\W*(?:change|difference|diff\.?|\+/[-−]|[Δ])\W*", re.IGNORECASE)
BY = re.compile(r"\s*(?P<sign>[+\-−–]?)\s*(?P<by>\d+)\s*$")
ASKED = re.compile(
    r"^\W*(?:(?:no\.|number) of )?(?:participants|respondents|asked|answered|base|total|n|spoke|"
    r"everyone|all)(?: asked| who (?:spoke|answered))?\W*$",
    re.IGNORECASE,
)
"""The header of a column that says how many people there were."""
MOST_OFF = 1.0
"""Points that the percentages of a column of one answer each may be rounded off together."""


def solvable_cell(bases: Bases, threshold: int) -> Iterator[Finding]:
    """Find hidden cells of tables that follow from a total, a base, percentages or a change.

    Rationale: what was taken out can be worked out, so it is printed all the same. The total may
    stand in the table, around it, or in another table of the same people.
    """
    for grid in bases.grids if threshold else ():
        rules = (_rows, partial(_others, bases=bases), _columns, _shares, _changes, _rest)
        for at, what in {n: told for rule in rules for n, told in rule(grid, threshold)}.items():
            yield Finding("solvable-cell", grid.row(at).where, what)


@dataclass(frozen=True, slots=True)
class _Line:
    """A row or column of counts: `hidden` places, the `shown` sum.

    `clear`: no cell is something else; `small`: none of the hidden ones may be any number.
    """

    hidden: tuple[int, ...]
    shown: int
    clear: bool
    small: bool


def _gone(grid: Grid, at: int, column: int) -> bool:
    """Tell whether a cell says that it is hidden, or was emptied."""
    cell = grid.cells[at][column]
    return cell.hidden or (cell.share is None and bool(NOTHING.match(grid.row(at).cells[column])))


def _line(grid: Grid, places: Sequence[tuple[int, int]]) -> _Line:
    hidden, shown, clear, small = [], 0, True, True
    for n, (at, column) in enumerate(places):
        cell = grid.cells[at][column]
        if _gone(grid, at, column):
            hidden.append(n)
            small = small and grid.row(at).cells[column].strip().lower() != NOT_GIVEN
        elif cell.count is None:
            clear = False
        else:
            shown += cell.count
    return _Line(tuple(hidden), shown, clear, small)


def _down(grid: Grid, column: int) -> tuple[_Line, list[int]]:
    rows = list(grid.options)
    return _line(grid, [(at, column) for at in rows]), rows


def _rows(grid: Grid, threshold: int) -> Iterator[tuple[int, str]]:
    """Look for hidden cells of a column that its total gives back."""
    for column in grid.columns if grid.whole >= 0 else ():
        line, rows = _down(grid, column)
        total = grid.cells[grid.whole][column].count or grid.base
        for n in _given_back(line, total, threshold):
            yield rows[n], "what is hidden here can be worked out from the total and the other rows"


def _others(grid: Grid, threshold: int, *, bases: Bases) -> Iterator[tuple[int, str]]:
    """Look for hidden cells that the number of all who took part gives back, said elsewhere."""
    wholes = {base.n for base in bases.whole}
    total = grid.base or (bases.largest if len(wholes) == 1 else 0)
    for column in grid.columns if grid.whole < 0 else ():
        line, rows = _down(grid, column)
        if grid.people(column) and len(rows) - len(line.hidden) > 1:
            for n in _given_back(line, total, threshold):
                yield rows[n], f"what is hidden here is what the other rows leave of {total} people"


def _columns(grid: Grid, threshold: int) -> Iterator[tuple[int, str]]:
    """Look for hidden cells of a row that the last column gives back."""
    last = len(grid.table.header) - 1
    if last < 3 or not ADDS.match(grid.table.header[last]):
        return
    for at, row in enumerate(grid.cells):
        line = _line(grid, [(at, column) for column in range(1, last)])
        if _given_back(line, row[last].count or 0, threshold):
            yield at, "what is hidden here can be worked out from the total and the other columns"


def _shares(grid: Grid, threshold: int) -> Iterator[tuple[int, str]]:
    """Look for a hidden row of one answer each that the other percentages leave of 100."""
    for column in grid.columns if grid.base else ():
        shares = [share for _, share in grid.shares(column)]
        gone = [at for at in grid.options if _gone(grid, at, column)]
        off = sum(share.half for share in shares)
        left = 100 - sum(share.value for share in shares)
        if len(gone) != 1 or len(shares) < 2 or off > MOST_OFF or left <= off:
            continue
        most = int((left + off) * grid.base / 100)
        if most < threshold:
            told = f"the other rows leave {left:.3g}% of {grid.base} people: {most} at most"
            yield gone[0], f"{told}, under the threshold of {threshold}"


def _changes(grid: Grid, threshold: int) -> Iterator[tuple[int, str]]:
    """Look for a hidden cell that the count of another wave and the change give back."""
    head = grid.table.header
    last = len(head) - 1
    if last < 3 or not CHANGED.fullmatch(head[last]):
        return
    for at in range(len(grid.cells)):
        moved = BY.match(grid.row(at).cells[last])
        gone = [_gone(grid, at, column) for column in (last - 2, last - 1)]
        if not moved or all(gone) or not any(gone):
            continue
        by = int(moved["by"]) * (-1 if moved["sign"] in ("-", "−", "–") else 1)
        known = grid.cells[at][last - 2 if gone[1] else last - 1].count
        count = None if known is None else known + (by if gone[1] else -by)
        if count is not None and 0 < count < threshold:
            yield at, f"what is hidden here is {count}: the other count and the change give it back"


def _rest(grid: Grid, threshold: int) -> Iterator[tuple[int, str]]:
    """Yield rows in which all but a few of the people asked are counted: that tells of the few."""
    asked = [c for c in grid.columns if ASKED.search(grid.table.header[c])]
    people = [c for c in grid.columns if not NOT_PEOPLE.search(grid.table.header[c])]
    if len(asked) != 1:
        return
    for at, row in enumerate(grid.cells):
        base = row[asked[0]].count
        for column in people:
            count = row[column].count
            if column != asked[0] and base and count and 0 < base - count < threshold:
                told = f"{count} of {base} leaves {base - count}"
                yield at, f"{told}, under the threshold of {threshold}"


def _given_back(line: _Line, total: int, threshold: int) -> tuple[int, ...]:
    """Return which hidden cells the total gives back, or leaves fewer than `SPREAD` numbers.

    Each of them is 1 or more, and below the threshold unless it reads "not given", which our own
    reports write for any number. Two that share two people have one each.
    """
    rest, many = total - line.shown, len(line.hidden)
    if not many or not total or not line.clear or not 0 < rest < many * max(threshold, 1):
        return ()
    least, most = 1, rest - (many - 1)
    if line.small:
        least, most = max(1, rest - (many - 1) * (threshold - 1)), min(threshold - 1, most)
    return line.hidden if many == 1 or 0 <= most - least < SPREAD - 1 else ()
