"""Numbers and letters of a turn as one hears them: "oh seven double nine", "b s 3", "79 11"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from fgtools.names.saying import (
    BEHIND,
    COUNTED,
    DIGITS,
    FILLERS,
    HOMOPHONES,
    LETTERS,
    LONGEST_GAP,
    LOOSE_LETTERS,
    MIXED,
    NONE,
    SOFT,
    STARTERS,
    TEENS,
    TENS,
    TIMES,
)
from fgtools.names.words import Talk


class Token(NamedTuple):
    """Words that say one or more characters of a number: first and last word, characters."""

    first: int
    last: int
    said: str


class Run(NamedTuple):
    """Neighbouring tokens that may spell an identifier; `singles` counts what no quantity has.

    A quantity ("two hundred and six") is said in tens and hundreds, an identifier digit by digit.
    """

    tokens: tuple[Token, ...]
    singles: int

    @property
    def said(self) -> str:
        """Return all characters: digits and capital letters."""
        return "".join(token.said for token in self.tokens)

    @property
    def digits(self) -> str:
        """Return the digits only."""
        return "".join(c for c in self.said if c.isdigit())

    @property
    def first(self) -> int:
        """Return the first word."""
        return self.tokens[0].first

    @property
    def last(self) -> int:
        """Return the last word."""
        return self.tokens[-1].last

    def part(self, start: int, end: int) -> tuple[int, int]:
        """Return the first and last word that say the characters from `start` to `end`."""
        ends, at = [], 0
        for token in self.tokens:
            at += len(token.said)
            ends.append(at)
        first = next(k for k, e in enumerate(ends) if e > start)
        last = next(k for k, e in enumerate(ends) if e >= end)
        return self.tokens[first].first, self.tokens[last].last


def runs(talk: Talk, awaited: str = "") -> Iterator[Run]:
    """Read the runs of digits and letters of a turn, those of a single number word left out.

    `awaited` says that letters are, in "front" or on "both" sides: then "you" and "are" are
    letters there, too.
    """
    for group in _groups(talk):
        alone = len(group) == 1 and talk.low(group[0]).isalpha()
        if alone and not is_letter(talk.low(group[0] - 1)):
            continue
        first = _edge(talk, group[0], -1, frozenset(LOOSE_LETTERS) if awaited else NONE)
        last = _edge(talk, group[-1], 1, BEHIND[awaited])
        run = _read(talk, first, last)
        if run.tokens:
            yield run


def _groups(talk: Talk) -> Iterator[list[int]]:
    """Yield neighbouring words with digits in them, with nothing but soft words between."""
    group: list[int] = []
    for i, word in enumerate(talk.words):
        low = word.low
        if low not in STARTERS and (low.isalpha() or not is_number(low)):
            continue
        if group and not _joined(talk, group[-1], i):
            yield group
            group = []
        group.append(i)
    if group:
        yield group


def is_number(low: str) -> bool:
    """Tell whether a word is written with digits and is no ordinal, time or amount."""
    if low.isdigit():
        return True
    return bool(MIXED.match(low)) and not COUNTED.match(low)


def _joined(talk: Talk, one: int, two: int) -> bool:
    return two - one <= LONGEST_GAP + 1 and all(
        talk.low(k) in SOFT or len(talk.low(k)) == 1 or _stands_for(talk, k)
        for k in range(one + 1, two)
    )


def _stands_for(talk: Talk, k: int) -> bool:
    """Tell whether a word only names a letter: "D for dog", "B as in Bertie"."""
    three, two, one, low = (talk.low(k - n) for n in (3, 2, 1, 0))
    if one == "for":
        return is_letter(two)
    if (two, one) == ("as", "in"):
        return is_letter(three)
    return low == "as" and talk.low(k + 1) == "in" and is_letter(one)


def is_letter(low: str) -> bool:
    """Tell whether a word is a letter, said or written."""
    return (len(low) == 1 and low.isalpha()) or low in LETTERS


def _edge(talk: Talk, at: int, step: int, loose: frozenset[str]) -> int:
    """Walk from an outer digit over the letters beside it."""
    while True:
        nxt = at + step
        low = talk.low(nxt)
        if step > 0 and low in TIMES and (is_letter(talk.low(nxt + 1)) or len(loose) > 1):
            at = nxt + 1 if talk.low(nxt + 1) else nxt
        elif step < 0 and low in ("u", "you") and talk.low(nxt - 1) == "double":
            at = nxt - 1
        elif step > 0 and low in ("for", "as") and _spelt_by(talk, nxt):
            at = nxt + (1 if low == "for" else 2)
        elif step < 0 and _stands_for(talk, nxt):
            at = nxt - (2 if talk.low(nxt - 1) == "for" else 3)
        elif _letter_here(talk, nxt, loose):
            at = nxt
        else:
            return at


def _spelt_by(talk: Talk, k: int) -> bool:
    if not is_letter(talk.low(k - 1)):
        return False
    word = talk.low(k + 1) if talk.low(k) == "for" else talk.low(k + 2)
    return word.isalpha() and word not in STARTERS and word not in FILLERS


def _letter_here(talk: Talk, k: int, loose: frozenset[str]) -> bool:
    low = talk.low(k)
    if low in loose:
        return True
    if low in ("a", "i"):
        return talk.low(k - 1) in LETTERS or (low == "a" and talk.words[k].capital)
    return is_letter(low)


def _read(talk: Talk, first: int, last: int) -> Run:
    tokens: list[Token] = []
    singles, at = 0, first
    while at <= last:
        token, single = _token(talk, at, last, bool(tokens))
        if token.said or (tokens and _stands_for(talk, at)):
            tokens.append(token)
            singles += single
        at = token.last + 1
    return Run(tuple(tokens), singles)


def _token(talk: Talk, at: int, last: int, within: bool) -> tuple[Token, int]:
    low, nxt = talk.low(at), talk.low(at + 1)
    if low in TIMES and at < last:
        if low == "double" and nxt in ("u", "you"):
            return Token(at, at + 1, "W"), 0
        said = DIGITS.get(nxt) or LETTERS.get(nxt) or (nxt.upper() if len(nxt) == 1 else "")
        return Token(at, at + 1, said * TIMES[low]), TIMES[low] if said.isdigit() else 0
    if low in DIGITS:
        return Token(at, at, DIGITS[low]), 1
    if low in TENS:
        unit = DIGITS.get(nxt, "0") if at < last and nxt not in ("oh", "o") else "0"
        end = at + 1 if unit != "0" else at
        return Token(at, end, TENS[low] + unit), 0
    if low in TEENS:
        return Token(at, at, TEENS[low]), 0
    if low.isdigit():
        return Token(at, at, _plain(low)), _single(low)
    if is_number(low):
        return Token(at, at, low.upper()), sum(c.isdigit() for c in low)
    if _stands_for(talk, at):
        return Token(at, at, ""), 0
    return Token(at, at, _soft(talk, at, within and at < last)), 0


def _plain(low: str) -> str:
    return "".join(str(int(c)) if c.isdecimal() else "0" for c in low)


def _single(low: str) -> int:
    if len(low) == 2:
        return 2 if low[0] == "0" else 0
    return len(low)


def _soft(talk: Talk, at: int, within: bool) -> str:
    """Read a letter, or a digit that was written as another word, between others."""
    low = talk.low(at)
    if low in LETTERS:
        return LETTERS[low]
    if low in HOMOPHONES:
        between = within and _digit(talk.low(at - 1)) and _digit(talk.low(at + 1))
        return HOMOPHONES[low] if between else ""
    if len(low) == 1 and low.isalpha() and low not in ("a", "i"):
        return low.upper()
    lettered = is_letter(talk.low(at - 1)) or is_letter(talk.low(at + 1)) or not within
    return LOOSE_LETTERS.get(low, "") if lettered or low in ("are", "see") else ""


def _digit(low: str) -> bool:
    return low in DIGITS or low.isdigit() or low in TIMES


LONG = 12
"""Digits of a number that nobody counts with."""


def is_counting(tokens: Sequence[Token]) -> bool:
    """Tell whether tokens count up or down in even steps: one two three, ten twenty thirty."""
    if tokens[0].said == "0" or (len(tokens) == 10 and all(len(t.said) == 1 for t in tokens)):
        return False
    values = [
        int(token.said) for token in tokens if token.said.isdecimal() and len(token.said) < LONG
    ]
    steps = {b - a for a, b in pairwise(values)}
    return len(values) > 2 and len(steps) == 1 and 0 not in steps


def is_years(tokens: Sequence[Token]) -> bool:
    """Tell whether tokens are years or dates: 2023 24, 14 3 2014, twenty twenty four."""
    said = [token.said for token in tokens]
    return any(_is_year(s) for s in said) and all(_is_year(s) or len(s) <= 2 for s in said)


def _is_year(said: str) -> bool:
    return len(said) == 4 and said[:2] in ("19", "20")
