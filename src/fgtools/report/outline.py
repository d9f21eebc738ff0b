"""The order of the report: blocks that Word, HTML and Markdown lay out, each in its own way."""

from __future__ import annotations

from collections.abc import Iterator

from fgtools.report import back_matter, by_region, cards, prose, waves
from fgtools.report.blocks import (
    Block,
    Bullets,
    Heading,
    Own,
    Paragraph,
    Table,
    Words,
    figures,
    own,
    with_pictures_moved,
)
from fgtools.report.counts import NOT_GIVEN, STANCES
from fgtools.report.parts import Cell, QuotePart, Report, ThemePart, TopicPart

LEVELS = {
    "internal": "Internal: not for publication",
    "regional": "Regional programme",
    "central": "Central government",
    "public": "Public",
}


def level(report: Report) -> str:
    """Return the name of the release level as printed."""
    return LEVELS.get(report.settings.level, report.settings.level.capitalize())


def attribution(quote: QuotePart) -> str:
    """Say whose words a quote is, by role, and where it is found."""
    stance = quote.stance_label if quote.stance != "none" else ""
    found = (quote.role_label, stance.lower(), quote.printed, quote.place)
    return " · ".join(part for part in found if part)


def outline(report: Report) -> tuple[Block, ...]:
    """Return every block of the report in reading order."""
    parts = (
        _opening(report),
        _key_themes(report),
        *(_theme(report, theme) for theme in report.raised),
        _beyond(report),
        _across(report),
        by_region.section(report),
        waves.section(report),
        back_matter.closing(report),
        back_matter.annexes(report),
    )
    laid = (block for part in parts for block in part)
    return tuple(with_pictures_moved(report, laid))


def _opening(report: Report) -> Iterator[Block]:
    yield Heading(1, "Background and context", "background")
    yield own(report, "introduction", "Say why and for whom the sessions were held.")
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


def _most(report: Report) -> str:
    known = len(prose.ranked(report.raised))
    if known == len(report.raised):
        return "The themes raised by the most participants:"
    if known:
        return "Of the themes whose total may be given, those raised by the most participants:"
    return "The themes raised in the most sessions:"


def _key_themes(report: Report) -> Iterator[Block]:
    yield Heading(1, "Key themes", "themes")
    if not report.raised:
        yield Paragraph("No theme of the codebook was raised.")
        return
    if report.key_themes:
        yield Paragraph(_most(report))
        yield Bullets(tuple((f"{label}.", text) for label, text in report.key_themes))
    yield from figures(report, "themes")
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
    if any(c.participants == NOT_GIVEN for t in report.raised for c in (*t.cells, t.total)):
        yield Paragraph("“Not given”: the figure is small, or would give a small one back.", "note")
    yield Paragraph(
        "Counts are of participants, never of turns; one person can take several stances. Words "
        "such as “most” follow the rules in the annex “Method in plain words”.",
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
    if text := report.own_text.get(f"theme-{theme.key}"):
        yield Own(text)
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
    if len(theme.cells) > 1:
        yield from _agree(theme)
    yield from _range(theme)
    yield from cards.card(report, theme)
    if theme.topics:
        yield Heading(2, "Topics near it", f"topics-{theme.key}")
        yield Bullets(tuple((f"{t.label}.", _terms(t)) for t in theme.topics))
    yield Paragraph(_evidence(report, theme), "note")


def _terms(topic: TopicPart) -> str:
    return (
        f"Terms: {', '.join(topic.terms)} ({prose.plural(topic.size, 'utterance')})."
        f"{'' if topic.holds else ' Other sessions would not show it again.'}"
    )


def _agree(theme: ThemePart) -> Iterator[Block]:
    yield Heading(2, "Where roles agree and differ", f"roles-{theme.key}")
    yield Paragraph(theme.compared)
    yield Table(
        f"{theme.label}: roles compared",
        ("Role", "Participants", "Sessions", "Against the other roles"),
        tuple((c.label, c.participants, c.sessions, prose.against_others(c)) for c in theme.cells),
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


def _evidence(report: Report, theme: ThemePart) -> str:
    ids = [quote.printed for quote in theme.quotes] + [topic.id for topic in theme.topics]
    told = f"Evidence: {', '.join(ids)}." if ids else "Evidence: no quotes were chosen."
    if report.settings.internal:
        told = (
            f"{told[:-1]}; {prose.plural(theme.passages, 'coded passage')} in the workbook of "
            "evidence, sheet Codings."
        )
    return told


def _beyond(report: Report) -> Iterator[Block]:
    yield Heading(1, "What was said beyond the codebook", "beyond")
    yield from figures(report, "topics", "convergence")
    if not report.beyond:
        yield Paragraph("No topic was found that no code of the codebook comes near.")
        return
    steady = [topic for topic in report.beyond if topic.holds]
    if steady:
        yield Paragraph(
            "These topics were found in the talk itself and no code comes near them. They may be "
            "candidates for new codes."
        )
    for topic in steady:
        yield Heading(2, topic.label, f"topic-{topic.id}")
        yield Paragraph(_terms(topic))
        if topic.cells:
            told = "; ".join(
                f"{cell.label} {cell.participants} ({cell.sessions})" for cell in topic.cells
            )
            yield Paragraph(f"Participants (sessions in brackets): {told}.")
        for exemplar in topic.exemplars:
            yield Words(exemplar)
    unsteady = [topic for topic in report.beyond if not topic.holds]
    if unsteady:
        named = prose.listed([f"“{topic.label}”" for topic in unsteady])
        yield Paragraph(
            f"No code comes near {named}, but other sessions would not show "
            f"{'it' if len(unsteady) == 1 else 'them'} again: no finding, only a place to look.",
            "note",
        )


ALONE = "There is one role only, and so nothing to compare."


def _across(report: Report) -> Iterator[Block]:
    yield Heading(1, "Similarities", "similarities")
    if len(report.roles) < 2:
        yield Paragraph(ALONE)
    elif report.similarities:
        yield Paragraph(
            "Raised by a quarter or more of the participants of every role that can be assessed, "
            "and in each of its sessions, without a difference between roles being shown:"
        )
        yield Bullets(tuple((f"{label}.", told) for label, told in report.similarities))
    else:
        yield Paragraph(
            "No theme was raised by a quarter or more of every role, in each of its sessions, "
            "without a difference."
        )
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
        alone = len(report.roles) < 2
        yield Paragraph(ALONE if alone else "No difference between the roles could be shown.")
    yield from figures(report, "words")
