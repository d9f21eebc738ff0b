"""What the machine learns from: review decisions, and layers of coders that the study trusts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from fgtools.errors import Misused
from fgtools.nouns import Codebook
from fgtools.study.config import FILE
from fgtools.study.decisions import ACCEPT, CODE, OPEN, Turns
from fgtools.study.folder import Folder
from fgtools.study.taking import counting, held_by

REVIEW = "review"
"""Names the decisions of review and `codes set` in `learn_from`."""

Lessons = Mapping[tuple[str, str], bool]
"""By turn and code, whether people gave the code."""


def lessons(folder: Folder) -> Lessons:
    """Return what people said, by turn and code, in order.

    A decision holds against every layer; among layers the majority, and where it is a draw
    nothing is learnt. A code under which a turn got a more specific one is neither given nor
    denied. Raise Misused where `learn_from` names a coder whom the study does not have.
    """
    book = folder.codebook()
    decided = _decided(folder, book)
    layers = _of_layers(folder, book)
    both = {**layers, **decided}
    return {at: both[at] for at in sorted(both)}


def learns_from(folder: Folder) -> tuple[str, ...]:
    """Return the sources that the study learns from: coders, and "review"."""
    coders = sorted({row.coder for row in folder.store.coded()})
    wanted = folder.settings.codes.learn_from
    if wanted is None:
        return (REVIEW, *coders)
    known = {name.casefold(): name for name in (REVIEW, *coders)}
    for name in wanted:
        if name.casefold() not in known:
            raise Misused(
                f"codes.learn_from: no coder {name!r} in this study", FILE,
                f"There are: {', '.join((REVIEW, *coders))}",
            )  # fmt: skip
    return tuple(known[name.casefold()] for name in wanted)


def _decided(folder: Folder, book: Codebook) -> dict[tuple[str, str], bool]:
    if REVIEW not in learns_from(folder):
        return {}
    known, _ = counting(folder.store.decisions(CODE), book)
    held = held_by(known, Turns(folder.store.turns(), folder.store.carried()))
    return {at: one.verdict == ACCEPT for at, one in held.items() if one.verdict != OPEN}


def _of_layers(folder: Folder, book: Codebook) -> dict[tuple[str, str], bool]:
    trusted = {*learns_from(folder)} - {REVIEW}
    votes: defaultdict[tuple[str, str], int] = defaultdict(int)
    for row in folder.store.coded():
        if row.coder in trusted:
            given = {*row.codes}
            above = {code.parent for code in book.codes if code.key in given} - given
            for code in book.codes:
                if code.key not in above:
                    votes[row.turn, code.key] += 1 if code.key in given else -1
    return {at: count > 0 for at, count in votes.items() if count}
