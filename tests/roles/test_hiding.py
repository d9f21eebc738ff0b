"""Two tables that cut the same people differently must not give a hidden count back."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from fgtools.nouns import View
from fgtools.roles.hiding import hidden, in_company

SPREAD = 3


def views(counts: Sequence[tuple[int, int]], threshold: int) -> tuple[View, ...]:
    return tuple(
        View(
            "pay", f"g{n}", 1, raised, raised, 2, of, raised / of, 0, 1, 0, "no", "",
            hidden(raised, of, threshold),
        )
        for n, (raised, of) in enumerate(counts)
    )  # fmt: skip


GROUPS = st.lists(
    st.integers(1, 30).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))),
    min_size=1,
    max_size=6,
)


@given(GROUPS, st.integers(2, 10))
def test_the_total_of_another_table_leaves_a_hidden_count_enough_numbers(
    groups: list[tuple[int, int]], threshold: int
) -> None:
    shown = in_company(views(groups, threshold), threshold, SPREAD)
    away = [v for v in shown if v.suppressed and v.participants]
    others = [v for v in shown if not v.suppressed and v.participants]
    if away and others:  # with nobody else left to hide, the total is the hidden count itself
        rest = sum(v.participants for v in away) - len(away)
        for view in away:
            if hidden(view.participants, view.of_participants, threshold):
                assert min(rest, view.of_participants - 1) + 1 >= SPREAD
        assert len(away) > 1


def test_one_hidden_group_is_not_left_alone() -> None:
    shown = in_company(views([(3, 20), (9, 20), (12, 20)], 5), 5, SPREAD)
    assert [view.suppressed for view in shown] == [True, True, False]


def test_nothing_more_is_hidden_where_nothing_is() -> None:
    made = views([(8, 20), (9, 20)], 5)
    assert in_company(made, 5, SPREAD) == made
    assert in_company(views([(3, 20), (9, 20)], 0), 0, SPREAD) == views([(3, 20), (9, 20)], 0)
