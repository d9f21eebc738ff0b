"""Look again at what was written: no name and no identifier may be left in it.

Independent of the finders that ran: it knows the key and the people, not where they were found,
and compares words, parts, short forms, sounds and spelt-out letters with what is written, whatever
hides them from a search (`names.plain`) or glues them to other words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from fgtools.names.forms import Forms, Left
from fgtools.names.glued import glued_at, hides
from fgtools.names.lexicon import common, folded
from fgtools.names.plain import plain
from fgtools.names.secrets import Secrets, secrets_of
from fgtools.names.settings import OF_THE_FIELD
from fgtools.names.sounds import is_alike, skeleton
from fgtools.names.surrogates import MARK
from fgtools.names.telling import Told, Words, telling, told_of
from fgtools.names.words import (
    Talk,
    Word,
    can_be_name,
    is_acronym,
    is_ordinary,
    talk,
)
from fgtools.nouns import Find, Finding, Span

__all__ = [
    "HINT", "Secrets", "Words", "drawn_from", "looked", "places", "residuals", "secrets_of",
]  # fmt: skip

ALIKE = 0.9
"""Likeness from which an unknown word is taken for a misspelt name."""
HINT = "Run `fgtools names review` and then `fgtools run`."
LOOKED = "second-look"
UNSURE = 0.4
"""Below a half: what only the second look finds is written over, and a person is asked."""
LETTERS = re.compile(
    r"(?<![\w'])(?:double )?\w(?:[ \-.,_/]{1,2}(?:double )?\w(?!\w)){2,}", re.IGNORECASE
)
DOUBLED = re.compile(r"double (\w)", re.IGNORECASE)
OWN = re.compile(
    r"\b(?:q-[0-9a-f]{8}|t\d\d|[0-9a-f]{16,64}|(?<=\bSeed )\d+|"
    r"(?:\d{4}-\d\d-\d\dT)?\d\d:\d\d:\d\dZ?)\b"
)
"""What the program itself writes: numbers of quotes and topics, digests, the seed, times."""
LABELLED = frozenset({"organisation", "place"})
"""Kinds of which ordinary words prove nothing in a label: not people, not schools."""
NUMBERED = re.compile(r"/\d|\.p\d")
"""What every name of a turn has behind its session."""
REACH = 3
"""Words in a row that show that a text is drawn from a turn."""


def residuals(
    texts: Iterable[tuple[str, str]],
    secrets: Secrets,
    *,
    session: str = "",
    drawn: frozenset[Words] = frozenset(),
    forms: Forms | None = None,
) -> tuple[Finding, ...]:
    """Return every place of (where, text) in which a name or an identifier is left.

    As `looked` finds them. A finding names the rule, the place and the kind, never the words.
    """
    return tuple(
        Finding(rule, where, what, HINT)
        for where, _, left in looked(texts, secrets, session=session, drawn=drawn, forms=forms)
        for rule, what in dict.fromkeys((one.rule, one.what) for one in left)
    )


def looked(
    texts: Iterable[tuple[str, str]],
    secrets: Secrets,
    *,
    session: str = "",
    drawn: frozenset[Words] = frozenset(),
    forms: Forms | None = None,
) -> Iterator[tuple[str, str, tuple[Left, ...]]]:
    """Yield each (where, text) in which a name or an identifier is left, and what that is.

    In a `session`'s own texts, words that people settled there are no names; elsewhere they are
    none where they stand as in `drawn` (see `drawn_from`). `forms` are those of texts met before.
    """
    seen: dict[str, tuple[Left, ...]] = {}  # a workbook says the same words often
    forms = forms or Forms()
    for where, text in texts:
        if text not in seen:
            seen[text] = tuple(dict.fromkeys(_in_one(text, secrets, session, drawn, forms)))
        if seen[text]:
            yield where, text, seen[text]


def places(
    text: str, secrets: Secrets, session: str = "", forms: Forms | None = None
) -> tuple[Find, ...]:
    """Return where in a redacted turn something is left: to be written over and asked about.

    `forms` are those of texts met before.
    """
    left = _in_one(text, secrets, session, frozenset(), forms or Forms())
    return tuple(dict.fromkeys(Find(r.span, r.kind, LOOKED, UNSURE) for r in left))


def drawn_from(texts: Iterable[str], settled: frozenset[Words]) -> frozenset[Words]:
    """Return every stretch of words in a session's turns that holds words settled as no names."""
    firsts = {words[0] for words in settled}
    found: set[Words] = set()
    for text in texts:
        words = talk("", plain(text).text).lows
        for i in (i for i, word in enumerate(words) if word in firsts):
            found |= set(_around(words, i))
    return frozenset(found)


def _around(words: Words, i: int) -> Iterator[Words]:
    """Yield the stretches of words around word `i`; a text that is too short is one stretch."""
    for first in range(max(0, i - REACH + 1), min(i, max(0, len(words) - REACH)) + 1):
        yield words[first : first + REACH]


def _in_one(
    text: str, secrets: Secrets, session: str, drawn: frozenset[Words], forms: Forms
) -> Iterator[Left]:
    seen = plain(text)
    words = _blanked(seen.text)
    said = talk("", words)
    spared = secrets.settled.get(session, frozenset())
    found = [*_names(said, secrets, spared, drawn), *_spelt(words, secrets)]
    unnamed = secrets.turn_names.sub(_bullets, words) if NUMBERED.search(words) else words
    for left in (*found, *forms.of(said if unnamed == words else talk("", unnamed))):
        yield replace(left, span=seen.origin(left.span)) if seen.starts else left


def without_own(text: str) -> str:
    """Return a text as it is looked at: in plain letters, bullets for what the program wrote."""
    return _blanked(plain(text).text)


def _blanked(text: str) -> str:
    return OWN.sub(_bullets, MARK.sub(_bullets, text))


def _bullets(match: re.Match[str]) -> str:
    return "•" * len(match.group())


def _names(
    said: Talk, secrets: Secrets, spared: frozenset[Words], drawn: frozenset[Words]
) -> Iterator[Left]:
    starts = _starts(said.text, secrets)
    if not starts:  # most texts: they need not even be cut into words
        return
    idioms = secrets.allow.spans(said)
    lows = said.lows
    for i in starts:
        word = said.words[i]
        if idioms and any(idiom.start <= word.start < idiom.end for idiom in idioms):
            continue
        if drawn and not drawn.isdisjoint(_around(lows, i)):
            continue
        if word.low in secrets.by_first:
            yield from _phrases_at(said, i, secrets, spared)
        for span in glued_at(said, i, secrets):
            if span in _common_from(said, i, secrets):
                continue
            what = "a name glued to other words, or written as one"
            yield Left("name-glued", what, "person", span)
        if sounds_known(word, secrets) and (word.low,) not in spared:
            what = "a word that sounds like a person's name"
            yield Left("name-sounds", what, "person", said.span(i, i))


def _starts(text: str, secrets: Secrets) -> list[int]:
    """Return the numbers of the words from which on anything may be left in a text."""

    def told(written: str) -> Told:
        return secrets.told.get(written) or _told(written, secrets)

    return telling(text, told, secrets.fronts)


def _told(written: str, secrets: Secrets) -> Told:
    def tells(word: Word) -> bool:
        return hides(word, secrets) or sounds_known(word, secrets)

    told = told_of(written, secrets.alone_and_seconds, secrets.fronts, tells)
    secrets.told[written] = told
    return told


def _phrases_at(said: Talk, i: int, secrets: Secrets, spared: frozenset[Words]) -> Iterator[Left]:
    for words, kind in secrets.by_first.get(said.low(i), ()):
        if said.lows[i : i + len(words)] != words or words in spared:
            continue
        end = i + len(words)
        if len(words) == 1 and is_ordinary(words[0]) and not _as_a_name(said, i):
            continue
        if words in secrets.heard and not _with_a_capital(said, i, end):
            continue
        if _is_common(said, i, end, kind):
            continue
        if kind in LABELLED and (_in_a_label(said, i, end, secrets) or _opens_a_cell(said, i, end)):
            continue
        rule = f"{'name' if kind == 'person' else kind}-left"
        yield Left(rule, f"words of the key ({kind})", kind, said.span(i, i + len(words) - 1))


def _with_a_capital(said: Talk, first: int, end: int) -> bool:
    """Tell whether one of some words has a capital that no sentence gives it: "Tell Me"."""
    return any(word.capital and not word.opens for word in said.words[first:end])


def _common_from(said: Talk, i: int, secrets: Secrets) -> Iterator[Span]:
    """Yield where organisations stand as words of the field from a word on."""
    for words, kind in secrets.by_first.get(said.low(i), ()):
        end = i + len(words)
        if said.lows[i:end] == words and _is_common(said, i, end, kind):
            yield said.span(i, end - 1)


def _is_common(said: Talk, first: int, end: int, kind: str) -> bool:
    """Tell whether several words that everybody in the field says stand without a capital.

    There "young people" are no Young People. Other ordinary words may be a name that a recogniser
    wrote small ("bright futures", "castle green"): they are asked about.
    """
    words = said.words[first:end]
    small = kind == "organisation" and len(words) > 1 and not any(word.capital for word in words)
    return small and all(word.low in OF_THE_FIELD for word in words)


def _in_a_label(said: Talk, first: int, end: int, secrets: Secrets) -> bool:
    """Tell whether ordinary words stand as in a label that people wrote to be printed.

    There a capital says nothing: "Health services for children" names no organisation.
    """
    lows, labels = said.lows, secrets.labels
    return bool(labels) and all(
        is_ordinary(lows[i])
        and not labels.isdisjoint({lows[i : i + 1], lows[i : i + 2], lows[max(0, i - 1) : i + 1]})
        for i in range(first, end)
    )


def _opens_a_cell(said: Talk, first: int, end: int) -> bool:
    """Tell whether one ordinary word has its capital from a cell of a table that goes on: "| Health
    services for children |" names no organisation, "| Health |" may."""
    if end - first > 1 or end >= len(said.words) or not is_ordinary(said.words[first].low):
        return False
    opens = said.words[first].before.endswith("|")
    return opens and not said.words[end].before and not said.words[end].capital


def _as_a_name(said: Talk, i: int) -> bool:
    """Tell whether an ordinary word stands like a name: a capital within a sentence, or an 's."""
    word = said.words[i]
    if word.owns and word.stop - word.end > 1 and word.low not in common():
        return True
    return word.capital and not word.opens and not is_acronym(word.text)


def sounds_known(word: Word, secrets: Secrets) -> bool:
    """Tell whether a word that is no known name sounds like one."""
    known = secrets.sounds.get(word.text)
    if known is None:
        known = secrets.sounds[word.text] = _sounds_like_one(word, secrets)
    return known


def _sounds_like_one(word: Word, secrets: Secrets) -> bool:
    if len(word.low) < 4 or not word.low.isalpha() or is_ordinary(word.low):
        return False
    if secrets.allow(word.low):
        return False
    if not can_be_name(word) or word.low in secrets.parts or is_acronym(word.text):
        return False
    hard = skeleton(word.low).replace("a", "")
    return len(hard) > 1 and is_alike(word.low, secrets.by_sound.get(hard[0], ()), ALIKE)


def _spelt(text: str, secrets: Secrets) -> Iterator[Left]:
    for match in LETTERS.finditer(text):
        said = DOUBLED.sub(r"\1\1", match.group())
        letters = "".join(c for c in folded(said) if c.isalpha())
        if letters in secrets.parts or letters in secrets.joined:
            yield Left("name-spelt", "a name spelt out", "person", Span(*match.span()))
