"""Propose one person for several labels: from decisions, the roster, and the labels themselves."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from fgtools.transcripts.label_parts import Among, among
from fgtools.transcripts.people import (
    FIRST_ONLY,
    LOOSE_SLIP,
    SAME,
    PersonName,
    likeness,
    name_parts,
    person_name,
    without_asides,
)
from fgtools.transcripts.rosters import Person
from fgtools.transcripts.two_people import are_two, says_whose, tells_work
from fgtools.transcripts.voices import not_one_person

DECIDED = "decided by a person"
SEVERAL_FIT = "several people fit, not one known person: settle it by hand"
APART = re.compile(r"\(\d+\)$")
"""How a decided name ends that is somebody else of the same name."""


@dataclass(frozen=True, slots=True)
class Match:
    """Whom a label was matched to (None: not one known person), how, and whether as a proposal.

    `parts` are the names that stand in the label; `tells_work` is whether it names a role too.
    """

    person: Person | None
    how: str
    proposed: bool = False
    parts: tuple[str, ...] = ()
    tells_work: bool = False


@dataclass(frozen=True, slots=True)
class _Known:
    """Somebody a label may belong to; `label` is empty for people of the roster.

    `typed`: somebody typed the name for the label, which does not say it.
    """

    person: Person
    name: PersonName
    label: str = ""
    typed: bool = False
    spelt: list[PersonName] = field(default_factory=list)
    """The names on the labels that were matched to them."""

    def is_other_than(self, name: PersonName) -> bool:
        """Tell whether a name contradicts theirs, or a label that is theirs."""
        return any(are_two(name, own) for own in (self.name, *self.spelt))


def people_behind(
    labels: Sequence[str], roster: Sequence[Person], decided: Mapping[str, Person]
) -> dict[str, Match]:
    """Return whom each label was matched to, every label on its own.

    Full names go first, then initials, then first names, so that a short label joins a full one.
    Labels that fit several people join none, and are nobody known until people settle them.
    """
    names = frozenset((*labels, *(person.name for person in roster)))
    found: dict[str, Match] = {}
    known = _of_roster(roster)
    session = _parts_among(labels, known)
    named = {label: person_name(label, session) for label in labels}
    for label in labels:
        if label in decided:
            found[label] = Match(_decide(label, named[label], decided[label], known), DECIDED)
        elif why := not_one_person(label, names):
            found[label] = Match(None, why)
    left = {label: name for label, name in named.items() if label not in found}
    settled = {person.name.casefold() for person in decided.values()}
    found |= _matched(left, known, settled, on_roster=bool(roster))
    return {
        label: replace(
            found[label], parts=name_parts(label, session), tells_work=tells_work(named[label])
        )
        for label in labels
    }


def _parts_among(labels: Sequence[str], known: Sequence[_Known]) -> Among:
    """Return what the labels of a session tell of the places and employers beside their names."""
    bare = [without_asides(label) for label in labels]
    return among(bare, lambda p: any(likeness(person_name(p), k.name)[0] > 0 for k in known))


def _decide(label: str, name: PersonName, decided: Person, known: list[_Known]) -> Person:
    """Return who was decided to be behind a label, and make it known to the labels to come."""
    person = _with_role(decided, known)
    own = person_name(person.name)
    same = [k for k in known if k.person.name == person.name]
    for one in same:
        one.spelt.append(name)
    if person.name and not same and not APART.search(person.name) and not _has(own, known):
        typed = likeness(own, name)[0] < SAME
        known.append(_Known(person, own, label, typed, [name]))
    return person


def _matched(
    named: Mapping[str, PersonName], known: list[_Known], names: set[str], *, on_roster: bool
) -> dict[str, Match]:
    found: dict[str, Match] = {}
    spelt = {key for name in named.values() for key in _keys(name)}
    taken = {k.name.words for k in known if spelt & _keys(k.name)}
    sure = {key for k in known for key in _keys(k.name)}
    for label in sorted(named, key=lambda one: _order(named[one], sure)):
        match = _one(label, named[label], known, taken)
        if match is None:
            person = Person(_own_name(named[label].shown or label, names | _names(known)), "")
            match = Match(person, "not on the roster" if on_roster else "the label")
            known.append(_Known(person, named[label], label))
        found[label] = match
    return found


def _names(known: Sequence[_Known]) -> set[str]:
    return {k.person.name.casefold() for k in known}


def _own_name(shown: str, taken: set[str]) -> str:
    """Return a name that is nobody else's: `Ana (2)` where another Ana is known."""
    name, number = shown, 2
    while name.casefold() in taken:
        name, number = f"{shown} ({number})", number + 1
    return name


def _one(
    label: str, name: PersonName, known: Sequence[_Known], taken: set[tuple[str, ...]]
) -> Match | None:
    """Return the match of one label, None if it is somebody new."""
    scored = [(likeness(name, other.name), other) for other in known]
    fit = [
        (score, why, other)
        for (score, why), other in scored
        if _fits(score, name, other, taken) and not other.is_other_than(name)
    ]
    same = [one for one in fit if one[0] == SAME]
    if len(fit) > 1 and len(same) != 1:
        return Match(None, SEVERAL_FIT)
    if not fit:
        return None
    score, why, other = (same or fit)[0]
    other.spelt.append(name)
    why = f"{why}, another device" if name.device else why
    if not other.label:
        return Match(other.person, f"roster: {why}", score < SAME or name.device)
    if other.typed and score == SAME and not name.device:
        return Match(other.person, f'the name that a person gave "{other.label}"')
    return Match(other.person, f'the same person as "{other.label}": {why}', True)


def _fits(score: float, name: PersonName, other: _Known, taken: set[tuple[str, ...]]) -> bool:
    """Tell whether a likeness is enough to propose one person.

    A loose slip is believed where the roster's name is nobody else's; a full name never joins the
    bare first name that a label, or a person's decision, gives.
    """
    if score == LOOSE_SLIP:
        return not other.label and other.name.words not in taken
    if score == FIRST_ONLY and other.label:
        return name.is_first_only
    return score > 0


def _order(name: PersonName, sure: set[str]) -> tuple[bool, int, bool, bool]:
    """Return what puts first the label that says most of somebody, also their title and work."""
    return (not sure & _keys(name), -name.completeness, not says_whose(name), name.device)


def _keys(name: PersonName) -> set[str]:
    """Return what two spellings of the same name share: its words in any order, or run together."""
    return {" ".join(sorted(name.words)), "".join(name.words)} - {""}


def _has(name: PersonName, known: Sequence[_Known]) -> bool:
    keys = _keys(name)
    return any(keys & _keys(k.name) and not are_two(name, k.name) for k in known)


def _of_roster(roster: Sequence[Person]) -> list[_Known]:
    """Return the people of a roster once each: of two rows, the one that tells the work."""
    from fgtools.transcripts.role_names import says_work

    kept: list[_Known] = []
    for person in sorted(roster, key=lambda one: not says_work(one.role)):
        name = person_name(person.name)
        if not _has(name, kept):
            kept.append(_Known(person, name))
    return kept


def _with_role(decided: Person, known: Sequence[_Known]) -> Person:
    """Return who was decided, in the role the roster gives where nobody decided on one."""
    if decided.role or not decided.name:
        return decided
    name = person_name(decided.name)
    roles = [k.person.role for k in known if not k.label and likeness(name, k.name)[0] == SAME]
    return Person(decided.name, roles[0] if roles else "", session=decided.session)
