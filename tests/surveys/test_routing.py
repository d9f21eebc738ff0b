"""Blanks of people who were led past a question are no missing answers."""

from __future__ import annotations

import random
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from fgtools.surveys.questions import Column, questions_of
from fgtools.surveys.routing import Asked, Route, asked_of
from fgtools.surveys.tables import table_of

HOLD, SAFE, RATE = "Do you hold a caseload?", "Are you safe?", "Is it manageable?"


def asked(*columns: tuple[str, Sequence[str]], told: dict[str, Route] | None = None) -> list[Asked]:
    found = questions_of([Column(text, "", tuple(cells)) for text, cells in columns])
    return list(asked_of(found, told))


def test_a_question_left_blank_by_exactly_those_who_said_no_was_not_asked_of_them() -> None:
    (_, rate) = asked(
        (HOLD, ["Yes", "No", "Yes", "No", "Yes", "No"]),
        (RATE, ["Agree", "", "Agree", "", "No", ""]),
    )
    assert rate.route == Route("q1", ("Yes",), inferred=True)
    table = table_of(rate)
    assert (table.base, table.asked) == (3, 3)
    assert "“Yes” to q1" in table.note


def test_a_blank_of_somebody_who_was_asked_stays_a_missing_answer() -> None:
    hold = ["Yes"] * 12 + ["No"] * 8
    (_, rate) = asked((HOLD, hold), (RATE, ["Agree"] * 11 + [""] * 9))
    table = table_of(rate)
    assert (table.base, table.asked) == (11, 12)


def test_blanks_here_and_there_are_no_routing() -> None:
    hold = ["Yes", "No"] * 10
    rate = ["Agree" if n % 5 else "" for n in range(20)]
    (_, found, _) = asked((HOLD, hold), (RATE, rate), (SAFE, ["Yes"] * 20))
    assert found.route is None
    assert sum(found.asked) == 20


def test_routes_go_on_over_a_block_of_questions() -> None:
    hold = ["Yes", "Yes", "Yes", "No", "No"]
    block = ["A", "B", "A", "", ""]
    found = asked((HOLD, hold), (RATE, block), (SAFE, [*"xyx", "", ""]))
    assert [one.route and one.route.question for one in found] == [None, "q1", "q1"]


def test_who_stopped_was_asked_no_more() -> None:
    whole = ["Yes"] * 9
    gone = [*["Yes"] * 8, ""]
    found = asked((HOLD, whole), (RATE, gone), (SAFE, gone))
    assert [sum(one.asked) for one in found] == [9, 8, 8]
    (_, last) = asked((HOLD, whole), (RATE, gone))
    assert sum(last.asked) == 9, "one blank at the end may be an answer left out"


def test_a_route_that_people_tell_goes_before_what_the_blanks_tell() -> None:
    hold = ["Yes", "No", "Yes", "No", "Maybe", "Maybe"]
    rate = ["Agree", "", "Agree", "", "", ""]
    (_, found) = asked((HOLD, hold), (RATE, rate), told={"q2": Route("q1", ("yes", "maybe"))})
    assert (sum(found.asked), table_of(found).base) == (4, 2)
    (_, all_of_them) = asked((HOLD, hold), (RATE, rate), told={"q2": Route("", ())})
    assert sum(all_of_them.asked) == 6
    assert all_of_them.route is None


@given(st.integers(0, 10**6), st.integers(6, 40))
def test_whoever_answered_was_asked_and_the_base_is_who_answered(seed: int, people: int) -> None:
    dice = random.Random(seed)
    columns = [
        (f"Question {n}?", [dice.choice(["Yes", "No", ""]) for _ in range(people)])
        for n in range(4)
    ]
    for one in asked(*columns):
        pairs = list(zip(one.question.answered, one.asked, strict=True))
        assert (True, False) not in pairs
        table = table_of(one)
        assert table.base is not None
        assert table.asked is not None
        assert sum(a.count or 0 for a in table.answers) == table.base <= table.asked <= people


def test_random_blanks_are_hardly_ever_taken_for_routing() -> None:
    dice = random.Random(7)
    taken = 0
    for _ in range(300):
        hold = [dice.choice(["Yes", "No", "Partly"]) for _ in range(40)]
        rate = ["" if dice.random() < 0.1 else "Agree" for _ in range(40)]
        found = asked((HOLD, hold), (RATE, rate), (SAFE, ["Yes"] * 40))
        taken += found[1].route is not None
    assert taken <= 3
