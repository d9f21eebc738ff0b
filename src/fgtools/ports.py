"""What the house asks of a model. Every model answers in the order it was asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from fgtools.nouns import Find

Vectors = NDArray[np.float32]


class NameFinder(Protocol):
    """A model that marks people, organisations and places in raw text."""

    @property
    def pin(self) -> str:
        """Return what identifies this model to the byte: name and digest."""

    def find(self, texts: Sequence[str]) -> list[tuple[Find, ...]]:
        """Return the finds of each text, in order."""


class Encoder(Protocol):
    """A model of meaning."""

    @property
    def pin(self) -> str:
        """Return what identifies this model to the byte: name and digest."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one row of unit length for each text."""
