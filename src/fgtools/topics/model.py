"""What topics ask of a topic model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from fgtools.ports import Vectors

Labels = NDArray[np.int64]


class TopicModel(Protocol):
    """A model that groups utterances by meaning and words, and finds the phrases of each group."""

    def regroup(
        self,
        texts: Sequence[str],
        vectors: Vectors,
        count: int,
        draws: Iterable[NDArray[np.int64]],
        landmarks: int,
    ) -> Iterator[Labels]:
        """Yield for each of some draws of the rows, as if they were all, a group number from 0 for
        each unit row, -1 for what is far from every group.

        A draw is the numbers of its rows. Groups are formed from so many of them at most, the
        `landmarks`.
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
        """Return such numbers of all rows, and for each group its phrases, most telling first.

        `documents` holds the phrases of each utterance. Where not `exact`, there may be fewer
        groups than `count`: those that nothing tells apart are one.
        """
