from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score, f1_score

from fgtools.codes.agreement import compare
from fgtools.codes.agreement import given as layer
from fgtools.nouns import Coding, Span

TURNS = [f"t{n}" for n in range(6)]
CODES = ["water", "pests"]
pairs = st.frozensets(st.tuples(st.sampled_from(TURNS), st.sampled_from(CODES)))


@given(pairs, pairs)
def test_agreement_is_that_of_the_reference_library(
    ours: frozenset[tuple[str, str]], theirs: frozenset[tuple[str, str]]
) -> None:
    overall = compare(ours, theirs, TURNS, CODES)[-1]
    units = [(turn, code) for turn in TURNS for code in CODES]
    mine, other = [u in ours for u in units], [u in theirs for u in units]
    if ours or theirs:
        assert overall.f1 == pytest.approx(f1_score(mine, other, zero_division=0))
        if not (len(ours) == len(theirs) == len(units)):
            assert overall.kappa == pytest.approx(cohen_kappa_score(mine, other))
    else:
        assert overall.f1 is None
        assert overall.kappa is None


def test_turns_that_were_not_read_do_not_count() -> None:
    ours, theirs = frozenset({("t0", "water")}), frozenset({("t9", "water"), ("t0", "water")})
    water = compare(ours, theirs, TURNS, ["water"])[0]
    assert (water.both, water.ours, water.theirs, water.f1) == (1, 1, 1, 1.0)


def test_only_assigned_codings_make_a_layer() -> None:
    yes = Coding("t1", Span(0, 3), "water", "none", "kim", 1.0, "")
    no = Coding("t2", Span(0, 3), "water", "none", "kim", 0.1, "", assigned=False)
    assert layer([yes, no]) == {("t1", "water")}
