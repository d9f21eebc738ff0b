"""Figures over all sessions together: saturation.

Over codes alone: topics are drawn from all sessions at once, so that hardly one of them could be
new in the last.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import TYPE_CHECKING

from fgtools.study import sources, stage_codes
from fgtools.study.folder import Folder

if TYPE_CHECKING:  # numpy waits until it is needed
    from fgtools.roles.saturation import Saturation


def by_date(folder: Folder) -> tuple[str, ...]:
    """Return the sessions of talk by date, then name; those without a date come last."""
    apart = sources.beside(folder)
    held = folder.settings.sessions.items()
    dates = {name: one.date for name, one in held if name not in apart}
    return tuple(sorted(dates, key=lambda name: (not dates[name], dates[name], name)))


def roles(folder: Folder) -> tuple[str, ...]:
    """Return the roles of participants: first those that study.toml names, in its order."""
    apart = sources.beside(folder)
    voices = [p for p in folder.store.participants().values() if p.session not in apart]
    heard = {p.role for p in voices if not p.is_facilitator}
    named = [role for role in folder.settings.roles if role in heard]
    return (*named, *sorted(heard - {*named}))


def saturations(folder: Folder) -> tuple[tuple[str, Saturation], ...]:
    """Return what each further session added to the codes heard: of all ("") and of each role.

    A role is assessed over the sessions in which it spoke, by what its own participants said.
    """
    from fgtools.roles.saturation import saturation

    apart = sources.beside(folder)
    speakers = {k: p for k, p in folder.store.participants().items() if p.session not in apart}
    said = _said(folder)
    found = [("", saturation(_heard(folder, said, speakers), seed=folder.settings.seed))]
    for role in roles(folder):
        own = {key for key, p in speakers.items() if p.role == role and not p.is_facilitator}
        here = {speakers[key].session for key in own}
        heard = {name: codes for name, codes in _heard(folder, said, own).items() if name in here}
        label = folder.settings.role_label(role)
        found.append((role, saturation(heard, seed=folder.settings.seed, of=label)))
    return tuple(found)


def _said(folder: Folder) -> tuple[tuple[str, str, str], ...]:
    """Return session, voice and code of every coding."""
    turns = {turn.id: turn for turn in folder.store.turns()}
    codings, _ = stage_codes.shown(folder)
    return tuple(
        (turns[coding.turn].session, turns[coding.turn].participant, coding.code)
        for coding in codings
    )


def _heard(
    folder: Folder, said: Iterable[tuple[str, str, str]], voices: Container[str]
) -> dict[str, set[str]]:
    """Return the codes that some voices raised in each session, by date."""
    heard: dict[str, set[str]] = {name: set() for name in by_date(folder)}
    for session, voice, code in said:
        if voice in voices:
            heard[session].add(code)
    return heard
