"""Share of voice before names are written over: of each label, and of each role."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from fgtools.nouns import NO_ROLE, Turn
from fgtools.spans import word_count
from fgtools.study.reading import Heard
from fgtools.transcripts.speakers import Speaker

FACILITATORS, UNKNOWN = "facilitator", "not one known person"


@dataclass(frozen=True, slots=True)
class LabelShare:
    """How much was said under one label of a session (names in it: private zone only).

    `share` (0 to 1) is of the words of all but facilitators; a facilitator's is of all words.
    """

    participant: str
    session: str
    speaker: Speaker = field(repr=False)
    words: int
    turns: int
    share: float


@dataclass(frozen=True, slots=True)
class RoleShare:
    """How much was said in one role; facilitators and unknown voices are roles apart.

    `participants` counts known people, none of them among unknown voices; `share` as in LabelShare.
    """

    role: str
    participants: int
    words: int
    share: float


def spoken(turns: Iterable[Turn]) -> tuple[Mapping[str, int], Mapping[str, int]]:
    """Return the words and the turns of each label."""
    words, count = Counter[str](), Counter[str]()
    for turn in turns:
        words[turn.speaker] += word_count(turn.text)
        count[turn.speaker] += 1
    return words, count


def label_shares(heard: Heard) -> tuple[LabelShare, ...]:
    """Return the share of every label of a session, in order of appearance."""
    words, turns = spoken(heard.turns)
    leads = {s.label for s in heard.speakers if s.is_facilitator}
    everything = max(sum(words.values()), 1)
    talk = max(sum(n for label, n in words.items() if label not in leads), 1)
    return tuple(
        LabelShare(
            heard.voices[one.label], heard.session.name, one, words[one.label], turns[one.label],
            words[one.label] / (everything if one.is_facilitator else talk),
        )
        for one in heard.speakers
    )  # fmt: skip


def role_shares(shares: Sequence[LabelShare]) -> tuple[RoleShare, ...]:
    """Add labels up by role: roles by name, then unknown voices, then facilitators."""
    everything = max(sum(one.words for one in shares), 1)
    talk = max(sum(one.words for one in shares if not one.speaker.is_facilitator), 1)
    groups: dict[tuple[int, str], list[LabelShare]] = {}
    for one in shares:
        groups.setdefault(_group(one.speaker), []).append(one)
    return tuple(
        RoleShare(
            role,
            0 if rank == 1 else len({one.participant for one in those}),
            words := sum(one.words for one in those),
            words / (everything if rank == 2 else talk),
        )
        for (rank, role), those in sorted(groups.items())
    )


def _group(speaker: Speaker) -> tuple[int, str]:
    if speaker.is_facilitator:
        return 2, FACILITATORS
    return (0, speaker.role or NO_ROLE) if speaker.known else (1, UNKNOWN)
