"""Read a written output back, so that a check sees what its readers will see, and what they may.

Also what no reader looks for: properties, comments, alternative texts, attributes, scripts, notes
in pictures, files inside files.
"""

from __future__ import annotations

import base64
import binascii
import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote_to_bytes

from fgtools.errors import FgtoolsError
from fgtools.report import read_packed, read_pictures
from fgtools.report.read_markup import html_texts, xml_texts

Texts = Iterator[tuple[str, str]]

DIGEST = re.compile(r"[0-9a-f]{16,64}")
EMPHASIS = re.compile(r"(?<=\w)[*`~\\]+(?=\w)")
ROW = re.compile(r"[\s>]*\||[^|]*\|[^|]*\|")
BETWEEN = re.compile(r"(?<=\d)[%*_~`]*\s*\|\s*[*_~`]*(?=\d)")
"""What stands between two figures of a row of a table, which may be marked, as totals are."""
LONG_NUMBER = 9
"""Digits from which a number may be somebody's."""
FOREIGN = (b"%PDF", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"\x1f\x8b", b"7z\xbc\xaf", b"SQLite format")
"""How files begin that hold words which cannot be read back."""
DEEPEST = 4
"""Files inside files that are opened at most."""


class Unreadable(ValueError):
    """Say that a file, or a part of it, cannot be looked into."""


def texts_of(path: Path) -> Texts:
    """Yield (where, text) of all that can be read in a file, its properties included.

    Raise FgtoolsError where the file, or a part of it, cannot be looked into.
    """
    try:
        yield from _content(path.suffix.lower(), path.read_bytes(), 0)
    except (OSError, ValueError, *read_packed.DAMAGED) as error:
        raise FgtoolsError(
            "cannot be read back", path.name, "Delete it, or keep it elsewhere; then: fgtools run"
        ) from error


def _content(suffix: str, data: bytes, depth: int) -> Texts:
    if data.startswith(FOREIGN) or depth > DEEPEST:
        raise Unreadable
    if data.startswith(b"PK\x03\x04"):
        for where, text in read_packed.texts(data):
            yield where, text
        for name, inner in read_packed.others(data):
            for where, text in _content(Path(name).suffix.lower(), inner, depth + 1):
                yield f"{name} {where}", text
    elif read_pictures.is_picture(data):
        yield from read_pictures.notes(data)
    elif suffix in (".xml", ".rels", ".svg", ".vml", ".qde", ".qdc"):
        yield from xml_texts(data)
    elif b"\0" in data and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        yield from read_pictures.strings(data)
    else:
        text = decoded(data)
        yield from READERS.get(suffix, _lines)(text)
        for where, inner in _enclosed(text):
            yield from ((f"{where} {at}", said) for at, said in _content("", inner, depth + 1))


def decoded(data: bytes) -> str:
    """Return the text of a file, whatever program saved it."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


DATA = re.compile(r"data:([\w/+.\-]*)(?:;[\w=\-]+)*?(;base64)?,([\w%+/=.~!*'()\-]+)")


def _enclosed(text: str) -> Iterator[tuple[str, bytes]]:
    """Yield the files that a text carries as data: addresses."""
    for match in DATA.finditer(text):
        content = match.group(3)
        if match.group(2):
            try:
                inner = base64.b64decode(unquote_to_bytes(content), validate=False)
            except binascii.Error:
                continue
        else:
            inner = unquote_to_bytes(content)
        yield f"line {text.count(chr(10), 0, match.start()) + 1} enclosed file", inner


def _lines(text: str) -> Texts:
    for at, line in enumerate(text.splitlines(), 1):
        if line.strip():
            yield f"line {at}", DATA.sub(" ", line)


def _markdown(text: str) -> Texts:
    """Yield lines as written, and as shown where emphasis stands within a word.

    Between two figures of a table stands a word: side by side they are not one long number.
    """
    for where, line in _lines(text):
        read = BETWEEN.sub(" beside ", line) if ROW.match(line) else line
        yield where, read
        if EMPHASIS.search(read):
            yield where, EMPHASIS.sub("", read)


def _html(text: str) -> Texts:
    return html_texts(text, json_texts)


def _table(text: str) -> Texts:
    """Yield cells one by one: figures side by side are not one long number."""
    delimiter = "\t" if "\t" in text.partition("\n")[0] else ","
    for row, cells in enumerate(csv.reader(io.StringIO(text), delimiter=delimiter), 1):
        for column, cell in enumerate(cells, 1):
            if cell.strip():
                yield f"row {row} column {column}", cell


def json_texts(text: str) -> Texts:
    """Yield the words, keys and long numbers of a JSON document, by the path that leads there.

    The path is made of places, since a key may be a name.
    """

    def inside(value: object, where: str) -> Texts:
        if isinstance(value, dict):
            for at, (key, inner) in enumerate(value.items(), 1):
                yield f"{where}key {at}", key
                yield from inside(inner, f"{where}{at}.")
        elif isinstance(value, list):
            for at, inner in enumerate(value, 1):
                yield from inside(inner, f"{where}{at}.")
        elif isinstance(value, str) and not DIGEST.fullmatch(value):
            yield f"{where}value", value
        elif isinstance(value, int) and len(str(value)) >= LONG_NUMBER:
            yield f"{where}value", str(value)

    yield from inside(json.loads(text), "")


def _json(text: str) -> Texts:
    try:
        yield from list(json_texts(text))
    except ValueError:  # a document a line, or none at all: its words are there to be read
        yield from _lines(text)


READERS: dict[str, Callable[[str], Texts]] = {
    ".html": _html, ".htm": _html, ".json": _json, ".csv": _table, ".tsv": _table,
    ".md": _markdown,
}  # fmt: skip
