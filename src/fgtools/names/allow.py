"""What only looks like a name: the shipped list and the study's own."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from fgtools.names.lexicon import folded, shipped_allow
from fgtools.names.words import WORD, Talk, talk
from fgtools.nouns import Span

PARTS = re.compile(r"[,;]")


@dataclass(frozen=True)
class Allow:
    """Words and phrases that are no names, in lower case."""

    words: frozenset[str]
    phrases: dict[str, tuple[tuple[str, ...], ...]]
    parted: frozenset[tuple[str, ...]] = frozenset()
    """Phrases that have a comma."""

    def __call__(self, low: str) -> bool:
        """Tell whether a single word is allowed."""
        return low in self.words or (low[-1:] == "s" and low[:-1] in self.words)

    def words_in(self, said: Talk) -> tuple[Span, ...]:
        """Return the stretches of a turn that single allowed words cover."""
        return tuple(Span(word.start, word.end) for word in said.words if self(word.low))

    def spans(self, said: Talk) -> tuple[Span, ...]:
        """Return the stretches of a turn that allowed phrases cover.

        Two words that a comma parts are none: "at Powys, teaching assistants". They are where the
        entry has the comma.
        """
        found: list[Span] = []
        lows, phrases = said.lows, self.phrases
        for i, low in enumerate(lows):
            if low in phrases:
                found += [
                    said.span(i, i + len(phrase) - 1)
                    for phrase in phrases[low]
                    if lows[i : i + len(phrase)] == phrase
                    and (
                        len(phrase) > 2
                        or phrase in self.parted
                        or not PARTS.search(said.words[i + 1].before)
                    )
                ]
        return tuple(found)


LONGEST = 200
"""Code points of the longest allowed phrase, as it may be written."""


@lru_cache(maxsize=8)
def allow_list(own: frozenset[str] = frozenset()) -> Allow:
    """Return the shipped list with a study's own entries."""
    words: set[str] = set()
    phrases: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    parted: set[tuple[str, ...]] = set()
    for entry in shipped_allow() | {folded(entry) for entry in own}:
        parts = tuple(word.low for word in talk("", entry).words)
        if len(parts) == 1:
            words |= {parts[0], entry}
        elif parts:
            phrases[parts[0]].add(parts)
            if PARTS.search(entry):
                parted.add(parts)
    ordered = {first: tuple(sorted(parts)) for first, parts in phrases.items()}
    return Allow(frozenset(words), ordered, frozenset(parted))


def all_allowed(said: Talk, span: Span, allowed: tuple[Span, ...]) -> bool:
    """Tell whether every word of a stretch lies in an allowed one; these are in order."""
    words = [m.span() for m in WORD.finditer(said.text, span.start, span.end)]
    if not words:
        return False
    first = bisect_left(allowed, (span.start - LONGEST, 0))
    near = allowed[first : bisect_left(allowed, (span.end, 0))]
    return all(
        any(
            one.start <= a and (b <= one.end or said.text[one.end : b] in ("'s", "’s"))
            for one in near
        )
        for a, b in words
    )
