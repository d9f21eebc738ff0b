"""Known people, and every way in which one of them is named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from fgtools.names.lexicon import folded, nicknames
from fgtools.names.words import TITLES

PARTS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
PARTICLES = frozenset(
    {
        "de",
        "la",
        "le",
        "van",
        "von",
        "der",
        "den",
        "bin",
        "al",
        "el",
        "da",
        "do",
        "dos",
        "of",
        "the",
    }
)


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody the recording itself names; kind is participant, facilitator, colleague or other."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Variant:
    """One way of naming a known person: its words in lower case, and how (full, first, ...)."""

    words: tuple[str, ...]
    how: str
    person: int


def parts_of(name: str) -> tuple[str, ...]:
    """Return a name's words in lower case, without brackets, titles and single letters.

    "Okafor, Grace (Fernbrook)" is read as Grace Okafor.
    """
    plain = re.sub(r"\(.*?\)|\[.*?\]", " ", name)
    if plain.count(",") == 1:
        last, first = plain.split(",")
        plain = f"{first} {last}"
    words = [folded(word) for word in PARTS.findall(plain)]
    return tuple(w for i, w in enumerate(words) if not (i == 0 and w in TITLES) and len(w) > 1)


@cache
def short_forms(first: str) -> frozenset[str]:
    """Return the nicknames of a first name and the full names it may be short for."""
    table = nicknames()
    formal = {name for name, shorts in table.items() if first in shorts}
    return (table.get(first, frozenset()) | formal) - {first}


ENDINGS = ("", "y", "ie", "i", "s", "o", "a", "z")
VOWELS = frozenset("aeiouy")


@cache
def coined_forms(first: str) -> frozenset[str]:
    """Return short forms that anybody may make of a first name: its beginning, with an ending
    or without ("trem", "tremmy" of Tremaine), and the end of a long one ("seun" of Oluwaseun)."""
    forms: set[str] = set()
    for cut in range(2, min(5, len(first) - 1)):
        stem = first[:cut]
        if stem[-1] in VOWELS or not VOWELS & set(stem):
            continue
        forms |= {stem + ending for ending in ENDINGS}
        if stem[-2] in VOWELS:
            forms |= {stem + stem[-1] + ending for ending in ("y", "ie", "i", "o", "a")}
    for cut in range(3, len(first) - 3):
        if first[cut] not in VOWELS and first[cut + 1] in VOWELS:
            forms.add(first[cut:])
    return frozenset(form for form in forms if len(form) > 2 and form != first)


def variants(people: Sequence[KnownPerson]) -> tuple[Variant, ...]:
    """Return every way of naming these people, each way once a person."""
    return tuple(
        variant
        for person, known in enumerate(people)
        for variant in dict.fromkeys(_of_one(parts_of(known.name), person))
    )


def _of_one(parts: tuple[str, ...], person: int) -> Iterator[Variant]:
    if not parts:
        return
    first, *others = parts
    yield Variant(parts, "full", person)
    yield Variant((first,), "first", person)
    for part in others:
        if part not in PARTICLES and len(part) > 2:
            yield Variant((part,), "last", person)
    if others:
        yield Variant((parts[-1], *parts[:-1]), "full", person)
        yield Variant((first, parts[-1]), "full", person)
        yield Variant(tuple(others), "last", person)
    if others:
        yield Variant((first[0] + parts[-1][0],), "initials", person)
    for coined in sorted(coined_forms(first) - short_forms(first)):
        yield Variant((coined,), "coined", person)
    for short in sorted(short_forms(first)):
        words = tuple(short.replace("-", " ").split())
        yield Variant(words, "short", person)
        if others:
            yield Variant((*words, *others), "short", person)
