"""Schools, services and places with a name of their own."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from fgtools.names import conditions, schools
from fgtools.names.context import Allowed
from fgtools.names.lexicon import DATA, common, name_flags, places
from fgtools.names.settings import GENERAL, GLUE, PLACE_END, SCHOOL, SERVICE
from fgtools.names.words import (
    Talk,
    is_acronym,
    is_everyday,
    is_ordinary,
)
from fgtools.nouns import Find

__all__ = ["GENERAL", "GLUE", "SCHOOL", "SERVICE", "find"]

PLACE_FRONT = frozenset({
    "in", "at", "from", "over", "near", "across", "around", "outside", "into", "leave", "left",
    "cover", "covers", "to", "for", "round", "up", "down", "of", "like", "and", "or", "by",
    "through", "joined", "with", "also",
})  # fmt: skip
PLACE_MADE = re.compile(
    r"^[a-z]{2,}(?:bourne|mere|marsh|acre|brook|ham|ton|bury|ford|wick|worth|stead|leigh|ley|"
    r"dale|field|wood|shire|shulme|worthy|thwaite|ness|castle|mouth|minster|chester|combe|hurst|"
    r"hithe|hythe|gate|well|port|pool|"
    r"thorpe|stow|den|don|sea|side|bridge|cross|borough|stoke|mond|hill)$|^(?:aber|llan|pont|"
    r"caer|inver|bally|strath|auchter|ystrad|porth|rhos)[a-z]{3,}$"
)


def find(talk: Talk, allowed: Allowed) -> Iterator[Find]:
    """Find schools, services and places of one turn."""
    yield from schools.find(talk, allowed)
    yield from conditions.find(talk.text, frozenset(word.low for word in talk.words))
    yield from _places(talk, allowed)
    if not talk.cased:
        yield from _streets(talk)


NEAR = frozenset({"in", "from", "to", "near", "around", "outside", "over", "into"})
"""Words that make a place of a listed word that is an ordinary one too: "in Slough"."""


def _taught(talk: Talk, at: int) -> bool:
    """Tell whether reading is a skill here and no town."""
    around = {talk.low(at + k) for k in (-3, -2, 1, 2)}
    return bool(around & {"writing", "maths", "spelling", "age", "ages", "books", "recovery"})


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


@cache
def _listed() -> frozenset[str]:
    """Return towns, districts and counties."""
    lines = (DATA / "areas.txt").read_text("utf-8").split("\n")
    return places() | {line.replace("-", " ") for line in lines if line and line[0] != "#"}


@cache
def _phrases() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return under their first word the places of several words."""
    table: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for name in sorted(_listed()):
        parts = tuple(name.replace("-", " ").split())
        if len(parts) > 1 and "," not in name:
            table[parts[0]].append(parts)
    return {first: tuple(sorted(names, key=len, reverse=True)) for first, names in table.items()}


def _phrase_places(talk: Talk, allowed: Allowed) -> Iterator[Find]:
    """Find places of several words: "Tower Hamlets", "Ross-on-Wye"."""
    phrases = _phrases()
    for i, word in enumerate(talk.words):
        for parts in phrases.get(word.low, ()):
            last = i + len(parts) - 1
            if tuple(talk.low(k) for k in range(i, last + 1)) != parts:
                continue
            shown = word.capital and talk.words[last].capital if talk.cased else True
            rare = any(not is_everyday(part) for part in parts)
            if shown and (rare or talk.low(i - 1) in PLACE_FRONT) and not allowed(" ".join(parts)):
                yield Find(talk.span(i, last), "place", "place", 0.85)
            break


def _places(talk: Talk, allowed: Allowed) -> Iterator[Find]:
    yield from _phrase_places(talk, allowed)
    listed, said = _listed(), common()
    for i, word in enumerate(talk.words):
        if len(word.low) < 3 or (talk.cased and not word.text[0].isupper()):
            continue
        if word.low in said and word.low not in listed and talk.low(i + 1) not in PLACE_END:
            continue
        if allowed(word.low) or is_acronym(word.text):
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
        if talk.cased and not nxt.capital and nxt.low != "valley":
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
    made = not known and len(word.low) > 3 and bool(PLACE_MADE.match(word.low))
    if listed and known and front in NEAR and (talk.cased or not is_everyday(word.low)):
        return (
            0.6 if not word.opens and not (word.low == "reading" and _taught(talk, last)) else 0.0
        )
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
        or (listed and not known and "F" not in name_flags().get(word.low, ""))
        else 0.0
    )
