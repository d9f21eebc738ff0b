"""The phrases that tell groups of utterances apart: class-based TF-IDF (Grootendorst 2022, arXiv
2203.05794), as BERTopic weighs it with `bm25_weighting` and `reduce_frequent_words`.

Written out because loading BERTopic with all that it brings takes longer than finding the topics
of a study.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

FAINT = 1e-5
"""Weight from which a phrase tells anything."""


def telling(
    documents: Sequence[Sequence[str]], labels: NDArray[np.int64], most: int
) -> tuple[tuple[str, ...], ...]:
    """Return the phrases of each group from 0, at most so many, the most telling first.

    `documents` holds the phrases of each utterance, `labels` its group; -1 is a group of its own,
    whose phrases are not returned. Of equal weights the phrase that comes first by its letters.
    """
    known = sorted({phrase for phrases in documents for phrase in phrases})
    if not known:
        return ((),) * (int(labels.max(initial=-1)) + 1)
    column = {phrase: at for at, phrase in enumerate(known)}
    classes, row = np.unique(labels, return_inverse=True)
    sizes = [len(phrases) for phrases in documents]
    ends = np.repeat(row, sizes), [column[phrase] for phrases in documents for phrase in phrases]
    counts = csr_array((np.ones(len(ends[1])), ends), shape=(len(classes), len(known)))
    counts.sum_duplicates()
    return tuple(
        _first(weights, known, most)
        for label, weights in zip(classes, _weighed(counts), strict=True)
        if label >= 0
    )


def _weighed(counts: csr_array) -> list[tuple[NDArray[np.int64], NDArray[np.float64]]]:
    """Return for each class the columns it has and their weights."""
    often = np.asarray(counts.sum(axis=0)).ravel()
    sizes = np.asarray(counts.sum(axis=1)).ravel()
    middling = int(sizes.mean())
    rarity = np.log(1 + (middling - often + 0.5) / (often + 0.5))
    made = []
    for at, size in enumerate(sizes):
        part = slice(counts.indptr[at], counts.indptr[at + 1])
        columns = counts.indices[part].astype(np.int64)
        made.append((columns, np.sqrt(counts.data[part] / max(size, 1)) * rarity[columns]))
    return made


def _first(
    weights: tuple[NDArray[np.int64], NDArray[np.float64]], known: Sequence[str], most: int
) -> tuple[str, ...]:
    columns, values = weights
    order = np.lexsort((columns, -values))[:most]
    return tuple(known[columns[at]] for at in order if values[at] > FAINT)
