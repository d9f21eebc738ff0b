"""Schools named after saints, feasts and people, and Welsh ones: "St Columba's", "Ysgol Bryn"."""

from __future__ import annotations

from collections.abc import Iterator

from fgtools.names.context import Allowed
from fgtools.names.lexicon import name_flags
from fgtools.names.settings import (
    DEDICATED,
    DEDICATED_MARKS,
    DETERMINERS,
    FRONTS,
    GLUE,
    PLACE_END,
    SCHOOL,
    SURE_KINDS,
    WITHIN,
)
from fgtools.names.words import Talk, is_everyday
from fgtools.nouns import Find, Span

WELSH_SMALL = frozenset({
    "y", "yr", "bro", "maes", "pen", "cwm", "sant", "dewi", "bach", "mawr", "a", "ac", "gyfun",
    "gynradd", "uwchradd", "feithrin", "gymraeg", "nant", "glan", "tir", "coed", "craig", "dyffryn",
})  # fmt: skip
WELSH_KINDS = frozenset({"ysgol", "ysgolion", "cylch", "meithrinfa", "coleg"})


def find(talk: Talk, allowed: Allowed, lows: set[str]) -> Iterator[Find]:
    """Find such schools in one turn; `lows` are its words in lower case."""
    if not lows.isdisjoint(("st", "saint", "lady")):
        yield from _saints(talk)
    if not DEDICATED_MARKS.isdisjoint(lows):
        yield from _dedicated(talk, allowed)
    if not WELSH_KINDS.isdisjoint(lows):
        yield from _welsh(talk)


def _saints(talk: Talk) -> Iterator[Find]:
    """Find "St Columba's", "Our Lady of the Wharf"."""
    for i, word in enumerate(talk.words[:-1]):
        nxt = talk.words[i + 1]
        if word.low in ("st", "saint") and nxt.before in ("", ".") and len(nxt.low) > 2:
            named = (
                nxt.capital if talk.cased else nxt.low in name_flags() or not is_everyday(nxt.low)
            )
            if not named:
                continue
            if talk.low(i + 2) in PLACE_END:
                yield Find(talk.span(i, i + 2), "place", "saint", 0.9)
            else:
                yield Find(_through(talk, i, i + 1), "school", "saint", 0.9)
        if (word.low, nxt.low) == ("our", "lady"):
            yield Find(_through(talk, i, _of_the(talk, i + 1)), "school", "saint", 0.9)


def _through(talk: Talk, first: int, last: int) -> Span:
    """Return the stretch with the kinds behind a name: "St Anne's *Catholic Primary*"."""
    for k in (last + 2, last + 3):
        if talk.low(k) in SURE_KINDS | {"catholic", "rc", "high", "school"} and _goes_through(
            talk, last + 1, k
        ):
            last = k
            break
    while last + 1 < len(talk.words) and talk.words[last + 1].before in ("", "'", "’"):
        nxt = talk.words[last + 1]
        if nxt.low not in WITHIN | SCHOOL or nxt.low in ("of", "and", "e", "c", "r", "mind"):
            break
        if talk.cased and not nxt.capital and nxt.low != "school":
            break
        last += 1
    return Span(talk.words[first].start, talk.words[last].stop)


def _goes_through(talk: Talk, first: int, last: int) -> bool:
    """Tell whether words lie between a saint and the kind of school: "St Thomas *More* Primary"."""
    inner = talk.words[first : last + 1]
    if any(word.before for word in inner) or not all(w.capital or not talk.cased for w in inner):
        return False
    return not any(w.low in FRONTS | DETERMINERS | GLUE for w in inner)


def _of_the(talk: Talk, last: int) -> int:
    at = last + 1
    while talk.low(at) in ("of", "the", "and") and at < len(talk.words):
        at += 1
    named = last + 1 < at < len(talk.words) and (talk.words[at].capital or not talk.cased)
    return at if named else last


def _dedicated(talk: Talk, allowed: Allowed) -> Iterator[Find]:
    text = talk.text.replace("  ", " .")
    for match in DEDICATED.finditer(text):
        if talk.cased and not match.group()[0].isupper():
            continue
        inside = [k for k, w in enumerate(talk.words) if match.start() <= w.start < match.end()]
        if inside and not all(allowed(talk.low(k)) for k in inside):
            yield Find(_through(talk, inside[0], inside[-1]), "school", "saint", 0.8)


def _welsh(talk: Talk) -> Iterator[Find]:
    """Find "Ysgol Maes y Coed", "Cylch Meithrin Llan"."""
    for i, word in enumerate(talk.words):
        if word.low not in WELSH_KINDS:
            continue
        last = i
        while last + 1 < len(talk.words) and last - i < 5 and not talk.words[last + 1].before:
            nxt = talk.words[last + 1]
            foreign = not is_everyday(nxt.low) if not talk.cased else nxt.capital
            if not foreign and nxt.low not in WELSH_SMALL:
                break
            last += 1
        if last > i:
            yield Find(talk.span(i, last), "school", "named-thing", 0.95)
