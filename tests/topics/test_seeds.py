from __future__ import annotations

import numpy as np

from fgtools.topics.seeds import drawn

TURNS = tuple(f"s/{n}" for n in range(40))


def talk() -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    rows = np.random.default_rng(5).normal(size=(40, 16))
    rows[:20, 0] += 4
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)


def test_talk_of_one_code_comes_nearer_together_and_other_talk_stays() -> None:
    rows = talk()
    moved = drawn(rows, TURNS, {turn: {"pay": 0.9} for turn in TURNS[:20]})
    assert (moved[:20] @ moved[:20].T).mean() > (rows[:20] @ rows[:20].T).mean() + 0.05
    assert np.allclose(moved[20:], rows[20:], atol=1e-6)
    assert np.allclose(np.linalg.norm(moved, axis=1), 1, atol=1e-6)


def test_without_a_code_nothing_is_drawn_anywhere() -> None:
    rows = talk()
    assert np.array_equal(drawn(rows, TURNS, {}), rows)


def test_of_two_codes_an_utterance_goes_to_the_one_it_is_like() -> None:
    rows = talk()
    seeds = {turn: {"pay": 0.9} for turn in TURNS[:19]}
    seeds |= {turn: {"parking": 0.9} for turn in TURNS[20:39]}
    seeds[TURNS[19]] = {"pay": 0.9, "parking": 0.9}
    moved = drawn(rows, TURNS, seeds)[19]
    pay, parking = rows[:19].mean(axis=0), rows[20:39].mean(axis=0)
    assert moved @ pay > rows[19] @ pay + 0.01
    assert moved @ parking < rows[19] @ parking + 0.05
