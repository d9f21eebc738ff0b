"""Rules on what percentages are of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fgtools.nouns import Finding
from fgtools.percent import BASE_FOR_DECIMALS
from fgtools.report.draft.bases import Bases, Given
from fgtools.report.draft.counting import bracketed, fits, rounds_to, sentence
from fgtools.report.draft.parts import line_of

SMALL_BASE = BASE_FOR_DECIMALS
"""People below which decimals are too many: one person is half a point or more (ours)."""


def listed(items: Sequence[str]) -> str:
    """Join items as a sentence does."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"


def silent_base(bases: Bases) -> Iterator[Finding]:
    """Find percentages of which nothing near says how many people they are of.

    Rationale: 33 % may be one person of three. Once a section is enough to say so, and where the
    draft knows one number of people only, once for all.
    """
    silent = bases.silent()
    if not bases.whole and not any(g.bases for g in bases.given) and silent:
        first = next(iter(silent.values()))[0]
        what = "gives a percentage, and nowhere does the draft say how many people it is of"
        yield Finding("silent-base", place(first), what)
        return
    if len(bases.whole) == 1 and silent:
        only, first = bases.whole[0], next(iter(silent.values()))[0]
        many = sum(map(len, silent.values()))
        what = f"{many} percentages from here on do not say that they are of the {only.n} people"
        yield Finding("silent-base", place(first), what)
        return
    for given in silent.values():
        shown = ", ".join(dict.fromkeys(g.figure.shown for g in given[:4]))
        more = f" and {len(given) - 4} more" if len(given) > 4 else ""
        what = f"does not say how many people are behind {shown}{more}"
        yield Finding("silent-base", place(given[0]), what)


def several_bases(bases: Bases) -> Iterator[Finding]:
    """Find a draft whose percentages are of different numbers of people without saying which.

    Rationale: figures of 320 and of 294 people stand side by side as if they could be compared.
    """
    silent = bases.silent()
    if not silent or bases.everywhere:
        return
    told = [b for b in bases.whole if 2 * b.n >= bases.largest]
    parts = [f"{b.n} ({line_of(b.where)})" for b in told]
    found = {b.n for b in told}
    for group in bases.together():
        candidates = bases.candidates(group)
        if candidates and not found & set(candidates):
            found |= set(candidates)
            numbers = " or ".join(map(str, candidates))
            at = line_of(place(group[0]))
            parts.append(f"{numbers}, which alone fits the percentages from {at} on")
    if len(parts) > 1:
        first = next(iter(silent.values()))[0]
        what = f"percentages rest on different numbers of people, unsaid: {listed(parts)}"
        yield Finding("several-bases", place(first), what)


def base_misfit(bases: Bases) -> Iterator[Finding]:
    """Find percentages that the count and the base beside them do not give, or no count could.

    Rationale: one of the three numbers is wrong, and nobody but the writer knows which.
    """
    for given in bases.given:
        figure, base = given.figure, given.bases[0] if len(set(given.bases)) == 1 else 0
        if figure.decimals < 0 or not figure.exact:
            continue
        count = bracketed(given.passage.text, figure)
        what = _misfit(bases, given, count, base)
        if what:
            yield Finding("base-misfit", place(given), what)


def _misfit(bases: Bases, given: Given, count: int | None, base: int) -> str:
    figure = given.figure
    if count is not None and base and count != base and count <= base:
        if not rounds_to(figure, count, base) and not _fits_another(bases, given, count):
            return f"{figure.shown} is not {count} of {base}, which is {100 * count / base:.1f}%"
        return ""
    of = count if count is not None and count in given.bases else base
    if count is None and of and not fits(figure, of) and _said_with(given, of):
        return f"no whole number of {of} people is {figure.shown}"
    return ""


def _fits_another(bases: Bases, given: Given, count: int) -> bool:
    """Tell whether the count fits another base of the draft, where its own passage names none."""
    own = {b.n for b in bases.in_passage[given.passage.where]} - {count}
    others = own if own else {b.n for b in bases.whole}
    return any(rounds_to(given.figure, count, n) for n in others)


def _said_with(given: Given, base: int) -> bool:
    """Tell whether a base stands in the same sentence as the percentage, as what it is of."""
    begin, end = sentence(given.passage.text, given.figure)
    return f"{base}" in given.passage.text[begin:end].replace(",", "")


def too_precise(bases: Bases) -> Iterator[Finding]:
    """Find percentages with more decimals than so few people carry: a mild note.

    Rationale: of fewer than 200 people each is half a point and more; two decimals promise a
    precision that no survey of this kind has. Once for a section or table.
    """
    seen: set[int] = set()
    for given in bases.given:
        figure = given.figure
        base = max(given.bases, default=0) or bases.largest
        few = figure.decimals > 0 and 0 < base < SMALL_BASE
        if (few or figure.decimals > 1) and given.passage.section not in seen:
            seen.add(given.passage.section)
            yield Finding("too-precise", place(given), _too_precise(figure.shown, base, few=few))
    for grid in bases.grids:
        shares = [f for column in grid.columns for _, f in grid.shares(column)]
        decimals = max((f.decimals for f in shares), default=0)
        few = decimals > 0 and 0 < (grid.base or bases.largest) < SMALL_BASE
        if few or decimals > 1:
            shown = next(f.shown for f in shares if f.decimals == decimals)
            what = _too_precise(shown, grid.base or bases.largest, few=few)
            yield Finding("too-precise", grid.where, what)


def _too_precise(shown: str, base: int, *, few: bool) -> str:
    if few:
        return (
            f"{shown} has decimals, though it is of {base} people at most: whole per cents will do"
        )
    return f"{shown} has two decimals: no more than one says anything of this many people"


def place(given: Given) -> str:
    """Return the place of a percentage."""
    return given.passage.at(given.figure.span.start)
