"""A report's pictures, drawn by a process of their own while its other files are written."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import cache
from typing import TYPE_CHECKING, Any

from fgtools.models.cores import cores

if TYPE_CHECKING:  # what draws takes a while: it waits until something is drawn
    from fgtools.report.parts import Report
    from fgtools.report.pictures import Picture

Drawn = dict[str, "Picture"]
COMMAND = (sys.executable, "-P", "-m", "fgtools.study.drawing")
"""Without `-P` Python would take modules from the folder in which the command was typed."""
APART = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)
"""On Windows what `start_new_session` is elsewhere: Ctrl-C is for the command that was typed."""
PATIENCE = 120.0
"""Seconds after which pictures are drawn here; they take three."""


def draw(report: Report) -> Drawn:
    """Draw every picture that the report has something to show in, by name."""
    from fgtools.report.charts import draw_all

    return draw_all(report)


@contextmanager
def begun() -> Iterator[Callable[[Report], Callable[[], Drawn]]]:
    """Begin a process that draws; yield what takes a report and returns what waits for pictures.

    It loads what it needs while the report is put together. On one core none begins. Where none
    may begin, or it fails, pictures are drawn here, and an error is raised here.
    """
    worker = _worker() if cores() > 1 else None
    if worker is None:
        yield lambda report: lambda: draw(report)
        return
    talking = ThreadPoolExecutor(1)
    try:
        yield lambda report: _given(worker, report, talking)
    finally:
        worker.kill()
        talking.shutdown()
        for pipe in (worker.stdin, worker.stdout):
            with suppress(OSError):
                pipe.close()  # type: ignore[union-attr]  # both were asked for
        worker.wait()


def _worker() -> subprocess.Popen[bytes] | None:
    """Begin a process that draws; return None where the system forbids it."""
    pipe = subprocess.PIPE
    try:
        return subprocess.Popen(
            COMMAND, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL,
            start_new_session=True, creationflags=APART,
        )  # fmt: skip
    except OSError:
        return None


def _given(
    worker: subprocess.Popen[bytes], report: Report, talking: ThreadPoolExecutor
) -> Callable[[], Drawn]:
    """Hand a report to a process in a thread, for it may not read; return what waits for it."""
    try:
        whole = _reports().dump_json(report)
        if _reports().validate_json(whole) != report:  # a number that JSON does not know
            return lambda: draw(report)
    except ValueError:
        return lambda: draw(report)
    said = talking.submit(worker.communicate, whole, PATIENCE)
    return lambda: draw(report) if (drawn := _taken(said)) is None else drawn


def _taken(said: Future[tuple[bytes, bytes]]) -> Drawn | None:
    """Wait for a process's pictures; return None where it failed."""
    try:
        drawn: Drawn = _pictures().validate_json(said.result()[0])
    except (subprocess.TimeoutExpired, OSError, ValueError):
        return None
    return drawn


@cache
def _reports() -> Any:
    """Return what writes a report as JSON and reads it: no pickle, which could run code."""
    from pydantic import TypeAdapter

    from fgtools.report import card_parts, parts

    reports = TypeAdapter(parts.Report)
    reports.rebuild(_types_namespace={**vars(parts), **vars(card_parts)})
    return reports


def _pictures() -> Any:
    from pydantic import ConfigDict, TypeAdapter

    from fgtools.report.pictures import Picture

    return TypeAdapter(
        dict[str, Picture], config=ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")
    )


def main() -> None:
    """Draw the report that stands in the input; write its pictures to the output."""
    from fgtools.report import charts  # noqa: F401  (takes a second, while the report is made)

    report = _reports().validate_json(sys.stdin.buffer.read())
    sys.stdout.buffer.write(_pictures().dump_json(draw(report)))


if __name__ == "__main__":
    main()
