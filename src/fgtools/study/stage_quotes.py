"""The stage `quotes`: words that stand for what was said, after the guard has looked at them."""

from __future__ import annotations

from fgtools.nouns import Finding, Quote
from fgtools.quotes.choose import choose, in_order
from fgtools.quotes.guard import guard
from fgtools.study import quote_levels, stage_codes, stage_roles
from fgtools.study.folder import Folder
from fgtools.study.keys import key_of
from fgtools.study.picks import OPINIONS, Picks, picks

STAGE = "quotes"
VERSION = "2"


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
    folder.say("quotes: choosing")
    codings, _ = stage_codes.shown(folder)
    settings, decided = folder.settings.quotes, picks(folder.store)
    chosen, dropped = picked(decided)
    quotes = choose(
        folder.store.turns(), codings, quote_levels.voices(folder), folder.codebook(),
        stage_codes.encoder(folder), per_theme=settings.per_theme, per_person=settings.per_person,
        chosen=chosen, dropped=dropped, may=lambda quote: not guarded(folder, (quote,)),
    )  # fmt: skip
    _say_what_waits(folder, decided)
    cut = in_order([decided.cut(q) for q in quotes], decided.orders)
    with folder.store.writing():
        folder.store.set_quotes(quote_levels.as_shown(folder.settings, cut))


Picked = tuple[str, int, int, str]
"""A turn, a span in it, and the theme it was picked for."""


def picked(decided: Picks) -> tuple[tuple[Picked, ...], tuple[Picked, ...]]:
    """Return the places people accepted and those they dropped."""
    places = [(p, (p.turn.id, *p.span, p.theme)) for p in decided.by_id.values() if p.verdict]
    return tuple(at for p, at in places if p.kept), tuple(at for p, at in places if not p.kept)


def guarded(folder: Folder, quotes: tuple[Quote, ...], level: str = "") -> tuple[Finding, ...]:
    """Return what the guard has against some quotes at a release level, else at the study's.

    A role's quotes are looked at at its own level where that is stricter.
    """
    settings, voices = folder.settings, quote_levels.voices(folder)
    return tuple(
        finding
        for at, those in quote_levels.by_level(settings, quotes, level)
        for finding in guard(
            those, voices, populations=quote_levels.populations(settings, at),
            threshold=settings.levels[at].threshold, level=at,
            per_person=settings.quotes.per_person,
        )
    )  # fmt: skip


def _say_what_waits(folder: Folder, decided: Picks) -> None:
    for pick in decided.by_id.values():
        if pick.waits and pick.kept:
            folder.say(
                f"quotes: {pick.id} is printed uncut, because its words changed since it was cut. "
                f"Cut it again: fgtools quotes trim {pick.id}"
            )
