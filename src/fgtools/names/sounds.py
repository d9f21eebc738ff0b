"""How names sound, so that "shove on" is heard as Siobhan.

A skeleton of consonants, the vowels reduced to one: recognisers write other vowels and other
word borders, and confuse voiced with voiceless, but seldom the place where a consonant is made.
The classes are those of Soundex, finer, read as Southern British English (an r is heard before a
vowel only); `data/sounds.csv` gives the names that are not said as spelt.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import islice, product

from rapidfuzz.distance import Levenshtein

from fgtools.names.lexicon import folded, said_as
from fgtools.names.phones import alike, phones, places

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
HUSH = re.compile(r"[aeiouyhw]+")


@cache
def skeleton(text: str) -> str:
    """Return the consonants of how `text` sounds, vowels as `a`; word borders do not count."""
    sound = "".join(c for c in folded(text) if c.isalpha())
    for pattern, said in RULES:
        sound = pattern.sub(said, sound)
    sound = HUSH.sub("a", sound.translate(CLASSES))
    return re.sub(r"(.)\1+", r"\1", sound)


@dataclass(frozen=True, slots=True)
class Form:
    """One way in which a name is said: its letters, its phones and their places."""

    letters: str
    sound: str
    places: str


@cache
def forms_of(name: str) -> tuple[Form, ...]:
    """Return the ways in which a name of one or several words is said, the spelt one first."""
    words = folded(name).replace("'", "").replace("-", " ").split()
    ways = product(*((word, *said_as().get(word, ())) for word in words))
    spelt = "".join(words)
    sounds = dict.fromkeys(phones(" ".join(way)) for way in islice(ways, READINGS))
    return tuple(Form(spelt, sound, places(sound)) for sound in sounds)


READINGS = 8
"""So many ways of saying a name of several words are weighed at most."""


EXACTLY = 1e-6
"""What a likeness is looked for below a limit, so that rounding loses none that reaches it."""
MISSPELT = 0.99
"""How alike two are at most that sound the same, but are not spelt the same."""


def likeness(heard: str, name: str, least: float = 0.0) -> float:
    """Return 0 to 1: how far what was heard, blanks between its words, may be this name; what is
    less than `least` may be given as 0."""
    words = folded(heard).replace("'", "").replace("-", " ")
    letters = words.replace(" ", "")
    sound = phones(words)
    least = max(0.0, least - EXACTLY)
    return max((nearness(letters, sound, form, least) for form in forms_of(name)), default=0.0)


def nearness(letters: str, sound: str, form: Form, least: float = 0.0) -> float:
    """Return 0 to 1: how near letters and phones are to one way of saying a name."""
    edits = Levenshtein.normalized_similarity(letters, form.letters, score_cutoff=least)
    return max(edits, min(alike(sound, form.sound, max(least, edits)), MISSPELT))


def is_alike(heard: str, names: Iterable[str], least: float) -> bool:
    """Tell whether what was heard may be one of these names: a `likeness` of `least` or more."""
    words = folded(heard).replace("'", "").replace("-", " ")
    letters = words.replace(" ", "")
    sound = phones(words)
    return any(
        nearness(letters, sound, form, least - EXACTLY) >= least
        for name in names
        for form in forms_of(name)
    )
