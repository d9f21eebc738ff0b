"""Schools, services and places with a name of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fgtools.names.context import Allowed
from fgtools.names.lexicon import common, name_flags, places, word_names
from fgtools.names.words import (
    CONTRACTION,
    FUNCTION,
    Talk,
    is_acronym,
    is_everyday,
    is_ordinary,
)
from fgtools.nouns import Find, Span

SCHOOL = frozenset({
    "primary", "infant", "infants", "junior", "juniors", "academy", "school", "schools", "high",
    "grammar", "college", "nursery", "secondary", "comprehensive", "preschool", "prep", "sixth",
    "pru", "kindergarten", "playgroup", "montessori", "ce", "rc", "cofe", "community", "special",
    "university",
})  # fmt: skip
SERVICE = frozenset({
    "centre", "center", "clinic", "hospital", "hospice", "surgery", "trust", "associates",
    "foundation", "hub", "practice", "ltd", "limited", "resourcing", "recruitment", "consulting",
    "consultancy", "psychology", "health", "project", "society", "charity", "partnership",
    "group", "solutions", "solicitors", "care", "services", "therapies", "agency", "children's",
    "childrens", "development", "community", "child", "family", "house", "lodge", "unit", "ward",
    "forum", "llp", "education", "support", "learning", "medical", "institute", "church", "mosque",
    "temple", "library", "kennels",
})  # fmt: skip
ENOUGH = frozenset({
    "primary", "infants", "juniors", "academy", "school", "high", "grammar", "college", "nursery",
    "comprehensive", "preschool", "pru", "centre", "clinic", "hospital", "hospice", "surgery",
    "trust", "associates", "foundation", "hub", "practice", "ltd", "limited", "resourcing",
    "recruitment", "consulting", "consultancy", "psychology", "solicitors", "house", "lodge",
    "university", "secondary", "llp", "health", "unit", "junior", "infant", "therapies", "project",
    "society", "charity", "partnership", "playgroup", "kindergarten",
})  # fmt: skip
HEARD_ENOUGH = ENOUGH - frozenset({
    "practice", "health", "project", "society", "charity", "partnership", "group", "house",
    "high", "unit", "junior", "infant", "consulting", "psychology", "foundation", "secondary",
    "recruitment",
})  # fmt: skip
"""Kinds that also tell in talk without capitals."""
GENERAL = frozenset({
    "special", "primary", "secondary", "high", "infant", "infants", "junior", "local", "state",
    "national", "mainstream", "virtual", "free", "private", "independent", "public", "the", "a",
    "an", "our", "my", "your", "their", "his", "her", "this", "that", "every", "each", "any",
    "some", "one", "two", "three", "four", "both", "all", "same", "no", "new", "old", "big",
    "small", "little", "of", "in", "at", "to", "for", "from", "with", "by", "on", "and", "or",
    "but", "community", "faith", "boarding", "residential", "day", "forest", "sunday",
    "medical", "mental", "royal", "children's", "childrens", "child", "family", "early",
    "years", "youth", "speech", "language", "educational", "education", "social", "sure",
    "start", "care", "health", "multi", "academy", "school", "college", "nhs", "la", "london",
    "borough", "council", "service", "services", "civic", "further", "higher", "sixth", "form",
    "best", "good", "bad", "whole", "other", "another", "what", "which", "most", "many", "more",
    "respite", "teaching", "general", "acute", "open", "safe", "send", "sen", "ehc", "ep",
    "therapy", "head", "staff", "parent", "play", "home", "drop", "is", "was", "so", "not",
    "like", "occupational", "clinical", "psychology", "call", "contact", "city", "large",
    "senior", "lower", "upper", "middle", "single", "specialist", "alternative", "hospital",
    "nursery", "then", "when", "if", "because", "there", "have", "had", "has", "says", "said",
    "do", "did", "get", "got", "go", "went", "going", "run", "into", "leave", "left", "about",
    "outstanding", "selective", "catholic", "feeder", "neighbouring", "nearest", "successful",
    "inclusive", "failing", "worst", "foundation", "child's", "trust", "test", "job", "jobs",
    "resource", "assessment", "crown",
})  # fmt: skip
DETERMINERS = frozenset({
    "a", "an", "the", "this", "that", "every", "each", "any", "some", "my", "your", "his", "her",
    "their", "our", "one", "two", "another", "no", "these", "those", "most", "many", "all",
})  # fmt: skip
GLUE = frozenset({"of", "the", "and", "our", "lady", "for"})
PLACE_END = frozenset({
    "green", "park", "hill", "heath", "town", "village", "common", "wood", "woods", "bridge",
    "cross", "end", "estate", "hythe", "marsh", "vale", "quay", "wharf", "gate", "bay", "road",
    "moor", "island", "corner",
})  # fmt: skip
PLACE_FRONT = frozenset({
    "in", "at", "from", "over", "near", "across", "around", "outside", "into", "leave", "left",
    "cover", "covers", "to", "for", "round", "up", "down", "of", "like", "and", "or", "by",
    "through", "joined", "with", "also",
})  # fmt: skip
PLACE_MADE = re.compile(
    r"^[a-z]{2,}(?:bourne|mere|marsh|acre|brook|ham|ton|bury|ford|wick|worth|stead|leigh|ley|"
    r"dale|field|wood|shire|mouth|minster|chester|combe|hurst|hithe|hythe|gate|well|port|pool|"
    r"thorpe|stow|den|don|sea|side|bridge|cross|borough|stoke|mond|hill)$"
)
SAINT = re.compile(r"^(?:st|saint|holy|our)$")


def find(talk: Talk, allowed: Allowed) -> Iterator[Find]:
    """Find schools, services and places of one turn."""
    yield from _named(talk, allowed)
    yield from _saints(talk, allowed)
    yield from _places(talk, allowed)
    if not talk.cased:
        yield from _streets(talk)


def _named(talk: Talk, allowed: Allowed) -> Iterator[Find]:
    for i, word in enumerate(talk.words):
        if word.low not in (ENOUGH if talk.cased else HEARD_ENOUGH):
            continue
        last = _tail(talk, i)
        first = _head(talk, i, allowed)
        if first is None or (first == i):
            continue
        ends = {talk.low(k) for k in range(first, last + 1)}
        kind = "school" if ends & (SCHOOL - {"community", "special"}) else "organisation"
        score = 0.95 if talk.cased else 0.8
        yield Find(talk.span(first, last), kind, "named-thing", score)


def _tail(talk: Talk, i: int) -> int:
    """Take what belongs to the kind of thing behind: Children's Centre, High School."""
    last = i
    while last + 1 < len(talk.words) and not talk.words[last + 1].before:
        nxt = talk.words[last + 1]
        same_case = nxt.capital or not talk.cased or (nxt.low == "school" and last == i)
        if nxt.low not in SCHOOL | SERVICE or not same_case or talk.words[last].owns:
            break
        last += 1
    return last


def _head(talk: Talk, i: int, allowed: Allowed) -> int | None:
    """Return the first word of the name in front of its kind, None where it has no name."""
    first = i
    while first > 0 and i - first < 6 and talk.words[first].before in ("", ".", "-"):
        front = talk.words[first - 1]
        if talk.words[first].before == "." and front.low not in ("st",):
            break
        if not _belongs(talk, first - 1):
            break
        first -= 1
    while first < i and _no_part(talk, first):
        first += 1
    if not talk.cased:
        first = max(first, i - 3)
        if talk.low(first - 1) in DETERMINERS:
            return None
    own = [k for k in range(first, i) if _distinguishes(talk, k, allowed)]
    return first if own else None


def _belongs(talk: Talk, k: int) -> bool:
    word = talk.words[k]
    if word.opens and word.low in GENERAL | FUNCTION:
        return False
    if talk.cased:
        return (word.capital and len(word.text) > 1 and word.low != "i'm") or (
            word.low in ("of", "the", "and", "for") and talk.words[k - 1].capital and k > 0
        )
    return word.low not in GENERAL | FUNCTION and not CONTRACTION.search(word.low)


def _no_part(talk: Talk, k: int) -> bool:
    word = talk.words[k]
    return (word.low in GENERAL and word.low not in ("royal", "holy")) or (
        word.opens and word.low in FUNCTION
    )


def _distinguishes(talk: Talk, k: int, allowed: Allowed) -> bool:
    word = talk.words[k]
    if word.low in GENERAL | GLUE | SCHOOL | SERVICE or (
        allowed(word.low) and word.low not in word_names()
    ):
        return False
    if word.capital and is_acronym(word.text) and word.low != "st":
        return False
    if word.opens and is_everyday(word.low):
        return False
    return talk.cased or word.low not in common()


def _saints(talk: Talk, allowed: Allowed) -> Iterator[Find]:
    """Find "St Columba's", "Our Lady of the Wharf", "Holy Trinity"."""
    for i, word in enumerate(talk.words[:-1]):
        nxt = talk.words[i + 1]
        if word.low in ("st", "saint") and nxt.before in ("", ".") and len(nxt.low) > 2:
            if talk.cased and not nxt.capital:
                continue
            last = i + 1
            if last + 1 < len(talk.words) and talk.low(last + 1) in PLACE_END:
                yield Find(talk.span(i, last + 1), "place", "saint", 0.9)
            else:
                yield Find(Span(word.start, nxt.stop), "school", "saint", 0.9)
        if (word.low, nxt.low) in (("our", "lady"), ("holy", "trinity"), ("sacred", "heart")):
            yield Find(talk.span(i, _of_the(talk, i + 1)), "school", "saint", 0.9)


def _of_the(talk: Talk, last: int) -> int:
    at = last + 1
    while talk.low(at) in ("of", "the") and at < len(talk.words):
        at += 1
    return (
        at
        if last + 1 < at < len(talk.words) and (talk.words[at].capital or not talk.cased)
        else last
    )


STREETS = frozenset({
    "street", "road", "lane", "avenue", "crescent", "close", "terrace", "court", "gardens", "grove",
    "estate", "drive",
})  # fmt: skip


def _streets(talk: Talk) -> Iterator[Find]:
    """Find streets in talk without capitals: an unknown word in front of "street"."""
    for i, word in enumerate(talk.words[1:], 1):
        if word.low in STREETS and not is_ordinary(talk.low(i - 1)):
            kind = "place" if word.low == "estate" else "address"
            yield Find(talk.span(i - 1, i), kind, "street", 0.8)


def _places(talk: Talk, allowed: Allowed) -> Iterator[Find]:
    listed = places()
    for i, word in enumerate(talk.words):
        if allowed(word.low) or len(word.low) < 4 or is_acronym(word.text):
            continue
        last = _place_run(talk, i)
        run = " ".join(talk.low(k) for k in range(i, last + 1))
        score = _place_score(talk, i, last, run in listed or word.low in listed)
        if score:
            yield Find(talk.span(i, last), "place", "place", score)


def _place_run(talk: Talk, first: int) -> int:
    last = first
    while last + 1 < len(talk.words) and not talk.words[last].owns and last - first < 2:
        nxt = talk.words[last + 1]
        if nxt.before or not (nxt.low in PLACE_END or nxt.low in ("common",)):
            break
        if talk.cased and not nxt.capital:
            break
        last += 1
    return last


def _place_score(talk: Talk, first: int, last: int, listed: bool) -> float:
    word = talk.words[first]
    front = talk.low(first - 1)
    known = is_ordinary(word.low)
    governed = talk.low(last + 1) in ("council", "borough", "estate") or (
        front == "of" and talk.low(first - 2) == "borough"
    )
    if talk.cased and not word.capital:
        return 0.0
    if governed and not known and word.low not in ("local",):
        return 0.95
    made = bool(PLACE_MADE.match(word.low)) and not known
    if talk.cased and last > first:
        return 0.85 if not is_everyday(word.low) or front in PLACE_FRONT else 0.0
    if talk.cased:
        return 0.85 if (listed or made) and not known and (not word.opens or made) else 0.0
    ends_oddly = not is_ordinary(talk.low(last))
    if last > first and front in PLACE_FRONT and (ends_oddly or not is_everyday(word.low)):
        return 0.8
    return (
        0.8
        if (made and not name_flags().get(word.low))
        or (listed and not known and front in PLACE_FRONT)
        else 0.0
    )
