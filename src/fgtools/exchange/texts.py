"""The texts of a project: in the file itself, beside it, or in a Word file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from fgtools.errors import FgtoolsError
from fgtools.exchange.archive import Archive
from fgtools.exchange.guids import plain
from fgtools.exchange.xml import Node

OF_TEXT = ("PlainTextSelection", "TranscriptSelection")
WORDS = "word/document.xml"
OFFICE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
GAPS = {f"{OFFICE}tab": "\t", f"{OFFICE}br": "\n", f"{OFFICE}cr": "\n"}
SHORTEST = 2
"""Characters: NVivo for Mac writes a text of one beside the Word file that holds the words."""


class Missing(Exception):
    """A text that cannot be had; says why, without its words."""


def holder(node: Node) -> Node | None:
    """Return the element that holds a source's text: itself, its transcript or representation."""
    if _has_text(node):
        return node
    for tag in ("Transcript", "Representation"):
        for child in node.find_all(tag):
            if _has_text(child):
                return child
    return None


def _has_text(node: Node) -> bool:
    return bool(
        node.get("plainTextPath") or node.get("richTextPath") or node.child("PlainTextContent")
    )


def selections(node: Node) -> Iterator[Node]:
    """Yield the selections of text, however a program calls them."""
    return (child for child in node.children if child.tag in OF_TEXT)


def selected(node: Node) -> Iterator[tuple[int, int, str]]:
    """Yield (begin, end, name) of the selections, as written; -1 for what is no number.

    Selections of a transcript begin and end at sync points.
    """
    points = {plain(n.get("guid")): number(n, "position") for n in node.find_all("SyncPoint")}
    for one in selections(node):
        if one.get("startPosition"):
            yield number(one, "startPosition"), number(one, "endPosition"), one.get("name")
        else:
            ends = (points.get(plain(one.get(at)), -1) for at in ("fromSyncPoint", "toSyncPoint"))
            yield next(ends), next(ends), one.get("name")


def number(node: Node, name: str) -> int:
    """Return an attribute that is a number from 0, else -1."""
    said = node.get(name).strip()
    return int(said) if said.isdecimal() and len(said) < 12 else -1


def text_of(node: Node, archive: Archive | None, name: str) -> str:
    """Return a text as it lies there, byte order mark and line ends included.

    Raise Missing if it is not there.
    """
    inline = node.child("PlainTextContent")
    if inline is not None:
        return inline.text
    found = _plain(node.get("plainTextPath"), archive)
    rich = node.get("richTextPath")
    if rich and (found is None or len(found) < SHORTEST):
        return _word(rich, archive, name)
    if found is None:
        raise Missing("its text is not in the file")
    return found


def _plain(path: str, archive: Archive | None) -> str | None:
    part = _part(path, archive)
    if not part or archive is None:
        return None
    data = archive.read(part)
    for encoding in ("utf-8", "utf-16") if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8",):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("cp1252", errors="replace")


def _part(path: str, archive: Archive | None) -> str:
    """Return the part of the archive that a path names; "" for what lies outside it."""
    if archive is None or not path or re.match(r"(?:relative|absolute):", path):
        return ""
    bare = re.sub(r"^internal:/*", "", path).replace("\\", "/").lstrip("/")
    for part in (f"sources/{bare}", bare, f"sources/{bare.rpartition('/')[2]}"):
        if archive.has(part):
            return part
    return ""


def _word(path: str, archive: Archive | None, name: str) -> str:
    """Return the paragraphs of a Word file, a line each, read within the limits of archives."""
    part = _part(path, archive)
    if not part or archive is None:
        raise Missing("its text is not in the file")
    try:
        root = fromstring(Archive(archive.read(part), name).read(WORDS), forbid_dtd=True)
    except (FgtoolsError, KeyError, ParseError, DefusedXmlException, ValueError):
        raise Missing("its text lies in a file that cannot be read") from None
    return "\n".join(
        "".join(map(_letters, paragraph.iter())) for paragraph in root.iter(f"{OFFICE}p")
    )


def _letters(element: Element) -> str:
    if element.tag == f"{OFFICE}t":
        return element.text or ""
    return GAPS.get(element.tag, "")
