"""Would the same topics be found in other sessions of the same kind?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fgtools.ports import Vectors
from fgtools.topics.model import Labels, TopicModel

DRAWS = 20
"""Draws of sessions, and so refits."""
MOST_ROWS = 10_000
"""Utterances compared at most; of more, a random part."""
LANDMARKS = 800
"""Utterances from which a refit forms its topics at most: a refit takes a tenth of a second."""
FEWEST = 3
"""Sessions, or else participants, that can be drawn from."""
LEFT_OUT = 0.1
"""Share of a topic's utterances that a draw must leave out to be a test of it: a topic of a single
session is found whenever that session is drawn, which says nothing of others."""
PARTS = 10
"""Parts into which the talk falls where there are fewer of either."""


@dataclass(frozen=True, slots=True)
class Stability:
    """How steady topics are: all of them (0 to 1), and each by its number (0 to 1).

    Below .5 a topic is dissolved, from .75 it is stable (Hennig 2007).
    """

    overall: float
    held: Mapping[int, float]


@dataclass(frozen=True, slots=True)
class Spoken:
    """Utterances column by column: words, unit rows, and by whom in which session."""

    texts: Sequence[str]
    vectors: Vectors
    sessions: Sequence[str]
    people: Sequence[str]

    def units(self, rng: np.random.Generator) -> NDArray[np.str_]:
        """Return what each utterance is drawn with: its session; where there are fewer than three,
        its participant; where there are fewer than three of those too, one of ten random parts."""
        for names in (self.sessions, self.people):
            if len(set(names)) >= FEWEST:
                return np.array(names)
        return (rng.permutation(len(self.texts)) % PARTS).astype(np.str_)

    def part(self, rows: NDArray[np.int64]) -> Spoken:
        """Return some of the utterances."""
        chosen = rows.tolist()
        return Spoken(
            [self.texts[at] for at in chosen], self.vectors[rows],
            [self.sessions[at] for at in chosen], [self.people[at] for at in chosen],
        )  # fmt: skip


def stability(model: TopicModel, spoken: Spoken, labels: Labels, seed: int) -> Stability:
    """Refit topics on sessions drawn with replacement and compare, over the utterances drawn.

    `overall` is the mean adjusted Rand index (Hubert and Arabie 1985), `held` of a topic the mean
    of its best Jaccard overlap with a topic of the refit (Hennig 2007), over the draws that leave
    out some of it. A session drawn twice counts once: the topic model would take its copies for
    neighbours. Utterances that were not drawn go to the nearest topic of the refit. What is drawn,
    see `Spoken.units`.
    """
    rng = np.random.default_rng(seed)
    count = int(labels.max()) + 1
    rows = np.sort(rng.permutation(len(labels))[:MOST_ROWS])
    spoken, labels = spoken.part(rows), labels[rows]
    units = spoken.units(rng)
    each, placed = np.unique(units), labels >= 0
    found = (np.flatnonzero(np.isin(units, rng.choice(each, len(each)))) for _ in range(DRAWS))
    draws = [drawn for drawn in found if len(drawn) > 2 * count]
    refits = model.regroup(spoken.texts, spoken.vectors, count, draws, LANDMARKS)
    indices: list[float] = []
    overlaps: list[NDArray[np.float64]] = []
    for drawn, again in zip(draws, refits, strict=True):
        both = placed[drawn] & (again >= 0)
        table = crossed(labels[drawn][both], again[both], count)
        indices.append(agreement(table))
        overlaps.append(_overlap(table))
    if not indices:
        return Stability(0.0, dict.fromkeys(range(count), 0.0))
    seen = ~np.isnan(overlaps)
    held = np.where(seen, overlaps, 0).sum(axis=0) / np.maximum(seen.sum(axis=0), 1)
    held = held * _spread(labels[placed], units[placed], count)
    overall = float(np.clip(np.mean(indices), 0, 1))
    return Stability(overall, {topic: float(held[topic]) for topic in range(count)})


def _spread(labels: Labels, units: NDArray[np.str_], count: int) -> NDArray[np.float64]:
    """Return for each topic half of the number of units it is spread over, 1 at most.

    Of how many is told by the inverse of Simpson's index. What one session alone speaks of is not
    found again in others, however surely it is found in that one.
    """
    names, column = np.unique(units, return_inverse=True)
    table = np.zeros((count, len(names)))
    np.add.at(table, (labels, column), 1)
    shares = table / np.maximum(table.sum(axis=1, keepdims=True), 1)
    squares = (shares**2).sum(axis=1)
    over: NDArray[np.float64] = 1 / np.maximum(squares, 1 / len(names))
    return np.minimum(over / 2, 1)


def crossed(labels: Labels, again: Labels, count: int) -> NDArray[np.float64]:
    """Return how many utterances each topic shares with each of the refit's."""
    table = np.zeros((count, int(again.max(initial=0)) + 1))
    np.add.at(table, (labels, again), 1)
    return table


def agreement(table: NDArray[np.float64]) -> float:
    """Return the adjusted Rand index (Hubert and Arabie 1985) of two groupings by what their groups
    share, 1 at most.

    Written out because loading scikit-learn for it takes as long as most of the refits.
    """
    both, one, other, every = (
        float((n * (n - 1) / 2).sum())
        for n in (table, table.sum(axis=1), table.sum(axis=0), table.sum())
    )
    chance = one * other / max(every, 1)
    most = (one + other) / 2
    return (both - chance) / (most - chance) if most > chance else 1.0


def _overlap(table: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the best Jaccard overlap of each topic with one of the refit's; NaN for a topic of
    which nothing was drawn.
    """
    own = table.sum(axis=1, keepdims=True)
    joined = own + table.sum(axis=0) - table
    best: NDArray[np.float64] = (table / np.maximum(joined, 1)).max(axis=1)
    return np.where(own[:, 0] > 0, best, np.nan)
