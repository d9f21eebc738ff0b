"""What was said: the themes of the codebook and the topics of the talk itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from fgtools.nouns import Code, Topic, TopicAssignment
from fgtools.report import counts, evidence, prose, totals
from fgtools.report.counts import Said
from fgtools.report.parts import Cell, QuotePart, ThemePart, TopicPart
from fgtools.report.printed import key_of
from fgtools.report.source import Source
from fgtools.safe import part

NEAR = ("agreement", "partial")
"""Verdicts of the convergence of a theme and a topic that print the topic under the theme."""


def themes(source: Source, topics: Sequence[TopicPart]) -> tuple[ThemePart, ...]:
    """Return every theme, those raised by the most participants first."""
    by_theme: dict[str, list[Said]] = defaultdict(list)
    for row in source.rows:
        by_theme[row.theme].append(row)
    found = [_theme(source, code, by_theme[code.key], topics) for code in source.codebook.themes]
    found.sort(key=_rank)
    return tuple(replace(theme, number=at) for at, theme in enumerate(found, 1))


def _rank(theme: ThemePart) -> tuple[bool, bool, int, int]:
    """Rank by participants; themes whose total is hidden come last, by sessions.

    Rationale: an order by hidden counts would tell something of them. Ties keep the codebook's
    order (sorting is stable).
    """
    hidden = theme.total.hidden
    heard = 0 if theme.total.quiet else theme.total.heard
    return not theme.raised, hidden, -(theme.total.count or 0), -heard


def _theme(
    source: Source, code: Code, rows: Sequence[Said], topics: Sequence[TopicPart]
) -> ThemePart:
    own = source.cells[code.key]
    whole = _total(source, "theme", code.key, counts.sessions(rows))

    def hide(stance: str, _role: str) -> str:
        return "count" if key_of("stance", code.key, stance) in source.hide else ""

    within = _codes_within(source, code)
    return ThemePart(
        key=code.key,
        number=0,
        label=code.label,
        definition=code.definition,
        headline=prose.headline(whole),
        cells=own,
        total=whole,
        stances=totals.stances(rows, whole, source.settings, hide),
        codes=tuple((source.codes[key].label, cell.participants) for key, cell in within),
        said=tuple(_role_said(source, cell, rows) for cell in own),
        compared=prose.compared(own),
        quotes=tuple(quote for quote in source.quotes if quote.theme == code.key),
        topics=tuple(
            topic for topic in topics if any(label == code.label for label, _ in topic.themes)
        ),
        passages=len(rows),
        within=within,
    )


def _total(source: Source, kind: str, key: str, heard: int) -> Cell:
    """Add up a subject's roles; hidden with the number of participants, which its base tells."""
    hide = key_of(kind, key) in source.hide or key_of("people", "spoke") in source.hide
    views, held = source.views.get(key, ()), source.heard
    return totals.total(source.cells[key], views, heard, held, source.settings, asked=hide)


def _codes_within(source: Source, theme: Code) -> tuple[tuple[str, Cell], ...]:
    """Return (key, all roles) of the codes below a theme that somebody raised."""
    found = []
    for code in source.codebook.codes:
        if code.parent and source.codebook.theme_of(code.key) == theme.key:
            whole = _total(source, "code", code.key, 0)
            if whole.count != 0:
                found.append((code.key, whole))
    return tuple(found)


def _role_said(source: Source, cell: Cell, rows: Sequence[Said]) -> tuple[str, str, str]:
    """Return (role key, label, sentences); stances by role are internal: they are small counts."""
    told = prose.role_sentence(cell, source.settings)
    if source.settings.threshold == 0:
        own = [row for row in rows if row.who.role == cell.role]
        told = f"{told} {prose.stance_sentence(totals.stances(own, cell, source.settings))}"
    return cell.role, cell.label, told.strip()


def topics(
    source: Source,
    topics: Sequence[Topic],
    assignments: Sequence[TopicAssignment],
    convergence: Sequence[tuple[str, str, str]],
) -> tuple[TopicPart, ...]:
    """Return every topic, the largest first, with the themes that it meets."""
    sessions: dict[str, set[str]] = defaultdict(set)
    for row in assignments:
        turn = source.turns.get(row.turn)
        who = source.speakers.get(turn.participant) if turn else None
        if turn and who and who.counts:
            sessions[row.topic].add(turn.session)
    met: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for theme, topic, verdict in convergence:
        if theme in source.codes and verdict in NEAR:
            met[topic].append((source.codes[theme].label, verdict))
    found = [_topic(source, topic, len(sessions[topic.id]), met[topic.id]) for topic in topics]
    return tuple(sorted(found, key=lambda topic: (-topic.size, topic.id)))


def _topic(
    source: Source, topic: Topic, heard_in: int, met: Sequence[tuple[str, str]]
) -> TopicPart:
    near = source.codes.get(topic.nearest_code)
    themes = list(met)
    if near:
        label = source.codes[source.codebook.theme_of(near.key)].label
        if label not in {name for name, _ in themes}:
            themes.append((label, "nearest code"))
    cells = source.cells[topic.id]
    return TopicPart(
        id=topic.id,
        label=topic.label,
        terms=topic.terms,
        size=topic.size,
        near=near.label if near else "",
        cells=cells,
        total=_total(source, "topic", topic.id, heard_in),
        themes=tuple(sorted(themes)),
        exemplars=_exemplars(source, topic),
        family=topic.family,
        held=topic.held,
        place=topic.place,
    )


def _exemplars(source: Source, topic: Topic) -> tuple[QuotePart, ...]:
    """Return the passages nearest the heart of a topic; only quotes are printed in a release."""
    if not source.settings.internal:
        return ()
    found = []
    for at, (turn_id, span) in enumerate(topic.exemplars, 1):
        turn = source.turns.get(turn_id)
        who = source.speakers.get(turn.participant) if turn else None
        if turn and who and not who.is_facilitator:
            role = source.settings.role(who.role)
            where = evidence.place(turn.session, turn)
            found.append(
                QuotePart(
                    id=f"{topic.id}.{at}",
                    text=part(turn.text, span),
                    role=who.role,
                    role_label=role,
                    theme="",
                    theme_label="",
                    stance="none",
                    stance_label="",
                    why="near the heart of the topic",
                    session=turn.session,
                    place=where,
                    printed=f"{topic.id}.{at}",
                )
            )
    return tuple(found)
