"""Office packages: what they are and that they are fit to open, before anything is unpacked."""

from __future__ import annotations

import io
import re
import stat
import struct
import zipfile
import zlib
from typing import IO, Literal

from fgtools.errors import FgtoolsError

PackageKind = Literal["word", "workbook"]
MAGIC = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
MEGABYTE = 1024 * 1024
MOST_UNPACKED = 200 * MEGABYTE
MOST_MEMBERS = 5000
MOST_RATIO = 100
MOST_PART = 32 * MEGABYTE
"""The largest part that is parsed: an hour of talk has about one megabyte in Word."""
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    ValueError,
    LookupError,
    OSError,
)
MACROS = re.compile(r"(?i)vba\w*\.(?:bin|xml)$|(?:^|/)macrosheets/")
MACRO_TYPES = re.compile(rb"(?i)macroEnabled|vbaProject|ms-excel\.sheet\.binary|intlmacrosheet")
OUTSIDE = re.compile(r"(?:^|[/\\])\.\.(?:[/\\]|$)|^[/\\]|^[A-Za-z]:")
TYPES = "[Content_Types].xml"
UNSAFE = "It is unsafe to open; ask where it came from."
CHUNK = 65536
NEVER_PARSED = (".svg", ".htm", ".html", ".mht")
"""Pictures and pasted pages, which may rightly begin with a document type."""


def package_kind(data: bytes, name: str) -> PackageKind:
    """Tell a Word file from a workbook, by its directory, before anything is unpacked.

    Raise FgtoolsError for other packages, bombs, encrypted members, macros, entities, and members
    that would lie outside the package.
    """
    if data.count(b"PK\x01\x02") > MOST_MEMBERS:  # counted first: reading the directory costs
        raise _bomb(name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = package.infolist()
            _check_size(members, name)
            _check_names(members, name)
            kind = _kind({member.filename for member in members}, package, name)
            _check_macros(package, members, name)
            _check_entities(package, members, name)
    except DAMAGED:
        raise FgtoolsError(
            "The file is damaged or locked.", name, "Open it in Word or Excel and save it again."
        ) from None
    return kind


def _bomb(name: str) -> FgtoolsError:
    return FgtoolsError("Unpacked, this file is far larger than any transcript.", name, UNSAFE)


def _check_size(members: list[zipfile.ZipInfo], name: str) -> None:
    bomb = len(members) > MOST_MEMBERS or sum(m.file_size for m in members) > MOST_UNPACKED
    for member in members:
        packed = max(member.compress_size, 1)
        bomb = bomb or (member.file_size > MEGABYTE and member.file_size / packed > MOST_RATIO)
        bomb = bomb or (_parsed(member.filename) and member.file_size > MOST_PART)
    if bomb:
        raise _bomb(name)


def _parsed(member: str) -> bool:
    return member.endswith((".xml", ".rels", ".vml"))


def _check_names(members: list[zipfile.ZipInfo], name: str) -> None:
    """Refuse what no Office program writes: nothing is unpacked, yet somebody meant harm."""
    names = [member.filename for member in members]
    links = any(stat.S_ISLNK(member.external_attr >> 16) for member in members)
    if links or len(set(names)) < len(names) or any(map(OUTSIDE.search, names)):
        raise FgtoolsError(
            "The file holds links, parts of one name, or parts that lie outside it.", name, UNSAFE
        )


def _kind(names: set[str], package: zipfile.ZipFile, name: str) -> PackageKind:
    if any(member.startswith("word/") for member in names):
        return "word"
    if any(member.startswith("xl/") for member in names):
        return "workbook"
    if any(member.startswith("ppt/") for member in names):
        raise FgtoolsError(
            "These are slides, not a transcript.", name, "Copy the talk into a .docx or .txt file."
        )
    about = package.read("mimetype")[:100] if "mimetype" in names else b""
    if b"opendocument" in about:
        raise FgtoolsError(
            "This is an OpenDocument file.", name, "Open it and save it as .docx or .xlsx."
        )
    if b"epub" in about:
        raise FgtoolsError("This is an electronic book.", name, "Give the transcript itself.")
    raise FgtoolsError(
        "This is a packed file, neither a Word file nor a workbook.",
        name,
        "Unpack it and give the transcript in it.",
    )


def _check_macros(package: zipfile.ZipFile, members: list[zipfile.ZipInfo], name: str) -> None:
    listed = any(MACROS.search(member.filename) for member in members)
    if not listed and TYPES in package.namelist():
        listed = MACRO_TYPES.search(package.read(TYPES).replace(b"\0", b"")) is not None
    if listed:
        raise FgtoolsError("This Office file holds macros.", name, "Save it as .docx or .xlsx.")


def _check_entities(package: zipfile.ZipFile, members: list[zipfile.ZipInfo], name: str) -> None:
    for member in members:
        if member.filename.endswith(NEVER_PARSED):
            continue
        with package.open(member) as part:
            if _declares(part, _parsed(member.filename)):
                raise FgtoolsError(
                    "The file declares XML entities, which no Office program writes.", name, UNSAFE
                )


class _RootReached(Exception):
    """Says that no declaration can follow."""


class _Prologue:
    """Stop at the first element: a document type stands before it or nowhere."""

    def start(self, tag: str, attributes: object) -> None:
        raise _RootReached

    def close(self) -> None:
        """Need nothing."""


def _declares(part: IO[bytes], parsed: bool) -> bool:
    """Tell whether a part has a document type: in any encoding, after any length of comments.

    Raise ValueError where a part that must be XML is none.
    """
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import ParseError, XMLParser

    head = part.read(CHUNK)
    if not parsed and head.lstrip(b"\xef\xbb\xbf\xfe\xff\0 \t\r\n")[:1] != b"<":
        return False
    parser = XMLParser(target=_Prologue(), forbid_dtd=True)
    try:
        while head:
            parser.feed(head)
            head = part.read(CHUNK)
    except _RootReached:
        return False
    except DefusedXmlException:
        return True
    except ParseError:
        if parsed:
            raise ValueError("no XML") from None
    return False
