"""One run with the real sentence encoder and the real groups."""

from __future__ import annotations

from fgtools.models import encoder
from fgtools.models.clusters import TopicGroups
from fgtools.nouns import Participant, SafeTurn
from fgtools.safe import stored
from fgtools.topics.discover import discover

WAITING = (
    "Families wait eighteen months for the speech therapy that is in the plan.",
    "The waiting list for speech and language therapy is two years here.",
    "Children sit on the speech therapy waiting list until they leave primary school.",
    "We put speech therapy in the plan and then there is a waiting list.",
    "Nobody tells parents how long the waiting list for therapy really is.",
    "Our speech therapy waiting list has doubled since the autumn.",
    "A child waited two years for a speech and language assessment.",
    "By the time speech therapy starts the waiting list has swallowed a year.",
)
COMPUTERS = (
    "The laptop takes twenty minutes to open the case management system.",
    "I cannot log in to the case management system from home.",
    "Every borough has its own portal and its own password.",
    "The system crashed and I lost the form I was typing.",
    "We were given new laptops without access to the shared drive.",
    "The portal logs you out before you can save the form.",
    "I type everything twice because the two computer systems do not talk.",
    "My laptop is so old that the software will not update.",
)


def test_what_people_would_call_two_topics_are_two_topics() -> None:
    people = {f"g{n}/p": Participant(f"g{n}/p", f"g{n}", "casework") for n in range(4)}
    turns = [
        SafeTurn(f"g{at % 4}/{at}", f"g{at % 4}", at, f"g{at % 4}/p", stored(text))
        for at, text in enumerate(WAITING + COMPUTERS)
    ]
    found = discover(turns, people, encoder.load(), TopicGroups(), seed=0, number=2)
    topic = {a.turn: a.topic for a in found.assignments}
    first = {topic[f"g{at % 4}/{at}"] for at in range(8)} - {""}
    second = {topic[f"g{at % 4}/{at}"] for at in range(8, 16)} - {""}
    assert len(first) == len(second) == 1
    assert first != second
    words = {t.id: " ".join(t.terms) for t in found.topics}
    assert "waiting" in words[first.pop()]
    assert "system" in words[second.pop()]
