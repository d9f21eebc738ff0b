"""Saturation: how much each further session added to what had been heard.

Guest, Namey and Chen 2020, A simple method to assess and report thematic saturation in qualitative
research, PLoS ONE 15(5): e0232076.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

import numpy as np

BASE = 4
"""Sessions whose subjects the later ones are measured against."""
RUN = 2
"""Sessions looked at together for what they add."""
THRESHOLD = 0.05
"""New subjects, as a share of those in the base, at or under which saturation is reached."""
ALL_ORDERS = 6
"""Sessions up to which every order is tried..."""
ORDERS = 500
"""...and the number of shuffled orders where there are more."""


@dataclass(frozen=True, slots=True)
class Saturation:
    """What each session added, in the order held.

    `new` counts the subjects first heard in each session; `base` those of the first `BASE`;
    `reached` is the number of sessions after which the next `RUN` added no more than `THRESHOLD`
    (None: not reached, or too few sessions); `reached_share` is the share of orders in which it is
    reached at all; `curve` the mean share of all subjects heard after each number of sessions.
    """

    sessions: tuple[str, ...]
    new: tuple[int, ...]
    base: int
    reached: int | None
    reached_share: float
    curve: tuple[float, ...]
    verdict: str

    @property
    def lines(self) -> Iterator[str]:
        """Yield the result in plain words, a line for each session and the verdict."""
        total = 0
        for name, new in zip(self.sessions, self.new, strict=True):
            total += new
            yield f"{name}: {new} new, {total} so far"
        yield self.verdict


def saturation(
    heard: Mapping[str, Collection[str]], *, seed: int = 0, of: str = "all sessions"
) -> Saturation:
    """Assess saturation over sessions in the order of `heard` (session name to its subjects).

    `of` says whose sessions these are, for the verdict; sessions of one role are assessed by
    handing in these alone. Fewer than `BASE` + `RUN` sessions are not assessable.
    """
    names = tuple(heard)
    listed = sorted({subject for subjects in heard.values() for subject in subjects})
    said = np.array([[s in heard[name] for s in listed] for name in names], bool)
    said = said.reshape(len(names), len(listed))
    orders = _orders(len(names), seed)
    results = [_reached(said[list(order)]) for order in orders]
    share = float(np.mean([r is not None for r in results]))
    heard_by = [np.logical_or.accumulate(said[list(order)]).sum(axis=1) for order in orders]
    curve = np.mean(heard_by, axis=0) / max(len(listed), 1)
    base = int(said[:BASE].any(axis=0).sum())
    reached = _reached(said)
    return Saturation(
        names, _new(said), base, reached, share,
        tuple(float(point) for point in curve), _verdict(len(names), base, reached, share, of),
    )  # fmt: skip


def _orders(sessions: int, seed: int) -> Sequence[Sequence[int]]:
    if sessions <= ALL_ORDERS:
        return list(permutations(range(sessions)))
    random = np.random.default_rng(seed)
    return [random.permutation(sessions).tolist() for _ in range(ORDERS)]


def _new(said: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> tuple[int, ...]:
    so_far = np.logical_or.accumulate(said, axis=0).sum(axis=1)
    return tuple(int(added) for added in np.diff(so_far, prepend=0))


def _reached(said: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> int | None:
    base = int(said[:BASE].any(axis=0).sum())
    new = _new(said)
    for after in range(BASE, len(said) - RUN + 1):
        if base and sum(new[after : after + RUN]) <= THRESHOLD * base:
            return after
    return None


def _verdict(sessions: int, base: int, reached: int | None, share: float, of: str) -> str:
    if sessions < BASE + RUN:
        return (
            f"Saturation over {of} is not assessable from {sessions}: it takes {BASE} sessions as "
            f"a base and {RUN} more."
        )
    if not base:
        return f"Saturation over {of} is not assessable: nothing was heard in the base."
    rule = (
        f"(base of {BASE} sessions, {base} subjects; {RUN} further sessions may add {THRESHOLD:.0%}"
        f" of that; it holds in {share:.0%} of the orders the sessions could have had)"
    )
    if reached is None:
        return f"Not saturated: the last sessions still added new subjects {rule}."
    return f"Saturated after {reached} sessions {rule}."
