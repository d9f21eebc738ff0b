"""Find the people whom the recording itself names, however they are written or heard."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import inf

from fgtools.names import misheard
from fgtools.names.lexicon import name_flags, seldom_words
from fgtools.names.people import KnownPerson, Variant, parts_of, variants
from fgtools.names.phones import least_distance, phones, places, weight
from fgtools.names.sounds import Form, forms_of, nearness
from fgtools.names.standing import Place, Standing, called, place_of, standing
from fgtools.names.words import Talk, is_acronym, is_everyday, is_ordinary
from fgtools.nouns import Find

SURE, UNSURE = 0.97, 0.4
NEARLY = 0.74
"""Alike enough to say who was meant, once a name is known to be one."""


MADE_UP = frozenset({"coined", "initials"})
"""Ways of naming that are in no table: they count where only a name can stand."""
TELLING = 4
"""Letters of a part of a name that is long enough to be told from words that sound like it."""


Apart = tuple[tuple[Form, float, float], ...]
"""Forms, how far their consonants are apart at least, and half of what there is to be heard."""
SLACK = 1e-6
"""What a sum of weights may differ by, added up in another order."""


@dataclass(frozen=True)
class Roster:
    """Known people of a session, ready to be looked for."""

    people: tuple[KnownPerson, ...]
    meant: dict[str, tuple[str, ...]] = field(default_factory=dict, compare=False, repr=False)
    """Who was meant by words that were misheard."""
    near: dict[tuple[str, float], float] = field(default_factory=dict, compare=False, repr=False)
    like: dict[str, Apart] = field(default_factory=dict, compare=False, repr=False)
    weighs: dict[tuple[str, float], float] = field(default_factory=dict, compare=False, repr=False)

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

    def nearest(self, heard: str, least: float) -> float:
        """Return 0 to 1: how far what was heard, blanks between words, may be one of them; what
        is less than `least` may be given as 0."""
        if (heard, least) not in self.near:
            self.near[heard, least] = self._nearest(heard, least)
        return self.near[heard, least]

    def _nearest(self, heard: str, least: float) -> float:
        letters = heard.replace(" ", "")
        if letters in self.joined:
            return 1.0
        sound = phones(heard)
        half = weight(sound) / 2.0
        near = 0.0
        for form, apart, other in self._forms_like(places(sound)):
            needed = max(near, least)
            if apart <= (1.0 - needed) * (half + other):
                near = max(near, nearness(letters, sound, form, needed))
        return near

    def weight_from(self, placed: str, least: float) -> float:
        """Return how much is heard at least of words with these consonants that come as near to a
        name as `least`; infinite where none does."""
        weighs = self.weighs.get((placed, least))
        if weighs is None:
            share = 1.0 - least
            halves = (apart / share - other for _, apart, other in self._forms_like(placed))
            weighs = self.weighs[placed, least] = 2.0 * min(halves, default=inf) - SLACK
        return weighs

    def _forms_like(self, placed: str) -> Apart:
        """Return the ways of saying names that differ from these consonants in one, or in two
        where there are many, with how far they are apart at least."""
        like = self.like.get(placed)
        if like is None:
            like = self.like[placed] = self._found_like(placed)
        return like

    def _found_like(self, placed: str) -> Apart:
        if len(placed) > self.most_places + 1:
            return ()
        keys = [placed[:k] + placed[k + 1 :] for k in range(len(placed))]
        if placed not in self.reached and self.reached.isdisjoint(keys):
            return ()
        keys = sorted({*keys})
        every = [self.placed.get(placed, ())]
        if len(placed) > 1:
            every.append(self.less.get(placed, ()))
            every += [self.placed.get(key, ()) for key in keys]
        if len(placed) > 2:
            every += [self.less.get(key, ()) for key in keys]
        forms = dict.fromkeys(form for some in every for form in some)
        return tuple(
            (form, least_distance(placed, form.places), weight(form.sound) / 2.0) for form in forms
        )

    @cached_property
    def reached(self) -> frozenset[str]:
        """Return the consonants of names, whole or with some left out."""
        return frozenset((*self.placed, *self.less))

    @cached_property
    def most_places(self) -> int:
        """Return the consonants of the name that has most."""
        return max(map(len, self.placed), default=0)

    @cached_property
    def placed(self) -> dict[str, list[Form]]:
        """Return the ways of saying the names under the places of their consonants."""
        table: dict[str, list[Form]] = defaultdict(list)
        for words, same in self.by_words.items():
            if not _is_listened_for(words, same):
                continue
            for form in forms_of(" ".join(words)):
                if len(form.letters) > 2 and form not in table[form.places]:
                    table[form.places].append(form)
        return dict(table)

    @cached_property
    def less(self) -> dict[str, list[Form]]:
        """Return them under their consonants with one left out, or two where there are many."""
        table: dict[str, list[Form]] = defaultdict(list)
        for placed, forms in self.placed.items():
            keys = _without_one(placed)
            if len(placed) >= MANY:
                keys = sorted({*keys, *(less for key in keys for less in _without_one(key))})
            for key in keys:
                table[key] += forms
        return dict(table)

    @cached_property
    def longest(self) -> int:
        """Return the letters of the longest name."""
        return max(
            (len(form.letters) for forms in self.placed.values() for form in forms), default=0
        )


def _is_listened_for(words: tuple[str, ...], every: Sequence[Variant]) -> bool:
    """Tell whether a way of naming is compared by sound: the parts of a name are, one by one."""
    same = [variant for variant in every if variant.how not in MADE_UP]
    if not same:
        return False
    if len(words) > 1:
        return any(len(word) < TELLING for word in words)
    return len(words[0]) >= TELLING or any(variant.how != "short" for variant in same)


MANY = 6
"""Consonants of a name so long that two of them may be heard wrongly."""


def _without_one(placed: str) -> list[str]:
    return sorted({placed[:k] + placed[k + 1 :] for k in range(len(placed))})


def find(talk: Talk, roster: Roster) -> Iterator[Find]:
    """Find known people as written, and as misspelt or misheard; doubtful ones score under .5."""
    taken: set[int] = set()
    for i in range(len(talk.words)):
        if i in taken:
            continue
        for words in roster.by_first.get(talk.words[i].low, ()):
            last = i + len(words) - 1
            if _stands_here(talk, i, words):
                same = roster.by_words[words]
                if last + 1 < len(talk.words) and _is_initial(talk, last + 1, same, roster):
                    last += 1
                found = _weighed(talk, i, last, same)
                if found:
                    taken.update(range(i, last + 1))
                    yield found
                break
    yield from misheard.find(talk, roster, taken)


def _stands_here(talk: Talk, first: int, words: tuple[str, ...]) -> bool:
    return all(talk.low(first + k) == word for k, word in enumerate(words))


def _is_initial(talk: Talk, i: int, same: Sequence[Variant], roster: Roster) -> bool:
    """Tell whether word `i` is the initial of a surname: "Sarah K"."""
    word = talk.words[i]
    plain = word.low in ("a", "i") and not (talk.cased and word.low == "a" and word.capital)
    if len(word.text) > 1 or word.before or plain or (talk.cased and not word.capital):
        return False
    surnames = {parts_of(roster.people[v.person].name)[-1][:1] for v in same if v.how == "first"}
    return word.low in surnames


def _weighed(talk: Talk, first: int, last: int, same: Sequence[Variant]) -> Find | None:
    span = talk.span(first, last)
    if all(variant.how in MADE_UP for variant in same):
        return _made_up(talk, first, initials=all(v.how == "initials" for v in same))
    if all(v.how == "short" for v in same) and _is_odd_word(talk.low(first)) and first == last:
        if standing(talk, first, last) is Standing.NAME:
            return Find(span, "person", "roster", SURE - 0.05)
        return None
    if last > first or not is_everyday(talk.low(first)):
        return Find(span, "person", "roster", SURE)
    stands = standing(talk, first, last)
    if stands is Standing.NAME:
        return Find(span, "person", "roster", SURE - 0.05)
    if stands is Standing.UNSURE and _worth_asking(talk, first, same):
        return Find(span, "person", "roster", UNSURE)
    return None


def _is_odd_word(low: str) -> bool:
    """Tell whether a short form is a word of the dictionary that is no known name."""
    return is_ordinary(low) and low not in seldom_words() and "F" not in name_flags().get(low, "")


def _made_up(talk: Talk, first: int, *, initials: bool) -> Find | None:
    """Find a short form in no table, or initials, where only a name can stand."""
    word = talk.words[first]
    if is_ordinary(word.low) or (initials and word.low in name_flags()):
        return None
    place = place_of(talk, first, first)
    shown = talk.cased and word.capital and not (word.opens or is_acronym(word.text))
    if initials:
        sure = called(talk, first, first) and (not talk.cased or is_acronym(word.text))
        return Find(talk.span(first, first), "person", "roster-short", UNSURE) if sure else None
    if (shown and place) or place is Place.CERTAIN:
        return Find(talk.span(first, first), "person", "roster-short", SURE - 0.1)
    if (shown or place) and not (talk.cased and is_acronym(word.text)):
        return Find(talk.span(first, first), "person", "roster-short", UNSURE)
    return None


def _worth_asking(talk: Talk, first: int, same: Sequence[Variant]) -> bool:
    own = any(variant.how == "first" for variant in same)
    return own or (talk.cased and talk.words[first].capital)
