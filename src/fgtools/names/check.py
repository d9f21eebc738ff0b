"""Look again at what was written: no name and no identifier may be left in it.

Independent of the finders that ran: it knows the key and the people, not where they were found,
and compares words, parts, short forms, sounds and spelt-out letters with what is written, whatever
hides them from a search (`names.plain`) or glues them to other words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from fgtools.names import patterns, spoken
from fgtools.names.glued import glued_at
from fgtools.names.lexicon import common, folded
from fgtools.names.plain import plain
from fgtools.names.secrets import Secrets, Words, secrets_of
from fgtools.names.sounds import likeness, skeleton
from fgtools.names.surrogates import MARK
from fgtools.names.words import (
    Talk,
    can_be_name,
    is_acronym,
    is_ordinary,
    talk,
)
from fgtools.nouns import Find, Finding, Span

__all__ = ["HINT", "Secrets", "Words", "drawn_from", "places", "residuals", "secrets_of"]

ALIKE = 0.9
"""Likeness from which an unknown word is taken for a misspelt name."""
HINT = "Run `fgtools names review` and then `fgtools run`."
LOOKED = "second-look"
UNSURE = 0.4
"""Below a half: what only the second look finds is written over, and a person is asked."""
SURE = 0.9
"""Score from which a form proves an identifier."""
LETTERS = re.compile(
    r"(?<![\w'])(?:double )?\w(?:[ \-.,_/]{1,2}(?:double )?\w(?!\w)){2,}", re.IGNORECASE
)
DOUBLED = re.compile(r"double (\w)", re.IGNORECASE)
OWN = re.compile(
    r"\b(?:q-[0-9a-f]{8}|t\d\d|[0-9a-f]{16,64}|(?<=\bSeed )\d+|"
    r"(?:\d{4}-\d\d-\d\dT)?\d\d:\d\d:\d\dZ?)\b"
)
"""What the program itself writes: numbers of quotes and topics, digests, the seed, times."""
REACH = 3
"""Words in a row that show that a text is drawn from a turn."""


def residuals(
    texts: Iterable[tuple[str, str]],
    secrets: Secrets,
    *,
    session: str = "",
    drawn: frozenset[Words] = frozenset(),
) -> tuple[Finding, ...]:
    """Return every place of (where, text) in which a name or an identifier is left.

    In a `session`'s own texts, words that people settled there are no names; elsewhere they are
    none where they stand as in `drawn` (see `drawn_from`). A finding names the rule, the place and
    the kind, never the words.
    """
    seen: dict[str, tuple[tuple[str, str], ...]] = {}  # a workbook says the same words often
    found: list[Finding] = []
    for where, text in texts:
        if text not in seen:
            left = ((r.rule, r.what) for r in _in_one(text, secrets, session, drawn))
            seen[text] = tuple(dict.fromkeys(left))
        found += [Finding(rule, where, what, HINT) for rule, what in seen[text]]
    return tuple(found)


def places(text: str, secrets: Secrets, session: str = "") -> tuple[Find, ...]:
    """Return where in a redacted turn something is left: to be written over and asked about."""
    left = _in_one(text, secrets, session, frozenset())
    return tuple(dict.fromkeys(Find(r.span, r.kind, LOOKED, UNSURE) for r in left))


def drawn_from(texts: Iterable[str], settled: frozenset[Words]) -> frozenset[Words]:
    """Return every stretch of words in a session's turns that holds words settled as no names."""
    firsts = {words[0] for words in settled}
    found: set[Words] = set()
    for text in texts:
        words = _lows(talk("", plain(text).text))
        for i in (i for i, word in enumerate(words) if word in firsts):
            found |= set(_around(words, i))
    return frozenset(found)


def _lows(said: Talk) -> Words:
    return tuple(word.low for word in said.words)


def _around(words: Words, i: int) -> Iterator[Words]:
    """Yield the stretches of words around word `i`; a text that is too short is one stretch."""
    for first in range(max(0, i - REACH + 1), min(i, max(0, len(words) - REACH)) + 1):
        yield words[first : first + REACH]


@dataclass(frozen=True, slots=True)
class _Left:
    """What is left in a text, and where."""

    rule: str
    what: str
    kind: str
    span: Span


def _in_one(text: str, secrets: Secrets, session: str, drawn: frozenset[Words]) -> Iterator[_Left]:
    seen = plain(text)
    words = OWN.sub(_bullets, MARK.sub(_bullets, seen.text))
    said = talk("", words)
    spared = secrets.settled.get(session, frozenset())
    found = [*_names(said, secrets, spared, drawn), *_spelt(words, secrets)]
    unnamed = secrets.turn_names.sub(_bullets, words)
    found += _forms(said if unnamed == words else talk("", unnamed))
    for left in found:
        yield replace(left, span=seen.origin(left.span))


def _bullets(match: re.Match[str]) -> str:
    return "•" * len(match.group())


def _names(
    said: Talk, secrets: Secrets, spared: frozenset[Words], drawn: frozenset[Words]
) -> Iterator[_Left]:
    idioms = secrets.allow.spans(said)
    lows = _lows(said)
    for i, word in enumerate(said.words):
        if any(idiom.start <= word.start < idiom.end for idiom in idioms):
            continue
        if drawn and not drawn.isdisjoint(_around(lows, i)):
            continue
        yield from _phrases_at(said, i, secrets, spared)
        for span in glued_at(said, i, secrets):
            what = "a name glued to other words, or written as one"
            yield _Left("name-glued", what, "person", span)
        if (word.low,) not in spared and _sounds_known(said, i, secrets):
            what = "a word that sounds like a person's name"
            yield _Left("name-sounds", what, "person", said.span(i, i))


def _phrases_at(said: Talk, i: int, secrets: Secrets, spared: frozenset[Words]) -> Iterator[_Left]:
    for words, kind in secrets.by_first.get(said.low(i), ()):
        if tuple(w.low for w in said.words[i : i + len(words)]) != words or words in spared:
            continue
        if len(words) == 1 and is_ordinary(words[0]) and not _as_a_name(said, i):
            continue
        rule = f"{'name' if kind == 'person' else kind}-left"
        yield _Left(rule, f"words of the key ({kind})", kind, said.span(i, i + len(words) - 1))


def _as_a_name(said: Talk, i: int) -> bool:
    """Tell whether an ordinary word stands like a name: a capital within a sentence, or an 's."""
    word = said.words[i]
    if word.owns and word.stop - word.end > 1 and word.low not in common():
        return True
    return word.capital and not word.opens and not is_acronym(word.text)


def _sounds_known(said: Talk, i: int, secrets: Secrets) -> bool:
    word = said.words[i]
    if len(word.low) < 4 or not word.low.isalpha() or is_ordinary(word.low):
        return False
    if secrets.allow(word.low):
        return False
    if not can_be_name(word) or word.low in secrets.parts or is_acronym(word.text):
        return False
    hard = skeleton(word.low).replace("a", "")
    return len(hard) > 1 and any(
        likeness(word.low, part) >= ALIKE for part in secrets.by_sound.get(hard[0], ())
    )


def _spelt(text: str, secrets: Secrets) -> Iterator[_Left]:
    for match in LETTERS.finditer(text):
        said = DOUBLED.sub(r"\1\1", match.group())
        letters = "".join(c for c in folded(said) if c.isalpha())
        if letters in secrets.parts or letters in secrets.joined:
            yield _Left("name-spelt", "a name spelt out", "person", Span(*match.span()))


def _forms(said: Talk) -> Iterator[_Left]:
    for find in (*patterns.find(said.text), *spoken.find(said)):
        if find.score >= SURE:
            what = f"what has the form of: {find.kind}"
            yield _Left(f"identifier-{find.kind}", what, find.kind, find.span)
