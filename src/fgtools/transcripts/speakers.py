"""Labels become speakers: who it is, whether it is one known person, and in what role."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fgtools.nouns import Session
from fgtools.transcripts.people import (
    CHAIR,
    PersonName,
    is_nobody,
    is_room,
    likeness,
    person_name,
    plain,
)
from fgtools.transcripts.rosters import Person

FACILITATOR = "facilitator"
FACILITATES = {
    "facilitator", "moderator", "cofacilitator", "organiser", "organizer", "organisateur",
    "organisator", "organizador", "host", "interviewer",
}  # fmt: skip
MEETING_ROLES = {
    "presenter",
    "attendee",
    "participant",
    "guest",
    "teilnehmer",
    "referent",
}
"""Roles in the software, which say nothing about somebody's work: used where nothing else is."""
DECIDED = "decided by a person"
LEAST_ROLE = 0.7


@dataclass(frozen=True, slots=True)
class Speaker:
    """A label, whose it is, and how that was matched, in plain words.

    Labels of one person have the same `name`. `known` is false for a shared room or a voice nobody
    has named: that is not one known person and must not be counted as one.
    """

    label: str
    name: str
    role: str
    is_facilitator: bool
    known: bool
    how: str


def match(
    labels: Sequence[str],
    *,
    session: Session,
    people: Sequence[Person],
    roles: Mapping[str, tuple[str, ...]],
    decided: Mapping[str, Person] | None = None,
    printed: Mapping[str, str] | None = None,
) -> tuple[Speaker, ...]:
    """Match labels to people: one speaker for each label, in order.

    What people decided goes first, then the roster of the session. Roles come from the person,
    else from the file (`printed`), else from the session. `roles` gives each role its synonyms.
    """
    here = [one for one in people if one.session in ("", session.name)]
    decided, printed = decided or {}, printed or {}
    found = [_person(label, here, decided.get(label)) for label in labels]
    found = _one_person(labels, found)
    return tuple(
        _speaker(label, person, how, printed.get(label, ""), session.role, roles)
        for label, (person, how) in zip(labels, found, strict=True)
    )


def match_role(text: str, roles: Mapping[str, tuple[str, ...]]) -> tuple[str, float]:
    """Return the role that a text most likely means, and how surely (0 to 1); "" below 0.7.

    Swapped letters count as one slip (`AYSE` is `ASYE`), by Damerau-Levenshtein similarity.
    """
    from rapidfuzz import fuzz
    from rapidfuzz.distance import DamerauLevenshtein

    wanted = _spelt(text)
    best, score = "", 0.0
    for role, synonyms in roles.items():
        for synonym in (role, *synonyms):
            other = _spelt(synonym)
            alike = DamerauLevenshtein.normalized_similarity(wanted, other)
            if min(len(wanted), len(other)) > 4:
                alike = max(alike, 0.95 * fuzz.token_set_ratio(wanted, other) / 100)
            if alike > score:
                best, score = role, alike
    return (best, round(score, 3)) if wanted and score >= LEAST_ROLE else ("", round(score, 3))


Found = tuple[Person | None, str]


def _person(label: str, people: Sequence[Person], decided: Person | None) -> Found:
    if decided is not None:
        return decided, DECIDED
    if is_room(label):
        return None, "a shared room: not one known person"
    if is_nobody(label):
        return None, "a voice without a name: not one known person"
    name = person_name(label)
    scored = [(likeness(name, person_name(person.name)), person) for person in people]
    best = max((score for (score, _), _ in scored), default=0.0)
    nearest = [(why, person) for (score, why), person in scored if score == best > 0]
    nearest.sort(key=lambda found: not found[1].role or plain(found[1].role) in MEETING_ROLES)
    if len({person_name(person.name).words for _, person in nearest}) == 1:
        return nearest[0][1], f"roster: {nearest[0][0]}"
    if nearest:
        return Person(name.shown, ""), "several people on the roster fit: settle it by hand"
    shown = Person(name.shown or label, "")
    return shown, "not on the roster" if people else "the label"


def _one_person(labels: Sequence[str], found: Sequence[Found]) -> list[Found]:
    """Propose one person for labels that no roster matched and that name the same one."""
    settled: list[Found] = []
    for label, (person, how) in zip(labels, found, strict=True):
        if person is None or how.startswith(("roster", "decided")):
            settled.append((person, how))
            continue
        twin = _twin(person_name(person.name), label, labels, found)
        if twin is None:
            settled.append((person, how))
        else:
            settled.append((twin[0], f"the same as another label: {twin[1]}"))
    return settled


def _twin(
    name: PersonName, label: str, labels: Sequence[str], found: Sequence[Found]
) -> tuple[Person, str] | None:
    """Return the person of a label that names the same one better: on the roster, longer, first."""
    others: dict[str, tuple[tuple[bool, int, int], Person, str]] = {}
    for place, (other, (person, how)) in enumerate(zip(labels, found, strict=True)):
        if person is None or other == label:
            continue
        score, why = likeness(name, person_name(person.name))
        better = (how.startswith(("roster", "decided")), len(person.name), -place)
        if score > 0 and person.name not in others:
            others[person.name] = (better, person, why)
    mine = (False, len(name.shown), -labels.index(label))
    above = [other for other in others.values() if other[0] > mine]
    if not above or (name.is_first_only and len(others) > 1):
        return None
    _, person, why = max(above, key=lambda other: other[0])
    return person, why


def _speaker(
    label: str,
    person: Person | None,
    how: str,
    printed: str,
    session_role: str,
    roles: Mapping[str, tuple[str, ...]],
) -> Speaker:
    chairs = [text for text in (person.role if person else "", printed) if _facilitates(text)]
    if chairs or CHAIR.fullmatch(label):
        shown = (person.name if person else "") or label
        reason = "the label says so" if not chairs else f"role {chairs[0].casefold()}"
        return Speaker(label, shown, FACILITATOR, True, True, f"{how}; facilitator: {reason}")
    role, whence = _role(person.role if person else "", printed, session_role, roles)
    name = person.name if person else ""
    told = how if how == DECIDED else f"{how}; {whence}"
    return Speaker(label, name, role, False, bool(name), told)


def _role(
    own: str, printed: str, session_role: str, roles: Mapping[str, tuple[str, ...]]
) -> tuple[str, str]:
    told = [(t.strip(), whence) for t, whence in ((own, "the roster"), (printed, "the file")) if t]
    for text, whence in told:
        if plain(text) in MEETING_ROLES and text not in roles:
            continue
        role, score = match_role(text, roles)
        if role and score < 1:
            return role, f"role from {whence}, read as {role} ({score:.2f})"
        return role or text, f"role from {whence}"
    if session_role or not told:
        return session_role, "role of the session" if session_role else "no role found"
    return told[0][0], f"role from {told[0][1]}"


def _facilitates(text: str) -> bool:
    return plain(text) in FACILITATES


def _spelt(text: str) -> str:
    return " ".join(re.sub(r"[^\w]+|_", " ", text.casefold().replace(".", "")).split())
