"""Which explanation of a subject's counts is likely: no group differs, one does, or two do.

Given how much each group raised altogether, a subject's turns fall to the groups in proportion
(multinomial), times a factor where a group differs. Most groups do not: each explanation has a
prior by how many differences it needs, and how common differences are is learnt from the study
(spike and slab, George and McCulloch 1993, Journal of the American Statistical Association
88:881-889; empirical Bayes). So explanations compete: that one group says a subject more against
that two others say it less. And what a group says more leaves less room for its other talk: room is
worked out anew from what is likely, until it settles.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, product

import numpy as np
from scipy.special import logsumexp

from fgtools.roles.counting import Flags, Numbers, Places

FACTORS = (1.6, 2.2, 3.0, 4.5)
"""How many times more, or less, a group that differs raises a subject; alike likely beforehand."""
OF_TWO = 2.5
"""The factor where two groups differ: a finer grid changes hardly a call."""
COMMON, BELIEF = 0.08, 40.0
"""Share of pairs that differ, before any is seen, and how many pairs' worth of belief that is."""
ROUNDS = 12
LEAST = 1e-9


@dataclass(frozen=True, slots=True)
class Explanations:
    """Explanations of a subject, a row each: factor and side (1, 0, -1) of every group."""

    factors: Numbers
    sides: Places
    number: Places
    chance: Numbers


def explanations(groups: int) -> Explanations:
    """Return all explanations; `chance` is the log prior but for how common differences are.

    Of two groups one cannot tell which one differs: only the first is taken to.
    """
    first = range(1 if groups == 2 else groups)
    ways = [{g: factor} for g in first for factor in (*FACTORS, *(1 / f for f in FACTORS))]
    for pair in combinations(range(groups), 2) if groups > 2 else ():
        each = product((OF_TWO, 1 / OF_TWO), repeat=2)
        ways += [dict(zip(pair, two, strict=True)) for two in each]
    factors = np.ones((1 + len(ways), groups))
    for at, way in enumerate(ways, start=1):
        factors[at, list(way)] = list(way.values())
    sides = np.sign(np.log(factors)).astype(np.int64)
    number: Places = np.abs(sides).sum(axis=1)
    alike = np.array([1, 2 * len(FACTORS), 4])
    return Explanations(factors, sides, number, -np.log(alike[number]))


def likely(counts: Numbers, tested: Flags) -> tuple[Numbers, Numbers]:
    """Return how likely each group says each subject more, and less; shape (groups, subjects).

    `counts` are turns worth as much as independent ones; every group must have some. Subjects that
    are not `tested` only say how much a group raised.
    """
    every = explanations(len(counts))
    logs, size = np.log(every.factors), counts.sum(axis=1)
    factor = np.ones_like(counts)
    room, shares, common = size, counts.sum(axis=0) / size.sum(), COMMON
    posterior = np.zeros((len(logs), counts.shape[1]))
    for _ in range(ROUNDS):
        expected = np.log(room) + logs
        expected -= logsumexp(expected, axis=1)[:, None]
        prior = every.chance + every.number * np.log(common / (1 - common))
        weight = expected @ counts + prior[:, None]
        posterior = np.exp(weight - logsumexp(weight, axis=0)) * tested
        factor = np.exp(logs.T @ posterior)
        room = size / np.maximum((shares * factor).sum(axis=1), LEAST)
        shares = counts.sum(axis=0) / (room[:, None] * factor).sum(axis=0)
        shares /= shares.sum()
        pairs = tested.sum() * (len(counts) if len(counts) > 2 else 1)
        common = float((every.number @ posterior).sum() + COMMON * BELIEF) / (pairs + BELIEF)
    more = (every.sides == 1).T.astype(float) @ posterior
    less = (every.sides == -1).T.astype(float) @ posterior
    if len(counts) == 2:
        return np.array([more[0], less[0]]), np.array([less[0], more[0]])
    return more, less
