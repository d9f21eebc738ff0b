from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score, f1_score

from fgtools.codes import coefficients
from fgtools.codes.agreement import MEAN, POOLED, Comparison, Row, compare
from fgtools.codes.coefficients import Numbers, sums_of, sums_of_two
from fgtools.codes.layers import Layer, differences

NONE = None
Ratings = Sequence[int | None]

# Krippendorff (2011), Computing Krippendorff's alpha-reliability: examples A, B and C.
MEG_OWEN = ([0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0])
BEN_GERRY = ([0, 0, 1, 1, 3, 2, 2, 2, 4, 3, 3, 0], [1, 0, 1, 1, 1, 2, 2, 2, 4, 3, 3, 3])
FOUR_OBSERVERS: Sequence[Ratings] = (
    [1, 2, 3, 3, 2, 1, 4, 1, 2, NONE, NONE, NONE],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NONE, 3],
    [NONE, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NONE],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NONE],
)
COHEN = [[88, 14, 18], [10, 40, 10], [2, 6, 12]]
GWET = [[118, 5], [2, 0]]
# Fleiss (1971), Measuring nominal scale agreement among many raters: 30 patients, 6 psychiatrists,
# and how many of them said depression, personality disorder, schizophrenia, neurosis, other.
FLEISS = """
00060 03003 01401 00006 03030 20400 00402 20310 20040 00006 10050 11040 03300 10050 02031
00501 30012 51000 02040 10203 00006 01050 02013 20040 10041 05010 40002 02040 10500 00006
"""


def counts_of(coders: Sequence[Ratings]) -> Numbers:
    values = sorted({value for coder in coders for value in coder if value is not None})
    units = range(len(coders[0]))
    return np.array([[sum(c[u] == v for c in coders) for v in values] for u in units], dtype=float)


def diagnoses() -> Numbers:
    return np.array([[int(n) for n in row] for row in FLEISS.split()], dtype=float)


@pytest.mark.parametrize(
    ("coders", "published"),
    [(MEG_OWEN, 0.095), (BEN_GERRY, 0.692), (FOUR_OBSERVERS, 0.743)],
    ids=["two values", "five values", "missing ratings"],
)
def test_alpha_is_that_of_krippendorff(coders: Sequence[Ratings], published: float) -> None:
    assert coefficients.alpha(sums_of(counts_of(coders))) == pytest.approx(published, abs=5e-4)


def test_kappa_is_that_of_cohens_paper() -> None:
    """Cohen (1960), the example of 200 cases: .70 seen, .41 by chance."""
    assert coefficients.kappa(np.array(COHEN, dtype=float)) == pytest.approx(0.492, abs=5e-4)


def test_ac1_holds_where_kappa_collapses() -> None:
    """The example by which Gwet (2002, 2008) shows the paradox of kappa: 125 cases, two raters."""
    table = np.array(GWET, dtype=float)
    assert coefficients.ac1(sums_of_two(table)) == pytest.approx(0.9408, abs=5e-5)
    assert coefficients.kappa(table) == pytest.approx(-0.0234, abs=5e-5)


def test_missing_ratings_are_treated_as_by_gwets_own_program() -> None:
    """Published for these data with irrCAC: gwet.ac1.raw and fleiss.kappa.raw(cac.raw4raters)."""
    sums = sums_of(counts_of(FOUR_OBSERVERS))
    assert coefficients.ac1(sums) == pytest.approx(0.77544, abs=5e-6)
    assert coefficients.fleiss(sums) == pytest.approx(0.76117, abs=5e-6)


def test_kappa_of_many_raters_is_that_of_fleiss() -> None:
    counts = diagnoses()
    assert coefficients.fleiss(sums_of(counts)) == pytest.approx(0.430, abs=5e-4)
    one_by_one = [
        float(coefficients.fleiss(sums_of(np.stack([six, 6 - six], axis=-1)))) for six in counts.T
    ]
    assert one_by_one == pytest.approx([0.245, 0.245, 0.520, 0.471, 0.566], abs=6e-4)


def test_two_ways_to_the_sums_of_two_coders_are_one() -> None:
    table = np.array(COHEN, dtype=float)
    one, other = (r for r in np.indices((3, 3)))
    counts = [
        [int(one[i, j] == v) + int(other[i, j] == v) for v in range(3)]
        for i in range(3) for j in range(3) for _ in range(COHEN[i][j])
    ]  # fmt: skip
    for some, same in zip(sums_of(np.array(counts, float)), sums_of_two(table), strict=True):
        assert some == pytest.approx(same)


TURNS = {f"{session}/{n}": session for session in ("s1", "s2", "s3") for n in range(4)}
CODES = ["water", "pests"]
given_pairs = st.frozensets(st.tuples(st.sampled_from(sorted(TURNS)), st.sampled_from(CODES)))
some_turns = st.frozensets(st.sampled_from(sorted(TURNS)))


@st.composite
def coders(draw: st.DrawFn, name: str) -> Layer:
    read, given_to = draw(some_turns), draw(given_pairs)
    return Layer(name, read, frozenset(pair for pair in given_to if pair[0] in read))


def pair_of(one: Layer, other: Layer) -> Comparison:
    return compare([one, other], TURNS, CODES, seed=1)[0]


def row_of(found: Comparison, code: str) -> Row:
    return next(row for row in found.rows if row.code == code)


def values(row: Row) -> list[float | None]:
    return [figure.value for figure in (row.agreed, row.kappa, row.alpha, row.ac1, row.f1)]


@given(coders("kim"), coders("lee"))
def test_pairs_are_those_of_the_reference_library(kim: Layer, lee: Layer) -> None:
    pooled = row_of(pair_of(kim, lee), POOLED)
    units = [(turn, code) for turn in sorted(kim.read & lee.read) for code in CODES]
    mine, other = [u in kim.given for u in units], [u in lee.given for u in units]
    if any(mine) or any(other):
        assert pooled.f1.value == pytest.approx(f1_score(mine, other, zero_division=0))
    else:
        assert values(pooled) == [None] * 5
    if len({*mine, *other}) > 1:
        assert pooled.kappa.value == pytest.approx(cohen_kappa_score(mine, other))
    else:
        assert pooled.kappa.value is None


@given(coders("kim"), coders("lee"))
def test_who_is_named_first_changes_nothing(kim: Layer, lee: Layer) -> None:
    one, other = pair_of(kim, lee), pair_of(lee, kim)
    for mine, theirs in zip(one.rows, other.rows, strict=True):
        assert values(mine) == pytest.approx(values(theirs))


@given(coders("kim"), coders("lee"), st.randoms(use_true_random=False))
def test_the_order_of_turns_changes_nothing(kim: Layer, lee: Layer, chance: object) -> None:
    shuffled = sorted(TURNS)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    moved = compare([kim, lee], {turn: TURNS[turn] for turn in shuffled}, CODES, seed=1)[0]
    for mine, same in zip(pair_of(kim, lee).rows, moved.rows, strict=True):
        assert values(mine) == pytest.approx(values(same))


@given(coders("kim"))
def test_a_coder_agrees_wholly_with_the_same_codings(kim: Layer) -> None:
    twin = Layer("lee", kim.read, kim.given)
    for row in pair_of(kim, twin).rows:
        assert {value for value in values(row) if value is not None} <= {1.0}
        assert (row.f1.value is None) == (row.given == 0)


def test_turns_that_only_one_coder_read_do_not_count() -> None:
    kim = Layer("kim", frozenset({"s1/0", "s1/1"}), frozenset({("s1/0", "water")}))
    lee = Layer("lee", frozenset({"s1/0", "s2/0"}), frozenset({("s2/0", "water")}))
    found = pair_of(kim, lee)
    assert (found.turns, found.sessions, row_of(found, "water").given) == (1, 1, 1)
    assert row_of(found, "water").f1.value == 0.0


def test_coders_who_share_no_turn_cannot_be_compared() -> None:
    kim = Layer("kim", frozenset({"s1/0"}), frozenset({("s1/0", "water")}))
    lee = Layer("lee", frozenset({"s2/0"}), frozenset({("s2/0", "water")}))
    found = pair_of(kim, lee)
    assert (found.turns, found.resampled) == (0, "")
    assert all(values(row) == [None] * 5 for row in found.rows)


def many(name: str, seed: int, sessions: int, *, machine: bool = False) -> Layer:
    """A coder who reads 40 turns of each session and errs on one in ten."""
    chance = np.random.default_rng(seed)
    read = [f"s{s}/{n}" for s in range(sessions) for n in range(40)]
    pairs = [(turn, code) for turn in read for code in CODES]
    truth = {p for at, p in enumerate(pairs) if at % 5 == 0}
    errs = chance.random(len(pairs)) < 0.1
    given_to = {p for p, wrong in zip(pairs, errs, strict=True) if (p in truth) != wrong}
    return Layer(name, frozenset(read), frozenset(given_to), machine=machine)


def turns_of(layer: Layer) -> dict[str, str]:
    return {turn: turn.rpartition("/")[0] for turn in sorted(layer.read)}


def test_people_are_compared_first_and_the_machine_stands_beside() -> None:
    layers = [many("ann", 1, 6), many("fgtools", 2, 6, machine=True), many("bo", 3, 6)]
    layers.append(many("cy", 4, 6))
    found = compare(layers, turns_of(layers[0]), CODES, seed=1)
    assert [(one.kind, one.with_machine) for one in found] == [
        *[("pair", False)] * 3, *[("pair", True)] * 3, ("people", False), ("machine", True),
    ]  # fmt: skip
    people = found[-2]
    kappas = [row_of(one, POOLED).kappa.value or 0 for one in found[:3]]
    assert row_of(people, POOLED).kappa.value == pytest.approx(sum(kappas) / 3)
    assert people.coders == ("ann", "bo", "cy")


def test_the_mean_row_is_the_mean_of_the_codes() -> None:
    kim, lee = many("kim", 1, 6), many("lee", 2, 6)
    found = compare([kim, lee], turns_of(kim), [*CODES, "never given"], seed=1)[0]
    own = [row_of(found, code).kappa.value or 0 for code in CODES]
    assert row_of(found, MEAN).kappa.value == pytest.approx(sum(own) / 2)


def test_intervals_hold_their_figure_and_come_out_the_same_again() -> None:
    kim, lee = many("kim", 1, 6), many("lee", 2, 6)
    once, again = (compare([kim, lee], turns_of(kim), CODES, seed=7)[0] for _ in range(2))
    assert once == again
    assert once.resampled == "sessions"
    kappa = row_of(once, POOLED).kappa
    assert kappa.value is not None
    assert kappa.low is not None
    assert kappa.high is not None
    assert kappa.low < kappa.value < kappa.high


@pytest.mark.parametrize(
    ("sessions", "resampled"), [(1, "turns"), (2, ""), (4, ""), (5, "sessions")]
)
def test_too_few_sessions_give_no_interval_and_one_gives_that_of_its_turns(
    sessions: int, resampled: str
) -> None:
    kim, lee = many("kim", 1, sessions), many("lee", 2, sessions)
    found = compare([kim, lee], turns_of(kim), CODES, seed=1)[0]
    assert found.resampled == resampled
    assert (row_of(found, POOLED).kappa.low is None) == (resampled == "")
    assert row_of(found, POOLED).kappa.value is not None


def test_a_code_on_a_handful_of_turns_has_no_interval_of_its_own() -> None:
    kim, lee = many("kim", 1, 6), many("lee", 2, 6)
    rare = frozenset((turn, "rare") for turn in sorted(kim.read)[:4])
    both = [Layer(who.coder, who.read, who.given | rare) for who in (kim, lee)]
    found = compare(both, turns_of(kim), [*CODES, "rare"], seed=1)[0]
    assert (row_of(found, "rare").kappa.value, row_of(found, "rare").kappa.low) == (1.0, None)


def test_disagreements_name_who_gave_a_code_and_whether_people_differ() -> None:
    kim = Layer("kim", frozenset({"a", "b"}), frozenset({("a", "water"), ("b", "water")}))
    lee = Layer("lee", frozenset({"a"}), frozenset())
    machine = Layer("fgtools", frozenset({"a", "b"}), frozenset({("a", "water")}), machine=True)
    found = list(differences([kim, lee, machine], ["a", "b"], CODES))
    assert [(d.turn, d.code, d.gave, d.did_not, d.people) for d in found] == [
        ("a", "water", ("kim", "fgtools"), ("lee",), True),
        ("b", "water", ("kim",), ("fgtools",), False),
    ]
