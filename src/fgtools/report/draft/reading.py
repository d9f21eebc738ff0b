"""Read a draft: Word, Markdown or plain text, whoever wrote it."""

from __future__ import annotations

from pathlib import Path

from fgtools.errors import FgtoolsError, Misused
from fgtools.report.draft import reading_text
from fgtools.report.draft.parts import Draft
from fgtools.report.read_back import decoded

SUFFIXES = (".docx", ".md", ".markdown", ".txt")
BINARY = (b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0", b"{\\rtf")


def read(path: Path) -> Draft:
    """Return a draft; raise Misused for another kind of file, FgtoolsError if it cannot be read."""
    if path.suffix.lower() not in SUFFIXES:
        raise Misused(
            "a draft is a Word document, Markdown or plain text", path.name,
            "Save it as .docx, .md or .txt.",
        )  # fmt: skip
    try:
        data = path.read_bytes()
    except OSError as error:
        raise FgtoolsError(f"cannot be read ({error.strerror})", path.name) from error
    if path.suffix.lower() == ".docx":
        from fgtools.report.draft import reading_word  # python-docx waits until it is needed

        return reading_word.read(path.name, data)
    if data.startswith(BINARY) or (b"\0" in data and data[:2] not in (b"\xff\xfe", b"\xfe\xff")):
        raise FgtoolsError("this is not text", path.name, "Save it as .docx, .md or .txt.")
    return reading_text.read(path.name, decoded(data), plain=path.suffix.lower() == ".txt")
