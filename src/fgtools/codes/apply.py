"""A codebook is applied: every turn of a participant, every code, how surely and why.

Coding is done at the most specific code: where a child and its parent both pass, the parent is
assigned only if it is surer than the child. Adding children up to themes is the study's work.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import shorten

import numpy as np
from numpy.typing import NDArray

from fgtools.codes import context, features, meaning
from fgtools.codes.features import Evidence
from fgtools.codes.pair import PairModel, Scores, score
from fgtools.codes.passages import Passage, passage
from fgtools.codes.stance import stance
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
class Verdict:
    """Scores of each turn by itself and in its talk, and what is assigned."""

    alone: Scores
    scores: Scores
    given: NDArray[np.bool_]


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
    said = [turn for turn in turns if turn.text.strip()]
    if not said or not codebook.codes:
        return ()
    passages = [passage(turn.text) for turn in said]
    evidence = features.gather(codebook, passages, encoder)
    alone = score(pair, evidence)
    talking = context.is_conversation([turn.participant for turn in said])
    scores = context.in_talk(alone) if talking else alone
    verdict = Verdict(alone, scores, _most_specific(codebook, scores, pair.threshold))
    return tuple(
        _coding(codebook, turn, passages[row], evidence, (row, column), verdict)
        for row, turn in enumerate(said)
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
    if verdict.scores[place] >= AROUND * verdict.alone[place]:
        reasons.append("the talk around it is about this")
    return "; ".join(reasons) or "no cue, and near nothing in the codebook"


def _named(code: Code, point: int) -> str:
    if point == 0:
        return "the definition"
    kind = "what is in" if point <= len(code.include) else "the example"
    return f'{kind} "{_short(meaning.points(code)[point], 50)}"'


def _short(text: str, width: int) -> str:
    return shorten(text, width, placeholder="…")
