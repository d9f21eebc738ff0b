"""The stage `quotes`: words that stand for what was said, after the guard has looked at them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from fgtools.marks import released
from fgtools.nouns import Finding, Quote
from fgtools.study import quote_levels, stage_codes, stage_roles
from fgtools.study.folder import Folder
from fgtools.study.keys import key_of
from fgtools.study.picks import OPINIONS, Picks, picks

if TYPE_CHECKING:  # what chooses quotes takes a while: it waits until they are chosen
    from fgtools.study.quote_rules import QuoteRules

STAGE = "quotes"
LINKABLE = "linkable"
VERSION = "5"


def key(folder: Folder) -> str:
    """Return what the choice of quotes depends on."""
    decisions = folder.store.decisions()
    opinions = [(d.id, d.subject, d.value) for d in decisions if d.what in OPINIONS]
    settings = folder.settings
    return key_of(
        STAGE, VERSION, stage_roles.key(folder), opinions, settings.level,
        settings.quotes.model_dump(mode="json"),
        {name: role.population for name, role in settings.roles.items()},
        quote_levels.pin(settings),
    )  # fmt: skip


def run(folder: Folder) -> None:
    """Choose the quotes of the report, as people cut and ordered them."""
    from fgtools.quotes.choose import choose, in_order

    folder.say("quotes: choosing")
    codings, _ = stage_codes.shown(folder)
    settings, decided = folder.settings.quotes, picks(folder.store)
    chosen, dropped = picked(decided)
    looked = _Looked(folder)
    quotes = choose(
        folder.store.turns(), codings, quote_levels.voices(folder), folder.codebook(),
        stage_codes.encoder(folder), per_theme=settings.per_theme, per_person=settings.per_person,
        chosen=chosen, dropped=dropped, may=looked.may, beside=looked.beside,
    )  # fmt: skip
    _say_what_waits(folder, decided)
    cut = in_order([decided.cut(q) for q in quotes], decided.orders)
    with folder.store.writing():
        folder.store.set_quotes(quote_levels.as_shown(folder.settings, cut))
        folder.store.set_facts(STAGE, looked.facts())


Picked = tuple[str, int, int, str]
"""A turn, a span in it, and the theme it was picked for."""


def picked(decided: Picks) -> tuple[tuple[Picked, ...], tuple[Picked, ...]]:
    """Return the places people accepted and those they dropped."""
    places = [(p, (p.turn.id, *p.span, p.theme)) for p in decided.by_id.values() if p.verdict]
    return tuple(at for p, at in places if p.kept), tuple(at for p, at in places if not p.kept)


def guarded(
    folder: Folder, quotes: Sequence[Quote], level: str = "", rules: QuoteRules | None = None
) -> tuple[Finding, ...]:
    """Return what the guard has against some quotes at a release level, else at the study's.

    A role's quotes are looked at at its own level where that is stricter, and all of them as that
    level prints them. `rules` are the study's own, where somebody has them already.
    """
    from fgtools.quotes.guard import guard
    from fgtools.study import quote_rules

    settings, own = folder.settings, rules or quote_rules.of(folder)
    return tuple(
        finding
        for at, those in quote_levels.by_level(settings, quotes, level)
        for finding in guard(
            [replace(quote, text=released(quote.text, at)) for quote in those], own.voices,
            populations=quote_levels.populations(settings, at),
            threshold=settings.levels[at].threshold, level=at,
            per_person=settings.quotes.per_person, more=own.at(at), usual=own.usual,
        )
    )  # fmt: skip


class _Looked:
    """What the guard said while quotes were chosen: how many it looked at and stopped, by rule."""

    def __init__(self, folder: Folder) -> None:
        from fgtools.study import quote_rules

        self._folder, self._own = folder, quote_rules.of(folder)
        self._rules: dict[str, tuple[str, ...]] = {}

    def may(self, quote: Quote) -> bool:
        """Tell whether the guard lets a quote pass by itself."""
        if quote.id not in self._rules:
            found = guarded(self._folder, (quote,), rules=self._own)
            self._rules[quote.id] = tuple(dict.fromkeys(f.rule for f in found))
        return not self._rules[quote.id]

    def beside(self, quote: Quote, others: Sequence[Quote]) -> bool:
        """Tell whether it passes beside other quotes of its participant."""
        found = guarded(self._folder, (*others, quote), rules=self._own)
        tied = any(f.rule == LINKABLE for f in found)
        if tied:
            self._rules[quote.id] = tuple(dict.fromkeys((*self._rules.get(quote.id, ()), LINKABLE)))
        return not tied

    def facts(self) -> dict[str, str]:
        """Return how many quotes were looked at, and how many each rule stopped."""
        stopped = Counter(rule for rules in self._rules.values() for rule in rules)
        return {"looked_at": str(len(self._rules)), **{r: str(n) for r, n in stopped.items()}}


def _say_what_waits(folder: Folder, decided: Picks) -> None:
    for pick in decided.by_id.values():
        if pick.waits and pick.kept:
            folder.say(
                f"quotes: {pick.id} is printed uncut, because its words changed since it was cut. "
                f"Cut it again: fgtools quotes trim {pick.id}"
            )
