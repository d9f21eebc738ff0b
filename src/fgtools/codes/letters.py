"""How alike codes and passages are by the pieces of words they share: endings do not matter.

TF-IDF (Salton and Buckley 1988) of character n-grams within words, as scikit-learn's
`TfidfVectorizer(analyzer="char_wb", sublinear_tf=True)` weighs them. Written out because loading
scikit-learn takes longer than coding an hour of talk, and because the words of an hour are far
fewer than its pieces: each word is cut once.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from fgtools.counting import Counts, counted

PIECES = (4, 5)
"""Letters of a piece; a space before and behind each word counts as one."""


def alike(texts: Sequence[str], others: Sequence[str]) -> NDArray[np.float64]:
    """Return the cosine, 0 to 1, of each text (row) with each of the others (column).

    How rare a piece is is told by all of them together; a text without words is like none.
    """
    counts = _pieces([*others, *texts])
    rows = counts.shape[0]
    often = np.bincount(counts.indices, minlength=counts.shape[1])
    counts.data = (1 + np.log(counts.data)) * (np.log((rows + 1) / (often + 1)) + 1)[counts.indices]
    lengths = np.sqrt((counts * counts).sum(axis=1))
    counts.data /= lengths.repeat(np.diff(counts.indptr))
    return np.asarray((counts[len(others) :] @ counts[: len(others)].T).toarray())


def _pieces(texts: Sequence[str]) -> Counts:
    """Return how often each text holds each piece, as 64-bit numbers."""
    held, words = counted([text.lower().split() for text in texts])
    made, _ = counted([_cut(f" {word} ") for word in words])
    counts = (held @ made).astype(np.float64)
    counts.sort_indices()
    return counts


def _cut(word: str) -> list[str]:
    """Return the pieces of a word; one that is shorter than a piece is its own, once."""
    sizes = [size for size in PIECES if size <= len(word)]
    return [word[at : at + size] for size in sizes for at in range(len(word) - size + 1)] or [word]
