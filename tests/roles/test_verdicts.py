from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from fgtools.roles.verdicts import Standing, verdict

EVEN = Standing(
    noun="role", differs="no", raised=6, of=12, sessions=2, of_sessions=2,
    others_raised=11, others_of=24, others_sessions=4, others_of_sessions=4,
    talk=0.05, others_talk=0.05, contradicts=False, hide=False, hide_others=False,
)  # fmt: skip
ONLY = replace(EVEN, others_raised=0, others_sessions=0)


def test_no_difference_comes_with_its_figures() -> None:
    assert verdict(EVEN) == (
        "No clear difference between this role and the others: 6 of 12 participants, in both of "
        "its sessions, against 11 of 24 others."
    )


def test_more_people_is_said_of_people() -> None:
    at = replace(EVEN, differs="more", raised=11)
    assert verdict(at).startswith("Raised by more participants of this role than of the others: 11")


def test_more_talk_by_as_many_people_is_said_of_talk() -> None:
    at = replace(EVEN, differs="more", talk=0.14)
    assert verdict(at) == (
        "Takes up more of the talk of this role than of the others: 14 % of its talk, 5 % of "
        "theirs; raised by 6 of 12 participants, in both of its sessions, against 11 of 24 others."
    )


def test_a_difference_of_neither_alone_is_not_said_of_people_nor_of_talk() -> None:
    assert verdict(replace(EVEN, differs="less")).startswith(
        "Weighs less in what this role raised than in what the others did"
    )


def test_raised_in_both_sessions_and_nowhere_else_is_said_whatever_the_test_says() -> None:
    words = "in both sessions of this role and in none of the others"
    for differs in ("more", "no", "unknown"):
        assert words in verdict(replace(ONLY, differs=differs))
    assert words in verdict(replace(ONLY, hide=True, differs="more"))
    assert words not in verdict(replace(ONLY, sessions=1))
    assert words not in verdict(replace(ONLY, others_sessions=1))


def test_where_groups_sat_together_nobody_else_raised_it() -> None:
    assert "in both sessions of this role and by nobody else" in verdict(replace(ONLY, mixed=True))


def test_a_session_is_not_told_that_it_has_one_session() -> None:
    at = replace(EVEN, noun="session", sessions=1, of_sessions=1, differs="more", raised=11)
    assert verdict(at) == (
        "Raised by more participants of this session than of the others: 11 of 12, against 11 of "
        "24 others."
    )


def test_one_session_cannot_be_told_apart_from_its_role_unless_other_roles_sat_in_it() -> None:
    one = replace(EVEN, sessions=1, of_sessions=1)
    assert "role and session cannot be told apart" in verdict(one)
    assert "told apart" not in verdict(replace(one, mixed=True))


def test_who_is_too_few_is_named() -> None:
    few = replace(EVEN, differs="unknown", of=3, raised=2)
    assert verdict(few) == "Not assessable: fewer than 5 participants of this role spoke."
    assert "all other roles together" in verdict(replace(EVEN, differs="unknown", others_of=4))
    alone = replace(EVEN, differs="unknown", others_of=0, others_of_sessions=0)
    assert verdict(alone) == "Not assessable: there is no other role to compare with."


@given(
    st.sampled_from(["more", "less", "no", "unknown"]), st.integers(0, 8), st.integers(0, 8),
    st.integers(0, 2), st.booleans(), st.booleans(),
)  # fmt: skip
def test_a_verdict_is_one_sentence_and_hides_what_is_hidden(
    differs: str, raised: int, others: int, sessions: int, hide: bool, hide_others: bool
) -> None:
    at = replace(
        EVEN, differs=differs, raised=raised, others_raised=others, sessions=sessions,
        others_sessions=min(others, 4), hide=hide, hide_others=hide_others,
    )  # fmt: skip
    said = verdict(at)
    assert said.endswith(".")
    assert said.count(". ") == 0
    if hide:
        assert not any(letter.isdigit() for letter in said)
    if hide or hide_others:
        assert "24" not in said
        assert "%" not in said
