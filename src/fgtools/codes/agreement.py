"""How far coders agree: each code is a yes or no on every turn that a coder read.

People with people, and beside it people with the machine: what the machine should reach is what
people reach with one another.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from fgtools.codes import coefficients
from fgtools.codes.coefficients import Numbers, Sums
from fgtools.codes.layers import Layer
from fgtools.codes.resampling import Draws, draw, interval

POOLED, MEAN = "", "*"
"""What stands for a code in the row of all pairs of turn and code, and in that of codes' means."""
LEAST_GIVEN = 10
"""Turns that must have a code, by anybody, for an interval of its own."""
NAMES = ("agreed", "kappa", "alpha", "ac1", "f1")
Marks = NDArray[np.bool_]
Places = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A coefficient and its 95 % interval, None where it is not defined or cannot be said."""

    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Row:
    """The agreement on one code, on all of them pooled, or the mean of the codes.

    `given` counts the turns (pairs of turn and code in the pooled row) that any of the coders gave
    the code. `kappa` is Cohen's and `f1` that of two coders, of more the mean of their pairs (Light
    1971); `alpha` and `ac1` are of all coders together.
    """

    code: str
    given: int
    agreed: Figure
    kappa: Figure
    alpha: Figure
    ac1: Figure
    f1: Figure


@dataclass(frozen=True, slots=True)
class Comparison:
    """Coders compared on the turns that two of them read; `rows` are codes, pooled, mean.

    `kind` is "pair" of two, "people" of all people together, or "machine": the mean of its pairs
    with each person. `resampled` is what the intervals come from: sessions, turns, or nothing.
    """

    kind: str
    coders: tuple[str, ...]
    with_machine: bool
    turns: int
    sessions: int
    resampled: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class _Grid:
    """Who read (coder, turn) and gave (coder, turn, code) what; turns session by session."""

    read: Marks
    gave: Marks
    sessions: NDArray[np.intp]


def compare(
    layers: Sequence[Layer], turns: Mapping[str, str], codes: Sequence[str], seed: int
) -> tuple[Comparison, ...]:
    """Return every pair of coders, then people together and the machine with each of them.

    `turns` are the ids of turns with their sessions; other turns and codes do not count.
    """
    grid = _grid(layers, turns, codes)
    machine = [layer.machine for layer in layers]
    pairs = tuple(combinations(range(len(layers)), 2))
    pairs = tuple(sorted(pairs, key=lambda pair: machine[pair[0]] or machine[pair[1]]))
    wanted: list[tuple[str, Places]] = [("pair", (pair,)) for pair in pairs]
    people = tuple(pair for pair in pairs if not (machine[pair[0]] or machine[pair[1]]))
    mixed = tuple(pair for pair in pairs if machine[pair[0]] != machine[pair[1]])
    wanted += [(kind, some) for kind, some in (("people", people), ("machine", mixed))
               if len(some) > 1]  # fmt: skip
    return tuple(_compared(kind, some, grid, layers, codes, seed) for kind, some in wanted)


def _grid(layers: Sequence[Layer], turns: Mapping[str, str], codes: Sequence[str]) -> _Grid:
    names = sorted(set(turns.values()))
    number = {name: at for at, name in enumerate(names)}
    ordered = sorted(turns, key=lambda turn: number[turns[turn]])
    row = {turn: at for at, turn in enumerate(ordered)}
    column = {code: at for at, code in enumerate(codes)}
    read = np.zeros((len(layers), len(row)), dtype=bool)
    gave = np.zeros((len(layers), len(row), len(column)), dtype=bool)
    for at, layer in enumerate(layers):
        read[at, [row[turn] for turn in layer.read if turn in row]] = True
        cells = [(row[t], column[c]) for t, c in layer.given if t in row and c in column]
        if cells:
            gave[at][tuple(np.array(cells).T)] = True
    gave &= read[:, :, None]
    return _Grid(read, gave, np.array([number[turns[turn]] for turn in ordered], dtype=np.intp))


def _compared(
    kind: str, pairs: Places, whole: _Grid, layers: Sequence[Layer], codes: Sequence[str], seed: int
) -> Comparison:
    shared = np.any([whole.read[one] & whole.read[other] for one, other in pairs], axis=0)
    grid = _Grid(whole.read[:, shared], whole.gave[:, shared], whole.sessions[shared])
    members = sorted({coder for pair in pairs for coder in pair})
    draws = draw(grid.sessions, seed)
    tables = [_tables(grid, one, other) for one, other in pairs]
    joint = _joint(grid, members) if kind == "people" else None
    estimate = _figures([t.sum(axis=0) for t in tables], joint and _summed(joint))
    rounds = _resampled(tables, joint, draws)
    given = grid.gave[members].any(axis=0).sum(axis=0)
    return Comparison(
        kind=kind,
        coders=tuple(layers[coder].coder for coder in members),
        with_machine=any(layers[coder].machine for coder in members),
        turns=int(shared.sum()),
        sessions=len(np.unique(grid.sessions)),
        resampled=draws.of,
        rows=_rows(codes, given, estimate, rounds, draws.times.shape[1]),
    )


def _tables(grid: _Grid, one: int, other: int) -> Numbers:
    """Return the table of two coders on each turn and code: (turn, code, no or yes, no or yes)."""
    both = (grid.read[one] & grid.read[other])[:, None]
    left, right = grid.gave[one], grid.gave[other]
    cells = [both & ~left & ~right, both & ~left & right, both & left & ~right, both & left & right]
    return np.stack(cells, axis=-1).reshape(*left.shape, 2, 2).astype(np.float64)


def _joint(grid: _Grid, members: Sequence[int]) -> Sums:
    """Return what each turn and code adds to the sums of all coders together."""
    yes = grid.gave[members].sum(axis=0)
    coders = grid.read[members].sum(axis=0)[:, None]
    counts = np.stack([coders - yes, yes], axis=-1).astype(np.float64)
    return coefficients.sums_of(counts[:, :, None, :])


def _summed(joint: Sums) -> Sums:
    return Sums(*(part.sum(axis=0) for part in joint))


def _resampled(
    tables: Sequence[Numbers], joint: Sums | None, draws: Draws
) -> Mapping[str, Numbers]:
    some = [draws.rounds(table) for table in tables]
    return _figures(some, joint and Sums(*(draws.rounds(part) for part in joint)))


def _figures(tables: Sequence[Numbers], joint: Sums | None) -> Mapping[str, Numbers]:
    """Return each coefficient of every code, of all pooled, and the codes' mean: (..., codes + 2).

    A code that nobody gave has none: what nobody was tempted to give shows no agreement.
    """
    each = [_of_pair(table) for table in tables]
    found = {name: _mean(np.stack([one[name] for one in each])) for name in NAMES}
    if joint is not None:
        found |= _with_mean(_of_sums(joint), axis_sum=_of_sums(_pooled_sums(joint)))
    return found


def _of_pair(table: Numbers) -> dict[str, Numbers]:
    return _with_mean(_of_tables(table), axis_sum=_of_tables(table.sum(axis=-3, keepdims=True)))


def _of_tables(table: Numbers) -> dict[str, Numbers]:
    sums = coefficients.sums_of_two(table)
    return {
        "agreed": _if_given(coefficients.agreed(table), sums),
        "kappa": coefficients.kappa(table),
        "f1": coefficients.f1(table),
        **_of_sums(sums),
    }


def _of_sums(sums: Sums) -> dict[str, Numbers]:
    return {
        "alpha": coefficients.alpha(sums),
        "ac1": _if_given(coefficients.ac1(sums), sums),
    }


def _if_given(figures: Numbers, sums: Sums) -> Numbers:
    return np.where(sums.values[..., 1] > 0, figures, np.nan)


def _pooled_sums(sums: Sums) -> Sums:
    rated, paired, shares, values, same, matched = sums
    return Sums(
        *(part.sum(axis=-1, keepdims=True) for part in (rated, paired)),
        *(part.sum(axis=-2, keepdims=True) for part in (shares, values)),
        *(part.sum(axis=-1, keepdims=True) for part in (same, matched)),
    )


def _with_mean(codes: Mapping[str, Numbers], axis_sum: Mapping[str, Numbers]) -> dict[str, Numbers]:
    return {
        name: np.concatenate([found, axis_sum[name], _mean(found, axis=-1)[..., None]], axis=-1)
        for name, found in codes.items()
    }


def _mean(figures: Numbers, axis: int = 0) -> Numbers:
    """Return the mean of what is defined, NaN where nothing is."""
    defined = np.isfinite(figures)
    number = defined.sum(axis=axis)
    total = np.where(defined, figures, 0.0).sum(axis=axis)
    return np.where(number > 0, total / np.maximum(number, 1), np.nan)


def _rows(
    codes: Sequence[str],
    given: NDArray[np.intp],
    estimate: Mapping[str, Numbers],
    rounds: Mapping[str, Numbers],
    blocks: int,
) -> tuple[Row, ...]:
    limits = {name: interval(rounds[name], blocks) for name in NAMES}
    total = int(given.sum())
    labels = [*((code, int(n)) for code, n in zip(codes, given, strict=True)),
              (POOLED, total), (MEAN, total)]  # fmt: skip
    return tuple(
        Row(
            code, number,
            **{
                name: _figure(
                    estimate[name][at], *(limit[at] for limit in limits[name]),
                    sayable=number >= LEAST_GIVEN,
                )
                for name in NAMES
            },
        )
        for at, (code, number) in enumerate(labels)
    )  # fmt: skip


def _figure(value: float, low: float, high: float, *, sayable: bool) -> Figure:
    said = sayable and bool(np.isfinite(value) and np.isfinite(low))
    return Figure(
        float(value) if np.isfinite(value) else None,
        float(low) if said else None,
        float(high) if said else None,
    )
