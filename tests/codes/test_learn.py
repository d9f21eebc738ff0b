"""Learning from people: what they say moves the scores of like turns, and is never overruled."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fgtools.codes import learn
from fgtools.codes.learn import Known
from fgtools.codes.pair import odds


def corpus(turns: int = 80, seed: int = 0) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Make talk about two matters: features, what holds, and log-odds that know nothing of it."""
    rng = np.random.default_rng(seed)
    about = rng.integers(0, 2, turns)
    features = rng.normal(0, 0.4, (turns, 6))
    features[np.arange(turns), about] += 2
    holds = np.stack([about == 0, about == 1], axis=1)
    return features, holds, rng.normal(-1.5, 0.3, (turns, 2))


def said(holds: np.ndarray, rows: np.ndarray) -> Known:
    yes, no = np.zeros_like(holds), np.zeros_like(holds)
    yes[rows], no[rows] = holds[rows], ~holds[rows]
    return Known(yes, no, np.asarray(rows, np.intp))


def test_nothing_is_learnt_from_nothing() -> None:
    features, holds, before = corpus()
    silent = said(holds, np.arange(0))
    assert (learn.learnt(before, features, silent) == before).all()
    assert learn.line(1 / (1 + np.exp(-before)), silent, 0.2) == learn.Line(1.0, 0.0, 0.2)


def test_more_examples_teach_more() -> None:
    features, holds, before = corpus()
    right = []
    for number in (0, 8, 16, 40):
        after = learn.learnt(before, features, said(holds, np.arange(number)))[40:]
        right.append(((after[:, 0] > after[:, 1]) == holds[40:, 0]).mean())
    assert right[0] < 0.8 < right[2] <= right[3]
    assert right[3] > 0.95


def test_scores_of_taught_turns_never_saw_what_was_said_of_them() -> None:
    features, holds, before = corpus()
    rows = np.arange(40)
    honest = learn.learnt(before, features, said(holds, rows))
    turned = holds.copy()
    turned[0] = ~turned[0]  # what people said of the first turn alone changes
    other = learn.learnt(before, features, said(turned, rows))
    assert np.allclose(honest[0], other[0], atol=1e-3)
    assert not np.allclose(honest[60], other[60], atol=1e-3)


def test_few_pairs_that_people_picked_move_nothing_elsewhere() -> None:
    features, holds, before = corpus()
    yes, no = np.zeros_like(holds), np.zeros_like(holds)
    yes[:3, 0] = True  # three codings that somebody saw and set, all of them given
    picked = Known(yes, no, np.arange(0))
    after = learn.learnt(before - 3, features, picked)
    assert np.allclose(after, before - 3)
    assert learn.line(1 / (1 + np.exp(-before)), picked, 0.2) == learn.Line(1.0, 0.0, 0.2)


def test_codings_that_were_all_confirmed_do_not_raise_what_is_unlike_them() -> None:
    features, holds, before = corpus()
    yes, no = np.zeros_like(holds), np.zeros_like(holds)
    yes[np.flatnonzero(holds[:, 0])[:8], 0] = True
    after = learn.learnt(before, features, Known(yes, no, np.arange(0)))
    rest = np.flatnonzero(~yes.any(axis=1))
    raised = (after - before)[rest, 0]
    assert raised[holds[rest, 0]].mean() > raised[~holds[rest, 0]].mean() + 0.5
    assert raised[~holds[rest, 0]].mean() < 1.0
    assert (after[:, 1] == before[:, 1]).all()


def test_rejections_alone_teach_from_four_on() -> None:
    features, holds, before = corpus()
    for number in (3, 8):
        yes, no = np.zeros_like(holds), np.zeros_like(holds)
        no[np.flatnonzero(~holds[:, 0])[:number], 0] = True
        after = learn.learnt(before, features, Known(yes, no, np.arange(0)))
        assert (after[:, 0].mean() < before[:, 0].mean() - 0.1) == (number == 8)


@settings(max_examples=20)
@given(st.integers(0, 40), st.integers(0, 10**6))
def test_what_is_learnt_is_the_same_every_time_and_a_number(number: int, seed: int) -> None:
    features, holds, before = corpus(50, seed)
    known = said(holds, np.arange(number))
    first = learn.learnt(before, features, known)
    assert first.shape == before.shape
    assert np.isfinite(first).all()
    assert (learn.learnt(before, features, known) == first).all()


def test_overconfident_scores_are_put_right() -> None:
    rng = np.random.default_rng(1)
    true = rng.uniform(0.05, 0.6, (400, 3))
    holds = rng.random(true.shape) < true
    sure = 1 / (1 + np.exp(-3 * odds(true)))
    line = learn.line(sure, said(holds, np.arange(400)), 0.2)
    assert np.abs(line.calibrated(sure) - true).mean() < np.abs(sure - true).mean() / 3
    assert 0.1 <= line.cut <= 0.6


@pytest.mark.parametrize("texts", [["one", "two", "three"], ["a a"] * 3])
def test_turns_that_share_no_word_have_features_all_the_same(texts: list[str]) -> None:
    rows = learn.features(np.eye(3), texts)
    assert rows.shape[0] == 3
    assert np.isfinite(rows).all()
