"""XML of others, parsed without document types, entities or the network, known by local names."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from fgtools.errors import FgtoolsError

DEEPEST = 200
"""Elements within elements; codebooks have ten at most."""


class Node:
    """An element by its local name."""

    __slots__ = ("_element", "children", "tag")

    def __init__(self, element: Element, depth: int = 0) -> None:
        if depth > DEEPEST:
            raise ValueError("too deep")
        self._element = element
        self.tag = _local(element.tag)
        self.children = [Node(child, depth + 1) for child in element if isinstance(child.tag, str)]

    @property
    def text(self) -> str:
        """Return the element's own text."""
        return self._element.text or ""

    def get(self, name: str) -> str:
        """Return an attribute by its local name, or ""."""
        value = self._element.get(name)
        if value is not None:
            return value
        return next((v for k, v in self._element.items() if _local(k) == name), "")

    def child(self, tag: str) -> Node | None:
        """Return the first child of that name."""
        return next((child for child in self.children if child.tag == tag), None)

    def find(self, tag: str) -> list[Node]:
        """Return the children of the child of that name: the members of a list."""
        return [node for child in self.children if child.tag == tag for node in child.children]

    def find_all(self, tag: str) -> Iterator[Node]:
        """Yield the children of that name."""
        return (child for child in self.children if child.tag == tag)

    def every(self, tag: str) -> Iterator[Node]:
        """Yield the elements of that name at any depth."""
        for child in self.children:
            if child.tag == tag:
                yield child
            yield from child.every(tag)

    def text_of(self, tag: str) -> str:
        """Return the text of the first child of that name, or ""."""
        found = self.child(tag)
        return found.text if found else ""


def parse(data: bytes, name: str) -> Node:
    """Return the root of an XML file; raise FgtoolsError with one clear line if it is unfit."""
    start = data.find(b"<")  # some programs put a byte order mark, or blanks, before <?xml
    try:
        return Node(fromstring(data[max(start, 0) :] if start < 8 else data, forbid_dtd=True))
    except DefusedXmlException:
        raise FgtoolsError(
            "it has a document type or entities, which no project needs", name,
            "It is unsafe to open; ask where it came from.",
        ) from None  # fmt: skip
    except (ParseError, ValueError, LookupError, RecursionError):
        raise FgtoolsError(
            "this is not whole XML", name, "Export it again as REFI-QDA (.qdpx or .qdc)."
        ) from None


def _local(tag: str) -> str:
    return tag.rpartition("}")[2].rpartition(":")[2]
