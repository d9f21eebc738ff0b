"""Pictures drawn by a process of their own are those that would be drawn here."""

from __future__ import annotations

import os
import time
from multiprocessing import active_children
from multiprocessing.connection import Connection

import pytest

from fgtools.report.parts import Report
from fgtools.study import drawing
from fgtools.study.drawing import begun, draw


def falls_over(pipe: Connection, report: Report) -> None:
    """End as a process does that the system kills."""
    os._exit(9)


def idles(pipe: Connection, report: Report) -> None:
    """Draw for longer than anybody waits."""
    time.sleep(60)


@pytest.fixture(autouse=True)
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the program use what a laptop has."""
    monkeypatch.setattr(drawing, "cores", lambda: 2)


def test_another_process_draws_the_same_pictures(
    report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as here:
        here.setattr(drawing, "draw", None)  # nothing can be drawn in this process
        with begun(report) as drawn:
            apart = drawn()
    assert apart == draw(report)


def test_what_another_process_fails_to_draw_is_drawn_here(
    report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "_give", falls_over)
    with begun(report) as drawn:
        assert set(drawn()) == set(draw(report))


def test_a_process_that_nobody_waits_for_is_ended(
    report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "_give", idles)
    with pytest.raises(ValueError, match="stopped"), begun(report):
        raise ValueError("stopped")
    assert not active_children()


def test_on_one_core_no_process_begins(report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "cores", lambda: 1)
    with begun(report) as drawn:
        assert not active_children()
        assert set(drawn()) == set(draw(report))
