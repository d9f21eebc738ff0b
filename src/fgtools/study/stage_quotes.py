"""The stage `quotes`: words that stand for what was said, after the guard has looked at them."""

from __future__ import annotations

from fgtools.nouns import Finding, Quote
from fgtools.quotes.choose import choose
from fgtools.quotes.guard import guard
from fgtools.study import stage_codes, stage_roles
from fgtools.study.decisions import QUOTE, Turns, place_in
from fgtools.study.folder import Folder
from fgtools.study.keys import key_of

STAGE = "quotes"
VERSION = "1"


def key(folder: Folder) -> str:
    """Return what the choice of quotes depends on."""
    picks = [(d.id, d.subject, d.value) for d in folder.store.decisions(QUOTE)]
    settings = folder.settings
    return key_of(
        STAGE, VERSION, stage_roles.key(folder), picks, settings.level,
        settings.quotes.model_dump(mode="json"),
        {name: role.population for name, role in settings.roles.items()},
    )  # fmt: skip


def run(folder: Folder) -> None:
    """Choose the quotes of the report."""
    folder.say("quotes: choosing")
    codings, _ = stage_codes.shown(folder)
    settings = folder.settings.quotes
    chosen, dropped = picked(folder)
    quotes = choose(
        folder.store.turns(), codings, folder.store.participants(), folder.codebook(),
        stage_codes.encoder(folder), per_theme=settings.per_theme, per_person=settings.per_person,
        chosen=chosen, dropped=dropped, may=lambda quote: not guarded(folder, (quote,)),
    )  # fmt: skip
    with folder.store.writing():
        folder.store.set_quotes(quotes)


Picked = tuple[str, int, int, str]
"""A turn, a span in it, and the theme it was picked for."""


def picked(folder: Folder) -> tuple[tuple[Picked, ...], tuple[Picked, ...]]:
    """Return the places people accepted and those they dropped; the latest decision holds."""
    turns = Turns(folder.store.turns(), folder.store.carried())
    latest = {d.subject: d for d in folder.store.decisions(QUOTE)}
    chosen: list[Picked] = []
    dropped: list[Picked] = []
    for decision in latest.values():
        _, said = place_in(decision.value)
        for turn, span in turns.places(decision):
            (chosen if said["verdict"] == "accept" else dropped).append(
                (turn.id, *span, said["theme"])
            )
    return tuple(chosen), tuple(dropped)


def guarded(folder: Folder, quotes: tuple[Quote, ...]) -> tuple[Finding, ...]:
    """Return what the guard has against some quotes at the study's release level."""
    return guard(
        quotes, folder.store.participants(),
        populations={name: role.population for name, role in folder.settings.roles.items()},
        threshold=stage_roles.threshold(folder), level=folder.settings.level,
        per_person=folder.settings.quotes.per_person,
    )  # fmt: skip
