"""What a sealed study may remember of its words: those that stand in it, and no others.

A name that was settled late stood in the turns before, and what is known by a digest or a sketch of
them then would tell it to whoever tries a list of names in the gap.
"""

from __future__ import annotations

from dataclasses import replace

from fgtools.middles import pieces
from fgtools.nouns import SafeTurn
from fgtools.study.decisions import CODEBOOK, TOPIC, Turns, as_value, place_in, sketch, wording
from fgtools.study.folder import Folder
from fgtools.study.stages import CHAIN
from fgtools.study.store import CodedTurn, Store
from fgtools.study.vectors import digest_of


def forget_vectors(store: Store) -> None:
    """Drop the vectors of all texts but those of which the turns consist now."""
    said = (piece for turn in store.turns() for piece in pieces(turn.text))
    store.keep_vectors(map(digest_of, said))


def remember_anew(folder: Folder) -> None:
    """Let everything that remembers words, without holding them, remember the redacted ones.

    What is up to date stays so: no figure depends on how a turn is remembered.
    """
    store = folder.store
    fresh = [stage for stage in CHAIN if store.key(stage.name) == stage.key(folder)]
    forget_vectors(store)
    turns = Turns(store.turns(), store.carried())
    decided = {}
    for one in store.decisions():
        if one.what not in (TOPIC, CODEBOOK):
            place, said = place_in(one.value)
            now = turns.places(one)
            known = sketch(now[0][0].text) if now else ()
            decided[one.id] = as_value(replace(place, sketch=known), **said)
    rows = (row for state in ("held", "gone", "superseded") for row in store.coded(state))
    store.sketch_anew(decided, [_anew(row, turns.by_id.get(row.turn)) for row in rows])
    for stage in fresh:
        store.set_key(stage.name, stage.key(folder))


def _anew(row: CodedTurn, turn: SafeTurn | None) -> tuple[int, tuple[int, ...], str]:
    """Return the number of a coder's row, and how its turn is known by its words now."""
    if row.state != "held" or turn is None:
        return row.id, (), ""
    return row.id, sketch(turn.text), wording(turn.text) if row.wording else ""
