"""What topics ask of a topic model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from fgtools.ports import Vectors

Labels = NDArray[np.int64]


class TopicModel(Protocol):
    """A model that groups utterances by meaning and finds the phrases that mark each group."""

    @property
    def pin(self) -> str:
        """Return what identifies the model and its settings."""

    def group(self, vectors: Vectors, count: int) -> Labels:
        """Return a group number from 0 for each unit row, -1 for what is far from every group."""

    def fit(
        self, documents: Sequence[Sequence[str]], vectors: Vectors, count: int
    ) -> tuple[Labels, tuple[tuple[str, ...], ...]]:
        """Return the same numbers, and for each group its phrases, the most telling first.

        `documents` holds the phrases of each utterance.
        """
