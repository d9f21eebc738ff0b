"""Decisions on quotes follow their words, and never hold for other ones."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from fgtools.nouns import Participant, SafeTurn, Span
from fgtools.quotes.stretches import quote, quote_id
from fgtools.quotes.trim import trim
from fgtools.safe import part, stored
from fgtools.study.carrying import carry
from fgtools.study.decisions import ORDER, QUOTE, TRIM, as_value, place_of
from fgtools.study.picks import Picks, picks
from fgtools.study.store import Read, Store

WHO = Participant("s.p01", "s", "therapies")
OLD = (
    "What takes up your week, would you say?",
    "We have two record systems. Neither talks to the other, so I type it all twice, every day.",
    "Supervision is what keeps me here, an hour a month, and my manager guards it.",
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "study.db")


def keep(store: Store, texts: Sequence[str]) -> None:
    turns = [SafeTurn(f"s/{at}", "s", at, "s.p01", stored(t)) for at, t in enumerate(texts)]
    read = Read("s", "typed", None, 1, "-")
    with store.writing():
        carry(store, "s", turns)
        store.set_session(read, [WHO], turns, [1] * len(turns), [], [], [])


def decide(store: Store, what: str, number: int, **more: object) -> str:
    turn = store.turns("s")[number]
    span = Span(0, len(turn.text))
    value = as_value(place_of(turn, span), theme="pay", **more)
    key = quote_id(turn.id, span)
    with store.writing():
        store.decide(what, key, value, "HK", "2026-03-01T10:00:00+00:00")
    return key


def cut(store: Store, number: int, typed: str) -> None:
    made = trim(store.turns("s")[number].text, typed)
    decide(store, TRIM, number, kept=made.kept, wording=made.wording)


def printed(store: Store, held: Picks) -> list[str]:
    turns = {turn.id: turn for turn in store.turns()}
    return [
        held.cut(quote(turns[p.turn.id], p.span, WHO, theme="pay", stance="none", why="")).text
        for p in held.by_id.values()
    ]


CUT = "We have two record systems. [...] I type it all twice [...]"
LOOKS = "We have two record systems. [...] I type it all twice"


def test_a_cut_follows_its_words_into_a_corrected_transcript(store: Store) -> None:
    keep(store, OLD)
    decide(store, QUOTE, 1, verdict="accept")
    cut(store, 1, CUT)
    assert printed(store, picks(store)) == [LOOKS]
    keep(store, ["Shall we begin?", *OLD])
    assert printed(store, picks(store)) == [LOOKS]
    keep(store, [OLD[0], OLD[1].replace(", so", " - so").upper(), OLD[2]])
    assert [text.lower() for text in printed(store, picks(store))] == [LOOKS.lower()]


def test_a_cut_is_dropped_where_the_words_changed_and_comes_back_with_them(store: Store) -> None:
    keep(store, OLD)
    decide(store, QUOTE, 1, verdict="accept")
    cut(store, 1, CUT)
    changed = OLD[1].replace("Neither talks", "One never talks")
    keep(store, [OLD[0], changed, OLD[2]])
    (pick,) = picks(store).by_id.values()
    assert pick.waits
    assert pick.kept
    assert printed(store, picks(store)) == [changed]
    keep(store, OLD)
    assert printed(store, picks(store)) == [LOOKS]


def test_the_latest_decision_on_a_place_holds_whatever_id_it_was_made_under(store: Store) -> None:
    keep(store, OLD)
    old = decide(store, QUOTE, 1, verdict="accept")
    keep(store, ["Shall we begin?", *OLD])
    new = decide(store, QUOTE, 2, verdict="drop")
    held = picks(store)
    assert old != new
    assert [(p.id, p.verdict) for p in held.by_id.values()] == [(new, "drop")]
    assert held.moved[old] == new


def test_an_order_follows_each_quote_to_where_its_words_are(store: Store) -> None:
    keep(store, OLD)
    ids = [quote_id(t.id, Span(0, len(t.text))) for t in store.turns("s")]
    for number in (2, 1):
        decide(store, ORDER, number, order=f"{ids[2]} {ids[1]}")
    assert picks(store).orders == ((ids[2], ids[1]),)
    keep(store, ["Shall we begin?", *OLD])
    moved = [quote_id(t.id, Span(0, len(t.text))) for t in store.turns("s")]
    assert picks(store).orders == ((moved[3], moved[2]),)
    keep(store, OLD[:2])
    assert picks(store).orders == ((ids[1],),)


def test_a_cut_that_was_taken_back_leaves_the_quote_whole_and_kept(store: Store) -> None:
    keep(store, OLD)
    decide(store, QUOTE, 1, verdict="accept")
    cut(store, 1, CUT)
    decide(store, TRIM, 1, kept=[], wording="")
    (pick,) = picks(store).by_id.values()
    assert pick.kept
    assert not pick.waits
    assert printed(store, picks(store)) == [OLD[1]]
    assert part(pick.turn.text, pick.span) == pick.spoken
