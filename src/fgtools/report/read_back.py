"""Read a written output back, so that a check sees what its readers will see."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from fgtools.errors import FgtoolsError

PARAGRAPH = re.compile(r"<w:p[ >].*?</w:p>", re.DOTALL)
TAG = re.compile(r"<[^>]+>")
DIGEST = re.compile(r"[0-9a-f]{16,64}")
PICTURES = (".png", ".svg")


def texts_of(path: Path) -> Iterator[tuple[str, str]]:
    """Yield (where, text) of all that can be read in a Word, Excel, HTML or text file.

    Pictures hold what the same report says in words and are passed over. Raise FgtoolsError where
    the file cannot be read.
    """
    readers = {".docx": _word, ".xlsx": _excel, ".html": _html, ".json": _json}
    if path.suffix in PICTURES:
        return
    try:
        yield from readers.get(path.suffix, _text)(path)
    except (OSError, UnicodeDecodeError, zipfile.BadZipFile) as error:
        raise FgtoolsError(
            "cannot be read back", path.name, "Delete it, then: fgtools run"
        ) from error


def _word(path: Path) -> Iterator[tuple[str, str]]:
    from html import unescape

    with zipfile.ZipFile(path) as parts:
        for name in sorted(n for n in parts.namelist() if n.endswith((".xml", ".rels"))):
            xml = parts.read(name).decode("utf-8")
            for at, paragraph in enumerate(PARAGRAPH.findall(xml) or [xml]):
                text = unescape(TAG.sub("", re.sub(r"<w:(?:br|tab)\b[^>]*>", " ", paragraph)))
                if text.strip():
                    yield f"{name} paragraph {at + 1}", text


def _excel(path: Path) -> Iterator[tuple[str, str]]:
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True)
    try:
        for sheet in book:
            for row in sheet.iter_rows():
                # Each cell by itself: figures side by side are not one long number.
                for cell in row:
                    if cell.value is not None:
                        yield f"sheet {sheet.title} cell {cell.coordinate}", str(cell.value)
    finally:
        book.close()


class _Words(HTMLParser):
    """Collect the text of elements, and of attributes that people read; not style and script."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, str]] = []
        self._tag = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._tag = tag
        for name, value in attrs:
            if value and not value.startswith("data:") and name not in ("style", "d", "points"):
                self.found.append((self.getpos()[0], value))

    def handle_endtag(self, tag: str) -> None:
        self._tag = ""

    def handle_data(self, data: str) -> None:
        if data.strip() and self._tag not in ("style", "script"):
            self.found.append((self.getpos()[0], data))


def _html(path: Path) -> Iterator[tuple[str, str]]:
    parser = _Words()
    parser.feed(path.read_text("utf-8"))
    for line, text in parser.found:
        yield f"line {line}", text


def _json(path: Path) -> Iterator[tuple[str, str]]:
    def texts(value: object, where: str) -> Iterator[tuple[str, str]]:
        if isinstance(value, dict):
            for key, inner in value.items():
                yield from texts(inner, f"{where}.{key}".strip("."))
                yield where, key
        elif isinstance(value, str) and not DIGEST.fullmatch(value):
            yield where, value

    yield from texts(json.loads(path.read_text("utf-8")), "")


def _text(path: Path) -> Iterator[tuple[str, str]]:
    for at, line in enumerate(path.read_text("utf-8-sig").splitlines(), 1):
        if line.strip():
            yield f"line {at}", line
