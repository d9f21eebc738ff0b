"""The pictures of a report: which there are, what each is called, and what it shows in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from fgtools.percent import percent
from fgtools.report.parts import Report, RolePart, TopicPart
from fgtools.report.prose import listed, number, plural, ranked, sentence
from fgtools.report.zips import printable

PLACE = "pictures"
"""The folder of the pictures, beside the report."""
PEOPLE = {"more": "more", "less": "fewer"}
NAMED = 3
"""Examples that a sentence gives."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A picture by its name; `there` tells whether a report has something to show in it."""

    name: str
    caption: str
    alt: Callable[[Report], str]
    there: Callable[[Report], bool]


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn picture; `svg` is a document of its own."""

    name: str
    caption: str
    alt: str
    png: bytes
    svg: str

    @property
    def inline(self) -> str:
        """Return the SVG as an element of a page: its words are the page's words."""
        start = self.svg.index("<svg")
        drawn = self.svg[self.svg.index("<g>", start) :]
        box = self.svg[self.svg.index("viewBox", start) :].split('"')[1]
        label = escape(printable(self.alt), quote=True)
        return f'<svg role="img" aria-label="{label}" viewBox="{box}">\n{drawn}'


def shown(report: Report) -> tuple[Kind, ...]:
    """Return the pictures that a report has something to show in."""
    return tuple(kind for kind in KINDS if kind.there(report))


def themes_alt(report: Report) -> str:
    """Say which themes lead, and for which roles a difference was found."""
    themes = report.raised
    told = [f"{sentence(plural(len(themes), 'theme'))} by role."]
    if known := ranked(themes):
        first = [f"{theme.label} ({theme.total.participants})" for theme in known[:NAMED]]
        of = "" if len(known) == len(themes) else ", of those whose total may be given"
        told.append(f"Raised by the most participants{of}: {listed(first)}.")
    apart = [
        f"{theme.label} by {PEOPLE[cell.differs]} of {cell.label}"
        for theme in themes
        for cell in theme.cells
        if cell.apart
    ]
    if apart:
        told.append(f"Differences from the other roles: {listed(apart)}.")
    elif len(report.roles) > 1:
        told.append("No difference between the roles could be shown.")
    return " ".join([*told, "The table in the report has every figure that is shown."])


def words_alt(report: Report) -> str:
    """Name the words that most mark each role."""
    told = []
    for role in dict.fromkeys(word.role for word in report.words):
        own = [word for word in report.words if word.role == role]
        first = [f"“{word.word}” ({word.participants} of {word.of})" for word in own[:NAMED]]
        told.append(f"{own[0].label}: {listed(first)}")
    return f"Words that mark each role, with participants who used them. {'; '.join(told)}."


def topics_alt(report: Report) -> str:
    """Name the largest topics, those that do not hold and those that no code comes near."""
    topics = report.topics
    families = list(dict.fromkeys(topic.family for topic in topics if topic.family))
    told = [
        f"{sentence(plural(len(topics), 'topic'))}"
        + (f" in {number(len(families))} families" if len(families) > 1 else "")
        + f". The largest: {_labels(topics)}."
    ]
    beyond = report.beyond
    told.append(f"No code comes near {_labels(beyond)}." if beyond else "Each has a code near it.")
    loose = [topic for topic in topics if not topic.holds]
    if loose:
        told.append(f"Not found again when other sessions are drawn: {_labels(loose)}.")
    return " ".join(told)


def _labels(topics: Sequence[TopicPart]) -> str:
    return _some([f"“{topic.label}”" for topic in topics])


def _some(items: Sequence[str]) -> str:
    """List a few items, and say how many more there are."""
    left = len(items) - NAMED
    return listed([*items[:NAMED], f"{number(left)} more"] if left > 0 else items)


def convergence_alt(report: Report) -> str:
    """Say how many themes and topics agree, where they clash, and where one side is silent."""
    labels = {topic.id: topic.label for topic in report.topics}
    themes = [theme.label for theme in report.raised]
    rows = [row for row in report.meetings if row.topic in labels and row.theme in themes]
    told = [f"{sentence(plural(len(themes), 'theme'))} beside {plural(len(labels), 'topic')}."]
    for verdict, name in (
        ("agreement", "Agreement"),
        ("partial", "In part"),
        ("dissonance", "Same words but other codings"),
    ):
        pairs = [
            f"{row.theme} with “{labels[row.topic]}”" for row in rows if row.verdict == verdict
        ]
        if pairs:
            told.append(f"{name}: {_some(pairs)}.")
    met = {row.topic for row in rows if row.verdict in ("agreement", "partial")}
    raised = {row.theme for row in rows if row.verdict in ("agreement", "partial")}
    alone = [topic for topic in report.topics if topic.id not in met]
    silent = [label for label in themes if label not in raised]
    told += [f"Topics that no theme meets: {_labels(alone)}."] if alone else []
    told += [f"Themes that no topic meets: {_some(silent)}."] if silent else []
    return " ".join(told)


def waves_alt(report: Report) -> str:
    """Say how far the leading themes were raised in each wave, and where a change was seen."""
    part = report.waves
    assert part is not None  # there is no such picture without waves
    told = [f"{sentence(plural(len(part.rows), 'theme'))} in {listed(part.waves)}."]
    shown = [row for row in part.rows if not any(cell.hidden for cell in row.cells)]
    for row in shown[:NAMED]:
        pairs = zip(row.cells, part.waves, strict=True)
        figures = [f"{cell.participants} in {wave}" for cell, wave in pairs]
        told.append(f"{row.label}: {listed(figures)}.")
    apart = [row.label for row in shown if row.comparable and row.cells[-1].apart]
    told.append(
        f"A difference was seen in {_some(apart)}." if apart else "No change could be shown."
    )
    return " ".join(told)


def saturation_alt(report: Report) -> str:
    """Say what the first session brings, what each added, and whether saturation is reached."""
    whole = report.saturation[0]
    # No row of figures: the leak check would take it for a telephone number.
    first, later = whole.new[0], whole.new[1:]
    fresh = sum(map(bool, later))
    return (
        f"The first session held brought {first} of {sum(whole.new)} codes; of the {len(later)} "
        f"after it {number(fresh)} brought a new one. One session brings {whole.curve[0]:.0%} of "
        f"all codes on average. {whole.verdict}"
    )


def of_participants(role: RolePart, report: Report) -> str:
    """Say a role's part of the participants: no percentage of a tiny number of people."""
    share = percent(role.count, report.heads)
    return f"{share} of participants" if share else f"{role.count} of {report.heads} participants"


def voice_alt(report: Report) -> str:
    """Say each role's share of the participants and of their words."""
    told = [
        f"{role.label} {of_participants(role, report)} and {role.share:.0%} of words"
        for role in report.roles
        if role.share is not None
    ]
    return f"Each role's share of the participants and of their words: {'; '.join(told)}."


def sessions_alt(report: Report) -> str:
    """Say how evenly the words were shared within sessions."""
    first = [sitting.shares[0] for sitting in report.sittings]
    led = [sitting.facilitator for sitting in report.sittings]
    uneven = max(report.sittings, key=lambda sitting: sitting.shares[0] * len(sitting.shares))
    return (
        f"The most talkative participant of a session said {_from_to(first)} of the participants' "
        f"words; the facilitator said {_from_to(led)} of all words. The words were shared least "
        f"evenly in {uneven.session}."
    )


def _from_to(shares: Sequence[float]) -> str:
    least, most = f"{min(shares):.0%}", f"{max(shares):.0%}"
    return least if least == most else f"{least} to {most}"


def _has_waves(report: Report) -> bool:
    rows = report.waves.rows if report.waves else ()
    return any(not cell.hidden for row in rows for cell in row.cells)


def _has_map(report: Report) -> bool:
    return len({topic.place for topic in report.topics}) > 1


def _has_meetings(report: Report) -> bool:
    return bool(report.meetings and report.topics and report.raised)


def _has_voices(report: Report) -> bool:
    return sum(role.share is not None for role in report.roles) > 1


def _has_sessions(report: Report) -> bool:
    return any(len(part.sessions) > 1 and any(part.new) for part in report.saturation[:1])


KINDS = (
    Kind(
        "themes", "Share of the participants of each role who raised each theme",
        themes_alt, lambda report: bool(report.raised),
    ),
    Kind("words", "Words that mark each role", words_alt, lambda report: bool(report.words)),
    Kind(
        "waves", "Share of participants who raised each theme, by wave", waves_alt,
        _has_waves,
    ),
    Kind("topics", "Map of the topics found in the talk itself", topics_alt, _has_map),
    Kind("convergence", "Themes of the codebook beside topics", convergence_alt, _has_meetings),
    Kind("saturation", "What each session added to the codes heard", saturation_alt, _has_sessions),
    Kind("voice", "Share of participants and of their words, by role", voice_alt, _has_voices),
    Kind(
        "sessions", "Who spoke how much in each session", sessions_alt,
        lambda report: bool(report.sittings),
    ),
)  # fmt: skip
"""Pictures in the order of the report. `sessions` is there in internal reports only."""
NAMES = tuple(kind.name for kind in KINDS)
