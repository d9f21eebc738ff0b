"""Read packed files back: Word, Excel, and anything else that is a zip archive."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from xml.etree.ElementTree import Element

from defusedxml import ElementTree

from fgtools.report.read_markup import attributes, is_guid, local, xml_texts

Texts = Iterator[tuple[str, str]]

MARKUP = (".xml", ".rels", ".vml")
SHARED, BOOK = "xl/sharedStrings.xml", "xl/workbook.xml"
DAMAGED = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError)
MOST_UNPACKED = 400 * 1024 * 1024
"""Bytes from which an archive is not opened: it may be made to fill the memory."""
LONG_NUMBER = 9


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
        sheets = _sheets(archive) if BOOK in names else {}
        strings = _strings(archive, names) if sheets else []
        for name in (n for n in names if n.endswith(MARKUP)):
            if name in sheets:
                yield from _cells(archive.read(name), sheets[name], strings)
            else:
                yield from ((f"{name} {at}", said) for at, said in xml_texts(archive.read(name)))


def others(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the name and content of an archive's members that are no markup."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in sorted(m.filename for m in archive.infolist() if not m.is_dir()):
            if not name.endswith(MARKUP):
                yield name, archive.read(name)


def _sheets(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return for each sheet's part what a person calls it: its place among the tabs and its name.

    The name is in the place because people look for it; who shows a place hides names in it.
    """
    rels: Element = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {r.get("Id", ""): r.get("Target", "") for r in rels}
    book: Element = ElementTree.fromstring(archive.read(BOOK))
    found: dict[str, str] = {}
    for sheet in (e for e in book.iter() if local(e.tag) == "sheet"):
        part = next((v for k, v in sheet.items() if local(k) == "id" and v in targets), "")
        found[f"xl/{targets.get(part, '').removeprefix('/xl/')}"] = sheet.get("name", "")
    return found


def _strings(archive: zipfile.ZipFile, names: list[str]) -> list[str]:
    if SHARED not in names:
        return []
    root: Element = ElementTree.fromstring(archive.read(SHARED))
    return ["".join(t.text or "" for t in si.iter() if local(t.tag) == "t") for si in root]


def _cells(data: bytes, sheet: str, strings: list[str]) -> Texts:
    """Yield each cell by itself (figures side by side are not one long number), then the rest."""
    root: Element = ElementTree.fromstring(data)
    for element in root.iter():
        name = local(element.tag)
        if name == "c":
            for text in _in_cell(element, strings):
                yield f"sheet {sheet} cell {element.get('r', '')}", text
        elif name not in ("v", "t", "f") and (element.text or "").strip():
            yield f"sheet {sheet} {name}", element.text or ""
    yield from ((f"sheet {sheet} {at}", text) for at, text in attributes(root))


def _in_cell(cell: Element, strings: list[str]) -> Iterator[str]:
    parts: Mapping[str, str] = {local(e.tag): e.text or "" for e in cell}
    kind, value = cell.get("t", "n"), parts.get("v", "")
    if kind == "s" and value.isdigit() and int(value) < len(strings):
        yield strings[int(value)]
    elif kind == "inlineStr":
        yield "".join(t.text or "" for t in cell.iter() if local(t.tag) == "t")
    elif kind == "str" or (kind == "n" and value.isdigit() and len(value) >= LONG_NUMBER):
        yield value
    if parts.get("f"):
        yield parts["f"]
