"""Weigh what a name model found: it knows neither the field's jargon nor everyday words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace

from fgtools.names.allow import Allow
from fgtools.names.lexicon import name_flags, word_names
from fgtools.names.standing import Standing, standing
from fgtools.names.words import (
    FUNCTION,
    Talk,
    can_be_name,
    is_acronym,
    is_everyday,
    is_ordinary,
)
from fgtools.nouns import Find

SURE, UNSURE = 0.85, 0.4
JOINED = re.compile(r"^[-‐]?$")


def weighed(talk: Talk, finds: Iterable[Find], allow: Allow) -> Iterator[Find]:
    """Yield the model's finds that hold, grown to whole names; doubtful ones score under .5."""
    starts = [word.start for word in talk.words]
    for find in finds:
        first = max(bisect_left(starts, find.span.start + 1) - 1, 0)
        last = bisect_left(starts, find.span.end) - 1
        run = _trimmed(talk, first, last, allow)
        if run is None:
            continue
        first, last = _grown(talk, *run, allow)
        score = _score(talk, first, last, find.kind)
        if score:
            yield replace(find, span=talk.span(first, last), rule="model", score=score)


def _trimmed(talk: Talk, first: int, last: int, allow: Allow) -> tuple[int, int] | None:
    while first <= last and _loose(talk, first, allow):
        first += 1
    while last >= first and _loose(talk, last, allow):
        last -= 1
    return (first, last) if first <= last else None


def _loose(talk: Talk, i: int, allow: Allow) -> bool:
    """Tell whether a word at the edge of a find is none of the name."""
    word = talk.words[i]
    if allow(word.low) or word.low[0].isdigit() or len(word.low) == 1:
        return True
    if word.capital and is_acronym(word.text):
        return True
    capital = talk.cased and word.capital and not word.opens
    return not can_be_name(word) and not (capital and i > 0 and word.low not in FUNCTION)


def _grown(talk: Talk, first: int, last: int, allow: Allow) -> tuple[int, int]:
    if not talk.cased:
        return first, last
    while first > 0 and _goes_on(talk, first - 1, first, allow):
        first -= 1
    while last + 1 < len(talk.words) and _goes_on(talk, last + 1, last + 1, allow):
        if talk.words[last].owns:
            break
        last += 1
    return first, last


def _goes_on(talk: Talk, new: int, border: int, allow: Allow) -> bool:
    word = talk.words[new]
    return (
        bool(JOINED.match(talk.words[border].before))
        and word.capital
        and (can_be_name(word) or (word.low not in FUNCTION and not word.low.startswith("i'")))
        and not (word.opens and is_everyday(word.low))
        and not (allow(word.low) or is_acronym(word.text))
        and not (word.owns and new < border)
    )


def _listed(low: str) -> bool:
    flags = name_flags().get(low, "")
    return low in word_names() or flags != flags.lower()


def _score(talk: Talk, first: int, last: int, kind: str) -> float:
    words = talk.words[first : last + 1]
    known = [is_everyday(w.low) for w in words]
    if len(words) == 1 and is_ordinary(words[0].low) and not _listed(words[0].low):
        return UNSURE if kind == "person" and words[0].capital and not words[0].opens else 0.0
    if talk.cased and any(w.capital and not w.opens for w in words):
        return SURE if not all(known) or standing(talk, first, last) is Standing.NAME else UNSURE
    if not all(known):
        plain = all(is_ordinary(w.low) and w.low not in name_flags() for w in words)
        return 0.0 if plain else SURE
    stands = standing(talk, first, last) if len(words) == 1 else Standing.UNSURE
    if kind != "person" or stands is Standing.WORD:
        return 0.0
    return UNSURE
