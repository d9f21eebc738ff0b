"""Weigh what a name model found: it knows neither the field's jargon nor everyday words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace

from fgtools.names.allow import Allow
from fgtools.names.lexicon import name_flags, word_names
from fgtools.names.words import (
    FUNCTION,
    Talk,
    Word,
    can_be_name,
    is_acronym,
    is_everyday,
    is_ordinary,
)
from fgtools.nouns import Find

CERTAIN, SURE, UNSURE = 0.9, 0.8, 0.4
"""What a find is worth: less than a school or a place by its own words, which know its kind."""
NEARLY_ONE = 0.95
LIMITS = {
    (True, "rare"): (0.25, 0.5),
    (True, "listed"): (0.25, 0.7),
    (True, "ordinary"): (0.6, 0.95),
    (True, "word-name"): (0.5, 0.85),
    (True, "everyday"): (0.9, 1.0),
    (False, "rare"): (0.35, 0.5),
    (False, "listed"): (0.5, 0.8),
    (False, "ordinary"): (0.6, 0.8),
    (False, "word-name"): (0.8, 0.9),
    (False, "everyday"): (1.0, 1.0),
}
"""For people or not, by how ordinary the words are: the model's probability from which a person is
asked, and from which it is believed (read off the development sets of evals/names)."""
SHOWN = 0.15
"""Added where a capital stands within a sentence: a recogniser took it for a name too."""
JOINED = re.compile(r"^[-‐]?$")


def weighed(
    talk: Talk, finds: Iterable[Find], allow: Allow, known: Container[tuple[str, ...]] = ()
) -> Iterator[Find]:
    """Yield the model's finds that hold, grown to whole names; doubtful ones score under .5.

    `known` are ways, in words of lower case, to name somebody whom the recording itself names.
    """
    starts = [word.start for word in talk.words]
    for find in finds:
        first = max(bisect_left(starts, find.span.start + 1) - 1, 0)
        last = bisect_left(starts, find.span.end) - 1
        run = _trimmed(talk, first, last, allow)
        if run is None:
            continue
        first, last = _grown(talk, *run, allow)
        score = _score(talk, first, last, find, known)
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
    if _hyphened(talk, i):
        return False
    jargon = allow(word.low) and not name_flags().get(word.low)
    if jargon or word.low[0].isdigit() or len(word.low) == 1:
        return True
    if word.capital and is_acronym(word.text):
        return True
    capital = talk.cased and word.capital and not word.opens
    return not can_be_name(word) and not (capital and i > 0 and word.low not in FUNCTION)


def _hyphened(talk: Talk, i: int) -> bool:
    """Tell whether a hyphen joins a word to the one beside it: both are one name."""
    return talk.words[i].before in ("-", "‐") or talk.after(i) in ("-", "‐")


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


def _score(
    talk: Talk, first: int, last: int, find: Find, known: Container[tuple[str, ...]]
) -> float:
    """Return what a find is worth, 0 for nothing: rare words need less certainty than ordinary."""
    words = talk.words[first : last + 1]
    ask, sure = LIMITS[find.kind == "person", _class_of(words)]
    shown = talk.cased and any(word.capital and not word.opens for word in words)
    if tuple(word.low for word in words) in known:
        ask, sure = LIMITS[True, "rare"]
    certain = find.score + (SHOWN if shown else 0.0)
    if certain >= sure:
        return CERTAIN if find.score >= NEARLY_ONE else SURE
    return UNSURE if certain >= ask else 0.0


def _class_of(words: Sequence[Word]) -> str:
    """Return how ordinary the least ordinary word is."""
    lows = [word.low for word in words]
    if not all(is_ordinary(low) for low in lows):
        return "rare"
    if not all(is_everyday(low) for low in lows):
        return "listed" if any(name_flags().get(low) for low in lows) else "ordinary"
    return "word-name" if any(low in word_names() for low in lows) else "everyday"
