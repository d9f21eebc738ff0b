"""People's decisions on codes are taken from one codebook to another, along a crosswalk.

What goes over is a new row beside the old one, which stays: who goes back to the old codebook finds
the decisions as they were. What the crosswalk cannot settle is listed for a person:

    accepted, code is the same or narrower     it applies under the other code too
    rejected, one code became one              it does not apply there either
    else (split, related, dropped, merged)     a person looks
    taken back                                 nothing goes over; what stands there stays
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from fgtools.codebook.crosswalk import Crosswalk, Entry
from fgtools.errors import Found, Misused
from fgtools.nouns import Codebook, SafeTurn, Span
from fgtools.study.decisions import (
    ACCEPT,
    CODE,
    OPEN,
    REJECT,
    Turns,
    as_value,
    place_in,
    place_of,
    taken_back,
    undoes,
)
from fgtools.study.folder import Folder, now
from fgtools.study.store import Decision

ACCEPTING = ("same", "narrower")


@dataclass(frozen=True, slots=True)
class Held:
    """The decision that holds on a turn and a code; `open` where earlier ones were taken back."""

    decision: Decision
    turn: SafeTurn
    span: Span
    verdict: str
    stance: str


@dataclass(frozen=True, slots=True)
class Going:
    """A decision that goes over, and the code it is under from now on."""

    held: Held
    code: str


@dataclass(frozen=True, slots=True)
class Open:
    """A decision that a person must look at: where, the old code, the codes it may be under now."""

    turn: str
    code: str
    verdict: str
    candidates: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What goes over, how many decisions hold as they are, and what is open."""

    going: tuple[Going, ...]
    stay: int
    open: tuple[Open, ...]


Standing = Mapping[tuple[str, str], Held]


def plan(
    decisions: Sequence[Decision], turns: Turns, walk: Crosswalk, old: Codebook, new: Codebook
) -> Plan:
    """Return what a crosswalk does with the decisions made under `old`."""
    keys = {code.key for code in old.codes}
    known, _ = counting(decisions, old)
    standing = held_by(decisions, turns)
    mine = [
        (code, held)
        for (_, code), held in held_by(known, turns).items()
        if code in keys and held.verdict != OPEN
    ]
    ways = _Ways(walk, {code.key for code in new.codes})
    going = [g for code, held in mine for g in _going(code, held, ways, standing)]
    applies = {(g.held.turn.id, g.code) for g in going if g.held.verdict == ACCEPT}
    applies |= {at for at, held in standing.items() if held.verdict == ACCEPT}
    found = [
        ways.open(code, held)
        for code, held in mine
        if not _settled(code, held, ways, standing, applies)
    ]
    found += _gone(known, turns, keys, ways)
    stay = sum(ways.stays(code) for code, _ in mine)
    return Plan(tuple(going), stay, tuple(found))


class _Ways:
    """Where each old code leads."""

    def __init__(self, walk: Crosswalk, there: set[str]) -> None:
        self._entries: dict[str, list[Entry]] = {}
        for entry in walk.entries:
            self._entries.setdefault(entry.source, []).append(entry)
        self._there = there
        self._sources = [target for e in walk.entries for target in e.targets]

    def relations(self, code: str) -> dict[str, str]:
        """Return the relation to each code that an old one leads to.

        Without an entry a code leads to the one of its key.
        """
        if code not in self._entries and code in self._there:
            return {code: "same"}
        return {t: e.relation for e in self._entries.get(code, ()) for t in e.targets}

    def stays(self, code: str) -> bool:
        """Tell whether decisions on a code hold under its own key."""
        return self.relations(code).get(code) in ACCEPTING

    def targets(self, code: str, verdict: str) -> list[str]:
        """Return the other codes that a decision goes over to."""
        ways = self.relations(code)
        if verdict != REJECT:
            return [t for t, relation in ways.items() if relation in ACCEPTING and t != code]
        alone = len(ways) == 1 and all(self._sources.count(target) == 1 for target in ways)
        return [t for t, relation in ways.items() if alone and relation == "same" and t != code]

    def left(self, code: str, verdict: str) -> tuple[str, ...]:
        """Return the codes that a decision may be about now, and that it does not go over to."""
        sure = {*self.targets(code, verdict), *([code] if self.stays(code) else ())}
        return tuple(target for target in self.relations(code) if target not in sure)

    def open(self, code: str, held: Held) -> Open:
        """Return what a person must look at, and why, where a decision does not go over."""
        left = self.left(code, held.verdict)
        return Open(held.turn.id, code, held.verdict, left, self._why(code, held.verdict))

    def _why(self, code: str, verdict: str) -> str:
        relations = {*self.relations(code).values()}
        if not relations:
            why = "it leads to no code" if code in self._entries else "the crosswalk has no entry"
        elif relations == {"broader"}:
            why = "the code was split"
        elif verdict == REJECT and relations <= {*ACCEPTING}:
            why = "the code is one of several that are one now"
        else:
            why = "the codes meet in part"
        still = code in self._there and not self.stays(code)
        return f"{why}; it counts under {code} until you say otherwise" if still else why


def _going(code: str, held: Held, ways: _Ways, standing: Standing) -> Iterator[Going]:
    for target in ways.targets(code, held.verdict):
        there = standing.get((held.turn.id, target))
        newer = there is not None and there.decision.id > held.decision.id
        if not newer and not (there and there.verdict == held.verdict):
            yield Going(held, target)


def _settled(
    code: str, held: Held, ways: _Ways, standing: Standing, applies: Container[tuple[str, str]]
) -> bool:
    """Tell whether nobody needs to look: all went over, or somebody decided there since."""
    left, relations = ways.left(code, held.verdict), ways.relations(code)
    if relations and not left:
        return True
    merged = held.verdict == REJECT and {*relations.values()} <= {*ACCEPTING}
    if merged and any((held.turn.id, target) in applies for target in left):
        return True
    there = (standing.get((held.turn.id, target)) for target in left if target != code)
    return any(one is not None and one.decision.id > held.decision.id for one in there)


def _gone(known: Iterable[Decision], turns: Turns, keys: set[str], ways: _Ways) -> Iterator[Open]:
    for decision in _not_taken_back(known):
        if decision.subject in keys and not turns.places(decision):
            place, said = place_in(decision.value)
            if not ways.stays(decision.subject):
                targets = tuple(ways.relations(decision.subject))
                yield Open(place.turn, decision.subject, said["verdict"], targets,
                           "its words are gone")  # fmt: skip


def held_by(decisions: Sequence[Decision], turns: Turns) -> dict[tuple[str, str], Held]:
    """Return the latest decision on each turn and code; `open` where all were taken back."""
    back = taken_back(decisions, turns)
    held: dict[tuple[str, str], Held] = {}
    for decision in decisions:
        _, said = place_in(decision.value)
        for turn, span in turns.places(decision):
            key = turn.id, decision.subject
            one = Held(decision, turn, span, said["verdict"], said.get("stance", ""))
            if one.verdict == OPEN:
                held.setdefault(key, one)  # on a turn made of two, the other's decision holds
            elif turn.id not in back.get(decision.id, ()):
                held[key] = one
    return held


def _not_taken_back(decisions: Iterable[Decision]) -> list[Decision]:
    """Return the decisions that a person still stands by, wherever their words are."""
    every = tuple(decisions)
    back = {number for decision in every for number in undoes(decision)}
    return [d for d in every if d.id not in back and not undoes(d)]


def counting(
    decisions: Iterable[Decision], book: Codebook
) -> tuple[tuple[Decision, ...], tuple[Decision, ...]]:
    """Return the decisions that count under a codebook, and those that wait for a codebook.

    A decision that was taken over does not count under the codebook it was taken from, and the
    older one does not wait where the newer counts.
    """
    keys = {code.key for code in book.codes}
    said = [(decision, place_in(decision.value)[1]) for decision in decisions]
    here = [(d, told) for d, told in said if told.get("left") != _called(book)]
    known = [d for d, _ in here if d.subject in keys]
    taken = {told.get("decision") for d, told in here if d.subject in keys}
    stood_by = _not_taken_back(d for d, _ in here)
    waiting = (d for d in stood_by if d.subject not in keys and str(d.id) not in taken)
    return tuple(known), tuple(waiting)


def take(folder: Folder, walk: Crosswalk, old: Codebook, new: Codebook, who: str) -> Plan:
    """Write what goes over, in one piece; return the plan it was written from."""
    if _called(old) == _called(new):
        raise Misused(
            "both codebooks say that they are one version", _called(new),
            "Give the new one a version: of its own.",
        )  # fmt: skip
    from fgtools.study import leaks  # finders of names take a while: they wait until needed

    findings = leaks.in_text(folder, "by", who)
    if findings:
        raise Found("what you typed identifies somebody; nothing was kept", findings)
    turns = Turns(folder.store.turns(), folder.store.carried())
    made = plan(folder.store.decisions(CODE), turns, walk, old, new)
    at = now()
    with folder.store.writing():
        for one in made.going:
            value = as_value(
                place_of(one.held.turn, one.held.span), verdict=one.held.verdict,
                stance=one.held.stance, left=_called(old), decision=str(one.held.decision.id),
                crosswalk=f"{walk.source} to {walk.target}", taken_by=who,
            )  # fmt: skip
            before = one.held.decision
            why = "; ".join(w for w in (before.why, f"was {before.subject}") if w)
            folder.store.decide(CODE, one.code, value, before.who, at, why)
    return made


def _called(book: Codebook) -> str:
    return f"{book.name}, version {book.version}"
