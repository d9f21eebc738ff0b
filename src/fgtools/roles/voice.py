"""Share of voice: who spoke, how much, and who was not heard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from fgtools.nouns import Participant, SafeTurn
from fgtools.roles.hiding import hidden
from fgtools.spans import word_count

LITTLE = 0.25
"""Part of an equal share of the session's words under which somebody was little heard."""
LEADING = 3
"""Participants whose part of the talk tells how unequal it was..."""
FEWEST_TO_LEAD = 6
"""...where this many spoke; where fewer did, the one who spoke most."""


@dataclass(frozen=True, slots=True)
class Voice:
    """How much one voice said; `share` (0 to 1) is of the words of all but facilitators.

    A facilitator's share is of all words. `heard` is "well", "little" (less than a quarter of an
    equal share) or "not" (present, said nothing); empty for facilitators and unknown voices.
    """

    session: str
    participant: str
    role: str
    turns: int
    words: int
    share: float
    heard: str


@dataclass(frozen=True, slots=True)
class RoleVoice:
    """How much a role said: known participants by how they were heard, words of all its voices."""

    role: str
    participants: int
    spoke: int
    little: int
    turns: int
    words: int
    share: float
    suppressed: bool = False
    little_suppressed: bool = False


@dataclass(frozen=True, slots=True)
class SessionVoice:
    """How the talk of a session was spread; shares are 0 to 1.

    `leading` participants spoke most and said `leading_share` of what known participants said.
    `facilitator`: share of all words. `unmatched`: voices that are not one known person. `silent`:
    people known to have been there of whom no voice was matched.
    """

    session: str
    participants: int
    spoke: int
    little: int
    words: int
    leading: int
    leading_share: float
    facilitator: float
    unmatched: int
    silent: int
    suppressed: bool = False
    little_suppressed: bool = False
    leading_suppressed: bool = False


def voices(turns: Sequence[SafeTurn], speakers: Mapping[str, Participant]) -> tuple[Voice, ...]:
    """Return a voice for each of `speakers`, by session, the most talkative first."""
    count: dict[str, int] = dict.fromkeys(speakers, 0)
    words: dict[str, int] = dict.fromkeys(speakers, 0)
    for turn in turns:
        if turn.participant in count:
            count[turn.participant] += 1
            words[turn.participant] += word_count(turn.text)
    everything = _by_session(speakers, words, facilitators=True)
    talk = _by_session(speakers, words, facilitators=False)
    equal = {
        session: talk.get(session, 0) / max(_present(speakers, session), 1)
        for session in everything
    }
    made = [
        Voice(
            person.session, key, person.role, count[key], words[key],
            words[key]
            / max((everything if person.is_facilitator else talk)[person.session], 1),
            _heard(person, words[key], equal[person.session]),
        )
        for key, person in speakers.items()
    ]  # fmt: skip
    return tuple(sorted(made, key=lambda v: (v.session, -v.words, v.participant)))


def roles(
    spoken: Sequence[Voice], speakers: Mapping[str, Participant], *, threshold: int = 0
) -> tuple[RoleVoice, ...]:
    """Add voices up by role, facilitators left out; roles by name.

    All are suppressed where one has fewer than `threshold` participants: what is left of the talk
    would give its part back. So is a role in which few spoke, or few did not.
    """
    own = [v for v in spoken if not speakers[v.participant].is_facilitator]
    everything = max(sum(v.words for v in own), 1)
    made: list[RoleVoice] = []
    for role in sorted({v.role for v in own}):
        those = [v for v in own if v.role == role]
        known = [v for v in those if speakers[v.participant].counts]
        words = sum(v.words for v in those)
        spoke, little = sum(v.words > 0 for v in known), sum(v.heard == "little" for v in known)
        turns = sum(v.turns for v in those)
        share = words / everything
        hide = hidden(spoke, len(known), threshold)
        few = hidden(little, spoke, threshold)
        made.append(RoleVoice(role, len(known), spoke, little, turns, words, share, hide, few))
    any_few = any(0 < role.participants < threshold for role in made)
    return tuple(replace(role, suppressed=role.suppressed or any_few) for role in made)


def by_session(
    spoken: Sequence[Voice],
    speakers: Mapping[str, Participant],
    silent: Mapping[str, int],
    *,
    threshold: int = 0,
) -> tuple[SessionVoice, ...]:
    """Say of each session how the talk was spread; sessions by name.

    `silent` counts by session who was there and has no voice (0 where nobody knows). Suppressed
    where few spoke, or few of those who were there did not.
    """
    names = sorted({voice.session for voice in spoken})
    return tuple(
        _session(name, [v for v in spoken if v.session == name], speakers, silent, threshold)
        for name in names
    )


def _session(
    name: str,
    spoken: Sequence[Voice],
    speakers: Mapping[str, Participant],
    silent: Mapping[str, int],
    threshold: int,
) -> SessionVoice:
    known = [v for v in spoken if speakers[v.participant].counts]
    said = sorted((v.words for v in known if v.words), reverse=True)
    leading = LEADING if len(said) >= FEWEST_TO_LEAD else min(len(said), 1)
    every = sum(v.words for v in spoken)
    led = sum(v.words for v in spoken if speakers[v.participant].is_facilitator)
    little = sum(v.heard == "little" for v in known)
    nobody = silent.get(name, 0)
    return SessionVoice(
        name, len(known), len(said), little, sum(said), leading,
        sum(said[:leading]) / max(sum(said), 1), led / max(every, 1),
        sum(not v.heard and not speakers[v.participant].is_facilitator for v in spoken),
        nobody, hidden(len(said), len(known) + nobody, threshold),
        hidden(little, len(said), threshold), 0 < leading < threshold,
    )  # fmt: skip


def _by_session(
    speakers: Mapping[str, Participant], words: Mapping[str, int], *, facilitators: bool
) -> dict[str, int]:
    totals: dict[str, int] = {person.session: 0 for person in speakers.values()}
    for key, person in speakers.items():
        if facilitators or not person.is_facilitator:
            totals[person.session] += words[key]
    return totals


def _present(speakers: Mapping[str, Participant], session: str) -> int:
    return sum(person.counts and person.session == session for person in speakers.values())


def _heard(person: Participant, words: int, equal: float) -> str:
    if not person.counts:
        return ""
    if not words:
        return "not"
    return "little" if words < LITTLE * equal else "well"
