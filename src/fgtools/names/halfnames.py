"""Half a name: "over at Oakfield", "she's at castle view", "the bridge won't take him"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fgtools.names.context import Allowed
from fgtools.names.lexicon import common, name_flags, word_names
from fgtools.names.settings import (
    DESCRIBING,
    DETERMINERS,
    FRONTS,
    GLUE,
    HOMELY,
    SCHOOL,
    SERVICE,
    SITED,
    TOUCHING,
)
from fgtools.names.words import CONTRACTION, FUNCTION, TITLES, Talk, is_acronym, is_ordinary
from fgtools.nouns import Find, Span

NOT_AT = frozenset({
    "look", "looking", "looks", "looked", "shout", "shouting", "shouted", "laugh", "laughing",
    "aimed", "stare", "staring", "pointing", "point", "good", "bad", "better", "best", "brilliant",
    "angry", "cross", "mad", "yell", "yelling", "screamed", "screaming", "waved", "smiled", "swore",
})  # fmt: skip
PLACES = frozenset({"from", "into", "near", "joined", "attends"})
NAMING = frozenset(
    {"from", "to", "into", "near", "joined", "by", "with", "for", "called", "attends"}
)
TAKES = re.compile(
    r"\b(?:the|at) (?P<it>[a-z'’]+) (?:won['’]?t|wouldn['’]?t|will|would|can['’]?t|couldn['’]?t|"
    r"refused to|"
    r"agreed to|have agreed to|might|didn['’]?t) (?:take|have|admit|accept|offer|hold|keep) "
    r"(?:him|her|them|a place|any of|on)\b"
)
HOMELY_FRONTS = frozenset({"the", "little", "three", "seven", "four", "tall", "two", "silver"})
PLACING = frozenset({
    "at", "to", "from", "near", "into", "called", "attends", "attended", "left", "joined",
    "visited",
    "like",
})  # fmt: skip
ACTORS = frozenset({
    "panel", "provider", "providers", "bus", "taxi", "driver", "system", "law", "tribunal", "judge",
    "government", "department", "team", "manager", "senco", "headteacher", "governors", "office",
    "family", "families", "mother", "father", "grandparents", "carer", "carers", "parent", "trust",
    "las", "ep", "eps", "therapist", "nurse", "gp", "doctor", "others", "rest", "ombudsman", "dfe",
    "mainstream", "specials", "setting", "settings", "escort", "child", "lad", "place", "nurseries",
    "company", "police", "court", "world", "independents", "primaries", "secondaries",
})  # fmt: skip


def find(talk: Talk, allowed: Allowed) -> Iterator[Find]:
    """Find settings that are named without their kind."""
    if talk.cased:
        yield from _at_capitals(talk, allowed)
        return
    yield from _at_heard(talk, allowed)
    if " take " in talk.text or " have " in talk.text:
        yield from _taking(talk, allowed)


def is_part(low: str, allowed: Allowed) -> bool:
    """Tell whether a word can be part of a name in talk without capitals, in lower case."""
    if low in DESCRIBING or low in FUNCTION or low in FRONTS or CONTRACTION.search(low):
        return False
    if not low.isalpha() or len(low) < 2 or (allowed(low) and low not in word_names()):
        return False
    return not (low.endswith(("ing", "ed", "ly")) and low in common())


def _at_capitals(talk: Talk, allowed: Allowed) -> Iterator[Find]:
    """Find half a name: "over at Oakfield", "at the Bridge", "from Thrale and Hobday"."""
    for i, word in enumerate(talk.words[:-1]):
        homely = word.capital and talk.words[i + 1].capital and not talk.words[i + 1].before
        if homely and not word.opens and _is_homely(talk, i, allowed):
            yield Find(talk.span(i, i + 1), "school", "named-at", 0.6)
        if word.low not in NAMING and word.low != "at":
            continue
        first = i + 2 if talk.low(i + 1) == "the" else i + 1
        last = _capital_run(talk, first)
        if (
            last < first
            or talk.words[first].before
            or talk.low(first) in TITLES
            or (first == i + 2 and talk.words[i + 1].before)
        ):
            continue
        if word.low == "at":
            fits = talk.low(i - 1) not in NOT_AT
        else:
            named = "F" in name_flags().get(talk.low(first), "")
            said = [talk.low(k) for k in range(first, last + 1)]
            strange = any(not is_ordinary(low) or low in HOMELY for low in said)
            fits = (
                (last > first or first == i + 2) and not named and (strange or word.low in PLACES)
            )
        if fits and _tells(talk, first, last, allowed):
            yield Find(talk.span(i + 1, last), "organisation", "named-at", 0.6)


def _is_homely(talk: Talk, i: int, allowed: Allowed) -> bool:
    """Tell whether two capitals are a setting's name: "The Osiers", "Little Acorns"."""
    low, nxt = talk.low(i), talk.low(i + 1)
    if low in HOMELY_FRONTS and nxt in HOMELY:
        return True
    return low == "the" and _tells(talk, i + 1, i + 1, allowed)


def _capital_run(talk: Talk, first: int) -> int:
    last = at = first - 1
    while at + 1 < len(talk.words) and (
        at < first or talk.words[at + 1].before in TOUCHING - {"."}
    ):
        nxt = talk.words[at + 1]
        if nxt.capital and nxt.low != "i" and not nxt.low.startswith("i'"):
            last = at + 1
        elif not (nxt.low in GLUE and last == at >= first) or talk.words[at].owns:
            break
        at += 1
        if talk.words[last].owns and last == at:
            break
    return last


def _tells(talk: Talk, first: int, last: int, allowed: Allowed) -> bool:
    """Tell whether a run of capitals singles out: not "at Key Stage Two", "at Panel"."""
    own = [
        k
        for k in range(first, last + 1)
        if talk.low(k) not in GLUE | DESCRIBING and not allowed(talk.low(k))
    ]
    said = [k for k in own if not is_acronym(talk.words[k].text) and talk.low(k).isalpha()]
    return bool(said) and not any(talk.low(k) == "act" for k in range(first, last + 1))


def _at_heard(talk: Talk, allowed: Allowed) -> Iterator[Find]:
    """Find half a name without capitals: "at castle view", "over at the meadows"."""
    for i, word in enumerate(talk.words):
        if not i or word.before:
            continue
        front = talk.low(i - 1)
        if word.low in HOMELY and front in HOMELY_FRONTS:
            placed = front != "the" or talk.low(i - 2) in PLACING or word.low not in common()
            if placed and talk.low(i + 1) != "of":
                yield Find(talk.span(i - 1, i), "school", "named-at", 0.6)
        elif front in ("at", "from", "to") and _is_foreign(talk, i, allowed):
            both = not talk.words[min(i + 1, len(talk.words) - 1)].before
            last = i + 1 if both and _is_foreign(talk, i + 1, allowed) else i
            if front == "at" or last > i:
                yield Find(talk.span(i, last), "organisation", "named-at", 0.6)
        elif word.low in SITED and is_part(front, allowed):
            first = i - 1
            if is_part(talk.low(i - 2), allowed) and not talk.words[i - 1].before:
                first = i - 2
            placed = talk.low(first - 1) in PLACING and not talk.words[first].before
            unknown = not is_ordinary(talk.low(first)) and first == i - 1
            if placed or (unknown and talk.low(first - 1) not in DETERMINERS):
                yield Find(talk.span(first, i), "organisation", "named-at", 0.6)


def _is_foreign(talk: Talk, i: int, allowed: Allowed) -> bool:
    """Tell whether neither dictionary nor lists of names have a word."""
    low = talk.low(i)
    if len(low) < 4 or not low.isalpha() or allowed(low):
        return False
    return not is_ordinary(low) and low not in name_flags()


def _taking(talk: Talk, allowed: Allowed) -> Iterator[Find]:
    """Find settings that take or refuse a child: "the bridge won't take him"."""
    for match in TAKES.finditer(talk.text):
        if is_part(match["it"], allowed) and match["it"] not in SCHOOL | SERVICE | ACTORS:
            yield Find(Span(*match.span("it")), "school", "named-at", 0.45)
