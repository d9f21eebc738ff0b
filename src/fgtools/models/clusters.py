"""Topics in the manner of BERTopic, each of its steps replaced by one that repeats.

UMAP with a fixed seed gives other topics when the same rows come in another order. In its place
stand places by neighbours (`neighbours.py`), in place of HDBSCAN Ward's method settled by a mixture
whose parts may differ in size; phrases are weighed as BERTopic does (`ctfidf.py`). Nothing in this
is random. Rows are read in an order that follows from their own text, so that neither another
order nor a little noise changes the topics.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fgtools.models.mixture import settled
from fgtools.ports import Vectors

LANDMARKS = 1_500
"""Rows from which topics are formed at most (time and memory grow with their square: 60 MB); of
more, those whose digests are smallest give the topics, and all other rows go to the nearest one."""
MOST_ROWS = 10_000
"""Rows that `alike` reads at most (400 MB); of more, evenly spread ones."""
BEGINNING = 800
"""Rows among them from which Ward's method (the slowest part) makes the groups to begin with."""
FAR = 0.3
"""Cosine to the centre of its topic below which an utterance belongs to none."""
MOST_FAR = 0.14
"""Share of utterances that may be far from every topic; of more, the farthest."""
PHRASES = 100
"""Phrases kept for each topic; only some will have been used by several people."""

ALIKE_FAR = 0.4
"""Cosine to its group's centre below which `alike` makes a row that it has not read its own."""
SIGNS = 64
"""Numbers of a row whose signs order rows that come without texts."""
BLOCK = 10_000

Labels = NDArray[np.int64]
Rows = NDArray[np.float64]


def grouped(
    rows: NDArray[np.floating],
    count: int,
    texts: Sequence[str] = (),
    *,
    exact: bool = True,
) -> Labels:
    """Return a group number from 0 for each unit row, -1 for a row far from its group's centre.

    `texts` are the words of each row: groups are alike in meaning and in words. There are `count`
    groups; where not `exact`, fewer if nothing tells some of them apart.
    """
    from fgtools.models.wording import counted  # scipy waits until it is needed

    if _all_one(len(rows), count):
        return np.zeros(len(rows), np.int64)
    rows = np.asarray(rows, np.float32)
    read = canonical(rows, texts)[:LANDMARKS]
    words = counted([texts[at] for at in read]) if len(texts) else None
    return _placed(rows, read, _formed(rows[read], words, count, exact))


def regrouped(
    rows: NDArray[np.floating],
    count: int,
    texts: Sequence[str],
    draws: Iterable[NDArray[np.int64]],
    landmarks: int,
) -> Iterator[Labels]:
    """Yield what `grouped` returns for each of some draws of the rows, as if they were all.

    Each draw is the numbers of its rows; groups are formed from so many of them at most, the
    `landmarks`. Words are counted once for all draws.
    """
    from fgtools.models.wording import counted  # scipy waits until it is needed

    words = counted(texts)
    for drawn in draws:
        if _all_one(len(drawn), count):
            yield np.zeros(len(drawn), np.int64)
            continue
        own = np.asarray(rows[drawn], np.float32)
        read = canonical(own, [texts[at] for at in drawn.tolist()])[:landmarks]
        yield _placed(own, read, _formed(own[read], words[drawn[read]], count, True))


def _all_one(rows: int, count: int) -> bool:
    """Tell whether there are too few rows for so many groups, or one group is asked for."""
    return count < 2 or rows <= 2 * count


def _placed(rows: NDArray[np.float32], read: Labels, formed: Labels) -> Labels:
    """Return the group of each row: those that were read have theirs, others go to the nearest."""
    middles = centres(rows[read], formed, int(formed.max()) + 1).astype(np.float32)
    labels, own = nearest(rows, middles)
    labels[read] = formed
    own[read] = np.einsum("ij,ij->i", rows[read], middles[formed])
    farthest = np.argsort(own, kind="stable")[: int(MOST_FAR * len(rows))]
    labels[farthest[own[farthest] < FAR]] = -1
    return labels


def canonical(rows: NDArray[np.float32], texts: Sequence[str] = ()) -> NDArray[np.int64]:
    """Return the numbers of rows in an order that depends on nothing but what is in them.

    By a digest of the text, and of how many rows before had the same, so that among many copies
    some come early; without texts by a digest of the signs of the row's first numbers.
    """
    named: Sequence[str | bytes] = texts or [row.tobytes() for row in rows[:, :SIGNS] > 0]
    met: dict[bytes, int] = {}  # not by the texts: those of a large study are made one by one
    digests = []
    for name in named:
        held = _hashed(name)
        own = held.digest()
        met[own] = met.get(own, 0) + 1
        with_time = held.copy()
        with_time.update(b"%d" % met[own])
        digests.append(int.from_bytes(with_time.digest(), "big"))
    return np.argsort(np.array(digests, np.uint64), kind="stable")


@lru_cache(maxsize=1 << 14)
def _hashed(name: str | bytes) -> hashlib.blake2b:
    """Return the hash of what a row holds; many draws hold the same."""
    return hashlib.blake2b(name.encode() if isinstance(name, str) else name, digest_size=8)


def _formed(rows: NDArray[np.float32], words: Any, count: int, exact: bool) -> Labels:
    """Return the group of each of a few rows; `words` as `wording.counted` gives them, or None."""
    from scipy.cluster.hierarchy import ward

    from fgtools.models.neighbours import by_neighbours

    places = by_neighbours(rows, words, count)
    first = places[: max(BEGINNING, 4 * count)]
    start = _cut(ward(first), count)
    if len(first) < len(places):
        nearest_first = (places @ centres(first, start, count).T).argmax(axis=1)
        start = np.unique(nearest_first, return_inverse=True)[1].astype(np.int64)
    return settled(places, start, exact=exact)


def _cut(tree: Rows, count: int) -> Labels:
    """Return the group of each leaf of a tree in scipy's form, whose last joins are undone.

    `fcluster` makes fewer groups than `count` where joins are equally high.
    """
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    leaves = len(tree) + 1
    joins = leaves - count
    ends = tree[:joins, :2].astype(np.int64).ravel(), np.repeat(np.arange(joins) + leaves, 2)
    whole = csr_array((np.ones(2 * joins), ends), shape=(leaves + joins, leaves + joins))
    return np.asarray(connected_components(whole, directed=False)[1][:leaves], np.int64)


def nearest(
    rows: NDArray[np.float32], middles: NDArray[np.float32]
) -> tuple[Labels, NDArray[np.float32]]:
    """Return the nearest centre of each unit row and the cosine to it."""
    labels = np.empty(len(rows), np.int64)
    close = np.empty(len(rows), np.float32)
    for at in range(0, len(rows), BLOCK):
        cosines = rows[at : at + BLOCK] @ middles.T
        labels[at : at + BLOCK] = cosines.argmax(axis=1)
        close[at : at + BLOCK] = cosines.max(axis=1)
    return labels, close


def centres(rows: NDArray[np.floating], labels: Labels, count: int) -> Rows:
    """Return the unit centre of each group, zeros for an empty one."""
    from scipy.sparse import csr_array

    ends = labels, np.arange(len(rows))
    sums = csr_array((np.ones(len(rows)), ends), shape=(count, len(rows))) @ rows
    lengths = np.linalg.norm(sums, axis=1, keepdims=True)
    return np.asarray(sums / np.where(lengths > 0, lengths, 1))


def alike(rows: Rows, least: float) -> Labels:
    """Return a group number from 0 for each unit row; in a group the mean cosine is `least` or
    more where any two parts of it meet. What is like nothing is a group of its own.

    Average linkage (Sokal and Michener 1958): unlike Ward's distance, its mean does not grow with
    the size of what is joined, so that one rule suits small and large groups.
    """
    from scipy.cluster.hierarchy import fcluster, linkage

    if len(rows) < 2:
        return np.zeros(len(rows), np.int64)
    read = rows[:: -(-len(rows) // MOST_ROWS)]
    tree = linkage(read, "average", "cosine")
    labels: Labels = fcluster(tree, 1 - least, "distance").astype(np.int64) - 1
    if len(read) == len(rows):
        return labels
    count = int(labels.max()) + 1
    near = rows @ centres(read, labels, count).T
    far = near.max(axis=1) < ALIKE_FAR
    placed: Labels = near.argmax(axis=1)
    placed[far] = count + np.arange(int(far.sum()))
    return placed


class TopicGroups:
    """Topics from vectors that are given: groups of rows, and the phrases that tell them apart."""

    def regroup(
        self,
        texts: Sequence[str],
        vectors: Vectors,
        count: int,
        draws: Iterable[NDArray[np.int64]],
        landmarks: int,
    ) -> Iterator[Labels]:
        """Yield group numbers of each of some draws of the rows, as `fit` gives to all."""
        return regrouped(vectors, count, texts, draws, landmarks)

    def fit(
        self,
        texts: Sequence[str],
        documents: Sequence[Sequence[str]],
        vectors: Vectors,
        count: int,
        *,
        exact: bool = True,
    ) -> tuple[Labels, tuple[tuple[str, ...], ...]]:
        """Group utterances, the largest group first; return also the most telling phrases of each.

        `texts` are the words of each utterance, `documents` its phrases, `vectors` its unit row.
        Where not `exact`, there may be fewer groups than `count`.
        """
        from fgtools.models.ctfidf import telling  # scipy waits until it is needed

        found = grouped(vectors, count, texts, exact=exact)
        sizes = np.bincount(found[found >= 0], minlength=1)
        rank = np.argsort(np.argsort(-sizes, kind="stable"), kind="stable")
        labels = np.where(found >= 0, rank[found], -1).astype(np.int64)
        return labels, telling(documents, labels, PHRASES)
