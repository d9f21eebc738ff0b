"""Read a Word document: paragraphs, headings and tables in the order in which they stand."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import docx
from docx.opc.exceptions import PackageNotFoundError

from fgtools.errors import FgtoolsError
from fgtools.report.draft.building import Builder
from fgtools.report.draft.parts import Draft, Place, Row

HEADING = re.compile(r"(?:heading|überschrift|titre) ?(\d)?|title", re.IGNORECASE)
CONTENTS = re.compile(r"toc\b|table of (?:contents|figures)", re.IGNORECASE)
LIST = re.compile(r"list|bullet", re.IGNORECASE)
QUOTE = re.compile(r"quot", re.IGNORECASE)
TYPED = re.compile(r"\s*(?:[-•‣▪–]|\d{1,2}[.)])\s+(?=\S)")
LONGEST_HEADING = 12
DEEPEST = 10
"""Level of a heading that is only set in bold: below those with a style."""
DAMAGED = (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError)


def read(name: str, data: bytes) -> Draft:
    """Return a draft; a paragraph's place is its number, tables not counted."""
    try:
        document = docx.Document(io.BytesIO(data))
    except DAMAGED as error:
        raise FgtoolsError(
            "this is no Word document that can be opened", name, "Save it again as .docx."
        ) from error
    builder = Builder(name)
    paragraphs = tables = 0
    for part in document.iter_inner_content():
        if hasattr(part, "rows"):
            tables += 1
            _table(builder, part, f"{name} table {tables}")
        else:
            paragraphs += 1
            _paragraph(builder, part, f"{name} paragraph {paragraphs}")
    return builder.done()


def _paragraph(builder: Builder, paragraph: Any, where: str) -> None:
    style = (paragraph.style.name or "") if paragraph.style is not None else ""
    text = " ".join(paragraph.text.split())
    if not text or CONTENTS.match(style):
        return
    places = [Place(0, where)]
    styled = HEADING.search(style)
    if styled or _looks_like_heading(paragraph, text):
        builder.heading(places, text, int(styled[1] or 0) if styled else DEEPEST)
    elif QUOTE.search(style):
        builder.text(places, text, "quote")
    elif LIST.search(style) or _numbered(paragraph) or TYPED.match(text):
        builder.item(places, TYPED.sub("", text, count=1))
    else:
        builder.text(places, text)


def _numbered(paragraph: Any) -> bool:
    properties = paragraph._p.pPr
    return properties is not None and properties.numPr is not None


def _looks_like_heading(paragraph: Any, text: str) -> bool:
    """Tell whether a short line is set in bold throughout: how many people make headings."""
    runs = [run for run in paragraph.runs if run.text.strip()]
    short = len(text.split()) <= LONGEST_HEADING and not text.endswith((".", ":", ";"))
    return short and "%" not in text and bool(runs) and all(run.bold for run in runs)


def _table(builder: Builder, table: Any, where: str) -> None:
    rows = [Row(f"{where} row {at}", tuple(_cells(row))) for at, row in enumerate(table.rows, 1)]
    if not rows:
        return
    headed = not any(c.isdigit() for cell in rows[0].cells[1:] for c in cell) or _is_head(table)
    builder.table(where, rows[0].cells if headed else (), rows[1:] if headed else rows)


def _cells(row: Any) -> list[str]:
    """Return the words of a row's cells, once for a cell that reaches over several columns."""
    seen: list[Any] = []
    cells = []
    for cell in row.cells:
        again = cell._tc in seen
        seen.append(cell._tc)
        cells.append("" if again else " ".join(cell.text.split()))
    return cells


def _is_head(table: Any) -> bool:
    properties = table.rows[0]._tr.trPr
    return properties is not None and bool(properties.xpath("./w:tblHeader"))
