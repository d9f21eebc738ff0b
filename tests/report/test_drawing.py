"""Pictures drawn by a process of their own are those that would be drawn here."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from fgtools.report.parts import Report
from fgtools.study import drawing
from fgtools.study.drawing import begun, draw

READS = "import sys, time, pathlib; sys.stdin.buffer.read(); "


def does(script: str) -> tuple[str, ...]:
    """Return the command of a process that does something else than draw."""
    return (sys.executable, "-c", script)


@pytest.fixture(autouse=True)
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the program use what a laptop has."""
    monkeypatch.setattr(drawing, "cores", lambda: 2)


def test_another_process_draws_the_same_pictures(
    report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as here:
        here.setattr(drawing, "draw", None)  # nothing can be drawn in this process
        with begun() as draws:
            apart = draws(report)()
    assert apart == draw(report)


@pytest.mark.parametrize(
    "command",
    [
        does("raise SystemExit(3)"),
        does(READS + "sys.stdout.write('{}{')"),
        does(READS + 'sys.stdout.write(\'{"themes": {"name": "themes"\')'),
        ("no-such-program-anywhere",),
    ],
)
def test_what_no_other_process_draws_is_drawn_here(
    report: Report, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "COMMAND", command)
    with begun() as draws:
        assert draws(report)() == draw(report)


@pytest.mark.parametrize("reads", [READS, "import sys, time, pathlib; "])
def test_a_process_that_takes_too_long_is_not_waited_for(
    report: Report, reads: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "COMMAND", does(reads + "time.sleep(60)"))
    monkeypatch.setattr(drawing, "PATIENCE", 0.1)
    before = time.monotonic()
    with begun() as draws:
        assert draws(report)() == draw(report)
    assert time.monotonic() - before < 50


@pytest.mark.parametrize("given", [True, False])
def test_a_process_that_nobody_waits_for_is_ended(
    report: Report, given: bool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    note = tmp_path / "pid"
    tells = f"import os, time, pathlib; pathlib.Path({str(note)!r}).write_text(str(os.getpid())); "
    monkeypatch.setattr(drawing, "COMMAND", does(tells + "time.sleep(60)"))
    with begun() as draws:
        if given:
            draws(report)
        while not (note.exists() and note.read_text()):
            time.sleep(0.01)
    with pytest.raises(ProcessLookupError):
        os.kill(int(note.read_text()), 0)


def test_a_process_is_ended_by_an_error_too(monkeypatch: pytest.MonkeyPatch) -> None:
    worker = drawing._worker()
    assert worker
    assert worker.stdin
    assert worker.stdout
    monkeypatch.setattr(drawing, "_worker", lambda: worker)
    with pytest.raises(ValueError, match="stopped"), begun():
        raise ValueError("stopped")
    assert worker.returncode is not None
    assert worker.stdin.closed
    assert worker.stdout.closed


def test_modules_of_the_folder_in_which_one_types_are_not_taken(
    report: Report, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "matplotlib.py").write_text("raise SystemExit('taken')")
    monkeypatch.chdir(tmp_path)
    with monkeypatch.context() as here:
        here.setattr(drawing, "draw", None)
        with begun() as draws:
            assert draws(report)()
