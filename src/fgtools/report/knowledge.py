"""What an outsider knows of every count of people in a report, from all that is printed in it."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from fgtools.report import counts
from fgtools.report.parts import Cell, Report, ThemePart
from fgtools.report.printed import Figure, key_of, printed
from fgtools.report.ranges import Bounds, Ranges

HEADS, ROLES = key_of("people", "spoke"), key_of("people", "with a role")
SMALL = re.compile(r"fewer than (\d+)")
PRINTED = 0.0005
"""Half a unit of the last of the three decimals in which a share is printed."""


def known(report: Report, released: Sequence[Sequence[Figure]] = ()) -> Ranges:
    """Return what an outsider knows of every count of the report."""
    ranges = Ranges()
    for part in (_roles, _subjects, _themes, _words):
        part(ranges, report)
    add_released(ranges, printed(report), released)
    return ranges


def add_released(
    ranges: Ranges, shown: Sequence[Figure], released: Sequence[Sequence[Figure]]
) -> None:
    """Tell what earlier releases printed, where they may be of the same data."""
    for earlier in released:
        for figure in earlier if _same_people(shown, earlier) else ():
            small = SMALL.fullmatch(figure.text)
            if figure.count is not None:
                ranges.know(figure.key, figure.count, figure.count)
            elif small:
                ranges.know(figure.key, 1, int(small[1]) - 1)


def _same_people(new: Sequence[Figure], old: Sequence[Figure]) -> bool:
    """Tell whether two releases may be of the same data: no figure shown in both differs."""
    before = {figure.key: figure.count for figure in old if not figure.hidden}
    both = [(one.count, before[one.key]) for one in new if not one.hidden and one.key in before]
    return all(count == earlier for count, earlier in both)


def _roles(ranges: Ranges, report: Report) -> None:
    small = counts.few(report.settings)
    if report.heads is not None:
        ranges.know(HEADS, report.heads, report.heads)
    for role in report.roles:
        key = key_of("role", role.key)
        _shown(ranges, key, role.count, role.participants == small, report)
        if role.count is None:
            ranges.know(key, role.sessions)
        elif role.people:
            ranges.know(HEADS, *_near(1 / role.people, role.count * PRINTED / role.people))
        if role.people is not None and report.heads:
            ranges.know(key, *_near(role.people * report.heads, PRINTED * report.heads))
    ranges.relate({HEADS: -1} | {key_of("role", role.key): 1 for role in report.roles}, 0, 0)
    spoke = {role for row in _rows(report) for role in (cell.role for cell in row.cells)}
    if spoke == {role.key for role in report.roles}:
        ranges.relate({HEADS: 1, ROLES: -1}, 0, 0)
    elif spoke:
        ranges.relate({ROLES: -1} | {key_of("role", role): 1 for role in sorted(spoke)}, 0, 0)


def _near(value: float, by: float) -> Bounds:
    return math.ceil(value - by - 1e-9), math.floor(value + by + 1e-9)


def _shown(ranges: Ranges, key: str, count: int | None, small: bool, report: Report) -> None:
    """Tell what one figure says: its number, or that it is small, or that it is any number."""
    if count is not None:
        ranges.know(key, count, count)
    elif small:
        ranges.know(key, 1, report.settings.threshold - 1)
    else:
        ranges.know(key)


@dataclass(frozen=True, slots=True)
class Row:
    """A subject with its cells; `size`: passages of the subject in all, `turns` by role."""

    kind: str
    key: str
    cells: tuple[Cell, ...]
    total: Cell | None
    theme: str = ""
    size: float = math.inf
    turns: tuple[int | None, ...] = ()


def _rows(report: Report) -> Iterator[Row]:
    """Yield themes, codes and topics as they are printed: in tables, and in the sheet of views."""
    book = report.codebook
    totals = {key: cell for theme in report.themes for key, cell in theme.within}
    cells: dict[tuple[str, str], list[Cell]] = {}
    turns: dict[tuple[str, str], list[int | None]] = {}
    for view in report.views:
        cells.setdefault((view.kind.lower(), view.key), []).append(view.cell)
        turns.setdefault((view.kind.lower(), view.key), []).append(view.turns)
    for theme in report.themes:
        yield Row("theme", theme.key, theme.cells, theme.total)
    for (kind, key), own in cells.items():
        if kind == "code":
            yield Row(kind, key, tuple(own), totals.get(key), book.theme_of(key))
    for topic in report.topics:
        own_turns = tuple(turns.get(("topic", topic.id), ()))
        yield Row("topic", topic.id, topic.cells, None, size=topic.size, turns=own_turns)


def _subjects(ranges: Ranges, report: Report) -> None:
    for row in _rows(report):
        for cell in row.cells:
            _cell(ranges, row, cell, report)
        if row.total:
            whole = key_of(row.kind, row.key)
            _shown(
                ranges, whole, row.total.count,
                row.total.participants == counts.few(report.settings), report,
            )  # fmt: skip
            if row.total.of is not None:
                ranges.know(ROLES, row.total.of, row.total.of)
            ranges.relate({whole: -1} | _keys(row), 0, 0)
            _all_but_one(ranges, row, ROLES, partial(key_of, "role"))
            if row.theme:
                theme = key_of("theme", row.theme)
                _all_but_one(ranges, row, theme, partial(key_of, "theme", row.theme))
        if row.size < math.inf:
            _within_size(ranges, row)


def _keys(row: Row) -> dict[str, int]:
    return {key_of(row.kind, row.key, cell.role): 1 for cell in row.cells}


def _all_but_one(ranges: Ranges, row: Row, whole: str, part: Callable[[str], str]) -> None:
    """Tell of a count that it is part of another: in all roles, and so in all but any of them.

    Where the other is known of some roles, it is known of the rest together: those are looked at
    as one too, whole and without each.
    """
    total = key_of(row.kind, row.key)
    roles = [cell.role for cell in row.cells]
    clear = frozenset(role for role in roles if _number(ranges, part(role)) is not None)
    alone = {frozenset((role,)) for role in roles}
    for but in sorted({frozenset(), clear, *alone, *(clear | one for one in alone)}, key=sorted):
        terms = {whole: 1, total: -1}
        for role in sorted(but):
            terms |= {part(role): -1, key_of(row.kind, row.key, role): 1}
        ranges.relate(terms)


def _within_size(ranges: Ranges, row: Row) -> None:
    """Tell of a topic that everybody in it has a passage, and most roles' passages are printed."""
    ranges.relate(_keys(row), 0, row.size)
    spent = sum(many for many in row.turns if many is not None)
    for cell in row.cells:
        if cell.hidden and spent:
            ranges.know(key_of(row.kind, row.key, cell.role), 0, row.size - spent)


def _cell(ranges: Ranges, row: Row, cell: Cell, report: Report) -> None:
    key, base = key_of(row.kind, row.key, cell.role), key_of("role", cell.role)
    _shown(ranges, key, cell.count, cell.participants == counts.few(report.settings), report)
    if cell.of is not None:
        ranges.know(base, cell.of, cell.of)
    ranges.relate({base: 1, key: -1})
    if cell.quiet:
        ranges.know(key, 1)  # where it did not come up, no sessions are printed
    if cell.hidden and cell.held and not cell.quiet:
        if not cell.heard:
            ranges.know(key, 0, 0)
        else:
            ranges.know(key, cell.heard)
            # Each session has a participant: where it did not come up, one who did not raise it.
            ranges.relate({base: 1, key: -1}, cell.held - cell.heard)
    if cell.count is None and cell.share is not None and (whole := _number(ranges, base)):
        ranges.know(key, *_near(cell.share * whole, PRINTED * whole))
    if row.theme:
        ranges.relate({key_of("theme", row.theme, cell.role): 1, key: -1})


def _number(ranges: Ranges, key: str) -> int | None:
    low, high = ranges.bounds.get(key, (0, math.inf))
    return int(low) if low == high else None


def _themes(ranges: Ranges, report: Report) -> None:
    for theme in report.themes:
        _stances(ranges, theme, report)
    for row in report.waves.rows if report.waves else ():
        _cut(ranges, "wave", row.theme, row.cells, report)
    for key, _, cells in report.regions.rows if report.regions else ():
        _cut(ranges, "region", key, cells, report)


def _cut(ranges: Ranges, kind: str, theme: str, cells: Sequence[Cell], report: Report) -> None:
    """Tell of people cut otherwise, by wave or region, that they make the theme's total."""
    for cell in cells:
        small = cell.participants == counts.few(report.settings)
        _shown(ranges, key_of(kind, theme, cell.role), cell.count, small, report)
    keys = {key_of(kind, theme, cell.role): 1 for cell in cells}
    ranges.relate({key_of("theme", theme): -1} | keys, 0, 0)


def _stances(ranges: Ranges, theme: ThemePart, report: Report) -> None:
    """Tell of stances that each is part of the total, and that everybody took one or more."""
    whole = key_of("theme", theme.key)
    keys = []
    for stance in theme.stances:
        key = key_of("stance", theme.key, stance.key)
        small = stance.participants == counts.few(report.settings)
        _shown(ranges, key, stance.count, small, report)
        ranges.relate({whole: 1, key: -1})
        keys.append(key)
    if keys:
        ranges.relate({whole: -1} | dict.fromkeys(keys, 1))


def _words(ranges: Ranges, report: Report) -> None:
    """Tell of words that a role and the others are all who have a role."""
    for word in report.words:
        ranges.know(key_of("role", word.role), word.of, word.of)
        if word.others is not None:
            whole = word.of + word.of_others
            ranges.know(ROLES, whole, whole)
