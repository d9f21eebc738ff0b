"""Topics beside the codebook: where they agree, differ, or where one has nothing to say.

The convergence matrix of mixed-method research (O'Cathain, Murphy and Nicholl 2010, BMJ 341:c4587).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from fgtools.nouns import Codebook, Coding, Topic, TopicAssignment
from fgtools.stopwords import content_words
from fgtools.topics.phrases import stem

AGREEMENT = 0.5
"""Share of a topic's utterances coded with the theme from which the two agree."""
PARTIAL = 0.2
"""Share from which they agree in part, if it is also..."""
LIFT = 1.5
"""...this many times the share of all utterances coded with the theme."""
WORDS_IN_COMMON = 2
"""Different words that a topic's terms and a theme's label and cues share before it is dissonance
that the codings do not meet."""


@dataclass(frozen=True, slots=True)
class Convergence:
    """How a theme and a topic stand to each other: `shared` utterances `of` the topic's.

    `verdict` is agreement, partial, dissonance (the words are the same, the codings are not) or
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
) -> tuple[Convergence, ...]:
    """Return a row for each theme and topic, in the codebook's order; subcodes count as themes."""
    theme_of = {code.key: codebook.theme_of(code.key) for code in codebook.codes}
    shared, coded, of = _overlaps(assignments, codings, theme_of)
    all_of = max(sum(of.values()), 1)
    words = {theme.key: _theme_words(codebook, theme_of, theme.key) for theme in codebook.themes}
    rows: list[Convergence] = []
    for theme in codebook.themes:
        usual = coded.get(theme.key, 0) / all_of
        for topic in topics:
            both, size = shared.get((theme.key, topic.id), 0), of.get(topic.id, 0)
            common = words[theme.key] & {stem(w) for t in topic.terms for w in t.split()}
            verdict = _verdict(both / max(size, 1), usual, len(common))
            rows.append(Convergence(theme.key, topic.id, verdict, both, size))
    return tuple(rows)


def _verdict(share: float, usual: float, common: int) -> str:
    if share >= AGREEMENT:
        return "agreement"
    if share >= PARTIAL and share >= LIFT * usual:
        return "partial"
    return "dissonance" if common >= WORDS_IN_COMMON else "silence"


def with_nearest(
    topics: Sequence[Topic],
    assignments: Sequence[TopicAssignment],
    codings: Sequence[Coding],
    codebook: Codebook,
) -> tuple[Topic, ...]:
    """Return the topics with the code that overlaps most (Dice).

    It must cover a fifth of the topic, and half as much again as it covers of all talk.
    """
    themselves = {code.key: code.key for code in codebook.codes}
    shared, coded, of = _overlaps(assignments, codings, themselves)
    found: list[Topic] = []
    for topic in topics:
        size = max(of.get(topic.id, 0), 1)
        scores = [
            (2 * shared.get((key, topic.id), 0) / (size + coded.get(key, 0)), key)
            for key in themselves
            if shared.get((key, topic.id), 0)
            >= size * max(PARTIAL, LIFT * coded.get(key, 0) / max(sum(of.values()), 1))
        ]
        nearest = max(scores, key=lambda at: (at[0], at[1]))[1] if scores else ""
        found.append(replace(topic, nearest_code=nearest))
    return tuple(found)


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


def _theme_words(codebook: Codebook, theme_of: Mapping[str, str], theme: str) -> set[str]:
    own = [code for code in codebook.codes if theme_of[code.key] == theme]
    texts = [text for code in own for text in (code.label, *code.cues)]
    return {stem(word) for text in texts for word in content_words(text)}
