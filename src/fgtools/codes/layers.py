"""Layers: what each coder, a person or the machine, made of the turns they read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Layer:
    """One coder's codings: the turns read, and the pairs of turn and code that were given.

    A code not given to a turn that was read is this coder's no.
    """

    coder: str
    read: frozenset[str]
    given: frozenset[tuple[str, str]]
    machine: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """A code on which coders differ about a turn; `people` tells whether people themselves do."""

    turn: str
    code: str
    gave: tuple[str, ...]
    did_not: tuple[str, ...]
    people: bool


def differences(
    layers: Sequence[Layer], turns: Iterable[str], codes: Sequence[str]
) -> Iterator[Difference]:
    """Yield, turn by turn and code by code, where those who read a turn do not agree."""
    for turn in turns:
        readers = [layer for layer in layers if turn in layer.read]
        for code in codes:
            gave = [layer for layer in readers if (turn, code) in layer.given]
            did_not = [layer for layer in readers if (turn, code) not in layer.given]
            if gave and did_not:
                people = any(not a.machine for a in gave) and any(not a.machine for a in did_not)
                yield Difference(turn, code, _names(gave), _names(did_not), people)


def _names(layers: Iterable[Layer]) -> tuple[str, ...]:
    return tuple(layer.coder for layer in layers)
