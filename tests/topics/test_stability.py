"""A topic that one session alone made does not hold; one that all sessions have does."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from sklearn.metrics import adjusted_rand_score

from fgtools.models.clusters import TopicGroups
from fgtools.topics.stability import Spoken, agreement, crossed, stability

WORDS = ("caseload backlog", "laptop portal", "salary rent", "manager listening", "parking permit")
LOCAL = 4
"""The subject that only the last session speaks of."""


def spoken(sessions: int = 6, people: int = 4) -> tuple[Spoken, NDArray[np.int64]]:
    rng = np.random.default_rng(4)
    middles = rng.normal(size=(len(WORDS), 32))
    about, held_in, said_by = [], [], []
    for s in range(sessions):
        for subject in range(len(WORDS)):
            many = 12 if subject != LOCAL else 40 * (s == sessions - 1)
            for n in range(many):
                about.append(subject)
                held_in.append(f"group-{s}")
                said_by.append(f"group-{s}/p{n % people}")
    rows = middles[about] + 1.0 * rng.normal(size=(len(about), 32))
    rows = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    texts = [f"the {WORDS[a]} number {n % 7}" for n, a in enumerate(about)]
    return Spoken(texts, rows, held_in, said_by), np.array(about, np.int64)


def test_a_topic_of_one_session_does_not_hold_and_the_others_do() -> None:
    columns, labels = spoken()
    steady = stability(TopicGroups(), columns, labels, seed=1)
    assert all(steady.held[topic] >= 0.75 for topic in range(LOCAL))
    assert steady.held[LOCAL] < 0.5
    assert steady.held[LOCAL] == min(steady.held.values())
    assert 0.7 < steady.overall <= 1


def test_the_same_seed_draws_the_same_sessions() -> None:
    columns, labels = spoken()
    first = stability(TopicGroups(), columns, labels, seed=7)
    assert stability(TopicGroups(), columns, labels, seed=7) == first


@pytest.mark.parametrize(("sessions", "people"), [(2, 5), (1, 1)])
def test_with_few_sessions_people_or_parts_of_the_talk_are_drawn(
    sessions: int, people: int
) -> None:
    columns, labels = spoken(sessions, people)
    steady = stability(TopicGroups(), columns, labels, seed=1)
    assert set(steady.held) == set(range(len(WORDS)))
    assert steady.overall > 0.7


def test_topics_made_at_random_do_not_hold() -> None:
    columns, labels = spoken()
    random = np.random.default_rng(0).permutation(labels)
    steady = stability(TopicGroups(), columns, random, seed=1)
    assert steady.overall < 0.1
    assert max(steady.held.values()) < 0.5


def test_too_little_talk_to_refit_holds_nothing() -> None:
    columns, labels = spoken(3, 1)
    few = np.arange(0, len(labels), 20)
    steady = stability(TopicGroups(), columns.part(few), labels[few], seed=1)
    assert steady.overall == 0
    assert set(steady.held.values()) == {0.0}


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 4)), max_size=40))
def test_agreement_is_the_adjusted_rand_index(pairs: list[tuple[int, int]]) -> None:
    one, other = (np.array([pair[at] for pair in pairs], np.int64) for at in (0, 1))
    assert agreement(crossed(one, other, 4)) == pytest.approx(adjusted_rand_score(one, other))
