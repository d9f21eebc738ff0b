"""How near in meaning some talk lies to the codes of a codebook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from fgtools.codes.meaning import SHRINK, written
from fgtools.middles import middles
from fgtools.nouns import Codebook
from fgtools.ports import Encoder

TOGETHER = 2_000
"""Texts whose meaning is held at once."""


def nearest(
    codebook: Codebook,
    groups: Sequence[Sequence[str]],
    talk: Sequence[str],
    encoder: Encoder,
) -> tuple[tuple[str, float], ...]:
    """Return for each group of texts the key of the nearest code and its cosine, -1 to 1.

    `talk` is all talk, the groups' included: see `likeness`.
    """
    rows = likeness(codebook, groups, talk, encoder)
    best = [int(row.argmax()) for row in rows]
    return tuple(
        (codebook.codes[at].key, float(row[at])) for at, row in zip(best, rows, strict=True)
    )


def likeness(
    codebook: Codebook,
    groups: Sequence[Sequence[str]],
    talk: Sequence[str],
    encoder: Encoder,
) -> NDArray[np.float64]:
    """Return cosines, -1 to 1, of groups of texts with codes; shape (groups, codes).

    What all talk (`talk`, the groups' included) shares is taken out, and what all of the codebook
    shares, as when the codebook is applied (see `meaning`).
    """
    if not groups:
        return np.zeros((0, len(codebook.codes)))
    book = written(codebook, encoder)  # type: ignore[arg-type]  # hashed by identity
    texts = list(dict.fromkeys((*talk, *(text for group in groups for text in group))))
    total = np.zeros(book.mean.shape[1])
    for rows in _parts(texts, encoder):
        total += rows.sum(axis=0)
    mean = (total + SHRINK * book.mean[0]) / (len(texts) + SHRINK)
    centres = []
    for group in groups:
        middle = np.zeros_like(mean)
        for own in _parts(group, encoder):
            own -= mean
            own /= np.maximum(np.linalg.norm(own, axis=1, keepdims=True), 1e-6)
            middle += own.sum(axis=0)
        centres.append(middle / max(float(np.linalg.norm(middle)), 1e-6))
    return np.asarray(np.stack(centres) @ book.whole.T, np.float64)


def _parts(texts: Sequence[str], encoder: Encoder) -> Iterator[NDArray[np.float64]]:
    """Yield the rows of texts, so many at a time: those of a large study fill the memory."""
    for at in range(0, len(texts), TOGETHER):
        yield middles(texts[at : at + TOGETHER], encoder).astype(np.float64)
