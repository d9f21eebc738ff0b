"""What topics ask of a topic model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from fgtools.ports import Vectors

Labels = NDArray[np.int64]


class TopicModel(Protocol):
    """A model that groups utterances by meaning and words, and finds the phrases of each group."""

    @property
    def pin(self) -> str:
        """Return what identifies the model and its settings."""

    def group(
        self, texts: Sequence[str], vectors: Vectors, count: int, landmarks: int = ...
    ) -> Labels:
        """Return a group number from 0 for each unit row, -1 for what is far from every group.

        Groups are formed from so many of the rows at most, the `landmarks`.
        """

    def fit(
        self,
        texts: Sequence[str],
        documents: Sequence[Sequence[str]],
        vectors: Vectors,
        count: int,
        *,
        exact: bool = True,
    ) -> tuple[Labels, tuple[tuple[str, ...], ...]]:
        """Return the same numbers, and for each group its phrases, the most telling first.

        `documents` holds the phrases of each utterance. Where not `exact`, there may be fewer
        groups than `count`: those that nothing tells apart are one.
        """
