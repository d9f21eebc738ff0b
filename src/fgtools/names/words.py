"""A turn cut into words, each with what its spelling and place tell about it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from fgtools.names.lexicon import everyday, folded, ordinary, small_words, word_names
from fgtools.nouns import Span

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|•+")
"""A word, or the bullets that stand in place of a surrogate: a word that says nothing, so that
what stood on its two sides does not become neighbours when redaction runs again."""
POSSESSIVE = re.compile(r"['’]s?$", re.IGNORECASE)
CONTRACTION = re.compile(r"['’](?:m|re|ve|ll|d|t)$", re.IGNORECASE)
SENTENCE_END = re.compile(r"[.!?…:\n\"“‘(]|--|—")
FUNCTION = small_words()
TITLES = frozenset({
    "mr", "mrs", "ms", "miss", "dr", "doctor", "sir", "prof", "professor", "sister", "father",
    "reverend", "rev", "lord", "lady", "dame", "councillor", "cllr", "auntie", "uncle", "mx",
})  # fmt: skip


class Word(NamedTuple):
    """A word of a turn; `end` stands before a possessive 's, `stop` behind it.

    `before` is what lies between the word in front and this one, without blanks; `capital` tells
    whether the word begins with a capital letter.
    """

    text: str
    low: str
    start: int
    end: int
    stop: int
    before: str
    opens: bool
    capital: bool

    @property
    def owns(self) -> bool:
        """Tell whether a possessive 's (or a shortened "is") follows."""
        return self.stop > self.end


@dataclass(frozen=True)
class Talk:
    """A turn as one text, cut into words when somebody asks for them."""

    id: str
    text: str

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Return the words, in order."""
        return _cut(self.text)

    @cached_property
    def cased(self) -> bool:
        """Tell whether there are capitals; some recognisers write none."""
        return any(w.capital and w.low != "i" and not w.low.startswith("i'") for w in self.words)

    @cached_property
    def lows(self) -> tuple[str, ...]:
        """Return the words in lower case, in order."""
        return tuple([word.low for word in self.words])

    @cached_property
    def said(self) -> frozenset[str]:
        """Return the words in lower case, each once."""
        return frozenset(self.lows)

    def after(self, i: int) -> str:
        """Return what stands between word `i` and the next, or the end, without blanks."""
        if i + 1 < len(self.words):
            return self.words[i + 1].before
        return self.text[self.words[i].stop :].strip() or "."

    def low(self, i: int) -> str:
        """Return word `i` in lower case, empty where there is none."""
        return self.words[i].low if 0 <= i < len(self.words) else ""

    def span(self, first: int, last: int) -> Span:
        """Return the stretch from the first to the last word, both included."""
        return Span(self.words[first].start, self.words[last].end)


def talk(id_: str, text: str) -> Talk:
    """Return a turn whose words can be asked for."""
    return Talk(id_, text)


def _cut(text: str) -> tuple[Word, ...]:
    words: list[Word] = []
    at = 0
    opens = True
    for match in WORD.finditer(text):
        start, stop = match.span()
        before = text[at:start]
        if before == " " and words:  # nearly always
            before, opens = "", False
        elif before := before.strip():
            ends = SENTENCE_END.search(before) is not None
            opens = not words or (ends and not _is_title(words[-1], before))
        else:
            opens = not words
        core, low, capital = _core(match.group())
        words.append(Word(core, low, start, start + len(core), stop, before, opens, capital))
        at = stop
    return tuple(words)


@lru_cache(maxsize=1 << 16)
def _core(raw: str) -> tuple[str, str, bool]:
    """Return a word without its possessive 's, as written and in lower case; tell its capital."""
    cut = POSSESSIVE.search(raw)
    core = raw[: cut.start()] if cut and cut.start() else raw
    return core, folded(core), core[0].isupper()


def _is_title(word: Word, before: str) -> bool:
    return before == "." and (word.low in TITLES or word.low == "st" or len(word.text) == 1)


@lru_cache(maxsize=1 << 16)
def is_everyday(low: str) -> bool:
    """Tell whether people say this word all the time, in lower case."""
    return low in everyday() or low[0] == "•" or low[0].isdigit() or bool(CONTRACTION.search(low))


@lru_cache(maxsize=1 << 16)
def is_ordinary(low: str) -> bool:
    """Tell whether a dictionary has this word in lower case."""
    return low in ordinary() or is_everyday(low)


def can_be_name(word: Word) -> bool:
    """Tell whether a word can be part of a name: everyday words only where names are so."""
    return word.low in word_names() or not is_everyday(word.low)


def is_acronym(text: str) -> bool:
    """Tell whether a word is written as letters: EHC, SENCOs, B, 7A."""
    return len(text) == 1 or (sum(c.isupper() or c.isdigit() for c in text) * 2 > len(text))
