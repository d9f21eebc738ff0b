"""Nothing hidden follows from what is printed, whatever the study and the threshold."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp
from tests.report.studies import BOOK, ROLES, again, invented

from fgtools.nouns import View
from fgtools.report import counts, totals
from fgtools.report.audit import RULE, audit, told
from fgtools.report.counts import NOT_GIVEN, SPREAD
from fgtools.report.knowledge import known
from fgtools.report.parts import Report, Settings, ThemePart
from fgtools.report.printed import Figure, as_rows, differs, from_rows, printed
from fgtools.report.ranges import Ranges

SEEDS = st.integers(0, 10_000)
THRESHOLDS = st.integers(2, 10)


@settings(max_examples=60, deadline=None)
@given(SEEDS, THRESHOLDS)
def test_nothing_hidden_follows_from_what_a_report_prints(seed: int, threshold: int) -> None:
    assert audit(invented(seed, threshold)) == ()


@settings(max_examples=12, deadline=None)
@given(SEEDS, THRESHOLDS)
def test_nor_by_the_exact_method(seed: int, threshold: int) -> None:
    """The least and the most of every hidden count, by integer programming."""
    report = invented(seed, threshold)
    ranges = known(report)
    for figure in printed(report):
        if figure.hidden and figure.key in ranges.bounds:
            bounds = ranges.narrowed() | {figure.key: _exact(ranges, figure.key)}
            assert not told(figure.key, bounds, threshold), figure.key


def _exact(ranges: Ranges, key: str) -> tuple[float, float]:
    keys = list(ranges.bounds)
    rows = np.array([[one.terms.get(k, 0) for k in keys] for one in ranges.relations])
    ends = np.array([(one.least, one.most) for one in ranges.relations])
    lows, highs = np.array([ranges.bounds[k] for k in keys]).T
    found = []
    for sign in (1, -1):
        aim = np.array([sign * (k == key) for k in keys])
        solved = milp(
            aim, constraints=LinearConstraint(rows, ends[:, 0], ends[:, 1]),
            integrality=np.ones(len(keys)), bounds=Bounds(lows, np.minimum(highs, 10_000)),
        )  # fmt: skip
        assert solved.status == 0, solved.message
        found.append(float(round(sign * solved.fun)))
    return found[0], found[1]


@settings(max_examples=30, deadline=None)
@given(SEEDS, THRESHOLDS)
def test_no_count_below_the_threshold_is_printed(seed: int, threshold: int) -> None:
    for figure in printed(invented(seed, threshold)):
        assert figure.count is None or not 0 < figure.count < threshold
        if figure.count is not None and figure.of is not None:
            assert not 0 < figure.of - figure.count < threshold


@settings(max_examples=20, deadline=None)
@given(SEEDS, THRESHOLDS)
def test_the_same_figures_are_hidden_every_time(seed: int, threshold: int) -> None:
    assert printed(invented(seed, threshold)) == printed(invented(seed, threshold))


@given(SEEDS)
def test_nothing_is_hidden_where_everything_may_be_shown(seed: int) -> None:
    assert not any(figure.hidden for figure in printed(invented(seed, 0)))


def _view(role: str, raised: int, of: int, sessions: tuple[int, int] = (1, 2)) -> View:
    share = raised / of
    return View("pay", role, sessions[0], raised, raised, sessions[1], of, share, 0, 1, 0, "no", "")


def _theme(*views: View, threshold: int = 5, asked: bool = False) -> ThemePart:
    chosen = Settings("x", "regional", threshold)
    cells = counts.cells(views, ["pay"], chosen)["pay"]
    total = totals.total(cells, views, 1, 4, chosen, asked=asked)
    return ThemePart("pay", 1, "Pay", "", "", cells, total, (), (), (), "", (), (), 1)


def _only(report: Report, theme: ThemePart) -> Report:
    bare = replace(report, themes=(theme,), views=(), topics=(), words=(), roles=(), codebook=BOOK)
    return replace(bare, settings=replace(bare.settings, threshold=5), heads=None, people=None)


@pytest.mark.parametrize("raised", [1, 2, 4])
def test_a_total_beside_one_hidden_part_gives_it_back_and_is_found(raised: int) -> None:
    theme = _theme(_view("ep", raised, 20), _view("therapy", 9, 20))
    report = _only(invented(1, 5), theme)
    (found,) = audit(report)
    assert found.rule == RULE
    assert found.where == "theme:pay|ep"
    assert str(raised) in found.what
    closed = _theme(_view("ep", raised, 20), _view("therapy", 9, 20), asked=True)
    assert not audit(_only(report, closed))


def test_a_total_beside_two_hidden_parts_is_shown_while_they_keep_their_range() -> None:
    report = invented(1, 5)
    wide = _theme(_view("ep", 2, 20), _view("therapy", 3, 20))
    assert wide.total.participants == "5 of 40"
    assert not audit(_only(report, wide))
    narrow = _theme(_view("ep", 4, 20), _view("therapy", 4, 20))
    assert {finding.where for finding in audit(_only(report, narrow))} == {
        "theme:pay|ep", "theme:pay|therapy",
    }  # fmt: skip


def test_a_share_that_was_left_in_gives_its_count_back() -> None:
    theme = _theme(_view("ep", 3, 20), _view("therapy", 9, 20), asked=True)
    cells = (replace(theme.cells[0], share=0.15), theme.cells[1])
    report = _only(invented(1, 5), replace(theme, cells=cells))
    assert not audit(report)  # of how many is not said
    role = invented(0, 0).roles[0]
    whole = replace(role, key="ep", count=20, participants="20", people=None, sessions=2)
    (found,) = audit(replace(report, roles=(whole,)))
    assert found.where == "theme:pay|ep"
    assert found.what.endswith(": 3")


def test_fewer_than_is_not_said_of_people_heard_in_nearly_as_many_sessions() -> None:
    chosen = Settings("x", "regional", 5)
    (cell,) = counts.cells([_view("ep", 4, 20, (4, 4))], ["pay"], chosen)["pay"]
    assert (cell.participants, cell.sessions) == (NOT_GIVEN, "4 of 4")
    (cell,) = counts.cells([_view("ep", 4, 20, (2, 4))], ["pay"], chosen)["pay"]
    assert cell.participants == "fewer than 5"


def test_in_interviews_sessions_are_counts_of_people_and_are_hidden_with_them() -> None:
    chosen = Settings("x", "regional", 5)
    (cell,) = counts.cells([_view("ep", 3, 12, (3, 12))], ["pay"], chosen)["pay"]
    assert cell.sessions == NOT_GIVEN
    (open_,) = counts.cells([_view("ep", 6, 12, (6, 12))], ["pay"], chosen)["pay"]
    assert (open_.participants, open_.sessions) == ("6 of 12", "6 of 12")


@given(st.integers(2, 10), st.integers(1, 9), st.integers(1, 4))
def test_fewer_than_leaves_enough_numbers(threshold: int, count: int, sessions: int) -> None:
    text = counts.in_place_of(count, Settings("x", threshold=threshold), sessions)
    if text != NOT_GIVEN:
        assert count < threshold
        assert len(range(sessions, threshold)) >= SPREAD


def test_all_who_spoke_are_told_only_where_no_role_follows_from_it() -> None:
    hidden = 0
    for seed in range(40):
        report = invented(seed, 5)
        small = [role for role in report.roles if role.count is None]
        hidden += len(small) == 1
        if len(small) == 1:
            assert report.heads is None
            assert not any(str(n) in report.participants[0].split() for n in range(60, 900))
            assert all(word.others is None for word in report.words)
    assert hidden


@settings(max_examples=25, deadline=None)
@given(SEEDS, st.sampled_from((5, 10)), st.integers(1, 4))
def test_a_later_release_cannot_be_subtracted_from_an_earlier_one(
    seed: int, threshold: int, more: int
) -> None:
    first = printed(invented(seed, threshold))
    later = again(seed, threshold, more, released=[first])
    before = {figure.key: figure for figure in first}
    for figure in printed(later):
        if figure.key in before:
            assert not differs(before[figure.key], figure, threshold), figure.key
    assert audit(later, [first]) == ()


def test_without_the_earlier_release_it_can_be_subtracted() -> None:
    found = 0
    for seed in range(30):
        first = {figure.key: figure for figure in printed(invented(seed, 5))}
        later = printed(again(seed, 5, 2))
        found += any(f.key in first and differs(first[f.key], f, 5) for f in later)
    assert found


@settings(max_examples=25, deadline=None)
@given(SEEDS)
def test_a_stricter_release_of_the_same_study_gives_no_count_of_it_back(seed: int) -> None:
    regional = printed(invented(seed, 5))
    public = invented(seed, 10, released=[regional])
    assert audit(public, [regional]) == ()


def test_figures_are_the_same_after_json() -> None:
    import json

    figures = printed(invented(3, 5))
    assert from_rows(json.loads(json.dumps(as_rows(figures)))) == figures
    assert len({figure.key for figure in figures}) == len(figures)


def test_the_invented_studies_are_of_many_shapes() -> None:
    roles = {len(invented(seed, 5).roles) for seed in range(20)}
    assert roles == set(range(1, len(ROLES) + 1))


@settings(max_examples=20, deadline=None)
@given(SEEDS, THRESHOLDS, st.booleans())
def test_signing_a_release_does_not_change_it(seed: int, threshold: int, grown: bool) -> None:
    earlier = [printed(invented(seed, threshold))] if grown else []

    def made(released: list[tuple[Figure, ...]]) -> tuple[Figure, ...]:
        return printed(again(seed, threshold, 2, released=released))

    first = made(earlier)
    assert made([*earlier, first]) == first
    assert made([*earlier, first, first]) == first


def test_a_figure_that_can_be_subtracted_is_found_by_the_audit() -> None:
    first = printed(invented(4, 5))
    later = next(again(4, 5, n) for n in range(1, 5) if audit(again(4, 5, n), [first]))
    assert "differs-from-release" in {finding.rule for finding in audit(later, [first])}


def test_a_verdict_says_nothing_of_roles_that_the_audit_hides() -> None:
    spoken = replace(_view("therapy", 9, 20), verdict="9 of 20; of the others 12 of 20")
    chosen = Settings("x", "regional", 5)

    def verdicts(hide: counts.Hide) -> list[str]:
        cells = counts.cells([_view("ep", 12, 20), spoken], ["pay"], chosen, hide)["pay"]
        return [cell.verdict for cell in cells]

    assert verdicts(counts.nothing) == ["", spoken.verdict]
    assert verdicts(lambda _, role: "count" if role == "ep" else "") == ["", ""]
