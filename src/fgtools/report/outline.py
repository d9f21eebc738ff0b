"""The order of the report: blocks that Word, HTML and Markdown lay out, each in its own way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fgtools.report import prose
from fgtools.report.counts import STANCES
from fgtools.report.parts import Cell, QuotePart, Report, ThemePart, TopicPart

OWN_SECTIONS = ("introduction", "conclusion", "recommendations")
"""Keys of the writer's own text that have a place; `theme-KEY` goes into that theme's section."""

LEVELS = {
    "internal": "Internal: not for publication",
    "regional": "Regional programme",
    "central": "Central government",
    "public": "Public",
}


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 opens a section, `key` is its anchor."""

    level: int
    text: str
    key: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `style` is "", "lead" (the sentence that sums up) or "note"."""

    text: str
    style: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; each item has a bold lead, which may be empty, and a text."""

    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption; the first column heads its rows, `widths` are relative."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart by its name in `charts`, with a caption and the same in words."""

    chart: str
    caption: str
    alt: str


@dataclass(frozen=True, slots=True)
class Words:
    """A quote, or a passage of a topic."""

    quote: QuotePart


@dataclass(frozen=True, slots=True)
class Own:
    """The writer's own Markdown."""

    markdown: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A place that people fill in, marked as empty."""

    text: str
    file: str


Block = Heading | Paragraph | Bullets | Table | Figure | Words | Own | Gap


def level(report: Report) -> str:
    """Return the name of the release level as printed."""
    return LEVELS.get(report.settings.level, report.settings.level.capitalize())


def attribution(quote: QuotePart) -> str:
    """Say whose words a quote is, by role, and where it is found."""
    stance = quote.stance_label if quote.stance != "none" else ""
    found = (quote.role_label, stance.lower(), quote.id, quote.place)
    return " · ".join(part for part in found if part)


def outline(report: Report) -> tuple[Block, ...]:
    """Return every block of the report in reading order."""
    parts = (
        _opening(report),
        _key_themes(report),
        *(_theme(report, theme) for theme in report.raised),
        _beyond(report),
        _across(report),
        _closing(report),
        _annexes(report),
    )
    return tuple(block for part in parts for block in part)


def _own(report: Report, key: str, gap: str) -> Block:
    text = report.own_text.get(key, "")
    return Own(text) if text else Gap(gap, f"report/{key}.md")


def _opening(report: Report) -> Iterator[Block]:
    yield Heading(1, "Background and context", "background")
    yield _own(report, "introduction", "Say why and for whom the sessions were held.")
    yield Heading(1, "Participants", "participants")
    yield Paragraph(" ".join(report.participants))
    yield Table(
        "Participants by role",
        ("Role", "Sessions", "Participants", "Words spoken"),
        tuple((r.label, str(r.sessions), r.participants, r.words) for r in report.roles),
        (5, 2, 3, 3),
        "numbers",
    )
    yield Heading(1, "Executive summary", "summary")
    for text in report.summary:
        yield Paragraph(text)


def _key_themes(report: Report) -> Iterator[Block]:
    yield Heading(1, "Key themes", "themes")
    if not report.raised:
        yield Paragraph("No theme of the codebook was raised.")
        return
    if report.key_themes:
        most = "by the most participants" if prose.ranked(report.raised) else "in the most sessions"
        yield Paragraph(f"The themes raised {most}:")
        yield Bullets(tuple((f"{label}.", text) for label, text in report.key_themes))
    yield Figure(
        "themes",
        "Share of the participants of each role who raised each theme",
        prose.themes_alt(report.raised),
    )
    yield Table(
        "Themes by role: participants who raised each, of those who spoke (sessions in brackets)",
        ("Theme", *(cell.label for cell in report.themes[0].cells), "All roles"),
        tuple(
            (t.label, *(at_a_glance(cell) for cell in (*t.cells, t.total))) for t in report.raised
        ),
        (5, *(3 for _ in report.themes[0].cells), 3),
        "grid",
    )
    silent = [theme.label for theme in report.themes if not theme.raised]
    if silent:
        yield Paragraph(f"Themes of the codebook that nobody raised: {prose.listed(silent)}.")
    if any(theme.total.hidden for theme in report.raised):
        yield Paragraph("“Not given”: the figure would give a hidden count back.", "note")
    yield Paragraph(
        "Counts are of participants, never of turns. Words such as “most” follow the rules in "
        "the annex “Method in plain words”.",
        "note",
    )


def at_a_glance(cell: Cell) -> str:
    """Write a cell of the grid: participants, and sessions in brackets."""
    return f"{cell.participants}\n({cell.sessions})"


def _theme(report: Report, theme: ThemePart) -> Iterator[Block]:
    yield Heading(1, f"Theme {theme.number}: {theme.label}", f"theme-{theme.key}")
    yield Paragraph(theme.headline, "lead")
    if theme.definition:
        yield Paragraph(f"What the theme covers: {theme.definition}", "note")
    if own := report.own_text.get(f"theme-{theme.key}"):
        yield Own(own)
    yield Heading(2, "What was said, by role", f"said-{theme.key}")
    for role, label, told in theme.said:
        yield Heading(3, label, f"said-{theme.key}-{role}")
        yield Paragraph(told)
        for quote in theme.quotes:
            if quote.role == role:
                yield Words(quote)
    if theme.codes:
        within = "; ".join(f"{label} ({people})" for label, people in theme.codes)
        yield Paragraph(f"Within the theme, participants came to: {within}.")
    yield from _agree(theme)
    yield from _range(theme)
    if theme.topics:
        yield Heading(2, "Topics near it", f"topics-{theme.key}")
        yield Bullets(tuple((f"{t.label}.", _terms(t)) for t in theme.topics))
    yield Paragraph(_evidence(report, theme), "note")


def _terms(topic: TopicPart) -> str:
    return (
        f"Terms: {', '.join(topic.terms)}. {prose.sentence(prose.plural(topic.size, 'utterance'))}."
    )


def _agree(theme: ThemePart) -> Iterator[Block]:
    yield Heading(2, "Where roles agree and differ", f"roles-{theme.key}")
    yield Paragraph(theme.compared)
    yield Table(
        f"{theme.label}: roles compared",
        ("Role", "Participants", "Sessions", "Against the other roles"),
        tuple(
            (c.label, c.participants, c.sessions, c.verdict or prose.DIFFERS.get(c.differs, ""))
            for c in theme.cells
        ),
        (5, 3, 3, 7),
    )


def _range(theme: ThemePart) -> Iterator[Block]:
    yield Heading(2, "Range of views", f"range-{theme.key}")
    if theme.total.hidden:
        yield Paragraph("Counts by stance are not given, because a part of them is hidden.")
        return
    yield Table(
        f"{theme.label}: participants by stance",
        ("Stance", *(label for _, label in STANCES)),
        (("Participants", *(stance.participants for stance in theme.stances)),),
        (3, 2, 2, 2, 2),
        "numbers",
    )
    yield Paragraph("One person can take several stances.", "note")


def _evidence(report: Report, theme: ThemePart) -> str:
    ids = [quote.id for quote in theme.quotes] + [topic.id for topic in theme.topics]
    told = f"Evidence: {', '.join(ids)}." if ids else "Evidence: no quotes were chosen."
    if report.settings.internal:
        told += (
            f" {prose.sentence(prose.plural(theme.passages, 'coded passage'))} in the "
            "workbook of evidence, sheet Codings."
        )
    return told


def _beyond(report: Report) -> Iterator[Block]:
    yield Heading(1, "What was said beyond the codebook", "beyond")
    if not report.beyond:
        yield Paragraph("No topic was found that no code of the codebook comes near.")
        return
    yield Paragraph(
        "These topics were found in the talk itself and no code comes near them. They may be "
        "candidates for new codes."
    )
    for topic in report.beyond:
        yield Heading(2, topic.label, f"topic-{topic.id}")
        yield Paragraph(_terms(topic))
        if topic.cells:
            told = "; ".join(
                f"{cell.label} {cell.participants} ({cell.sessions})" for cell in topic.cells
            )
            yield Paragraph(f"Participants (sessions in brackets): {told}.")
        for exemplar in topic.exemplars:
            yield Words(exemplar)


def _across(report: Report) -> Iterator[Block]:
    yield Heading(1, "Similarities", "similarities")
    if report.similarities:
        yield Paragraph(
            "Raised by a quarter or more of the participants of every role, without a difference "
            "between roles being shown:"
        )
        yield Bullets(tuple((f"{label}.", told) for label, told in report.similarities))
    else:
        yield Paragraph("No theme was shown to be raised in every role without a difference.")
    yield Heading(1, "Differences", "differences")
    if report.differences:
        yield Table(
            "Differences between roles, and themes that only some roles raised",
            ("Theme", "What the data shows"),
            report.differences,
            (3, 7),
        )
        yield Paragraph("That nobody in a role raised a theme is no proof of a difference.", "note")
    else:
        yield Paragraph("No difference between the roles could be shown.")


def _closing(report: Report) -> Iterator[Block]:
    yield Heading(1, "Conclusion", "conclusion")
    yield _own(report, "conclusion", "Draw the conclusion that the themes above support.")
    yield Heading(1, "Recommendations", "recommendations")
    yield _own(report, "recommendations", "Write each recommendation beside what it rests on.")
    asked = [(_asked(theme), theme) for theme in report.raised]
    rows = tuple(
        (theme.label, str(count), ", ".join(_requests(theme)) or "none chosen", "")
        for count, theme in sorted(asked, key=lambda pair: (-pair[0], pair[1].number))
        if count
    )
    if rows and "recommendations" not in report.own_text:
        yield Table(
            "What participants asked for, by theme: to tie recommendations to evidence",
            ("Theme", "Participants who asked", "Quotes with a request", "Recommendation"),
            rows[:8],
            (4, 2, 3, 5),
        )


def _asked(theme: ThemePart) -> int:
    return next((stance.count or 0 for stance in theme.stances if stance.key == "request"), 0)


def _requests(theme: ThemePart) -> list[str]:
    return [quote.id for quote in theme.quotes if quote.stance == "request"]


def _annexes(report: Report) -> Iterator[Block]:
    yield Heading(1, "Annex A: Method in plain words", "method")
    yield Bullets(tuple((f"{step}.", told) for step, told in report.method))
    if report.redactions:
        yield Table(
            "Stretches written over, by kind",
            ("Kind", "Stretches"),
            tuple((kind.replace("-", " "), f"{count:,}") for kind, count in report.redactions),
            (4, 2),
            "numbers",
        )
    yield Table("The rule of each quantity word", ("Word", "Used for"), prose.RULES, (3, 8))
    yield Heading(1, "Annex B: Codebook used", "codebook")
    book = report.codebook
    yield Paragraph(f"“{book.name}”, version {book.version}.")
    yield Table(
        "Codes and their definitions",
        ("Code", "Definition"),
        tuple((f"{'– ' if c.parent else ''}{c.label}", c.definition) for c in book.codes),
        (3, 8),
    )
    yield Heading(1, "Annex C: Share of voice by role", "voice")
    if any(role.share is not None for role in report.roles):
        yield Figure(
            "voice",
            "Share of participants and of their words, by role",
            prose.voice_alt(report.roles),
        )
    else:
        yield Paragraph("Not given, because a role has too few participants.")
    yield Heading(1, "Annex D: Limits", "limits")
    yield Bullets(tuple(("", text) for text in report.limits))
    yield Heading(1, "Annex E: Disclosure statement", "disclosure")
    yield Bullets(tuple(("", text) for text in report.disclosure))
    yield from _other_text(report)


def _other_text(report: Report) -> Iterator[Block]:
    """Place own text without a section at the end, so that none of it vanishes."""
    placed = {*OWN_SECTIONS, *(f"theme-{theme.key}" for theme in report.raised)}
    rest = [key for key in report.own_text if key not in placed]
    if rest:
        yield Heading(1, "Annex F: Further notes", "notes")
    for key in rest:
        yield Heading(2, key.replace("-", " ").capitalize(), f"note-{key}")
        yield Own(report.own_text[key])
