"""A study's codings as its analysts taught them: all sessions together, scored anew."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from fgtools.codes import learn
from fgtools.codes.apply import Like, Weighed, in_context, raised
from fgtools.codes.asking import ENOUGH
from fgtools.codes.learn import Known, Numbers, Yes
from fgtools.codes.pair import PairModel, Scores, odds, settled
from fgtools.marks import readable
from fgtools.nouns import Codebook

ALIKE = 0.4
"""Cosine, the common subject taken out, from which a confirmed turn is named as a reason."""


@dataclass(frozen=True, slots=True)
class Taught:
    """One session's final scores, where the talk around a turn raised them, and what is alike.

    `likes` are turns that people coded alike, by row and column.
    """

    scores: Scores
    around: Yes
    likes: Mapping[tuple[int, int], Like]


def teach(
    codebook: Codebook,
    sessions: Sequence[Weighed],
    said: Mapping[tuple[str, str], bool],
    read: Collection[str],
    pair: PairModel,
) -> tuple[tuple[Taught, ...], float]:
    """Return the scores of every session after what people said, and the cut that assigns.

    `said` tells by turn id and code whether people gave the code, `read` are the turns that
    somebody read for all codes: they alone tell how common codes are. Scores of turns that people
    coded never saw what people said of them (see `learn`).
    """
    turns = [turn for one in sessions for turn in one.turns]
    known = _known(codebook, [turn.id for turn in turns], said, read)
    texts = [readable(turn.text) for turn in turns]
    vectors = np.concatenate([one.evidence.meaning.vectors for one in sessions])
    before = odds(np.concatenate([one.alone for one in sessions]))
    after = learn.learnt(before, learn.features(vectors, texts), known)
    alone = 1 / (1 + np.exp(-after))
    borders = np.cumsum([len(one.turns) for one in sessions])[:-1]
    split = [*zip(sessions, np.split(alone, borders), strict=True)]
    seen = [in_context(one, part) for one, part in split]
    scores = settled(pair, np.concatenate(seen))
    line = learn.line(scores, known, pair.threshold)
    final = line.calibrated(scores)
    likes = _likes([turn.id for turn in turns], vectors, known, final >= line.cut)
    starts = [0, *borders.tolist()]
    return tuple(
        Taught(part, raised(one, before, after), _of_session(likes, start, len(part)))
        for part, start, (one, before), after in zip(
            np.split(final, borders), starts, split, seen, strict=True
        )
    ), line.cut


def _known(
    codebook: Codebook,
    turns: Sequence[str],
    said: Mapping[tuple[str, str], bool],
    read: Collection[str],
) -> Known:
    row = {turn: at for at, turn in enumerate(turns)}
    column = {code.key: at for at, code in enumerate(codebook.codes)}
    yes = np.zeros((len(row), len(column)), bool)
    no = np.zeros_like(yes)
    for (turn, code), holds in said.items():
        if turn in row and code in column:
            (yes if holds else no)[row[turn], column[code]] = True
    rows = sorted(row[turn] for turn in read if turn in row)
    return Known(yes, no, np.array(rows, np.intp))


def _likes(
    turns: Sequence[str], vectors: Numbers, known: Known, given: Yes
) -> dict[tuple[int, int], Like]:
    """Return the nearest confirmed turn of every coding of a code that people taught."""
    middle = vectors - vectors.mean(axis=0)
    unit = middle / np.maximum(np.linalg.norm(middle, axis=1, keepdims=True), 1e-6)
    found: dict[tuple[int, int], Like] = {}
    for column in np.flatnonzero(known.yes.sum(axis=0) >= ENOUGH):
        rows, examples = np.flatnonzero(given[:, column]), np.flatnonzero(known.yes[:, column])
        cosines = unit[rows] @ unit[examples].T
        cosines[rows[:, None] == examples] = -1.0  # no turn is an example of itself
        for row, near in zip(rows.tolist(), cosines, strict=True):
            best = int(near.argmax())
            if near[best] >= ALIKE:
                found[row, int(column)] = Like(turns[examples[best]], float(near[best]))
    return found


def _of_session(
    likes: Mapping[tuple[int, int], Like], start: int, size: int
) -> dict[tuple[int, int], Like]:
    return {
        (row - start, column): like
        for (row, column), like in likes.items()
        if start <= row < start + size
    }
