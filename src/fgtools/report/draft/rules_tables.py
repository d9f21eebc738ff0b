"""Rules on the arithmetic of tables."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fgtools.nouns import Finding
from fgtools.report.draft.bases import Bases
from fgtools.report.draft.counting import fits, rounds_to
from fgtools.report.draft.figures import Figure
from fgtools.report.draft.grid import ADDS, Grid

ONE_ANSWER = (0.9, 1.1)
"""Sum of the counts over the base within which a table can only be meant as one answer each."""
NEAR_ALL = (90.0, 110.0)
"""Sum of percentages within which a column is meant to make 100 if it ends in a total, or if its
rows are steps of a scale."""
NEARER_ALL = (95.0, 105.0)
"""The same where no total is printed: a column of other things may come near 100 by chance."""
LEAST_ROWS = 3
EXCLUSIVE = re.compile(
    r"\b(?:under|less than|over|more than|or more|or over|\d+ ?(?:to|–|-) ?\d+|\w+ to \w+|never|"
    r"always|often|sometimes|rarely|weekly|monthly|daily|yes|no|agree|disagree|satisfied|dissatisfied|"
    r"likely|unlikely|safe|unsafe|neither|don['’]t know|not sure|unsure)\b",
    re.IGNORECASE,
)
"""Labels of which a person can tick one only: ranges, steps of a scale, yes and no."""


def table_misfit(bases: Bases) -> Iterator[Finding]:
    """Find rows in which the percentage is not the count over the table's base.

    Rationale: the count, the percentage or the base was not brought up to date.
    """
    for grid in bases.grids:
        for column in grid.columns:
            yield from _misfits(grid, column)


def _misfits(grid: Grid, column: int) -> Iterator[Finding]:
    pairs = [(at, share, _count(grid, at, column)) for at, share in grid.shares(column)]
    counted = [(at, share, count) for at, share, count in pairs if count is not None]
    base = grid.base or _own_base(counted)
    if not base:
        return
    wrong = [(at, s, n) for at, s, n in counted if not rounds_to(s, n, base)]
    if len(wrong) > max(1, len(counted) / 2):
        own = _own_base(counted)
        told = f"; the sum of its counts, {own}, would" if own and own != base else ""
        what = f"the base of {base} gives {len(wrong)} of {len(counted)} percentages otherwise"
        yield Finding("base-misfit", grid.where, what + told)
        return
    for at, share, count in wrong:
        what = f"{share.shown} is not {count} of {base}, which is {100 * count / base:.1f}%"
        yield Finding("base-misfit", grid.row(at).where, what)
    if not counted and grid.base:
        for at, share in grid.shares(column):
            if not fits(share, base):
                what = f"no whole number of {base} people is {share.shown}"
                yield Finding("base-misfit", grid.row(at).where, what)


def _count(grid: Grid, at: int, column: int) -> int | None:
    """Return the count that belongs to a share: in its cell, or in the column beside it."""
    own = grid.cells[at][column].count
    if own is not None:
        return own
    shares = [c for c in grid.columns if grid.shares(c)]
    near = [
        c for c in (column + 1, column - 1)
        if c in grid.columns and c not in shares and grid.counts(c)
    ]  # fmt: skip
    return grid.cells[at][near[0]].count if len(shares) == 1 and near else None


def _own_base(counted: list[tuple[int, Figure, int]]) -> int:
    """Return the sum of the counts where it gives most of the percentages, else 0."""
    total = sum(count for _, _, count in counted)
    right = sum(rounds_to(share, count, total) for _, share, count in counted) if total else 0
    return total if len(counted) >= LEAST_ROWS and 3 * right >= 2 * len(counted) else 0


def wrong_sum(bases: Bases) -> Iterator[Finding]:
    """Find columns of one answer each that do not make 100 %, and totals that do not add up.

    Rationale: a row is missing, or a figure is wrong. Rounding may move the sum by half a unit of
    the last place a row; columns that come nowhere near 100 hold several answers each.
    """
    for grid in bases.grids:
        for column in grid.columns:
            yield from _counts_sum(grid, column)
            yield from _shares_sum(grid, column)
        yield from _across(grid)


def _counts_sum(grid: Grid, column: int) -> Iterator[Finding]:
    if grid.whole < 0 or any(row[column].hidden for row in grid.cells):
        return
    total = grid.cells[grid.whole][column].count
    counts = [count for _, count in grid.counts(column)]
    if not total or len(counts) < 2 or len(counts) < len(grid.options):
        return
    if any(grid.cells[at][column].base for at in grid.options):
        return  # "19 of 25": each row has its own base
    if sum(counts) != total and ONE_ANSWER[0] <= sum(counts) / total <= ONE_ANSWER[1]:
        what = f"the rows add up to {sum(counts)}, the last one says {total}"
        yield Finding("wrong-sum", grid.row(grid.whole).where, what)


def _shares_sum(grid: Grid, column: int) -> Iterator[Finding]:
    shares = [share for _, share in grid.shares(column)]
    if len(shares) < LEAST_ROWS or len(shares) < len(grid.options):
        return
    total = sum(share.value for share in shares)
    slack = sum(share.half for share in shares) + 1e-9
    if abs(total - 100) <= slack or not _one_answer(grid, column, total):
        return
    what = f"the percentages add up to {total:.4g}, more than rounding away from 100"
    yield Finding("wrong-sum", grid.where, what)


def _one_answer(grid: Grid, column: int, total: float) -> bool:
    """Tell whether everybody is in one row: the counts make the base, or the sum is near 100."""
    counts = [_count(grid, at, column) for at in grid.options]
    if grid.base and all(count is not None for count in counts):
        return sum(count for count in counts if count is not None) == grid.base
    last = grid.cells[grid.whole][column].share if grid.whole >= 0 else None
    steps = sum(bool(EXCLUSIVE.search(grid.row(at).label)) for at in grid.options)
    surely = (last is not None and last.value == 100) or 3 * steps >= 2 * len(grid.options)
    low, high = NEAR_ALL if surely else NEARER_ALL
    return low <= total <= high


def _across(grid: Grid) -> Iterator[Finding]:
    """Look at totals that stand in the last column: "19 of 25", "19 of 23", in all "38 of 48"."""
    last = len(grid.table.header) - 1
    if last < 3 or not ADDS.match(grid.table.header[last]):
        return
    for at, row in enumerate(grid.cells):
        parts, whole = row[1:last], row[last]
        if whole.count is None or any(c.count is None or c.share for c in parts):
            continue
        total = sum(c.count or 0 for c in parts)
        if total != whole.count and all(bool(c.base) == bool(whole.base) for c in parts):
            what = f"the columns add up to {total}, the last one says {whole.count}"
            yield Finding("wrong-sum", grid.row(at).where, what)
