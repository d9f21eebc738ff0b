"""What follows from sums and bounds holds for the true numbers, and is told where it is all."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fgtools.report.ranges import Ranges

TRUTH = st.lists(st.integers(0, 30), min_size=2, max_size=6)


@given(TRUTH, st.data())
def test_the_true_numbers_are_always_in_their_range(truth: list[int], data: st.DataObject) -> None:
    ranges = Ranges()
    keys = [f"n{at}" for at in range(len(truth))]
    for key, value in zip(keys, truth, strict=True):
        if data.draw(st.booleans()):
            ranges.know(key, data.draw(st.integers(0, value)), value + data.draw(st.integers(0, 4)))
    for _ in range(data.draw(st.integers(1, 5))):
        factors = data.draw(st.lists(st.sampled_from((-1, 0, 1)), min_size=len(truth),
                                     max_size=len(truth)))  # fmt: skip
        terms = {key: factor for key, factor in zip(keys, factors, strict=True) if factor}
        total = sum(f * value for f, value in zip(factors, truth, strict=True))
        if terms:
            ranges.relate(terms, total - data.draw(st.integers(0, 2)), total)
    found = ranges.narrowed()
    for key, value in zip(keys, truth, strict=True):
        low, high = found.get(key, (value, value))
        assert low <= value <= high


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))
def test_all_parts_but_one_and_the_total_give_the_one(one: int, two: int, three: int) -> None:
    ranges = Ranges()
    ranges.know("a", one, one)
    ranges.know("b", two, two)
    ranges.relate({"a": 1, "b": 1, "c": 1}, one + two + three, one + two + three)
    assert ranges.narrowed()["c"] == (three, three)


def test_what_contradicts_without_end_comes_to_an_end() -> None:
    ranges = Ranges()
    ranges.relate({"a": 1, "b": -1}, 1)
    ranges.relate({"b": 1, "a": -1}, 1)
    assert ranges.narrowed()["a"][1] == float("inf")


def test_what_contradicts_is_passed_over() -> None:
    ranges = Ranges()
    ranges.know("a", 3, 3)
    ranges.know("a", 5, 5)
    ranges.relate({"a": 1, "b": 1}, 1, 1)
    assert ranges.narrowed() == {"a": (3, 3), "b": (0, float("inf"))}
