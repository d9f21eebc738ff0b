"""Stretches of words that may sound like a name: told at little cost, before any is compared.

What is kept of each word is added up along a stretch: the letters, the places of the consonants
and how much there is to be heard. A stretch is compared only if some name has such consonants.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol

from fgtools.names.phones import phones, places, run_on, weight
from fgtools.names.standing import ENDS
from fgtools.names.words import CONTRACTION, FUNCTION, Talk, is_everyday

LONGEST = 5
"""Words of the longest way in which a recogniser writes one name."""
SPARE = 5
"""So many letters and blanks more than the longest name may be written for it."""
VOICED = re.compile("[aeiouy]")
LEAST = 0.72
"""What is less alike than this is no name anywhere."""
LOOSE = 0.78
"""Alike enough to ask about rare words where only a name can stand."""
FIRM = 0.84
"""Alike enough for a word that no dictionary has, or for words where only a name can stand."""
CLOSE = 0.9
"""Alike enough for ordinary words where a name is likely."""


class Ears(Protocol):
    """Names that are listened for."""

    @property
    def longest(self) -> int:
        """Return the letters of the longest name."""
        ...

    def nearest(self, heard: str, least: float) -> float:
        """Return 0 to 1: how far words, blanks between them, sound like one of the names; what
        is less than `least` may be given as 0."""
        ...

    @property
    def joined(self) -> Container[str]:
        """Return names of several words under their letters run together."""
        ...

    def weight_from(self, placed: str, least: float) -> float:
        """Return how much is heard at least of words with these consonants that come as near to a
        name as `least`; infinite where none does."""
        ...


class Sound(NamedTuple):
    """What one word adds to a stretch: `placed` are its consonants, `weight` what is heard."""

    bare: str
    letters: str
    placed: str
    weight: float
    full: bool
    strange: bool
    content: bool
    alone: bool
    mute: bool


@lru_cache(maxsize=1 << 16)
def sound_of(low: str) -> Sound | None:
    """Return what a word adds, None for one that no name has: a number, a surrogate."""
    if not low[0].isalpha():
        return None
    bare = low.replace("'", "")
    sound = phones(bare)
    return Sound(
        bare, bare.replace(" ", ""), places(sound), weight(sound),
        full := low not in FUNCTION, not is_everyday(low), full and not CONTRACTION.search(low),
        full and len(low) > 2, len(low) < 3 and not VOICED.search(low),
    )  # fmt: skip


class Heard(NamedTuple):
    """Words that may sound like a name: the last of them, and how alike they must be at least."""

    last: int
    heard: str
    full: int
    least: float
    strange: bool
    content: bool
    placed: str
    weight: float


def heard_from(
    talk: Talk, sounds: Sequence[Sound | None], names: Ears, first: int, spelling: bool
) -> list[Heard]:
    """Return the stretches from a word on that may sound like a name, each at little cost."""
    found: list[Heard] = []
    letters, placed, weighs, full, strange, content = "", "", 0.0, -1, False, False
    room = names.longest + SPARE + 1
    for last in range(first, min(first + LONGEST, len(sounds))):
        one = sounds[last]
        before = talk.words[last].before
        if one is None or (before and last > first and ENDS.match(before)):
            break
        room -= len(one.bare) + 1
        if room < 0 or (one.mute and last > first):
            break
        letters += one.letters
        placed = run_on(placed, one.placed)
        weighs += one.weight
        full += one.full
        strange = strange or one.strange
        content = content or one.content
        least = LEAST if spelling else LOOSE if strange else FIRM if last > first else CLOSE
        if (one.alone or last > first) and (
            weighs >= names.weight_from(placed, least) or letters in names.joined
        ):
            heard = " ".join([sound.bare for sound in sounds[first : last + 1] if sound])
            found.append(Heard(last, heard, full, least, strange, content, placed, weighs))
        if one.mute:
            break
    return found
