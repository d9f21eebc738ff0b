"""A sheet for a coder to fill without seeing anybody's codings, and the list of disagreements.

Both hold redacted words. The sheet lies in the private zone; the list goes where it is wanted,
once the leak check has looked at it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path

from fgtools.codes.layers import Difference
from fgtools.errors import Found, Misused
from fgtools.nouns import SafeTurn
from fgtools.study import layers, leaks
from fgtools.study.files import put
from fgtools.study.folder import Folder
from fgtools.study.private import CODING_SHEETS
from fgtools.study.sheets import BOOK, codes_of, workbook

CODES = 5
"""Columns for codes, side by side; more go into one cell with semicolons between."""
COLUMNS = (
    ("session", 16), ("ordinal", 8), ("before", 40), ("text", 70), ("read", 6),
    *((f"code {n}" if n > 1 else "code", 24) for n in range(1, CODES + 1)), ("coder", 10),
)  # fmt: skip
LIST = (
    ("session", 16), ("ordinal", 8), ("text", 80), ("code", 24), ("gave it", 24),
    ("did not", 24), ("people differ", 14),
)  # fmt: skip


def write(folder: Folder, coder: str, sample: int) -> tuple[Path, int]:
    """Write a coder's sheet of turns in a seeded order; return where it lies, how many turns.

    The first `sample` turns (all, if 0) are the same for every coder, so that coders share turns.
    Raise Misused where the coder has a sheet already: it may hold work.
    """
    name = layers.coder_named(folder, coder)
    file = CODING_SHEETS.replace("*", re.sub(r"[^\w-]+", "-", name).strip("-"))
    if (folder.private.folder / file).exists():
        raise Misused(
            "this coder has a sheet already", file,
            f"Take it (fgtools codes import transcripts/{file}), then delete it.",
        )  # fmt: skip
    turns = _drawn(folder, sample)
    return folder.private.write_sheet(_sheet(folder, turns, name), file), len(turns)


def write_differences(
    folder: Folder, found: Sequence[tuple[SafeTurn, Difference]], path: Path
) -> None:
    """Write where coders differ, with the redacted words, as a workbook that may be shown around.

    Raise Found if anything in it identifies somebody, Misused if it is to be no workbook.
    """
    if path.suffix.lower() != ".xlsx":
        raise Misused("the list of disagreements is a workbook", path.name, "Call it FILE.xlsx")
    rows = [
        (turn.session, turn.ordinal, turn.text, one.code, ", ".join(one.gave),
         ", ".join(one.did_not), "yes" if one.people else "no")
        for turn, one in found
    ]  # fmt: skip
    content = workbook([("Disagreements", LIST, rows)], {})
    with folder.private.staging() as beside:
        unseen = beside / "disagreements.xlsx"
        unseen.write_bytes(content)
        findings = leaks.going_out(folder, [unseen])
    if findings:
        raise Found("nothing was written: it could identify somebody", findings, path.name)
    put(path, content)


def _drawn(folder: Folder, sample: int) -> list[SafeTurn]:
    """Return turns in an order that further sessions do not change."""

    def drawn(turn: SafeTurn) -> str:
        return hashlib.sha256(f"{folder.settings.seed} {turn.id}".encode()).hexdigest()

    turns = sorted(layers.codable(folder), key=drawn)
    return turns[:sample] if sample else turns


def _sheet(folder: Folder, turns: Sequence[SafeTurn], coder: str) -> bytes:
    book = folder.codebook()
    every = {(t.session, t.ordinal): t.text for t in folder.store.turns()}
    empty = [""] * (CODES + 1)
    rows: list[tuple[str | int, ...]] = [
        (t.session, t.ordinal, every.get((t.session, t.ordinal - 1), ""), t.text, *empty, coder)
        for t in turns
    ]
    codes = codes_of(book)
    chosen = {4: ["x"], **{5 + n: f"=Codes!$A$2:$A${len(codes) + 1}" for n in range(CODES)}}
    return workbook([("Coding", COLUMNS, rows), ("Codes", BOOK, codes)], chosen)
