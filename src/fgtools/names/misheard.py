"""Find the names of known people as a recogniser mishears them: "shove on" for Siobhan.

How near the sound must come depends on the words that were written instead and on the place they
stand in. A word that no dictionary has needs little; everyday words must sound almost the same and
stand where a name does; between the two a person is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from fgtools.names.lexicon import common
from fgtools.names.phones import phones, places
from fgtools.names.standing import GREETINGS, Place, called, introduced, place_of
from fgtools.names.stretches import (
    CLOSE,
    FIRM,
    LEAST,
    LOOSE,
    VOICED,
    Ears,
    Heard,
    heard_from,
    sound_of,
)
from fgtools.names.words import CONTRACTION, FUNCTION, Talk, is_acronym, is_everyday, is_ordinary
from fgtools.nouns import Find

SURE, LIKELY, UNSURE = 0.85, 0.7, 0.4
JOINED = 0.08
"""What each further word that is no small one counts for when several stretches fit."""

SPELLING = re.compile(
    r"\b(?:captions?|transcri\w+|subtitles?|spel\w+|mishear\w*|misheard|pronounc\w+|"
    r"calling (?:me|it|him|her)|it['’]s (?:put|got|come up)|"
    r"(?:wr[io]t\w+|taking|put\w*|got|have|has) (?:me|it|him|her|you|my \w+) (?:down|as)"
    r"|(?:get|got|have i got) (?:this|that|it|your name) (?:wrong|right)|come up (?:on|as))\b",
    re.IGNORECASE,
)
"""Talk about how a name was written or said: then a sound-alike is one."""
REACH = 60
"""Code points on either side for which talk about spelling counts."""
WRITES = frozenset({
    "put", "putting", "writing", "write", "wrote", "written", "calling", "called", "calls", "says",
    "said", "down", "up", "as", "is", "it's", "got", "keeps", "me", "name", "surname", "that",
    "it", "isn't",
})  # fmt: skip
GLUE = frozenset({"and", "a", "the"})
"""Small words that a name may begin with when it is heard as words: "and harriet"."""
ARTICLES = frozenset({"a", "an", "the"})
DAYS = frozenset({
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january",
    "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
})  # fmt: skip
"""Days and months: behind an article they are no Frida ("a Friday") and no Amanda ("a Monday")."""
MARGIN = 0.05
"""What a part of a mishearing, the rest of which was found, is less alike."""
SAME = 0.93
"""Alike enough for everyday words."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that may be a misheard name, with what tells whether they are."""

    talk: Talk
    first: int
    last: int
    place: Place
    spelling: bool
    beside: bool

    @property
    def one(self) -> bool:
        """Tell whether it is a single word."""
        return self.first == self.last

    @property
    def lows(self) -> list[str]:
        """Return the words in lower case."""
        return [word.low for word in self.talk.words[self.first : self.last + 1]]


def find(talk: Talk, names: Ears, taken: Set[int]) -> Iterator[Find]:
    """Find misheard names among the words that are not `taken`; doubtful ones score under .5."""
    spelt = [match.span() for match in SPELLING.finditer(talk.text)]
    sounds = [sound_of(low) for low in talk.lows]
    at = 0
    while at < len(sounds):
        here = talk.words[at].start
        spelling = any(start - REACH <= here <= end + REACH for start, end in spelt)
        may_be = heard_from(talk, sounds, names, at, spelling)
        best = _best_of(talk, names, at, taken, spelling, may_be) if may_be else None
        if best is None:
            at += 1
            continue
        last, score = best
        yield Find(talk.span(at, last), "person", "roster-sound", score)
        at = last + 1


def _best_of(
    talk: Talk, names: Ears, first: int, taken: Set[int], spelling: bool, may_be: Sequence[Heard]
) -> tuple[int, float] | None:
    best: tuple[float, int, float] | None = None
    for last, heard, full, least, strange, content, placed, weighs in may_be:
        plain = not taken and (content or spelling)
        if not plain and not _may_be(talk, first, last, taken, spelling):
            continue
        if last > first and not (spelling or strange):
            least = _least(talk, first, last, taken)
            if (
                weighs < names.weight_from(placed, least)
                and heard.replace(" ", "") not in names.joined
            ):
                continue
        near = names.nearest(heard, least)
        if near < least:
            continue
        near = min(near, _nearest_of_rest(talk, names, first, last, taken, near))
        if near < least or (last > first and _is_named(heard, names)):
            continue
        score = _score(_stretch(talk, first, last, taken, spelling), near, heard)
        weight = near + JOINED * full
        if score and (best is None or weight > best[0]):
            best = (weight, last, score)
    return (best[1], best[2]) if best else None


def _least(talk: Talk, first: int, last: int, taken: Set[int]) -> float:
    """Return how alike several everyday words must be to be worth weighing where they stand."""
    if last + 1 in taken or first - 1 in taken or place_of(talk, first, last):
        return FIRM
    return SAME


def _is_named(heard: str, names: Ears) -> bool:
    """Tell whether only a small word is added to a name as written: that was weighed alone."""
    first, behind = heard.split(" ", 1)
    front, last = heard.rsplit(" ", 1)
    return (first in FUNCTION and names.nearest(behind, SAME) == 1.0) or (
        last in FUNCTION and names.nearest(front, SAME) == 1.0
    )


def _stretch(talk: Talk, first: int, last: int, taken: Set[int], spelling: bool) -> Stretch:
    beside = last + 1 in taken or (first - 1 in taken and not talk.words[first].before)
    return Stretch(talk, first, last, place_of(talk, first, last), spelling, beside)


def _may_be(talk: Talk, first: int, last: int, taken: Set[int], spelling: bool) -> bool:
    """Tell at little cost whether a stretch is worth comparing with names."""
    if first == last:
        low = talk.words[first].low
        return first not in taken and len(low) > 2 and low not in FUNCTION
    lows = [word.low for word in talk.words[first : last + 1]]
    if any(len(low) < 3 and not VOICED.search(low) for low in lows):
        return False
    spare = [talk.words[k].low for k in range(first, last + 1) if k not in taken]
    if len(spare) < last - first + 1:
        return any(w not in FUNCTION | GREETINGS and not CONTRACTION.search(w) for w in spare)
    return (
        spelling
        or not all(low in FUNCTION or CONTRACTION.search(low) for low in spare)
        or (called(talk, first, last) or introduced(talk, first))
    )


def _nearest_of_rest(
    talk: Talk, names: Ears, first: int, last: int, taken: Set[int], near: float
) -> float:
    """Return how far the words beside a name already found are like a name themselves, or how
    far all are one: "clo" is found as a short form, and "clo da" was heard."""
    spare = [talk.low(k) for k in range(first, last + 1) if k not in taken]
    if len(spare) == last - first + 1:
        return 1.0
    rest = names.nearest(" ".join(spare).replace("'", ""), LEAST) + MARGIN
    if near < CLOSE or FUNCTION & set(spare):
        return rest
    return max(rest, near - MARGIN)


def _score(said: Stretch, near: float, heard: str) -> float:
    """Return a find's score, 0 where the likeness is too weak for words and place."""
    consonants = len(places(phones(heard)))
    if near == 1.0 and not said.one and (said.place or consonants > 2):
        return SURE + 0.07
    if said.spelling and said.talk.low(said.first - 1) in WRITES:
        return _as_written(said, near, consonants)
    if said.one:
        return _one_word(said, near, consonants)
    return _words(said, near, consonants)


def _as_written(said: Stretch, near: float, consonants: int) -> float:
    """Score what somebody says was written for a name."""
    if near >= FIRM and not (said.one and said.lows[0] in common()):
        return SURE
    lows = said.lows
    edges = lows[0] in FUNCTION - GLUE or lows[-1] in FUNCTION or "i" in lows
    said_so = edges or any(CONTRACTION.search(low) for low in lows)
    return UNSURE if consonants > 1 and not said_so else 0.0


def _one_word(said: Stretch, near: float, consonants: int) -> float:
    word = said.talk.words[said.first]
    if word.capital and is_acronym(word.text):
        return 0.0
    shown = said.talk.cased and word.capital and not word.opens
    certain = said.place is Place.CERTAIN
    if not is_ordinary(word.low):
        if near >= FIRM:
            return SURE if consonants > 1 or certain else UNSURE
        return UNSURE if (said.place or near >= LOOSE) and consonants > 1 else 0.0
    if said.beside and is_everyday(word.low):
        return LIKELY if near >= CLOSE else 0.0
    if is_everyday(word.low) and not shown:
        if CONTRACTION.search(word.low) or _goes_on(said):
            return 0.0
        return UNSURE if said.place and near >= (CLOSE if certain else SAME) else 0.0
    if certain or shown or said.beside:
        if near >= (FIRM if shown or said.beside else SAME) and consonants > 1:
            return LIKELY
        return UNSURE if near >= LOOSE and consonants > 1 else 0.0
    return UNSURE if said.place and near >= FIRM and consonants > 1 else 0.0


def _goes_on(said: Stretch) -> bool:
    """Tell whether "I'm" goes on with what somebody does: "I'm gonna pick them up"."""
    return introduced(said.talk, said.first) and said.talk.low(said.last + 1) not in ("", "and")


def _words(said: Stretch, near: float, consonants: int) -> float:
    """Score several words: the rarer they are together, the less alike they need to be."""
    lows = said.lows
    strange = any(not is_ordinary(low) for low in lows)
    rare = strange or any(not is_everyday(low) for low in lows)
    edges = lows[0] in FUNCTION - GLUE or lows[-1] in FUNCTION or "i" in lows
    certain = said.place is Place.CERTAIN
    if all(low in FUNCTION or CONTRACTION.search(low) for low in lows):
        return UNSURE if certain and near >= SAME and consonants > 1 else 0.0
    if said.beside and near >= FIRM and consonants > 1:
        return LIKELY
    if lows[-2] in ARTICLES and lows[-1] in DAYS and not certain:
        return 0.0
    if edges:
        needed = FIRM if certain else CLOSE if rare else SAME
        return UNSURE if near >= needed and (said.place or strange) and consonants > 1 else 0.0
    if certain and near >= (LOOSE if rare else FIRM):
        return LIKELY if near >= (FIRM if rare else CLOSE) and consonants > 1 else UNSURE
    if strange:
        return LIKELY if near >= CLOSE and consonants > 1 else UNSURE if near >= FIRM else 0.0
    if said.place and near >= (FIRM if rare else CLOSE) and consonants > 1:
        return LIKELY if rare and near >= SAME and consonants > 2 else UNSURE
    return UNSURE if near >= (CLOSE if rare else SAME) and consonants > 2 else 0.0
