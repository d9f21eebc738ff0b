"""What a comparison means, in one plain sentence."""

from __future__ import annotations

from dataclasses import dataclass

FEWEST = 5
"""Participants that a group, and all others, need before a difference is looked for."""
SEEN_IN_PEOPLE = 0.1
"""Gap between two shares of participants from which these alone show a difference."""
RULE = (
    "More or less: participants of the group against all others, by the share the subject has in "
    "what each of them raised; the spread between people and sessions is allowed for, and what one "
    "person keeps coming back to does not count; of the differences named about one in five may be "
    "none, one in three where fgtools did the coding."
)


@dataclass(frozen=True, slots=True)
class Standing:
    """All that the sentence about one subject and group depends on.

    `mixed`: every session of the group had participants of other groups too, so that group and
    session can be told apart, however few the sessions are.
    """

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
    mixed: bool = False


def verdict(at: Standing) -> str:
    """Say who raised the subject, and how that compares; without numbers where they are hidden."""
    if at.differs == "unknown":
        only = f"; it was raised {_only_here(at)}" if _only_here(at) else ""
        return f"{_unknown(at)}{only}."
    if not at.raised and not at.others_raised:
        return "Raised by nobody who can be counted."
    said = _no_difference(at) if at.differs == "no" else _difference(at)
    return f"{said}{_one_session(at)}."


def _unknown(at: Standing) -> str:
    if at.contradicts:
        return (
            f"Not assessable: sessions of this {at.noun} contradict each other (raised by half or "
            "more in one and by nobody in another)"
        )
    if not at.others_of:
        return f"Not assessable: there is no other {at.noun} to compare with"
    few = f"this {at.noun}" if at.of < FEWEST else f"all other {at.noun}s together"
    number = "too few" if at.hide or at.hide_others else f"fewer than {FEWEST}"
    return f"Not assessable: {number} participants of {few} spoke"


def _no_difference(at: Standing) -> str:
    if _only_here(at):
        told = f": {_own(at)} participants, {_against(at)}" if not at.hide else ""
        return f"Raised {_only_here(at)}{told}; that alone is no clear difference"
    told = "".join(f", {part}" for part in (_where(at), _against(at)) if part)
    numbers = "" if at.hide else f": {_own(at)} participants{told}"
    return f"No clear difference between this {at.noun} and the others{numbers}"


def _difference(at: Standing) -> str:
    """Say what shows the difference: the participants, the talk, or only the two together."""
    side, word = (1, "more") if at.differs == "more" else (-1, "less")
    if at.hide or at.hide_others:
        only = f", {_only_here(at)}" if _only_here(at) else ""
        told = only if at.hide else f": {_raised(at)}"
        return f"Raised {word} in this {at.noun} than in the others{told}"
    if side * (at.raised / at.of - at.others_raised / at.others_of) > SEEN_IN_PEOPLE:
        told = ", ".join(part for part in (_own(at), _where(at), _against(at)) if part)
        fewer = "more" if side > 0 else "fewer"
        return f"Raised by {fewer} participants of this {at.noun} than of the others: {told}"
    if side * (at.talk - at.others_talk) > 0:
        share = f"{_percent(at.talk)} of its talk, {_percent(at.others_talk)} of theirs"
        return (
            f"Takes up {word} of the talk of this {at.noun} than of the others: {share}; raised by "
            f"{_raised(at)}"
        )
    return f"Weighs {word} in what this {at.noun} raised than in what the others did: {_raised(at)}"


def _raised(at: Standing) -> str:
    parts = (f"{_own(at)} participants", _where(at), _against(at))
    return ", ".join(part for part in parts if part)


def _own(at: Standing) -> str:
    return f"{at.raised or 'none'} of {at.of}"


def _against(at: Standing) -> str:
    if at.hide_others:
        return ""
    return f"against {at.others_raised or 'none'} of {at.others_of} others"


def _where(at: Standing) -> str:
    """Say in how many sessions, where the group had several."""
    if not at.raised or at.of_sessions < 2:
        return ""
    if _only_here(at):
        return _only_here(at)
    if at.sessions == at.of_sessions:
        return f"in {_all(at.of_sessions)} of its sessions"
    return f"in {at.sessions} of its {at.of_sessions} sessions"


def _only_here(at: Standing) -> str:
    """Say that all sessions of the group raised it and nobody else; else nothing."""
    alone = at.others_of_sessions and not at.others_sessions
    if not alone or at.of_sessions < 2 or at.sessions < at.of_sessions:
        return ""
    elsewhere = "by nobody else" if at.mixed else "in none of the others"
    return f"in {_all(at.of_sessions)} sessions of this {at.noun} and {elsewhere}"


def _all(number: int) -> str:
    return "both" if number == 2 else f"all {number}"


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %" if share >= 0.01 or share == 0 else "under 1 %"


def _one_session(at: Standing) -> str:
    if at.noun == "session" or at.mixed:
        return ""
    if at.of_sessions == 1:
        return f", but it had one session, so {at.noun} and session cannot be told apart"
    if at.others_of_sessions == 1:
        return f", but the others had one session, so {at.noun} and session cannot be told apart"
    return ""
