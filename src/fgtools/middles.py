"""The meaning of a text: the middle of its utterances'.

Nothing is read twice: a turn has no vector of its own beside those of its utterances, and the end
of a long one counts, which a sentence encoder would cut off.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from fgtools.marks import readable
from fgtools.nouns import Span
from fgtools.ports import Encoder, Vectors
from fgtools.utterances import utterances

TINY = 1e-6
Number = TypeVar("Number", np.float32, np.float64)


def pieces(text: str) -> list[str]:
    """Return the utterances of a text as the encoder reads them; there is always one."""
    return [readable(text[a:b]) for a, b in utterances(text) or (Span(0, len(text)),)]


def middles(texts: Sequence[str], encoder: Encoder) -> Vectors:
    """Return a unit row for each text, shape (texts, dimension)."""
    cut = [pieces(text) for text in texts]
    return joined(encoder.encode([piece for group in cut for piece in group]), cut)


def joined(rows: NDArray[Number], cut: Sequence[Sequence[str]]) -> NDArray[Number]:
    """Return the unit middle of each group of rows, each row by the length of its text.

    `cut` holds the texts of the rows, group by group; no group is empty.
    """
    if not cut:
        return rows
    weights = np.array([max(len(text), 1) for group in cut for text in group], np.float64)
    starts = np.cumsum([0, *(len(group) for group in cut[:-1])])
    sums = np.add.reduceat(rows * weights[:, None], starts, axis=0)
    lengths = np.linalg.norm(sums, axis=1, keepdims=True)
    unit: NDArray[Number] = (sums / np.maximum(lengths, TINY)).astype(rows.dtype)
    return unit
