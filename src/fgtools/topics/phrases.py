"""The words and two-word phrases by which topics are told apart and named."""

from __future__ import annotations

import re
from functools import lru_cache

from fgtools.stopwords import NAMELESS, STOP, TOKEN

BREAK = re.compile(r"[.,;:!?…()\"“”]|\s[–—-]\s|--|\n")
SURROGATE = re.compile(r"\[([A-Za-z][A-Za-z -]*?)(?: (?:[A-Z]{1,2}|\d+))?\]")
PEOPLE = ("person", "participant", "facilitator", "colleague")
SHORTEST = 3
"""Letters a word must have to name a topic by itself, unless it is an abbreviation in capitals."""


def phrases(text: str) -> tuple[str, ...]:
    """Return the words that are no stop words and the pairs that stand side by side, in order.

    Pairs never reach over a stop word, a surrogate or a punctuation mark, so that every phrase is
    one that somebody said. Lower case, except for abbreviations such as EHCP.
    """
    found: list[str] = []
    for stretch in BREAK.split(NAMELESS.sub(" . ", text)):
        before = ""
        for match in TOKEN.finditer(stretch):
            word = plain(match.group())
            if not word:
                before = ""
                continue
            found.append(word)
            if before and before != word:
                found.append(f"{before} {word}")
            before = word
    return tuple(found)


def without_surrogates(text: str) -> str:
    """Return text with surrogates read as what they stand for: `[school B]` as `school`.

    People become `someone`, so that topics do not form around names that were written over.
    """
    return SURROGATE.sub(lambda m: "someone" if m[1] in PEOPLE else m[1], text)


@lru_cache(maxsize=1 << 15)
def plain(word: str) -> str:
    """Return a word as topics write it, or nothing for a stop word."""
    word = word.replace("’", "'").removesuffix("'s")
    lower = word.lower()
    if len(word) < 2 or lower in STOP or all(piece in STOP for piece in lower.split("-")):
        return ""
    if re.fullmatch(r"[A-Z]{2,6}s?", word):
        return word
    return lower if len(lower) >= SHORTEST else ""


def stem(word: str) -> str:
    """Return a word without its commonest endings, so that `advice late` and `advices` meet."""
    word = word.lower()
    for ending in ("ies", "ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            return word[: -len(ending)] + ("y" if ending == "ies" else "")
    return word
