"""From which words on anything may be left in a text: most texts need not be cut to know it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from fgtools.names.words import WORD, Word, talk

Words = tuple[str, ...]
Phrase = tuple[Words, str]
"""Words in lower case, and their kind."""
NONE: frozenset[str] = frozenset()


class Told(NamedTuple):
    """What is told of a word, wherever it stands.

    `letters` are its own, and a name written in pieces may begin with them if `begins`; `seconds`
    follow it in phrases; it `tells` by itself, whatever follows.
    """

    low: str
    letters: str
    begins: bool
    seconds: frozenset[str]
    tells: bool


Phrases = tuple[frozenset[str], Mapping[str, frozenset[str]]]
"""Those of one word, and under the first words of others what follows them."""


def told_of(
    written: str, phrases: Phrases, fronts: frozenset[str], tells: Callable[[Word], bool]
) -> Told:
    """Say what phrases and fronts (`telling`) tell of a word, or it `tells` by itself."""
    (word,) = talk("", written).words
    alone, seconds = phrases
    low, letters = word.low, bare(word.low)
    return Told(
        low, letters, letters in fronts, seconds.get(low, NONE), low in alone or tells(word)
    )


def bare(letters: str) -> str:
    """Return letters without apostrophes."""
    return letters.replace("'", "")


def telling(text: str, told: Callable[[str], Told], fronts: frozenset[str]) -> list[int]:
    """Return the numbers of the words from which on anything may be left.

    `told` says what is told of a word as it is written, `fronts` what names that are written in
    pieces begin with.
    """
    found: list[int] = []
    front, seconds = "", NONE
    for at, written in enumerate(WORD.findall(text)):
        low, letters, begins, follow, tells = told(written)
        if (low in seconds or (front and front + letters in fronts)) and found[-1:] != [at - 1]:
            found.append(at - 1)
        if tells:
            found.append(at)
        front, seconds = letters if begins else "", follow
    return found


def alone_and_seconds(phrases: Iterable[Phrase]) -> Phrases:
    """Sort phrases by what a reader of the words sees first."""
    phrases = tuple(phrases)
    seconds: dict[str, set[str]] = defaultdict(set)
    for words, _ in phrases:
        if len(words) > 1:
            seconds[words[0]].add(words[1])
    alone = frozenset(words[0] for words, _ in phrases if len(words) == 1)
    return alone, {first: frozenset(found) for first, found in seconds.items()}
