"""Decisions go from codebook to codebook only where a crosswalk leaves no doubt."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fgtools.codebook.crosswalk import Crosswalk, Entry
from fgtools.nouns import Code, Codebook, SafeTurn, Span
from fgtools.safe import stored
from fgtools.study.decisions import CODE, OPEN, Turns, as_value, place_of
from fgtools.study.store import Decision
from fgtools.study.taking import Plan, counting, plan

SAID = ("We hold two hundred plans each, and nobody can.", "Supervision is my one quiet hour.")
TURNS = tuple(SafeTurn(f"s/{at}", "s", at, "s.p1", stored(said)) for at, said in enumerate(SAID))
OLD = Codebook("Allotments", "1", tuple(Code(key, key.title()) for key in "abcd"))
NEW = Codebook("Allotments", "2", tuple(Code(key, key.title()) for key in "axyz"))


def walk(*entries: tuple[str, str, str]) -> Crosswalk:
    return Crosswalk(
        "old", "1", "new", "2",
        tuple(Entry(source, tuple(targets), relation) for source, targets, relation in entries),
    )  # fmt: skip


def decided(number: int, turn: int, code: str, verdict: str, **more: str) -> Decision:
    said = TURNS[turn]
    value = as_value(place_of(said, Span(0, len(said.text))), verdict=verdict, stance="", **more)
    return Decision(number, CODE, code, value, "HK", "2026-03-01T10:00:00+00:00")


def planned(*decisions: Decision, by: Crosswalk) -> Plan:
    return plan(decisions, Turns(TURNS), by, OLD, NEW)


def going(made: Plan) -> list[tuple[str, str, str]]:
    return [(one.held.turn.id, one.code, one.held.verdict) for one in made.going]


@pytest.mark.parametrize(
    ("entries", "verdict", "goes_to", "candidates"),
    [
        ([("b", "x", "same")], "accept", "x", None),
        ([("b", "x", "same")], "reject", "x", None),
        ([("b", "x", "narrower"), ("c", "x", "narrower")], "accept", "x", None),
        ([("b", "x", "narrower"), ("c", "x", "narrower")], "reject", "", ("x",)),
        ([("b", "x", "same"), ("c", "x", "same")], "accept", "x", None),
        ([("b", "x", "same"), ("c", "x", "same")], "reject", "", ("x",)),
        ([("b", "xy", "broader")], "accept", "", ("x", "y")),
        ([("b", "xy", "broader")], "reject", "", ("x", "y")),
        ([("b", "x", "related")], "accept", "", ("x",)),
        ([("b", "", "related")], "accept", "", ()),
        ([], "accept", "", ()),
        ([("b", "x", "narrower"), ("b", "y", "related")], "accept", "x", ("y",)),
    ],
)
def test_each_relation_does_what_it_says(
    entries: list[tuple[str, str, str]], verdict: str, goes_to: str,
    candidates: tuple[str, ...] | None,
) -> None:  # fmt: skip
    made = planned(decided(1, 0, "b", verdict), by=walk(*entries))
    assert [code for _, code, _ in going(made)] == list(goes_to)
    assert [one.candidates for one in made.open] == ([] if candidates is None else [candidates])


def test_a_code_of_the_same_key_keeps_its_decisions_without_an_entry() -> None:
    made = planned(decided(1, 0, "a", "accept"), by=walk())
    assert (made.going, made.stay, made.open) == ((), 1, ())


def test_a_key_that_was_split_in_place_is_listed_and_said_to_count_meanwhile() -> None:
    made = planned(decided(1, 0, "a", "accept"), by=walk(("a", "ax", "broader")))
    assert made.going == ()
    assert made.open[0].candidates == ("a", "x")
    assert "counts under a" in made.open[0].why


def test_the_latest_word_on_a_turn_is_what_goes_over() -> None:
    by = walk(("b", "x", "same"))
    made = planned(decided(1, 0, "b", "accept"), decided(2, 0, "b", "reject"), by=by)
    assert going(made) == [("s/0", "x", "reject")]


def test_a_no_to_one_of_two_merged_codes_is_settled_where_the_other_applies() -> None:
    by = walk(("b", "x", "narrower"), ("c", "x", "narrower"))
    made = planned(decided(1, 0, "b", "accept"), decided(2, 0, "c", "reject"), by=by)
    assert going(made) == [("s/0", "x", "accept")]
    assert made.open == ()


def test_what_somebody_decided_under_the_new_code_since_holds() -> None:
    by = walk(("b", "x", "same"), ("c", "yz", "broader"))
    made = planned(
        decided(1, 0, "b", "accept"), decided(2, 0, "c", "accept"),
        decided(3, 0, "x", "reject"), decided(4, 0, "y", "accept"), by=by,
    )  # fmt: skip
    assert (made.going, made.open) == ((), ())


def test_what_was_taken_back_does_not_go_over_and_is_not_listed() -> None:
    back = decided(2, 0, "b", OPEN, undoes="1")
    for by in (walk(("b", "x", "same")), walk(("b", "xy", "broader")), walk()):
        made = planned(decided(1, 0, "b", "accept"), back, by=by)
        assert (made.going, made.stay, made.open) == ((), 0, ())


def test_what_was_taken_back_under_the_new_code_does_not_come_back() -> None:
    taken = decided(2, 0, "x", "accept", left="Allotments, version 1", decision="1")
    rows = decided(1, 0, "b", "accept"), taken, decided(3, 0, "x", OPEN, undoes="2")
    assert planned(*rows, by=walk(("b", "x", "same"))).going == ()


def test_what_was_taken_back_waits_for_no_codebook() -> None:
    rows = [decided(1, 0, "b", "accept"), decided(2, 0, "b", OPEN, undoes="1")]
    assert counting(rows, NEW) == ((), ())
    assert counting(rows, OLD) == (tuple(rows), ())


def test_a_decision_whose_words_are_gone_is_listed_not_lost() -> None:
    gone = SafeTurn("s/9", "s", 9, "s.p9", stored("Nobody has ever said any of this here."))
    value = as_value(place_of(gone, Span(0, 6)), verdict="accept", stance="")
    made = planned(Decision(1, CODE, "b", value, "HK", ""), by=walk(("b", "x", "same")))
    assert [(one.turn, one.why) for one in made.open] == [("s/9", "its words are gone")]


def test_what_was_taken_over_does_not_count_under_the_codebook_it_came_from() -> None:
    first = decided(1, 0, "b", "accept")
    taken = decided(2, 0, "a", "accept", left="Allotments, version 1", decision="1")
    assert counting([first, taken], OLD) == ((first,), ())
    assert counting([first, taken], NEW) == ((taken,), ())


RELATIONS = ("same", "narrower", "broader", "related")


@given(
    st.lists(st.tuples(st.integers(0, 1), st.sampled_from("abcd"),
                       st.sampled_from(("accept", "reject"))), max_size=8),
    st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from(("", "a", "x", "xy", "yz")),
                       st.sampled_from(RELATIONS)), max_size=5, unique_by=lambda e: e[0]),
)  # fmt: skip
def test_no_decision_falls_between_and_taking_twice_is_taking_once(
    made: list[tuple[int, str, str]], entries: list[tuple[str, str, str]]
) -> None:
    rows = [decided(at + 1, *one) for at, one in enumerate(made)]
    by = walk(*entries)
    first = planned(*rows, by=by)
    taken = [
        decided(
            100 + at, one.held.turn.ordinal, one.code, one.held.verdict,
            left="Allotments, version 1", decision=str(one.held.decision.id),
        )
        for at, one in enumerate(first.going)
    ]  # fmt: skip
    assert planned(*rows, *taken, by=by).going == ()
    for row in rows:
        alone = planned(row, by=by)
        assert len({one.held.decision.id for one in alone.going}) + alone.stay + len(alone.open)
