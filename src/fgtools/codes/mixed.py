"""Pairs of codes that a codebook mixes up: where one was given and the other was meant.

Three signs: coders who read the same turn gave one each; a person took one off and set the other;
both stand on the same utterance far more often than their shares foretell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product

from fgtools.codes.layers import Layer
from fgtools.nouns import Codebook, Coding
from fgtools.spans import overlap

Pair = tuple[str, str]

FEWEST = 2
"""Turns on which coders gave one code each before it is more than a slip."""
FEWEST_TOGETHER = 4
"""Utterances that two codes share before it can be said that they go together..."""
TIMES = 3.0
"""...and how many times what chance would give..."""
SURE = 0.01
"""...which chance must give less often than this, over all pairs of codes (Bonferroni)."""
SHOWN = 3
"""Turns shown of a pair."""


@dataclass(frozen=True, slots=True)
class Mixed:
    """Two codes that are mixed up, in the codebook's order.

    `turns` counts all turns that say so, `people` and `machine` those where two people, or a person
    and the machine, differed, `decided` those where one was taken off and the other set;
    `together` counts utterances with both, `chance` those that their shares foretell.
    """

    codes: Pair
    turns: int
    people: int
    machine: int
    decided: int
    together: int
    chance: float
    why: str
    todo: str
    examples: tuple[str, ...]


@dataclass
class _Found:
    people: set[str] = field(default_factory=set)
    machine: set[str] = field(default_factory=set)
    decided: set[str] = field(default_factory=set)
    together: list[str] = field(default_factory=list)
    chance: float = 0.0


def mixed(
    codebook: Codebook,
    turns: Sequence[str],
    layers: Sequence[Layer],
    verdicts: Mapping[tuple[str, str], bool],
    codings: Sequence[Coding],
) -> tuple[Mixed, ...]:
    """Return the pairs that are mixed up, those that people mixed up most often first.

    `turns` are ids in order; `verdicts` tells what people decided on (turn, code): it applies, or
    it does not; `codings` are the machine's, each on the utterance that says most for it.
    """
    order = {code.key: at for at, code in enumerate(codebook.codes)}
    found: dict[Pair, _Found] = {}
    for pair, turn, machine in _differing(turns, layers, order):
        one = found.setdefault(pair, _Found())
        (one.machine if machine else one.people).add(turn)
    for pair, turn in _decided(verdicts, order):
        found.setdefault(pair, _Found()).decided.add(turn)
    for pair, places, chance in _together(codings, order):
        one = found.setdefault(pair, _Found())
        one.together, one.chance = places, chance
    told = (_told(codebook, pair, one, turns) for pair, one in found.items() if _counts(one))
    return tuple(
        sorted(
            told,
            key=lambda m: (
                -(m.people + m.decided), -m.machine, -m.together, *(order[c] for c in m.codes),
            ),
        )
    )  # fmt: skip


def _counts(one: _Found) -> bool:
    return bool(one.decided or one.together) or len(one.people | one.machine) >= FEWEST


def _pair(one: str, other: str, order: Mapping[str, int]) -> Pair:
    return (one, other) if order[one] < order[other] else (other, one)


def _differing(
    turns: Sequence[str], layers: Sequence[Layer], order: Mapping[str, int]
) -> Iterable[tuple[Pair, str, bool]]:
    """Yield pairs of codes of which two coders gave one each: the turn, and if one is a machine."""
    given: list[dict[str, set[str]]] = []
    for layer in layers:
        codes: dict[str, set[str]] = {}
        for turn, code in layer.given:
            codes.setdefault(turn, set()).add(code)
        given.append(codes)
    for (mine, here), (theirs, there) in combinations(zip(layers, given, strict=True), 2):
        for turn in turns:
            if turn in mine.read and turn in theirs.read:
                one, other = here.get(turn, set()), there.get(turn, set())
                for a, b in product(sorted(one - other), sorted(other - one)):
                    yield _pair(a, b, order), turn, mine.machine or theirs.machine


def _decided(
    verdicts: Mapping[tuple[str, str], bool], order: Mapping[str, int]
) -> Iterable[tuple[Pair, str]]:
    by_turn: dict[str, dict[str, bool]] = {}
    for (turn, code), applies in verdicts.items():
        if code in order:
            by_turn.setdefault(turn, {})[code] = applies
    for turn, said in by_turn.items():
        for one, other in combinations(sorted(said), 2):
            if said[one] != said[other]:
                yield _pair(one, other, order), turn


def _together(
    codings: Sequence[Coding], order: Mapping[str, int]
) -> Iterable[tuple[Pair, list[str], float]]:
    """Yield pairs that share utterances far more often than chance: the turns, and the chance."""
    by_turn: dict[str, list[Coding]] = {}
    for coding in codings:
        by_turn.setdefault(coding.turn, []).append(coding)
    places: dict[Pair, list[str]] = {}
    for turn, here in by_turn.items():
        for one, other in combinations(here, 2):
            if one.code != other.code and overlap(one.span, other.span):
                places.setdefault(_pair(one.code, other.code, order), []).append(turn)
    shares = Counter(coding.code for coding in codings)
    all_of = len({(coding.turn, coding.span) for coding in codings})
    pairs = max(len(shares) * (len(shares) - 1) / 2, 1)
    for pair, met in places.items():
        chance = shares[pair[0]] * shares[pair[1]] / all_of
        often = len(met) >= max(FEWEST_TOGETHER, TIMES * chance)
        if often and at_least(len(met), chance) * pairs < SURE:
            yield pair, met, chance


def at_least(number: int, chance: float) -> float:
    """Return how often chance gives `number` or more where it gives `chance` on the whole."""
    from scipy.special import pdtrc  # Poisson's upper tail; it waits until it is needed

    return float(pdtrc(number - 1, chance)) if number else 1.0


def _told(codebook: Codebook, pair: Pair, one: _Found, turns: Sequence[str]) -> Mixed:
    all_of = one.people | one.machine | one.decided | {*one.together}
    telling = [one.people, one.decided, one.machine, {*one.together}]
    rank = {turn: at for at, some in reversed([*enumerate(telling)]) for turn in some}
    place = {turn: at for at, turn in enumerate(turns)}
    shown = sorted(all_of & place.keys(), key=lambda turn: (rank[turn], place[turn]))
    return Mixed(
        pair, len(all_of), len(one.people), len(one.machine), len(one.decided), len(one.together),
        one.chance, _why(one), _todo(codebook, pair), tuple(shown[:SHOWN]),
    )  # fmt: skip


def _why(one: _Found) -> str:
    reasons = (
        (len(one.people), "where one coder gave one of them and another the other"),
        (len(one.machine), "where a coder gave one of them and fgtools the other"),
        (len(one.decided), "where a person took one off and set the other"),
    )
    told = [f"{_turns(number)} {reason}" for number, reason in reasons if number]
    if one.together:
        told.append(
            f"given to the same utterance {len(one.together)} times; chance would give "
            f"{one.chance:.1f}"
        )
    return "; ".join(told)


def _turns(number: int) -> str:
    return "1 turn" if number == 1 else f"{number} turns"


def _todo(codebook: Codebook, pair: Pair) -> str:
    codes = {code.key: code for code in codebook.codes}
    for child, parent in (pair, pair[::-1]):
        if codes[child].parent == parent:
            return f"{child} is a part of {parent}: say in what is out of {parent}: (see {child})"
    silent = [
        f"say in what is out of {one} what belongs to {other}: (see {other})"
        for one, other in (pair, pair[::-1])
        if not any(f"(see {other})" in text for text in codes[one].exclude)
    ]
    return "; ".join(silent) or "each points to the other: sharpen both definitions, or join them"
