"""Rules on small counts of people: those that are said, and those that can be worked out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count as count_from
from math import prod

from fgtools.nouns import Finding
from fgtools.report.draft.bases import SMALLEST, Bases, Given
from fgtools.report.draft.counting import bracketed, counts, fits
from fgtools.report.draft.figures import blanked
from fgtools.report.draft.grid import Grid
from fgtools.report.draft.people import NUMBER, PEOPLE, number
from fgtools.report.draft.rules_bases import place

SAID = re.compile(
    rf"(?<![\w.,£$€/–-])(?P<count>{NUMBER})(?! (?:in|out)\b)(?: (?:other|more|further|"
    rf"of (?:the|our|these|"
    rf"them)))?(?: (?!of\b)[\w-]+)? (?P<who>{PEOPLE})\b(?P<after>(?: \w+)?)",
    re.IGNORECASE,
)
NO_COUNT = re.compile(
    r"\b(?:per|each|every|least|than|or|for|aged?|year|age|number|between|to|up to|fewer|under|"
    r"teams? of|groups? of|ratio of|one in|in) (?:the )?$|"
    r"\b(?:phase|key stage|band|grade|level|tier|section|annex|table|figure|theme|question)\s$",
    re.IGNORECASE,
)
SAYS = """
said says told described explained spoke added noted put recalled commented felt suggested "
    "summed argued wrote asked can may might
could should would is
"""
TALKS = frozenset(SAYS.split())
"""Verbs after "one participant" that bring in what somebody said, or could: no figure is meant."""

TICKED = frozenset(
    {"raised", "reported", "selected", "answered", "completed", "indicated", "scored", "ticked"}
)
"""Verbs after "one participant" that count."""


BY_CHANCE = 0.05
"""Numbers of people that may be expected to fit by chance, for a fit to give the base away."""


def small_cell(bases: Bases, threshold: int) -> Iterator[Finding]:
    """Find counts of people from 1 up to the threshold, itself not included.

    Rationale: whoever knows the service knows who the three are (OpenSAFELY, UK LLC, ONS).
    """
    for passage in bases.draft.prose:
        for count in _said(passage.text):
            if 0 < count[0] < threshold:
                what = f"gives a count of {count[0]}, under the threshold of {threshold}"
                yield Finding("small-cell", passage.at(count[1]), what)
    for given in bases.given:
        counted = bracketed(given.passage.text, given.figure)
        own = f"{counted}" if counted is not None else ""
        if counted is not None and 0 < counted < threshold:
            what = f"gives a count of {own}, under the threshold of {threshold}"
            yield Finding("small-cell", place(given), what)
    for grid in bases.grids:
        yield from _small_rows(grid, threshold)


def _said(text: str) -> Iterator[tuple[int, int]]:
    own = blanked(text)
    for match in SAID.finditer(own):
        count = number(match["count"])
        after = match["after"].strip().lower()
        quoting = match["count"].lower() == "one" and (
            after in TALKS or (after.endswith("ed") and after not in TICKED)
        )
        if not quoting and not NO_COUNT.search(own[: match.start()]):
            yield count, match.start()


def _small_rows(grid: Grid, threshold: int) -> Iterator[Finding]:
    by_label = re.search(rf"\b{PEOPLE}\b", " ".join(r.label for r in grid.table.rows), re.I)
    columns = [c for c in grid.columns if grid.people(c)]
    for at, row in enumerate(grid.cells):
        named = bool(by_label and re.search(rf"\b{PEOPLE}\b", grid.row(at).label, re.IGNORECASE))
        cells = (row[c] for c in (grid.columns if named and not columns else columns))
        small = sorted({c.count for c in cells if c.count and 0 < c.count < threshold})
        if small:
            told = ", ".join(map(str, small))
            what = f"gives a count of {told}, under the threshold of {threshold}"
            yield Finding("small-cell", grid.row(at).where, what)


def solvable_cell(bases: Bases, threshold: int) -> Iterator[Finding]:
    """Find percentages from which a small count can be worked out.

    Rationale: 1.7 % of 295 people are five, printed or not. Where the base is not said, the largest
    one of the draft bounds the count from above.
    """
    if not threshold:
        return
    for given in bases.given:
        if given.figure.decimals >= 0 and given.figure.exact and not _printed(given):
            what = _solved(bases, given, threshold)
            if what:
                yield Finding("solvable-cell", place(given), what)
    for grid in bases.grids:
        yield from _solved_rows(bases, grid, threshold)


def _printed(given: Given) -> bool:
    return bracketed(given.passage.text, given.figure) is not None


def _solved(bases: Bases, given: Given, threshold: int) -> str:
    supposed = given.bases or bases.supposed(given) or _given_away(bases, given)
    figure = given.figure
    if supposed:
        found = {n for base in supposed for n in counts(figure, base)}
        if found and min(found) > 0 and max(found) < threshold:
            of = " or ".join(map(str, sorted(set(supposed))))
            told = (
                " or ".join(map(str, sorted(found))) if len(found) < 3 else f"{max(found)} at most"
            )
            return f"{figure.shown} of {of} people is {told}, under the threshold of {threshold}"
        rest = {base - n for base in supposed for n in counts(figure, base)}
        if rest and min(rest) > 0 and max(rest) < threshold:
            told = " or ".join(map(str, sorted(rest)))
            return f"{figure.shown} leaves {told} people, under the threshold of {threshold}"
        return ""
    most = int((figure.value + figure.half) * bases.largest / 100)
    if figure.value > 0 and bases.largest and most < threshold:
        return (
            f"{figure.shown} of at most {bases.largest} people is {most} at most, "
            f"under the threshold of {threshold}"
        )
    return ""


def _given_away(bases: Bases, given: Given) -> tuple[int, ...]:
    """Return the number of people that two decimals give away where a draft states none.

    The least of which every percentage beside it is a whole number of people, as long as no smaller
    one could be expected to fit by chance.
    """
    group = next((own for own in bases.together() if given in own), [])
    exact = [one.figure for one in group if one.figure.exact and one.figure.decimals > 1]
    if bases.largest or len(exact) < 2:
        return ()
    chance = 0.0
    for people in count_from(SMALLEST):
        if all(fits(figure, people) for figure in exact):
            return (people,)
        chance += prod(min(1.0, 2 * figure.half * people / 100) for figure in exact)
        if chance > BY_CHANCE:
            break
    return ()


def _solved_rows(bases: Bases, grid: Grid, threshold: int) -> Iterator[Finding]:
    base = grid.base or bases.largest
    for column in grid.columns:
        for at, share in grid.shares(column):
            cells = grid.cells[at]
            if share.value <= 0 or any(c.count is not None or c.hidden for c in cells):
                continue
            most = int((share.value + share.half) * base / 100)
            if base and most < threshold:
                told = f"{share.shown} of {base} people is {most} at most"
                what = f"{told}, under the threshold of {threshold}"
                yield Finding("solvable-cell", grid.row(at).where, what)
