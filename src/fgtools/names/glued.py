"""Names that are glued together, or to other words: BobMarsh, bob_marsh, siobhansaid, ORourke."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fgtools.names.secrets import GLUED, Secrets
from fgtools.names.telling import bare
from fgtools.names.words import Talk, Word, is_everyday, is_ordinary
from fgtools.nouns import Span

CAMEL = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z']+|[^\W\d_]+")
TIES = frozenset({"", "-", "'", "‘", ".", "_", "–", "+", "/", "@"})
"""What may stand between the parts of one name written together."""
TIED = 4
"""Parts of one name at most that are tied together."""


def glued_at(said: Talk, i: int, secrets: Secrets) -> Iterator[Span]:
    """Yield where, from word `i` on, a name is written as one word, tied, or inside another."""
    word = said.words[i]
    if hides(word, secrets):
        yield said.span(i, i)
    letters = bare(word.low)
    if letters not in secrets.fronts:
        return
    for last in range(i + 1, min(i + TIED, len(said.words))):
        before = said.text[said.words[last - 1].stop : said.words[last].start]
        tie = before.strip() in TIES if last == i + 1 else before in TIES
        if not tie or said.words[last].low[0] == "•":
            return
        letters += bare(said.low(last))
        if letters in secrets.joined and (before in TIES or not _everyday(said, i, last)):
            yield said.span(i, last)


def hides(word: Word, secrets: Secrets) -> bool:
    """Tell whether a name is written as this word, or inside it."""
    known = secrets.hides.get(word.text)
    if known is None:
        known = secrets.hides[word.text] = _in_other_word(word, secrets)
    return known


def _everyday(said: Talk, first: int, last: int) -> bool:
    """Tell whether words in a row are a sentence's own: "in grid" is no Ingrid."""
    return all(is_everyday(said.low(i)) for i in range(first, last + 1))


def _in_other_word(word: Word, secrets: Secrets) -> bool:
    low = bare(word.low.rstrip("0123456789"))
    if not low or low[0] == "•" or is_ordinary(word.low) or secrets.allow(word.low):
        return False
    if word.low in secrets.parts:  # a word by itself, which is looked for as such
        return False
    if low in secrets.joined or (low[-1] == "s" and low[:-1] in secrets.rare):
        return True
    if low != word.low and low in secrets.rare:
        return True
    return _capitals_inside(word, secrets) or _with_a_word(low, secrets)


def _capitals_inside(word: Word, secrets: Secrets) -> bool:
    """Look at the parts of ThisKindOfWord; an ordinary word there is a name if it has a capital."""
    parts = CAMEL.findall(word.text)
    return len(parts) > 1 and any(
        part.lower() in (secrets.parts if at and part[0].isupper() else secrets.rare)
        for at, part in enumerate(parts)
        if len(part) > 2
    )


def _with_a_word(low: str, secrets: Secrets) -> bool:
    """Tell whether a word is a name and another word: "siobhansaid"."""
    cuts = range(2, len(low) - 1) if len(low) > GLUED + 1 and low not in secrets.parts else ()
    return any(
        (low[:cut] in secrets.long and _is_word(low[cut:], secrets))
        or (low[cut:] in secrets.long and _is_word(low[:cut], secrets))
        for cut in cuts
    )


def _is_word(low: str, secrets: Secrets) -> bool:
    return low in secrets.parts or is_everyday(low)
