"""What a sealed study may remember of its words: those that stand in it, and no others.

A name that was settled late stood in the turns before, and what is known by a digest or a sketch of
them then would tell it to whoever tries a list of names in the gap.
"""

from __future__ import annotations

from dataclasses import replace

from fgtools.nouns import SafeTurn
from fgtools.study.decisions import (
    CODEBOOK,
    TOPIC,
    TRIM,
    Turns,
    as_value,
    place_in,
    sketch,
    wording,
)
from fgtools.study.folder import Folder
from fgtools.study.picks import trim_in
from fgtools.study.stages import CHAIN
from fgtools.study.store import CodedTurn
from fgtools.study.vectors import forget_unsaid


def remember_anew(folder: Folder) -> None:
    """Let everything that remembers words, without holding them, remember the redacted ones.

    What is up to date stays so: no figure depends on how a turn is remembered.
    """
    store = folder.store
    fresh = [stage for stage in CHAIN if store.key(stage.name) == stage.key(folder)]
    forget_unsaid(folder)
    turns = Turns(store.turns(), store.carried())
    decided = {}
    for one in store.decisions():
        if one.what not in (TOPIC, CODEBOOK):
            place, said = place_in(one.value)
            now = turns.places(one)
            known = sketch(now[0][0].text) if now else ()
            cut = trim_in(one) if one.what == TRIM else None
            if cut and not any(cut.fits(turn.text[span.start : span.end]) for turn, span in now):
                said["wording"] = ""  # a digest of other words; the cut waits, as it did
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
