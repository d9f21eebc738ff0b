"""Find topics: small talk aside, utterances by meaning, the same topics on every run."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fgtools.nouns import Participant, SafeTurn, Span, Topic, TopicAssignment
from fgtools.ports import Encoder, Vectors
from fgtools.safe import SafeText, part
from fgtools.topics.label import named
from fgtools.topics.model import Labels, TopicModel
from fgtools.topics.phrases import phrases, without_surrogates
from fgtools.topics.smalltalk import small_talk
from fgtools.topics.stability import stability
from fgtools.utterances import utterances

FEWEST, MOST = 8, 40
"""Topics that people can take in."""
LEAST_TALK = 8
"""Utterances there must be for each topic asked for."""
TINY = 1e-9
EXEMPLARS = 4
"""Utterances shown with a topic."""
EXEMPLAR_WORDS = 8, 60
"""Words of an utterance that can stand for a topic by itself."""


@dataclass(frozen=True, slots=True)
class Topics:
    """The topics of a study; `assignments` has every utterance of a non-facilitator.

    `stability` is 0 to 1: how far the same topics are found without any one session (0 where there
    are no topics).
    """

    topics: tuple[Topic, ...]
    assignments: tuple[TopicAssignment, ...]
    stability: float


@dataclass(frozen=True, slots=True)
class Utterance:
    """A stretch of a turn and who said it in which session."""

    turn: str
    span: Span
    session: str
    person: str
    text: SafeText


def discover(
    turns: Sequence[SafeTurn],
    speakers: Mapping[str, Participant],
    encoder: Encoder,
    model: TopicModel,
    *,
    seed: int,
    number: int = 0,
) -> Topics:
    """Group what was said by those who are not facilitators; unknown voices are talk too.

    `number` is how many topics to find; 0 lets it follow from the amount of talk. The order of
    `turns` does not matter. Assignments come in the order session, ordinal, position.
    """
    said = heard_in(turns, speakers)
    aside = [small_talk(one.text) for one in said]
    talk = [one for one, why in zip(said, aside, strict=True) if not why]
    count = how_many(len(talk), number)
    if not count:
        left = [why or "too little talk for topics" for why in aside]
        rows = zip(said, left, strict=True)
        return Topics((), tuple(TopicAssignment(u.turn, u.span, "", why) for u, why in rows), 0.0)
    vectors = in_turns(talk, {turn.id: turn.text for turn in turns}, encoder)
    spoken = [phrases(one.text) for one in talk]
    labels, terms = model.fit(spoken, vectors, count)
    held = stability(model, vectors, [one.session for one in talk], labels, seed)
    topics, ids = _described(talk, spoken, vectors.astype(np.float64), labels, terms, encoder)
    return Topics(topics, _assigned(said, aside, [ids.get(int(at), "") for at in labels]), held)


def in_turns(talk: Sequence[Utterance], texts: Mapping[str, SafeText], encoder: Encoder) -> Vectors:
    """Return a unit row for each utterance: its own meaning, and as much of its whole turn's.

    A sentence of a story ("She could hear the keys going.") has its subject elsewhere in the turn.
    Neighbouring turns are left out: that would reward position, not meaning.
    """
    own = encoder.encode([without_surrogates(one.text) for one in talk])
    heard = sorted({one.turn for one in talk})
    row = {turn: at for at, turn in enumerate(heard)}
    whole = encoder.encode([without_surrogates(texts[turn]) for turn in heard])
    both = own + whole[[row[one.turn] for one in talk]]
    length = np.linalg.norm(both, axis=1, keepdims=True)
    rows: Vectors = (both / np.maximum(length, TINY)).astype(np.float32)
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
        if not (turn.participant in speakers and speakers[turn.participant].is_facilitator)
        for span in utterances(turn.text)
    )


def _assigned(
    said: Sequence[Utterance], aside: Sequence[str], topics: Sequence[str]
) -> tuple[TopicAssignment, ...]:
    rest = iter(topics)
    made: list[TopicAssignment] = []
    for one, why in zip(said, aside, strict=True):
        topic = "" if why else next(rest)
        reason = why or ("" if topic else "far from every topic")
        made.append(TopicAssignment(one.turn, one.span, topic, reason))
    return tuple(made)


def _described(
    talk: Sequence[Utterance],
    spoken: Sequence[Sequence[str]],
    vectors: NDArray[np.float64],
    labels: Labels,
    terms: Sequence[Sequence[str]],
    encoder: Encoder,
) -> tuple[tuple[Topic, ...], dict[int, str]]:
    """Return the topics, largest first, and the id of each group."""
    groups = [at for at in range(len(terms)) if np.any(labels == at)]
    members = {at: np.flatnonzero(labels == at).tolist() for at in groups}
    middles = np.array([_unit(vectors[members[at]].mean(axis=0)) for at in groups])
    users = [users_of([talk[i] for i in members[at]], [spoken[i] for i in members[at]])
             for at in groups]  # fmt: skip
    names = named([terms[at] for at in groups], users, middles, encoder)
    order = sorted(range(len(groups)), key=lambda i: (-len(members[groups[i]]), names[i]))
    topics: list[Topic] = []
    for rank, i in enumerate(order, start=1):
        inside = members[groups[i]]
        near = np.argsort(-(vectors[inside] @ middles[i]), kind="stable").tolist()
        shown = exemplars([talk[inside[j]] for j in near])
        label, words = names[i]
        topics.append(Topic(f"t{rank:02d}", label, words, shown, len(inside)))
    return tuple(topics), {groups[i]: f"t{rank:02d}" for rank, i in enumerate(order, start=1)}


def _unit(row: NDArray[np.float64]) -> NDArray[np.float64]:
    return row / max(float(np.linalg.norm(row)), 1e-9)


def users_of(talk: Sequence[Utterance], spoken: Sequence[Sequence[str]]) -> dict[str, set[str]]:
    """Return who used each phrase; `spoken` holds the phrases of each utterance."""
    users: dict[str, set[str]] = {}
    for one, words in zip(talk, spoken, strict=True):
        for word in words:
            users.setdefault(word, set()).add(one.person)
    return users


def exemplars(nearest: Sequence[Utterance]) -> tuple[tuple[str, Span], ...]:
    """Choose utterances, nearest to the centre first: a person once, new sessions before others."""
    least, most = EXEMPLAR_WORDS
    fit = [one for one in nearest if least <= len(one.text.split()) <= most] or list(nearest)
    chosen: list[Utterance] = []
    for fresh in (True, False):
        for one in fit:
            people, sessions = {c.person for c in chosen}, {c.session for c in chosen}
            if one.person in people or (fresh and one.session in sessions):
                continue
            if len(chosen) < EXEMPLARS:
                chosen.append(one)
    return tuple((one.turn, one.span) for one in chosen)
