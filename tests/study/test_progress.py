"""A long step tells how far it is and how long it will take, at the pace it has had."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from fgtools.study.progress import FEW, counted, told


def lines(sizes: list[int], seconds_a_turn: float, *, quick: bool = False) -> list[str]:
    """Run a step over sessions of so many turns, on a clock that their turns move."""
    now = [0.0]
    said: list[str] = []
    turns = {f"s{at:03}": size for at, size in enumerate(sizes)}
    for name in told(said.append, "codes", turns, turns, lambda: now[0], quick=quick):
        now[0] += turns[name] * seconds_a_turn
    return said


def test_few_sessions_are_named_one_by_one() -> None:
    assert lines([10, 20], 1) == ["codes: s000 (10 turns)", "codes: s001 (20 turns)"]


def test_a_quick_step_over_few_sessions_says_something_only_when_it_takes_long() -> None:
    assert lines([10, 20], 0.1, quick=True) == []
    assert lines([10, 20], 1, quick=True) == [
        "codes: 1 of 2 sessions, 10 of 30 turns; less than a minute left in this step"
    ]


def test_work_whose_end_nobody_knows_says_how_much_is_done() -> None:
    now = [0.0]
    said: list[str] = []
    seen = []
    for item in counted(said.append, "looking", range(5), lambda: now[0]):
        seen.append(item)
        now[0] += 6
    assert seen == [0, 1, 2, 3, 4]
    assert said == ["looking, 2 until now", "looking, 4 until now"]


def test_of_many_a_line_comes_now_and_then_with_the_time_left() -> None:
    said = lines([100] * 60, 0.1)
    assert said[0] == "codes: 1 of 60 sessions, 100 of 6,000 turns"  # too little to tell
    assert said[5] == (
        "codes: 6 of 60 sessions, 600 of 6,000 turns; about 9 minutes left in this step"
    )
    assert said[-1].endswith("5,900 of 6,000 turns; less than a minute left in this step")


@given(st.lists(st.integers(1, 400), min_size=FEW + 1, max_size=80), st.floats(0.001, 2))
def test_at_an_even_pace_the_estimate_is_right(sizes: list[int], pace: float) -> None:
    total = sum(sizes)
    for line in lines(sizes, pace):
        if "about" in line and "minute" in line:
            done = int(line.split(" sessions, ")[1].split(" of ")[0].replace(",", ""))
            told_minutes = int(line.split("about ")[1].split()[0])
            assert abs(told_minutes - (total - done) * pace / 60) <= 0.5


def test_names_come_in_their_order_and_none_is_left_out() -> None:
    def names() -> Iterator[str]:
        yield from ("b", "a")

    assert list(told(lambda _: None, "names", {"a": 1, "b": 2}, names())) == ["b", "a"]
