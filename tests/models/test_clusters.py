"""Topics depend on what was said alone: not on the order of rows, on noise, on copies."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from sklearn.cluster import AgglomerativeClustering
from sklearn.metrics import adjusted_rand_score

from fgtools.models.clusters import (
    LANDMARKS,
    MOST_FAR,
    alike,
    canonical,
    grouped,
    regrouped,
)

Rows = NDArray[np.float32]
SUBJECTS = 6


def talk(sizes: tuple[int, ...], spread: float = 0.5, seed: int = 0) -> tuple[Rows, list[str]]:
    """Return unit rows around one direction for each subject, and words of the same subject."""
    rng = np.random.default_rng(seed)
    middles = np.random.default_rng(99).normal(size=(len(sizes), 48))
    about = np.repeat(np.arange(len(sizes)), sizes)
    rows = middles[about] / np.sqrt(48) + spread * rng.normal(size=(len(about), 48)) / np.sqrt(48)
    texts = [
        " ".join(f"{'abcdefghij'[a]}{'abcdefghij'[rng.integers(10)]}word" for _ in range(5))
        for a in about
    ]
    return unit(rows), texts


def unit(rows: NDArray[np.floating]) -> Rows:
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)


def same(one: NDArray[np.int64], other: NDArray[np.int64]) -> float:
    return float(adjusted_rand_score(one, other))


FEW = talk((40,) * SUBJECTS, spread=1.2)
MANY = talk((500,) * SUBJECTS, spread=1.2)
assert len(MANY[0]) > LANDMARKS


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 10_000))
def test_in_another_order_the_same_rows_stand_together(seed: int) -> None:
    rows, texts = FEW
    order = np.random.default_rng(seed).permutation(len(rows))
    again = grouped(rows[order], SUBJECTS, [texts[at] for at in order])
    assert same(grouped(rows, SUBJECTS, texts)[order], again) == 1


@pytest.mark.parametrize("worded", [True, False])
def test_neither_order_nor_noise_changes_much_where_only_some_rows_are_read(worded: bool) -> None:
    rows, texts = MANY
    before = grouped(rows, SUBJECTS, texts if worded else ())
    rng = np.random.default_rng(3)
    order = rng.permutation(len(rows))
    noisy = unit(rows[order] + 1e-6 * rng.normal(size=rows.shape))
    again = grouped(noisy, SUBJECTS, [texts[at] for at in order] if worded else ())
    assert same(before[order], again) > 0.95
    assert np.array_equal(before, grouped(rows, SUBJECTS, texts if worded else ()))


def test_a_session_more_leaves_the_topics_as_they_were() -> None:
    rows, texts = MANY
    more, words = talk((25,) * SUBJECTS, spread=1.2, seed=8)
    before = grouped(rows, SUBJECTS, texts)
    grown = grouped(np.vstack([more, rows]), SUBJECTS, words + texts)
    assert same(before, grown[len(more) :]) > 0.95


def test_copies_of_a_text_stand_together() -> None:
    rows, texts = talk((30,) * SUBJECTS)
    copied = np.vstack([rows, np.repeat(rows[:1], 200, axis=0)])
    labels = grouped(copied, SUBJECTS, texts + texts[:1] * 200)
    assert len({*labels[180:], labels[0]}) == 1
    assert len({*labels}) == SUBJECTS


@given(st.integers(0, 9), st.integers(0, 6))
def test_a_handful_of_rows_is_one_group_or_none_fails(rows: int, count: int) -> None:
    alike = np.ones((rows, 4), np.float32) / 2
    labels = grouped(alike, count, ["the same words"] * rows)
    assert len(labels) == rows
    assert all(0 <= label < max(count, 1) for label in labels.tolist())


def test_rows_without_any_direction_are_not_all_made_outliers() -> None:
    rows = unit(np.random.default_rng(1).normal(size=(300, 384)))
    far = np.mean(grouped(rows, 5, [""] * 300) < 0)
    assert 0 < far <= MOST_FAR < 0.15


def test_the_words_used_tell_apart_what_the_encoder_cannot() -> None:
    _, texts = talk((60,) * 3)
    rows = unit(1 + 0.2 * np.random.default_rng(2).normal(size=(180, 48)))
    truth = np.repeat(np.arange(3), 60)
    assert same(truth, grouped(rows, 3, texts)) > 0.8
    assert same(truth, grouped(rows, 3)) < 0.3


def test_a_subject_of_most_talk_is_not_cut_to_the_size_of_others() -> None:
    rows, texts = talk((400, 40, 40, 40), spread=1.4)
    labels = grouped(rows, 4, texts)
    assert max(Counter(labels.tolist()).values()) > 350
    assert len({*labels.tolist()} - {-1}) == 4


def test_groups_that_nothing_tells_apart_are_one_unless_their_number_was_asked_for() -> None:
    rows, texts = talk((300, 30), spread=1.5)
    assert len({*grouped(rows, 12, texts).tolist()} - {-1}) == 12
    assert len({*grouped(rows, 12, texts, exact=False).tolist()} - {-1}) < 12


def test_the_order_in_which_rows_are_read_takes_some_copies_early_and_some_late() -> None:
    rows = np.ones((400, 8), np.float32)
    texts = ["thank you"] * 200 + [f"text {n}" for n in range(200)]
    first = canonical(rows, texts)[:200]
    assert 60 < int((first < 200).sum()) < 140


def test_a_draw_of_rows_is_grouped_as_if_it_were_all() -> None:
    rows, texts = talk((120,) * SUBJECTS, spread=1.2)
    rng = np.random.default_rng(5)
    draws = [np.sort(rng.permutation(len(rows))[:size]) for size in (600, 90, 2 * SUBJECTS)]
    for drawn, labels in zip(
        draws, regrouped(rows, SUBJECTS, texts, draws, LANDMARKS), strict=True
    ):
        alone = grouped(rows[drawn], SUBJECTS, [texts[at] for at in drawn])
        assert np.array_equal(labels, alone)


def test_rows_are_alike_as_average_linkage_has_it() -> None:
    rows, _ = talk((20, 30, 5), spread=1.2)
    model = AgglomerativeClustering(
        None, metric="cosine", linkage="average", distance_threshold=0.6
    )
    assert same(alike(rows.astype(np.float64), 0.4), model.fit_predict(rows)) == 1
