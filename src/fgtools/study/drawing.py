"""A report's pictures, drawn by a process of their own while its other files are written."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING

from fgtools.models.cores import cores

if TYPE_CHECKING:  # what draws takes a while: it waits until something is drawn
    from fgtools.report.parts import Report
    from fgtools.report.pictures import Picture

Drawn = dict[str, "Picture"]


def draw(report: Report) -> Drawn:
    """Draw every picture that the report has something to show in, by name."""
    from fgtools.report.charts import draw_all

    return draw_all(report)


@contextmanager
def begun(report: Report) -> Iterator[Callable[[], Drawn]]:
    """Begin to draw every picture; yield what waits for them and returns them.

    A process of its own draws where there is more than one core. Where none may begin, or it
    fails, they are drawn here, and an error is raised here.
    """
    context = multiprocessing.get_context("spawn")  # a fork would share what threads hold
    taken, given = context.Pipe(duplex=False)
    worker = context.Process(target=_give, args=(given, report), daemon=True)
    with taken:
        apart = cores() > 1 and _starts(worker)
        given.close()
        try:
            yield lambda: (_take(taken) if apart else None) or draw(report)
        finally:
            if apart:
                worker.kill()
                worker.join()


def _starts(worker: multiprocessing.process.BaseProcess) -> bool:
    """Start a process; tell whether the system lets it: managed computers may not."""
    try:
        worker.start()
    except OSError:
        return False
    return True


def _take(pipe: Connection) -> Drawn | None:
    """Wait for the pictures; return None where the process ended without any."""
    try:
        drawn: Drawn = pipe.recv()
    except (EOFError, OSError):
        return None
    return drawn


def _give(pipe: Connection, report: Report) -> None:
    """Draw in a process of its own, which ends with the one that began it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the command that was typed
    with pipe:
        try:
            pipe.send(draw(report))
        except Exception:
            return  # nothing is said here: the other end draws, and meets the error, itself
