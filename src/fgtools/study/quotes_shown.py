"""All there is to know of a quote, and the quotes of the report in its order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from fgtools.nouns import Code, Coding, Finding, Quote, SafeTurn
from fgtools.quotes.guard import LEVELS
from fgtools.quotes.tidy import edits
from fgtools.quotes.trim import joined, lost_negation
from fgtools.report.evidence import quote_part
from fgtools.report.parts import QuotePart
from fgtools.safe import part
from fgtools.spans import overlap
from fgtools.study import quote_levels, stage_codes, stage_quotes
from fgtools.study.by_hand import turn_of
from fgtools.study.described import describe_study, report_settings
from fgtools.study.folder import Folder
from fgtools.study.picks import Pick, picks
from fgtools.study.quotes_by_hand import known_quote


@dataclass(frozen=True, slots=True)
class Listed:
    """A quote of the report: where it stands, as it is printed and called, what was decided."""

    quote: Quote
    printed: QuotePart
    pick: Pick | None


@dataclass(frozen=True, slots=True)
class Shown:
    """A quote with the turn that it was taken from.

    `path` is its theme, then the code below it; `edits` names what tidying did; `guard` holds by
    release level what stands against printing it; `others` are quotes of the same participant.
    """

    quote: Quote
    printed: QuotePart
    turn: SafeTurn
    pick: Pick | None
    in_report: bool
    path: tuple[Code, ...]
    edits: tuple[str, ...]
    guard: dict[str, tuple[Finding, ...]]
    others: tuple[str, ...]

    @property
    def is_cut(self) -> bool:
        """Tell whether words that somebody cut are left out where it is printed."""
        return self.pick is not None and self.pick.trim is not None and not self.pick.waits

    @property
    def lost_negation(self) -> bool:
        """Tell whether a "not" is among the words that somebody cut."""
        pick = self.pick
        cut = self.is_cut and pick is not None and pick.trim is not None
        return bool(cut and pick and pick.trim and lost_negation(pick.spoken, pick.trim.kept))


def listed(folder: Folder) -> tuple[Listed, ...]:
    """Return the quotes of the report in its order: by theme, those most raised first."""
    report = describe_study(folder)
    rank = {theme.key: at for at, theme in enumerate(report.themes)}
    called = {quote.id: quote.printed for quote in report.quotes}
    decided = picks(folder.store).by_id
    quotes = sorted(folder.store.quotes(), key=lambda q: rank.get(q.theme, len(rank)))
    printed = [replace(q, printed=called.get(q.id, "")) for q in _printed(folder, quotes)]
    return tuple(Listed(q, p, decided.get(q.id)) for q, p in zip(quotes, printed, strict=True))


def shown(folder: Folder, quote: str) -> Shown:
    """Return all there is to know of a quote by its id; raise Misused if there is none."""
    found = known_quote(folder, quote)
    turn = turn_of(folder, found.turn)
    report = folder.store.quotes()
    decided = picks(folder.store)
    pick = decided.by_id.get(found.id)
    codings, _ = stage_codes.shown(folder)
    spoken = part(turn.text, found.span)
    if pick and pick.trim and not pick.waits:
        spoken = joined(spoken, pick.trim.kept)
    in_report = any(q.id == found.id for q in report)
    if not in_report:  # one of the report is kept as it is printed
        found = decided.cut(found)
    (printed,) = _printed(folder, [found])
    return Shown(
        found, printed, turn, pick,
        in_report=in_report,
        path=_path(folder, found, codings),
        edits=edits(spoken),
        guard={level: against(folder, found, level) for level in LEVELS},
        others=tuple(
            q.id for q in report if q.participant == found.participant and q.id != found.id
        ),
    )  # fmt: skip


def against(folder: Folder, quote: Quote, level: str = "") -> tuple[Finding, ...]:
    """Return what the guard has against a quote among those of the report."""
    others = tuple(q for q in folder.store.quotes() if q.id != quote.id)
    return tuple(
        f for f in stage_quotes.guarded(folder, (*others, quote), level) if f.where == quote.id
    )


def _printed(folder: Folder, quotes: Iterable[Quote]) -> list[QuotePart]:
    turns = {turn.id: turn for turn in folder.store.turns()}
    book, settings = folder.codebook(), report_settings(folder)
    return [
        quote_part(as_released, turns, book, settings)
        for quote in quotes
        for as_released in quote_levels.as_shown(folder.settings, [quote]) or (quote,)
    ]


def _path(folder: Folder, quote: Quote, codings: Iterable[Coding]) -> tuple[Code, ...]:
    """Return a quote's theme, and the surest code below it that stands on the quote's words."""
    book = folder.codebook()
    codes = {code.key: code for code in book.codes}
    if quote.theme not in codes:
        return ()
    theme = codes[quote.theme]
    on_it = [
        c
        for c in codings
        if c.turn == quote.turn
        and overlap(c.span, quote.span)
        and c.code != theme.key
        and book.theme_of(c.code) == theme.key
    ]
    best = min(on_it, key=lambda c: (-c.score, c.code), default=None)
    return (theme, codes[best.code]) if best else (theme,)
