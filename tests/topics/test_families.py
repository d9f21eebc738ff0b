from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from fgtools.topics.families import families, on_map

Rows = NDArray[np.float64]


def centres(groups: int, each: int) -> Rows:
    """Return unit rows: `each` topics near one another in every group."""
    random = np.random.default_rng(3)
    middles = np.eye(32)[:groups].repeat(each, axis=0)
    rows = middles + 0.1 * random.normal(size=middles.shape)
    unit: Rows = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return unit


def test_topics_near_one_another_are_one_family() -> None:
    assert families(centres(4, 4)) == tuple(np.arange(4).repeat(4).tolist())


def test_a_few_topics_are_one_family() -> None:
    assert families(centres(5, 1)) == (0,) * 5


def test_the_same_topics_in_another_order_are_the_same_families() -> None:
    rows = centres(3, 3)
    order = np.random.default_rng(0).permutation(9)
    found, again = np.array(families(rows)), np.array(families(rows[order]))
    assert np.array_equal(
        found[:, None] == found, (again[:, None] == again)[np.ix_(*[np.argsort(order)] * 2)]
    )


def test_topics_near_one_another_are_near_on_the_map() -> None:
    places = np.array(on_map(centres(2, 5)))
    apart = np.linalg.norm(places[:, None] - places, axis=2)
    assert apart[:5, :5].max() < apart[:5, 5:].min()
    assert np.abs(places).max() == 1


def test_the_map_is_the_same_again_and_has_room_for_one_or_two_topics() -> None:
    assert on_map(centres(3, 3)) == on_map(centres(3, 3))
    assert on_map(centres(1, 1)) == ((0.0, 0.0),)
    assert len(set(on_map(centres(2, 1)))) == 2
    assert on_map(np.zeros((0, 3))) == ()
