"""What must not be left in anything written: the key's words, and everyone the recordings name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from fgtools.names.allow import Allow, allow_list
from fgtools.names.lexicon import folded, name_flags, word_names
from fgtools.names.people import KnownPerson, parts_of, short_forms
from fgtools.names.plain import plain
from fgtools.names.redact import KeyRow
from fgtools.names.settings import OF_THE_FIELD
from fgtools.names.settle import key_of
from fgtools.names.sounds import skeleton
from fgtools.names.telling import Phrase, Phrases, Told, Words, alone_and_seconds
from fgtools.names.words import FUNCTION, TITLES, is_everyday, is_ordinary, talk

NAMED = frozenset({"person", "school", "organisation", "place"})
GLUED = 5
"""Letters from which a name written together, or inside another word, proves anything."""
TIED = re.compile(r"[^\W\d_]+(?:[-'’‐‑][^\W\d_]+)+")


@dataclass(frozen=True, repr=False)
class Secrets:
    """What must not be left in anything written: phrases of words, in lower case, by kind.

    `parts` are the single words of people's names, `joined` names of several words written as one.
    `settled` holds for a session the words that people decided are no names there; `sessions` are
    the sessions' names, since `ep-1/103` is the program's own name of a turn, not a reference.
    `labels` are words that stand side by side in the labels people wrote to be printed (see
    `label_words`), `heard` everyday words that were perhaps a name misheard.
    """

    phrases: frozenset[Phrase]
    parts: frozenset[str]
    allow: Allow
    joined: frozenset[str] = frozenset()
    settled: Mapping[str, frozenset[Words]] = field(default_factory=dict)
    sessions: frozenset[str] = frozenset()
    labels: frozenset[Words] = frozenset()
    heard: frozenset[Words] = frozenset()
    sounds: dict[str, bool] = field(default_factory=dict, compare=False)
    hides: dict[str, bool] = field(default_factory=dict, compare=False)
    told: dict[str, Told] = field(default_factory=dict, compare=False)
    """Words met before: whether each sounds like a name, has one inside, or what it may begin."""

    @cached_property
    def fronts(self) -> frozenset[str]:
        """Return what the names written as one word begin with."""
        return fronts_of(self.joined)

    @cached_property
    def turn_names(self) -> re.Pattern[str]:
        """Return what the names of the study's turns look like."""
        names = "|".join(re.escape(name) for name in sorted(self.sessions, reverse=True))
        return re.compile(rf"(?<![\w/])(?:{names})(?:/\d+|\.p\d+)\b" if names else r"(?!)")

    @cached_property
    def by_first(self) -> dict[str, tuple[Phrase, ...]]:
        """Return the phrases under their first word."""
        table: dict[str, list[Phrase]] = defaultdict(list)
        for words, kind in sorted(self.phrases):
            table[words[0]].append((words, kind))
        return {first: tuple(same) for first, same in table.items()}

    @cached_property
    def alone_and_seconds(self) -> Phrases:
        """Return the phrases of one word, and under the first words of others what follows them."""
        return alone_and_seconds(self.phrases)

    @cached_property
    def by_sound(self) -> dict[str, tuple[str, ...]]:
        """Return the parts of names under the first consonant of their sound."""
        table: dict[str, list[str]] = defaultdict(list)
        for part in sorted(self.parts):
            hard = skeleton(part).replace("a", "")
            if len(hard) > 1:
                table[hard[0]].append(part)
        return {first: tuple(names) for first, names in table.items()}

    @cached_property
    def rare(self) -> frozenset[str]:
        """Return the parts of names that are no words of the dictionary."""
        return frozenset(part for part in self.parts if not is_ordinary(part))

    @cached_property
    def long(self) -> frozenset[str]:
        """Return the rare parts that are long enough to be told inside another word."""
        return frozenset(part for part in self.rare if len(part) >= GLUED)


def fronts_of(joined: Iterable[str]) -> frozenset[str]:
    """Return what words begin with, themselves included."""
    return frozenset(word[:end] for word in joined for end in range(1, len(word) + 1))


def secrets_of(
    keys: Iterable[KeyRow],
    people: Iterable[KnownPerson],
    allow: frozenset[str] = frozenset(),
    settled: Mapping[str, frozenset[str]] | None = None,
    sessions: Iterable[str] = (),
    named: Iterable[str] = (),
) -> Secrets:
    """Gather what must not be left: the key's words, and people's names with their short forms.

    `allow` holds the study's words that are no names, those that people decided included;
    `settled` the words that they decided are no names in one session. Such a word stays a secret
    as long as another session's key, or anybody's name, has it. `named` are words that they
    decided are names: these, and the names of `people`, were not perhaps only heard so.
    """
    allowed = allow_list(allow)
    own = {key_of(plain(entry).text) for entry in allow}
    local = {
        session: frozenset(key_of(plain(entry).text) for entry in words)
        for session, words in (settled or {}).items()
    }
    phrases: set[Phrase] = set()
    joined: set[str] = set()
    heard: set[Words] = set()
    told = {_lows(words) for words in named}
    for row in keys:
        spared = local.get(row.session, frozenset())
        for words in row.words:
            phrases |= {(w, row.kind) for w in _said(words, row.kind) if w not in spared}
            if row.kind == "person" and words.islower() and _are_no_name(said := _lows(words)):
                heard.add(said)
            elif row.kind in NAMED:
                joined |= _as_one_word(words)
    for person in people:
        ways = _ways_to_name(person)
        phrases |= {(words, "person") for words in ways}
        told |= ways
        joined |= _as_one_word(person.name) | _names_as_one_word(person)
    kept = {
        (w, k) for w, k in phrases
        if _can_tell(w, k, allowed) and w not in own and (w in told or not _of_the_field(w, k))
    }  # fmt: skip
    parts = {w[0] for w, kind in kept if len(w) == 1 and kind == "person"}
    long = {
        word for word in joined
        if len(word) >= GLUED and not is_ordinary(word) and not allowed(word) and (word,) not in own
    }  # fmt: skip
    return Secrets(
        frozenset(kept), frozenset(parts), allowed, frozenset(long), local, frozenset(sessions),
        heard=frozenset(heard - told),
    )  # fmt: skip


def _are_no_name(said: Words) -> bool:
    """Tell whether no British list has any of some everyday words as a name.

    Words of the field are such words: somebody was perhaps misheard as "tell me" or "care leavers".
    """
    return all(
        (word in OF_THE_FIELD or is_everyday(word)) and not {*"FL"} & {*name_flags().get(word, "")}
        for word in said
    )


def _of_the_field(said: Words, kind: str) -> bool:
    """Tell whether a person was heard as a word that stands on every page, such as "health"."""
    return kind == "person" and len(said) == 1 and said[0] in OF_THE_FIELD - word_names()


def _lows(words: str) -> Words:
    return tuple(word.low for word in talk("", plain(words).text).words)


def label_words(label: str) -> Iterator[Words]:
    """Yield the pairs of neighbouring words of a label, or its only word, in lower case.

    A word with a capital amid others without is a name: no pair has it.
    """
    words = talk("", plain(label).text).words
    titled = all(word.capital for word in words if word.low not in FUNCTION)
    plainly = [titled or not at or not word.capital for at, word in enumerate(words)]
    for at in range(max(1, len(words) - 1) if words else 0):
        if all(plainly[at : at + 2]):
            yield tuple(word.low for word in words[at : at + 2])


def _said(words: str, kind: str) -> Iterator[Words]:
    said = _lows(words)
    if said:
        yield said
    if kind == "person" and len(said) > 1 and not any(len(word) == 1 for word in said):
        yield from ((word,) for word in said if not is_ordinary(word))


def _ways_to_name(person: KnownPerson) -> set[Words]:
    parts = parts_of(plain(person.name).text)
    if not parts:
        return set()
    firsts = sorted({parts[0], *short_forms(parts[0])})
    whole = {(first, parts[-1]) for first in firsts} | {(parts[-1], parts[0]), parts}
    return {(word,) for word in (*parts, *firsts)} | (whole if len(parts) > 1 else set())


def _as_one_word(words: str) -> set[str]:
    """Return words written as one, and each of their parts that a hyphen or apostrophe ties."""
    text = plain(words).text
    return {_letters("".join(w.low for w in talk("", text).words))} | {
        _letters(tied) for tied in TIED.findall(text)
    }


def _names_as_one_word(person: KnownPerson) -> set[str]:
    parts = parts_of(plain(person.name).text)
    if len(parts) < 2:
        return {_letters(part) for part in parts}
    last = parts[-1]
    firsts = {parts[0], parts[0][0], *short_forms(parts[0])}
    glued = {_letters(f"{first}{last}") for first in firsts}
    return glued | {_letters(f"{last}{parts[0]}"), *map(_letters, parts)}


def _letters(words: str) -> str:
    return "".join(c for c in folded(words) if c.isalpha())


def _can_tell(words: Words, kind: str, allow: Allow) -> bool:
    """Tell whether finding these words proves anything: small words and jargon do not."""
    small = FUNCTION - word_names() | TITLES
    if all(word in small or len(word) == 1 for word in words):
        return False
    if len(words) == 1:
        rare = not is_everyday(words[0]) or words[0] in word_names()
        return len(words[0]) > 1 and rare and not allow(words[0])
    if kind == "person" and not any(_like_a_name(word) for word in words):
        return False
    return kind in NAMED or any(not is_everyday(word) for word in words)


def _like_a_name(word: str) -> bool:
    """Tell whether a word of several is more than an ordinary one: "shove on" proves nothing
    where nobody speaks of a person, "Mark Long" and "preacher Kaur" do."""
    return not is_ordinary(word) or word in word_names()
