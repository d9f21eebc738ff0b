"""What lies packed in a file, and which files nobody can look into."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

MOST_UNPACKED = 400 * 1024 * 1024
PACKED = (
    b"\x1f\x8b", b"\x1f\x9d", b"BZh", b"\xfd7zXZ", b"]\0\0", b"7z\xbc\xaf", b"Rar!", b"LZIP",
    b"\x28\xb5\x2f\xfd", b"\x04\x22\x4d\x18", b"MSCF", b"PAR1", b"!BDN", b"$FL2", b"$FL3",
)  # fmt: skip
"""How files begin that gzip, compress, bzip2, xz, LZMA, 7-Zip, RAR, lzip, Zstandard, LZ4 and
Windows pack; tables of Parquet; Outlook's mails; tables of SPSS."""
LOCKED = (b"-----BEGIN PGP MESSAGE", b"age-encryption.org/", b"Salted__")
ZLIB = (b"x\x01", b"x\x9c", b"x\xda")
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
"""How Word, Excel and Outlook wrote until 2007, and write what has a password, or is a mail."""
SHUT_WITHIN = tuple(name.encode("utf-16-le") for name in ("EncryptedPackage", "__substg1.0_"))
ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
ZIP_END, REACH = b"PK\x05\x06", 65_557
"""What stands at the end of each zip, at most so many bytes before the end of a file."""
APPLE = ".iwa"
"""Members of Pages, Numbers and Keynote: packed a second time."""
DAMAGED = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError)


class Shut(ValueError):
    """Say that a part of a file cannot be looked into."""


def is_shut(path: Path) -> bool:
    """Tell whether a file is packed in a way that `members` does not undo, or locked."""
    with path.open("rb") as file:
        begin = file.read(1024)
    if begin.startswith(ZIP):
        return path.stat().st_size > MOST_UNPACKED
    return cannot_be_read(path.read_bytes() if begin.startswith(OLD_OFFICE) else begin)


def cannot_be_read(content: bytes) -> bool:
    """Tell whether content begins as what is packed, locked, or a PDF."""
    if content.startswith((*PACKED, *LOCKED)) or b"%PDF-" in content[:1024]:
        return True
    if content.startswith(OLD_OFFICE):
        return any(mark in content for mark in SHUT_WITHIN)
    return content.startswith(ZLIB) and _is_zlib(content)


def _is_zlib(content: bytes) -> bool:
    with suppress(zlib.error):
        return bool(zlib.decompressobj().decompress(content[:1024], 16))
    return False


def members(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of what a zip holds (.docx, .xlsx, .odt, .qdpx); of others nothing.

    Programs that unpack themselves have a zip behind. Raise Shut where a part cannot be read.
    """
    begins = content.startswith(ZIP)
    if not begins and ZIP_END not in content[-REACH:]:
        return
    if not begins and not zipfile.is_zipfile(io.BytesIO(content)):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            yield from _members(packed)
    except DAMAGED as error:
        raise Shut from error


def _members(packed: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    infos = packed.infolist()
    if sum(info.file_size for info in infos) > MOST_UNPACKED:
        raise Shut
    for info in infos:
        if info.flag_bits & 1 or info.filename.endswith(APPLE):
            raise Shut
        yield info.filename, b"" if info.is_dir() else packed.read(info)
