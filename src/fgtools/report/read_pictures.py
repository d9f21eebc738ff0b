"""Read what is written into a picture's file besides the picture: author, title, comments.

The picture itself shows what the same report says in words.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator

Texts = Iterator[tuple[str, str]]

PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
OTHERS = (b"GIF8", b"BM", b"II*\0", b"MM\0*", b"\x01\0\0\0", b"\xd7\xcd\xc6\x9a", b"\0\0\1\0")
"""How GIF, BMP, TIFF, EMF, WMF and icon files begin."""
NARROW = re.compile(rb"[\x20-\x7e\x80-\xff]{4,}")
WIDE = re.compile(rb"(?:[\x20-\x7e]\0){4,}")


def is_picture(data: bytes) -> bool:
    """Tell whether a file is a picture."""
    is_webp = data[:4] == b"RIFF" and data[8:12] == b"WEBP"
    return data.startswith((PNG, JPEG, *OTHERS)) or is_webp


def notes(data: bytes) -> Texts:
    """Yield (where, text) of the notes in a PNG or JPEG file; others are seldom given any."""
    blocks = _png(data) if data.startswith(PNG) else _jpeg(data) if data.startswith(JPEG) else ()
    for block in blocks:
        yield from ((f"picture {where}", text) for where, text in strings(block))


def strings(data: bytes) -> Texts:
    """Yield what reads like text in a binary file."""
    for match in NARROW.findall(data):
        yield "note", match.decode("utf-8", errors="replace")
    for match in WIDE.findall(data):
        yield "note", match.decode("utf-16-le")


def _png(data: bytes) -> Iterator[bytes]:
    at = len(PNG)
    while at + 12 <= len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        content = data[at + 8 : at + 8 + length]
        if kind in (b"tEXt", b"iTXt", b"eXIf"):
            yield content
        if kind in (b"zTXt", b"iTXt"):
            yield _unpacked(content)
        at += 12 + length


def _unpacked(content: bytes) -> bytes:
    """Return the text behind the first packed stream of a PNG note, empty if there is none."""
    start = content.find(b"\x78")
    try:
        return zlib.decompressobj().decompress(content[start:], 1_000_000) if start >= 0 else b""
    except zlib.error:
        return b""


def _jpeg(data: bytes) -> Iterator[bytes]:
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != 0xDA:
        length = int.from_bytes(data[at + 2 : at + 4])
        if data[at + 1] in (0xE1, 0xED, 0xFE):  # EXIF or XMP, IPTC, a comment
            yield data[at + 4 : at + 2 + length]
        at += 2 + length
