"""Figures of one draft that contradict each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from fgtools.nouns import Finding
from fgtools.report.draft.alike import SAME, Weights
from fgtools.report.draft.bases import Bases
from fgtools.report.draft.figures import Figure
from fgtools.report.draft.mentions import Mention, mentions, restated
from fgtools.report.draft.parts import Passage, line_of

ROUNDED = 1.0
"""Points under which two figures differ by rounding: what does not round to the other is a note."""
SUM_OF = 3
"""Rows of a table that a figure in the text may add up."""


def contradictions(bases: Bases) -> Iterator[Finding]:
    """Find shares of the same thing that cannot both be right: `contradiction`, or `rounding`.

    Rationale: one was brought up to date and the other was not. Shares of one list, table or
    sentence are answers beside each other, of different groups, years or places different things.
    """
    found = list(mentions(bases))
    weights = Weights(
        part.text if isinstance(part, Passage) else " . ".join(row.label for row in part.rows)
        for part in bases.draft.parts
    )
    pairs: dict[frozenset[int], float] = {}
    for (i, one), (j, other) in combinations(enumerate(found), 2):
        if comparable(one, other):
            likeness = weights.alike(one, other)
            if likeness >= SAME:
                pairs[frozenset((i, j))] = likeness
    told: set[int] = set()
    for (i, j), _ in sorted(
        ((sorted(pair), likeness) for pair, likeness in pairs.items()), key=lambda p: (-p[1], p[0])
    ):
        if j in told or not _nearest(found, pairs, i, j) or not _nearest(found, pairs, j, i):
            continue
        finding = _compared(found[i], found[j], found)
        if finding:
            told.add(j)
            yield finding


def comparable(one: Mention, other: Mention) -> bool:
    """Tell whether nothing plainly sets two shares apart."""
    apart = (
        one.family == other.family
        or (one.tabled and other.tabled and bool(one.also))
        or (bool(one.subject) and one.subject == other.subject)
    )
    bases = {f.base for f in (one.figure, other.figure) if f.base}
    return (
        not apart
        and len(bases) < 2
        and _same_people(one, other)
        and one.graded == other.graded
        and one.times == other.times
        and one.places <= other.own
        and other.places <= one.own
    )


def _same_people(one: Mention, other: Mention) -> bool:
    """Tell whether two shares speak of the same groups; a row may say "Health visiting"."""
    if one.people == other.people:
        return True
    if not (one.tabled or other.tabled):
        return False
    told = ((one.people - other.people, other.own), (other.people - one.people, one.own))
    return all(_spelt_by(group, own) for groups, own in told for group in groups)


def _spelt_by(group: str, own: frozenset[str]) -> bool:
    for word in sorted(own, key=lambda w: (-len(w), w)):
        group = group.replace(word, "")
    return not group


def _nearest(found: Sequence[Mention], pairs: dict[frozenset[int], float], i: int, j: int) -> bool:
    """Tell whether no answer beside `j` is nearer to `i`, or as near and in agreement."""
    mine = pairs[frozenset((i, j))]
    for k, beside in enumerate(found):
        if k in (i, j) or beside.family != found[j].family:
            continue
        likeness = pairs.get(frozenset((i, k)), 0.0)
        if likeness > mine or (likeness == mine and _agree(found[i].figure, beside.figure)):
            return False
    return True


def _agree(one: Figure, other: Figure) -> bool:
    return one.low <= other.high + 1e-9 and other.low <= one.high + 1e-9


def _compared(one: Mention, other: Mention, found: Sequence[Mention]) -> Finding | None:
    if any(_agree(a, b) for a in (one.figure, *one.also) for b in (other.figure, *other.also)):
        return None
    if _summed(one, other, found) or _summed(other, one, found):
        return None
    mine, theirs = one.figure, other.figure
    at = line_of(one.where)
    gap = max(mine.low - theirs.high, theirs.low - mine.high)
    if mine.exact and theirs.exact and abs(mine.value - theirs.value) < ROUNDED:
        what = f"{theirs.shown} here, {mine.shown} at {at}: one is not the other rounded"
        return Finding("rounding", other.where, what)
    if gap <= 0:
        return None
    what = f"{theirs.shown} here, {mine.shown} at {at}, and both seem to be of the same thing"
    return Finding("contradiction", other.where, what)


def _summed(part: Mention, whole: Mention, found: Sequence[Mention]) -> bool:
    """Tell whether a figure adds up rows of the other's table.

    Rows add up where their labels have a word in common ("agree", "strongly agree"), or where the
    figure speaks of both.
    """
    if not part.tabled or whole.tabled:
        return False
    rest = [m for m in found if m.family == part.family and m is not part]
    kin = [m.figure for m in rest if m.own & whole.own or m.label & part.label]
    for size in range(1, SUM_OF):
        for others in combinations(kin, size):
            total = part.figure.value + sum(f.value for f in others)
            if whole.figure.low - 1 <= total <= whole.figure.high + 1:
                return True
    return False


def restatements(bases: Bases) -> Iterator[Finding]:
    """Find a share in words beside one in figures that is another: "nearly two thirds (48 %)"."""
    for passage in bases.draft.prose:
        for one, other in restated(passage.text):
            if not _agree(one, other):
                what = f"“{one.shown}” and {other.shown} stand for the same share"
                yield Finding("contradiction", passage.at(other.span.start), what)
