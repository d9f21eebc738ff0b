"""Bytes become text: byte order mark, UTF-8, UTF-16, then Windows-1252 with a warning."""

from __future__ import annotations

import codecs
import re
import unicodedata

from fgtools.errors import FgtoolsError

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
"""Control characters and marks of writing direction: no speech, and able to disguise a name."""
CONTROLS = [chr(n) for n in (*range(9), *range(14, 32), 127) if n != 0x15]
"""Signs of a binary file; CHAT writes 0x15 round its times."""
BINARY_SHARE = 0.02


def decoded(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """Return the text of a file with `\\n` as its only line break, and warnings.

    Raise FgtoolsError if the bytes are no text.
    """
    text, warnings = _text(data)
    text = BREAKS.sub("\n", text)
    # Composed, so that an accent is part of its letter: "Siân" is one word in any spelling.
    shown = unicodedata.normalize("NFC", UNSEEN.sub("", text))
    controls = sum(text.count(character) for character in CONTROLS)
    if controls > BINARY_SHARE * len(text):
        raise FgtoolsError(
            "This is a binary file, not a transcript.",
            name,
            "Export the transcript from the meeting software as .vtt or .docx.",
        )
    if controls:
        warnings.append(f"{controls} control characters were dropped.")
    return shown, tuple(warnings)


def _text(data: bytes) -> tuple[str, list[str]]:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _strict_or_marked(data, encoding)
    if guess := _unmarked_utf16(data):
        return _strict_or_marked(data, guess)
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError:
        return _by_line(data)


def _strict_or_marked(data: bytes, encoding: str) -> tuple[str, list[str]]:
    try:
        return data.decode(encoding), []
    except UnicodeDecodeError:
        text = data.decode(encoding, errors="replace")
        return text, [f"Some characters could not be read as {encoding}; they show as \ufffd."]


def _unmarked_utf16(data: bytes) -> str:
    sample = data[:2000]
    pairs = max(len(sample) // 2, 1)
    if sample[1::2].count(0) > 0.6 * pairs and sample[::2].count(0) < 0.1 * pairs:
        return "utf-16-le"
    if sample[::2].count(0) > 0.6 * pairs and sample[1::2].count(0) < 0.1 * pairs:
        return "utf-16-be"
    return ""


def _by_line(data: bytes) -> tuple[str, list[str]]:
    """Read each line as UTF-8 where it is, else as Windows-1252: no line is lost."""
    lines: list[str] = []
    western: list[int] = []
    mixed = False
    for number, line in enumerate(data.split(b"\n"), 1):
        try:
            lines.append(line.decode("utf-8"))
            mixed = mixed or not line.isascii()
        except UnicodeDecodeError:
            lines.append(_western(line))
            western.append(number)
    if not mixed:
        return "\n".join(lines), ["The file is not UTF-8; it was read as Windows-1252."]
    places = ", ".join(map(str, western[:10])) + (" and more" if len(western) > 10 else "")
    return "\n".join(lines), [f"Two encodings are mixed: lines {places} read as Windows-1252."]


def _western(line: bytes) -> str:
    try:
        return line.decode("cp1252")
    except UnicodeDecodeError:
        return line.decode("latin-1")
