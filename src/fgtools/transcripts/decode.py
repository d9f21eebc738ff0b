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
UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x14\x16-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5"
    "\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
"""What nobody sees: controls, marks of writing direction, joiners, fillers and tags.

It is no speech, and it could disguise a name ("Si\u200bân") or carry words past the reader's eye.
CHAT's 0x15, which stands round its times, is left in until the turns are made.
"""
COLOUR = re.compile("\x1b\\[[0-?]{0,40}[ -/]{0,9}[@-~]")
"""A terminal's orders for colour and movement."""
SURROGATE = re.compile("[\ud800-\udfff]")
CONTROLS = [chr(n) for n in (*range(9), *range(14, 32), 127) if n != 0x15]
"""Signs of a binary file; CHAT writes 0x15 round its times."""
BINARY_SHARE = 0.02
FEW = 20
"""Control characters that a short text may hold and still be one."""
SAMPLE = 2000


def clean(text: str) -> str:
    """Return a text without what nobody sees, composed: "Siân" is one word in any spelling."""
    if "\x1b" in text:
        text = COLOUR.sub("", text)
    text = UNSEEN.sub("", text)
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", SURROGATE.sub("\ufffd", text))


def decoded(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """Return the text of a file with `\\n` as its only line break, and warnings.

    Raise FgtoolsError if the bytes are no text.
    """
    text, warnings = _text(data)
    text = BREAKS.sub("\n", text.replace("\r\n", "\n"))
    controls = sum(text.count(character) for character in CONTROLS)
    if controls > max(FEW, BINARY_SHARE * len(text)):
        raise FgtoolsError(
            "This is a binary file, not a transcript.",
            name,
            "Export the transcript from the meeting software as .vtt or .docx.",
        )
    if controls:
        first = min(at for character in CONTROLS if (at := text.find(character)) >= 0)
        line = text.count("\n", 0, first) + 1
        warnings.append(
            f"Control characters were dropped ({controls}, the first in line {line}): "
            "check the words there."
        )
    return clean(text), tuple(warnings)


def _text(data: bytes) -> tuple[str, list[str]]:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _strict_or_marked(data, encoding)
    if guess := _unmarked_wide(data):
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
        line = text.count("\n", 0, text.find("\ufffd")) + 1
        shown = encoding.upper().removesuffix("-SIG")
        return text, [
            f"Some bytes are no {shown} (the first in line {line}); they show as \ufffd: "
            "check the words there, or download the file again."
        ]


def _unmarked_wide(data: bytes) -> str:
    """Tell UTF-16 and UTF-32 without a mark by where their zeros stand."""
    sample = data[:SAMPLE]
    zeros = [sample[at::4].count(0) / max(len(sample[at::4]), 1) for at in range(4)]
    for encoding, empty in (
        ("utf-32-le", (1, 2, 3)),
        ("utf-32-be", (0, 1, 2)),
        ("utf-16-le", (1, 3)),
        ("utf-16-be", (0, 2)),
    ):
        full = [share for at, share in enumerate(zeros) if at not in empty]
        if all(zeros[at] > 0.6 for at in empty) and max(full) < 0.1:
            return encoding
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
        return "\n".join(lines), [
            "The file is not UTF-8; it was read as Windows-1252: check letters with accents."
        ]
    places = ", ".join(map(str, western[:10])) + (" and more" if len(western) > 10 else "")
    return "\n".join(lines), [
        f"Two encodings are mixed: lines {places} were read as Windows-1252; check their accents."
    ]


def _western(line: bytes) -> str:
    try:
        return line.decode("cp1252")
    except UnicodeDecodeError:
        return line.decode("latin-1")
