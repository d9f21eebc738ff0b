"""Topics in the manner of BERTopic, each of its steps replaced by one that repeats.

UMAP with a fixed seed gives other topics when the same rows come in another order. In its place
stand places by neighbours (`neighbours.py`), in place of HDBSCAN Ward's method settled by a mixture
whose parts may differ in size; phrases are weighed as BERTopic does (`ctfidf.py`). Nothing in this
is random. Rows are read in an order that follows from their own text, so that neither another
order nor a little noise changes the topics.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from importlib.metadata import version

import numpy as np
from numpy.typing import NDArray

from fgtools.ports import Vectors

LANDMARKS = 1_500
"""Rows from which topics are formed at most (time and memory grow with their square: 60 MB); of
more, those whose digests are smallest give the topics, and all other rows go to the nearest one."""
MOST_ROWS = 10_000
"""Rows that `alike` reads at most (400 MB); of more, evenly spread ones."""
BEGINNING = 800
"""Rows among them from which Ward's method (the slowest part) makes the groups to begin with."""
SETTLING = 60
"""Rounds in which rows move to a better group at most..."""
SETTLED = 1e-3
"""...and the part of a row that may still move in the last one."""
EDGE = 30.0
"""How sharp groups are against each other (kappa of von Mises-Fisher): the lower, the more a large
group draws."""
LEAST_SHARE = 0.3
"""Share of a group that draws the least, in those of a group of middling size."""
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
FAINTEST = 1e-12

Labels = NDArray[np.int64]
Rows = NDArray[np.float64]


def grouped(
    rows: NDArray[np.floating],
    count: int,
    texts: Sequence[str] = (),
    *,
    exact: bool = True,
    landmarks: int = LANDMARKS,
) -> Labels:
    """Return a group number from 0 for each unit row, -1 for a row far from its group's centre.

    `texts` are the words of each row: groups are alike in meaning and in words. There are `count`
    groups; where not `exact`, fewer if nothing tells some of them apart.
    """
    if count < 2 or len(rows) <= 2 * count:
        return np.zeros(len(rows), np.int64)
    rows = np.asarray(rows, np.float32)
    read = canonical(rows, texts)[:landmarks]
    formed = _formed(rows[read], [texts[at] for at in read] if len(texts) else (), count, exact)
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
    named = [text.encode() for text in texts] or [row.tobytes() for row in rows[:, :SIGNS] > 0]
    met: dict[bytes, int] = {}
    digests = []
    for name in named:
        met[name] = met.get(name, 0) + 1
        digests.append(hashlib.blake2b(name + b"%d" % met[name], digest_size=8).digest())
    return np.argsort(np.frombuffer(b"".join(digests), ">u8"), kind="stable")


def _formed(rows: NDArray[np.float32], texts: Sequence[str], count: int, exact: bool) -> Labels:
    """Return the group of each of a few rows."""
    from sklearn.cluster import AgglomerativeClustering

    from fgtools.models.neighbours import by_neighbours

    places = by_neighbours(rows, texts, count)
    first = places[: max(BEGINNING, 4 * count)]
    start: Labels = AgglomerativeClustering(count).fit_predict(first).astype(np.int64)
    if len(first) < len(places):
        nearest_first = (places @ centres(first, start, count).T).argmax(axis=1)
        start = np.unique(nearest_first, return_inverse=True)[1].astype(np.int64)
    return settled(places, start, exact=exact)


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
        if exact and len(np.unique(moved.argmax(axis=1))) < count:
            break
        labels, before, parts = moved.argmax(axis=1), parts, moved
        if np.abs(parts - before).max() < SETTLED:
            break
    return np.unique(labels, return_inverse=True)[1].astype(np.int64)


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
    from sklearn.cluster import AgglomerativeClustering

    if len(rows) < 2:
        return np.zeros(len(rows), np.int64)
    read = rows[:: -(-len(rows) // MOST_ROWS)]
    model = AgglomerativeClustering(
        None, metric="cosine", linkage="average", distance_threshold=1 - least
    )
    labels: Labels = np.asarray(model.fit_predict(read), np.int64)
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

    @property
    def pin(self) -> str:
        """Return what identifies the model: the library's version and the settings above."""
        made = f"scikit-learn {version('scikit-learn')}"
        return f"{made}, landmarks {LANDMARKS} edge {EDGE} far {FAR} {MOST_FAR}"

    def group(
        self, texts: Sequence[str], vectors: Vectors, count: int, landmarks: int = LANDMARKS
    ) -> Labels:
        """Return a group number from 0 for each unit row, -1 for what is far from every group."""
        return grouped(vectors, count, texts, landmarks=landmarks)

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
