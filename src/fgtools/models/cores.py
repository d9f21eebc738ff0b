"""Several batches at a time, one on each core: a model's run lets go of Python's lock."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Batch = TypeVar("Batch")
Result = TypeVar("Result")
AHEAD = 4
"""Batches for each core that wait to be read: results are not all held at once."""


def on_each_core(read: Callable[[Batch], Result], batches: Sequence[Batch]) -> Iterator[Result]:
    """Yield what is read of each batch, in order."""
    with ThreadPoolExecutor(cores()) as pool:
        step = AHEAD * cores()
        for at in range(0, len(batches), step):
            yield from pool.map(read, batches[at : at + step])


def cores() -> int:
    """Return on how many cores this process may run, fewer where OMP_NUM_THREADS says so."""
    allowed, said = allowed_cores(), os.environ.get("OMP_NUM_THREADS", "")
    return max(1, min(allowed, int(said) if said.isdigit() else allowed))


def allowed_cores() -> int:
    """Return on how many cores the system lets this process run."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
