"""The parts of a label that a sign divides (`Northmere | Anna Kaur`), and which one is the name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from fgtools.transcripts.voices import ONLY_DEVICE, is_number, not_one_person

SIGN = re.compile(r"\s*\|\s*|\s[@·/]\s|\s[-–—]\s")
ORGANISATION = re.compile(
    r"\b(?i:council|borough|county|trust|school|schools|academy|primary|secondary|college|nursery"
    r"|sixth form|hospital|clinic|cent(?:re|er)|services?|team|authority|inclusion|therapies"
    r"|therapy|psychology|casework|education|health|university|department|dept|ltd|charity"
    r"|federation|partnership|forum|network|early years|online|remote|observer)\b"
    r"|\b(?:NHS|LA|LEA|SEND?|EHCP?|CAMHS|CIC|MAT|SENDIASS|UK|EPS)\b"
)
"""Words of employers and teams; short ones in capitals only, as Sen and Mat are names too."""
FROM_ROSTER, SHAPED, OTHER, NUMBERED, EMPLOYER, PLACE = range(6)
"""How likely a part is the name, best first."""
LEAST_PLACE, SURELY_PLACE = 2, 3
"""Beside how many others a part stands that is none of their names, and can be nobody's."""


class Among(NamedTuple):
    """What all labels of a session tell of their parts, in lower case."""

    people: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    surely: frozenset[str] = frozenset()


ALONE = Among()


def split_label(bare: str) -> list[str]:
    """Return the parts of a label without brackets, devices left out."""
    parts = (part.strip() for part in SIGN.split(bare))
    return [part for part in parts if part and not ONLY_DEVICE.fullmatch(part)]


def among(labels: Iterable[str], is_listed: Callable[[str], bool]) -> Among:
    """Return which parts of the labels are people of the roster, and which stand for many.

    A place or an employer stands in several labels, beside another name in each.
    """
    beside: dict[str, dict[str, str]] = {}
    for parts in map(split_label, labels):
        for part in parts if len(parts) > 1 else ():
            others = {p.casefold(): p for p in parts if p != part and _tells_apart(p)}
            beside.setdefault(part.casefold(), {}).update(others)
    people = frozenset(part for part in beside if is_listed(part))
    shared = {part: len(others) for part, others in beside.items() if part not in people}
    return Among(
        people,
        frozenset(part for part, others in shared.items() if others >= LEAST_PLACE),
        frozenset(part for part, others in shared.items() if others >= SURELY_PLACE),
    )


def the_name(bare: str, session: Among) -> tuple[str, list[str]]:
    """Return the part of a label that is most likely the name, and the others."""
    ranked = sorted(split_label(bare), key=lambda part: _rank(part, bare, session))
    if all(_rank(part, bare, session) == NUMBERED for part in ranked):
        return bare, []
    return ranked[0], ranked[1:]


def may_be_name(part: str, session: Among) -> bool:
    """Tell whether a part of a label may be somebody's name, if not the likeliest."""
    return not (is_number(part) or is_employer(part) or part.casefold() in session.surely)


def is_employer(part: str) -> bool:
    """Tell whether a part says where somebody works, or what the device is."""
    return ORGANISATION.search(part) is not None


def _rank(part: str, label: str, session: Among) -> int:
    if part.casefold() in session.people:
        return FROM_ROSTER
    if part.casefold() in session.places:
        return PLACE
    if is_number(part):
        return NUMBERED
    if is_employer(part) or not_one_person(part):
        return EMPLOYER
    return SHAPED if _is_shaped(part, label) else OTHER


def _is_shaped(part: str, label: str) -> bool:
    """Tell whether a part looks like a first and a last name."""
    words = part.replace(",", " ").split()
    if not 2 <= len(words) <= 4 or any(character.isdigit() for character in part):
        return False
    return label.islower() or not (words[0][0].islower() or words[-1][0].islower())


def _tells_apart(part: str) -> bool:
    """Tell whether a part can be what one person has of their own: not an employer or a bare post.

    A post with a number (`EP 2`) can.
    """
    if is_number(part):
        return re.search(r"\d|\b[a-z]\b", part, re.IGNORECASE) is not None
    return not (is_employer(part) or not_one_person(part))
