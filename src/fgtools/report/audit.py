"""Read a finished report as an outsider would who wants the hidden counts of people back.

All that is printed is put together: shown counts, "fewer than", sums over roles, codes within
themes, stances within totals, sessions heard, shares. Each hidden count then has a range of numbers
that it may still be. One that can be told, nearly or exactly, is a finding.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from fgtools.nouns import Finding
from fgtools.report.counts import SPREAD
from fgtools.report.knowledge import ROLES, add_released, known
from fgtools.report.parts import Report
from fgtools.report.printed import Figure, differences, key_of, printed
from fgtools.report.ranges import ANY, Bounds, Ranges

RULE = "solvable-count"


@dataclass(frozen=True, slots=True)
class Solved:
    """A hidden count that follows from what is printed: it is `least` to `most`."""

    key: str
    least: int
    most: int


def audit(report: Report, released: Sequence[Sequence[Figure]] = ()) -> tuple[Finding, ...]:
    """Return the hidden counts that follow from the report, with what earlier releases printed.

    And the figures from which those of an earlier release can be subtracted.
    """
    threshold, shown = report.settings.threshold, printed(report)
    found = [one for old in released for one in differences(old, shown, threshold)]
    for one in solved(known(report, released), report, released):
        told = f"{one.least}" if one.least == one.most else f"{one.least} to {one.most}"
        what = f"its hidden count follows from the other figures: {told}"
        found.append(Finding(RULE, one.key, what, "Type: fgtools report write"))
    return tuple(found)


def solved(
    ranges: Ranges, report: Report, released: Sequence[Sequence[Figure]] = ()
) -> list[Solved]:
    """Return the hidden counts that have fewer than `SPREAD` numbers left, one of them small.

    Small is 1 to the threshold, itself not included, of those who did, or of those who did not.
    What earlier releases told by themselves, at a lower threshold, is no news.
    """
    bounds, threshold = ranges.narrowed(), report.settings.threshold
    before: dict[str, Bounds] = {}
    if released:
        apart = Ranges(dict.fromkeys(ranges.bounds, ANY), ranges.relations, ranges.of)
        add_released(apart, printed(report), released)
        before = apart.narrowed()
    return [
        Solved(figure.key, int(bounds[figure.key][0]), int(bounds[figure.key][1]))
        for figure in printed(report)
        if figure.hidden
        and told(figure.key, bounds, threshold)
        and not told(figure.key, before, threshold)
    ]


def told(key: str, bounds: dict[str, Bounds], threshold: int) -> bool:
    """Tell whether the range of a hidden count gives a small one away."""
    low, high = bounds.get(key, (0, math.inf))
    if high - low + 1 >= SPREAD:
        return False
    least, most = bounds.get(base_of(key), (0, math.inf))
    whole = int(most) if least == most else 0
    numbers = range(int(low), int(high) + 1)
    return any(0 < n < threshold or (n and 0 < whole - n < threshold) for n in numbers)


def base_of(key: str) -> str:
    """Return the key of the count that a count is part of, "" where it is of nothing."""
    kind, _, rest = key.partition(":")
    subject, _, group = rest.rpartition("|")
    if kind == "stance":
        return key_of("theme", subject)
    if kind in ("theme", "code", "topic"):
        return key_of("role", group) if group else ROLES
    return ""
