"""What people decided on quotes, where its words stand now: kept and dropped, cut, put in order.

A quote's id is that of its place. Where a corrected transcript moved the words, the quote has a new
id, and what was decided under the old one holds for it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from fgtools.nouns import Quote, SafeTurn, Span
from fgtools.quotes.stretches import quote_id
from fgtools.quotes.trim import Trim, trimmed
from fgtools.safe import SafeText, part
from fgtools.study.decisions import ACCEPT, ORDER, QUOTE, TRIM, Turns, place_in
from fgtools.study.store import Decision, Store

OPINIONS = (QUOTE, TRIM, ORDER)
"""Kinds of decisions on quotes."""


@dataclass(frozen=True, slots=True)
class Pick:
    """What holds for a quote: kept, dropped or neither (""), and how it was cut, if it was."""

    id: str
    turn: SafeTurn
    span: Span
    verdict: str = ""
    theme: str = ""
    trim: Trim | None = None
    cut_by: str = ""

    @property
    def kept(self) -> bool:
        """Tell whether a person wants the quote in the report."""
        return self.verdict == ACCEPT

    @property
    def spoken(self) -> SafeText:
        """Return the words of its place, untouched."""
        return part(self.turn.text, self.span)

    @property
    def waits(self) -> bool:
        """Tell whether its words changed since it was cut, so that the cut holds no more."""
        return self.trim is not None and not self.trim.fits(self.spoken)


@dataclass(frozen=True, slots=True)
class Picks:
    """All that people decided on quotes."""

    by_id: dict[str, Pick]
    orders: tuple[tuple[str, ...], ...]
    """Ids in the order somebody gave them, the latest last."""
    moved: dict[str, str]
    """Ids under which a quote was decided on, and the one it has now."""

    def cut(self, quote: Quote) -> Quote:
        """Return a quote as it is printed: as somebody cut it, where its words are still those."""
        pick = self.by_id.get(quote.id)
        if pick is None or pick.trim is None or pick.waits:
            return quote
        return replace(quote, text=trimmed(pick.spoken, pick.trim.kept))


def picks(store: Store) -> Picks:
    """Return what people decided on quotes; the latest decision on a place holds."""
    decisions = [d for d in store.decisions() if d.what in OPINIONS]
    if not decisions:
        return Picks({}, (), {})
    turns = Turns(store.turns(), store.carried())
    found: dict[str, Pick] = {}
    moved: dict[str, str] = {}
    ranked: list[tuple[str, str, str]] = []
    for decision in decisions:
        for turn, span in turns.places(decision):
            key = quote_id(turn.id, span)
            moved[decision.subject] = key
            found[key] = _after(found.get(key, Pick(key, turn, span)), decision)
            if decision.what == ORDER:
                typed = place_in(decision.value)[1]["order"]
                ranked.append((typed, decision.subject, key))
    return Picks(found, tuple(_orders(ranked)), moved)


def _after(pick: Pick, decision: Decision) -> Pick:
    _, said = place_in(decision.value)
    if decision.what == QUOTE:
        return replace(pick, verdict=said["verdict"], theme=said["theme"])
    if decision.what == TRIM:
        return replace(pick, trim=trim_in(decision), cut_by=decision.who)
    return pick


def trim_in(decision: Decision) -> Trim | None:
    """Return how a decision cuts a quote: None where it takes earlier cuts back."""
    kept = json.loads(decision.value)
    runs = tuple(Span(*run) for run in kept["kept"])
    return Trim(runs, kept["wording"]) if runs else None


def _orders(ranked: Iterable[tuple[str, str, str]]) -> Iterator[tuple[str, ...]]:
    """Yield the orders; each is a row a quote, so that every quote follows its own words."""
    for typed, rows in groupby(ranked, key=lambda row: row[0]):
        now = {subject: key for _, subject, key in rows}
        yield tuple(now[key] for key in typed.split() if key in now)
