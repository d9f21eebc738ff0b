from __future__ import annotations

import hashlib
import random
from collections import Counter
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from fgtools.models.clusters import BertopicModel
from fgtools.nouns import Participant, SafeTurn
from fgtools.ports import Vectors
from fgtools.safe import stored
from fgtools.stopwords import content_words
from fgtools.topics.discover import Topics, discover, how_many
from fgtools.utterances import utterances

Row = NDArray[np.float64]

SUBJECTS = {
    "caseload": ("caseload", "cases", "deadline", "overtime", "backlog"),
    "laptop": ("laptop", "portal", "password", "login", "software"),
    "pay": ("salary", "rent", "pension", "agency", "rates"),
    "supervision": ("supervision", "manager", "reflective", "support", "listening"),
}


class WordHash:
    """Encode a text by a pseudo-random direction for each subject and word in it."""

    pin = "encoder:test"

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit row for each text."""
        rows = np.array([self._row(text) for text in texts]).reshape(len(texts), 64)
        unit = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
        return np.asarray(unit, np.float32)

    def _row(self, text: str) -> Row:
        row = np.full(64, 1e-3)
        for word in content_words(text):
            for subject, own in SUBJECTS.items():
                row += 2.0 * direction(subject) * (word in own)
            row += 0.5 * direction(word)
        return row


def direction(word: str) -> Row:
    """Return a fixed direction for a word."""
    seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:4], "big")
    return np.random.default_rng(seed).normal(size=64) / 8


def study(
    sessions: int = 3, rounds: int = 4
) -> tuple[tuple[SafeTurn, ...], dict[str, Participant]]:
    """Return the talk of an invented study: four people a session, each on every subject."""
    turns: list[SafeTurn] = []
    people: dict[str, Participant] = {}
    for s in range(sessions):
        name = f"group-{s}"
        people[f"{name}/host"] = Participant(f"{name}/host", name, "", is_facilitator=True)
        for p in range(4):
            people[f"{name}/p{p}"] = Participant(f"{name}/p{p}", name, "casework")
        said = [("host", "Good morning everybody, can you tell us about your caseload and laptop?")]
        said += [("p0", "Hi, I'm [person A], good morning."), ("p1", "Sorry, you're on mute.")]
        for r in range(rounds):
            for p in range(4):
                words = list(SUBJECTS.values())[(p + r) % 4]
                a, b, c = words[(r + p) % 5], words[(r + p + 1) % 5], words[(s + r) % 5]
                said.append((f"p{p}", f"Honestly the {a} and the {b} and then our {c} again."))
        turns += [
            SafeTurn(f"{name}/{at}", name, at, f"{name}/{who}", stored(text))
            for at, (who, text) in enumerate(said)
        ]
    return tuple(turns), people


def find(turns: tuple[SafeTurn, ...], people: dict[str, Participant]) -> Topics:
    return discover(turns, people, WordHash(), BertopicModel(), seed=1, number=4)


@pytest.fixture(scope="module")
def found() -> Topics:
    return find(*study())


def test_the_four_subjects_people_spoke_about_are_found(found: Topics) -> None:
    assert len(found.topics) == 4
    for own in SUBJECTS.values():
        assert any(set(" ".join(t.terms).split()) & set(own) for t in found.topics)
    assert found.stability > 0.9


def test_every_utterance_of_a_participant_is_assigned_or_says_why_not(found: Topics) -> None:
    turns, people = study()
    expected = {
        (turn.id, span)
        for turn in turns
        if not people[turn.participant].is_facilitator
        for span in utterances(turn.text)
    }
    assert {(a.turn, a.span) for a in found.assignments} == expected
    assert all(bool(a.topic) != bool(a.why) for a in found.assignments)
    assert Counter(a.topic for a in found.assignments if a.topic) == {
        t.id: t.size for t in found.topics
    }


def test_small_talk_belongs_to_no_topic(found: Topics) -> None:
    why = {a.turn: a.why for a in found.assignments}
    assert why["group-0/1"].startswith("small talk")
    assert why["group-0/2"].startswith("small talk")


def test_the_order_of_the_turns_does_not_matter(found: Topics) -> None:
    turns, people = study()
    mixed = list(turns)
    random.Random(3).shuffle(mixed)
    assert find(tuple(mixed), people) == found


def test_a_further_session_leaves_the_topics_as_they_were(found: Topics) -> None:
    grown = find(*study(sessions=4))
    now = {(a.turn, a.span): a.topic for a in grown.assignments}
    pairs = {(a.topic, now[a.turn, a.span]) for a in found.assignments if a.topic}
    assert len(pairs) == len(found.topics)


def test_exemplars_come_from_different_people_and_sessions(found: Topics) -> None:
    for topic in found.topics:
        sessions = [turn.rpartition("/")[0] for turn, _ in topic.exemplars]
        assert len(set(sessions)) == 3
        assert len(topic.exemplars) == len(set(topic.exemplars)) >= 3


def test_an_unknown_voice_is_talk_too() -> None:
    turns, people = study()
    unknown = {k: p for k, p in people.items() if k != "group-0/p0"}
    assert len(find(turns, unknown).assignments) == len(find(turns, people).assignments)


def test_too_little_talk_has_no_topics() -> None:
    person = Participant("a/p", "a", "casework")
    turn = SafeTurn("a/0", "a", 0, "a/p", stored("The caseload and the backlog are the same."))
    found = find((turn,), {"a/p": person})
    assert found.topics == ()
    assert found.assignments[0].why == "too little talk for topics"
    assert find((), {}).assignments == ()


@given(st.integers(0, 200_000), st.integers(0, 60))
def test_the_number_of_topics_leaves_eight_utterances_for_each(talk: int, wanted: int) -> None:
    count = how_many(talk, wanted)
    assert count == 0 or count >= 2 or wanted == 1
    assert count * 8 <= talk
    assert count <= max(40, wanted)
