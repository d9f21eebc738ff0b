from __future__ import annotations

from fgtools.roles.saturation import saturation

GROWING = {f"s{n}": {f"code{m}" for m in range(3 * n, 3 * n + 3)} for n in range(6)}
SETTLED = {f"s{n}": {"pay", "caseload", "panel"} for n in range(6)}


def test_sessions_that_add_nothing_new_are_saturated() -> None:
    found = saturation(SETTLED)
    assert found.new == (3, 0, 0, 0, 0, 0)
    assert found.reached == 4
    assert found.reached_share == 1.0
    assert found.curve == (1.0,) * 6
    assert found.verdict.startswith("Saturated after 4 sessions")


def test_sessions_that_go_on_adding_are_not_saturated() -> None:
    found = saturation(GROWING)
    assert found.reached is None
    assert found.verdict.startswith("Not saturated")
    assert next(iter(found.lines)) == "s0: 3 new, 3 so far"


def test_two_sessions_of_a_role_are_not_assessable() -> None:
    two = {name: SETTLED[name] for name in ("s0", "s1")}
    verdict = saturation(two, of="casework").verdict
    assert verdict.startswith("Saturation over casework is not assessable from 2")


def test_no_sessions_are_not_assessable_either() -> None:
    assert "not assessable" in saturation({}).verdict
