"""The noun that keeps the sense of what is written over: a child, a primary school, a hospital.

Only what the name itself, a list, or the words beside it really tell; else the plain noun.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from fgtools.later import later
from fgtools.marks import NOUNS
from fgtools.names.lexicon import BOROUGHS

REACH = 60
"""Characters read on either side of a name."""

CHILD = later(
    r"\b(?:boys?|girls?|lads?|lass|child|kid|baby|pupil|student|son|daughter|"
    r"young (?:man|woman|person|lad|lady)|"
    r"twins?|little one)\b[^.?!]{0,30}$",
    re.IGNORECASE,
)
CHILDS = later(
    r"^['’]s (?:mum|mam|mother|dad|father|nan|gran|parents?|famil|brother|sister|carer|plan|ehcp|"
    r"annual|review|appeal|class|teacher|twin)|"
    r"^,? (?:he|she)['’]s (?:\d|in year|four|five|six|seven|"
    r"eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|nineteen)",
    re.IGNORECASE,
)
PARENT = later(
    r"\b(?:mum|mam|mother|dad|father|parent|nan|gran|grandma|carer|stepdad|stepmum)\b,?"
    r"(?: (?:is|was|called|is called|mr|mrs|ms|miss|named))*\s*$",
    re.IGNORECASE,
)
STAFF = (
    r"(?:manager|boss|supervisor|director|deputy|head ?teacher|head|sen(?:d)?co|co-?ordinator|"
    r"team lead(?:er)?|lead|therapist|case ?worker|case officer|officer|social worker|"
    r"(?:support|family|key) worker|psychologist|eps?|ots?|slts?|salts?|ta|teaching assistant|"
    r"assistant|nurse|teacher|consultant|paediatrician|physio|trainee|locum|administrator|"
    r"admin|business support|receptionist|commissioner|principal|senior|predecessor|dco|dsco|"
    r"colleague|team ?mate)"
)
OURS = r"(?:my|our)(?: [\w'’-]+){0,3}?"
CALLED = r"(?:['’]s|,| is| was| called| named| (?:mr|mrs|ms|miss|dr)\.?)*\s*$"
COLLEAGUE = later(rf"\b(?:{OURS} {STAFF}|colleagues?(?: of (?:mine|ours))?){CALLED}", re.IGNORECASE)
COLLEAGUES = later(
    rf"^(?:,? who(?:['’]s| is| was)|,| is| was|['’]s)? {OURS} {STAFF}s?\b(?!['’])|"
    r"^(?:,? who(?:['’]s| is| was)|,| is| was)? (?:a|one of my|one of our) colleagues?\b",
    re.IGNORECASE,
)

COUNTIES = frozenset({
    "kent", "essex", "surrey", "sussex", "east sussex", "west sussex", "norfolk", "suffolk",
    "devon", "dorset", "cornwall", "somerset", "cumbria", "northumberland", "county durham",
    "rutland", "merseyside", "gwent", "powys", "dyfed", "clwyd", "gwynedd", "tyne and wear",
    "greater manchester", "isle of wight", "ceredigion",
})  # fmt: skip
SHIRE = later(r"^(?:\w+ )?\w{3,}shire$")
BOROUGH = later(r"^(?:the )?(?:london )?(?:royal )?(?:borough of )?(.*?)(?: council)?$")
"""What is left when the words around a borough's own name are taken off."""

SCHOOLS: Mapping[str, str] = {
    "special school": r"special",
    "pupil referral unit": r"pru|pupil referral unit",
    "nursery": r"nursery|pre-?school|playgroup|kindergarten|montessori",
    "primary school": r"primary|infants?|juniors?|first school",
    "secondary school": r"secondary|high(?: school|$)|grammar|comprehensive",
    "college": r"college|sixth form",
    "academy": r"academy",
    "university": r"university",
}
ORGANISATIONS: Mapping[str, str] = {
    "hospital": r"hospital|infirmary|hospice",
    "charity": r"charity",
    "council": r"council|local authority",
    "service": r"services?|team|clinic|surgery|hub|centre|children's centre",
}
PLACES: Mapping[str, str] = {
    "county": r"county", "city": r"city", "town": r"town", "village": r"village",
}  # fmt: skip
TELLING = {"school": SCHOOLS, "organisation": ORGANISATIONS, "place": PLACES}
IN_THE_NAME = {
    kind: {noun: later(rf"\b(?:{said})\b") for noun, said in table.items()}
    for kind, table in TELLING.items()
    if kind != "place"
}
PARTS = r"(?: (?:school|unit|trust|of|hospital|service|team|council|centre|board))?"
A = r"(?:an?|the|our|their|my|your)"


def _in_front(kind: str, said: str) -> re.Pattern[str]:
    """Return "a primary school called ...", "our nursery, ...", "the town of ..."."""
    called = r",? (?:that['’]s |which is |is )?(?:called|named)"
    joined = f"{called}| of" if kind == "place" else f"{called}|,|"
    return later(rf"\b(?:{said}){PARTS}(?:{joined}) $", re.IGNORECASE)


def _behind(kind: str, said: str) -> re.Pattern[str]:
    """Return "..., which is a primary school", "..., our nursery", "... city council"."""
    being = r"(?:(?:,? (?:which|that|it))?(?:['’]s| is| was)|,)"
    told = rf"{being} {A} (?:[\w-]+ ){{0,2}}?(?:{said})"
    if kind == "place":
        told = rf"(?:{told}| (?:{said}) (?:council|centre|hall))"
    return later(rf"^{told}\b(?!['’])", re.IGNORECASE)


IN_FRONT, BEHIND = (
    {
        kind: {noun: form(kind, said) for noun, said in table.items()}
        for kind, table in TELLING.items()
    }
    for form in (_in_front, _behind)
)
LONDON = later(r"\blondon borough of $", re.IGNORECASE)


def plain(kind: str) -> str:
    """Return the noun of a kind that tells no more than the kind."""
    return NOUNS[kind][-1]


def told_here(kind: str, text: str, start: int, end: int) -> str:
    """Return the noun that the words around one mention tell, the plain one where they do not."""
    before, after = text[max(0, start - REACH) : start], text[end : end + REACH]
    if kind == "person":
        return _person(before, after)
    if kind == "place" and LONDON.search(before):
        return "London borough"
    for noun in TELLING.get(kind, ()):
        if IN_FRONT[kind][noun].search(before) or BEHIND[kind][noun].search(after):
            return noun
    return plain(kind)


def _person(before: str, after: str) -> str:
    if PARENT.search(before):
        return "parent"
    if COLLEAGUE.search(before) or COLLEAGUES.match(after):
        return "colleague"
    return "child" if CHILD.search(before) or CHILDS.match(after) else "person"


def told_by_name(kind: str, words: str) -> str:
    """Return the noun that a name itself or a list tells; `words` in lower case."""
    if kind == "place":
        return _place(words)
    for noun, said in IN_THE_NAME.get(kind, {}).items():
        if said.search(words):
            return noun
    return plain(kind)


def _place(words: str) -> str:
    stem = BOROUGH.match(words)
    if "london borough" in words or (stem and stem[1] in BOROUGHS):
        return "London borough"
    return "county" if words in COUNTIES or SHIRE.match(words) else "place"


def settled_noun(kind: str, words: Sequence[str], told: Counter[str]) -> str:
    """Return the noun for one person or thing, from all its names and all its mentions.

    A person is a child as soon as one mention tells so; of others, the name itself tells first.
    """
    if kind == "person":
        return next((noun for noun in ("child", "parent", "colleague") if told[noun]), "person")
    by_name = {told_by_name(kind, one) for one in words}
    order = NOUNS[kind][:-1]
    named = next((noun for noun in order if noun in by_name), "")
    most = max(order, key=lambda noun: told[noun], default="")
    return named or (most if told[most] else plain(kind))
