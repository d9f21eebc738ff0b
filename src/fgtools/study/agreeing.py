"""How far the study's coders agree, and in which words others would say it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fgtools.codes.layers import Layer
from fgtools.study.folder import Folder
from fgtools.study.layers import codable

if TYPE_CHECKING:
    from fgtools.codes.agreement import Comparison

WORDS = (
    (0.0, "poor"), (0.2, "slight"), (0.4, "fair"), (0.6, "moderate"), (0.8, "substantial"),
    (1.0, "almost perfect"),
)  # fmt: skip
"""Landis and Koch (1977), The measurement of observer agreement: what a kappa up to here is."""


def agreement(folder: Folder, layers: Sequence[Layer]) -> tuple[Comparison, ...]:
    """Return how far every two of some layers agree, and people together, code by code."""
    from fgtools.codes.agreement import compare  # numpy waits until it is needed

    turns = {turn.id: turn.session for turn in codable(folder)}
    codes = [code.key for code in folder.codebook().codes]
    return compare(layers, turns, codes, folder.settings.seed)


def called(kappa: float) -> str:
    """Return what Landis and Koch would call a kappa."""
    if kappa < 0:
        return WORDS[0][1]
    return next(word for most, word in WORDS[1:] if kappa <= most)
