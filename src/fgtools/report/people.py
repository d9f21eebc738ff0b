"""Who took part: roles, sessions, participants and words, without names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from fgtools.nouns import NO_ROLE
from fgtools.report import counts, prose
from fgtools.report.parts import RolePart, SaturationPart, Settings, SittingPart
from fgtools.report.printed import key_of
from fgtools.report.source import Source

SURVEY = "survey"
"""The mode of a session that is a survey's own words."""


def role_keys(source: Source) -> list[str]:
    """Return the roles that spoke, in the order of the settings, then by key."""
    spoke = {p.role for p in source.speakers.values() if not p.is_facilitator}
    return [key for key in source.settings.roles if key in spoke] + sorted(
        spoke - set(source.settings.roles)
    )


def roles(source: Source, words: Mapping[str, int]) -> tuple[RolePart, ...]:
    """Return each role with its sessions, participants and share of voice.

    Shares are given for all roles or for none: with one left out the others give it back.
    """
    settings = source.settings
    voices = [p for p in source.speakers.values() if not p.is_facilitator]
    spoken = sum(words.get(p.id, 0) for p in voices)
    heads = sum(p.counts for p in voices)
    sizes = {key: sum(p.counts for p in voices if p.role == key) for key in role_keys(source)}
    hidden = {key for key, size in sizes.items() if _hidden(source, key, size)}
    found = []
    for key, size in sizes.items():
        own = [p for p in voices if p.role == key]
        said = sum(words.get(p.id, 0) for p in own)
        hide, held = key in hidden, len({p.session for p in own})
        asked = key_of("role", key) in source.hide
        least = counts.NOT_GIVEN if asked else counts.in_place_of(size, settings, held)
        found.append(
            RolePart(
                key=key,
                label=settings.role(key),
                sessions=held,
                participants=least if hide else str(size),
                words=counts.NOT_GIVEN if hide else f"{said:,}",
                share=None if hidden or not spoken else said / spoken,
                people=None if hidden or not heads else size / heads,
                count=None if hide else size,
            )
        )
    return tuple(found)


def _hidden(source: Source, role: str, size: int) -> bool:
    return counts.small(size, source.settings) or key_of("role", role) in source.hide


def heads(source: Source) -> int | None:
    """Return how many participants spoke in all, None where it is hidden."""
    found = sum(p.counts for p in source.speakers.values())
    hide = counts.small(found, source.settings) or key_of("people", "spoke") in source.hide
    return None if hide else found


def known(source: Source, known_people: int) -> int | None:
    """Return how many people the participants are, None where they are as many, or it is hidden.

    So it is where few came twice.
    """
    found = heads(source)
    if not found or not 0 < known_people < found or key_of("people", "known") in source.hide:
        return None
    few = counts.small(known_people, source.settings)
    return None if few or counts.small(found - known_people, source.settings) else known_people


def opening(source: Source, words: Mapping[str, int]) -> str:
    """Say in a sentence or two what was held and who spoke."""
    if not source.sessions:
        return "No focus group was held: all there is are the tables of surveys."
    roles = role_keys(source)
    told = [
        f"{prose.number(_held(source, key))} with "
        f"{key if key == NO_ROLE else source.settings.role(key)}"
        for key in roles
        if key
    ]
    first = _were_held(source, told, roles)
    whole = heads(source)
    if whole is None:
        return first  # it would give a hidden role back
    if written(source):
        return f"{first} In all, {prose.plural(whole, 'respondent')} wrote in their own words."
    spoke = f"In all, {prose.plural(whole, 'participant')}"
    voices = [p for p in source.speakers.values() if not p.is_facilitator]
    sizes = {key: sum(p.counts for p in voices if p.role == key) for key in roles}
    if any(_hidden(source, key, size) for key, size in sizes.items()):
        return f"{first} {spoke} spoke."
    return f"{first} {spoke} spoke; they said {sum(words.get(p.id, 0) for p in voices):,} words."


def written(source: Source) -> bool:
    """Tell whether nobody spoke: all that there is are surveys."""
    return bool(source.sessions) and all(held.session.mode == SURVEY for held in source.sessions)


def _were_held(source: Source, told: Sequence[str], roles: Sequence[str]) -> str:
    many, verb = len(source.sessions), "was" if len(source.sessions) == 1 else "were"
    if written(source):
        return f"{prose.sentence(prose.plural(many, 'survey'))} {verb} read."
    held = f"{prose.sentence(prose.plural(many, 'session'))} {verb} held"
    known = [key for key in roles if key and key != NO_ROLE]
    if not told or (len(told) == 1 and not known):
        return f"{held}."
    if len(told) == 1:
        return f"{held} with {source.settings.role(known[0])}."
    return f"{held}: {prose.listed(told)}."


def _held(source: Source, role: str) -> int:
    own = {p.session for p in source.speakers.values() if p.role == role and not p.is_facilitator}
    return len(own)


def participants(
    source: Source, words: Mapping[str, int], known_people: int = 0
) -> tuple[str, ...]:
    """Return the sentences above the table of participants."""
    told = [opening(source, words)]
    if not source.sessions:
        return tuple(told)
    lengths = [held.duration for held in source.sessions if held.duration is not None]
    if lengths:
        minutes = round(sum(lengths) / 60)
        which = (
            "The recordings"
            if len(lengths) == len(source.sessions)
            else (f"The {prose.plural(len(lengths), 'recording')} whose length is known")
        )
        told.append(f"{which} run to {minutes:,} minutes in all.")
    modes = sorted({held.session.mode for held in source.sessions if held.session.mode})
    if written(source):
        told.append(
            "Nobody spoke: where this report has participants who spoke, it means respondents who "
            "wrote."
        )
    elif len(modes) == 1:
        told.append(f"All sessions were held {modes[0]}.")
    unknown = sum(not p.known and not p.is_facilitator for p in source.speakers.values())
    if unknown:
        voices = prose.sentence(prose.plural(unknown, "further voice"))
        told.append(
            f"{voices} could not be matched to one person; no count of participants includes "
            f"{'it' if unknown == 1 else 'them'}."
        )
    told.append("A participant is counted in a role if they spoke. Facilitators are not counted.")
    if people := known(source, known_people):
        told.append(
            f"Some people took part in several sessions and count once in each: the "
            f"{heads(source):,} participants are {people:,} people. Read their counts with care."
        )
    return tuple(told)


def sittings(source: Source, words: Mapping[str, int]) -> tuple[SittingPart, ...]:
    """Return who spoke how much in each session; left out where there are too few participants."""
    found = []
    for held in source.sessions:
        name = held.session.name
        voices = [person for person in source.speakers.values() if person.session == name]
        spoken = sum(words.get(p.id, 0) for p in voices)
        talk = sum(words.get(p.id, 0) for p in voices if not p.is_facilitator)
        heard = [words.get(p.id, 0) for p in voices if p.counts]
        if not talk or not heard or counts.small(len(heard), source.settings):
            continue
        found.append(
            SittingPart(
                session=name,
                shares=tuple(sorted((count / talk for count in heard), reverse=True)),
                facilitator=(spoken - talk) / spoken,
                unmatched=(talk - sum(heard)) / talk,
            )
        )
    return tuple(found)


def saturation(parts: Sequence[SaturationPart], settings: Settings) -> tuple[SaturationPart, ...]:
    """Return saturation as it may be printed: only internal reports name the sessions."""
    return tuple(
        replace(
            part,
            label=settings.role(part.role) if part.role else "All sessions",
            sessions=part.sessions
            if settings.internal
            else tuple(f"Session {at}" for at in range(1, len(part.sessions) + 1)),
        )
        for part in parts
    )
