"""Proper nouns that are in no list: what the finders know nothing of may still name somebody."""

from __future__ import annotations

from collections.abc import Collection

from fgtools.marks import MARK
from fgtools.names.allow import allow_list
from fgtools.names.words import is_acronym, is_ordinary, talk

SHORTEST = 4
"""Letters from which a capitalised word is looked at: shorter ones are mostly abbreviations."""


def unlisted(text: str, known: Collection[str] = (), own: frozenset[str] = frozenset()) -> bool:
    """Tell whether a word with a capital within a sentence is in no dictionary and no list.

    `known` are words, in lower case, that the study itself prints; `own` is its allow list. A text
    without any small letters, or with capitals throughout, tells nothing.
    """
    allowed = allow_list(own)
    said = talk("", MARK.sub("•", text))
    return said.cased and any(
        word.capital
        and not word.opens
        and len(word.text) >= SHORTEST
        and not is_acronym(word.text)
        and not is_ordinary(word.low)
        and not allowed(word.low)
        and word.low not in known
        for word in said.words
    )
