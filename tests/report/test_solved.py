"""What somebody else's draft hides, and its other figures give back."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from fgtools.nouns import Finding
from fgtools.report.draft import reading_text
from fgtools.report.draft.check import check

THRESHOLD = 10


def solved(text: str) -> list[Finding]:
    found = check(reading_text.read("made.md", text), threshold=THRESHOLD)
    return [finding for finding in found if finding.rule == "solvable-cell"]


def table(*rows: tuple[str, ...], lead: str = "Where do you work?") -> str:
    head, *others = rows
    ruled = [head, tuple("---" for _ in head), *others]
    return "\n".join([lead, "", *(f"| {' | '.join(row)} |" for row in ruled), ""])


HIDDEN = st.sampled_from(("*", "c", "<10", "fewer than 10", "suppressed", "", "-"))
FEW = st.integers(1, THRESHOLD - 1)
MANY = st.integers(20, 300)


@given(MANY, MANY, FEW, HIDDEN)
def test_a_hidden_row_of_a_table_with_a_total(one: int, two: int, few: int, mark: str) -> None:
    rows = (("Answer", "n"), ("School", f"{one}"), ("Authority", f"{two}"), ("Health", mark))
    assert solved(table(*rows, ("Total", f"{one + two + few}")))
    assert not solved(table(*rows, ("Total", f"{one + two + 40}")))


@given(MANY, MANY, FEW, HIDDEN)
def test_a_hidden_row_with_the_total_in_another_table_of_the_same_people(
    one: int, two: int, few: int, mark: str
) -> None:
    whole = one + two + few
    first = table(
        ("Area", "Respondents"), ("North", f"{whole - 50}"), ("South", "50"),
        ("Total", f"{whole}"), lead="By area.",
    )  # fmt: skip
    assume(whole - 50 >= THRESHOLD)
    roles = (("EP", f"{one}"), ("Therapist", f"{two}"), ("Adviser", mark))
    second = table(("Role", "Respondents"), *roles, lead="By role.")
    assert solved(f"{first}\n{second}")
    assert not solved(second)


@given(st.integers(60, 400), st.integers(10, 40), FEW)
def test_a_hidden_row_of_percentages_with_their_base(base: int, two: int, few: int) -> None:
    one = base - two - few
    shares = [f"{100 * n / base:.2f}%" for n in (one, two)]
    text = table(
        ("Answer", "%"), ("School", shares[0]), ("Authority", shares[1]), ("Health", "hidden"),
        lead=f"Where do you work? n = {base}",
    )  # fmt: skip
    assert [finding.what for finding in solved(text) if f"{few} at most" in finding.what]


@given(MANY, FEW, st.integers(10, 60), st.booleans())
def test_a_hidden_count_that_the_other_wave_and_the_change_give_back(
    many: int, few: int, other: int, earlier: bool
) -> None:
    pair = ("*", f"{other}", f"+{other - few}") if earlier else (
        f"{other}", "*", f"−{other - few}"
    )  # fmt: skip
    text = table(
        ("Role", "Wave 1", "Wave 2", "Change"), ("EP", f"{many}", f"{many + 2}", "+2"),
        ("Adviser", *pair), lead="Staff by wave.",
    )  # fmt: skip
    assume(other > few)
    assert [f.what for f in solved(text) if f"is {few}:" in f.what]


@given(st.integers(3, 9), st.integers(2, 3))
def test_two_hidden_rows_that_share_few_people(least: int, many: int) -> None:
    rest = many  # one each
    rows = [("School", "80"), ("Authority", "60"), *((f"Other {n}", "*") for n in range(many))]
    text = table(("Answer", "n"), *rows, ("Total", f"{140 + rest}"))
    assert len(solved(text)) == many
    wide = table(("Answer", "n"), *rows, ("Total", f"{140 + many * 3 + least - 3}"))
    assert not solved(wide)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The survey was answered by 295 people.\n\nPay: 1.7% would leave.", "5"),
        ("In total 312 respondents answered.\n\n# Pay\n\n1.36% of respondents said no.", "4"),
        (
            "Of respondents, 1.36% wanted less, 34.01% wanted the same and 64.63% wanted change.",
            "2",
        ),
    ],
)
def test_a_percentage_whose_base_stands_elsewhere_or_nowhere(text: str, count: str) -> None:
    assert [finding for finding in solved(text) if f" {count}" in finding.what]


def test_percentages_that_fit_many_bases_give_none_away() -> None:
    assert not solved("Of respondents, 1% wanted less, 34% more and 65% no change.")
    assert not solved("Of respondents, 10.5% wanted less, 34.2% more.")
