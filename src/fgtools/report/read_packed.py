"""Read packed files back: Word, Excel, and anything else that is a zip archive."""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from fgtools.report import read_workbook
from fgtools.report.read_markup import is_guid, xml_texts

Texts = Iterator[tuple[str, str]]

MARKUP = (".xml", ".rels", ".vml")
DAMAGED = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, NotImplementedError, RuntimeError, EOFError,
)  # fmt: skip
MOST_UNPACKED = 400 * 1024 * 1024
"""Bytes from which an archive is not opened: it may be made to fill the memory."""


def texts(data: bytes) -> Texts:
    """Yield (where, text) of an archive's own names and remarks, markup and sheets."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = archive.infolist()
        if sum(m.file_size for m in members) > MOST_UNPACKED:
            raise ValueError
        yield "remark", archive.comment.decode("utf-8", errors="replace")
        names = sorted(m.filename for m in members if not m.is_dir())
        for at, name in enumerate(names, 1):
            if not is_guid(stem := PurePosixPath(name).stem):
                yield f"name of part {at}", stem
        sheets, said = read_workbook.read(archive, names)
        yield from said
        for name in (n for n in names if n.endswith(MARKUP) and n not in sheets):
            yield from ((f"{name} {at}", text) for at, text in xml_texts(archive.read(name)))


def others(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the name and content of an archive's members that are no markup."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in sorted(m.filename for m in archive.infolist() if not m.is_dir()):
            if not name.endswith(MARKUP):
                yield name, archive.read(name)
