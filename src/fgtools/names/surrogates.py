"""Readable stand-ins: one for each person, school or place of a session, never shared."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from fgtools.marks import MARK, NOUNS, OTHER, PLAIN
from fgtools.names.people import KnownPerson, parts_of, short_forms
from fgtools.names.roster import NEARLY, Roster
from fgtools.names.sense import plain, settled_noun, told_here
from fgtools.names.sounds import likeness
from fgtools.names.words import TITLES, talk
from fgtools.nouns import Find

__all__ = ["MARK", "Identity", "Session", "identities", "key_words", "known_person", "letters"]

Identity = tuple[str, ...]

ROOM = {"participant": "colleague", "colleague": "colleague", "facilitator": "facilitator"}


def letters(number: int) -> str:
    """Return A, B ... Z, AA, AB ... for 0, 1 ..."""
    out = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        out = chr(65 + rest) + out
    return out


@dataclass
class Session:
    """The surrogates of one session while they are given out, in order of first mention."""

    people: Sequence[KnownPerson]
    roster: Roster
    nouns: dict[Identity, str] = field(default_factory=dict)
    given: dict[Identity, str] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    taken: frozenset[str] = frozenset()
    """Surrogates that the raw talk holds already: they stand for somebody else."""

    def surrogate(self, who: Identity) -> str:
        """Return the surrogate of somebody or something, a new one at the first mention."""
        if who not in self.given:
            self.given[who] = self._new(who)
        return self.given[who]

    def _new(self, who: Identity) -> str:
        kind = who[0]
        if kind not in NOUNS:
            return PLAIN.get(kind, OTHER)
        noun = self.nouns.get(who, plain(kind))
        if noun == "facilitator" and self._lone_facilitator():
            return "[facilitator]"
        while True:
            letter = letters(self.counts[kind])
            self.counts[kind] += 1
            if not any(f"[{rival} {letter}]" in self.taken for rival in NOUNS[kind]):
                return f"[{noun} {letter}]"

    def _lone_facilitator(self) -> bool:
        names = {parts_of(p.name) for p in self.people if p.kind == "facilitator"}
        return len(names) == 1


TITLED = re.compile(
    r"\b(?:(?P<man>mr|mister|sir|uncle)|mrs|ms|miss|auntie|aunty|aunt)\.?\s+$", re.IGNORECASE
)


def identities(
    finds: Sequence[tuple[str, Find]], roster: Roster
) -> tuple[list[Identity], dict[Identity, str]]:
    """Tell for each find who or what is meant, and for each of these the noun that stands for it.

    `finds` are (text of the turn, find) in the order of the session.
    """
    keys = _keys(finds, roster)
    by_words: dict[tuple[str, str], Identity] = {}
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    order: list[tuple[str, str]] = []
    heard = {
        key_words(text[find.span.start : find.span.end])
        for text, find in finds
        if "roster-sound" in find.rule
    }
    for words, (text, find) in zip(keys, finds, strict=True):
        if words not in by_words:
            order.append(words)
            by_words[words] = _identity(words, roster, misheard=words[0] in heard)
        if find.kind in NOUNS:
            votes[words][told_here(find.kind, text, *find.span)] += 1
    _link(by_words, order)
    names: dict[Identity, list[str]] = defaultdict(list)
    told: dict[Identity, Counter[str]] = defaultdict(Counter)
    for words, who in by_words.items():
        names[who].append(words[0])
        told[who].update(votes[words])
    nouns = {
        who: _known_noun(who, roster) or settled_noun(who[0], names[who], told[who])
        for who in names
        if who[0] in NOUNS
    }
    return [by_words[words] for words in keys], nouns


def _keys(finds: Sequence[tuple[str, Find]], roster: Roster) -> list[tuple[str, str]]:
    """Return words and kind of each find; Mr Khan and Mrs Khan of one session are told apart."""
    keys = [(key_words(text[f.span.start : f.span.end]), f.kind) for text, f in finds]
    titles = [_titled(text, find) if find.kind == "person" else "" for text, find in finds]
    said: dict[str, set[str]] = defaultdict(set)
    for (words, _), title in zip(keys, titles, strict=True):
        said[words] |= {title} - {""}
    several = {w for w, ts in said.items() if len(ts) > 1 and not known_person(w, roster)}
    return [
        (f"{words}, {title}", kind) if title and words in several else (words, kind)
        for (words, kind), title in zip(keys, titles, strict=True)
    ]


def _titled(text: str, find: Find) -> str:
    """Return whether a man's or a woman's title stands in front of a name, "" for neither."""
    front = TITLED.search(text, max(0, find.span.start - 12), find.span.start)
    return "" if front is None else "mr" if front["man"] else "mrs"


def key_words(words: str) -> str:
    """Return words as identities are compared by: lower case, without titles and possessive."""
    said = [word.low for word in talk("", words).words]
    if said and all(len(w) == 1 for w in said):
        return "".join(said)
    return " ".join(w for w in said if w not in TITLES) or words.casefold()


def _identity(named: tuple[str, str], roster: Roster, *, misheard: bool) -> Identity:
    words, kind = named
    if kind in PLAIN:
        return (kind,)
    if kind == "person":
        person = known_person(words, roster, misheard=misheard)
        if person:
            return ("person", "known", *person)
    return (kind, words)


def known_person(words: str, roster: Roster, *, misheard: bool = False) -> tuple[str, ...]:
    """Return the indices of the known people that words name, as written or as misheard."""
    exact = roster.by_words.get(tuple(words.split())) or roster.by_words.get(
        roster.joined.get(words.replace(" ", "").replace("'", ""), ("",))
    )
    if exact:
        return _ones(exact_people(exact), roster)
    return _sounding_like(words, roster) if misheard else ()


def _sounding_like(words: str, roster: Roster) -> tuple[str, ...]:
    if words not in roster.meant:
        best: dict[int, float] = {}
        top = 0.0
        for variant, same in roster.by_words.items():
            like = likeness(words, " ".join(variant), max(NEARLY, top))
            top = max(top, like)
            for one in same:
                best[one.person] = max(best.get(one.person, 0.0), like)
        most_like = {p for p, like in best.items() if top >= NEARLY and like >= top - 1e-9}
        roster.meant[words] = _ones(most_like, roster)
    return roster.meant[words]


def exact_people(same: Sequence[object]) -> set[int]:
    """Return the people a variant may mean: those called so first, then nicknames, then others."""
    ranks: dict[int, set[int]] = defaultdict(set)
    for variant in same:
        how = getattr(variant, "how", "")
        rank = {"full": 0, "first": 1, "short": 2}.get(how, 3)
        ranks[rank].add(int(getattr(variant, "person", 0)))
    return ranks[min(ranks)] if ranks else set()


def _ones(people: set[int], roster: Roster) -> tuple[str, ...]:
    """Return one index for each different person (a name listed twice is one person)."""
    names: dict[tuple[str, ...], int] = {}
    for person in sorted(people):
        names.setdefault(parts_of(roster.people[person].name), person)
    first: dict[tuple[str, ...], int] = {}
    for index, known in enumerate(roster.people):
        first.setdefault(parts_of(known.name), index)
    return tuple(str(first[name]) for name in sorted(names, key=lambda n: first[n]))


def _link(by_words: dict[tuple[str, str], Identity], order: Sequence[tuple[str, str]]) -> None:
    """Let a part of a name mean the one whole name of the session that has it."""
    for words, kind in order:
        who = by_words[words, kind]
        if who[:2] == ("person", "known") or kind in PLAIN or kind == "post":
            continue
        wider = {
            by_words[other, same]
            for other, same in order
            if same == kind and _part_of(words, other, kind)
        }
        if len(wider) == 1:
            by_words[words, kind] = next(iter(wider))


def _part_of(words: str, other: str, kind: str) -> bool:
    part, whole = words.split(), other.split()
    if len(part) >= len(whole):
        return False
    if kind != "person":
        return whole[: len(part)] == part
    return len(part) == 1 and (part[0] in whole or bool(short_forms(part[0]) & {whole[0]}))


def _known_noun(who: Identity, roster: Roster) -> str:
    """Return the noun of somebody the recording names, "" for everybody and everything else."""
    if who[:2] != ("person", "known"):
        return ""
    kinds = {roster.people[int(index)].kind for index in who[2:]}
    return ROOM.get(kinds.pop(), "person") if len(kinds) == 1 else "person"
