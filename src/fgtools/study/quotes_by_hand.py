"""Quotes by hand: kept, dropped, cut, put in order. Every decision is a row that stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fgtools.errors import FgtoolsError, Misused
from fgtools.nouns import Quote, SafeTurn
from fgtools.quotes.search import find
from fgtools.quotes.stretches import quote as make_quote
from fgtools.quotes.trim import Trim, trim
from fgtools.safe import part
from fgtools.spans import overlap
from fgtools.study import stage_codes
from fgtools.study.by_hand import refuse_names, turn_of
from fgtools.study.decisions import ACCEPT, ORDER, QUOTE, TRIM, as_value, place_of
from fgtools.study.folder import Folder, now
from fgtools.study.picks import Pick, picks
from fgtools.study.stages import bring_up

DROP = "drop"
LIST = "Type: fgtools quotes pick (all quotes of the report), or: fgtools quotes find QUERY"


@dataclass(frozen=True, slots=True)
class Changed:
    """What a decision did to the quotes of the report: ids that came and that gave way."""

    came: tuple[str, ...]
    gave_way: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ordered:
    """A theme's quotes as they stand in the report now, and the ids that are in it no more."""

    theme: str
    ids: tuple[str, ...]
    gone: tuple[str, ...]


def known_quote(folder: Folder, quote: str) -> Quote:
    """Return a quote by its id: of the report, decided on before, or one that a search found.

    Raise Misused if no words of the study have that id.
    """
    decided, shown = picks(folder.store), {q.id: q for q in folder.store.quotes()}
    key = quote if quote in shown else decided.moved.get(quote, quote)
    if key in shown:
        return shown[key]
    codings, _ = stage_codes.shown(folder)
    people, book = folder.store.participants(), folder.codebook()
    held = decided.by_id.get(key)
    if held is not None and held.theme:
        person = people[held.turn.participant]
        return make_quote(held.turn, held.span, person, theme=held.theme, stance="none", why="")
    found = find(quote, folder.store.turns(), codings, people, book)
    if found is None:
        raise Misused("no such quote", quote, LIST)
    return found


def pick(folder: Folder, quote: str, *, keep: bool, theme: str, who: str) -> Changed:
    """Keep that a quote is to be in the report, under a theme if one is given, or that it is not.

    Raise Misused where its words, or as many quotes of its participant as a report may have, are
    kept already: what a person chose is never dropped for another choice.
    """
    refuse_names(folder, "by", who)
    found = known_quote(folder, quote)
    if keep:
        theme = _theme(folder, found, theme)
        _room_for(folder, found)
    verdict, turn = ACCEPT if keep else DROP, turn_of(folder, found.turn)
    value = as_value(place_of(turn, found.span), verdict=verdict, theme=theme or found.theme)
    return _decided(folder, ((QUOTE, found.id, value),), who)


def trim_quote(folder: Folder, quote: str, typed: str, who: str) -> Changed:
    """Keep how a person cut a quote, and the quote with it; raise Misused where it is no cut."""
    refuse_names(folder, "by", who)
    found = known_quote(folder, quote)
    turn = turn_of(folder, found.turn)
    made = trim(part(turn.text, found.span), typed)
    theme = _theme(folder, found, "")
    _room_for(folder, found)
    return _decided(folder, (_accepted(turn, found, theme), _cut(turn, found, made)), who)


def undo_trim(folder: Folder, quote: str, who: str) -> Changed:
    """Keep that a quote is printed whole again; raise Misused where nobody cut it."""
    refuse_names(folder, "by", who)
    found = known_quote(folder, quote)
    held = picks(folder.store).by_id.get(found.id)
    if held is None or held.trim is None:
        raise Misused("nobody has cut this quote", quote, f"Type: fgtools quotes show {quote}")
    return _decided(folder, (_cut(held.turn, found, Trim((), "")),), who)


def order(folder: Folder, ids: Sequence[str], who: str) -> Ordered:
    """Keep the order of a theme's quotes.

    Raise Misused where none is in it, or where the quotes are of several themes.
    """
    refuse_names(folder, "by", who)
    moved, shown = picks(folder.store).moved, {q.id: q for q in folder.store.quotes()}
    asked = list(dict.fromkeys(k if k in shown else moved.get(k, k) for k in ids))
    there = [shown[key] for key in asked if key in shown]
    gone = tuple(key for key in asked if key not in shown)
    if not there:
        raise Misused("none of these quotes is in the report", " ".join(gone), LIST)
    themes = {q.theme for q in there}
    if len(themes) > 1:
        told = ", ".join(f"{q.id} ({q.theme})" for q in there)
        raise Misused("these are quotes of several themes", told, "Order one theme at a time.")
    typed = " ".join(q.id for q in there)
    rows = []
    for quote in there:
        place = place_of(turn_of(folder, quote.turn), quote.span)
        rows.append((ORDER, quote.id, as_value(place, theme=quote.theme, order=typed)))
    _decided(folder, rows, who)
    (theme,) = themes
    return Ordered(theme, tuple(q.id for q in folder.store.quotes() if q.theme == theme), gone)


def _accepted(turn: SafeTurn, quote: Quote, theme: str) -> tuple[str, str, str]:
    return QUOTE, quote.id, as_value(place_of(turn, quote.span), verdict=ACCEPT, theme=theme)


def _cut(turn: SafeTurn, quote: Quote, made: Trim) -> tuple[str, str, str]:
    place = place_of(turn, quote.span)
    value = as_value(place, theme=quote.theme, kept=made.kept, wording=made.wording)
    return TRIM, quote.id, value


def _decided(folder: Folder, rows: Sequence[tuple[str, str, str]], who: str) -> Changed:
    """Write decisions, choose the report's quotes anew, and return what came of it."""
    before = [q.id for q in folder.store.quotes()]
    with folder.store.writing():
        for what, subject, value in rows:
            folder.store.decide(what, subject, value, who, now())
    bring_up(folder, "quotes")
    after = [q.id for q in folder.store.quotes()]
    return Changed(
        tuple(key for key in after if key not in before),
        tuple(key for key in before if key not in after),
    )


def _theme(folder: Folder, quote: Quote, asked: str) -> str:
    """Return the key of the theme that a quote is kept for."""
    themes = {code.key: code.label for code in folder.codebook().themes}
    if asked and asked not in themes:
        meant = [key for key, label in themes.items() if label.casefold() == asked.casefold()]
        if not meant:
            raise Misused("the codebook has no such theme", asked, f"Themes: {', '.join(themes)}")
        asked = meant[0]
    own = quote.theme if quote.theme in themes else ""  # its code may have left the codebook
    if not (asked or own):
        raise Misused(
            "no code stands on these words, so that nobody knows the theme", quote.id,
            f"Type: fgtools quotes pick {quote.id} --keep --theme KEY ({', '.join(themes)})",
        )  # fmt: skip
    return asked or own


def _room_for(folder: Folder, quote: Quote) -> None:
    """Raise Misused where a person's earlier picks leave no room for a quote."""
    others = [p for p in picks(folder.store).by_id.values() if p.kept and p.id != quote.id]
    same = [p for p in others if p.turn.id == quote.turn and overlap(p.span, quote.span)]
    if same:
        raise _taken("some of its words are in a quote that is kept already", same)
    of_person = [p for p in others if p.turn.participant == quote.participant]
    if len(of_person) >= folder.settings.quotes.per_person:
        most = len(of_person)
        raise _taken(
            f"{most} quotes of this participant are kept already, as many as may be", of_person
        )


def _taken(what: str, by: Sequence[Pick]) -> FgtoolsError:
    ids = [p.id for p in by]
    return Misused(
        what, ", ".join(ids), f"Leave one out first: fgtools quotes pick {ids[0]} --drop"
    )
