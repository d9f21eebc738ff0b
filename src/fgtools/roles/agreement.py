"""Where groups agree: what a good part of each of them raised, nothing telling them apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from fgtools.nouns import View
from fgtools.roles.verdicts import FEWEST

SHARED = 0.25
"""Least share of each group's participants who must have raised what is shared."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """A subject on which groups agree; `low` and `high`: the least and largest share (0 to 1)."""

    subject: str
    groups: tuple[str, ...]
    low: float
    high: float


def agreements(views: Iterable[View]) -> tuple[Agreement, ...]:
    """Return the subjects on which two groups or more agree, in the order of `views`.

    Every group of `FEWEST` participants who spoke raised it by a quarter of them or more and in
    each of its sessions; no difference is called and no sessions contradict each other. That no
    difference was found is no agreement by itself. Where a figure is hidden, nothing is said.
    """
    by_subject: dict[str, list[View]] = {}
    for view in views:
        by_subject.setdefault(view.subject, []).append(view)
    found: list[Agreement] = []
    for subject, every in by_subject.items():
        large = [view for view in every if view.of_participants >= FEWEST]
        hidden = any(view.suppressed for view in every)
        if len(large) > 1 and not hidden and all(map(_shares, large)):
            shares = [view.share for view in large]
            groups = tuple(view.group for view in large)
            found.append(Agreement(subject, groups, min(shares), max(shares)))
    return tuple(found)


def _shares(view: View) -> bool:
    """Tell whether a group raised it broadly; sessions that contradict make it unknown."""
    everywhere = view.sessions == view.of_sessions
    return view.share >= SHARED and everywhere and view.differs == "no"
