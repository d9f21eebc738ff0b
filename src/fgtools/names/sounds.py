"""How names sound, so that "shove on" is heard as Siobhan.

A skeleton of consonants, the vowels reduced to one: recognisers write other vowels and other
word borders, and confuse voiced with voiceless, but seldom the place where a consonant is made.
The classes are those of Soundex, finer, read as Southern British English (an r is heard before a
vowel only); `data/sounds.csv` gives the names that are not said as spelt.
"""

from __future__ import annotations

import re
from functools import cache

from rapidfuzz.distance import JaroWinkler, Levenshtein

from fgtools.names.lexicon import folded, said_as

RULES = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"^(?:kn|gn|pn|ng)", "n"), (r"^wr", "r"), (r"^x", "S"), (r"^ts", "s"), (r"^mc", "mk"),
        (r"tch", "C"), (r"sch|sh|tio|cio|ssio|sio", "S"), (r"ch|cz", "C"), (r"dge?(?=[eiy])", "C"),
        (r"ph", "f"), (r"th", "t"), (r"bh", "b"), (r"gh(?=[aeiou])", "g"), (r"gh", ""),
        (r"dh", "d"), (r"kh", "k"), (r"wh", "w"), (r"zh|j", "C"), (r"g(?=[eiy])", "C"),
        (r"ck|que?$|qu?(?=$)", "k"), (r"qu", "kw"), (r"x", "ks"), (r"c(?=[eiy])", "s"),
        (r"ng(?=$|[^aeiou])", "n"), (r"(?<=[aeiouy])r(?=$|[^aeiouy])", ""), (r"mb$", "m"),
    )
)  # fmt: skip
CLASSES = str.maketrans("bdgqvzc", "ptkkfsk")
HUSHED = 0.05
"""Taken off where only s and sh differ: Yoruba, Irish, Polish and Hungarian names spell sh as s."""
HUSH = re.compile(r"[aeiouyhw]+")


@cache
def skeleton(text: str) -> str:
    """Return the consonants of how `text` sounds, vowels as `a`; word borders do not count."""
    sound = "".join(c for c in folded(text) if c.isalpha())
    for pattern, said in RULES:
        sound = pattern.sub(said, sound)
    sound = HUSH.sub("a", sound.translate(CLASSES))
    return re.sub(r"(.)\1+", r"\1", sound)


@cache
def sounds_of(name: str) -> tuple[tuple[str, str], ...]:
    """Return (letters, skeleton) of a name as spelt and, where that differs, as said."""
    words = folded(name).split()
    spelt = "".join(c for c in "".join(words) if c.isalpha())
    said = "".join(said_as().get(word, word) for word in words).replace("'", "")
    return tuple(dict.fromkeys((form, skeleton(form)) for form in (spelt, said)))


def likeness(heard: str, name: str) -> float:
    """Return 0 to 1: how far what was heard may be this name, by sound and by letters."""
    letters = "".join(c for c in folded(heard) if c.isalpha())
    return max((_alike(letters, skeleton(letters), form) for form in sounds_of(name)), default=0.0)


def _alike(letters: str, sound: str, form: tuple[str, str]) -> float:
    spelt, said = form
    if not letters or not spelt or not said:
        return 0.0
    consonants = Levenshtein.normalized_similarity(_hard(sound), _hard(said))
    hushed = Levenshtein.normalized_similarity(
        _hard(sound).replace("S", "s"), _hard(said).replace("S", "s")
    )
    consonants = max(consonants, hushed - HUSHED)
    whole = Levenshtein.normalized_similarity(sound, said)
    looks = JaroWinkler.similarity(letters, spelt)
    edits = Levenshtein.normalized_similarity(letters, spelt)
    return float(max(edits, 0.4 * consonants + 0.2 * whole + 0.4 * looks))


def _hard(sound: str) -> str:
    return sound.replace("a", "") or sound
