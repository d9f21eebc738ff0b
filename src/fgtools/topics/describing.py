"""What a topic is, once its talk is found: its name, its family, its place, and its exemplars."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

import numpy as np
from numpy.typing import NDArray

from fgtools.nouns import Span, Topic
from fgtools.ports import Encoder, Vectors
from fgtools.safe import SafeText
from fgtools.topics.families import families, on_map
from fgtools.topics.label import named
from fgtools.topics.model import Labels

EXEMPLARS = 4
"""Utterances shown with a topic."""
EXEMPLAR_WORDS = 8, 60
"""Words of an utterance that can stand for a topic by itself."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """A stretch of a turn and who said it in which session."""

    turn: str
    span: Span
    session: str
    person: str
    text: SafeText


def described(
    talk: Sequence[Utterance],
    spoken: Sequence[Sequence[str]],
    vectors: Vectors,
    labels: Labels,
    terms: Sequence[Sequence[str]],
    held: Mapping[int, float],
    encoder: Encoder,
) -> tuple[tuple[Topic, ...], dict[int, str]]:
    """Return the topics, largest first, and the id of each group."""
    groups = [at for at in range(len(terms)) if np.any(labels == at)]
    members = {at: np.flatnonzero(labels == at).tolist() for at in groups}
    middles = np.array([_unit(vectors[members[at]].mean(axis=0, dtype=float)) for at in groups])
    users = [users_of([talk[i] for i in members[at]], [spoken[i] for i in members[at]])
             for at in groups]  # fmt: skip
    names = named([terms[at] for at in groups], users, middles, encoder)
    order = sorted(range(len(groups)), key=lambda i: (-len(members[groups[i]]), names[i]))
    broad = _families(middles, [terms[at] for at in groups], users, encoder)
    places = on_map(middles)
    topics: list[Topic] = []
    for rank, i in enumerate(order, start=1):
        inside = members[groups[i]]
        near = np.argsort(-(vectors[inside] @ middles[i]), kind="stable").tolist()
        shown = exemplars([talk[inside[j]] for j in near])
        label, words = names[i]
        topics.append(
            Topic(
                f"t{rank:02d}", label, words, shown, len(inside),
                family=broad[i], held=held[groups[i]], place=places[i],
            )
        )  # fmt: skip
    return tuple(topics), {groups[i]: f"t{rank:02d}" for rank, i in enumerate(order, start=1)}


def _families(
    middles: NDArray[np.float64],
    terms: Sequence[Sequence[str]],
    users: Sequence[Mapping[str, set[str]]],
    encoder: Encoder,
) -> list[str]:
    """Return for each topic the label of its family; nothing where there is only one."""
    numbers = families(middles)
    count = max(numbers, default=0) + 1
    if count < 2:
        return [""] * len(numbers)
    inside = [[at for at, own in enumerate(numbers) if own == family] for family in range(count)]
    joined = [_in_turns([terms[at] for at in own]) for own in inside]
    spoken = [_joined_users([users[at] for at in own]) for own in inside]
    centres = np.array([_unit(middles[own].mean(axis=0)) for own in inside])
    labels = [label for label, _ in named(joined, spoken, centres, encoder)]
    return [labels[family] for family in numbers]


def _in_turns(listed: Sequence[Sequence[str]]) -> list[str]:
    """Return the phrases of several topics, the first of each before the second of any."""
    rounds = zip_longest(*listed)
    return list(dict.fromkeys(term for row in rounds for term in row if term))


def _joined_users(users: Sequence[Mapping[str, set[str]]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for own in users:
        for phrase, people in own.items():
            found.setdefault(phrase, set()).update(people)
    return found


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
