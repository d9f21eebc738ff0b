"""Who took part: roles, sessions, participants and words, without names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from fgtools.nouns import NO_ROLE
from fgtools.report import counts, prose
from fgtools.report.parts import RolePart, SaturationPart, Settings, SittingPart
from fgtools.report.source import Source


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
    any_small = any(counts.small(size, settings) for size in sizes.values())
    found = []
    for key, size in sizes.items():
        own = [p for p in voices if p.role == key]
        said = sum(words.get(p.id, 0) for p in own)
        hide = counts.small(size, settings)
        found.append(
            RolePart(
                key=key,
                label=settings.role(key),
                sessions=len({p.session for p in own}),
                participants=counts.few(settings) if hide else str(size),
                words=counts.NOT_GIVEN if hide else f"{said:,}",
                share=None if any_small or not spoken else said / spoken,
                people=None if any_small or not heads else size / heads,
            )
        )
    return tuple(found)


def opening(source: Source, words: Mapping[str, int]) -> str:
    """Say in a sentence or two what was held and who spoke."""
    roles = role_keys(source)
    told = [
        f"{prose.number(_held(source, key))} with "
        f"{key if key == NO_ROLE else source.settings.role(key)}"
        for key in roles
        if key
    ]
    held = prose.sentence(prose.plural(len(source.sessions), "session"))
    first = f"{held} {'was' if len(source.sessions) == 1 else 'were'} held"
    first += f": {prose.listed(told)}." if told else "."
    heads = sum(p.counts for p in source.speakers.values())
    sizes = [sum(p.counts for p in source.speakers.values() if p.role == key) for key in roles]
    if any(counts.small(size, source.settings) for size in (heads, *sizes)):
        return first  # a total would give the hidden role back
    spoken = sum(words.get(p.id, 0) for p in source.speakers.values() if not p.is_facilitator)
    spoke = prose.sentence(prose.plural(heads, "participant"))
    return f"{first} {spoke} spoke, {spoken:,} words in all."


def _held(source: Source, role: str) -> int:
    own = {p.session for p in source.speakers.values() if p.role == role and not p.is_facilitator}
    return len(own)


def participants(
    source: Source, words: Mapping[str, int], known_people: int = 0
) -> tuple[str, ...]:
    """Return the sentences above the table of participants."""
    told = [opening(source, words)]
    known = [held.duration for held in source.sessions if held.duration is not None]
    if known:
        minutes = round(sum(known) / 60)
        which = (
            "The recordings"
            if len(known) == len(source.sessions)
            else (f"The {prose.plural(len(known), 'recording')} whose length is known")
        )
        told.append(f"{which} run to {minutes:,} minutes in all.")
    modes = sorted({held.session.mode for held in source.sessions if held.session.mode})
    if len(modes) == 1:
        told.append(f"All sessions were held {modes[0]}.")
    unknown = sum(not p.known and not p.is_facilitator for p in source.speakers.values())
    if unknown:
        voices = prose.sentence(prose.plural(unknown, "further voice"))
        told.append(
            f"{voices} could not be matched to one person; no count of participants includes "
            f"{'it' if unknown == 1 else 'them'}."
        )
    told.append("A participant is counted in a role if they spoke. Facilitators are not counted.")
    heads = sum(p.counts for p in source.speakers.values())
    if 0 < known_people < heads and not counts.small(known_people, source.settings):
        told.append(
            f"Some people took part in several sessions and count once in each: the {heads:,} "
            f"participants are {known_people:,} people. Read their counts with care."
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
