"""Names for topics: a few phrases that several people used and that tell it from other topics."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from fgtools.ports import Encoder
from fgtools.topics.phrases import stem

Rows = NDArray[np.float64]

CANDIDATES = 40
"""Phrases of each topic that are compared with its meaning."""
FAINT = 0.25
"""Part of the best phrase's worth below which a phrase says too little to stand in a label."""
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
        rows = vectors[[row[t] for t in listed]]
        worth = _worth(listed, shared_by, _telling(rows, middles, at))
        order = _ranked(listed, worth, rows)
        clear = [phrase for phrase in order if worth[listed.index(phrase)] >= FAINT]
        made.append((_label((clear or order)[:NAMES]), tuple(order[:TERMS])))
    return tuple(made)


def _telling(rows: Rows, middles: Rows, at: int) -> Rows:
    """Return how much nearer phrases lie to one topic than to topics as a whole.

    Nearness alone would name half the topics by the words that all of the talk is near to.
    """
    near = rows @ middles.T
    common = near.mean(axis=1) if len(middles) > 1 else 0.0
    telling: Rows = np.maximum(near[:, at] - common, 0)
    return telling


def _worth(listed: Sequence[str], people: Rows, telling: Rows) -> Rows:
    """Return what each phrase is worth in a name, 1 for the best: by meaning and by who said it."""
    if not listed:
        return np.zeros(0)
    pair = np.array([PAIR if " " in phrase else 1.0 for phrase in listed])
    worth = telling * pair * np.sqrt(people)
    return np.asarray(worth / max(float(worth.max()), 1e-9))


def _ranked(listed: Sequence[str], worth: Rows, vectors: Rows) -> list[str]:
    """Order phrases by their worth and by how unlike each other they are."""
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
