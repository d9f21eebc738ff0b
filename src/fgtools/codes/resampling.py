"""Intervals by resampling whole sessions: turns of one session are no independent witnesses."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fgtools.codes.coefficients import Numbers

ROUNDS = 1000
SURE = 0.95
LEAST_SESSIONS = 5
"""Two to four sessions give so few different resamples that an interval from them says nothing."""
LEAST_TURNS = 30
"""Of one session alone turns are resampled, at least so many."""
LEAST_DEFINED = 0.9
"""Share of the rounds in which a figure must be defined for an interval of it."""


class Draws(NamedTuple):
    """How often each block (column) is drawn in each round (row), and what a block is.

    `of` is "sessions", "turns", or empty where there are too few of both: then there is no round.
    """

    of: str
    times: Numbers
    starts: NDArray[np.intp]

    def rounds(self, per_turn: Numbers) -> Numbers:
        """Return resampled sums of something that every turn has (first axis), by round."""
        if not len(self.times):
            return np.empty((0, *per_turn.shape[1:]))
        blocks = np.add.reduceat(per_turn, self.starts, axis=0)
        flat = blocks.reshape(len(blocks), -1)
        summed: Numbers = (self.times @ flat).reshape(len(self.times), *blocks.shape[1:])
        return summed


def draw(sessions: NDArray[np.intp], seed: int) -> Draws:
    """Return draws of the sessions that turns belong to, or of the turns of a single session.

    `sessions` are the numbers of the turns' sessions, turns of one session side by side.
    """
    turns = len(sessions)
    starts = np.flatnonzero(np.diff(sessions, prepend=-1))
    if len(starts) >= LEAST_SESSIONS:
        return Draws("sessions", _times(len(starts), seed), starts)
    if len(starts) == 1 and turns >= LEAST_TURNS:
        return Draws("turns", _times(turns, seed), np.arange(turns))
    return Draws("", np.empty((0, len(starts))), starts)


def _times(blocks: int, seed: int) -> Numbers:
    drawn = np.random.default_rng(seed).integers(blocks, size=(ROUNDS, blocks))
    cells = drawn + blocks * np.arange(ROUNDS)[:, None]
    counted = np.bincount(cells.ravel(), minlength=ROUNDS * blocks)
    return counted.reshape(ROUNDS, blocks).astype(np.float64)


def interval(rounds: Numbers, blocks: int) -> tuple[Numbers, Numbers]:
    """Return the 95 % interval of each figure (column) from its rounds, NaN where none can be said.

    The expanded percentile interval: percentiles alone are too narrow for few blocks. Hesterberg
    (2015), What teachers should know about the bootstrap, section 4.
    """
    none = np.full(rounds.shape[1:], np.nan)
    if not len(rounds):
        return none, none
    from scipy.special import ndtr, stdtrit

    stretched = np.sqrt(blocks / (blocks - 1)) * stdtrit(blocks - 1, (1 - SURE) / 2)
    tail = float(ndtr(stretched))
    enough = np.isfinite(rounds).mean(axis=0) >= LEAST_DEFINED
    low, high = none.copy(), none.copy()
    if enough.any():
        low[enough], high[enough] = np.nanquantile(rounds[:, enough], (tail, 1 - tail), axis=0)
    return low, high
