"""The next piece of work begun while this one is used: models leave Python time between batches."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from typing import TypeVar

from fgtools.models.cores import cores

Task = TypeVar("Task")
Made = TypeVar("Made")


def ahead(work: Callable[[Task], Made], tasks: Iterable[Task]) -> Iterator[Made]:
    """Return what is made of each task, in order; the first is begun at once, each next one early.

    Work is done in one other thread, where there is more than one core. Tasks are taken, and
    results given, in the caller's.
    """
    if cores() == 1:
        return map(work, tasks)
    pool, stream = ThreadPoolExecutor(1), iter(tasks)
    return _each(pool, work, [pool.submit(work, task) for task in islice(stream, 1)], stream)


def _each(
    pool: ThreadPoolExecutor,
    work: Callable[[Task], Made],
    begun: list[Future[Made]],
    tasks: Iterator[Task],
) -> Iterator[Made]:
    try:
        while begun:
            begun += [pool.submit(work, task) for task in islice(tasks, 1)]
            yield begun.pop(0).result()
    finally:
        pool.shutdown(cancel_futures=True)
