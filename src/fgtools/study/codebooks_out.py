"""Codebooks of other programs come in, and ours goes out to them as REFI-QDA codebook (.qdc)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from fgtools import __version__
from fgtools.codebook import table
from fgtools.errors import FgtoolsError, Misused
from fgtools.exchange import hierarchy, qdc, taguette
from fgtools.exchange.build import code_rows
from fgtools.exchange.code_text import PARTS, told
from fgtools.exchange.guids import made
from fgtools.exchange.read_project import read_file
from fgtools.exchange.records import CodeRow
from fgtools.nouns import Codebook, LeftOut
from fgtools.study.edited import put_keeping
from fgtools.study.exporting import CODE, COLOR, code_key
from fgtools.study.folder import Folder

SUFFIXES = (".qdc", ".qdpx", ".qde")
TITLES = {field: title for title, field in table.LISTS.items()}


@dataclass(frozen=True, slots=True)
class CameIn:
    """Codes as they came in, the separator by which their names look like paths, and the rest."""

    rows: tuple[CodeRow, ...]
    offered: str
    left_out: tuple[LeftOut, ...]


def write(folder: Folder, book: Codebook, path: Path) -> str:
    """Write a codebook as .qdc, with the guids that a project of this study has for its codes.

    Return the name that another file there is kept under, "" if there was none.
    """
    known = folder.store.outside()

    def guid(kind: str, key: str) -> str:
        return known.get((kind, code_key(book.name, key))) or made(book.name, kind, key)

    colors = {
        code.key: known.get((COLOR, code_key(book.name, code.key)), "") for code in book.codes
    }
    rows = tuple(code_rows(book, guid, colors))
    kept = put_keeping(path, qdc.write(rows, f"fgtools {__version__}"))
    keep(folder, book, rows, {row.guid: c.key for row, c in zip(rows, book.codes, strict=True)})
    return kept


def read(path: Path, separator: str) -> CameIn | None:
    """Return the codes in a .qdc, a .qdpx or Taguette's table; None for any other table.

    With `separator`, names are taken apart at it into a hierarchy. Raise FgtoolsError for what
    cannot be read.
    """
    left: Sequence[LeftOut] = ()
    if path.suffix.lower() in SUFFIXES:
        if path.suffix.lower() == ".qdc":
            rows, left = qdc.read(_bytes(path), path.name)
        else:
            rows = read_file(path).project.codes
    elif path.suffix.lower() == ".csv" and taguette.is_taguette(_bytes(path)):
        rows = taguette.read(_bytes(path), path.name)
    else:
        return None
    if not rows:
        raise Misused("there is no code in it", path.name, "Export the codebook again.")
    offered = hierarchy.offered(rows)
    return CameIn(hierarchy.split(rows, separator) if separator else rows, offered, tuple(left))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise FgtoolsError(f"cannot be read ({error.strerror})", path.name) from None


def cells(rows: Sequence[CodeRow]) -> tuple[list[tuple[int, dict[str, str]]], dict[str, str]]:
    """Return codes as numbered rows of a codebook's table, and their keys by guid."""
    keys = _keys(rows)
    made_rows = []
    for number, row in enumerate(rows, 1):
        said = told(row.description)
        lists = {TITLES[field]: "\n".join(said.lists.get(field, ())) for _, field in PARTS}
        made_rows.append((
            number,
            {"key": keys[row.guid], "parent": keys.get(row.parent, ""), "label": row.name,
             "definition": said.definition, **lists},
        ))  # fmt: skip
    return made_rows, keys


def _keys(rows: Sequence[CodeRow]) -> dict[str, str]:
    """Return a key for each code: its own if this program gave it one, else made of its name.

    Where two codes of one name stand in different places, the key has the parent's in front.
    """
    keys: dict[str, str] = {}
    for at, row in enumerate(rows, 1):
        wanted = told(row.description).key or table.slug(row.name) or f"code-{at}"
        tries = [wanted, f"{keys.get(row.parent, 'code')}.{wanted}"[:90]]
        tries += [f"{wanted}-{n}" for n in range(2, len(rows) + 2)]
        keys[row.guid] = next(key for key in tries if key not in keys.values())
    return keys


def keep(folder: Folder, book: Codebook, rows: Sequence[CodeRow], keys: Mapping[str, str]) -> None:
    """Keep the guids and colours of codes by their keys, so that programs know them again."""
    at = {row.guid: code_key(book.name, keys[row.guid]) for row in rows}
    guids = {(CODE, at[row.guid]): row.guid for row in rows}
    colors = {(COLOR, at[row.guid]): row.color for row in rows if row.color}
    with folder.store.writing():
        folder.store.add_outside({**guids, **colors})
