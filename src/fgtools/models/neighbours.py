"""Where utterances lie by who their neighbours are: in meaning, and in the words they use.

Diffusion maps (Coifman and Lafon 2006) of one graph with two kinds of links. People who code texts
go by what is meant and by the words in which it is said; a sentence encoder hears the first alone.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, diags_array
from scipy.sparse.linalg import ArpackError, LinearOperator, eigsh

from fgtools.counting import Counts
from fgtools.models.wording import cosines

NEAR = 0.3
"""Utterances that count as near, as a share of those there are for each topic..."""
FEWEST_NEAR = 6
"""...and at least so many; the weight of a link falls to 1/e over them (by rank: hubs gain
nothing, and it is the same for every encoder)."""
REACH = 2.5
"""Neighbours linked, in multiples of those that count as near: beyond, links weigh nothing."""
WORDING = 0.6
"""Weight of all links by words beside all links by meaning."""
STEPS = 5
"""Steps of the walk over the graph: more steps forget the lesser structure."""
FINEST = 10_000
"""Steps into which a cosine of 1 falls: closer ones are taken to be equal. Times the rows it is
less than 2**31."""
SMALL = 500
"""Rows up to which all eigenvectors are cheap."""

Rows = NDArray[np.float64]
Graph = Any  # a sparse square array: scipy has no types


def by_neighbours(rows: NDArray[np.float32], words: Counts | None, topics: int) -> Rows:
    """Return a unit row for each unit row: where a walk of a few steps over its neighbours ends.

    `words` are those of each row; without them meaning alone counts. The places have as many
    dimensions as there are `topics`. Time and memory grow with the square of the rows.
    """
    near = max(NEAR * len(rows) / topics, FEWEST_NEAR)
    links = min(round(REACH * near), len(rows) - 1)
    fading = np.exp(-np.arange(links) / near)
    others, _ = _nearest(rows @ rows.T, links)
    graph = _linked(others, np.broadcast_to(fading, others.shape))
    if words is not None:
        worded = _linked(*_nearest(cosines(words), links))
        graph = graph + (WORDING * graph.sum() / max(float(worded.sum()), 1.0)) * worded
    return _walked(graph, min(topics, len(rows) - 2))


def _nearest(
    alike: NDArray[np.float32], links: int
) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """Return the nearest others of each row, nearest first, and their cosines of 0 or more.

    Of others that are equally near, as copies of a text are, the first come first: noise in the
    last digits would choose among them.
    """
    size = len(alike)
    columns = np.arange(size, dtype=np.int32)
    rank: NDArray[np.int32] = np.rint(alike * -FINEST).astype(np.int32) * size + columns
    np.fill_diagonal(rank, np.iinfo(np.int32).max)
    rank.partition(links - 1, axis=1)
    others = np.sort(rank[:, :links], axis=1) % np.int32(size)  # a rank tells its column
    return others, np.maximum(np.take_along_axis(alike, others, axis=1), 0)


def _linked(others: NDArray[np.int32], weights: NDArray[np.floating]) -> Graph:
    size, links = others.shape
    ends = np.arange(size).repeat(links), others.ravel()
    one_way = csr_array((weights.ravel().astype(np.float64), ends), shape=(size, size))
    return one_way + one_way.T


def _walked(graph: Graph, dimensions: int) -> Rows:
    """Return unit rows of the leading eigenvectors, each weighed by its value to the `STEPS`.

    The one that is constant on all rows says nothing and is taken out exactly, so that a graph in
    several pieces has no choice left that chance would make.
    """
    degrees = np.asarray(graph.sum(axis=1)).ravel()
    scale = diags_array(1 / np.sqrt(degrees))
    walk = (scale @ graph @ scale).tocsr()
    constant = np.sqrt(degrees / degrees.sum())
    values, vectors = _leading(walk, constant, dimensions)
    places = scale @ (vectors * np.maximum(values, 0) ** STEPS)
    lengths = np.linalg.norm(places, axis=1, keepdims=True)
    return np.asarray(places / np.where(lengths > 0, lengths, 1))


def _leading(walk: Graph, constant: Rows, dimensions: int) -> tuple[Rows, Rows]:
    """Return the highest eigenvalues of `walk` without its constant direction, highest first."""
    size = walk.shape[0]
    if size > SMALL:
        operator = LinearOperator(
            (size, size), matvec=lambda x: walk @ x - constant * (constant @ x), dtype=np.float64
        )
        begin = np.cos(np.arange(size) ** 2.0)  # any fixed direction that is not the constant one
        try:
            values, vectors = eigsh(operator, k=dimensions, which="LA", v0=begin)
        except ArpackError:  # many rows alike: the space it searches has too few directions
            pass
        else:
            return values[::-1], vectors[:, ::-1]
    values, vectors = np.linalg.eigh(walk.toarray() - np.outer(constant, constant))
    return values[::-1][:dimensions], vectors[:, ::-1][:, :dimensions]
