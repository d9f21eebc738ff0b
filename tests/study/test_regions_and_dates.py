"""Small regions are printed together; the date of deletion is reminded of from its day on."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fgtools.study.regions import OTHER, pooled
from fgtools.study.retention import overdue, planned

SIZES = st.dictionaries(st.sampled_from("ABCDEFGH"), st.integers(1, 30), min_size=1)


@given(SIZES, st.integers(0, 12))
def test_no_group_of_regions_is_smaller_than_the_threshold(
    people: dict[str, int], threshold: int
) -> None:
    shown = pooled(people, threshold)
    assert shown.keys() == people.keys()
    sums: dict[str, int] = {}
    for name, under in shown.items():
        sums[under] = sums.get(under, 0) + people[name]
    if len(sums) > 1:
        assert min(sums.values()) >= threshold
    alone = [name for name, under in shown.items() if under == OTHER]
    assert len(alone) != 1 or len(people) == 1, "a region is not printed as the others"


def test_small_regions_stand_together() -> None:
    assert pooled({"London": 20, "Isle": 1, "Kent": 6, "Sussex": 9}, 5) == {
        "London": "London", "Isle": OTHER, "Kent": OTHER, "Sussex": "Sussex",
    }  # fmt: skip


def test_the_day_itself_is_due() -> None:
    assert not overdue("2028-02-29", "2028-02-28T23:59:59+00:00")
    assert "2028-02-29" in overdue("2028-02-29", "2028-02-29T00:00:00+00:00")
    assert not overdue("", "2099-01-01")
    assert "2028-02-29" in planned("2028-02-29")
    assert "No date is set" in planned("")
