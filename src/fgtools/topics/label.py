"""Names for topics: a few phrases that several people used and that mean what the topic means."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from fgtools.ports import Encoder
from fgtools.topics.phrases import stem

Rows = NDArray[np.float64]

CANDIDATES = 25
"""Phrases of each topic that are compared with its meaning."""
NAMES = 3
"""Phrases in a label."""
TERMS = 10
"""Phrases listed with a topic."""
FEWEST_PEOPLE = 2
"""People who must have used a phrase: a label is nobody's own turn of speech."""
PAIR = 1.25
"""How much more a two-word phrase counts than a word: `annual reviews` says more than `annual`."""
DIVERSITY = 0.4
"""Weight of being unlike the phrases chosen before (maximal marginal relevance, Carbonell and
Goldstein 1998)."""


def named(
    terms: Sequence[Sequence[str]],
    users: Sequence[Mapping[str, Collection[str]]],
    middles: Rows,
    encoder: Encoder,
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the label and the terms of each topic.

    `terms` are each topic's phrases, the most telling first; `users` says who used a phrase in it;
    `middles` are the topics' unit centres, in the encoder's space.
    """
    shared = [
        [t for t in listed if len(users[at].get(t, ())) >= FEWEST_PEOPLE] or list(listed[:1])
        for at, listed in enumerate(terms)
    ]
    candidates = [listed[:CANDIDATES] for listed in shared]
    wanted = sorted({phrase for listed in candidates for phrase in listed})
    vectors = encoder.encode(wanted).astype(np.float64)
    row = {phrase: at for at, phrase in enumerate(wanted)}
    made: list[tuple[str, tuple[str, ...]]] = []
    for at, listed in enumerate(candidates):
        shared_by = np.array([len(users[at].get(t, ())) for t in listed], float)
        order = _ranked(listed, shared_by, vectors[[row[t] for t in listed]], middles[at])
        made.append((_label(order[:NAMES]), tuple(order[:TERMS])))
    return tuple(made)


def _ranked(listed: Sequence[str], people: Rows, vectors: Rows, middle: Rows) -> list[str]:
    """Order phrases by how many people use them, how close in meaning, how unlike each other."""
    if not listed:
        return []
    pair = np.array([PAIR if " " in phrase else 1.0 for phrase in listed])
    close = np.maximum(vectors @ middle, 0)
    worth = close / max(float(close.max()), 1e-9) * pair * np.sqrt(people / people.max())
    alike = vectors @ vectors.T
    chosen: list[int] = []
    stems: set[str] = set()
    while True:
        left = [i for i in range(len(listed)) if not _stems(listed[i]) & stems]
        if not left:
            return [listed[i] for i in chosen]
        repeat = alike[:, chosen].max(axis=1) if chosen else np.zeros(len(listed))
        score = (1 - DIVERSITY) * worth - DIVERSITY * repeat
        best = max(left, key=lambda i: (score[i], -i))
        chosen.append(best)
        stems |= _stems(listed[best])


def _stems(phrase: str) -> set[str]:
    return {stem(word) for word in phrase.split()}


def _label(chosen: Sequence[str]) -> str:
    text = ", ".join(chosen) or "No words in common"
    return text[0].upper() + text[1:]
