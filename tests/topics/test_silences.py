from __future__ import annotations

from dataclasses import replace

from fgtools.nouns import Participant, SafeTurn, Span, Topic, TopicAssignment
from fgtools.safe import stored
from fgtools.topics.drafts import draft
from fgtools.topics.silences import silences

PARKING = (
    "We never find parking permits that work outside the clinic.",
    "Parking permits cost me ten pounds every visit.",
    "The parking permits ran out in April.",
)
PAY = (
    "The pay has not moved since I qualified.",
    "Pay is why three of us left for agencies.",
    "My pay goes on rent and trains.",
)
TURNS = tuple(
    SafeTurn(f"one/{at}", "one", at, f"one/p{at % 3}", stored(text))
    for at, text in enumerate((*PARKING, *PAY))
)
PEOPLE = {f"one/p{n}": Participant(f"one/p{n}", "one", "nurse") for n in range(3)}
PLACED = tuple(
    TopicAssignment(t.id, Span(0, len(t.text)), "t01" if t.ordinal < 3 else "t02") for t in TURNS
)
TOPICS = (
    Topic("t01", "Parking permits", ("parking permits",), (("one/1", Span(0, 47)),), 3),
    Topic("t02", "Pay", ("pay",), (("one/4", Span(0, 40)),), 3, "pay"),
)


def test_a_topic_without_a_code_is_drafted_from_what_marks_it() -> None:
    (group,) = silences(TOPICS, (), PLACED, TURNS, PEOPLE)
    assert (group.id, len(group.members), len(group.people)) == ("t01", 3, 3)
    code = draft(group, ["pay"], lambda phrase: False)
    assert "parking" in " ".join(code.cues)
    assert code.examples == (PARKING[1],)


def test_a_topic_that_some_theme_meets_is_no_silence() -> None:
    assert silences(TOPICS, {"t01"}, PLACED, TURNS, PEOPLE) == ()


def test_what_one_person_says_is_no_gap_of_the_codebook() -> None:
    alone = tuple(replace(turn, participant="one/p0") for turn in TURNS)
    assert silences(TOPICS, (), PLACED, alone, PEOPLE) == ()
