"""Find every name and identifier of a study's sessions and say what to write over them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

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
class _Heard:
    """A session's turns cut into words, with what the finders found in each."""

    talks: tuple[Talk, ...]
    shut: tuple[tuple[Span, ...], ...]
    finds: tuple[list[Find], ...]
    roster: Roster
    marks: frozenset[str]


def redact(
    sessions: Mapping[str, Sequence[Turn]],
    people: Mapping[str, Sequence[KnownPerson]],
    modelled: Mapping[str, tuple[Find, ...]],
    allow: frozenset[str] = frozenset(),
    decisions: Sequence[NameDecision] = (),
    looked: Mapping[str, tuple[Find, ...]] = MappingProxyType({}),
) -> Mapping[str, Redacted]:
    """Redact sessions of one study together, since a name learned in one holds in all.

    `people` are those the recordings name, by session; `modelled` the finds of a name model by
    turn, `allow` the study's own words that are no names, `decisions` what people decided,
    `looked` what a second look found left over, by turn.
    Positions are those of the raw turns. Doubtful stretches (score under .5) are written over
    and listed as doubts, until a decision settles them.
    """
    allowed = allow_list(allow)
    heard = {
        name: _listen(turns, people.get(name, ()), modelled, allowed)
        for name, turns in sessions.items()
    }
    known = consistency.known_from(
        ((said, find) for name in sorted(heard) for said, find in _all_finds(heard[name])), allowed
    )
    finds = {
        name: _settle(heard[name], known, allowed, decided(decisions, name), looked)
        for name in sessions
    }
    kinds = _kinds(find for name in sorted(finds) for find in finds[name])
    return {
        name: _written(name, [_agreed(f, kinds) for f in finds[name]], heard[name])
        for name in sessions
    }


Named = tuple[Talk, Find]


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


def _words(said: Talk, find: Find) -> str:
    return key_words(said.text[find.span.start : find.span.end])


def _all_finds(heard: _Heard) -> Iterable[tuple[Talk, Find]]:
    return ((said, f) for said, fs in zip(heard.talks, heard.finds, strict=True) for f in fs)


def _listen(
    turns: Sequence[Turn],
    people: Sequence[KnownPerson],
    modelled: Mapping[str, tuple[Find, ...]],
    allow: Allow,
) -> _Heard:
    shut = tuple(tuple(Span(*m.span()) for m in MARK.finditer(turn.text)) for turn in turns)
    talks = tuple(
        talk(turn.id, _blanked(turn.text, marks)) for turn, marks in zip(turns, shut, strict=True)
    )
    roster = Roster(tuple(people))
    finds = tuple(
        vetoed(said, _found(said, roster, modelled.get(said.id, ()), allow), allow)
        for said in talks
    )
    marks = frozenset(m.group() for turn in turns for m in MARK.finditer(turn.text))
    return _Heard(talks, shut, finds, roster, marks)


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


def _settle(
    heard: _Heard,
    known: consistency.Known,
    allow: Allow,
    verdicts: Decided,
    looked: Mapping[str, tuple[Find, ...]],
) -> list[Named]:
    finds: list[Named] = []
    misheard = consistency.misheard_in(_all_finds(heard))
    for said, shut, found in zip(heard.talks, heard.shut, heard.finds, strict=True):
        again = vetoed(said, consistency.find(said, known, allow), allow)
        again += consistency.heard_again(said, misheard)
        every = [*found, *again, *named_by_people(said, verdicts), *looked.get(said.id, ())]
        finds += [(said, find) for find in settled(said, every, verdicts, shut)]
    return finds


def _written(name: str, finds: Sequence[tuple[Talk, Find]], heard: _Heard) -> Redacted:
    who, nouns = identities([(said.text, find) for said, find in finds], heard.roster)
    session = Session(heard.roster.people, heard.roster, nouns, taken=heard.marks)
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
