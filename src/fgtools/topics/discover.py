"""Find topics: small talk aside, utterances by meaning, the same topics on every run."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import overload

import numpy as np

from fgtools.marks import readable
from fgtools.middles import middles
from fgtools.nouns import Participant, SafeTurn, Topic, TopicAssignment
from fgtools.ports import Encoder, Vectors
from fgtools.safe import SafeText, part
from fgtools.topics.describing import Utterance, described
from fgtools.topics.model import TopicModel
from fgtools.topics.phrases import phrases, without_surrogates
from fgtools.topics.seeds import Seeds, drawn
from fgtools.topics.short import joined, may_join
from fgtools.topics.smalltalk import small_talk
from fgtools.topics.stability import Spoken, stability
from fgtools.utterances import utterances

FEWEST, MOST = 8, 40
"""Topics that people can take in."""
LEAST_TALK = 8
"""Utterances there must be for each topic asked for."""
TINY = 1e-9
TOGETHER = 2_000
"""Turns whose own meaning is held at once."""


@dataclass(frozen=True, slots=True)
class Topics:
    """The topics of a study; `assignments` has every utterance of a non-facilitator.

    `stability` is 0 to 1: how far the same topics are found when other sessions are drawn (0 where
    there are no topics); `held` of a topic says so of it alone.
    """

    topics: tuple[Topic, ...]
    assignments: tuple[TopicAssignment, ...]
    stability: float


def discover(
    turns: Sequence[SafeTurn],
    speakers: Mapping[str, Participant],
    encoder: Encoder,
    model: TopicModel,
    *,
    seed: int,
    number: int = 0,
    seeds: Seeds = MappingProxyType({}),
) -> Topics:
    """Group what was said by those who are not facilitators; unknown voices are talk too.

    `number` is how many topics to find; 0 lets it follow from the amount of talk, less where topics
    turn out to be one. The order of `turns` does not matter. Assignments come in the order session,
    ordinal, position. Talk is drawn towards the codes that `seeds` give its turns.
    """
    said = heard_in(turns, speakers)
    led = {turn.session for turn in turns if _leads(turn.participant, speakers)}
    aside = [small_talk(one.text, answer=one.session not in led) for one in said]
    forming = [at for at, why in enumerate(aside) if not why]
    reasons = enumerate(zip(said, aside, strict=True))
    short = [at for at, (one, why) in reasons if may_join(one.text, why)]
    count = how_many(len(forming), number)
    if not count:
        left = [why or "too little talk for topics" for why in aside]
        rows = zip(said, left, strict=True)
        return Topics((), tuple(TopicAssignment(u.turn, u.span, "", why) for u, why in rows), 0.0)
    kept = sorted([*forming, *short])
    talk = [said[at] for at in kept]
    texts = {turn.id: turn.text for turn in turns}
    vectors = in_turns(talk, texts, encoder)
    vectors = drawn(vectors, [one.turn for one in talk], seeds)
    forms = np.isin(kept, forming)
    columns = _columns([said[at] for at in forming], texts, vectors[forms])
    spoken = [phrases(one.text) for one in talk]
    phrased = [spoken[at] for at in np.flatnonzero(forms)]
    labels, terms = model.fit(columns.texts, phrased, columns.vectors, count, exact=bool(number))
    steady = stability(model, columns, labels, seed)
    numbers = np.empty(len(kept), np.int64)
    numbers[forms] = labels
    numbers[~forms] = joined(vectors[~forms], columns.vectors, labels)
    topics, ids = described(talk, spoken, vectors, numbers, terms, steady.held, encoder)
    of = {at: ids.get(number, "") for at, number in zip(kept, numbers.tolist(), strict=True)}
    return Topics(topics, _assigned(said, aside, of), steady.overall)


class InTurns(Sequence[str]):
    """The words of each utterance with those of its turn, made when they are asked for.

    A turn's would stand in memory as often as it has utterances.
    """

    def __init__(self, talk: Sequence[Utterance], texts: Mapping[str, SafeText]) -> None:
        self._talk, self._texts = talk, texts

    def __len__(self) -> int:
        return len(self._talk)

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> list[str]: ...
    def __getitem__(self, at: int | slice) -> str | list[str]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        one = self._talk[at]
        return without_surrogates(f"{one.text} {self._texts[one.turn]}")


def _columns(talk: Sequence[Utterance], texts: Mapping[str, SafeText], vectors: Vectors) -> Spoken:
    """Return utterances column by column; words, like meaning, are read with those of the turn."""
    return Spoken(
        InTurns(talk, texts), vectors, [one.session for one in talk], [one.person for one in talk]
    )


def _leads(person: str, speakers: Mapping[str, Participant]) -> bool:
    return person in speakers and speakers[person].is_facilitator


def in_turns(talk: Sequence[Utterance], texts: Mapping[str, SafeText], encoder: Encoder) -> Vectors:
    """Return a unit row for each utterance: its own meaning, and as much of its whole turn's.

    A sentence of a story ("She could hear the keys going.") has its subject elsewhere in the turn.
    Neighbouring turns are left out: that would reward position, not meaning.
    """
    rows = encoder.encode([readable(one.text) for one in talk])
    heard = sorted({one.turn for one in talk})
    row = {turn: at for at, turn in enumerate(heard)}
    turns = np.array([row[one.turn] for one in talk], np.int64)
    for at in range(0, len(heard), TOGETHER):  # a large study's rows fit into memory only once
        whole = middles([texts[turn] for turn in heard[at : at + TOGETHER]], encoder)
        inside = np.flatnonzero((turns >= at) & (turns < at + TOGETHER))
        rows[inside] += whole[turns[inside] - at]
    rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), TINY)
    return rows


def how_many(utterances: int, wanted: int = 0) -> int:
    """Return the number of topics: `wanted`, or the root of half the utterances, 8 to 40.

    Never more than one for eight utterances; 0 where that leaves fewer than two.
    """
    room = utterances // LEAST_TALK
    count = wanted or min(max(round(math.sqrt(utterances / 2)), FEWEST), MOST)
    return min(count, room) if room >= 2 else 0


def heard_in(
    turns: Sequence[SafeTurn], speakers: Mapping[str, Participant]
) -> tuple[Utterance, ...]:
    """Return the utterances of those who are not facilitators, in order of session and turn."""
    ordered = sorted(turns, key=lambda turn: (turn.session, turn.ordinal, turn.id))
    return tuple(
        Utterance(turn.id, span, turn.session, turn.participant, part(turn.text, span))
        for turn in ordered
        if not _leads(turn.participant, speakers)
        for span in utterances(turn.text)
    )


def _assigned(
    said: Sequence[Utterance], aside: Sequence[str], of: Mapping[int, str]
) -> tuple[TopicAssignment, ...]:
    made: list[TopicAssignment] = []
    for at, (one, why) in enumerate(zip(said, aside, strict=True)):
        topic = of.get(at, "")
        reason = "" if topic else why or "far from every topic"
        made.append(TopicAssignment(one.turn, one.span, topic, reason))
    return tuple(made)
