"""Quotes in the order of the report, and where each comes from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from fgtools.nouns import Quote
from fgtools.report import prose
from fgtools.report.counts import Said
from fgtools.report.framework_parts import Traced
from fgtools.report.parts import QuotePart, Settings, ThemePart
from fgtools.report.source import Source
from fgtools.safe import part
from fgtools.spans import overlap

QUOTE_ID = re.compile(r"\bq-[0-9a-f]{8}\b")


def quotes_in_order(
    quotes: Iterable[QuotePart], themes: Sequence[ThemePart], roles: Sequence[str]
) -> tuple[QuotePart, ...]:
    """Return quotes as the report prints them: by theme, then by role."""
    rank = {theme.key: theme.number for theme in themes}
    role = {key: at for at, key in enumerate(roles)}
    last = len(rank) + 1
    return tuple(
        sorted(quotes, key=lambda q: (rank.get(q.theme, last), role.get(q.role, len(role))))
    )


def numbered(
    printed: Sequence[QuotePart], themes: Sequence[ThemePart], settings: Settings
) -> tuple[tuple[QuotePart, ...], tuple[ThemePart, ...]]:
    """Return quotes in print order, and themes, with the quotes called quote-1, quote-2 and so on.

    An internal report keeps their ids.
    """
    if settings.internal:
        return tuple(printed), tuple(themes)
    named = {quote.id: replace(quote, printed=f"quote-{at}") for at, quote in enumerate(printed, 1)}
    return tuple(named.values()), tuple(
        replace(theme, quotes=tuple(named[quote.id] for quote in theme.quotes)) for theme in themes
    )


def named_as_printed(text: str, quotes: Iterable[QuotePart]) -> str:
    """Return the writer's text with each quote called as it is in print."""
    named = {quote.id: quote.printed for quote in quotes}
    return QUOTE_ID.sub(lambda found: named.get(found[0], found[0]), text)


def traced(source: Source, quotes: Sequence[Quote], rows: Sequence[Said]) -> dict[str, Traced]:
    """Return where each quote comes from, by its id; `rows` as they stand in the workbook."""
    by_turn: dict[str, list[tuple[int, Said]]] = {}
    for at, row in enumerate(rows):
        by_turn.setdefault(row.turn.id, []).append((at, row))
    return {q.id: _traced(source, q, by_turn.get(q.turn, ())) for q in quotes}


def _traced(source: Source, quote: Quote, found: Sequence[tuple[int, Said]]) -> Traced:
    known = quote.theme in source.codes
    theme = source.codebook.theme_of(quote.theme) if known else quote.theme
    on = [(at, row) for at, row in found if overlap(row.coding.span, quote.span)]
    below = sorted(
        (row for _, row in on if row.theme == theme != row.coding.code),
        key=lambda row: (-row.coding.score, row.coding.code),
    )
    keys = list(dict.fromkeys([theme, *(row.coding.code for row in below[:1])]))
    cells = source.cells.get(theme, ())
    raised = next((cell.participants for cell in cells if cell.role == quote.role), "")
    return Traced(
        path=" > ".join(source.codes[key].label if key in source.codes else key for key in keys),
        edits=_edits(source, quote),
        raised=raised,
        line=min((at for at, row in on if row.theme == theme), default=None)
        if source.settings.internal
        else None,
    )


def _edits(source: Source, quote: Quote) -> str:
    """Say how many words of the stretch as spoken are not printed."""
    turn = source.turns.get(quote.turn)
    if turn is None:
        return ""
    left = len(part(turn.text, quote.span).split()) - len(quote.text.split())
    return f"{prose.plural(left, 'word')} left out" if left > 0 else "none"
