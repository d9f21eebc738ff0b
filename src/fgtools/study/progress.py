"""How far a long step is, and how much longer it will take at the pace it has had until now."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

FEW = 20
"""Sessions of which each is named; of more, a line comes every so often."""
EVERY = 10.0
"""Seconds between two lines."""
KNOWN = 0.02
"""Part of the work that must be done before anything is said of the rest."""

Item = TypeVar("Item")


def told(
    say: Callable[[str], None],
    step: str,
    turns: Mapping[str, int],
    names: Iterable[str],
    clock: Callable[[], float] = time.monotonic,
    *,
    quick: bool = False,
) -> Iterator[str]:
    """Yield names of sessions, in order, and say how far the step is when each is asked for.

    `turns` tells how many turns each has: a session counts by its turns, not as one of many. A
    `quick` step names no session by itself.
    """
    begun = last = clock()
    total, done = max(sum(turns.values()), 1), 0
    for at, name in enumerate(names):
        if len(turns) <= FEW and not quick:
            say(f"{step}: {name} ({turns[name]} turns)")
        elif clock() - last >= EVERY:
            last = clock()
            left = _left(last - begun, done / total)
            say(f"{step}: {at} of {len(turns)} sessions, {done:,} of {total:,} turns{left}")
        yield name
        done += turns[name]


def counted(
    say: Callable[[str], None],
    step: str,
    items: Iterable[Item],
    clock: Callable[[], float] = time.monotonic,
) -> Iterator[Item]:
    """Yield items, and say every so often how many there were: how many are left nobody knows."""
    last = clock()
    for at, item in enumerate(items):
        if clock() - last >= EVERY:
            last = clock()
            say(f"{step}, {at:,} until now")
        yield item


def _left(seconds: float, share: float) -> str:
    """Return the time that is left in words, nothing where too little is done to tell."""
    if share < KNOWN:
        return ""
    minutes = seconds * (1 - share) / share / 60
    if minutes < 1:
        return "; less than a minute left in this step"
    if minutes < 90:
        whole = round(minutes)
        return f"; about {whole} minute{'s' if whole > 1 else ''} left in this step"
    return f"; about {minutes / 60:.1f} hours left in this step"
