from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from fgtools.roles.saturation import BASE, RUN, THRESHOLD, Run, saturation

GROWING = {f"s{n}": {f"code{m}" for m in range(3 * n, 3 * n + 3)} for n in range(6)}
SETTLED = {f"s{n}": {"pay", "caseload", "panel"} for n in range(6)}
TWENTY = {f"code{n}" for n in range(20)}
ALMOST = {f"s{n}": TWENTY for n in range(4)} | {"s4": {"late"}, "s5": set[str](), "s6": {"later"}}


def test_sessions_that_add_nothing_new_are_saturated() -> None:
    found = saturation(SETTLED)
    assert found.new == (3, 0, 0, 0, 0, 0)
    assert found.reached == found.reached_nothing == 4
    assert found.reached_share == 1.0
    assert found.curve == (1.0,) * 6
    assert found.verdict == (
        "Saturated after 4 sessions: sessions 5 and 6 added no new codes to the 3 of the first 4 "
        "(0%; 5% is allowed). That holds in 100% of the orders that the sessions could have had."
    )


def test_sessions_that_go_on_adding_are_not_saturated() -> None:
    found = saturation(GROWING)
    assert found.reached is None
    assert found.verdict == (
        "Not saturated: sessions 5 and 6 added 6 new codes to the 12 of the first 4 "
        "(50%; 5% is allowed)."
    )


def test_one_new_code_in_twenty_is_saturation_at_five_percent_and_not_at_none() -> None:
    found = saturation(ALMOST)
    assert found.runs == (Run(4, 1, 0.05), Run(5, 1, 0.05))
    assert (found.reached, found.reached_nothing) == (4, None)


def test_two_sessions_of_a_role_are_not_assessable() -> None:
    two = {name: SETTLED[name] for name in ("s0", "s1")}
    found = saturation(two, of="casework")
    assert not found.assessable
    assert found.verdict.startswith("Saturation over casework cannot be said from two sessions")


def test_no_sessions_and_sessions_without_a_code_are_not_assessable_either() -> None:
    assert "cannot be said from no sessions" in saturation({}).verdict
    silent = saturation({name: set() for name in SETTLED})
    assert "nothing was heard" in silent.verdict
    assert not silent.assessable


@settings(max_examples=30)
@given(
    st.dictionaries(
        st.sampled_from([f"s{n}" for n in range(9)]), st.frozensets(st.sampled_from("abcdefgh"))
    )
)
def test_what_is_said_follows_from_the_sessions(heard: dict[str, frozenset[str]]) -> None:
    found = saturation(heard)
    assert sum(found.new) == len(frozenset().union(*heard.values()))
    assert list(found.curve) == sorted(found.curve)
    for run in found.runs:
        assert run.new == sum(found.new[run.after : run.after + RUN])
    if found.reached is not None:
        upto = [*heard.values()][: found.reached + RUN]
        so_far = frozenset().union(*[*heard.values()][: found.reached])
        added = frozenset().union(*upto) - so_far
        assert len(added) <= THRESHOLD * len(frozenset().union(*[*heard.values()][:BASE]))
