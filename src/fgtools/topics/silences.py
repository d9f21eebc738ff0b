"""Topics on which the codebook is silent, as groups of talk that can be drafted into codes."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from fgtools.nouns import Participant, SafeTurn, Topic, TopicAssignment
from fgtools.safe import part
from fgtools.topics.describing import Utterance
from fgtools.topics.gaps import FEWEST_TURNS, Group
from fgtools.topics.label import FEWEST_PEOPLE
from fgtools.topics.marking import Talk
from fgtools.topics.phrases import phrases


def silences(
    topics: Sequence[Topic],
    met: Collection[str],
    assignments: Sequence[TopicAssignment],
    turns: Sequence[SafeTurn],
    speakers: Mapping[str, Participant],
) -> tuple[Group, ...]:
    """Return the topics that no code comes near and no theme meets (`met`: ids of those that one
    does), in their order, each with its talk and the phrases that mark it.

    A topic of fewer than two participants who count is left out: one voice is no finding.
    """
    said = _said(assignments, turns)
    talk = [one for own in said.values() for one in own]
    everything = Talk([phrases(one.text) for one in talk], [one.person for one in talk])
    found: list[Group] = []
    start = 0
    for key, own in said.items():
        rows = range(start, start + len(own))
        start += len(own)
        topic = next((t for t in topics if t.id == key and not t.nearest_code), None)
        people = {one.person for one in own if speakers[one.person].counts}
        if topic is None or key in met or len(people) < FEWEST_PEOPLE:
            continue
        marks = tuple(
            mark
            for mark in everything.marks(rows)
            if len(mark.people & people) >= FEWEST_PEOPLE and mark.inside >= FEWEST_TURNS
        )
        place = {(one.turn, one.span): one for one in own}
        shown = tuple(place[at] for at in topic.exemplars if at in place)
        members, who = tuple(own), tuple(sorted(people))
        found.append(Group(key, topic.label, topic.terms, marks, members, shown, who))
    order = {topic.id: at for at, topic in enumerate(topics)}
    return tuple(sorted(found, key=lambda group: order[group.id]))


def _said(
    assignments: Sequence[TopicAssignment], turns: Sequence[SafeTurn]
) -> dict[str, list[Utterance]]:
    by_id = {turn.id: turn for turn in turns}
    said: dict[str, list[Utterance]] = {}
    for one in assignments:
        if one.topic:
            turn = by_id[one.turn]
            words = part(turn.text, one.span)
            said.setdefault(one.topic, []).append(
                Utterance(turn.id, one.span, turn.session, turn.participant, words)
            )
    return said
