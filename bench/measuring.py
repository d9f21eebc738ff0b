"""Run a command and tell what it took: wall and CPU seconds, memory of all its processes."""

from __future__ import annotations

import contextlib
import os
import platform
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

FOUND = 3
"""How a command of fgtools ends whose check found something to put right."""
OFTEN = 0.2
"""Seconds between two looks at the memory of a command that works with several processes."""
MIB = 2**20
SHOWN = 2_000
"""Characters shown of what a command said before it failed."""


@dataclass(frozen=True)
class Took:
    """What a command took.

    `broken`: it failed, or was ended because its time was over. `found`: a check in it found
    something to put right, such as a name left in a report, which is then not written.
    """

    wall: float
    cpu: float
    mib: float
    broken: bool = False
    found: bool = False

    @property
    def row(self) -> dict[str, float | bool]:
        """Return the figures by their names."""
        return asdict(self)


class Watch(threading.Thread):
    """Look at a process and its children until they end; end them when their time is over."""

    def __init__(self, pid: int, limit: float) -> None:
        super().__init__(daemon=True)
        self.pid, self.over, self.done = pid, time.monotonic() + limit, threading.Event()
        self.late, self.mib = False, 0.0

    def run(self) -> None:
        """Look every now and then."""
        while not self.done.wait(OFTEN):
            self.mib = max(self.mib, together(self.pid))
            if time.monotonic() > self.over:
                self.late = True
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(self.pid, signal.SIGKILL)
                return


def taken(
    command: Sequence[str],
    folder: Path,
    more: Mapping[str, str] | None = None,
    limit: float = float("inf"),
) -> tuple[Took, str]:
    """Run a command in a folder and return what it took and what it printed.

    `more` is added to the environment. What a command says that fails is shown on stderr.
    """
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        begin = time.perf_counter()
        child = subprocess.Popen(
            command, cwd=folder, env={**os.environ, **(more or {})}, stdout=out, stderr=err,
            start_new_session=True,
        )  # fmt: skip
        watch = Watch(child.pid, limit)
        watch.start()
        _, status, used = os.wait4(child.pid, 0)
        wall = time.perf_counter() - begin
        watch.done.set()
        watch.join()
        child.returncode = os.waitstatus_to_exitcode(status)
        if broken := child.returncode not in (0, FOUND):
            err.seek(0)
            said = err.read().decode(errors="replace")[-SHOWN:]
            why = "the time was over" if watch.late else f"{child.returncode}\n{said}"
            print(f"{' '.join(command)[:SHOWN]} ended: {why}", file=sys.stderr, flush=True)
        out.seek(0)
        largest = used.ru_maxrss * 1024 / MIB
        took = Took(
            wall,
            used.ru_utime + used.ru_stime,
            max(largest, watch.mib),
            broken,
            child.returncode == FOUND,
        )
        return took, out.read().decode()


def together(pid: int) -> float:
    """Return the memory of a process with its children now, in MiB, shared pages counted once.

    0 where it has no children: the system itself keeps the peak of a single process.
    """
    every = family(pid)
    return sum(map(share, every)) / MIB if len(every) > 1 else 0.0


def family(pid: int) -> list[int]:
    """Return a process with the children of all its threads, and theirs."""
    found = [pid]
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            for child in path.read_text().split():
                found += family(int(child))
    return found


def share(pid: int) -> int:
    """Return a process's own memory and its part of what it shares, in bytes."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0


def machine() -> str:
    """Return the machine in a line."""
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    model = next(
        (line.split(":")[1].strip() for line in lines if line.startswith("model name")), ""
    )
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    threads = os.environ.get("OMP_NUM_THREADS", "not set")
    return (
        f"{len(os.sched_getaffinity(0))} cores of {model or platform.machine()}, {memory:.0f} GiB,"
        f" {platform.system()}, Python {platform.python_version()}, OMP_NUM_THREADS {threads}"
    )
