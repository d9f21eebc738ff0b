"""Schools, settings and services: a name in front of its kind, saints, Ysgol, half a name."""

from __future__ import annotations

from collections.abc import Iterator

from fgtools.names import halfnames, saints
from fgtools.names.context import Allowed
from fgtools.names.halfnames import is_part
from fgtools.names.lexicon import common, name_flags, word_names
from fgtools.names.settings import (
    DESCRIBING,
    DETERMINERS,
    ENOUGH,
    FRONTS,
    GENERAL,
    GLUE,
    HEARD_ENOUGH,
    HEARD_SCHOOL,
    HOMELY,
    SCHOOL,
    SERVED,
    SERVICE,
    SIZES,
    SURE_KINDS,
    TOUCHING,
    WITHIN,
)
from fgtools.names.words import (
    FUNCTION,
    Talk,
    is_acronym,
    is_everyday,
    is_ordinary,
)
from fgtools.nouns import Find

STRANGE_ONLY = frozenset({"psychology", "health", "consulting", "recruitment"})
"""Kinds that without capitals make a name only of a word that no dictionary has."""
CASED_KINDS = ENOUGH | SERVED
HEARD_KINDS = (
    HEARD_ENOUGH
    | HEARD_SCHOOL
    | {
        "sendiass",
        "portage",
        "cic",
        "cars",
        "taxis",
        "house",
        "lodge",
        "unit",
        "centre",
        *STRANGE_ONLY,
    }
)


def find(talk: Talk, allowed: Allowed) -> Iterator[Find]:
    """Find schools, settings and services of one turn."""
    lows = {word.low for word in talk.words}
    kinds = CASED_KINDS if talk.cased else HEARD_KINDS
    if not kinds.isdisjoint(lows):
        yield from _named(talk, allowed, kinds)
    yield from saints.find(talk, allowed, lows)
    yield from halfnames.find(talk, allowed)


def _named(talk: Talk, allowed: Allowed, kinds: frozenset[str]) -> Iterator[Find]:
    for i, word in enumerate(talk.words):
        if word.low not in kinds or (talk.cased and word.low not in ENOUGH and not word.capital):
            continue
        first = _head(talk, i, allowed) if talk.cased else _heard_head(talk, i, allowed)
        if first is None:
            continue
        last = _tail(talk, i)
        ends = {talk.low(k) for k in range(first, last + 1)}
        kind = "school" if ends & (SCHOOL - {"community", "special"}) else "organisation"
        yield Find(talk.span(first, last), kind, "named-thing", 0.95 if talk.cased else 0.8)


def _tail(talk: Talk, last: int) -> int:
    """Take what belongs to the kind of thing behind: Children's Centre, High School."""
    first = last
    while last + 1 < len(talk.words) and talk.words[last + 1].before in ("", "'", "’"):
        nxt = talk.words[last + 1]
        same_case = nxt.capital or not talk.cased or (nxt.low == "school" and last == first)
        if nxt.low not in SCHOOL | SERVICE or not same_case or talk.words[last].owns:
            break
        last += 1
    return last


def _head(talk: Talk, i: int, allowed: Allowed) -> int | None:
    """Return the first word of the name in front of its kind, None where it has no name."""
    first = i
    while first > 1 and talk.low(first - 1) in WITHIN and not talk.words[first - 1].capital:
        first -= 1
    if first < i and not (talk.words[first - 1].capital and not talk.words[first].before):
        first = i
    while first > 0 and i - first < 6 and talk.words[first].before in TOUCHING:
        front = talk.words[first - 1]
        if talk.words[first].before == "." and front.low not in ("st",):
            break
        if not _belongs(talk, first - 1):
            break
        first -= 1
    while first < i and _no_part(talk, first):
        first += 1
    return first if any(_distinguishes(talk, k, allowed) for k in range(first, i)) else None


WELSH = frozenset({"y", "yr", "ar", "yn"})
"""Small words within Welsh names: Pen y Bryn, Llwyn yr Eos."""


def _belongs(talk: Talk, k: int) -> bool:
    word = talk.words[k]
    if word.opens and word.low in GENERAL | FUNCTION and word.low not in SIZES:
        return False
    if word.low in GLUE and k > 0 and not word.capital:
        return talk.words[k - 1].capital and (word.low in WELSH or not talk.words[k - 1].opens)
    return word.capital and word.low != "i'm" and (len(word.text) > 1 or word.low == "y")


def _no_part(talk: Talk, k: int) -> bool:
    word = talk.words[k]
    if word.low in SIZES and word.low not in ("the", "our", "all") and not word.opens:
        return False
    return (word.low in GENERAL and word.low not in ("royal", "holy")) or (
        word.opens and word.low in FUNCTION
    )


def _distinguishes(talk: Talk, k: int, allowed: Allowed) -> bool:
    word = talk.words[k]
    if word.low in GENERAL | GLUE | SCHOOL | SERVICE | {"children", "town", "county"} or (
        allowed(word.low) and word.low not in word_names()
    ):
        return False
    if is_acronym(word.text) and word.low != "st":
        return False
    if not (word.opens and is_everyday(word.low)):
        return True
    follows = k + 2 < len(talk.words) and talk.words[k + 1].capital and talk.words[k + 2].capital
    return follows and word.low not in DESCRIBING | FUNCTION


def _heard_head(talk: Talk, i: int, allowed: Allowed) -> int | None:
    """Return the first word of a name without capitals, None where the words only describe."""
    after = i
    while after > 1 and _between(talk, after - 1) and talk.words[after].before in TOUCHING:
        after -= 1
    first = after
    while first > 0 and after - first < 3 and talk.words[first].before in TOUCHING:
        if not is_part(talk.low(first - 1), allowed):
            break
        first -= 1
    if first == after:
        return None
    rare = any(not is_ordinary(talk.low(k)) for k in range(first, after))
    uncommon = any(talk.low(k) not in common() for k in range(first, after))
    while rare and talk.low(first - 1) in ("a", "an") and talk.low(first) in common():
        first += 1
    if talk.low(i) in STRANGE_ONLY and not rare:
        return None
    first = _with_size(talk, first)
    front = talk.low(first - 1)
    if front in DETERMINERS:
        called = rare or (after - first == 1 and _calls(talk.low(first), talk.low(i)))
        return first if called and front in ("the", "our", "my", "her", "his") else None
    if uncommon and (
        talk.low(i) not in ("high", "house", "lodge", "unit") or front in FRONTS or not first
    ):
        return first
    opened = first == 0 or talk.words[first].before not in TOUCHING or front in FRONTS
    long = after - first > 1 and talk.low(i) in HEARD_SCHOOL
    return first if rare or (opened and (long or talk.low(i) in SURE_KINDS)) else None


def _calls(low: str, kind: str) -> bool:
    """Tell whether a word is what units are called by: "the rowan centre", "the willows pru"."""
    if kind not in ("centre", "unit", "pru", "lodge", "house", "hub", "clinic"):
        return False
    return low in HOMELY or (low in name_flags() and low not in common())


def _between(talk: Talk, k: int) -> bool:
    low = talk.low(k)
    if low in ("of", "and"):
        return talk.low(k - 1) in WITHIN and talk.low(k + 1) in WITHIN
    return low in WITHIN


def _with_size(talk: Talk, first: int) -> int:
    sized = talk.low(first - 1) in SIZES - DETERMINERS - {"first", "next", "good", "home"}
    return first - 1 if sized and talk.words[first].before in TOUCHING else first
