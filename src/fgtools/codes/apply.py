"""A codebook is applied: every turn of a participant, every code, how surely and why.

Coding is done at the most specific code: where a child and its parent both pass, the parent is
assigned only if it is surer than the child. Adding children up to themes is the study's work.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from textwrap import shorten
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from fgtools.codes import alike, context, features, meaning
from fgtools.codes.features import Evidence
from fgtools.codes.pair import PairModel, Scores, score, settled
from fgtools.codes.passages import Passage, passage
from fgtools.codes.stance import stance
from fgtools.marks import readable
from fgtools.nouns import Code, Codebook, Coding, Participant, SafeTurn
from fgtools.ports import Encoder
from fgtools.safe import part

CODER = "fgtools"
CUES = 2
"""Cues named in a reason, so that it fits a line of a spreadsheet (about 160 characters)."""
CLOSE = 0.2
"""Cosine, the common subject taken out, below which nothing is called close."""
AROUND = 1.5
"""Times that the talk around a turn must have raised a score to be named as a reason."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """The turns of a session that have words, what speaks for each code, and their first scores."""

    turns: tuple[SafeTurn, ...]
    passages: tuple[Passage, ...]
    evidence: Evidence
    alone: Scores

    @property
    def features(self) -> Scores:
        """Return the meaning and the words of each turn (see `learn.features`)."""
        from fgtools.codes.learn import features as features_of  # scikit-learn waits

        texts = [readable(turn.text) for turn in self.turns]
        return features_of(self.evidence.meaning.vectors, texts)

    @property
    def talks(self) -> bool:
        """Tell whether people answer one another, so that turns have a context."""
        return context.is_conversation([turn.participant for turn in self.turns])


@dataclass(frozen=True, slots=True)
class Like:
    """A turn that people gave a code to, and how near (cosine) it is to one that is scored."""

    turn: str
    cosine: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """Final scores, where the talk around a turn raised them, what is assigned, what is alike."""

    scores: Scores
    around: NDArray[np.bool_]
    given: NDArray[np.bool_]
    likes: Mapping[tuple[int, int], Like]


def apply(
    codebook: Codebook,
    turns: Sequence[SafeTurn],
    speakers: Mapping[str, Participant],
    encoder: Encoder,
    pair: PairModel,
) -> tuple[Coding, ...]:
    """Return a coding for every code and every turn of one session that is no facilitator's.

    `turns` are all turns of the session in order: facilitators' are never coded, but what they
    ask tells what is being talked about (see `context`: rows of a survey have none). A coding's
    span is the utterance that says most for the code; its score the probability, 0 to 1, that a
    person would give the turn this code. A turn whose voice is not in `speakers` is coded; turns
    without words have no codings.
    """
    weighed = weigh(codebook, turns, encoder, pair)
    if not weighed:
        return ()
    seen = in_context(weighed, weighed.alone)
    around = raised(weighed, weighed.alone, seen)
    return assign(codebook, weighed, speakers, settled(pair, seen), around, pair.threshold)


def weigh(
    codebook: Codebook, turns: Sequence[SafeTurn], encoder: Encoder, pair: PairModel
) -> Weighed | None:
    """Return what speaks for each code in a session; None where there is nothing to code."""
    said = tuple(turn for turn in turns if turn.text.strip())
    if not said or not codebook.codes:
        return None
    passages = tuple(passage(turn.text) for turn in said)
    evidence = features.gather(codebook, passages, encoder)
    return Weighed(said, passages, evidence, score(pair, evidence))


def in_context(weighed: Weighed, alone: Scores) -> Scores:
    """Return the scores of a session's turns, seen with the talk around them where it is talk.

    Rows that do not answer one another are seen with those that say the like.
    """
    return context.in_talk(alone) if weighed.talks else alike.among(alone, weighed.features)


def raised(weighed: Weighed, before: Scores, after: Scores) -> NDArray[np.bool_]:
    """Tell where the talk around a turn, if there is any, raised a score much."""
    much: NDArray[np.bool_] = after >= AROUND * before
    return much & weighed.talks


def assign(
    codebook: Codebook,
    weighed: Weighed,
    speakers: Mapping[str, Participant],
    scores: Scores,
    around: NDArray[np.bool_],
    threshold: float,
    likes: Mapping[tuple[int, int], Like] = MappingProxyType({}),
) -> tuple[Coding, ...]:
    """Return the codings of a session from its final scores (a row a turn, a column a code).

    `around` tells where the talk around a turn raised its score, `likes` turns that people coded
    alike, by row and column, to be named as reasons.
    """
    given = _most_specific(codebook, scores, threshold)
    verdict = Verdict(scores, around, given, likes)
    return tuple(
        _coding(codebook, turn, weighed.passages[row], weighed.evidence, (row, column), verdict)
        for row, turn in enumerate(weighed.turns)
        if not _facilitates(speakers.get(turn.participant))
        for column in range(len(codebook.codes))
    )


def _facilitates(speaker: Participant | None) -> bool:
    return speaker is not None and speaker.is_facilitator


def _most_specific(codebook: Codebook, scores: Scores, threshold: float) -> NDArray[np.bool_]:
    passed = scores >= threshold
    given = passed.copy()
    column = {code.key: number for number, code in enumerate(codebook.codes)}
    for child in codebook.codes:
        if child.parent in column:
            own, above = column[child.key], column[child.parent]
            given[:, above] &= ~(passed[:, own] & (scores[:, own] >= scores[:, above]))
    return given


def _coding(
    codebook: Codebook,
    turn: SafeTurn,
    said: Passage,
    evidence: Evidence,
    place: tuple[int, int],
    verdict: Verdict,
) -> Coding:
    code = codebook.codes[place[1]]
    span = said.spans[int(evidence.meaning.nearest_piece[place])]
    return Coding(
        turn=turn.id,
        span=span,
        code=code.key,
        stance=stance(part(turn.text, span)),
        coder=CODER,
        score=round(float(verdict.scores[place]), 4),
        why=_why(code, evidence, verdict, place),
        assigned=bool(verdict.given[place]),
    )


def _why(code: Code, evidence: Evidence, verdict: Verdict, place: tuple[int, int]) -> str:
    """Return the reason in plain words: cues as said, what is nearest, the talk around it."""
    hits = list(dict.fromkeys(evidence.hits[place[0]][place[1]]))[:CUES]
    reasons = ["cue " + ", ".join(f'"{_short(cue, 25)}"' for cue in hits)] if hits else []
    cosine = float(evidence.meaning.nearest_cosine[place])
    if cosine >= CLOSE:
        reasons.append(
            f"close to {_named(code, int(evidence.meaning.nearest_point[place]))} ({cosine:.2f})"
        )
    if place in verdict.likes:
        like = verdict.likes[place]
        reasons.append(f"like {like.turn}, which people gave it ({like.cosine:.2f})")
    if verdict.around[place]:
        reasons.append("the talk around it is about this")
    return "; ".join(reasons) or "no cue, and near nothing in the codebook"


def _named(code: Code, point: int) -> str:
    if point == 0:
        return "the definition"
    kind = "what is in" if point <= len(code.include) else "the example"
    return f'{kind} "{_short(meaning.points(code)[point], 50)}"'


@lru_cache(maxsize=1 << 12)  # a codebook has not so many points and cues
def _short(text: str, width: int) -> str:
    return shorten(text, width, placeholder="…")
