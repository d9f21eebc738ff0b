"""What a comparison means, in one plain sentence."""

from __future__ import annotations

from dataclasses import dataclass

FEWEST = 5
"""Participants that a group, and all others, need before a difference is looked for."""
RULE = (
    "More or less: participants of the group against all others, by the share the subject has in "
    "what each of them raised; the spread between sessions is allowed for; of the differences "
    "named, about one in twenty is expected to be chance."
)


@dataclass(frozen=True, slots=True)
class Standing:
    """All that the sentence about one subject and group depends on."""

    noun: str
    differs: str
    raised: int
    of: int
    sessions: int
    of_sessions: int
    others_raised: int
    others_of: int
    others_sessions: int
    others_of_sessions: int
    talk: float
    others_talk: float
    contradicts: bool
    hide: bool
    hide_others: bool


def verdict(at: Standing) -> str:
    """Say who raised the subject, and how that compares; without numbers where they are hidden."""
    if at.differs == "unknown":
        return _unknown(at)
    if not at.raised and not at.others_raised:
        return "Raised by nobody who can be counted."
    sentence = {
        "more": f"Raised by more in this {at.noun}",
        "less": f"Raised by fewer in this {at.noun}",
        "no": f"No clear difference between this {at.noun} and the others",
    }[at.differs]
    return f"{sentence}{_only_here(at)}{_numbers(at)}{_talk(at)}{_one_session(at)}."


def _unknown(at: Standing) -> str:
    if at.contradicts:
        return (
            f"Not assessable: sessions of this {at.noun} contradict each other (raised by half or "
            "more in one and by nobody in another)."
        )
    if not at.others_of:
        return f"Not assessable: there is no other {at.noun} to compare with."
    few = f"this {at.noun}" if at.of < FEWEST else f"all other {at.noun}s together"
    return f"Not assessable: fewer than {FEWEST} participants of {few} spoke."


def _only_here(at: Standing) -> str:
    if at.others_sessions or at.of_sessions < 2 or at.sessions < at.of_sessions:
        return ""
    sessions = f"{_all(at.of_sessions)} sessions of this {at.noun}"
    return f", raised in {sessions} and in none of the others"


def _numbers(at: Standing) -> str:
    if at.hide:
        return ""
    own = f"{at.raised or 'none'} of {at.of} participants"
    if at.raised and at.of_sessions > 1:
        own += f", in {_sessions(at.sessions, at.of_sessions)}"
    if at.hide_others:
        return f": {own}"
    return f": {own}, against {at.others_raised or 'none'} of {at.others_of} others"


def _sessions(raised: int, of: int) -> str:
    return f"{_all(of)} of its sessions" if raised == of else f"{raised} of its {of} sessions"


def _all(number: int) -> str:
    return "both" if number == 2 else f"all {number}"


def _talk(at: Standing) -> str:
    """Add the share of talk where the count of participants alone would not show the difference."""
    if at.differs == "no" or at.hide or at.hide_others:
        return ""
    own, other = at.raised / at.of, at.others_raised / at.others_of
    side = 1 if at.differs == "more" else -1
    if side * (own - other) > 0.1 or side * (at.talk - at.others_talk) <= 0:
        return ""
    return f"; {_percent(at.talk)} of its talk against {_percent(at.others_talk)}"


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %" if share >= 0.01 or share == 0 else "under 1 %"


def _one_session(at: Standing) -> str:
    if at.noun == "session" or at.differs == "no":
        return ""
    if at.of_sessions == 1:
        return f", but it had one session, so {at.noun} and session cannot be told apart"
    if at.others_of_sessions == 1:
        return f", but the others had one session, so {at.noun} and session cannot be told apart"
    return ""
