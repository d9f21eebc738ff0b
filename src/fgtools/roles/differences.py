"""Which groups say a subject more or less than all others: the test.

Units are participants, never utterances. A participant's value is the square root of the share
this subject has in all that he or she raised, which makes loud and quiet people, and generous and
strict coding, comparable; people who raised little weigh less, people who raised much weigh little
more. The spread between participants is moderated over subjects (Smyth 2004, Statistical
Applications in Genetics and Molecular Biology 3:3) and the spread between sessions is estimated
over all groups and subjects.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import polygamma
from scipy.stats import chi2, t

from fgtools.roles.counting import Flags, Numbers, Places, Tally, group_of_cell, total_by
from fgtools.roles.spread import repeated

FEWEST_SUBJECTS = 6
"""Subjects raised below which a subject has no meaningful share in all that was raised; then the
words a participant spoke stand for occasions to raise it."""
WORDS_A_PLACE = 20
"""Words that give one occasion to raise a subject: an utterance of spoken English."""
PERSONAL = 0.1
"""How alike the occasions of one person are: .06 to .13 in coded comments by invented
participants (moments); results hardly change between .05 and .2."""
MOST_BORROWED = 200.0
"""Degrees of freedom borrowed from the other subjects at most."""
FALSE_CALLS = 0.05
"""False discovery rate over all pairs of subject and group (Benjamini and Hochberg 1995)."""


@dataclass(frozen=True, slots=True)
class Fit:
    """Means per cell and what they are worth; cells without a counted participant weigh nothing."""

    means: Numbers
    worth: Numbers
    variance: Numbers
    freedom: float
    group: Places


def occasions(counted: Tally) -> Numbers:
    """Return how often each voice could have raised a subject."""
    if (counted.turns.sum(axis=0) > 0).sum() >= FEWEST_SUBJECTS:
        raised: Numbers = counted.turns.sum(axis=1)
        return raised
    return counted.spoken / WORDS_A_PLACE


def fit(counted: Tally, available: Numbers) -> Fit:
    """Fit means per session and group, and the spread around them, shared over subjects.

    `available` is the number of occasions of each voice.
    """
    who = counted.counts
    places = np.maximum(available[who], 1.0)
    turns = counted.turns
    weight = places / (1 + (places - 1) * PERSONAL)
    cell, cells = counted.cell[who], len(counted.cells)
    values = np.sqrt(turns[who] / places[:, None])
    mass = total_by(cell, cells, weight)
    sums = total_by(cell, cells, weight[:, None] * values)
    means = sums / np.where(mass > 0, mass, 1)[:, None]
    within = max(int(who.sum()) - int((mass > 0).sum()), 1)
    around = (weight[:, None] * (values - means[cell]) ** 2).sum(axis=0) / within
    variance, borrowed = moderated(around, within)
    group = group_of_cell(counted)
    between = between_sessions(means, mass, variance, group)
    worth = np.where(mass > 0, 1 / (1 / np.where(mass > 0, mass, 1) + between), 0.0)
    return Fit(means, worth, variance, within + borrowed, group)


def moderated(variance: Numbers, freedom: int) -> tuple[Numbers, float]:
    """Draw each subject's variance to that of all subjects; also return the freedom borrowed."""
    used = variance > 0
    if used.sum() < 3:
        return variance, 0.0
    logs = np.log(variance[used])
    extra = float(logs.var(ddof=1)) - float(polygamma(1, freedom / 2))
    borrowed = MOST_BORROWED if extra <= 2 / MOST_BORROWED else 2 / extra
    drawn = (borrowed * variance[used].mean() + freedom * variance) / (borrowed + freedom)
    return np.where(used, drawn, 0.0), borrowed


def between_sessions(means: Numbers, mass: Numbers, variance: Numbers, group: Places) -> float:
    """Return the variance between sessions of a group, in units of that between participants.

    Moments over all subjects. Where no group has two sessions, all sessions are compared and the
    median over subjects is taken: most subjects are not a matter of role.
    """
    used = variance > 0
    if not used.any():
        return 0.0
    if not repeated(group, mass > 0):
        squares, size, sessions = _squares(means[:, used], mass, variance[used])
        if size <= 0:
            return 0.0
        usual = float(np.median(squares) / chi2.median(sessions - 1)) * (sessions - 1)
        return max((usual - (sessions - 1)) / size, 0.0)
    excess = scale = 0.0
    for one in np.unique(group):
        here = np.where(group == one, mass, 0.0)
        squares, size, sessions = _squares(means[:, used], here, variance[used])
        excess, scale = excess + float(np.mean(squares)) - (sessions - 1), scale + size
    return max(excess / scale, 0.0)


def _squares(means: Numbers, mass: Numbers, variance: Numbers) -> tuple[Numbers, float, int]:
    there = mass > 0
    weights, values = mass[there], means[there]
    if not there.any():
        return np.zeros(means.shape[1]), 0.0, 1
    middle = weights @ values / weights.sum()
    squares = (weights[:, None] * (values - middle) ** 2).sum(axis=0) / variance
    return squares, float(weights.sum() - (weights**2).sum() / weights.sum()), int(there.sum())


def contrast(fitted: Fit, these: Flags, those: Flags) -> tuple[Numbers, Numbers]:
    """Return t and p of the difference between two sets of cells, one for each subject."""
    one, other = fitted.worth[these].sum(), fitted.worth[those].sum()
    subjects = fitted.means.shape[1]
    if one <= 0 or other <= 0:
        return np.zeros(subjects), np.ones(subjects)
    gap = (
        fitted.worth[these] @ fitted.means[these] / one
        - fitted.worth[those] @ fitted.means[those] / other
    )
    error = np.sqrt(fitted.variance * (1 / one + 1 / other))
    ratio = np.divide(gap, error, out=np.zeros(subjects), where=error > 0)
    return ratio, 2 * t.sf(np.abs(ratio), fitted.freedom)


def differences(counted: Tally, assessable: Flags) -> Places:
    """Return 1 (more), -1 (less) or 0 for each subject and group, shape (subjects, groups).

    Groups that are not `assessable` are not tested. Of the differences that pass, strongest first,
    a later one stays only if it is no shadow of an earlier one: what another group says more makes
    the rest look as if they said it less, and what a group says more displaces its other talk.
    """
    calls = np.zeros((len(counted.subjects), len(counted.groups)), np.int64)
    tested = np.flatnonzero(assessable)
    if not len(tested) or not len(counted.subjects):
        return calls
    fitted = fit(counted, occasions(counted))
    pairs = [contrast(fitted, fitted.group == g, fitted.group != g) for g in tested]
    ratios, chances = (np.array(side) for side in zip(*pairs, strict=True))
    limit = largest_accepted(chances[:, counted.turns.sum(axis=0) > 0].ravel())
    passed = np.argwhere(chances <= limit)
    order = sorted(passed.tolist(), key=lambda at: (-abs(ratios[tuple(at)]), at))
    for row, subject in order:
        group, side = int(tested[row]), int(np.sign(ratios[row, subject]))
        if stands(counted, fitted, calls, subject, group, side, limit):
            calls[subject, group] = side
    return calls


def largest_accepted(chances: Numbers) -> float:
    """Return the largest p that Benjamini and Hochberg's rule accepts, or -1."""
    ranked = np.sort(chances)
    steps = FALSE_CALLS * np.arange(1, len(ranked) + 1) / max(len(ranked), 1)
    accepted = ranked[ranked <= steps]
    return float(accepted[-1]) if len(accepted) else -1.0


def stands(
    counted: Tally, fitted: Fit, calls: Places, subject: int, group: int, side: int, limit: float
) -> bool:
    """Tell whether a difference holds without the groups and subjects called before it."""
    away = np.isin(fitted.group, np.flatnonzero(calls[subject]))
    displaced = [
        other
        for other in range(len(calls))
        if other != subject and _may_displace(calls[other], group, side)
    ]
    if displaced:
        taken = counted.turns[:, displaced].sum(axis=1)
        fitted = fit(counted, occasions(counted) - taken)
    ratios, chances = contrast(fitted, fitted.group == group, (fitted.group != group) & ~away)
    return bool(np.sign(ratios[subject]) == side and chances[subject] <= limit)


def _may_displace(called: Places, group: int, side: int) -> bool:
    """Tell whether calls on another subject could be what makes this one look different."""
    elsewhere = np.delete(called, group)
    return bool(called[group] == -side or np.any(elsewhere == side))
