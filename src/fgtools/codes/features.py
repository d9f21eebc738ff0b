"""Features: what speaks for and against each code on each passage, as numbers.

None of them depends on which codebook it is, so that one model serves all of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from fgtools.codes import cues, letters, meaning
from fgtools.codes.meaning import Meaning, Table
from fgtools.codes.passages import Passage
from fgtools.marks import readable
from fgtools.nouns import Codebook
from fgtools.ports import Encoder

Hits = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Features of shape (passages, codes, names), and what a person may want to see of them."""

    names: tuple[str, ...]
    values: NDArray[np.float64]
    hits: tuple[Hits, ...]
    meaning: Meaning


def gather(codebook: Codebook, passages: Sequence[Passage], encoder: Encoder) -> Evidence:
    """Return the evidence for every code of the codebook on every passage."""
    found = [_hits(codebook, passage) for passage in passages]
    cued = np.array([[bool(said) for said in piece] for group in found for piece in group])
    hits = tuple(_together(group) for group in found)
    near = meaning.compare(codebook, passages, encoder, cued)
    table = {
        **_meant(near),
        **_worded(_tfidf(codebook, passages)),
        **_cued(codebook, hits),
        **_long(passages, len(codebook.codes)),
    }
    names = tuple(table)
    return Evidence(names, np.stack([table[name] for name in names], axis=2), hits, near)


def _meant(near: Meaning) -> dict[str, Table]:
    mixed = (near.whole_turn + near.whole + near.points) / 3
    rivals = np.maximum(_best_other(mixed), near.excluded - near.points + mixed)
    return {
        "meaning": mixed,
        "meaning_whole": near.whole,
        "meaning_gap": mixed - rivals,
        "meaning_standing": _standing(mixed),
        "meaning_rank": _rank(mixed),
        "cue_meant": near.cue,
        "cue_meant_gap": near.cue - _best_other(near.cue),
    }


def _worded(cosines: Table) -> dict[str, Table]:
    return {
        "tfidf": cosines,
        "tfidf_gap": cosines - _best_other(cosines),
        "tfidf_rank": _rank(cosines),
    }


def _cued(codebook: Codebook, hits: Sequence[Hits]) -> dict[str, Table]:
    count = np.array([[len(said) for said in row] for row in hits], np.float64)
    longest = np.array(
        [[max((len(cue.split()) for cue in said), default=0) for said in row] for row in hits],
        np.float64,
    )
    has = np.array([bool(code.cues) for code in codebook.codes], np.float64)
    return {
        "cue": np.minimum(count, 1),
        "cue_count": np.log1p(count),
        "cue_length": np.minimum(longest, 4),
        "cue_share": count / np.maximum(count.sum(axis=1, keepdims=True), 1),
        "cues_known": np.broadcast_to(has, count.shape).copy(),
    }


def _long(passages: Sequence[Passage], codes: int) -> dict[str, Table]:
    lengths = np.log1p([[len(passage.text.split())] for passage in passages])
    return {"length": np.repeat(lengths, codes, axis=1)}


def _hits(codebook: Codebook, passage: Passage) -> list[Hits]:
    """Return for each utterance and each code the cues said."""
    patterns = _patterns(codebook)
    said = [cues.words_of(piece) for piece in passage.pieces]
    return [tuple(cues.found(pattern, words) for pattern in patterns) for words in said]


def _together(pieces: Sequence[Hits]) -> Hits:
    return tuple(
        tuple(cue for said in column for cue in said) for column in zip(*pieces, strict=True)
    )


@lru_cache(maxsize=4)
def _patterns(codebook: Codebook) -> tuple[re.Pattern[str] | None, ...]:
    return tuple(cues.pattern(code.cues) for code in codebook.codes)


def _tfidf(codebook: Codebook, passages: Sequence[Passage]) -> Table:
    """Return cosines of the pieces of words of passages and codes."""
    about = [
        " ".join([*meaning.points(code), *map(cues.bare, code.cues)]) for code in codebook.codes
    ]
    return letters.alike([readable(passage.text) for passage in passages], about)


def _best_other(scores: Table) -> Table:
    """Return for each code the greatest score among the other codes of the turn."""
    if scores.shape[1] < 2:
        return np.zeros_like(scores)
    ordered = np.sort(scores, axis=1)
    first, second = ordered[:, -1:], ordered[:, -2:-1]
    return np.where(scores == first, second, first)


def _standing(scores: Table) -> Table:
    """Return how many standard deviations a code stands above the turn's mean."""
    spread = scores.std(axis=1, keepdims=True)
    standing: Table = (scores - scores.mean(axis=1, keepdims=True)) / (spread + 0.02)
    return standing


def _rank(scores: Table) -> Table:
    """Return 1 for the turn's first code, 1/2 for its second, and so on; ties share the last."""
    beaten = (scores[:, None, :] >= scores[:, :, None]).sum(axis=2)
    rank: Table = 1 / np.maximum(beaten, 1)
    return rank
