"""What the machine learns from: review decisions, and layers of coders that the study trusts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from fgtools.nouns import Codebook
from fgtools.study.decisions import ACCEPT, CODE, OPEN, Turns
from fgtools.study.folder import Folder
from fgtools.study.layers import REVIEW
from fgtools.study.taking import counting, held_by

Pair = tuple[str, str]
"""A turn's id and a code's key."""


@dataclass(frozen=True, slots=True)
class Lessons:
    """What people said of turns and codes, and which turns somebody read for all codes."""

    said: dict[Pair, bool]
    read: frozenset[str]

    @property
    def given(self) -> int:
        """Return how many codings people gave."""
        return sum(self.said.values())


def lessons(folder: Folder) -> Lessons:
    """Return what people said, in order of turns and codes.

    A decision holds against every layer; among layers the majority, and where it is a draw
    nothing is learnt. A code under which a turn got a more specific one is neither given nor
    denied, nor is one that the codebook did not have when the turn was read.
    """
    book = folder.codebook()
    layers, read = _of_layers(folder, book)
    both = {**layers, **_decided(folder, book)}
    return Lessons({at: both[at] for at in sorted(both)}, read)


def learns_from(folder: Folder) -> tuple[str, ...]:
    """Return the sources that the study learns from: coders, and "review".

    A coder whom `learn_from` names and the study does not have (yet, or any more) teaches nothing.
    """
    coders = sorted({row.coder for row in folder.store.coded()})
    wanted = folder.settings.codes.learn_from
    if wanted is None:
        return (REVIEW, *coders)
    known = {name.casefold(): name for name in (REVIEW, *coders)}
    return tuple(known[name.casefold()] for name in wanted if name.casefold() in known)


def unknown_teachers(folder: Folder) -> tuple[str, ...]:
    """Return the names in `learn_from` that nobody in this study has."""
    known = {name.casefold() for name in learns_from(folder)}
    return tuple(n for n in folder.settings.codes.learn_from or () if n.casefold() not in known)


def _decided(folder: Folder, book: Codebook) -> dict[Pair, bool]:
    made = folder.store.decisions(CODE) if REVIEW in learns_from(folder) else ()
    if not made:  # as in most studies: their turns need not be read for this
        return {}
    known, _ = counting(made, book)
    held = held_by(known, Turns(folder.store.turns(), folder.store.carried()))
    said = {at: one.verdict == ACCEPT for at, one in held.items() if one.verdict != OPEN}
    given: defaultdict[str, set[str]] = defaultdict(set)
    for (turn, code), holds in said.items():
        if holds:
            given[turn].add(code)
    above = {turn: {*_above(book, codes)} for turn, codes in given.items()}
    return {at: holds for at, holds in said.items() if holds or at[1] not in above.get(at[0], ())}


def _of_layers(folder: Folder, book: Codebook) -> tuple[dict[Pair, bool], frozenset[str]]:
    trusted = {*learns_from(folder)} - {REVIEW}
    given: defaultdict[Pair, set[str]] = defaultdict(set)
    asked: defaultdict[Pair, set[str]] = defaultdict(set)
    every = {code.key for code in book.codes}
    for row in folder.store.coded():
        own = {*row.codes} - {*row.echoed}
        if row.coder in trusted and (own or not row.codes):
            given[row.coder, row.turn] |= own & every
            asked[row.coder, row.turn] |= ({*row.keys} or every) & every - {*row.echoed}
    votes: defaultdict[Pair, int] = defaultdict(int)
    for (coder, turn), codes in given.items():
        for key in asked[coder, turn] - {*_above(book, codes)} | codes:
            votes[turn, key] += 1 if key in codes else -1
    read = frozenset(turn for _, turn in given)
    return {at: count > 0 for at, count in votes.items() if count}, read


def _above(book: Codebook, keys: Iterable[str]) -> Iterator[str]:
    """Yield every code that stands above one of some codes."""
    parents = {code.key: code.parent for code in book.codes}
    for key in keys:
        while key := parents.get(key, ""):
            yield key
