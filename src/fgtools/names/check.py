"""Look again at what was written: no name and no identifier may be left in it.

Independent of the finders that ran: it knows the key and the people, not where they were found,
and compares words, parts, short forms, sounds and spelt-out letters with what is written.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from fgtools.names import patterns, spoken
from fgtools.names.allow import Allow, allow_list
from fgtools.names.lexicon import folded, word_names
from fgtools.names.people import KnownPerson, parts_of, short_forms
from fgtools.names.redact import KeyRow
from fgtools.names.sounds import likeness, skeleton
from fgtools.names.surrogates import MARK
from fgtools.names.words import (
    FUNCTION,
    TITLES,
    Talk,
    can_be_name,
    is_acronym,
    is_everyday,
    is_ordinary,
    talk,
)
from fgtools.nouns import Find, Finding, Span

ALIKE = 0.9
"""Likeness from which an unknown word is taken for a misspelt name."""
HINT = "Run `fgtools names review` and then `fgtools run`."
LOOKED = "second-look"
UNSURE = 0.4
"""Below a half: what only the second look finds is written over, and a person is asked."""
NAMED = frozenset({"person", "school", "organisation", "place"})
LETTERS = re.compile(r"(?<![\w'’])\w(?:[ \-.]{1,2}\w(?!\w)){2,}")


@dataclass(frozen=True, repr=False)
class Secrets:
    """What must not be left in anything written: phrases of words, in lower case, by kind."""

    phrases: frozenset[tuple[tuple[str, ...], str]]
    parts: frozenset[str]
    allow: Allow

    @cached_property
    def by_first(self) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
        """Return the phrases under their first word."""
        table: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        for words, kind in sorted(self.phrases):
            table[words[0]].append((words, kind))
        return {first: tuple(same) for first, same in table.items()}

    @cached_property
    def by_sound(self) -> dict[str, tuple[str, ...]]:
        """Return the parts of names under the first consonant of their sound."""
        table: dict[str, list[str]] = defaultdict(list)
        for part in sorted(self.parts):
            hard = skeleton(part).replace("a", "")
            if len(hard) > 1:
                table[hard[0]].append(part)
        return {first: tuple(names) for first, names in table.items()}


def secrets_of(
    keys: Iterable[KeyRow], people: Iterable[KnownPerson], allow: frozenset[str] = frozenset()
) -> Secrets:
    """Gather what must not be left: the key's words, and people's names with their short forms.

    `allow` holds the study's words that are no names, those that people decided included.
    """
    allowed = allow_list(allow)
    own = {folded(entry) for entry in allow}
    phrases: set[tuple[tuple[str, ...], str]] = set()
    for row in keys:
        for words in row.words:
            phrases |= {(said, row.kind) for said in _said(words, row.kind)}
    for person in people:
        phrases |= {((part,), "person") for part in _parts_of_person(person)}
    kept = {(w, k) for w, k in phrases if _can_tell(w, k, allowed) and " ".join(w) not in own}
    parts = {w[0] for w, kind in kept if len(w) == 1 and kind == "person"}
    return Secrets(frozenset(kept), frozenset(parts), allowed)


def _said(words: str, kind: str) -> Iterator[tuple[str, ...]]:
    said = tuple(word.low for word in talk("", words).words)
    if said:
        yield said
    if kind == "person" and len(said) > 1 and not any(len(word) == 1 for word in said):
        yield from ((word,) for word in said if not is_ordinary(word))


def _parts_of_person(person: KnownPerson) -> set[str]:
    parts = parts_of(person.name)
    return {*parts, *(short_forms(parts[0]) if parts else ())}


def _can_tell(words: tuple[str, ...], kind: str, allow: Allow) -> bool:
    """Tell whether finding these words proves anything: small words and jargon do not."""
    small = FUNCTION - word_names() | TITLES
    if all(word in small or len(word) == 1 for word in words):
        return False
    if len(words) == 1:
        rare = not is_everyday(words[0]) or words[0] in word_names()
        return len(words[0]) > 1 and rare and not allow(words[0])
    return kind in NAMED or any(not is_everyday(word) for word in words)


def residuals(texts: Iterable[tuple[str, str]], secrets: Secrets) -> tuple[Finding, ...]:
    """Return every place of (where, text) in which a name or an identifier is left.

    A finding names the rule, the place and the kind, never the words.
    """
    seen: dict[str, tuple[tuple[str, str], ...]] = {}  # a workbook says the same words often
    found: list[Finding] = []
    for where, text in texts:
        if text not in seen:
            left = ((r.rule, r.what) for r in _in_one(text, secrets))
            seen[text] = tuple(dict.fromkeys(left))
        found += [Finding(rule, where, what, HINT) for rule, what in seen[text]]
    return tuple(found)


def places(text: str, secrets: Secrets) -> tuple[Find, ...]:
    """Return where in a redacted turn something is left: to be written over and asked about."""
    return tuple(Find(r.span, r.kind, LOOKED, UNSURE) for r in _in_one(text, secrets))


@dataclass(frozen=True, slots=True)
class _Left:
    """What is left in a text, and where."""

    rule: str
    what: str
    kind: str
    span: Span


def _in_one(text: str, secrets: Secrets) -> Iterator[_Left]:
    plain = MARK.sub(lambda mark: "•" * len(mark.group()), text)
    said = talk("", plain)
    idioms = secrets.allow.spans(said, single=False)
    for i, word in enumerate(said.words):
        if not any(idiom.start <= word.start < idiom.end for idiom in idioms):
            yield from _phrases_at(said, i, secrets)
    for i in range(len(said.words)):
        if _sounds_known(said, i, secrets):
            what = "a word that sounds like a person's name"
            yield _Left("name-sounds", what, "person", said.span(i, i))
    for match in LETTERS.finditer(plain):
        letters = "".join(c for c in folded(match.group()) if c.isalpha())
        if letters in secrets.parts:
            yield _Left("name-spelt", "a name spelt out", "person", Span(*match.span()))
    for find in (*patterns.find(plain), *spoken.find(said)):
        if find.score >= 0.9:
            what = f"what has the form of: {find.kind}"
            yield _Left(f"identifier-{find.kind}", what, find.kind, find.span)


def _phrases_at(said: Talk, i: int, secrets: Secrets) -> Iterator[_Left]:
    for words, kind in secrets.by_first.get(said.low(i), ()):
        if tuple(w.low for w in said.words[i : i + len(words)]) != words:
            continue
        if len(words) == 1 and is_ordinary(words[0]) and not _as_a_name(said, i):
            continue
        rule = f"{'name' if kind == 'person' else kind}-left"
        yield _Left(rule, f"words of the key ({kind})", kind, said.span(i, i + len(words) - 1))


def _as_a_name(said: Talk, i: int) -> bool:
    """Tell whether an ordinary word stands like a name: a capital within a sentence."""
    word = said.words[i]
    return word.capital and not word.opens and not is_acronym(word.text)


def _sounds_known(said: Talk, i: int, secrets: Secrets) -> bool:
    word = said.words[i]
    if len(word.low) < 4 or is_ordinary(word.low) or secrets.allow(word.low):
        return False
    if not can_be_name(word) or word.low in secrets.parts or is_acronym(word.text):
        return False
    hard = skeleton(word.low).replace("a", "")
    return len(hard) > 1 and any(
        likeness(word.low, part) >= ALIKE for part in secrets.by_sound.get(hard[0], ())
    )
