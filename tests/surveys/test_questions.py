"""Which columns are one question, of which kind it is, and in which order its answers stand."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fgtools.surveys.questions import Column, Question, questions_of
from fgtools.surveys.scales import ordered


def column(question: str, option: str, *cells: str, is_open: bool = False) -> Column:
    return Column(question, option, cells, is_open)


def one(*columns: Column) -> Question:
    (found,) = questions_of(columns)
    return found


def test_a_column_for_each_option_is_one_question_with_several_answers() -> None:
    found = one(
        column("Why would you leave?", "Caseload", "Caseload", "", "Caseload"),
        column("", "Pay", "", "", "Pay"),
        column("", "Management", "", "", ""),
    )
    assert found.kind == "multi"
    assert found.answers == (("Caseload",), (), ("Caseload", "Pay"))
    assert found.options == ("Caseload", "Pay", "Management")


@pytest.mark.parametrize("mark", ["1", "x", "Yes", "TRUE", "✓", "Selected"])
def test_ticks_may_be_signs_and_the_blank_ones_zeros(mark: str) -> None:
    found = one(
        column("Why? [Caseload]", "", mark, "0", mark), column("Why? [Pay]", "", "0", mark, mark)
    )
    assert (found.text, found.kind) == ("Why?", "multi")
    assert found.answers == (("Caseload",), ("Pay",), ("Caseload", "Pay"))


def test_the_rows_of_a_grid_are_questions_of_their_own() -> None:
    found = questions_of([
        column("How far do you agree?", "I feel safe", "Agree", "Strongly agree", "Disagree"),
        column("", "I am paid well", "Disagree", "Agree", "Agree"),
    ])  # fmt: skip
    assert [(q.id, q.kind, q.options) for q in found] == [
        ("q1", "scale", ("Strongly agree", "Agree", "Disagree")),
        ("q2", "scale", ("Agree", "Disagree")),
    ]
    assert "I feel safe" in found[0].text


def test_what_is_typed_under_other_counts_as_other_and_its_words_are_no_answer() -> None:
    found = questions_of([
        column("Where do you work?", "Response", "School", "", "LA", "School", ""),
        column("", "Other (please specify)", "", "a small charity", "", "", "", is_open=True),
    ])  # fmt: skip
    assert found[0].kind == "single"
    assert found[0].answers == (
        ("School",), ("Other (please specify)",), ("LA",), ("School",), (),
    )  # fmt: skip
    assert found[1].kind == "open"
    assert not [q for q in found if "charity" in f"{q.options} {q.answers}"]


def test_answers_in_own_words_are_never_options() -> None:
    found = one(column("What would help?", "Open-Ended Response", "More time", "More time", ""))
    assert (found.kind, found.options) == ("open", ())
    assert found.answered == (True, True, False)


def test_several_answers_in_one_cell_are_taken_apart() -> None:
    cells = ("Pay;Hours;", "Hours;", "Pay;", "", "Hours;Pay;")
    found = one(column("What keeps you?", "", *cells))
    assert found.kind == "multi"
    assert found.answers[0] == ("Pay", "Hours")
    assert found.answers[3] == ()


def test_an_answer_with_a_comma_is_one_answer() -> None:
    cells = ("Yes, always", "No, never", "Yes, always", "No, never", "Yes, always")
    assert one(column("Do you feel safe?", "", *cells)).kind == "single"


def test_numbers_that_are_counted_are_no_rating() -> None:
    counted = one(column("How many plans do you hold?", "", "120", "1", "2", "240"))
    assert counted.kind == "number"
    rated = one(column("How good is your system? (1 to 5)", "", "5", "1", "3", "3", "2"))
    assert (rated.kind, rated.options) == ("scale", ("1", "2", "3", "5"))


def test_a_long_answer_among_ticked_ones_is_pooled_as_typed() -> None:
    cells = ["Social worker"] * 8 + ["Manager"] * 4 + ["I lead two teams in one town"]
    found = one(column("What is your role?", "", *cells))
    assert "I lead two teams in one town" not in found.options
    assert len(found.options) == 3


def test_answers_that_all_differ_are_not_tabulated() -> None:
    cells = [f"Team {n} of the north" for n in range(30)]
    assert one(column("Which team?", "", *cells)).kind == "open"


STEPS = (
    ("Strongly agree", "Agree", "Neither agree nor disagree", "Disagree", "Strongly disagree"),
    ("Extremely safe", "Very safe", "Somewhat safe", "Not very safe", "Very unsafe"),
    ("Always", "Often", "Sometimes", "Rarely", "Never"),
    ("1 - not at all", "2", "3", "4", "5 - completely"),
)


@given(st.sampled_from(STEPS).flatmap(st.permutations))
def test_a_scale_is_found_in_any_order(steps: Sequence[str]) -> None:
    (whole,) = [scale for scale in STEPS if set(scale) == set(steps)]
    assert ordered(["Don't know", *steps], "How far?") == (*whole, "Don't know")


def test_options_of_no_scale_stay_as_they_are() -> None:
    assert ordered(["School", "Health", "LA"], "Where do you work?") is None
    assert ordered(["Agree"], "Do you agree?") is None


def test_an_other_that_is_ticked_beside_its_text_is_counted_once() -> None:
    found = questions_of([
        column("Why? - Selected Choice - Pay", "", "Pay", "", "Pay"),
        column("Why? - Selected Choice - Hours", "", "", "Hours", "Hours"),
        column("Why? - Selected Choice - Other", "", "", "", "Other"),
        column("Why? - Other - Text", "", "", "", "my mother is ill", is_open=True),
    ])  # fmt: skip
    assert [q.kind for q in found] == ["multi", "open"]
    assert found[0].options == ("Pay", "Hours", "Other")
    assert found[0].answers[2] == ("Pay", "Hours", "Other")
