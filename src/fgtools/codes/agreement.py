"""Agreement of two coders, turn by turn: F1 and Cohen's kappa, per code and overall."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fgtools.nouns import Coding

Given = frozenset[tuple[str, str]]
"""Pairs of turn and code."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How a coder (`theirs`) agrees with another (`ours`); an empty `code` means all codes.

    `both`, `ours`, `theirs` count turns (pairs of turn and code overall); shares are 0 to 1,
    kappa -1 to 1, and None where nobody gave the code.
    """

    code: str
    both: int
    ours: int
    theirs: int
    precision: float | None
    recall: float | None
    f1: float | None
    kappa: float | None


def given(codings: Iterable[Coding]) -> Given:
    """Return which codes were assigned to which turns."""
    return frozenset((coding.turn, coding.code) for coding in codings if coding.assigned)


def compare(
    ours: Given, theirs: Given, turns: Sequence[str], codes: Sequence[str]
) -> tuple[Agreement, ...]:
    """Return the agreement on each code and, last, over all pairs of turn and code.

    Only `turns` and `codes` count: a code not given to one of them is that coder's no. Cohen
    (1960), A coefficient of agreement for nominal scales.
    """
    read = frozenset(turns)
    kept_ours = {pair for pair in ours if pair[0] in read}
    kept_theirs = {pair for pair in theirs if pair[0] in read}
    rows = [
        _agreement(
            code,
            {pair for pair in kept_ours if pair[1] == code},
            {pair for pair in kept_theirs if pair[1] == code},
            len(read),
        )
        for code in codes
    ]
    wanted = frozenset(codes)
    pooled = [{p for p in kept if p[1] in wanted} for kept in (kept_ours, kept_theirs)]
    return (*rows, _agreement("", pooled[0], pooled[1], len(read) * len(wanted)))


def _agreement(
    code: str, ours: set[tuple[str, str]], theirs: set[tuple[str, str]], units: int
) -> Agreement:
    both = len(ours & theirs)
    return Agreement(
        code=code,
        both=both,
        ours=len(ours),
        theirs=len(theirs),
        precision=both / len(theirs) if theirs else None,
        recall=both / len(ours) if ours else None,
        f1=2 * both / (len(ours) + len(theirs)) if ours or theirs else None,
        kappa=_kappa(both, len(ours), len(theirs), units),
    )


def _kappa(both: int, ours: int, theirs: int, units: int) -> float | None:
    if not units or not (ours or theirs):
        return None
    seen = (both + units - (ours + theirs - both)) / units
    chance = (ours * theirs + (units - ours) * (units - theirs)) / units**2
    return (seen - chance) / (1 - chance) if chance < 1 else 1.0
