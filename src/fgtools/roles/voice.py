"""Share of voice: who spoke, how much, and who was not heard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fgtools.nouns import Participant, SafeTurn
from fgtools.spans import word_count

LITTLE = 0.25
"""Part of an equal share of the session's words under which somebody was little heard."""


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


def roles(spoken: Sequence[Voice], speakers: Mapping[str, Participant]) -> tuple[RoleVoice, ...]:
    """Add voices up by role, facilitators left out; roles by name."""
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
        made.append(RoleVoice(role, len(known), spoke, little, turns, words, share))
    return tuple(made)


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
