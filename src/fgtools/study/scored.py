"""What the machine's scores and people's decisions say of every turn and code, for comparisons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fgtools.study import stage_codes
from fgtools.study.decisions import ACCEPT, CODE, OPEN, Turns
from fgtools.study.folder import Folder
from fgtools.study.taking import counting, held_by

if TYPE_CHECKING:
    from fgtools.roles.evidence import Evidence


def evidence(folder: Folder) -> Evidence | None:
    """Return every turn's scores, 1 and 0 where a person decided; None where nothing was scored."""
    import numpy as np  # takes a while: it waits until it is needed

    from fgtools.roles.evidence import Evidence

    book = folder.codebook()
    codes = [code.key for code in book.codes]
    turns, column = folder.store.turns(), {code: at for at, code in enumerate(codes)}
    row = {turn.id: at for at, turn in enumerate(turns)}
    scores = np.full((len(turns), len(codes)), np.nan)
    for turn, code, score in folder.store.scores():
        if turn in row and code in column:
            scores[row[turn], column[code]] = score
    known, _ = counting(folder.store.decisions(CODE), book)
    for (turn, code), held in held_by(known, Turns(turns, folder.store.carried())).items():
        if held.verdict != OPEN:
            scores[row[turn], column[code]] = float(held.verdict == ACCEPT)
    told = ~np.isnan(scores).all(axis=1)
    if not told.any():
        return None
    return Evidence(
        [turn.participant for turn, kept in zip(turns, told, strict=True) if kept],
        codes,
        np.nan_to_num(scores[told]),
        {code: stage_codes.above(book, code) for code in codes},
    )
