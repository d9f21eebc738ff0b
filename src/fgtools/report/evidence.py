"""The evidence behind a report: quotes with their place, coded passages, framework matrix."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fgtools.marks import released
from fgtools.nouns import Code, Codebook, Participant, Quote, SafeTurn, View
from fgtools.report.counts import STANCE_LABEL, Said
from fgtools.report.framework import Words, shown, summary, turns
from fgtools.report.parts import Case, Cell, Passage, QuotePart, Settings, ThemePart, ViewRow
from fgtools.safe import part


def clock(seconds: float | None) -> str:
    """Write a time as hours, minutes and seconds, or "" where there is none."""
    if seconds is None:
        return ""
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{rest:02d}"


def place(session: str, turn: SafeTurn | None, begin: float | None = None) -> str:
    """Say where in which session something was said."""
    if turn is None:
        return session
    at = clock(begin if begin is not None else turn.begin)
    return f"{session}, turn {turn.ordinal}{f', {at}' if at else ''}"


def quote_part(
    quote: Quote, turns: Mapping[str, SafeTurn], codebook: Codebook, settings: Settings
) -> QuotePart:
    """Return a quote as it may be printed at the report's level, under its top-level code."""
    labels = {code.key: code.label for code in codebook.codes}
    theme = codebook.theme_of(quote.theme) if quote.theme in labels else quote.theme
    inside = settings.internal
    return QuotePart(
        id=quote.id,
        text=released(quote.text, settings.level),
        role=quote.role,
        role_label=settings.role(quote.role),
        theme=theme,
        theme_label=labels.get(theme, theme),
        stance=quote.stance or "none",
        stance_label=STANCE_LABEL.get(quote.stance or "none", quote.stance),
        why=quote.why if inside else "",
        session=quote.session if inside else "",
        place=place(quote.session, turns.get(quote.turn), quote.begin) if inside else "",
        printed=quote.id if inside else "",
    )


def passage(row: Said, codes: Mapping[str, Code], settings: Settings) -> Passage:
    """Return a coded passage as a line of the sheet of codings."""
    coding = row.coding
    return Passage(
        session=row.turn.session,
        ordinal=row.turn.ordinal,
        time=clock(row.turn.begin),
        participant=row.who.id,
        role=settings.role(row.who.role),
        theme=codes[row.theme].label,
        code=codes[coding.code].label,
        stance=STANCE_LABEL.get(coding.stance or "none", coding.stance),
        coder=coding.coder,
        score=round(coding.score, 3),
        why=coding.why,
        text=part(row.turn.text, coding.span),
    )


def matrix(
    rows: Sequence[Said],
    themes: Sequence[ThemePart],
    speakers: Mapping[str, Participant],
    settings: Settings,
) -> tuple[Case, ...]:
    """Return the matrix over all themes: cases by theme, cells with a short summary, not the text.

    A case is a session and role in an internal report, else a role. After Ritchie and Spencer
    (1994) and Gale and others (2013), BMC Medical Research Methodology 13:117.
    """
    if not settings.internal:
        return tuple(
            Case("", cell.label, tuple(shown(theme.cells[at]) for theme in themes))
            for at, cell in enumerate(themes[0].cells if themes else ())
        )
    order = {role: at for at, role in enumerate(settings.roles)}
    spoke = sorted(
        {(p.role, p.session) for p in speakers.values() if not p.is_facilitator},
        key=lambda case: (order.get(case[0], len(order)), case),
    )
    base = {
        case: sum(p.counts and (p.role, p.session) == case for p in speakers.values())
        for case in spoke
    }
    found: dict[tuple[str, str, str], list[Said]] = {}
    for row in rows:
        found.setdefault((row.who.role, row.turn.session, row.theme), []).append(row)
    marking = Words.of(rows)
    return tuple(
        Case(
            session,
            settings.role(role),
            tuple(
                f"{summary(own, marking, base[role, session])}\nTurns: {turns(own)}."
                if (own := found.get((role, session, theme.key)))
                else ""
                for theme in themes
            ),
        )
        for role, session in spoke
    )


def view_rows(
    views: Sequence[View],
    cells: Mapping[str, Sequence[Cell]],
    codebook: Codebook,
    topics: Mapping[str, str],
) -> tuple[ViewRow, ...]:
    """Return the sheet of views: themes and codes in the codebook's order, then topics."""
    turns = {(view.subject, view.group): view.turns for view in views}
    subjects = [
        (code.key, code.label, "Code" if code.parent else "Theme") for code in codebook.codes
    ]
    subjects += [(key, label, "Topic") for key, label in topics.items()]
    # With the passages of all roles but one known, a topic's size tells of those who spoke of it.
    whole = {key for key, own in cells.items() if not any(cell.hidden for cell in own)}
    return tuple(
        ViewRow(kind, label, cell, turns.get((key, cell.role)) if key in whole else None, key)
        for key, label, kind in subjects
        for cell in cells.get(key, ())
    )
