"""Meaning: how near passages are to what a codebook says about each code, in sentence vectors.

All talk of a study is about much the same, and so is all of a codebook. What they share would
drown what tells codes apart, so the mean of each side is taken out before they are compared
("all but the top", Mu and Viswanath 2018, without its principal components).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from fgtools.codes.cues import bare
from fgtools.codes.passages import Passage
from fgtools.marks import readable
from fgtools.middles import joined
from fgtools.nouns import Code, Codebook
from fgtools.ports import Encoder

Table = NDArray[np.float64]
"""One row a passage, one column a code."""
Rows = NDArray[np.float64]
"""One row a text."""
Places = NDArray[np.intp]
SEE = re.compile(r"\s*\(see [^()]*\)")
SHRINK = 20
"""Turns' worth of belief that talk has the codebook's mean: a session of three turns has none of
its own."""
NEAREST = 3
"""So many nearest points of a code are averaged: one alone may be near by chance."""


@dataclass(frozen=True, slots=True)
class Written:
    """The vectors of a codebook: `whole` a row a code, the others a row a text."""

    mean: Rows
    whole: Rows
    points: tuple[Rows, ...]
    cues: tuple[Rows, ...]
    excluded: tuple[Rows, ...]


@dataclass(frozen=True, slots=True)
class Meaning:
    """Cosines of passages (rows) with codes (columns), of the whole turn or its nearest utterance.

    `vectors` are the turns' own, a row each. `excluded` is how near that utterance is to what is
    out of the code, -1 where nothing is. `piece` is its number in the passage, `point` the number
    in `points` of what it is nearest to.
    """

    vectors: Rows
    whole_turn: Table
    whole: Table
    points: Table
    cue: Table
    excluded: Table
    nearest_piece: Places
    nearest_point: Places
    nearest_cosine: Table


def points(code: Code) -> tuple[str, ...]:
    """Return all that a passage may be near to for the code to hold, the definition first."""
    repeated = code.definition.strip().lower() in ("", code.label.strip().lower())
    defined = code.label if repeated else f"{code.label}. {code.definition}"
    return (defined, *code.include, *code.examples)


def texts_of(codebook: Codebook) -> list[str]:
    """Return every text of a codebook that a passage may be near to."""
    return [text for groups in _groups(codebook) for group in groups for text in group]


def _groups(codebook: Codebook) -> tuple[list[Sequence[str]], ...]:
    """Return by code what it is about, how it is named, and what is out of it."""
    codes = codebook.codes
    return (
        [points(code) for code in codes],
        [[bare(cue) for cue in code.cues] or [code.label] for code in codes],
        [[SEE.sub("", text) for text in code.exclude] for code in codes],
    )


@lru_cache(maxsize=4)
def written(codebook: Codebook, encoder: Encoder) -> Written:
    """Return the vectors of a codebook, its own mean taken out of them."""
    about, named, against = _groups(codebook)
    vectors = _encoded(texts_of(codebook), encoder)
    middles = [_unit(vectors(group).mean(axis=0, keepdims=True)) for group in about]
    lists = [_unit(vectors(group).mean(axis=0, keepdims=True)) for group in named]
    whole = _unit(np.concatenate(middles) + np.concatenate(lists) / 2)
    mean = whole.mean(axis=0, keepdims=True) if len(whole) > 1 else np.zeros_like(whole)
    return Written(
        mean=mean,
        whole=_unit(whole - mean),
        points=tuple(_unit(vectors(group) - mean) for group in about),
        cues=tuple(_unit(vectors(group) - mean) for group in named),
        excluded=tuple(_unit(vectors(group) - mean) if group else mean[:0] for group in against),
    )


def compare(
    codebook: Codebook,
    passages: Sequence[Passage],
    encoder: Encoder,
    cued: NDArray[np.bool_],
) -> Meaning:
    """Return how near every passage is to every code; each distinct text is encoded once.

    `cued` tells which utterance (rows, all passages' in order) says a cue of which code; such an
    utterance is preferred as the place of the code.
    """
    book = written(codebook, encoder)  # type: ignore[arg-type]  # hashed by identity
    pieces = [[readable(piece) for piece in passage.pieces] for passage in passages]
    spoken = [text for group in pieces for text in group]
    piece = _encoded(spoken, encoder)(spoken)
    said = turn = joined(piece, pieces)
    mean = (turn.sum(axis=0, keepdims=True) + SHRINK * book.mean) / (len(turn) + SHRINK)
    turn, piece = _unit(turn - mean), _unit(piece - mean)

    sizes = [len(group) for group in pieces]
    starts = np.cumsum([0, *sizes[:-1]])
    whole, points_near = piece @ book.whole.T, [piece @ rows.T for rows in book.points]
    points_top = np.stack([_top(cosines) for cosines in points_near], axis=1)
    best = _best_row(whole + points_top + 2 * cued, starts)
    columns = np.arange(len(codebook.codes))
    return Meaning(
        vectors=said,
        whole_turn=turn @ book.whole.T,
        whole=np.maximum.reduceat(whole, starts, axis=0),
        points=np.maximum.reduceat(points_top, starts, axis=0),
        cue=np.maximum.reduceat(_nearest(piece, book.cues), starts, axis=0),
        excluded=_nearest(piece, book.excluded)[best, columns],
        nearest_piece=best - starts[:, None],
        nearest_point=np.stack([c.argmax(axis=1) for c in points_near], axis=1)[best, columns],
        nearest_cosine=np.stack([c.max(axis=1) for c in points_near], axis=1)[best, columns],
    )


def _encoded(texts: Sequence[str], encoder: Encoder) -> Callable[[Sequence[str]], Rows]:
    distinct = list(dict.fromkeys(texts))
    rows = encoder.encode(distinct).astype(np.float64)
    place = {text: row for row, text in enumerate(distinct)}
    return lambda wanted: rows[[place[text] for text in wanted]]


def _unit(rows: Rows) -> Rows:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: Rows = rows / np.maximum(lengths, 1e-6)
    return unit


def _top(cosines: Table) -> Rows:
    top: Rows = np.sort(cosines, axis=1)[:, -NEAREST:].mean(axis=1)
    return top


def _nearest(piece: Rows, groups: Sequence[Rows]) -> Table:
    empty = np.full(len(piece), -1.0)
    return np.stack([(piece @ g.T).max(axis=1) if len(g) else empty for g in groups], axis=1)


def _best_row(scores: Table, starts: Places) -> Places:
    """Return for each group of rows and each column the row with the greatest score."""
    groups = np.split(scores, starts[1:], axis=0)
    return np.stack([g.argmax(axis=0) + at for g, at in zip(groups, starts, strict=True)])
