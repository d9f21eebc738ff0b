"""REFI-QDA codebooks (.qdc): written by the standard, read in every name space met."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from fgtools.errors import FgtoolsError
from fgtools.exchange import xml
from fgtools.exchange.elements import codes as read_codes
from fgtools.exchange.records import CodeRow
from fgtools.exchange.write_project import codes as written
from fgtools.nouns import LeftOut

SPACE = "urn:QDA-XML:codebook:1.0"


def write(rows: Sequence[CodeRow], origin: str) -> bytes:
    """Return codes as .qdc; notes stay behind, because a codebook has no place for them."""
    root = Element("CodeBook", {"xmlns": SPACE, "origin": origin})
    SubElement(root, "Codes").extend(written(rows))
    for node in root.iter():
        for ref in node.findall("NoteRef"):
            node.remove(ref)
    indent(root)
    return bytes(tostring(root, "utf-8", xml_declaration=True)) + b"\n"


def read(data: bytes, name: str) -> tuple[tuple[CodeRow, ...], tuple[LeftOut, ...]]:
    """Return the codes of a .qdc, parents before their children, and what was not understood.

    Raise FgtoolsError for what is no codebook, or unsafe to read.
    """
    root = xml.parse(data, name)
    book = root if root.tag == "CodeBook" else root.child("CodeBook")
    if book is None:
        raise FgtoolsError(
            f"This is XML of another kind ({root.tag[:40]}), no REFI-QDA codebook.", name,
            "Export the codebook again as REFI-QDA (.qdc).",
        )  # fmt: skip
    left = [
        LeftOut(child.tag, f"{len(child.children)} of them: not taken", 0)
        for child in book.children
        if child.tag != "Codes"
    ]
    return tuple(read_codes(book)), tuple(left)
