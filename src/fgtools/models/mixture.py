"""Groups that may differ in size: a mixture in which rows move to the group that draws them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

SETTLING = 60
"""Rounds in which rows move to a better group at most..."""
SETTLED = 1e-3
"""...and the part of a row that may still move in the last one."""
EDGE = 30.0
"""How sharp groups are against each other (kappa of von Mises-Fisher): the lower, the more a large
group draws."""
LEAST_SHARE = 0.3
"""Share of a group that draws the least, in those of a group of middling size."""
FAINTEST = 1e-12

Labels = NDArray[np.int64]
Rows = NDArray[np.float64]


def settled(places: Rows, start: Labels, *, exact: bool = True) -> Labels:
    """Move unit rows to the group that draws them most, until hardly any moves.

    A mixture of von Mises-Fisher distributions (Banerjee et al. 2005) with a share for each group,
    as human codes differ in size: k-means cuts a large group in pieces and fills small ones up.
    Rows between groups belong to both in part, so that a few rows more or less turn little over. A
    group that draws no row most is gone, unless `exact`: then the rounds end before.
    """
    count = int(start.max()) + 1
    places = places.astype(np.float32)
    labels, parts = start, np.eye(count, dtype=np.float32)[start]
    for _ in range(SETTLING):
        sums = parts.T @ places
        middles = sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), FAINTEST)
        share = np.maximum(parts.mean(axis=0), LEAST_SHARE / count)
        drawn = EDGE * (places @ middles.T) + np.log(share)
        moved = np.exp(drawn - drawn.max(axis=1, keepdims=True))
        moved /= moved.sum(axis=1, keepdims=True)
        best = moved.argmax(axis=1)
        if exact and not np.bincount(best, minlength=count).all():
            break
        labels, before, parts = best, parts, moved
        if np.abs(parts - before).max() < SETTLED:
            break
    return np.unique(labels, return_inverse=True)[1].astype(np.int64)
