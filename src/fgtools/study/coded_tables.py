"""A table of a coder's codings (CSV, XLSX) comes into the study, row by row or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from fgtools.errors import FgtoolsError, Misused
from fgtools.nouns import Codebook, LeftOut
from fgtools.study import layers
from fgtools.study.folder import Folder
from fgtools.transcripts.grid import Row, columns, folded, rows_of
from fgtools.transcripts.source import open_source

NAMES = {"session": ("session",), "ordinal": ("ordinal",), "coder": ("coder",), "read": ("read",)}
CODE = re.compile(r"codes?( \d+)?")
SEVERAL = re.compile(r"[;|\n]")
ORDINAL = re.compile(r"(\d{1,9})(?:\.0+)?")
NOT_READ = frozenset({"", "no", "n", "0", "false", "-"})
LIKE = 0.75
LARGEST_MB = 50
EXPECTED = "The first row must name the columns: session,ordinal,code,coder"


@dataclass(frozen=True, slots=True)
class Taken:
    """What a table brought: its coders, its codings, the turns they read, rows left out.

    `changed` of the turns were coded otherwise by the same coder before.
    """

    coders: tuple[str, ...]
    codings: int
    turns: int
    changed: int
    left_out: tuple[LeftOut, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    where: str
    coder: str
    session: str
    ordinal: str
    codes: tuple[str, ...]


def take(folder: Folder, path: Path, coder: str) -> Taken:
    """Take the codings of a table; `coder` stands where a row names none.

    A row is a coding of the whole turn; one without a code is a turn that was read and has none
    (where there is a column `read`, if that is filled). Raise FgtoolsError if the file cannot be
    read, Misused if it is no such table or names no coder, Found if a coder's name identifies
    somebody of the study.
    """
    lines = tuple(_lines(path))
    machine = sum(line.coder == layers.MACHINE for line in lines)
    lines = tuple(line for line in lines if line.coder != layers.MACHINE)
    named = {line.coder or coder for line in lines} - {""}
    if not named and not machine:
        raise Misused("no row names a coder", path.name, "Type it: --coder INITIALS")
    coders = {name: layers.coder_named(folder, name) for name in sorted(named)}
    turns, facilitators = turns_by_place(folder)
    names = _names(folder.codebook())
    coded: dict[tuple[str, str], set[str]] = {}
    left: list[LeftOut] = []
    if machine:
        left.append(LeftOut(f"{machine} rows of fgtools", "its own codings, nobody's layer"))
    for line in lines:
        who = coders.get(line.coder or coder, "")
        turn = turns.get(place(line.session, line.ordinal), "")
        problem = _problem(who, turn, turn in facilitators)
        if problem:
            left.append(LeftOut(line.where, problem))
            continue
        given = coded.setdefault((who, turn), set())
        for code in line.codes:
            keys, unknown = _keys(code, names)
            given.update(keys)
            left += [LeftOut(line.where, _no_code(one, names)) for one in unknown]
    changed = layers.keep(folder, coded)
    return Taken(
        coders=tuple(dict.fromkeys(who for who, _ in coded)),
        codings=sum(map(len, coded.values())),
        turns=len(coded),
        changed=changed,
        left_out=tuple(left),
    )


def holds_work(folder: Folder, path: Path) -> bool:
    """Tell whether a coder's sheet has codings that were never taken, or cannot be read.

    What was taken and is held no longer, because its coder has coded anew since, was taken.
    """
    try:
        lines = tuple(_lines(path))
        names = _names(folder.codebook()) if lines else {}
    except FgtoolsError:
        return True
    turns, _ = turns_by_place(folder)
    taken = {
        (row.coder.casefold(), row.turn, frozenset(row.codes))
        for state in ("held", "superseded", "gone")
        for row in folder.store.coded(state)
    }
    given: dict[tuple[str, str], set[str]] = {}
    for line in lines:
        turn = turns.get(place(line.session, line.ordinal), "")
        found = [_keys(code, names) for code in line.codes]
        if not turn or any(unknown for _, unknown in found):
            return True  # it was left out, if it was taken
        codes = given.setdefault((line.coder.casefold(), turn), set())
        codes.update(key for keys, _ in found for key in keys)
    return any((*about, frozenset(codes)) not in taken for about, codes in given.items())


def _lines(path: Path) -> Iterator[_Line]:
    source = open_source(path, LARGEST_MB)
    rows = rows_of(source) if source.kind != "word" else ()
    header: Row = rows[0] if rows else ()
    at = columns(header, NAMES)
    codes = [number for number, cell in enumerate(header) if CODE.fullmatch(folded(cell))]
    missing = [name for name in ("session", "ordinal") if name not in at]
    missing += [] if codes else ["code"]
    if missing:
        raise Misused(f"columns missing: {', '.join(missing)}", path.name, EXPECTED)
    for number, row in enumerate(rows[1:], 2):
        cells = [cell.strip() for cell in row] + [""] * (len(header) - len(row))
        own = {name: cells[place] for name, place in at.items()}
        given = tuple(cells[place] for place in codes if cells[place])
        is_read = bool(given) or "read" not in own or own["read"].casefold() not in NOT_READ
        if any(cells) and is_read:
            yield _Line(
                f"row {number}", own.get("coder", ""), own["session"], own["ordinal"], given
            )


def turns_by_place(folder: Folder) -> tuple[Mapping[tuple[str, str], str], frozenset[str]]:
    """Return the ids of turns by session and ordinal, and which of them are a facilitator's."""
    codable = {turn.id for turn in layers.codable(folder)}
    every = folder.store.turns()
    ids = {place(turn.session, str(turn.ordinal)): turn.id for turn in every}
    return ids, frozenset(turn.id for turn in every if turn.id not in codable)


def place(session: str, ordinal: str) -> tuple[str, str]:
    """Return a turn's place as tables are compared: `2.0` is what a spreadsheet makes of 2."""
    number = ORDINAL.fullmatch(ordinal)
    return session.casefold(), str(int(number[1])) if number else ""


def _problem(coder: str, turn: str, facilitates: bool) -> str:
    if not coder:
        return "no coder: name one with --coder"
    if not turn:
        return "no such turn in this study"
    return "a facilitator's turn, and these are never coded" if facilitates else ""


def _names(book: Codebook) -> dict[str, str]:
    """Return keys by what a code may be called: its label, or, before all, its key."""
    labels = {_folded(code.label): code.key for code in reversed(book.codes)}
    return labels | {_folded(code.key): code.key for code in book.codes}


def _keys(cell: str, names: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Return the keys of the codes that a cell names, and what in it is no code."""
    parts = [cell] if _folded(cell) in names else [p.strip() for p in SEVERAL.split(cell)]
    found = [names.get(_folded(part), "") for part in parts if part]
    unknown = [part for part in parts if part and _folded(part) not in names]
    return [key for key in found if key], unknown


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _no_code(name: str, names: Mapping[str, str]) -> str:
    """Say that a code is unknown, and never what was typed: it could be words of the talk."""
    near: Sequence[str] = get_close_matches(_folded(name)[:80], names, 1, LIKE)
    return "no such code in the codebook" + (f"; {names[near[0]]} is like it" if near else "")
