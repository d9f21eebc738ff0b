"""Tables add up, and a release shows no count from which a small one follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fgtools.surveys.questions import Column, questions_of
from fgtools.surveys.read import printed_tables, tables_of
from fgtools.surveys.routing import asked_of
from fgtools.surveys.tables import HIDDEN_ANSWERS, Answer, Table, released, table_of

AREA = (
    ("What area do you work in?",),
    ("Answer Choices", "Responses", ""),
    ("School", "25.64%", "80"),
    ("LA", "51.92%", "162"),
    ("Health organisation", "17.95%", "56"),
    ("Other (please specify)", "4.49%", "14"),
    ("Answered", "", "312"),
    ("Skipped", "", "8"),
)


def single(*counts: int) -> Table:
    answers = tuple(Answer(f"option {n}", count) for n, count in enumerate(counts))
    return Table("q1", "Which?", "single", sum(counts), sum(counts), answers)


def test_several_answers_stand_by_size_and_a_scale_in_its_order() -> None:
    ticks = [
        Column("Why?", "Pay", ("Pay", "", "")),
        Column("", "Hours", ("Hours", "Hours", "")),
        Column("Safe?", "", ("Rarely", "Always", "Rarely")),
    ]
    why, safe = (table_of(one) for one in asked_of(questions_of(ticks)))
    assert [(a.label, a.count, why.percent(a)) for a in why.answers] == [
        ("Hours", 2, None), ("Pay", 1, None),  # no percentages of two people
    ]  # fmt: skip
    assert (why.base, why.asked) == (2, 3)
    assert "several answers" in why.note
    assert [a.label for a in safe.answers] == ["Always", "Rarely"]


@given(st.lists(st.integers(0, 3000), min_size=1, max_size=60))
def test_numbers_are_shown_in_bands_that_hold_each_once(numbers: Sequence[int]) -> None:
    cells = tuple(map(str, numbers))
    (one,) = asked_of(questions_of([Column("How many plans do you hold?", "", cells)]))
    table = table_of(one)
    if one.question.kind == "number":
        assert sum(a.count or 0 for a in table.answers) == len(numbers)
        assert len(table.answers) <= 10


def test_a_printed_table_that_adds_up_has_no_findings() -> None:
    (table,), findings, people = tables_of(printed_tables(AREA))
    assert findings == ()
    assert people == 320
    assert (table.text, table.kind, table.base, table.asked) == (
        "What area do you work in?", "single", 312, 320,
    )  # fmt: skip
    assert [a.label for a in table.answers][:2] == ["LA", "School"]


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        (("School", "26.54%", "80"), "percent-wrong"),
        (("School", "25.64%", "79"), "parts-missing"),
        (("School", "25.94%", "80"), "sum-wrong"),
    ],
)
def test_what_does_not_add_up_is_told(row: tuple[str, ...], rule: str) -> None:
    _, findings, _ = tables_of(printed_tables([*AREA[:2], row, *AREA[3:]]))
    assert rule in {f.rule for f in findings}


def test_whole_percentages_may_miss_a_hundred_by_their_rounding() -> None:
    rows = [*AREA[:2], *((f"o{n}", "33%", "10") for n in range(3)), ("Answered", "", "30")]
    assert tables_of(printed_tables(rows))[1] == ()


def test_counts_above_the_base_are_several_answers() -> None:
    rows = [*AREA[:2], ("A", "80%", "80"), ("B", "60%", "60"), ("Answered", "", "100")]
    (table,), findings, _ = tables_of(printed_tables(rows))
    assert (table.kind, findings) == ("multi", ())


def test_tables_of_one_survey_have_one_number_of_respondents() -> None:
    other = [*AREA[:-1], ("Skipped", "", "9")]
    _, findings, _ = tables_of(printed_tables([*AREA, *other]))
    assert {f.rule for f in findings} == {"respondents-differ"}


def test_grids_and_lists_are_no_response_tables() -> None:
    grid = [("Answer Choices", "Agree", "Disagree", "Total"), ("Pay", "3", "4", "7")]
    assert printed_tables(grid) == ()
    assert printed_tables([("name", "role"), ("A", "nurse")]) == ()


@given(st.lists(st.integers(0, 40), min_size=1, max_size=7), st.integers(1, 10))
def test_no_small_count_follows_from_a_released_single_choice(
    counts: Sequence[int], threshold: int
) -> None:
    table = single(*counts)
    shown = released(table, threshold, sum(counts))
    there = {a.label for a in shown.answers if a.count is not None}
    hidden = [a.count or 0 for a in table.answers if a.label not in there]
    assert not [a for a in shown.answers if a.count and a.count < threshold]
    if shown.base is None:
        assert sum(counts) < threshold
        assert len(hidden) == len(counts)
    elif hidden:
        # What is hidden together is base minus what is shown: it must not be small or of one alone.
        assert sum(hidden) >= threshold
        assert len(hidden) > 1 or sum(hidden) == sum(counts)


def test_of_several_answers_the_few_who_did_not_are_hidden_too() -> None:
    table = replace(single(98, 50, 3), kind="multi", base=100, asked=100)
    shown = released(table, 5, 100).answers
    assert [a.count for a in shown] == [50, None]
    assert shown[1].label == HIDDEN_ANSWERS


@given(st.lists(st.integers(0, 500), min_size=10, max_size=60), st.integers(2, 9))
def test_bands_of_a_release_hold_enough_people_and_tell_nobodys_own_number(
    numbers: Sequence[int], threshold: int
) -> None:
    (one,) = asked_of(questions_of([Column("How many?", "", tuple(map(str, numbers)))]))
    table = table_of(one)
    if one.question.kind != "number":
        return
    shown = released(table, threshold, len(numbers)).answers
    counted = [a.count for a in shown if a.count is not None]
    assert not [count for count in counted if 0 < count < threshold]
    assert sum(counted) in (0, len(numbers))
    assert all(a.label == HIDDEN_ANSWERS for a in shown if a.count is None)


def test_a_lone_outlier_has_no_band_of_its_own() -> None:
    held = ["12"] * 6 + ["25"] * 7 + ["31"] * 5 + ["95"]
    (one,) = asked_of(questions_of([Column("How many plans?", "", tuple(held))]))
    table = table_of(one)
    assert (table.answers[-1].label, table.answers[-1].count) == ("80 to 99", 1)
    shown = released(table, 5, len(held)).answers
    assert [(a.label, a.count) for a in shown] == [("0 to 19", 6), ("20 or more", 13)]


def test_the_base_of_a_question_that_few_were_not_asked_is_hidden() -> None:
    routed = replace(single(25, 15), note="asked only of those who answered “Yes” to q1")
    shown = released(routed, 10, 46)
    assert (shown.base, shown.asked, shown.note) == (None, None, "")
    assert [a.count for a in shown.answers] == [None]


def test_who_was_not_asked_or_said_nothing_is_hidden_where_they_are_few() -> None:
    table = replace(single(40, 50), asked=92)
    assert released(table, 5, 200).asked is None
    assert released(replace(table, asked=120), 5, 200).asked == 120
    assert released(replace(table, asked=197), 5, 200).asked is None
    assert released(table, 0, 200) == table
