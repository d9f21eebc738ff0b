"""How far sessions differ from one another, over all groups and subjects together.

Two sessions a role tell next to nothing about the spread of one subject; thirty subjects in six
sessions tell a good deal about the spread of all. So it is estimated once and shared.
"""

from __future__ import annotations

import numpy as np

from fgtools.roles.counting import Flags, Numbers, Places, Tally, group_of_cell, total_by

JEFFREYS = 0.5
"""Pseudo-counts of the Jeffreys interval (Brown, Cai and DasGupta 2001, Statistical Science)."""


def likeness(*counted: Tally) -> float:
    """Return the intraclass correlation of raising a subject within a session, 0 to 1.

    Moments over all subjects of raised or not among participants: variance between the sessions
    of a group beyond what chance gives. Where no group has two sessions, sessions of different
    groups are compared as if they were of one, which makes intervals too wide, not too narrow.
    Of several counts, each of people of its own, the moments are added up.
    """
    sizes = [
        np.bincount(one.cell[one.counts], minlength=len(one.cells)).astype(float) for one in counted
    ]
    apart = any(
        repeated(group_of_cell(one), size > 0) for one, size in zip(counted, sizes, strict=True)
    )
    excess = scale = 0.0
    for one, size in zip(counted, sizes, strict=True):
        raised = (one.turns[one.counts] > 0).astype(float)
        shares = total_by(one.cell[one.counts], len(size), raised) / np.maximum(size, 1)[:, None]
        strata = group_of_cell(one) if apart else np.zeros(len(size), np.int64)
        for stratum in np.unique(strata):
            here = (strata == stratum) & (size > 0)
            if here.sum() > 1:
                more, per = _beyond_chance(shares[here], size[here])
                excess, scale = excess + more, scale + per
    return float(np.clip(excess / scale, 0, 1)) if scale > 0 else 0.0


def repeated(strata: Places, present: Flags) -> bool:
    """Tell whether any group has two sessions or more."""
    return bool(np.any(np.bincount(strata[present], minlength=1) > 1))


def _beyond_chance(shares: Numbers, size: Numbers) -> tuple[float, float]:
    """Return the sum of squares between sessions beyond chance, and its size at correlation 1."""
    mean = size @ shares / size.sum()
    variance = mean * (1 - mean)
    squares = (size[:, None] * (shares - mean) ** 2).sum(axis=0)
    chance = variance * (len(size) - 1)
    full = variance * (size.sum() - (size**2).sum() / size.sum())
    return float((squares - chance).sum()), float((full - chance).sum())


def effective(sizes: Numbers, alike: float) -> float:
    """Return how many independent people the people of these sessions are worth."""
    return float((sizes / (1 + (np.maximum(sizes, 1) - 1) * alike)).sum())


def interval(share: Numbers, worth: Numbers) -> tuple[Numbers, Numbers]:
    """Return the Jeffreys 95 % interval of shares seen among `worth` independent people each."""
    from scipy.stats import beta

    hits, misses = share * worth, (1 - share) * worth
    low = beta.ppf(0.025, hits + JEFFREYS, misses + JEFFREYS)
    high = beta.ppf(0.975, hits + JEFFREYS, misses + JEFFREYS)
    return np.where(share <= 0, 0.0, low), np.where(share >= 1, 1.0, high)
