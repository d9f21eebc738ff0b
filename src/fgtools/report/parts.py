"""The parts of a report: frozen, in reading order, every count already fit to be shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fgtools.nouns import Codebook, LeftOut, Session
from fgtools.report.facts import Facts
from fgtools.report.framework_parts import Framework, Traced
from fgtools.safe import SafeText

if TYPE_CHECKING:  # it is made of the parts here
    from fgtools.report.card_parts import (
        Indicator,
        QuestionPart,
        RegionsPart,
        SourcePart,
        WavesPart,
    )

HOLDS = 0.5
"""Share of draws of sessions that must show a topic again for it to hold."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the study says about the report; `roles` maps keys to labels, in the order shown.

    `threshold`: counts of people from 1 up to it, itself not included, are hidden (0 hides none).
    `pins`: what identifies each model. `date`: the ISO day of the study's last decision, or "".
    """

    title: str
    level: str = "internal"
    threshold: int = 0
    roles: Mapping[str, str] = field(default_factory=dict)
    pins: tuple[tuple[str, str], ...] = ()
    seed: int = 1
    date: str = ""
    wave: str = ""

    @property
    def internal(self) -> bool:
        """Tell whether the evidence (session, turn) may be shown."""
        return self.level == "internal"

    def role(self, key: str) -> str:
        """Return what a role is called."""
        shown = key.replace("-", " ").replace("_", " ")
        return self.roles.get(key) or shown[:1].upper() + shown[1:]


@dataclass(frozen=True, slots=True)
class Held:
    """A session that took place: its words, its length in seconds if known."""

    session: Session
    words: int
    duration: float | None = None


@dataclass(frozen=True, slots=True)
class RolePart:
    """A role among the participants; `share` of participants' words, 0 to 1, None if hidden.

    `count` is what `participants` says in words, None where hidden.
    """

    key: str
    label: str
    sessions: int
    participants: str
    words: str
    share: float | None
    people: float | None
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """How far one role (or all: key "") raised one subject; figures are None where hidden.

    `heard`: sessions in which it came up, of `held`. Counts of sessions are never hidden, but where
    `quiet`: where a role has hardly more people than sessions, one count is the other.
    """

    role: str
    label: str
    heard: int
    held: int
    participants: str
    count: int | None
    of: int | None
    share: float | None
    low: float | None
    high: float | None
    differs: str
    verdict: str
    quiet: bool = False

    @property
    def hidden(self) -> bool:
        """Tell whether the count may not be shown."""
        return self.count is None

    @property
    def sessions(self) -> str:
        """Write the sessions in which it came up, of those held."""
        return "not given" if self.quiet else f"{self.heard} of {self.held}"

    @property
    def apart(self) -> bool:
        """Tell whether a difference from the other roles was found."""
        return self.differs in ("more", "less")


@dataclass(frozen=True, slots=True)
class Stance:
    """How many participants took a stance on a theme; `count` is None where hidden."""

    key: str
    label: str
    participants: str
    count: int | None


@dataclass(frozen=True, slots=True)
class WordPart:
    """A word that marks a role, and how many of the role's participants used it.

    `others`: of all other roles' `of_others`; None where hidden.
    """

    role: str
    word: str
    participants: int
    of: int
    others: int | None
    of_others: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class MeetingPart:
    """How a theme (its label) and a topic (its id) stand to each other."""

    theme: str
    topic: str
    verdict: str


@dataclass(frozen=True, slots=True)
class SaturationPart:
    """What each session added to the codes heard; of all sessions where `role` is empty.

    `curve` is the mean share of all codes heard after each number of sessions, 0 to 1; `reached`
    the number of sessions after which hardly anything new came, None where that is not shown.
    """

    role: str
    sessions: tuple[str, ...]
    new: tuple[int, ...]
    curve: tuple[float, ...]
    reached: int | None
    assessable: bool
    verdict: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class SittingPart:
    """Who spoke how much in a session, without saying who (internal reports only).

    `shares` of the participants' words, largest first, 0 to 1; `facilitator`: share of all words;
    `unmatched`: of the participants' words, those of voices that are not one known person.
    """

    session: str
    shares: tuple[float, ...]
    facilitator: float
    unmatched: float


@dataclass(frozen=True, slots=True)
class QuotePart:
    """A quote as printed; `session` and `place` are empty unless the report is internal.

    `printed` is what it is called in print: its id in an internal report, else its number there.
    Anyone who knows how sessions are named can try ids until one fits, and so learn the place.
    """

    id: str
    text: SafeText
    role: str
    role_label: str
    theme: str
    theme_label: str
    stance: str
    stance_label: str
    why: str
    session: str
    place: str
    printed: str = ""


@dataclass(frozen=True, slots=True)
class TopicPart:
    """A topic as printed; `themes` holds (label, verdict) for the themes that it meets.

    `place` is where it lies on the map; `held` (0 to 1) how far other sessions show it again.
    """

    id: str
    label: str
    terms: tuple[str, ...]
    size: int
    near: str
    cells: tuple[Cell, ...]
    total: Cell
    themes: tuple[tuple[str, str], ...]
    exemplars: tuple[QuotePart, ...]
    family: str = ""
    held: float = 1.0
    place: tuple[float, float] = (0.0, 0.0)

    @property
    def holds(self) -> bool:
        """Tell whether it is found again in half of the draws of sessions or more."""
        return self.held >= HOLDS


@dataclass(frozen=True, slots=True)
class ThemePart:
    """One theme: who raised it, what was said, how views range, and the evidence.

    `within`: the codes below it by key, with all roles' count.
    """

    key: str
    number: int
    label: str
    definition: str
    headline: str
    cells: tuple[Cell, ...]
    total: Cell
    stances: tuple[Stance, ...]
    codes: tuple[tuple[str, str], ...]
    said: tuple[tuple[str, str, str], ...]
    compared: str
    quotes: tuple[QuotePart, ...]
    topics: tuple[TopicPart, ...]
    passages: int
    within: tuple[tuple[str, Cell], ...] = ()

    @property
    def raised(self) -> bool:
        """Tell whether anybody raised the theme."""
        return self.passages > 0 or any(cell.heard for cell in self.cells)


@dataclass(frozen=True, slots=True)
class ViewRow:
    """A line of the sheet of views: a theme, code or topic, and one role."""

    kind: str
    subject: str
    cell: Cell
    turns: int | None
    key: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A coded passage with its place (internal reports only)."""

    session: str
    ordinal: int
    time: str
    participant: str
    role: str
    theme: str
    code: str
    stance: str
    coder: str
    score: float
    why: str
    text: SafeText


@dataclass(frozen=True, slots=True)
class Case:
    """A row of the framework matrix: a session and role (or a role), a summary per theme."""

    session: str
    role: str
    summaries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """All that a report says. Writers lay it out; none of them counts anything.

    `heads`: participants in all, `people`: how many different ones; None where not printed.
    """

    settings: Settings
    codebook: Codebook
    roles: tuple[RolePart, ...]
    participants: tuple[str, ...]
    summary: tuple[str, ...]
    key_themes: tuple[tuple[str, str], ...]
    themes: tuple[ThemePart, ...]
    topics: tuple[TopicPart, ...]
    quotes: tuple[QuotePart, ...]
    similarities: tuple[tuple[str, str], ...]
    differences: tuple[tuple[str, str], ...]
    method: tuple[tuple[str, str], ...]
    redactions: tuple[tuple[str, int], ...]
    limits: tuple[str, ...]
    disclosure: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    views: tuple[ViewRow, ...]
    passages: tuple[Passage, ...]
    matrix: tuple[Case, ...]
    own_text: Mapping[str, str]
    words: tuple[WordPart, ...] = ()
    meetings: tuple[MeetingPart, ...] = ()
    saturation: tuple[SaturationPart, ...] = ()
    sittings: tuple[SittingPart, ...] = ()
    frameworks: tuple[Framework, ...] = ()
    traced: Mapping[str, Traced] = field(default_factory=dict)
    heads: int | None = None
    people: int | None = None
    questions: tuple[QuestionPart, ...] = ()
    beside: tuple[SourcePart, ...] = ()
    waves: WavesPart | None = None
    indicators: tuple[Indicator, ...] = ()
    facts: Facts = field(default_factory=Facts)
    regions: RegionsPart | None = None

    @property
    def raised(self) -> tuple[ThemePart, ...]:
        """Return the themes that somebody raised."""
        return tuple(theme for theme in self.themes if theme.raised)

    @property
    def beyond(self) -> tuple[TopicPart, ...]:
        """Return the topics that no code comes near."""
        return tuple(topic for topic in self.topics if not topic.near)
