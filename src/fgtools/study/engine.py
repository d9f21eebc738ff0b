"""Where the work on sessions is done: in this process, or spread over the workers of dask.

A piece of work is a function of this program and one session's task; what it answers depends on
nothing else, so that the results are the same wherever it is done.

Dask would tell much of a task: its arguments in a worker's log when it fails, its data on the
worker's disk when memory is short. So what is handed over shows nothing of itself, a fault comes
back as its kind and place, workers started here write nothing to disk but locks of their own, and
no page of theirs is served.
"""

from __future__ import annotations

import os
import tempfile
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from fgtools import __version__
from fgtools.errors import FgtoolsError, Misused
from fgtools.models.cores import allowed_cores

LOCAL, DASK = "local", "dask"
AHEAD = 2
"""Tasks for each worker that are under way: memory stays bounded however many sessions wait."""
AGAIN = "Type: fgtools run (without --engine): it goes on where this one stopped."
EXTRA = 'Type: pip install "fgtools[dask]"'
QUIET: dict[str, object] = {
    "distributed.worker.memory.target": False,
    "distributed.worker.memory.spill": False,
    "distributed.worker.memory.pause": False,
    "distributed.worker.memory.terminate": False,
    "distributed.logging.distributed": "critical",
    "distributed.admin.low-level-log-length": 0,
    "distributed.scheduler.http.routes": [],  # pages that any login of the machine could read
    "distributed.worker.http.routes": [],
}

Task = TypeVar("Task")
Made = TypeVar("Made")


class Engine(Protocol):
    """Does one piece of work on many tasks."""

    spreads: bool
    same_disk: bool
    """Whether workers see the study's own folder."""

    def may_have_private(self) -> bool:
        """Tell whether words that are not written over may be handed to it."""

    def map(self, work: Callable[[Task], Made], tasks: Iterable[Task]) -> Iterator[Made]:
        """Yield what is made of each task, in order."""


class Here:
    """Work in this process, one task after another; the models use all of its cores."""

    spreads = False
    same_disk = True

    def may_have_private(self) -> bool:
        """Return yes: nothing leaves the process."""
        return True

    def map(self, work: Callable[[Task], Made], tasks: Iterable[Task]) -> Iterator[Made]:
        """Yield what is made of each task, in order."""
        return map(work, tasks)


HERE = Here()


@dataclass(frozen=True, slots=True)
class Handed(Generic[Task]):
    """A task on its way: what shows of it is nothing."""

    task: Task

    def __repr__(self) -> str:
        return "Handed(…)"


@dataclass(frozen=True, slots=True)
class Fault:
    """What went wrong on a worker: the kind and the place, or what the program itself says."""

    kind: str
    where: str
    told: FgtoolsError | None = None


def guarded(work: Callable[[Any], Any], handed: Handed[Any]) -> object:
    """Do a piece of work; return its result, handed, or the fault."""
    try:
        return Handed(work(handed.task))
    except FgtoolsError as error:
        return Fault("", "", error)
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        return Fault(type(error).__name__, f"{os.path.basename(place.filename)}:{place.lineno}")


class Workers:
    """The workers of a dask cluster; `private` tells whether raw words may go to them."""

    spreads = True

    def __init__(self, client: Any, private: bool, same_disk: bool = False) -> None:
        self._client, self._private, self.same_disk = client, private, same_disk

    def may_have_private(self) -> bool:
        """Tell whether raw words may be handed over."""
        return self._private

    def map(self, work: Callable[[Task], Made], tasks: Iterable[Task]) -> Iterator[Made]:
        """Yield what is made of each task, in order; raise FgtoolsError where one fails."""
        waiting: deque[Any] = deque()
        most = AHEAD * max(len(self._client.nthreads()), 1)
        for task in tasks:
            waiting.append(self._client.submit(guarded, work, Handed(task), pure=False))
            if len(waiting) >= most:
                yield _result(waiting.popleft())
        while waiting:
            yield _result(waiting.popleft())


def _result(future: Any) -> Any:
    try:
        made = future.result()
    except Exception as error:  # what we do on a worker never raises: the worker itself went away
        raise FgtoolsError(
            f"a worker or the scheduler went away ({type(error).__name__})", DASK, AGAIN
        ) from None
    future.release()
    if isinstance(made, Handed):
        return made.task
    if made.told:
        raise made.told
    raise FgtoolsError(f"a fault on a worker ({made.kind} at {made.where})", DASK, AGAIN)


@contextmanager
def engine(setting: str, private: bool = False) -> Iterator[Engine]:
    """Open what `--engine` asks for: local, dask, or dask=ADDRESS.

    Workers on this machine (dask without an address) may have raw words: what passes between them
    is encrypted and never leaves the machine. Others may have them only where the study says so
    (`private`) and the address is encrypted (tls://). Raise Misused or FgtoolsError.
    """
    kind, _, address = setting.partition("=")
    if setting == LOCAL:
        yield HERE
        return
    if kind != DASK or (setting != DASK and not address):
        raise Misused("no such engine", "--engine", "Choose local, dask or dask=tls://HOST:8786.")
    try:
        import dask
        import distributed as untyped

        distributed: Any = untyped
    except ModuleNotFoundError as error:
        raise FgtoolsError("dask is not installed", "--engine", EXTRA) from error
    with dask.config.set(QUIET):
        if address:
            with _found(distributed, address) as client:
                yield Workers(client, private and address.startswith("tls://"))
            return
        with (
            tempfile.TemporaryDirectory(prefix="fgtools-dask-") as scratch,
            distributed.LocalCluster(
                n_workers=allowed_cores(), threads_per_worker=1, host="127.0.0.1", protocol="tls://",
                dashboard_address=None, memory_limit=0, silence_logs=50, local_directory=scratch,
                security=distributed.Security.temporary(), env={"OMP_NUM_THREADS": "1"},
            ) as cluster,
            distributed.Client(cluster) as client,
        ):  # fmt: skip
            yield Workers(client, private=True, same_disk=True)


@contextmanager
def _found(distributed: Any, address: str) -> Iterator[Any]:
    """Connect to somebody's cluster whose workers have the same fgtools; else raise."""
    try:
        client = distributed.Client(address, timeout="10s")
    except (OSError, TimeoutError, ValueError) as error:
        raise FgtoolsError(
            "no dask scheduler answers", "--engine", "Look at the address: dask=tls://HOST:8786"
        ) from error
    except TypeError as error:  # it wants certificates
        raise FgtoolsError(
            "dask has no certificates for an encrypted address", "--engine",
            "Set distributed.comm.tls in dask's own settings: see docs/analysts.md",
        ) from error  # fmt: skip
    with client:
        try:
            others = set(client.run(version).values())
        except Exception as error:  # a worker without fgtools cannot even read the question
            raise FgtoolsError(
                "the workers have no fgtools", "--engine", f"Install fgtools {__version__} on them."
            ) from error
        if others != {__version__}:
            raise FgtoolsError(
                "no workers, or they have another fgtools", "--engine",
                f"Install fgtools {__version__} on them.",
            )  # fmt: skip
        yield client


def version() -> str:
    """Return the version of the program where this is run."""
    return __version__
