"""How often texts hold each of their parts: words, or pieces of words."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Any

import numpy as np
from scipy.sparse import csr_array

Counts = Any  # a sparse array, a row a text and a column a part: scipy has no types


def counted(texts: Sequence[Sequence[str]]) -> tuple[Counts, list[str]]:
    """Return how often each text has each part, and the parts in their order, a column each."""
    known = sorted({*chain.from_iterable(texts)})
    column = {part: at for at, part in enumerate(known)}
    ends = np.cumsum([0, *map(len, texts)])
    columns = np.fromiter(map(column.__getitem__, chain.from_iterable(texts)), np.int32, ends[-1])
    ones = np.ones(len(columns), np.float32)
    return csr_array((ones, columns, ends), shape=(len(texts), len(known))), known
