"""Which codings a person is asked to confirm or reject: those that teach most.

Questions come in tens, and each ten is made up alike:

    6  an example that a code is short of: fewest confirmed examples first, then rarest code
    2  uncertain: near the score from which the code is given
    1  missed?: just below it, drawn blindly
    1  sure: far above it, drawn blindly, so that it can be told how often sure is right

Uncertainty sampling (Lewis and Gale 1994) alone asks the same thing again and again: so no two
turns of almost the same words are asked, and participants and sessions take turns. The machine
starts to learn a code from 4 confirmed examples.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import log

import numpy as np
from numpy.typing import NDArray

from fgtools.nouns import Codebook, Coding, SafeTurn

RARE, UNCERTAIN, MISSED, SURE = "rare", "uncertain", "missed", "sure"
TEN = (*(RARE,) * 6, *(UNCERTAIN,) * 2, MISSED, SURE)
FALL = (UNCERTAIN, RARE, MISSED, SURE)
"""Where a place is filled from, in this order, when its own kind has run out."""
ENOUGH = 4
"""Confirmed examples from which the machine learns a code by itself (see `learn`)."""
NEAR = 1.0
"""Log-odds below a code's edge down to which it may have been missed: 2.7 times less likely."""
FAR = 2.0
"""Log-odds above the edge from which the machine is sure: 7.4 times more likely."""
BAND = 0.25
"""Log-odds within which two scores teach the same; who speaks then decides."""
ALIKE = 0.9
"""Cosine from which two turns say almost the same."""
SPARE = 1e-4
WORDS = {
    UNCERTAIN: "uncertain",
    MISSED: "just below what is given, to see what is missed",
    SURE: "sure, to see how often sure is right",
}

Vector = NDArray[np.float32]
Pair = tuple[str, str]
"""A turn's id and a code's key."""


@dataclass(frozen=True, slots=True)
class Question:
    """A coding to confirm or reject, and what it is asked for (see `TEN`)."""

    coding: Coding
    kind: str

    @property
    def pair(self) -> Pair:
        """Return the turn and the code."""
        return self.coding.turn, self.coding.code


def reason(kind: str, label: str, examples: int) -> str:
    """Return in words why a question is asked; `examples` of the code are confirmed so far."""
    if kind == RARE:
        return f"would be the {nth(examples + 1)} example of {label}"
    return WORDS[kind]


def nth(number: int) -> str:
    """Return a number of a row in figures: 1st, 2nd, 3rd, 4th."""
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if number % 100 in (11, 12, 13) else ending}"


def kind_of(why: str) -> str:
    """Return what a question was asked for by the reason given; empty where that is none."""
    if why.startswith("would be the "):
        return RARE
    return next((kind for kind, words in WORDS.items() if why.startswith(words)), "")


def ask(
    codebook: Codebook,
    scored: Sequence[Coding],
    turns: Mapping[str, SafeTurn],
    vector: Callable[[str], Vector],
    *,
    settled: Container[Pair],
    examples: Mapping[str, int],
    number: int,
    already: Sequence[Pair] = (),
    only: str = "",
) -> tuple[Question, ...]:
    """Return what to ask, in order: `number` questions, or all there are.

    `scored` are the codings of every turn and code, assigned or not; `settled` pairs and those
    asked `already` are not asked, and what is like the latter neither. `examples` counts confirmed
    examples by code. `vector` gives a turn's unit vector. `only` is the one code to ask about.
    The order of `scored` changes nothing.
    """
    away = _distances(codebook, [c for c in scored if (c.turn, c.code) not in settled], scored)
    closed = {*already}
    open_ = {
        (c.turn, c.code): c
        for c in sorted(scored, key=lambda c: (c.turn, c.code))
        if (c.turn, c.code) in away and c.turn in turns and (c.turn, c.code) not in closed
        if only in ("", c.code)
    }
    common = Counter(c.code for c in scored if c.assigned)
    choice = _Choice(turns, vector, examples, already, away, common)
    pools = {kind: choice.pool(kind, open_) for kind in FALL}
    asked: list[Question] = []
    while len(asked) < number:
        wanted = TEN[len(asked) % len(TEN)]
        kinds = (wanted, *(kind for kind in FALL if kind != wanted))
        found = next((q for kind in kinds if (q := choice.next(kind, pools[kind]))), None)
        if found is None:
            break
        asked.append(found)
    return tuple(asked)


def _distances(
    codebook: Codebook, unsettled: Sequence[Coding], scored: Sequence[Coding]
) -> dict[Pair, float]:
    """Return how far the score of each unsettled pair is from its code's edge, in log-odds.

    The edge is where, by the scores themselves, codings begin to be assigned: from 0 up they are.
    A code that was not given because one below it was is left out: nobody is asked about it.
    """
    above = {code.key: code.parent for code in codebook.codes}
    given = {(c.turn, c.code) for c in scored if c.assigned}
    instead = {pair for turn, key in given for pair in _ancestors(turn, key, above)} - given
    usual = min((_odds(c) for c in unsettled if c.assigned), default=0.0)
    least: dict[str, float] = {}
    most: dict[str, float] = {}
    kept = [c for c in unsettled if c.code in above and (c.turn, c.code) not in instead]
    for c in kept:
        if c.assigned:
            least[c.code] = min(least.get(c.code, _odds(c)), _odds(c))
        else:
            most[c.code] = max(most.get(c.code, _odds(c)), _odds(c))
    edges = {key: min(max(usual, most.get(key, usual)), least.get(key, np.inf)) for key in above}
    return {(c.turn, c.code): _odds(c) - edges[c.code] for c in kept}


def _ancestors(turn: str, key: str, above: Mapping[str, str]) -> list[Pair]:
    found: list[Pair] = []
    while key := above.get(key, ""):
        found.append((turn, key))
    return found


def _odds(coding: Coding) -> float:
    score = min(max(coding.score, SPARE), 1 - SPARE)
    return log(score / (1 - score))


@dataclass
class _Choice:
    """What has been chosen so far, and what is therefore chosen next."""

    turns: Mapping[str, SafeTurn]
    vector: Callable[[str], Vector]
    examples: Mapping[str, int]
    already: Sequence[Pair]
    away: Mapping[Pair, float]
    common: Counter[str]
    _codes: Counter[str] = field(default_factory=Counter)
    _voices: Counter[str] = field(default_factory=Counter)
    _sessions: Counter[str] = field(default_factory=Counter)
    _chosen: dict[str, Vector] = field(default_factory=dict)
    _gone: set[Pair] = field(default_factory=set)

    def __post_init__(self) -> None:
        for turn, code in self.already:
            if turn in self.turns:
                self._count(turn, code)
        self._codes.clear()  # what was answered since is among the examples

    def pool(self, kind: str, pairs: Mapping[Pair, Coding]) -> list[Coding]:
        """Return the codings that may be asked as one kind."""
        return [c for pair, c in pairs.items() if self._fits(kind, c, self.away[pair])]

    def _fits(self, kind: str, coding: Coding, away: float) -> bool:
        likely = coding.assigned or -NEAR <= away < 0
        if kind == RARE:
            return likely and self.examples.get(coding.code, 0) < ENOUGH
        if kind == UNCERTAIN:
            return likely and away < FAR
        if kind == MISSED:
            return likely and not coding.assigned
        return coding.assigned and away >= FAR

    def next(self, kind: str, pool: list[Coding]) -> Question | None:
        """Choose the next question of a kind, None where there is no other."""
        if kind == RARE:  # codes that have enough meanwhile are asked about no more
            pool[:] = [c for c in pool if self._examples(c.code) < ENOUGH]
        while pool:
            best = min(pool, key=lambda c: self._rank(kind, c))
            pool.remove(best)
            pair = best.turn, best.code
            if pair in self._gone or self._said_before(best.turn):
                continue
            self._count(*pair)
            return Question(best, kind)
        return None

    def _rank(self, kind: str, coding: Coding) -> tuple[float | str, ...]:
        turn = self.turns[coding.turn]
        away = self.away[coding.turn, coding.code]
        spread = self._voices[turn.participant], self._sessions[turn.session]
        last = (coding.turn, coding.code)
        if kind == RARE:
            rare = self._examples(coding.code), away < 0, self.common[coding.code]
            return *rare, *spread, -away, *last
        if kind == UNCERTAIN:
            return abs(away) // BAND, *spread, self._examples(coding.code), abs(away), *last
        return (_drawn(*last), *last)

    def _examples(self, code: str) -> int:
        return self.examples.get(code, 0) + self._codes[code]

    def _said_before(self, turn: str) -> bool:
        if not self._chosen or turn in self._chosen:
            return False
        mine = self.vector(turn)
        return any(float(mine @ other) >= ALIKE for other in self._chosen.values())

    def _count(self, turn: str, code: str) -> None:
        self._gone.add((turn, code))
        self._codes[code] += 1
        self._voices[self.turns[turn].participant] += 1
        self._sessions[self.turns[turn].session] += 1
        if turn not in self._chosen:
            self._chosen[turn] = self.vector(turn)


@lru_cache(maxsize=1 << 20)
def _drawn(turn: str, code: str) -> str:
    """Return where a pair stands in a blind draw, whatever else is in the study."""
    return hashlib.blake2b(f"{turn} {code}".encode(), digest_size=8).hexdigest()
