"""Work begun ahead comes out as work done one piece after another."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fgtools.models.ahead import ahead


@pytest.fixture(params=["1", "2"], autouse=True, scope="module")
def cores(request: pytest.FixtureRequest) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OMP_NUM_THREADS", request.param)
        yield


@given(st.lists(st.integers()))
def test_results_come_in_order(numbers: list[int]) -> None:
    assert [*ahead(lambda n: n * 2, numbers)] == [n * 2 for n in numbers]


def test_tasks_are_taken_in_the_thread_that_asks_and_at_most_one_early() -> None:
    taken: list[int] = []
    here = threading.get_ident()

    def tasks() -> Iterator[int]:
        for number in range(9):
            assert threading.get_ident() == here
            taken.append(number)
            yield number

    for number, made in enumerate(ahead(str, tasks())):
        assert made == str(number)
        assert len(taken) <= number + 2


def test_what_goes_wrong_comes_out_where_the_result_was_due() -> None:
    results = ahead(lambda n: 1 // n, [1, 0, 2])
    assert next(results) == 1
    with pytest.raises(ZeroDivisionError):
        next(results)


def test_work_that_nobody_waits_for_any_more_is_not_begun() -> None:
    begun: list[int] = []

    def work(number: int) -> int:
        begun.append(number)
        time.sleep(0.05)
        return number

    results = ahead(work, range(9))
    assert next(results) == 0
    del results
    time.sleep(0.2)
    assert len(begun) <= 2
