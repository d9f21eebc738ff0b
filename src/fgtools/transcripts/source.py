"""Open a file safely: what it is by its content, its text, and a clear line where it is unfit."""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

from fgtools.errors import FgtoolsError
from fgtools.transcripts.decode import decoded

Kind = Literal["text", "word", "workbook"]
MEGABYTE = 1024 * 1024
MOST_UNPACKED = 200 * MEGABYTE
MOST_MEMBERS = 5000
MOST_RATIO = 100
EXPORT = "Export the transcript from the meeting software as .vtt or .docx."
FOREIGN = (
    (b"%PDF", "This is a PDF, which does not keep who said what.",
     "Use the Word or VTT file it was made from, or save it as .docx and check the speakers."),
    (b"\xd0\xcf\x11\xe0", "This Office file is encrypted or in the format of before 2007.",
     "Open it, take the password off, and save it as .docx or .xlsx."),
    (b"{\\rtf", "This is a rich text file.", "Open it in Word and save it as .docx."),
    (b"\x89PNG", "This is a picture, not a transcript.", EXPORT),
    (b"\xff\xd8\xff", "This is a picture, not a transcript.", EXPORT),
    (b"ID3", "This is a sound recording, not a transcript.", EXPORT),
    (b"RIFF", "This is a sound recording, not a transcript.", EXPORT),
    (b"OggS", "This is a sound recording, not a transcript.", EXPORT),
    (b"\x1f\x8b", "This is a packed file.", "Unpack it first."),
    (b"7z\xbc\xaf", "This is a packed file.", "Unpack it first."),
)  # fmt: skip
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    ValueError,
    OSError,
)
MACROS = "word/vbaProject.bin", "xl/vbaProject.bin"


@dataclass(frozen=True, slots=True)
class Source:
    """A file as opened: its bytes, what it is, its text (a workbook has none), warnings."""

    name: str
    kind: Kind
    data: bytes
    text: str = ""
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
    for magic, what, hint in FOREIGN:
        if data.startswith(magic):
            raise FgtoolsError(what, path.name, hint)
    if data[4:8] == b"ftyp":
        raise FgtoolsError("This is a video or sound recording.", path.name, EXPORT)
    if not data.startswith(b"PK\x03\x04"):
        text, warnings = decoded(data, path.name)
        if not text.strip():
            raise FgtoolsError("The file holds no text.", path.name, EXPORT)
        return Source(path.name, "text", data, text, warnings)
    if package_kind(data, path.name) == "workbook":
        return Source(path.name, "workbook", data)
    from fgtools.transcripts.word import paragraphs

    return Source(path.name, "word", data, "\n\n".join(paragraphs(data, path.name)))


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


def _bytes(path: Path, limit_mb: int) -> bytes:
    try:
        if path.is_dir():
            raise FgtoolsError("This is a folder.", path.name, "Name the files in it.")
        size = path.stat().st_size
        if size > limit_mb * MEGABYTE:
            raise FgtoolsError(
                f"The file has {size / MEGABYTE:.0f} MB, the limit is {limit_mb} MB.",
                path.name,
                f"Raise it with --limit-mb {size // MEGABYTE + 1} if this is the right file.",
            )
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or "it could not be read"
        raise FgtoolsError(
            f"The file cannot be opened: {reason}.", path.name, "Check the name and the folder."
        ) from None
    if not data:
        raise FgtoolsError("The file is empty (0 bytes).", path.name, "Download it again.")
    return data


def package_kind(data: bytes, name: str) -> Kind:
    """Tell a Word file from a workbook, by its directory, before anything is unpacked.

    Raise FgtoolsError for other packages, bombs, encrypted members, macros and entities.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = package.infolist()
            _check_size(members, name)
            names = {member.filename for member in members}
            if not names.isdisjoint(MACROS):
                raise FgtoolsError(
                    "This Office file holds macros.", name, "Save it as .docx or .xlsx."
                )
            _check_entities(package, members, name)
    except DAMAGED:
        raise FgtoolsError(
            "The file is damaged or locked.", name, "Open it in Word or Excel and save it again."
        ) from None
    if any(member.startswith("word/") for member in names):
        return "word"
    if any(member.startswith("xl/") for member in names):
        return "workbook"
    raise FgtoolsError(
        "This is a packed file, neither a Word file nor a workbook.", name, "Unpack it first."
    )


def _check_size(members: list[zipfile.ZipInfo], name: str) -> None:
    bomb = len(members) > MOST_MEMBERS or sum(m.file_size for m in members) > MOST_UNPACKED
    for member in members:
        packed = max(member.compress_size, 1)
        bomb = bomb or (member.file_size > MEGABYTE and member.file_size / packed > MOST_RATIO)
    if bomb:
        raise FgtoolsError(
            "Unpacked, this file is far larger than any transcript.",
            name,
            "It is unsafe to open; ask where it came from.",
        )


def _check_entities(package: zipfile.ZipFile, members: list[zipfile.ZipInfo], name: str) -> None:
    for member in members:
        if not member.filename.endswith((".xml", ".rels")):
            continue
        with package.open(member) as part:
            head = part.read(65536).replace(b"\x00", b"")
        if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
            raise FgtoolsError(
                "The file declares XML entities, which no Office program writes.",
                name,
                "It is unsafe to open; ask where it came from.",
            )
