"""Find every name and identifier of a study's sessions and say what to write over them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

from fgtools.names import (
    capitals,
    consistency,
    context,
    patterns,
    posts,
    spoken,
    things,
)
from fgtools.names import (
    modelled as models,
)
from fgtools.names import (
    roster as rosters,
)
from fgtools.names.allow import Allow, allow_list
from fgtools.names.people import KnownPerson
from fgtools.names.roster import Roster
from fgtools.names.settle import (
    DOUBT,
    Decided,
    NameDecision,
    decided,
    named_by_people,
    reason_of,
    settled,
    vetoed,
)
from fgtools.names.surrogates import MARK, Session, identities, key_words
from fgtools.names.words import Talk, talk
from fgtools.nouns import Find, Redaction, Span, Turn

__all__ = ["Doubt", "KeyRow", "KnownPerson", "NameDecision", "Redacted", "redact"]
HELD = 24
"""Sessions whose words are held at once: most studies have no more; of a larger one the turns are
cut into words again, for all words of 100,000 turns would need gigabytes."""
Spread = Callable[[Callable[[Any], Any], Iterable[Any]], Iterable[Any]]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A stretch of a raw turn that may identify somebody: written over until a person decides."""

    turn: str
    span: Span
    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class KeyRow:
    """What a surrogate stands for in a session (private zone only)."""

    session: str
    surrogate: str
    kind: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Redacted:
    """What to write over in a session: disjoint, in order of the turns; doubts are among it."""

    redactions: tuple[Redaction, ...]
    doubts: tuple[Doubt, ...]
    key: tuple[KeyRow, ...]


@dataclass(frozen=True)
class ToHear:
    """A session that finders are to go through: its turns, whom its papers name, the model's finds.

    `allow` are the study's own words that are no names, `before` what the finders found when all
    this was the same, if that is known.
    """

    turns: tuple[Turn, ...]
    people: tuple[KnownPerson, ...]
    modelled: tuple[tuple[Find, ...], ...]
    allow: frozenset[str]
    before: tuple[tuple[Find, ...], ...] | None = None


@dataclass(frozen=True)
class ToHearAgain:
    """A session in which the names that the whole study surely has are to be found once more."""

    turns: tuple[Turn, ...]
    found: tuple[tuple[Find, ...], ...]
    known: consistency.Known
    allow: frozenset[str]


@dataclass(frozen=True)
class _Heard:
    """A session's turns with what the finders found in each."""

    turns: tuple[Turn, ...]
    people: tuple[KnownPerson, ...]
    finds: tuple[tuple[Find, ...], ...]

    @property
    def talks(self) -> tuple[Talk, ...]:
        """Return the turns cut into words."""
        return _cut(self.turns)

    @property
    def marks(self) -> frozenset[str]:
        """Return the surrogates that stand in the turns already."""
        return frozenset(m.group() for turn in self.turns for m in MARK.finditer(turn.text))


@dataclass(frozen=True)
class Listened:
    """Sessions of one study with all that is found in them before anybody decides or looks again.

    Finding takes long and is done once; settling is quick and may be done again (`settle`).
    `alone` are the finds in each turn of a session that no other session taught.
    """

    sessions: Mapping[str, _Heard]
    alone: Mapping[str, tuple[tuple[Find, ...], ...]]


def redact(
    sessions: Mapping[str, Sequence[Turn]],
    people: Mapping[str, Sequence[KnownPerson]],
    modelled: Mapping[str, tuple[Find, ...]],
    allow: frozenset[str] = frozenset(),
    decisions: Sequence[NameDecision] = (),
    looked: Mapping[str, tuple[Find, ...]] = MappingProxyType({}),
) -> Mapping[str, Redacted]:
    """Redact sessions of one study together: `listen` and `settle` in one."""
    tasks = (
        (name, to_hear(turns, people.get(name, ()), modelled, allow))
        for name, turns in sessions.items()
    )
    return settle(listen(tasks, allow), decisions, looked)


def to_hear(
    turns: Sequence[Turn],
    people: Sequence[KnownPerson],
    modelled: Mapping[str, tuple[Find, ...]],
    allow: frozenset[str],
) -> ToHear:
    """Return a session's task; `modelled` are the finds of a name model by turn."""
    finds = tuple(tuple(modelled.get(turn.id, ())) for turn in turns)
    return ToHear(tuple(turns), tuple(people), finds, allow)


def listen(
    sessions: Iterable[tuple[str, ToHear]],
    allow: frozenset[str] = frozenset(),
    spread: Spread = map,
) -> Listened:
    """Find names in sessions of one study together, since a name learned in one holds in all.

    A session is asked for when the one before it was heard. `allow` are the study's own words that
    are no names. `spread` does one piece of work on many sessions, in order, wherever it likes.
    """
    begun: dict[str, ToHear] = {}

    def tasks() -> Iterator[ToHear]:
        for name, task in sessions:
            begun[name] = task
            yield task

    every = list(spread(hear, tasks()))
    alone = dict(zip(begun, every, strict=True))
    heard = {name: _Heard(t.turns, t.people, alone[name]) for name, t in begun.items()}
    known = consistency.known_from(
        ((said, find) for name in sorted(heard) for said, find in _all_finds(heard[name])),
        allow_list(allow),
    )
    more = spread(hear_again, [ToHearAgain(h.turns, h.finds, known, allow) for h in heard.values()])
    all_finds = dict(zip(heard, more, strict=True))
    return Listened({n: replace(one, finds=all_finds[n]) for n, one in heard.items()}, alone)


def settle(
    listened: Listened,
    decisions: Sequence[NameDecision] = (),
    looked: Mapping[str, tuple[Find, ...]] = MappingProxyType({}),
) -> Mapping[str, Redacted]:
    """Settle what is written over in every session, once (see `Settling`)."""
    return Settling(listened, decisions).settled(looked)


class Settling:
    """Sessions that are settled in rounds; one that nothing new is said of stays as it was."""

    def __init__(self, listened: Listened, decisions: Sequence[NameDecision] = ()) -> None:
        self._heard = listened.sessions
        self._verdicts = {name: decided(decisions, name) for name in self._heard}
        self._finds: dict[str, tuple[Looked, list[Named]]] = {}
        self._written: dict[str, tuple[list[Named], Redacted]] = {}

    def settled(self, looked: Looked = MappingProxyType({})) -> Mapping[str, Redacted]:
        """Settle what is written over in every session.

        `looked` is what a second look found left over, by turn. Positions are those of the raw
        turns. Doubtful stretches (score under .5) are written over and listed as doubts, until a
        decision settles them.
        """
        finds = {name: self._found(name, looked) for name in self._heard}
        kinds = _kinds(find for name in sorted(finds) for find in finds[name])
        return {name: self._over(name, [_agreed(f, kinds) for f in finds[name]]) for name in finds}

    def _found(self, name: str, looked: Looked) -> list[Named]:
        heard = self._heard[name]
        mine = {turn.id: looked[turn.id] for turn in heard.turns if turn.id in looked}
        if name not in self._finds or self._finds[name][0] != mine:
            self._finds[name] = mine, _settle(heard, self._verdicts[name], mine)
        return self._finds[name][1]

    def _over(self, name: str, finds: list[Named]) -> Redacted:
        if name not in self._written or self._written[name][0] != finds:
            self._written[name] = finds, _written(name, finds, self._heard[name])
        return self._written[name][1]


class Said(NamedTuple):
    """A turn as one text, surrogates blanked: what is kept of a `Talk`, which is large."""

    id: str
    text: str


Named = tuple[Said, Find]
Looked = Mapping[str, tuple[Find, ...]]


def _kinds(finds: Iterable[Named]) -> Mapping[str, str]:
    """Return for words that are found as different kinds the kind they have most surely."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for said, find in finds:
        if find.kind in consistency.KINDS:
            weight = 10 if {"roster", "decision"} & set(find.rule.split("+")) else 1
            votes[_words(said, find)][find.kind] += weight
    return {
        words: min(count, key=lambda kind, count=count: (-count[kind], kind))  # type: ignore[misc]
        for words, count in votes.items()
        if len(count) > 1
    }


def _agreed(named: Named, kinds: Mapping[str, str]) -> Named:
    said, find = named
    if find.kind not in consistency.KINDS or find.rule == "decision":
        return named
    return said, replace(find, kind=kinds.get(_words(said, find), find.kind))


def _words(said: Said, find: Find) -> str:
    return key_words(said.text[find.span.start : find.span.end])


def _all_finds(heard: _Heard) -> Iterable[tuple[Talk, Find]]:
    return _pairs(heard.talks, heard.finds)


def _pairs(talks: Sequence[Talk], finds: Sequence[Sequence[Find]]) -> Iterator[tuple[Talk, Find]]:
    return ((said, find) for said, found in zip(talks, finds, strict=True) for find in found)


def hear(task: ToHear) -> tuple[tuple[Find, ...], ...]:
    """Return what the finders find in each turn of one session, whatever the others hold."""
    if task.before is not None:
        return task.before
    allow, roster = _allowed(task.allow), Roster(task.people)
    return tuple(
        tuple(vetoed(said, _found(said, roster, model, allow), allow))
        for said, model in zip(_cut(task.turns), task.modelled, strict=True)
    )


_allowed = lru_cache(maxsize=2)(allow_list)


@lru_cache(maxsize=HELD)
def _cut(turns: tuple[Turn, ...]) -> tuple[Talk, ...]:
    """Cut turns into words; surrogates are none."""
    return tuple(talk(turn.id, _blanked(turn.text, _shut(turn))) for turn in turns)


def _shut(turn: Turn) -> tuple[Span, ...]:
    """Return where surrogates stand in a turn."""
    return tuple(Span(*m.span()) for m in MARK.finditer(turn.text))


def _blanked(text: str, marks: Sequence[Span]) -> str:
    """Put bullets in place of surrogates, so that no finder reads them as words."""
    for mark in marks:
        text = text[: mark.start] + "•" * (mark.end - mark.start) + text[mark.end :]
    return text


def _found(said: Talk, roster: Roster, model: Sequence[Find], allow: Allow) -> list[Find]:
    return [
        *rosters.find(said, roster),
        *patterns.find(said.text),
        *spoken.find(said),
        *context.find(said, allow),
        *things.find(said, allow),
        *posts.find(said.text),
        *capitals.find(said, allow),
        *models.weighed(said, model, allow, roster.by_words),
    ]


def hear_again(task: ToHearAgain) -> tuple[tuple[Find, ...], ...]:
    """Add the names of the whole study, and the mishearings of the session, found once more."""
    allow, talks = _allowed(task.allow), _cut(task.turns)
    misheard = consistency.misheard_in(_pairs(talks, task.found))
    return tuple(
        (
            *found,
            *vetoed(said, consistency.find(said, task.known, allow), allow),
            *consistency.heard_again(said, misheard),
        )
        for said, found in zip(talks, task.found, strict=True)
    )


def _settle(heard: _Heard, verdicts: Decided, looked: Looked) -> list[Named]:
    finds: list[Named] = []
    for turn, said, found in zip(heard.turns, heard.talks, heard.finds, strict=True):
        every = (*found, *named_by_people(said, verdicts), *looked.get(said.id, ()))
        plain = Said(said.id, said.text)
        finds += [(plain, find) for find in settled(said, every, verdicts, _shut(turn))]
    return finds


def _written(name: str, finds: Sequence[Named], heard: _Heard) -> Redacted:
    roster = Roster(heard.people)
    who, nouns = identities([(said.text, find) for said, find in finds], roster)
    session = Session(roster.people, roster, nouns, taken=heard.marks)
    redactions: list[Redaction] = []
    doubts: list[Doubt] = []
    words: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one, (said, find) in zip(who, finds, strict=True):
        text = said.text[find.span.start : find.span.end]
        surrogate = session.surrogate(one)
        words[surrogate, find.kind].add(text)
        redactions.append(
            Redaction(said.id, find.span, find.kind, surrogate, find.rule, find.score)
        )
        if find.score < DOUBT:
            doubts.append(Doubt(said.id, find.span, find.kind, reason_of(find)))
    key = tuple(
        KeyRow(name, surrogate, kind, tuple(sorted(said)))
        for (surrogate, kind), said in sorted(words.items())
    )
    return Redacted(tuple(redactions), tuple(doubts), key)
