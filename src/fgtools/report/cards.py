"""Theme cards: what a survey and notes hold of a theme, beside what the groups said of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace

from fgtools.nouns import Participant
from fgtools.percent import percent
from fgtools.report import counts, prose
from fgtools.report.blocks import Block, Heading, Paragraph, Table, Words
from fgtools.report.card_parts import QuestionPart, SourcePart, WaveRow, WavesPart
from fgtools.report.counts import Said
from fgtools.report.parts import Report, Settings, ThemePart
from fgtools.report.printed import key_of

SURVEY, NOTES = "survey", "notes"
KINDS = {
    "multi": "Several answers were possible: percentages add up to more than 100.",
    "open": "Answers in people's own words; they are coded like talk.",
}
HIDDEN = "hidden"


def sources(
    rows: Iterable[Said],
    voices: Mapping[str, Participant],
    settings: Settings,
    hide: Container[str] = (),
) -> tuple[SourcePart, ...]:
    """Count what sources without speakers hold of each theme: rows of `voices` whose role says it.

    Respondents are counted of all who wrote something; notes have passages alone.
    """
    by_theme: dict[tuple[str, str], list[Said]] = defaultdict(list)
    for row in rows:
        by_theme[row.theme, row.who.role].append(row)
    wrote = sum(one.role == SURVEY and one.counts for one in voices.values())
    return tuple(
        SourcePart(kind, theme, None, None, None)
        if key_of("wrote", theme, kind) in hide
        else _source(theme, kind, found, wrote, settings)
        for (theme, kind), found in sorted(by_theme.items())
    )


def _source(theme: str, kind: str, rows: list[Said], of: int, settings: Settings) -> SourcePart:
    passages = len({(row.turn.id, row.coding.span) for row in rows})
    if kind == NOTES:
        return SourcePart(kind, theme, passages, None, None)
    count = counts.people(rows)
    if (
        counts.small(count, settings)
        or counts.small(of - count, settings)
        or of < settings.threshold
    ):
        return SourcePart(kind, theme, None, None, None)
    return SourcePart(kind, theme, passages, count, of)


def without(found: Iterable[QuestionPart], hide: Container[str]) -> tuple[QuestionPart, ...]:
    """Return the questions with nothing in them that is told to be hidden.

    Rationale: an earlier release showed other figures; of a question with a figure that the two
    would tell apart, no count is shown.
    """

    def keys(one: QuestionPart) -> list[str]:
        answers = [key_of("survey", one.key, answer.label) for answer in one.answers]
        return [key_of("survey", one.key), *answers]

    return tuple(
        replace(one, base=None, asked=None, answers=(), note="")
        if any(key in hide for key in keys(one))
        else one
        for one in found
    )


def opening(
    voices: Mapping[str, Participant], beside: Mapping[str, str], settings: Settings
) -> tuple[str, ...]:
    """Say what was read beside the groups, by kind of source."""
    wrote = sum(one.role == SURVEY and one.counts for one in voices.values())
    kinds = [beside[name] for name in sorted({one.session for one in voices.values()})]
    told = []
    if surveys := kinds.count(SURVEY):
        who = "people" if counts.small(wrote, settings) else prose.plural(wrote, "respondent")
        told.append(f"{who} of {prose.plural(surveys, 'survey')} wrote in their own words")
    if notes := kinds.count(NOTES):
        told.append(f"{prose.plural(notes, 'set')} of notes without speakers was read")
    if not told:
        return ()
    return (
        f"Beside the groups, {prose.listed(told)}. They are shown apart, and are in no count of "
        "participants.",
    )


def card(report: Report, theme: ThemePart) -> Iterator[Block]:
    """Yield the theme's waves, its survey questions, what respondents wrote, what notes hold."""
    for row in report.waves.rows if report.waves else ():
        if row.theme == theme.key and report.waves:
            yield Heading(2, "Between waves", f"waves-{theme.key}")
            yield Paragraph(_waves(row, report.waves))
    asked = [one for one in report.questions if one.theme == theme.key]
    wrote = [one for one in report.beside if one.theme == theme.key and one.kind == SURVEY]
    noted = [one for one in report.beside if one.theme == theme.key and one.kind == NOTES]
    if asked or wrote:
        yield Heading(2, "From the survey", f"survey-{theme.key}")
        if report.facts.talk:
            yield Paragraph(
                "Respondents of a survey, not participants of groups: no count of participants "
                "includes them.",
                "note",
            )
        for one in asked:
            yield from question(one)
        for source in wrote:
            yield Paragraph(_wrote(source))
        yield from _quoted(theme, SURVEY)
    if noted:
        yield Heading(2, "From notes", f"notes-{theme.key}")
        for source in noted:
            many = prose.sentence(prose.plural(source.passages or 0, "passage"))
            yield Paragraph(
                f"{many} of notes without speakers. Nobody knows whose words they are, so no "
                "count of participants includes them."
            )
        yield from _quoted(theme, NOTES)


def _waves(row: WaveRow, part: WavesPart) -> str:
    pairs = zip(part.waves, row.cells, strict=True)
    told = [f"{wave} {c.participants} ({c.sessions} sessions)" for wave, c in pairs]
    return f"Participants: {'; '.join(told)}. {row.said}"


def _wrote(source: SourcePart) -> str:
    if source.count is None:
        return "Respondents wrote of this in their own words; how many is not shown."
    return (
        f"{source.count} of the {source.of} respondents who wrote in their own words wrote of this."
    )


def _quoted(theme: ThemePart, kind: str) -> Iterator[Block]:
    for quote in theme.quotes:
        if quote.role == kind:
            yield Words(quote)


def question(one: QuestionPart) -> Iterator[Block]:
    """Yield the table of a question, with its base and who was asked."""
    wave = f", wave {one.wave}" if one.wave else ""
    if one.answers:
        shares = any(_percent(one, answer.count) for answer in one.answers)
        yield Table(
            f"Survey {one.survey}{wave}, {one.id}: {one.text}",
            ("Answer", "Respondents", *(["%"] if shares else [])),
            tuple(
                (
                    answer.label,
                    HIDDEN if answer.count is None else f"{answer.count:,}",
                    *([_percent(one, answer.count)] if shares else []),
                )
                for answer in one.answers
            ),
            (6, 2, *([2] if shares else [])),
            "numbers",
        )
    else:
        yield Paragraph(f"Survey {one.survey}{wave}, {one.id}: {one.text}")
    yield Paragraph(_base(one), "note")


def _percent(one: QuestionPart, count: int | None) -> str:
    return percent(count, one.base)


def _base(one: QuestionPart) -> str:
    """Say of whom the percentages are, and who was not asked."""
    told = []
    if one.base is None:
        told.append("How many answered is not shown.")
    elif one.asked is None or one.asked == one.base:
        told.append(f"Base: the {one.base:,} who answered.")
    else:
        told.append(f"Base: the {one.base:,} who answered, of {one.asked:,} who were asked.")
    told += [KINDS[one.kind]] if one.kind in KINDS else []
    told += [f"{prose.sentence(one.note)}."] if one.note else []
    if one.code:
        told.append(f"Tied to the code “{one.code}”.")
    return " ".join(told)


def others(report: Report) -> tuple[QuestionPart, ...]:
    """Return the questions that no theme's section shows."""
    shown = {theme.key for theme in report.raised}
    return tuple(one for one in report.questions if one.theme not in shown)


def annex(report: Report) -> Iterator[Block]:
    """Yield the tables of the questions that are shown with no theme."""
    for one in others(report):
        yield from question(one)
