"""Which counts of people a release hides: one rule for all that is counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from fgtools.nouns import View


def hidden(count: int, of: int, threshold: int) -> bool:
    """Tell whether `count` of `of` people is hidden: few did, or few did not; nobody is no count.

    Rationale: that all but two of a group said something tells of these two.
    """
    return 0 < count < threshold or 0 < of - count < threshold


def in_company(views: Sequence[View], threshold: int, spread: int) -> tuple[View, ...]:
    """Hide further groups of a subject until those hidden could share out their sum in many ways.

    `spread`: numbers that a hidden count must still be able to be, at least.
    The smallest of the others goes first, by name where two are as small. Rationale: another
    grouping of the same people (`--by` something else) tells the sum of all groups, and so what the
    hidden ones add up to.
    """
    found = {(view.subject, view.group): view for view in views}
    for subject in dict.fromkeys(view.subject for view in views):
        own = [view for view in views if view.subject == subject]
        hide = [view for view in own if view.suppressed and view.participants]
        others = sorted(
            (view for view in own if not view.suppressed and view.participants),
            key=lambda view: (view.participants, view.group),
        )
        while others and _told(hide, threshold, spread):
            hide.append(replace(others.pop(0), suppressed=True))
        found |= {(view.subject, view.group): view for view in hide}
    return tuple(found[view.subject, view.group] for view in views)


def _told(hide: Sequence[View], threshold: int, spread: int) -> bool:
    """Tell whether the sum of the hidden counts, each 1 or more, leaves one too few numbers."""
    rest = sum(view.participants for view in hide) - len(hide)
    return (
        any(
            hidden(view.participants, view.of_participants, threshold)
            and min(rest, view.of_participants - 1) + 1 < spread
            for view in hide
        )
        or len(hide) == 1
    )
