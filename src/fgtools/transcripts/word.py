"""The paragraphs of a Word file, as a reader of the page sees them."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Mapping
from xml.etree.ElementTree import ParseError

from fgtools.errors import FgtoolsError
from fgtools.transcripts.decode import BREAKS, clean
from fgtools.transcripts.package import CHUNK, DAMAGED, MEGABYTE

TRANSITIONAL = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
PASSED_OVER = frozenset(
    {COMPATIBLE}
    | {
        space + tag
        for space in (TRANSITIONAL, STRICT)
        for tag in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "rt", "sectPr")
    }
)
"""Deleted text, field codes, forms of text, and the second copy that Word keeps of a text box."""
MARKS: Mapping[str, str] = {
    space + tag: mark
    for space in (TRANSITIONAL, STRICT)
    for tag, mark in (
        ("tab", "\t"), ("ptab", "\t"), ("br", "\n"), ("cr", "\n"), ("noBreakHyphen", "-"),
    )
}  # fmt: skip
PARAGRAPH, TEXT, TABLE, ROW, CELL, SPAN = (
    frozenset((TRANSITIONAL + tag, STRICT + tag))
    for tag in ("p", "t", "tbl", "tr", "tc", "gridSpan")
)
MOST_SPAN = 63
"""Word's own limit of columns."""
MAIN = "word/document.xml"


def paragraphs(data: bytes, name: str) -> list[str]:
    """Return the paragraphs in order, those in tables and text boxes too, line breaks as `\\n`.

    Inserted text of tracked changes counts, deleted text does not; pictures, headers and footers
    are passed over. The page is read piece by piece, nothing that it points to is fetched. Raise
    FgtoolsError if Word's own structure is missing.
    """
    return [paragraph.text for paragraph in _page(data, name).paragraphs]


def parted(data: bytes, name: str) -> tuple[list[str], list[list[list[str]]]]:
    """Return the paragraphs outside any table, and the rows of cells of each table in order.

    A table inside a cell is a table of its own. Raise FgtoolsError as `paragraphs` does.
    """
    page = _page(data, name)
    loose = [paragraph.text for paragraph in page.paragraphs if not paragraph.in_table]
    cells = [
        [["\n".join(p.text for p in cell) for cell in row] for row in table]
        for table in page.tables
    ]
    return loose, cells


def in_order(data: bytes, name: str) -> list[list[str]]:
    """Return a page as rows of cells from top to bottom: a paragraph is a row of one cell."""
    page = _page(data, name)
    tables = {id(p): table for table in page.tables for row in table for cell in row for p in cell}
    rows: list[list[str]] = []
    done: set[int] = set()
    for paragraph in page.paragraphs:
        table = tables.get(id(paragraph))
        if table is None:
            rows.append([paragraph.text])
        elif id(table) not in done:
            done.add(id(table))
            rows += [["\n".join(p.text for p in cell) for cell in row] for row in table]
    return rows


def _page(data: bytes, name: str) -> _Page:
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import XMLParser

    page = _Page()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package, package.open(_main(package)) as part:
            parser = XMLParser(target=page, forbid_dtd=True)
            while chunk := part.read(CHUNK):
                parser.feed(chunk)
            parser.close()
    except (*DAMAGED, ParseError, DefusedXmlException):
        raise FgtoolsError(
            "The Word file is damaged.", name, "Open it in Word and save it as .docx."
        ) from None
    if not page.paragraphs:
        raise FgtoolsError(
            "The Word file is damaged: it has no page.", name, "Open it in Word and save it again."
        )
    return page


def _main(package: zipfile.ZipFile) -> str:
    """Return the name of the part that holds the page, as the package itself gives it."""
    from defusedxml.ElementTree import fromstring

    if "_rels/.rels" in package.namelist():
        with package.open("_rels/.rels") as part:
            root = fromstring(part.read(MEGABYTE), forbid_dtd=True)
        for relation in root:
            if relation.get("Type", "").endswith("/officeDocument"):
                return posixpath.normpath(relation.get("Target", MAIN)).lstrip("/")
    return MAIN


class _Paragraph:
    """A paragraph as it grows."""

    def __init__(self, in_table: bool) -> None:
        self.in_table = in_table
        self.pieces: list[str] = []

    @property
    def text(self) -> str:
        return clean(BREAKS.sub("\n", "".join(self.pieces)))


class _Page:
    """Take the words out of a page while it is parsed: no tree is built, however large it is.

    A paragraph may hold others (a text box); each has its place by where it begins.
    """

    def __init__(self) -> None:
        self.paragraphs: list[_Paragraph] = []
        self.tables: list[list[list[list[_Paragraph]]]] = []
        self._open: list[_Paragraph] = []
        self._tables: list[list[list[list[_Paragraph]]]] = []
        self._spans: list[int] = []
        self._passed_over = 0
        self._in_text = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if self._passed_over or tag in PASSED_OVER:
            self._passed_over += 1
        elif tag in PARAGRAPH:
            self._begin_paragraph()
        elif tag in TEXT:
            self._in_text = True
        elif self._open and tag in MARKS:
            self._open[-1].pieces.append(MARKS[tag])
        elif tag in TABLE:
            self._tables.append([])
            self.tables.append(self._tables[-1])
        elif self._tables:
            self._begin_cell(tag, attributes)

    def _begin_paragraph(self) -> None:
        cells = self._tables[-1][-1] if self._tables and self._tables[-1] else []
        self._open.append(_Paragraph(in_table=bool(cells)))
        self.paragraphs.append(self._open[-1])
        if cells:
            cells[-1].append(self._open[-1])

    def _begin_cell(self, tag: str, attributes: Mapping[str, str]) -> None:
        table = self._tables[-1]
        if tag in ROW:
            table.append([])
        elif tag in CELL:
            self._spans.append(1)
            if table:
                table[-1].append([])
        elif tag in SPAN and self._spans:
            width = attributes.get(tag.replace("gridSpan", "val"), "1")
            self._spans[-1] = min(int(width), MOST_SPAN)

    def _end_cell(self) -> None:
        """Leave the further columns of a cell empty that goes over several."""
        more = self._spans.pop() - 1
        if self._tables and self._tables[-1]:
            self._tables[-1][-1] += [[] for _ in range(more)]

    def end(self, tag: str) -> None:
        if self._passed_over:
            self._passed_over -= 1
        elif tag in PARAGRAPH:
            self._open.pop()
        elif tag in TEXT:
            self._in_text = False
        elif tag in TABLE:
            self._tables.pop()
        elif tag in CELL and self._spans:
            self._end_cell()

    def data(self, text: str) -> None:
        if self._in_text and self._open and not self._passed_over:
            self._open[-1].pieces.append(text)

    def close(self) -> None:
        """Need nothing."""
