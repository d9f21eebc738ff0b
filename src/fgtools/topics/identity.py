"""Topics keep their ids when the study grows: the same talk, the same id; what is new, a new one.

Ids are no part of what the model finds. They follow the utterances that stood in a topic before,
so that a report of March and one of May speak of one thing under one id.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

import numpy as np

from fgtools.nouns import Topic, TopicAssignment

Place = tuple[str, int]
"""A turn's id and where in it an utterance begins."""
SAME = 1 / 3
"""Jaccard overlap from which two groups of utterances are one topic: as when each holds half of
the other. Only utterances that both runs know are compared."""
NUMBER = re.compile(r"t(\d+)", re.ASCII)


def places(assignments: Sequence[TopicAssignment]) -> dict[str, set[Place]]:
    """Return where each topic is spoken of."""
    found: dict[str, set[Place]] = {}
    for one in assignments:
        if one.topic:
            found.setdefault(one.topic, set()).add((one.turn, one.span.start))
    return found


def with_old_ids(
    topics: Sequence[Topic],
    assignments: Sequence[TopicAssignment],
    before: Mapping[str, Collection[Place]],
) -> tuple[tuple[Topic, ...], tuple[TopicAssignment, ...]]:
    """Give topics the ids under which their talk was known; others get numbers never used.

    `before` are the places of each id in earlier runs. Pairs are chosen so that the overlaps are
    largest over all (assignment problem, Kuhn 1955). The order of `topics` is kept.
    """
    from scipy.optimize import linear_sum_assignment  # scipy waits until it is needed

    if not before:
        return tuple(topics), tuple(assignments)
    now = {place for one in assignments for place in ((one.turn, one.span.start),)}
    held, old = places(assignments), sorted(before)
    known = {key: set(before[key]) & now for key in old}
    seen = set().union(*known.values())
    alike = np.array(
        [[_overlap(held.get(t.id, set()) & seen, known[key]) for key in old] for t in topics]
    ).reshape(len(topics), len(old))
    pairs = zip(*linear_sum_assignment(-alike), strict=True)
    ids = {topics[i].id: old[j] for i, j in pairs if alike[i, j] >= SAME}
    numbers = [int(match[1]) for key in old if (match := NUMBER.fullmatch(key))]
    fresh = max(numbers, default=0)
    for topic in topics:
        if topic.id not in ids:
            fresh += 1
            ids[topic.id] = f"t{fresh:02d}"
    return (
        tuple(replace(topic, id=ids[topic.id]) for topic in topics),
        tuple(replace(a, topic=ids.get(a.topic, "")) for a in assignments),
    )


def _overlap(one: set[Place], other: set[Place]) -> float:
    return len(one & other) / max(len(one | other), 1)
