from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fgtools.codes.context import in_talk, is_conversation


def talk(order: list[int]) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """Scores of 60 turns: three subjects, talked about for 20 turns each."""
    rows = np.full((60, 3), 0.02)
    for turn in range(60):
        rows[turn, turn // 20] = 0.9
    rows[30] = 0.02, 0.1, 0.1
    return rows[order]


def test_a_faint_turn_takes_the_subject_of_the_talk_around_it() -> None:
    alone = talk(list(range(60)))
    together = in_talk(alone)
    assert together[30, 1] > 2 * alone[30, 1]
    assert together[30, 1] > together[30, 2]


def test_turns_that_have_nothing_to_do_with_one_another_are_left_alone() -> None:
    order = list(np.random.default_rng(1).permutation(60))
    alone = talk(order)
    where = order.index(30)
    assert abs(in_talk(alone)[where, 1] - alone[where, 1]) < 0.05


@pytest.mark.parametrize(
    ("voices", "expected"),
    [
        ("fabafbaf", True),
        ("abcdefgh", False),
        ("aaaaaaaa", False),
        ("aaaabbbb", False),
        ("fa", False),
        ("", False),
    ],
)
def test_only_people_who_answer_one_another_converse(voices: str, expected: bool) -> None:
    assert is_conversation(list(voices)) == expected


@given(
    st.integers(1, 5).flatmap(
        lambda codes: st.lists(
            st.lists(st.floats(0, 1), min_size=codes, max_size=codes), min_size=1, max_size=8
        )
    )
)
def test_scores_stay_probabilities_however_short_the_talk(rows: list[list[float]]) -> None:
    together = in_talk(np.array(rows))
    assert ((together >= 0) & (together <= 1)).all()
