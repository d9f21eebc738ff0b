"""Find the people whom the recording itself names, however they are written or heard."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from fgtools.names.lexicon import common
from fgtools.names.people import KnownPerson, Variant, variants
from fgtools.names.sounds import likeness, skeleton, sounds_of
from fgtools.names.standing import (
    ENDS,
    GREETINGS,
    Standing,
    called,
    introduced,
    is_greeted,
    speaks,
    standing,
)
from fgtools.names.words import CONTRACTION, FUNCTION, Talk, is_everyday, is_ordinary
from fgtools.nouns import Find

SURE, UNSURE = 0.97, 0.4
LONGEST = 5
"""Words of the longest way in which a recogniser writes one name."""
ALIKE, NEARLY = 0.84, 0.74


@dataclass(frozen=True)
class Roster:
    """Known people of a session, ready to be looked for."""

    people: tuple[KnownPerson, ...]
    near: dict[str, float] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def by_words(self) -> dict[tuple[str, ...], tuple[Variant, ...]]:
        """Return the variants under their words."""
        table: dict[tuple[str, ...], list[Variant]] = defaultdict(list)
        for variant in variants(self.people):
            table[variant.words].append(variant)
        return {words: tuple(same) for words, same in table.items()}

    @cached_property
    def by_first(self) -> dict[str, tuple[tuple[str, ...], ...]]:
        """Return the variants' words under the first of them, longest first."""
        table: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for words in self.by_words:
            table[words[0]].append(words)
        return {key: tuple(sorted(set(w), key=lambda x: (-len(x), x))) for key, w in table.items()}

    @cached_property
    def joined(self) -> dict[str, tuple[str, ...]]:
        """Return variants of several words, or with an apostrophe, under their letters run
        together ("orourke", "ashworthlowe", "jo anne")."""
        return {
            key: words for words in self.by_words if len(key := "".join(words).replace("'", "")) > 4
        }

    def nearest(self, heard: str) -> float:
        """Return 0 to 1: how far what was heard may be one of these people."""
        if heard not in self.near:
            self.near[heard] = self._nearest(heard)
        return self.near[heard]

    def _nearest(self, heard: str) -> float:
        if heard in self.joined:
            return 1.0
        hard = skeleton(heard).replace("a", "")
        names = self.heard.get(hard[:1], ())
        size = len(heard)
        return max(
            (likeness(heard, n) for n in names if min(size, len(n)) * 2 >= max(size, len(n))),
            default=0.0,
        )

    @cached_property
    def heard(self) -> dict[str, tuple[str, ...]]:
        """Return for each sound's hard first consonant the names to compare with."""
        table: dict[str, set[str]] = defaultdict(set)
        for words in self.by_words:
            name = " ".join(words)
            for _, sound in sounds_of(name):
                hard = sound.replace("a", "")
                if len(sound) > 1 and hard:
                    table[hard[0]].add(name)
        return {key: tuple(sorted(names)) for key, names in table.items()}


def find(talk: Talk, roster: Roster) -> Iterator[Find]:
    """Find known people as written, and as misspelt or misheard; doubtful ones score under .5."""
    taken: set[int] = set()
    for i in range(len(talk.words)):
        if i in taken:
            continue
        for words in roster.by_first.get(talk.words[i].low, ()):
            last = i + len(words) - 1
            if _stands_here(talk, i, words):
                found = _weighed(talk, i, last, roster.by_words[words])
                if found:
                    taken.update(range(i, last + 1))
                    yield found
                break
    yield from _misheard(talk, roster, taken)


def _stands_here(talk: Talk, first: int, words: tuple[str, ...]) -> bool:
    return all(talk.low(first + k) == word for k, word in enumerate(words))


def _weighed(talk: Talk, first: int, last: int, same: Sequence[Variant]) -> Find | None:
    span = talk.span(first, last)
    if last > first or not is_everyday(talk.low(first)):
        return Find(span, "person", "roster", SURE)
    stands = standing(talk, first, last)
    if stands is Standing.NAME:
        return Find(span, "person", "roster", SURE - 0.05)
    if stands is Standing.UNSURE and _worth_asking(talk, first, same):
        return Find(span, "person", "roster", UNSURE)
    return None


def _worth_asking(talk: Talk, first: int, same: Sequence[Variant]) -> bool:
    own = any(variant.how == "first" for variant in same)
    return own or (talk.cased and talk.words[first].capital)


SPELLING = re.compile(
    r"\b(?:captions?|transcri\w+|subtitles?|spel\w+|mishear\w*|misheard|pronounc\w+|"
    r"calling (?:me|it|him|her)|it['’]s (?:put|got|come up)|"
    r"(?:wr[io]t\w+|taking|put\w*|got|have|has) (?:me|it|him|her|you|my \w+) (?:down|as)"
    r"|(?:get|got|have i got) (?:this|that|it|your name) (?:wrong|right)|come up (?:on|as))\b",
    re.IGNORECASE,
)
"""Talk about how a name was written or said: then a sound-alike is one."""
WRITES = frozenset({
    "put", "putting", "writing", "write", "wrote", "written", "calling", "called", "calls", "says",
    "said", "down", "up", "as", "is", "it's", "got", "keeps", "me", "name", "surname", "that",
    "it", "isn't",
})  # fmt: skip


def _misheard(talk: Talk, roster: Roster, taken: set[int]) -> Iterator[Find]:
    spelling = bool(SPELLING.search(talk.text))
    at = 0
    while at < len(talk.words):
        best = _best_from(talk, roster, at, taken, spelling)
        if best is None:
            at += 1
            continue
        last, score = best
        yield Find(talk.span(at, last), "person", "roster-sound", score)
        at = last + 1


def _best_from(
    talk: Talk, roster: Roster, first: int, taken: set[int], spelling: bool
) -> tuple[int, float] | None:
    best: tuple[float, int, float] | None = None
    heard = ""
    for last in range(first, min(first + LONGEST, len(talk.words))):
        if last > first and ENDS.match(talk.words[last].before):
            break
        heard += talk.low(last).replace("'", "")
        if not _says_more(talk, first, last, taken):
            continue
        chance = _chance(talk, first, last, spelling, last + 1 in taken)
        if not chance:
            continue
        near = min(roster.nearest(heard), _nearest_of_rest(talk, roster, first, last, taken))
        score = _score(talk, first, last, near, chance) if near >= NEARLY else 0.0
        weight = near + 0.08 * (last - first)
        if score and (best is None or (weight, last) > best[:2]):
            best = (weight, last, score)
    return (best[1], best[2]) if best else None


def _nearest_of_rest(talk: Talk, roster: Roster, first: int, last: int, taken: set[int]) -> float:
    """Return how far the words beside a name already found are like a name themselves."""
    spare = [k for k in range(first, last + 1) if k not in taken]
    if len(spare) == last - first + 1:
        return 1.0
    return roster.nearest("".join(talk.low(k) for k in spare).replace("'", "")) + 0.05


def _says_more(talk: Talk, first: int, last: int, taken: set[int]) -> bool:
    """Tell whether the words hold more than names already found and small words around them."""
    spare = [k for k in range(first, last + 1) if k not in taken]
    if len(spare) == last - first + 1:
        return True
    words = [talk.low(k) for k in spare]
    return any(w not in FUNCTION | GREETINGS and not CONTRACTION.search(w) for w in words)


def _chance(talk: Talk, first: int, last: int, spelling: bool, surname: bool) -> str:
    """Return why a mishearing may stand here, empty where it may not."""
    low = talk.low(first)
    one = first == last
    if one and len(low) < 3:
        return ""
    if one and not is_ordinary(low):
        return "spelling" if spelling else "unknown"
    words = [talk.low(k) for k in range(first, last + 1)]
    if "i" in words or any(word[0].isdigit() for word in words):
        return ""
    if all(word in FUNCTION or CONTRACTION.search(word) for word in words):
        front = talk.words[first]
        shown = one and talk.cased and front.capital and not front.opens and low[:2] != "i'"
        if shown and called(talk, first, last):
            return "capital"
        sure = introduced(talk, first) or (spelling and talk.low(first - 1) in WRITES)
        return "small" if sure and not one else ""
    if spelling and talk.low(first - 1) in WRITES and not (one and low in common()):
        return "spelling"
    if one and is_everyday(low):
        return "called" if is_greeted(talk, first) and called(talk, first, last) else ""
    if called(talk, first, last) or introduced(talk, first) or False:
        return "called"
    if surname and not one:
        return "surname"
    return _by_capital(talk, first, last, one)


def _by_capital(talk: Talk, first: int, last: int, one: bool) -> str:
    words = talk.words[first : last + 1]
    plain = one and is_everyday(words[0].low)
    if talk.cased and not plain and all(w.capital and not w.opens for w in words):
        return "capital"
    if one:
        return "speaks" if speaks(talk, last) and not talk.cased else ""
    edges = words[0].low in FUNCTION - {"and", "a", "the"} or words[-1].low in FUNCTION
    return "" if edges or CONTRACTION.search(words[0].low) else "plain"


def _score(talk: Talk, first: int, last: int, near: float, chance: str) -> float:
    """Return a find's score, 0 where the likeness is too weak for the place it stands in."""
    heard = "".join(talk.low(k) for k in range(first, last + 1))
    consonants = len(skeleton(heard).replace("a", ""))
    words = last - first + 1
    if near == 1.0 and words > 1 and chance != "plain":
        return SURE - 0.05
    if chance == "small":
        return UNSURE if near >= 0.93 and consonants > 1 else 0.0
    if chance == "spelling" and near < ALIKE:
        edges = talk.low(first) in FUNCTION or talk.low(last) in FUNCTION
        return UNSURE if consonants > 1 and not edges else 0.0
    if chance == "spelling":
        return 0.8
    if chance == "surname":
        return 0.7 if near >= 0.89 and consonants > 1 else 0.0
    if near < ALIKE:
        return 0.0
    if chance in ("unknown", "capital"):
        return 0.85 if consonants > 1 else UNSURE
    if chance == "called":
        return 0.7 if words > 1 and consonants > 1 else UNSURE if near >= 0.9 else 0.0
    if chance == "speaks":
        return UNSURE if near >= 0.9 and consonants > 1 else 0.0
    sure = near >= 0.88 or (consonants >= 6 and words > 2)
    return UNSURE if sure and words > 1 and consonants >= 4 else 0.0
