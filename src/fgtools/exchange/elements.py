"""The elements of a project that stand for themselves: codes, cases, codings, sets."""

from __future__ import annotations

from collections.abc import Iterator

from fgtools.exchange.guids import plain
from fgtools.exchange.records import Case, CodeRow, CodeSet, Given, Project, Value
from fgtools.exchange.xml import Node


def codes(book: Node | None) -> Iterator[CodeRow]:
    """Yield the codes of a codebook, parents before their children."""
    for top in book.find("Codes") if book is not None else ():
        yield from _code(top, "")


def _code(node: Node, parent: str) -> Iterator[CodeRow]:
    if node.tag != "Code":
        return
    guid = plain(node.get("guid"))
    yield CodeRow(
        guid,
        " ".join(node.get("name").split()),
        node.text_of("Description").strip(),
        node.get("isCodable").casefold() not in ("false", "0"),
        node.get("color"),
        parent,
        targets(node, "NoteRef"),
    )
    for child in node.children:
        yield from _code(child, guid)


def given(node: Node) -> Given:
    """Return a coding."""
    refs = targets(node, "CodeRef")
    return Given(
        plain(node.get("guid")), refs[0] if refs else "", plain(node.get("creatingUser")),
        node.get("creationDateTime"), targets(node, "NoteRef"),
    )  # fmt: skip


def case(node: Node) -> Case:
    """Return a case with its values and what is of it."""
    return Case(
        plain(node.get("guid")), node.get("name"), node.text_of("Description"),
        targets(node, "CodeRef"), tuple(map(value, node.find_all("VariableValue"))),
        targets(node, "SourceRef"), targets(node, "SelectionRef"),
    )  # fmt: skip


def value(node: Node) -> Value:
    """Return what is written for a variable, of whatever type."""
    refs = targets(node, "VariableRef")
    said = next((n.text for n in node.children if n.tag.endswith("Value")), "")
    return Value(refs[0] if refs else "", said.strip())


def code_set(node: Node) -> CodeSet:
    """Return a set."""
    return CodeSet(
        plain(node.get("guid")), node.get("name"), node.text_of("Description"),
        targets(node, "MemberCode"), targets(node, "MemberSource"),
        targets(node, "MemberNote"),
    )  # fmt: skip


def targets(node: Node, tag: str) -> tuple[str, ...]:
    """Return the guids to which references of a kind point."""
    found = (plain(n.get("targetGUID") or n.get("guid")) for n in node.find_all(tag))
    return tuple(guid for guid in found if guid)


def implied(project: Project) -> Iterator[Case]:
    """Yield the cases that two dialects only imply.

    MAXQDA gives values to a source itself; ATLAS.ti has a set "name: value" of sources.
    """
    named = {source: case for case in project.cases for source in case.sources}
    sets: dict[str, dict[str, str]] = {}
    for one in project.sets:
        variable, colon, value = one.name.partition(":")
        if colon and one.sources and not one.codes:
            for guid in one.sources:
                sets.setdefault(guid, {})[variable.strip()] = value.strip()
    for source in project.sources:
        values = (
            *source.values,
            *(Value(k, v) for k, v in sorted(sets.get(source.guid, {}).items())),
        )
        if values and source.guid not in named:
            yield Case(f"of {source.guid}", source.name, values=values, sources=(source.guid,))
