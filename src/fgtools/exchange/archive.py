"""Archives of others: looked at with care, and only what is asked for is unpacked."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib

from fgtools.errors import FgtoolsError

MEGABYTE = 1024 * 1024
MOST_MEMBERS = 20_000
LARGEST_TEXT = 64 * MEGABYTE
"""The largest part that is read: a project of a hundred hours of talk has about ten."""
MOST_READ = 512 * MEGABYTE
"""All parts together."""
MOST_RATIO = 200
"""Text packs to a tenth at best; beyond this it is made to fill the memory."""
OUTSIDE = re.compile(r"(?:^|[/\\])\.\.(?:[/\\]|$)|^[/\\]|^[A-Za-z]:|\x00")
LINK = 0o120000
UNSAFE = "It is unsafe to open; ask where it came from."
DAMAGED = (
    zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, RuntimeError, EOFError,
    ValueError, LookupError, OSError,
)  # fmt: skip


class Archive:
    """An opened archive: parts by name whatever their case, read within limits.

    Raises FgtoolsError for what is no archive, for links, for names that lead outside, and for
    parts that unpack to far more than they could hold.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        self._left = MOST_READ
        if data.count(b"PK\x01\x02") > MOST_MEMBERS:  # counted first: the directory costs
            raise self._unsafe("It holds more parts than any project.")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            members = self._zip.infolist()
        except DAMAGED:
            raise self._damaged() from None
        for member in members:
            if OUTSIDE.search(member.filename) or member.external_attr >> 16 & 0o170000 == LINK:
                raise self._unsafe("It holds links, or parts that would lie outside it.")
        self.names = tuple(m.filename for m in members if not m.is_dir())
        self._by_name = {m.filename.casefold().replace("\\", "/"): m for m in reversed(members)}

    def has(self, part: str) -> bool:
        """Tell whether there is a part of that name, whatever its case."""
        return part.casefold() in self._by_name

    def read(self, part: str) -> bytes:
        """Return a part, unpacked; raise KeyError if there is none, FgtoolsError if it is unfit."""
        member = self._by_name[part.casefold()]
        if member.flag_bits & 1:
            raise FgtoolsError("It is locked with a password.", self._name, "Save it without one.")
        most = min(LARGEST_TEXT, self._left)
        if member.file_size > MEGABYTE and member.file_size > MOST_RATIO * member.compress_size:
            raise self._unsafe("Unpacked, it is far larger than it could be.")
        try:
            with self._zip.open(member) as packed:
                data = packed.read(most + 1)
        except DAMAGED:
            raise self._damaged() from None
        if len(data) > most:
            raise self._unsafe("Unpacked, it is far larger than any project.")
        self._left -= len(data)
        return data

    def _damaged(self) -> FgtoolsError:
        return FgtoolsError(
            "This is no project, or it is damaged.", self._name,
            "Export it again as REFI-QDA project (.qdpx).",
        )  # fmt: skip

    def _unsafe(self, what: str) -> FgtoolsError:
        return FgtoolsError(what, self._name, UNSAFE)
