"""Broader groups of topics, and where topics lie on a map."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.float64]
FEWEST = 6
"""Topics below which broader groups would tell nothing."""


def families(middles: Rows) -> tuple[int, ...]:
    """Return for each topic (unit rows of their centres) the number of its family, from 0.

    Ward's method (1963), which makes no family of all but a few, cut where there are as many
    families as the root of the number of topics; all in family 0 below six topics.
    """
    from scipy.cluster.hierarchy import fcluster, linkage

    if len(middles) < FEWEST:
        return (0,) * len(middles)
    tree = linkage(middles, "ward", optimal_ordering=True)
    return _numbered(fcluster(tree, round(math.sqrt(len(middles))), "maxclust"))


def _numbered(found: NDArray[np.int64]) -> tuple[int, ...]:
    """Number families in the order in which topics meet them."""
    order = {number: at for at, number in enumerate(dict.fromkeys(found.tolist()))}
    return tuple(order[number] for number in found.tolist())


def on_map(middles: Rows) -> tuple[tuple[float, float], ...]:
    """Return a place for each topic, near topics near each other; the longer side is -1 to 1.

    Classical scaling of cosine distances (Torgerson 1952). Signs follow the first topic, so that
    the same topics give the same map.
    """
    if len(middles) < 3:
        return tuple((float(at), 0.0) for at in range(len(middles)))
    squares = np.maximum(2 - 2 * middles @ middles.T, 0)
    centred = squares - squares.mean(axis=0) - squares.mean(axis=1)[:, None] + squares.mean()
    values, vectors = np.linalg.eigh(-centred / 2)
    flat = vectors[:, [-1, -2]] * np.sqrt(np.maximum(values[[-1, -2]], 0))
    flat = flat * np.where(flat[0] < 0, -1, 1)
    widest = max(float(np.abs(flat).max()), 1e-9)
    return tuple((round(float(x), 4), round(float(y), 4)) for x, y in flat / widest)
