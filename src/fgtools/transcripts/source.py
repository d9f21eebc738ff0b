"""Open a file safely: what it is by its content, its text, and a clear line where it is unfit."""

from __future__ import annotations

import os
import stat
import traceback
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NamedTuple

from fgtools.errors import FgtoolsError, Misused
from fgtools.transcripts.decode import decoded
from fgtools.transcripts.foreign import EXPORT, refuse_foreign
from fgtools.transcripts.package import MAGIC, MEGABYTE, package_kind

__all__ = ["ANY_SIZE", "EXPORT", "Kind", "Line", "Source", "fell_over", "lines", "open_source"]

Kind = Literal["text", "word", "workbook"]
NO_FILE = "The file is no plain file but a device or a pipe."
ANY_SIZE = 1_000_000
"""The limit in megabytes for what a study holds: it was agreed to when the file was added."""
RIGHTS = "Ask for the right to read it."
RIGHT_PLACE = "Check the name and the folder."


@dataclass(frozen=True, slots=True)
class Source:
    """A file as opened: what it is, its text (a workbook has none), warnings.

    `data` are its bytes where a reader needs them: packages and XML. Of other text they are let
    go, so that a large file is not held twice.
    """

    name: str
    kind: Kind
    data: bytes = field(repr=False)
    text: str = field(default="", repr=False)
    warnings: tuple[str, ...] = ()


class Line(NamedTuple):
    """A line with its place; `alone` where it is a paragraph of its own, `opens` where first."""

    where: str
    text: str
    opens: bool
    alone: bool


def open_source(path: Path, limit_mb: int) -> Source:
    """Open a file and tell by its content what it is; raise FgtoolsError if it cannot be read."""
    data = _bytes(path, limit_mb)
    refuse_foreign(data, path.name)
    if data.startswith(MAGIC):
        kind = package_kind(data, path.name)
        if kind == "workbook":
            return Source(path.name, kind, data)
        from fgtools.transcripts.word import paragraphs

        return Source(path.name, kind, data, "\n\n".join(paragraphs(data, path.name)))
    text, warnings = decoded(data, path.name)
    head = text[:1000].lstrip()
    if not head and not text.strip():
        raise FgtoolsError("The file holds no text.", path.name, EXPORT)
    return Source(path.name, "text", data if head.startswith("<") else b"", text, warnings)


def lines(source: Source) -> list[Line]:
    """Return the lines of a text that are not blank, with their places."""
    found: list[Line] = []
    unit, at = ("paragraph", 0) if source.kind == "word" else ("line", 0)
    rows = source.text.split("\n")
    for number, row in enumerate(rows):
        opens = number == 0 or not rows[number - 1].strip()
        closes = number + 1 == len(rows) or not rows[number + 1].strip()
        at = number + 1 if unit == "line" else at + bool(row.strip() and opens)
        if row.strip():
            found.append(Line(f"{unit} {at}", row.strip(), opens, opens and closes))
    return found


def fell_over(error: Exception, name: str) -> FgtoolsError:
    """Return what to say of a file that no reader foresaw: the fault's kind and place, no words."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    at = f"{os.path.basename(place.filename)}:{place.lineno}"
    return FgtoolsError(
        f"The file is damaged: reading it failed ({type(error).__name__} at {at}).",
        name,
        "Export it again from the meeting software; if this line comes back, please report it "
        "(it holds no words of the transcript).",
    )


def _bytes(path: Path, limit_mb: int) -> bytes:
    try:
        kind = path.stat().st_mode  # asked first: only to open a device may do something
        if stat.S_ISDIR(kind):
            raise FgtoolsError("This is a folder.", path.name, "Name the files in it.")
        if not stat.S_ISREG(kind):
            raise FgtoolsError(NO_FILE, path.name, "Save it as a file first.")
        with path.open("rb", buffering=0) as file:
            size = os.fstat(file.fileno()).st_size
            _check_size(size, path.name, limit_mb)
            data = file.readall() if size else b""
        _check_size(len(data), path.name, limit_mb)
    except OSError as error:
        if isinstance(error, FileNotFoundError) and not path.is_symlink():
            raise Misused("There is no such file.", path.name, RIGHT_PLACE) from None
        raise FgtoolsError(
            f"The file cannot be opened: {error.strerror or 'it could not be read'}.",
            path.name,
            RIGHTS if isinstance(error, PermissionError) else RIGHT_PLACE,
        ) from None
    if not data:
        raise FgtoolsError("The file is empty (0 bytes).", path.name, "Download it again.")
    return data


def _check_size(size: int, name: str, limit_mb: int) -> None:
    if size > limit_mb * MEGABYTE:
        raise FgtoolsError(
            f"The file has {size / MEGABYTE:.1f} MB, the limit is {limit_mb} MB.",
            name,
            f"Raise it with --limit-mb {size // MEGABYTE + 1} if this is the right file.",
        )
