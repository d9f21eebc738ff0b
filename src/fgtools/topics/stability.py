"""Would the same topics be found without any one of the sessions?"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from fgtools.ports import Vectors
from fgtools.topics.model import Labels, TopicModel

MOST_REFITS = 8
"""Sessions left out in turn at most; of more, evenly spread ones."""
MOST_ROWS = 4_000
"""Utterances refitted at most; of more, evenly spread ones."""
FOLDS = 5
"""Parts of the talk, one left out at a time, where there is a single session."""


def stability(
    model: TopicModel, vectors: Vectors, sessions: Sequence[str], labels: Labels, seed: int
) -> float:
    """Return the mean adjusted Rand index (Hubert and Arabie 1985) of topics refitted without one
    session with those of all, over the utterances that both place; 1 is the same, 0 is chance.
    """
    from sklearn.metrics import adjusted_rand_score

    blocks, count = np.array(sessions), int(labels.max()) + 1
    if len(set(sessions)) == 1:
        blocks = np.random.default_rng(seed).permutation(len(blocks)) % FOLDS
    spread = slice(None, None, -(-len(labels) // MOST_ROWS))
    blocks, vectors, labels = blocks[spread], vectors[spread], labels[spread]
    each = np.unique(blocks)
    scores = []
    for left_out in each[:: -(-len(each) // MOST_REFITS)]:
        kept = blocks != left_out
        again = np.full(len(labels), -1, np.int64)
        again[kept] = model.group(vectors[kept], count)
        both = (again >= 0) & (labels >= 0)
        scores.append(adjusted_rand_score(labels[both], again[both]))
    return float(np.clip(np.mean(scores), 0, 1))
