"""What a comparison of stances means, in one plain sentence."""

from __future__ import annotations

from fgtools.roles.sides import Counts, few
from fgtools.roles.verdicts import FEWEST

PHRASES = {
    "barrier": "Spoken of as a barrier",
    "enabler": "Spoken of as something that helps",
    "request": "Put as a request",
}
RULE = (
    f"Differently: participants who raised the theme, of this group against all others, {FEWEST} "
    "on each side at least; the spread between sessions is allowed for, and every session of the "
    "group must point the same way; of the differences named, about one in twenty is expected to "
    "be chance. One person can take several stances."
)


def verdict(one: Counts, group: str, differs: str, threshold: int, noun: str) -> str:
    """Say how a group stands against the others; without numbers where they are hidden."""
    own, others = one.of(group), one.of(group, others=True)
    hide = few(own, threshold)
    hide_others = any(few(one.of(name), threshold) for name in {*others.groups.tolist()})
    if differs == "unknown":
        return _cannot_say(own, others, noun, least="" if hide or hide_others else str(FEWEST))
    told = "" if hide else f": {_told(own)}"
    if told and not hide_others:
        told += f", against {_told(others)} others"
    if differs == "no":
        return f"No clear difference between this {noun} and the others{told}."
    return f"{PHRASES[one.stance]} {differs} in this {noun} than in the others{told}."


def _told(side: Counts) -> str:
    """Say how many took the stance of those who raised it, and in how many sessions."""
    took = int(side.took.sum())
    told = f"{took or 'none'} of {int(side.raised.sum())}"
    heard = int((side.took > 0).sum())
    return f"{told} in {heard} {'session' if heard == 1 else 'sessions'}" if took else told


def _cannot_say(own: Counts, others: Counts, noun: str, least: str) -> str:
    """Say why nothing can be said; `least` is empty where it would tell of a hidden figure."""
    if not others.spoke.sum():
        return f"Cannot be said: there is no other {noun} to compare with."
    few_people = f"fewer than {least}" if least else "too few"
    for side, name in ((own, f"this {noun}"), (others, f"all other {noun}s together")):
        if side.raised.sum() < FEWEST:
            return f"Cannot be said: {few_people} participants of {name} raised it."
    if noun == "session":
        return "Cannot be said: two sessions do not tell what is usual between sessions."
    whose = f"this {noun}" if own.sessions < 2 else "the others"
    return (
        f"Cannot be said: {whose} raised it in one session, so {noun} and session cannot be told "
        "apart."
    )
