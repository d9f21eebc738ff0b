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

from fgtools.models.clusters import TopicGroups
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
    return discover(turns, people, WordHash(), TopicGroups(), seed=1, number=4)


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


def survey(comments: Sequence[str]) -> tuple[tuple[SafeTurn, ...], dict[str, Participant]]:
    """Return a table of comments, each of another person, which nobody leads."""
    people = {f"s/p{n}": Participant(f"s/p{n}", "s", "") for n in range(len(comments))}
    turns = (SafeTurn(f"s/{n}", "s", n, f"s/p{n}", stored(c)) for n, c in enumerate(comments))
    return tuple(turns), people


SHORT = tuple(
    f"{first} {second}"
    for own in SUBJECTS.values()
    for first in own
    for second in own
    if first != second
)


def test_comments_of_two_words_form_topics_where_that_is_what_a_survey_holds() -> None:
    topics = find(*survey(SHORT))
    of = dict(zip(SHORT, (a.topic for a in topics.assignments), strict=True))
    for own in SUBJECTS.values():
        assert len({of[c] for c in SHORT if c.split()[0] in own}) == 1
    assert len({*of.values()}) == 4


def test_a_table_in_another_order_has_the_same_topics_for_the_same_comments() -> None:
    mixed = list(SHORT)
    random.Random(5).shuffle(mixed)
    topics = [find(*survey(comments)) for comments in (SHORT, mixed)]
    groups = [
        {
            frozenset(c for c, a in zip(said, found.assignments, strict=True) if a.topic == t.id)
            for t in found.topics
        }
        for said, found in zip((SHORT, mixed), topics, strict=True)
    ]
    assert groups[0] == groups[1]
    assert len(groups[0]) == 4


def test_a_short_remark_joins_the_topic_it_names_and_no_other_short_one_does(
    found: Topics,
) -> None:
    turns, people = study()
    said = ("The salary, the rent and the pension.", "The zebra.", "Yeah, exactly.")
    remarks = tuple(
        SafeTurn(f"group-0/{900 + n}", "group-0", 900 + n, "group-0/p1", stored(text))
        for n, text in enumerate(said)
    )
    grown = find((*turns, *remarks), people)
    own = {a.turn: a for a in grown.assignments}
    pay = next(a.topic for a in grown.assignments if turn_of(a.turn, turns).find("salary") > 0)
    assert own["group-0/900"].topic == pay
    assert own["group-0/901"].topic == own["group-0/902"].topic == ""
    assert own["group-0/902"].why == "small talk: too short"
    assert len(grown.topics) == len(found.topics)


def turn_of(key: str, turns: Sequence[SafeTurn]) -> str:
    return next((turn.text for turn in turns if turn.id == key), "")


def test_every_topic_says_how_far_it_holds(found: Topics) -> None:
    assert all(0.5 < topic.held <= 1 for topic in found.topics)


@given(st.integers(0, 200_000), st.integers(0, 60))
def test_the_number_of_topics_leaves_eight_utterances_for_each(talk: int, wanted: int) -> None:
    count = how_many(talk, wanted)
    assert count == 0 or count >= 2 or wanted == 1
    assert count * 8 <= talk
    assert count <= max(40, wanted)
