"""Who may be quoted, and at which level: one may have none, a role's may be stricter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby

from fgtools.marks import LEVELS, released
from fgtools.nouns import NOTES, Participant, Quote
from fgtools.quotes.rare import FEW
from fgtools.study import sources
from fgtools.study.config import Study
from fgtools.study.folder import Folder


def voices(folder: Folder) -> dict[str, Participant]:
    """Return every voice as quotes take it: what no group said is quoted as what it is.

    Notes may be quoted, as notes; nowhere else does their voice count as anybody. Respondents of a
    survey beside groups are quoted as respondents.
    """
    beside = sources.beside(folder)
    return {
        key: replace(voice, known=voice.known or kind == NOTES, role=kind)
        if (kind := beside.get(voice.session, ""))
        else voice
        for key, voice in folder.store.participants().items()
    }


def populations(settings: Study, level: str) -> Mapping[str, int]:
    """Return how many people could hold each role; notes could be of so many that none is rare."""
    held = {name: role.population for name, role in settings.roles.items()}
    return {**held, NOTES: FEW * settings.levels[level].threshold}


def pin(settings: Study) -> list[object]:
    """Return what of this the choice of quotes depends on."""
    least = {name: level.threshold for name, level in settings.levels.items()}
    roles = [(name, r.level, least[r.level]) for name, r in settings.roles.items() if r.level]
    notes = [name for name, one in settings.sessions.items() if one.mode == NOTES]
    return [settings.levels[settings.level].quotes, roles, notes]


def level_of(settings: Study, role: str, level: str = "") -> str:
    """Return the level of a role's quotes: the study's (or `level`), or its own where stricter."""
    own, general = settings.roles.get(role), level or settings.level
    if not own or not own.level or general not in LEVELS:
        return general
    return max(own.level, general, key=LEVELS.index)


def by_level(
    settings: Study, quotes: Iterable[Quote], level: str = ""
) -> Iterator[tuple[str, tuple[Quote, ...]]]:
    """Yield quotes by the level at which they are looked at, the mildest first."""

    def at(quote: Quote) -> int:
        found = level_of(settings, quote.role, level)
        return LEVELS.index(found) if found in LEVELS else len(LEVELS)

    for _, those in groupby(sorted(quotes, key=at), key=at):
        some = tuple(those)
        yield level_of(settings, some[0].role, level), some


def as_shown(settings: Study, quotes: Iterable[Quote]) -> tuple[Quote, ...]:
    """Return quotes as the database keeps them: of a stricter role with its marks replaced.

    None where the study's release level has no quotes.
    """
    if not settings.levels[settings.level].quotes:
        return ()
    return tuple(
        replace(one, text=released(one.text, own.level))
        if (own := settings.roles.get(one.role)) and own.level
        else one
        for one in quotes
    )
