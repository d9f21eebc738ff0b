"""The words of the house: frozen records that every module hands on.

Positions are half-open and count code points; times are seconds from the start of the recording.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from fgtools.safe import SafeText

HOLDS = 0.5
"""How far a topic must be found again to hold: under half it is dissolved (Hennig 2007, Cluster-
wise assessment of cluster stability, Computational Statistics and Data Analysis 52:258-271)."""
NO_ROLE = "no role given"
"""The role of a participant of whom nothing tells it."""
SURVEY = "survey"
NOTES = "notes"
UNLED = (SURVEY, NOTES)
"""Modes of a session, and formats, in which nobody leads a talk."""


class Span(NamedTuple):
    """A half-open range of code points."""

    start: int
    end: int


class Attribute(NamedTuple):
    """A property of a session or a participant, such as ("region", "London")."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What a stage did not keep: where, why and how many words, never the words."""

    where: str
    reason: str
    word_count: int = 0


@dataclass(frozen=True, slots=True)
class Session:
    """One focus group."""

    name: str
    role: str = ""
    wave: str = ""
    date: str = ""
    mode: str = ""
    attributes: tuple[Attribute, ...] = ()


@dataclass(frozen=True, slots=True)
class Participant:
    """A voice in a session, without a name; `known` is false where it is not one known person."""

    id: str
    session: str
    role: str
    is_facilitator: bool = False
    known: bool = True
    attributes: tuple[Attribute, ...] = ()

    @property
    def counts(self) -> bool:
        """Tell whether this voice may be counted as a participant."""
        return self.known and not self.is_facilitator


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker said until another spoke, names still in it (private zone only)."""

    id: str
    session: str
    ordinal: int
    speaker: str
    text: str = field(repr=False)
    begin: float | None = None
    end: float | None = None


@dataclass(frozen=True, slots=True)
class Find:
    """A stretch of a raw turn that identifies somebody, the rule that found it, 0 to 1 sure."""

    span: Span
    kind: str
    rule: str
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Redaction:
    """A stretch of a raw turn and the surrogate that stands for it."""

    turn: str
    span: Span
    kind: str
    surrogate: str
    rule: str
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class SafeTurn:
    """A redacted turn: all that coding, topics, quotes and reports ever see."""

    id: str
    session: str
    ordinal: int
    participant: str
    text: SafeText
    begin: float | None = None
    end: float | None = None


@dataclass(frozen=True, slots=True)
class Code:
    """One entry of a codebook; a code without a parent is a theme."""

    key: str
    label: str
    definition: str = ""
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Codebook:
    """A named, versioned list of codes, parents before their children."""

    name: str
    version: str
    codes: tuple[Code, ...]

    def theme_of(self, key: str) -> str:
        """Return the key of the top-level code above `key`; raise KeyError if there is none."""
        parents = {code.key: code.parent for code in self.codes}
        while parents[key]:
            key = parents[key]
        return key

    @property
    def themes(self) -> tuple[Code, ...]:
        """Return the top-level codes in the codebook's order."""
        return tuple(code for code in self.codes if not code.parent)


@dataclass(frozen=True, slots=True)
class Coding:
    """A code on a stretch of a redacted turn: by whom, how surely (0 to 1) and why."""

    turn: str
    span: Span
    code: str
    stance: str
    coder: str
    score: float
    why: str
    assigned: bool = True


@dataclass(frozen=True, slots=True)
class Topic:
    """A group of utterances the topic model found; exemplars are (turn, span) places.

    `family` is the label of the broader group of topics it stands in. `held` is how far it is found
    again when other sessions are drawn, 0 to 1. `place` is where it lies on the map of topics.
    """

    id: str
    label: str
    terms: tuple[str, ...]
    exemplars: tuple[tuple[str, Span], ...]
    size: int
    nearest_code: str = ""
    family: str = ""
    held: float = 1.0
    place: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class TopicAssignment:
    """The topic of an utterance; `topic` is empty for an outlier or small talk (see `why`)."""

    turn: str
    span: Span
    topic: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """How far a group raised a subject (a code's key or a topic's id)."""

    subject: str
    group: str
    sessions: int
    participants: int
    turns: int
    of_sessions: int
    of_participants: int
    share: float
    low: float
    high: float
    talk: float
    differs: str
    verdict: str
    suppressed: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a participant, safe to print, and why they were chosen."""

    id: str
    turn: str
    span: Span
    session: str
    participant: str
    role: str
    theme: str
    stance: str
    text: SafeText
    why: str
    begin: float | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a check found: the rule's short name, the place, and what to put right."""

    rule: str
    where: str
    what: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Theme:
    """All that a report says about one top-level code."""

    code: Code
    views: tuple[View, ...]
    range_of_views: tuple[tuple[str, int], ...]
    quotes: tuple[Quote, ...]
    topics: tuple[Topic, ...]
