"""What is asked first: what teaches most, once, of many people, and in an order that holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fgtools.codes.asking import (
    ALIKE,
    ENOUGH,
    MISSED,
    RARE,
    SURE,
    TEN,
    UNCERTAIN,
    Pair,
    Question,
    Vector,
    ask,
    kind_of,
    nth,
    reason,
)
from fgtools.nouns import Code, Codebook, Coding, SafeTurn, Span
from fgtools.safe import stored

BOOK = Codebook(
    "Allotments",
    "1",
    (Code("water", "Water"), Code("leaks", "Leaks", parent="water"), Code("pests", "Slugs")),
)
KEYS = tuple(code.key for code in BOOK.codes)
EDGE = 0.4


def talk(number: int) -> dict[str, SafeTurn]:
    """Turns of three sessions in which two people each take turns."""
    made = (
        SafeTurn(f"s{at % 3}/{at}", f"s{at % 3}", at, f"s{at % 3}.p{at % 2}", stored(f"Turn {at}."))
        for at in range(number)
    )
    return {turn.id: turn for turn in made}


def scored(turn: str, code: str, score: float) -> Coding:
    return Coding(turn, Span(0, 4), code, "none", "fgtools", score, "a cue", score >= EDGE)


def apart(turn: str) -> Vector:
    """A vector of its own for every turn."""
    row = np.zeros(200, np.float32)
    row[int(turn.rpartition("/")[2])] = 1
    return row


def alike(turn: str) -> Vector:
    """Turns say the same as every fifth other one."""
    row = np.zeros(5, np.float32)
    row[int(turn.rpartition("/")[2]) % 5] = 1
    return row


def asked(
    codings: Sequence[Coding],
    number: int = 10,
    *,
    settled: frozenset[Pair] = frozenset(),
    examples: Mapping[str, int] | None = None,
    already: Sequence[Pair] = (),
    only: str = "",
    said: Mapping[str, SafeTurn] | None = None,
) -> tuple[Question, ...]:
    return ask(
        BOOK, codings, said or talk(100), apart, settled=settled, examples=examples or {},
        number=number, already=already, only=only,
    )  # fmt: skip


tables = st.lists(
    st.tuples(st.integers(0, 40), st.sampled_from(KEYS), st.floats(0, 1)),
    max_size=60,
    unique_by=lambda row: row[:2],
).map(lambda rows: [scored(f"s{at % 3}/{at}", code, round(p, 4)) for at, code, p in rows])
counts = st.fixed_dictionaries({key: st.integers(0, 6) for key in KEYS})


@given(tables, counts, st.sets(st.tuples(st.integers(0, 40), st.sampled_from(KEYS))))
def test_nothing_settled_is_asked_and_nothing_twice(
    codings: list[Coding], examples: dict[str, int], done: set[tuple[int, str]]
) -> None:
    settled = frozenset((f"s{at % 3}/{at}", code) for at, code in done)
    first = asked(codings, 20, settled=settled, examples=examples)
    pairs = [q.pair for q in first]
    assert not {*pairs} & settled
    assert len(pairs) == len({*pairs}) <= 20
    later = asked(codings, 20, settled=settled, examples=examples, already=pairs)
    assert not {*pairs} & {q.pair for q in later}


@given(tables, counts, st.randoms(use_true_random=False))
def test_the_order_in_which_codings_come_changes_nothing(
    codings: list[Coding], examples: dict[str, int], chance: Random
) -> None:
    before = asked(codings, 20, examples=examples)
    chance.shuffle(codings)
    assert asked(codings, 20, examples=examples) == before


@given(tables, counts)
def test_the_codes_with_fewest_confirmed_examples_come_first(
    codings: list[Coding], examples: dict[str, int]
) -> None:
    found = asked(codings, 10, examples=examples)
    kinds = [q.kind for q in found]
    rare = [q.coding.code for q in found if q.kind == RARE]
    assert all(examples[code] < ENOUGH for code in rare)
    first = rare[: TEN.count(RARE)]
    so_far = dict(examples)
    for at, code in enumerate(first):
        others = {c for c in first[at:] if c != code}
        assert all(so_far[code] <= so_far[other] for other in others)
        so_far[code] += 1
    if RARE in kinds[: TEN.count(RARE)]:
        assert kinds[0] == RARE


@given(tables, counts)
def test_what_is_said_of_a_question_is_true(
    codings: list[Coding], examples: dict[str, int]
) -> None:
    for q in asked(codings, 30, examples=examples):
        if q.kind == SURE:
            assert q.coding.assigned
        if q.kind == MISSED:
            assert not q.coding.assigned


@given(tables)
def test_a_child_that_is_given_spares_the_question_about_its_parent(codings: list[Coding]) -> None:
    given_ = {(c.turn, c.code) for c in codings if c.assigned}
    rest = [
        c for c in codings if not (c.code == "water" and c.assigned and (c.turn, "leaks") in given_)
    ]
    rest += [
        Coding(turn, Span(0, 4), "water", "none", "fgtools", 0.9, "", assigned=False)
        for turn, code in given_
        if code == "leaks" and (turn, "water") not in {(c.turn, c.code) for c in rest}
    ]
    found = {q.pair for q in asked(rest, 100)}
    assert not [turn for turn, code in given_ if code == "leaks" and (turn, "water") in found]


def test_of_ten_questions_most_are_examples_and_one_each_is_sure_and_just_below() -> None:
    said = talk(90)
    codings = [scored(t, KEYS[at % 3], at / 90 + 0.005) for at, t in enumerate(said)]
    found = asked(codings, 10)
    assert tuple(q.kind for q in found) == TEN
    enough = dict.fromkeys(KEYS, ENOUGH)
    kinds = [q.kind for q in asked(codings, 10, examples=enough)]
    assert kinds == [UNCERTAIN] * 8 + [MISSED, SURE]


def test_the_uncertain_ones_are_nearest_to_where_codings_begin() -> None:
    said = talk(90)
    codings = [scored(t, "pests", at / 90 + 0.005) for at, t in enumerate(said)]
    found = asked(codings, 3, examples={"pests": ENOUGH})
    assert all(abs(q.coding.score - EDGE) < 0.1 for q in found)


def test_no_two_turns_that_say_the_same_are_asked() -> None:
    said = talk(60)
    codings = [scored(t, KEYS[at % 3], 0.6) for at, t in enumerate(said)]
    found = ask(BOOK, codings, said, alike, settled=(), examples={}, number=60)
    turns = list(dict.fromkeys(q.coding.turn for q in found))
    assert len(turns) == 5
    assert all(float(alike(a) @ alike(b)) < ALIKE for a in turns for b in turns if a != b)


def test_one_turn_may_be_asked_about_for_several_codes() -> None:
    codings = [scored("s0/0", key, 0.6) for key in ("leaks", "pests")]
    assert {q.pair for q in asked(codings)} == {("s0/0", "leaks"), ("s0/0", "pests")}


def test_participants_and_sessions_take_turns() -> None:
    said = talk(60)
    codings = [scored(t, "pests", 0.7) for t in said]
    first = asked(codings, 6)
    assert len({said[q.coding.turn].participant for q in first}) == 6
    assert len({said[q.coding.turn].session for q in first[:3]}) == 3


def test_a_rejected_sure_coding_does_not_move_where_codings_begin() -> None:
    said = talk(30)
    codings = [scored(t, "pests", 0.3 + at / 60) for at, t in enumerate(said)]
    wrong = Coding("s0/99", Span(0, 4), "pests", "none", "fgtools", 0.99, "", assigned=False)
    more = {**said, "s0/99": SafeTurn("s0/99", "s0", 99, "s0.p0", stored("Turn."))}
    settled = frozenset({wrong.turn: wrong.code}.items())
    assert asked([*codings, wrong], settled=settled, said=more) == asked(codings, said=said)


def test_one_code_may_be_asked_about_alone_and_children_still_count() -> None:
    codings = [
        scored("s0/0", "leaks", 0.8), scored("s1/1", "water", 0.7),
        Coding("s0/0", Span(0, 4), "water", "none", "fgtools", 0.9, "", assigned=False),
    ]  # fmt: skip
    assert [q.pair for q in asked(codings, only="water")] == [("s1/1", "water")]


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (22, "22nd")],
)
def test_examples_are_counted_in_words(number: int, words: str) -> None:
    assert nth(number) == words


@pytest.mark.parametrize("kind", [RARE, UNCERTAIN, MISSED, SURE])
def test_a_reason_tells_what_was_asked_for(kind: str) -> None:
    assert kind_of(f"{reason(kind, 'Slugs', 3)}; a cue") == kind
    assert reason(RARE, "Slugs", 3) == "would be the 4th example of Slugs"
    assert kind_of("whatever somebody typed") == ""
