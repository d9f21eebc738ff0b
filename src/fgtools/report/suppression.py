"""Secondary suppression: hide as little more as it takes for nothing hidden to follow."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from fgtools.report.audit import RULE, Solved, solved, told
from fgtools.report.knowledge import known
from fgtools.report.parts import Report
from fgtools.report.printed import Figure, differences, key_of, printed, sessions_of
from fgtools.report.ranges import Ranges

__all__ = ["RULE", "settled"]

ORDER = ("people", "theme", "code", "stance", "topic", "wave", "region", "word", "role")
"""Which kinds of figures are hidden first where either of two would do: totals before all else."""


def settled(
    told_with: Callable[[frozenset[str]], Report], released: Sequence[Sequence[Figure]] = ()
) -> Report:
    """Return the report with the fewest figures hidden from which no hidden count follows.

    `told_with` returns the report with the figures of some keys hidden. The audit reads it, and for
    each hidden count that follows one more figure is hidden, until none does. Greedy, one count at
    a time, the same for the same report: no proof of the least, which is a hard problem (Fischetti
    and Salazar 2001, Management Science 47:1008-1027).
    """
    hide: frozenset[str] = frozenset()
    while True:
        report = told_with(hide)
        more = _asked(report, released) - hide
        if not more:
            return report
        hide |= more


def asked_of(kind: str, subject: str, role: str, hide: frozenset[str]) -> str:
    """Return what is asked to be hidden of a subject and a role: "", "count", or "sessions" too."""
    key = key_of(kind, subject, role)
    if sessions_of(key) in hide:
        return "sessions"
    return "count" if key in hide or key_of("role", role) in hide else ""


def _asked(report: Report, released: Sequence[Sequence[Figure]]) -> frozenset[str]:
    """Return the keys of the figures to be hidden."""
    threshold = report.settings.threshold
    if not threshold:
        return frozenset()
    shown = printed(report)
    found = {
        finding.where for earlier in released for finding in differences(earlier, shown, threshold)
    }
    ranges, open_figures = known(report, released), {f.key: f for f in shown}
    for one in solved(ranges, report, released):
        if not any(key in found for key in _near(one, ranges, open_figures)):
            found.update(_remedy(one, ranges, open_figures, threshold))
    return frozenset(found)


def _remedy(
    one: Solved, ranges: Ranges, figures: dict[str, Figure], threshold: int
) -> tuple[str, ...]:
    """Return the first figure that keeps a count hidden if it is hidden too; else all near it."""
    near = _near(one, ranges, figures)
    for key in near:
        bounds = ranges.around([one.key], [key]).narrowed()
        if not told(one.key, bounds, threshold):
            return (key,)
    # At last the sessions, which are counts of people where hardly more spoke of it than sessions.
    return near[:1] or (sessions_of(one.key),)


def _near(one: Solved, ranges: Ranges, figures: dict[str, Figure]) -> tuple[str, ...]:
    """Return the figures that bear on a hidden count: its own words, totals, then small ones."""
    related = {
        key
        for at in ranges.of.get(one.key, ())
        for key in ranges.relations[at].terms
        if key in figures and not figures[key].hidden
    }
    if not one.key.startswith("role:"):
        related = {key for key in related if not key.startswith(("role:", "people:"))}

    def first(key: str) -> tuple[bool, int, int, str]:
        kind = ORDER.index(key.partition(":")[0])
        return not key.endswith("|"), kind, figures[key].count or 0, key

    own = (one.key,) if figures[one.key].text.startswith("fewer") else ()
    return (*own, *sorted(related, key=first))
