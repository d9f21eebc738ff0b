"""Topics beside the codebook: where they agree, differ, or where one has nothing to say.

The convergence matrix of mixed-method research (O'Cathain, Murphy and Nicholl 2010, BMJ 341:c4587).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from fgtools.nouns import Codebook, Coding, Topic, TopicAssignment
from fgtools.stopwords import content_words
from fgtools.topics.phrases import stem

AGREEMENT = 0.5
"""Share of a topic's utterances coded with the theme from which the two agree..."""
PARTIAL = 0.2
"""...and from which they agree in part, if it is also..."""
LIFT = 1.5
"""...this many times the share of all utterances coded with the theme."""
NEAR = 0.2
"""Likeness in meaning that a topic's nearest code must have. On the sample study the right code of
a topic has .22 or more, and where a topic is about something else those given to it have .1."""
OWN_WORDS = 2
"""Phrases of its own in the name of a topic that has a nearest code."""
MEANT = 0.35
"""Likeness in meaning from which a topic's talk may be the theme's own: what neither codes nor
agrees is dissonance then."""


@dataclass(frozen=True, slots=True)
class Convergence:
    """How a theme and a topic stand to each other: `shared` utterances `of` the topic's.

    `verdict` is agreement, partial, dissonance (the meaning is near, the codings are not there) or
    silence.
    """

    theme: str
    topic: str
    verdict: str
    shared: int
    of: int


def convergence(
    topics: Sequence[Topic],
    assignments: Sequence[TopicAssignment],
    codings: Sequence[Coding],
    codebook: Codebook,
    likeness: Mapping[tuple[str, str], float],
) -> tuple[Convergence, ...]:
    """Return a row for each theme and topic, in the codebook's order; subcodes count as themes.

    `likeness` is the cosine, -1 to 1, of (topic's id, code's key); a theme is as like a topic as
    the one of its codes that is most like it.
    """
    theme_of = {code.key: codebook.theme_of(code.key) for code in codebook.codes}
    shared, coded, of = _overlaps(assignments, codings, theme_of)
    all_of = max(sum(of.values()), 1)
    rows: list[Convergence] = []
    for theme in codebook.themes:
        usual = coded.get(theme.key, 0) / all_of
        own = [key for key, above in theme_of.items() if above == theme.key]
        for topic in topics:
            both, size = shared.get((theme.key, topic.id), 0), of.get(topic.id, 0)
            meant = max(likeness.get((topic.id, key), 0.0) for key in own)
            verdict = _verdict(both / max(size, 1), usual, meant)
            rows.append(Convergence(theme.key, topic.id, verdict, both, size))
    return tuple(rows)


def _verdict(share: float, usual: float, meant: float) -> str:
    if share >= PARTIAL and share >= LIFT * usual:
        return "agreement" if share >= AGREEMENT else "partial"
    return "dissonance" if meant >= MEANT else "silence"


def with_nearest(
    topics: Sequence[Topic],
    assignments: Sequence[TopicAssignment],
    codings: Sequence[Coding],
    codebook: Codebook,
    likeness: Mapping[tuple[str, str], float],
) -> tuple[Topic, ...]:
    """Return the topics with the nearest code, by what was coded and by what is meant.

    It was given to a fifth of the topic or more, and half as often again as to all talk. Of these
    the one is nearest whose likeness, times the root of the share it was given to, is largest.
    `likeness` is the cosine, -1 to 1, of (topic's id, code's key).
    """
    themselves = {code.key: code.key for code in codebook.codes}
    shared, coded, of = _overlaps(assignments, codings, themselves)
    everything = max(sum(of.values()), 1)
    found: list[Topic] = []
    for topic in topics:
        size = max(of.get(topic.id, 0), 1)
        scores = [
            (likeness[topic.id, key] * math.sqrt(both / size), key)
            for key in themselves
            if (both := shared.get((key, topic.id), 0))
            >= size * max(PARTIAL, LIFT * coded.get(key, 0) / everything)
            and likeness[topic.id, key] >= NEAR
        ]
        found.append(replace(topic, nearest_code=max(scores, default=(0.0, ""))[1]))
    return tuple(found)


def in_words_of(topics: Sequence[Topic], codebook: Codebook) -> tuple[Topic, ...]:
    """Return topics and families named by the field's word for them before their own words.

    People tell stories, and the words that stories share are their props; the code says what they
    are about. A topic near no code keeps its own words alone.
    """
    labels = {code.key: code.label for code in codebook.codes}
    broad = {family: _themes_in(family, topics, codebook) for family in {t.family for t in topics}}
    return tuple(
        replace(
            topic,
            label=_led(labels[topic.nearest_code], topic) if topic.nearest_code else topic.label,
            family=broad[topic.family],
        )
        for topic in topics
    )


def _themes_in(family: str, topics: Sequence[Topic], codebook: Codebook) -> str:
    """Name a family by the one or two themes that most of its talk is near, if any are."""
    if not family:
        return ""
    labels = {code.key: code.label for code in codebook.codes}
    near: dict[str, int] = {}
    for topic in topics:
        if topic.family == family and topic.nearest_code:
            theme = labels[codebook.theme_of(topic.nearest_code)]
            near[theme] = near.get(theme, 0) + topic.size
    whole = sum(topic.size for topic in topics if topic.family == family)
    most = sorted(near, key=lambda theme: (-near[theme], theme))[:2]
    return "; ".join(theme for theme in most if near[theme] >= PARTIAL * whole) or family


def _led(lead: str, topic: Topic) -> str:
    known = {stem(word) for word in content_words(lead)}
    named = [phrase for phrase in topic.label.split(", ") if phrase]
    new = [p for p in named if not {stem(word) for word in p.lower().split()} <= known]
    said = ", ".join(new[:OWN_WORDS])
    return (
        f"{lead}: {said[:1].lower() + said[1:] if said[1:2].islower() else said}" if said else lead
    )


def _overlaps(
    assignments: Sequence[TopicAssignment], codings: Sequence[Coding], column: Mapping[str, str]
) -> tuple[dict[tuple[str, str], int], dict[str, int], dict[str, int]]:
    """Count utterances with a topic: by code and topic, by code, by topic.

    A code is given to a turn, its span only shows the words that say most for it: it counts for
    every utterance of the turn.
    """
    given: dict[str, set[str]] = {}
    for coding in codings:
        if coding.assigned and coding.code in column:
            given.setdefault(coding.turn, set()).add(column[coding.code])
    shared: dict[tuple[str, str], int] = {}
    coded: dict[str, int] = {}
    of: dict[str, int] = {}
    for one in assignments:
        if not one.topic:
            continue
        of[one.topic] = of.get(one.topic, 0) + 1
        for code in sorted(given.get(one.turn, ())):
            shared[code, one.topic] = shared.get((code, one.topic), 0) + 1
            coded[code] = coded.get(code, 0) + 1
    return shared, coded, of
