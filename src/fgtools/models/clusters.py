"""Topics: BERTopic with its reducer and its clusterer replaced by parts that repeat.

UMAP with a fixed seed gives other topics when the same rows come in another order. In its place
stand the eigenvectors of the same kind of neighbour graph (Ng, Jordan and Weiss 2001; Belkin and
Niyogi 2003), in place of HDBSCAN Ward's method settled by k-means from Ward's centres. Nothing in
this is random, and neither another order of rows nor a little noise changes the topics.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from importlib.metadata import version

import numpy as np
from numpy.typing import NDArray

from fgtools.ports import Vectors

NEIGHBOURS = 15
"""Neighbours each utterance is linked with in the graph, as in BERTopic's UMAP."""
MOST_ROWS = 10_000
"""Rows that the graph and Ward read at most (memory grows with their square: 400 MB); of more,
evenly spread rows give the topics, and all rows go to the nearest one."""
SETTLING = 30
"""Rounds of k-means at most."""
FAR = 0.4
"""Cosine to the centre of its topic below which an utterance belongs to none."""
MOST_FAR = 0.14
"""Share of utterances that may be far from every topic; of more, the farthest."""
PHRASES = 100
"""Phrases kept for each topic; only some will have been used by several people."""

BLOCK = 2_000
FAINTEST = 1e-6

Labels = NDArray[np.int64]
Rows = NDArray[np.float64]


class Grouping:
    """A clusterer as BERTopic wants one; -1 marks rows far from every topic."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.labels_: Labels = np.zeros(0, np.int64)

    def fit(self, rows: Vectors, y: object = None) -> Grouping:
        """Group unit rows; `y` is what BERTopic passes and is not used."""
        self.labels_ = grouped(np.asarray(rows, np.float64), self.count)
        return self


def grouped(rows: Rows, count: int) -> Labels:
    """Return a group number from 0 for each unit row, -1 for a row far from its group's centre."""
    from sklearn.cluster import AgglomerativeClustering

    if count < 2 or len(rows) <= 2 * count:
        return np.zeros(len(rows), np.int64)
    read = rows[:: -(-len(rows) // MOST_ROWS)]
    places = by_neighbours(read, count)
    start = AgglomerativeClustering(count).fit_predict(places)
    labels = settled(places, centres(places, start, count))
    near = rows @ centres(read, labels, count).T
    if len(read) < len(rows):
        labels = near.argmax(axis=1)
    own = near[np.arange(len(rows)), labels]
    farthest = np.argsort(own, kind="stable")[: int(MOST_FAR * len(rows))]
    labels[farthest[own[farthest] < FAR]] = -1
    return labels


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
    far = near.max(axis=1) < FAR
    placed: Labels = near.argmax(axis=1)
    placed[far] = count + np.arange(int(far.sum()))
    return placed


def by_neighbours(rows: Rows, dimensions: int) -> Rows:
    """Place rows by who their neighbours are: unit rows of the graph's leading eigenvectors."""
    from scipy.sparse import csr_array, diags_array
    from scipy.sparse.linalg import eigsh

    links = min(NEIGHBOURS, len(rows) - 1)
    near = np.empty((len(rows), links), np.int64)
    weight = np.empty((len(rows), links))
    for at in range(0, len(rows), BLOCK):
        cosines = rows[at : at + BLOCK] @ rows.T
        cosines[np.arange(len(cosines)), np.arange(at, at + len(cosines))] = -2
        near[at : at + BLOCK] = np.argpartition(-cosines, links - 1, axis=1)[:, :links]
        weight[at : at + BLOCK] = np.take_along_axis(cosines, near[at : at + BLOCK], axis=1)
    ends = np.arange(len(rows)).repeat(links), near.ravel()
    one_way = csr_array((np.maximum(weight.ravel(), FAINTEST), ends), shape=(len(rows),) * 2)
    graph = one_way + one_way.T
    scale = diags_array(1 / np.sqrt(graph.sum(axis=1)))
    start = np.ones(len(rows))
    values, vectors = eigsh(scale @ graph @ scale, k=dimensions + 1, which="LA", v0=start)
    order = np.argsort(-values)[1:]
    return _unit(scale @ (vectors[:, order] * np.maximum(values[order], 0)))


def settled(rows: Rows, middles: Rows) -> Labels:
    """Move unit rows to the nearest centre until none moves (spherical k-means)."""
    labels = np.full(len(rows), -1, np.int64)
    for _ in range(SETTLING):
        moved = (rows @ middles.T).argmax(axis=1)
        if np.array_equal(moved, labels):
            break
        labels = moved
        fresh = centres(rows, labels, len(middles))
        middles = np.where(np.any(fresh, axis=1, keepdims=True), fresh, middles)
    return labels


def centres(rows: Rows, labels: Labels, count: int) -> Rows:
    """Return the unit centre of each group, zeros for an empty one."""
    sums = np.zeros((count, rows.shape[1]))
    np.add.at(sums, labels, rows)
    return _unit(sums)


def _unit(rows: Rows) -> Rows:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(lengths > 0, lengths, 1))


class BertopicModel:
    """BERTopic around vectors that are given: no UMAP, no HDBSCAN, nothing random."""

    @property
    def pin(self) -> str:
        """Return what identifies the model: the libraries' versions and the settings above."""
        made = f"bertopic {version('bertopic')}, scikit-learn {version('scikit-learn')}"
        return f"{made}, rows {MOST_ROWS} far {FAR} {MOST_FAR}"

    def group(self, vectors: Vectors, count: int) -> Labels:
        """Return a group number from 0 for each unit row, -1 for what is far from every group."""
        return grouped(np.asarray(vectors, np.float64), count)

    def fit(
        self, documents: Sequence[Sequence[str]], vectors: Vectors, count: int
    ) -> tuple[Labels, tuple[tuple[str, ...], ...]]:
        """Group utterances and return the phrases of each group by c-TF-IDF, most telling first.

        `documents` holds the phrases of each utterance, `vectors` its unit row.
        """
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            model = _bertopic(count)
            found, _ = model.fit_transform(  # type: ignore[attr-defined]
                [_glued(phrases) for phrases in documents], np.asarray(vectors)
            )
        labels = np.array(found, np.int64)
        terms = []
        for topic in range(int(labels.max()) + 1):
            words = model.get_topic(topic) or []  # type: ignore[attr-defined]
            terms.append(tuple(word.replace("_", " ") for word, weight in words if weight > 1e-5))
        return labels, tuple(terms)


def _glued(phrases: Sequence[str]) -> str:
    """Write phrases as one text from which each can be cut again at the blanks."""
    return " ".join(phrase.replace(" ", "_") for phrase in phrases)


def _bertopic(count: int) -> object:
    from bertopic import BERTopic
    from bertopic.dimensionality import BaseDimensionalityReduction
    from bertopic.vectorizers import ClassTfidfTransformer
    from sklearn.feature_extraction.text import CountVectorizer

    return BERTopic(
        language="multilingual",  # "english" would cut hyphens and apostrophes out of words
        top_n_words=PHRASES,
        umap_model=BaseDimensionalityReduction(),
        hdbscan_model=Grouping(count),
        vectorizer_model=CountVectorizer(analyzer=str.split),
        ctfidf_model=ClassTfidfTransformer(bm25_weighting=True, reduce_frequent_words=True),
        calculate_probabilities=False,
        verbose=False,
    )
