"""Decisions and coders' layers are carried to where their words stand, whenever turns change.

It happens in the same transaction that replaces the turns, so that no decision is left behind.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from fgtools.exchange.places import PLACE, place_key
from fgtools.exchange.places import place_in as place_in_turn
from fgtools.nouns import SafeTurn, Span
from fgtools.study.aligning import Alignment, align
from fgtools.study.decisions import (
    CODEBOOK,
    TELLING,
    TOPIC,
    Place,
    Turns,
    place_in,
    sketch,
    wording,
)
from fgtools.study.keys import key_of
from fgtools.study.store import Carried, CodedTurn, Decision, KeptMemo, Store

Placed = tuple[SafeTurn, Span]
GONE = Span(0, 0)


def carry(store: Store, session: str, turns: Sequence[SafeTurn]) -> None:
    """Carry what was decided and coded on a session's turns to its new ones, before they are set.

    Turns that come back word for word get their decisions back where these stood. What is not
    found again is marked as gone, and found again once its words come back.
    """
    old = store.turns(session)
    if old and _wording(old) == _wording(turns):
        return
    if old:
        _carry(store, session, old, turns)
    _bring_back(store, session, turns)


def _carry(store: Store, session: str, old: Sequence[SafeTurn], turns: Sequence[SafeTurn]) -> None:
    coded = store.coded(session=session)
    near = store.decisions_near(session)
    decisions = [d for d in near if any(_in(session, o) for o in origins(d))]
    memos = [memo for memo in store.memos() if any(_hangs_in(session, at) for at in memo.on)]
    if decisions or coded or memos:
        aligned = align(old, turns)
        _carry_coded(store, coded, old, aligned)
        store.set_memos(_carried_memo(memo, session, aligned) for memo in memos)
        _carry_decisions(store, session, decisions, old, aligned)


def _carry_decisions(
    store: Store,
    session: str,
    decisions: Sequence[Decision],
    old: Sequence[SafeTurn],
    aligned: Alignment,
) -> None:
    before = store.carried(session)
    was = tuple(_standing(decisions, session, Turns(old, before), before))
    store.set_stood(session, _wording(old), (row for one in was for row in one.rows()))
    stood: dict[tuple[int, str], list[Carried]] = {}
    for row in store.stood(session, _wording(aligned.new)):
        stood.setdefault((row.decision, row.origin), []).append(row)
    new = Turns(aligned.came())
    rows = tuple(
        row
        for one in was
        for row in stood.get((one.decision.id, one.origin)) or one.carried(aligned, new)
    )
    store.set_carried(rows, rows)


def _carry_coded(
    store: Store, held: Iterable[CodedTurn], old: Sequence[SafeTurn], alignment: Alignment
) -> None:
    """Let coders' rows stand on the turns that hold their words now: both, where one was cut."""
    new = {turn.id: turn for turn in alignment.new}
    now: dict[str, list[SafeTurn]] = {}
    for turn in old:
        moved = alignment.moved(turn.id, Span(0, len(turn.text)))
        now[turn.id] = list({one.turn.id: one.turn for one in moved}.values())
        if not moved and turn.id in new and new[turn.id].text == turn.text:
            now[turn.id] = [new[turn.id]]  # a turn without words
    for row in held:
        places = now.get(row.turn, [])
        stays = [turn.id for turn in places] == [row.turn]
        if not stays or (row.places and row.wording != wording(places[0].text)):
            store.set_coded_state([row], "superseded" if places else "gone")
            store.add_coded(_placed(_on(row, turn), row, alignment) for turn in places)


def _placed(new: CodedTurn, row: CodedTurn, alignment: Alignment) -> CodedTurn:
    """Return a row with the stretches of the turn that got a code where their words stand now."""
    moved = (
        (code, *one.span)
        for code, start, end in row.places
        for one in alignment.moved(row.turn, Span(start, end))
        if one.turn.id == new.turn
    )
    return replace(new, places=tuple(sorted(set(moved))))


def _hangs_in(session: str, at: tuple[str, str]) -> bool:
    kind, key = at
    return kind == PLACE and _in(session, place_in_turn(key)[0])


def _carried_memo(memo: KeptMemo, session: str, alignment: Alignment) -> KeptMemo:
    """Return a memo with its places where their words stand now; of lost words, the session."""
    on: list[tuple[str, str]] = []
    for kind, key in memo.on:
        if not _hangs_in(session, (kind, key)):
            on.append((kind, key))
            continue
        moved = alignment.moved(*place_in_turn(key))
        on += [(PLACE, place_key(m.turn.id, m.span)) for m in moved]
        on += [] if moved else [("session", session)]
    return replace(memo, on=tuple(dict.fromkeys(on)))


def _bring_back(store: Store, session: str, turns: Sequence[SafeTurn]) -> None:
    """Let rows whose words are in the study again hold, but where their coder coded anew since."""
    lost = store.coded("gone", session)
    held = {(row.coder, row.turn) for row in store.coded(session=session)} if lost else set()
    places = Turns(turns if lost else ())
    for row in lost:
        found = places.find(Place(row.turn, GONE, row.sketch, row.participant))
        if not found or (row.coder, found[0].id) in held:
            continue
        if found[0].id == row.turn or len(row.sketch) >= TELLING:
            store.set_coded_state([row], "superseded")
            store.add_coded([_on(row, found[0])])


def _on(row: CodedTurn, turn: SafeTurn) -> CodedTurn:
    return replace(
        row, turn=turn.id, sketch=sketch(turn.text), participant=turn.participant, state="held",
        wording=wording(turn.text),
    )  # fmt: skip


def origins(decision: Decision) -> tuple[str, ...]:
    """Return the turns that a decision was made on, as they were numbered then."""
    kept = json.loads(decision.value)
    return tuple(kept["turns"]) if decision.what in (TOPIC, CODEBOOK) else (kept["turn"],)


def _in(session: str, turn: str) -> bool:
    return turn.rpartition("/")[0] == session


def _wording(turns: Sequence[SafeTurn]) -> str:
    return key_of([(turn.id, turn.text) for turn in turns])


@dataclass(frozen=True, slots=True)
class _Stood:
    """Where a decision stood before the turns changed: nowhere if its words were gone."""

    decision: Decision
    origin: str
    places: tuple[Placed, ...]

    def rows(self) -> Iterator[Carried]:
        places = [(turn.id, span) for turn, span in self.places] or [("", GONE)]
        for turn, span in places:
            yield Carried(self.decision.id, self.origin, turn, span)

    def carried(self, alignment: Alignment, came: Turns) -> Iterator[Carried]:
        now = dict.fromkeys(
            (moved.turn.id, moved.span)
            for turn, span in self.places
            for moved in alignment.moved(turn.id, span)
        )
        found = None if now else self._found(came)
        if found:
            now = {(found[0].id, found[1]): None}
        for turn_now, span_now in now or {("", GONE): None}:
            yield Carried(self.decision.id, self.origin, turn_now, span_now)

    def _found(self, came: Turns) -> Placed | None:
        """Look among the turns that were not there before.

        Whoever says as little somewhere else, just as these words go, is not meant.
        """
        if self.decision.what == TOPIC:
            return None
        place, _ = place_in(self.decision.value)
        if self.places and len(place.sketch) < TELLING:
            return None
        session = self.origin.rpartition("/")[0]
        return came.find(replace(place, turn=f"{session}/"))  # turns are numbered anew


def _standing(
    decisions: Iterable[Decision], session: str, turns: Turns, carried: Iterable[Carried]
) -> Iterator[_Stood]:
    before: dict[tuple[int, str], list[str]] = {}
    for row in carried:
        before.setdefault((row.decision, row.origin), []).append(row.turn)
    for decision in decisions:
        for origin in (one for one in origins(decision) if _in(session, one)):
            if decision.what == TOPIC:
                held = [turns.by_id.get(t) for t in before.get((decision.id, origin), [origin])]
                places = tuple((turn, Span(0, len(turn.text))) for turn in held if turn)
            else:
                places = turns.places(decision)
            yield _Stood(decision, origin, places)
