"""Saturation: how much each further session added to what had been heard.

Guest, Namey and Chen 2020, A simple method to assess and report thematic saturation in qualitative
research, PLoS ONE 15(5): e0232076.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

import numpy as np

from fgtools.roles.counting import Flags

BASE = 4
"""Sessions whose subjects the later ones are measured against: the smallest base of the paper."""
RUN = 2
"""Sessions looked at together for what they add; a run moves on by one session."""
THRESHOLD = 0.05
"""New subjects of a run, as a share of those in the base, at or under which it adds no more."""
ALL_ORDERS = 6
"""Sessions up to which every order is tried..."""
ORDERS = 500
"""...and the number of shuffled orders where there are more."""
FEW = ("no", "one", "two", "three", "four", "five")


@dataclass(frozen=True, slots=True)
class Run:
    """What `RUN` sessions after the first `after` added: new subjects, and their share of the base.

    The share may be above 1.
    """

    after: int
    new: int
    share: float


@dataclass(frozen=True, slots=True)
class Saturation:
    """What each session added, in the order held.

    `new` counts the subjects first heard in each session; `base` those of the first `BASE`;
    `reached` is the number of sessions after which the next `RUN` added no more than `THRESHOLD`
    (None: not reached, or too few sessions), `reached_nothing` after which they added nothing;
    `reached_share` is the share of orders in which `reached` is reached at all; `curve` the mean
    share of all subjects heard after each number of sessions; `runs` all runs, in order.
    """

    sessions: tuple[str, ...]
    new: tuple[int, ...]
    base: int
    reached: int | None
    reached_share: float
    curve: tuple[float, ...]
    verdict: str
    reached_nothing: int | None = None
    runs: tuple[Run, ...] = ()

    @property
    def assessable(self) -> bool:
        """Tell whether there are sessions enough, and something heard in the base."""
        return bool(self.runs)


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
    share = float(np.mean([_reached(_runs(said[list(o)])) is not None for o in orders]))
    heard_by = [np.logical_or.accumulate(said[list(order)]).sum(axis=1) for order in orders]
    curve = np.mean(heard_by, axis=0) / max(len(listed), 1)
    base, runs = int(said[:BASE].any(axis=0).sum()), _runs(said)
    return Saturation(
        names, _new(said), base, _reached(runs), share, tuple(float(point) for point in curve),
        _verdict(len(names), base, runs, share, of), _reached(runs, 0), runs,
    )  # fmt: skip


def _orders(sessions: int, seed: int) -> Sequence[Sequence[int]]:
    if sessions <= ALL_ORDERS:
        return list(permutations(range(sessions)))
    random = np.random.default_rng(seed)
    return [random.permutation(sessions).tolist() for _ in range(ORDERS)]


def _new(said: Flags) -> tuple[int, ...]:
    so_far = np.logical_or.accumulate(said, axis=0).sum(axis=1)
    return tuple(int(added) for added in np.diff(so_far, prepend=0))


def _runs(said: Flags) -> tuple[Run, ...]:
    base = int(said[:BASE].any(axis=0).sum())
    if not base:
        return ()
    new = _new(said)
    added = [(after, sum(new[after : after + RUN])) for after in range(BASE, len(said) - RUN + 1)]
    return tuple(Run(after, number, number / base) for after, number in added)


def _reached(runs: Sequence[Run], most: float = THRESHOLD) -> int | None:
    return next((run.after for run in runs if run.share <= most), None)


def _verdict(sessions: int, base: int, runs: Sequence[Run], share: float, of: str) -> str:
    if sessions < BASE + RUN:
        number = FEW[sessions] if sessions < len(FEW) else str(sessions)
        held = f"{number} session{'' if sessions == 1 else 's'}"
        return (
            f"Saturation over {of} cannot be said from {held}: it takes {BASE} as a base and "
            f"{RUN} more."
        )
    if not base:
        return f"Saturation over {of} cannot be said: nothing was heard in the base."
    after, nothing = _reached(runs), _reached(runs, 0)
    if after is None:
        then = f" In {share:.0%} of the orders that the sessions could have had they would be."
        return f"Not saturated: {_added(runs[-1], base)}.{then if share else ''}"
    run = next(run for run in runs if run.after == after)
    later = f" After {nothing} sessions nothing new came at all." if nothing and run.new else ""
    return (
        f"Saturated after {after} sessions: {_added(run, base)}.{later} That holds in {share:.0%} "
        "of the orders that the sessions could have had."
    )


def _added(run: Run, base: int) -> str:
    codes = "code" if run.new == 1 else "codes"
    return (
        f"sessions {run.after + 1} and {run.after + RUN} added {run.new or 'no'} new {codes} to "
        f"the {base} of the first {BASE} ({run.share:.0%}; {THRESHOLD:.0%} is allowed)"
    )
