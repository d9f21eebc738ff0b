"""Write a REFI-QDA project: valid against the schema, and the same bytes for the same project.

Texts have line feeds alone, no byte order mark, and no character that UTF-16 counts as two, so
that programs that count code points and those that count UTF-16 units read the same positions.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from fgtools.exchange.guids import made
from fgtools.exchange.records import (
    Case,
    CodeRow,
    CodeSet,
    Given,
    Memo,
    Project,
    Selection,
    Source,
    Value,
)

SPACE = "urn:QDA-XML:project:1.0"
SCHEMA = f"{SPACE} http://schema.qdasoftware.org/versions/Project/v1.0/Project.xsd"
INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest date that a ZIP can hold: archives carry no clock of ours."""
NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0, 2.2, does not allow."""
ASTRAL = re.compile(r"[\U00010000-\U0010ffff]")
STAND_IN = "\ufffd"
"""Unicode's replacement character, in place of each character outside the basic plane."""
DATES = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?")
COLOR = re.compile("#(?:[0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})")


def writable(text: str) -> str:
    """Return a text of as many characters in which all programs count alike."""
    flat = ASTRAL.sub(STAND_IN, text).replace("\r", " ")
    return NOT_XML.sub(" ", flat)


def archive(project: Project) -> bytes:
    """Return the project as .qdpx: project.qde, and the texts in sources/."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as packed:
        _put(packed, "project.qde", xml(project))
        for source in project.sources:
            _put(packed, f"sources/{source.guid}.txt", writable(source.text).encode("utf-8"))
    return whole.getvalue()


def _put(packed: zipfile.ZipFile, name: str, data: bytes) -> None:
    about = zipfile.ZipInfo(name, EPOCH)
    about.compress_type = zipfile.ZIP_DEFLATED
    about.create_system = 3
    about.external_attr = 0o644 << 16
    packed.writestr(about, data)


def xml(project: Project) -> bytes:
    """Return project.qde, its elements in the order of the schema."""
    root = Element("Project", {"xmlns": SPACE, "xmlns:xsi": INSTANCE})
    root.set("xsi:schemaLocation", SCHEMA)
    _attributes(root, name=project.name, origin=project.origin, modifiedDateTime=_date(project.at))
    _list(root, "Users", (_user(u.guid, u.name) for u in project.users))
    if project.codes:
        _list(SubElement(root, "CodeBook"), "Codes", codes(project.codes))
    _list(
        root, "Variables",
        (_described("Variable", v.guid, v.name, v.description, typeOfVariable=v.kind)
         for v in project.variables),
    )  # fmt: skip
    kinds = {v.guid: v.kind for v in project.variables}
    _list(root, "Cases", (_case(case, kinds) for case in project.cases))
    _list(root, "Sources", _sources(project.sources, kinds))
    _list(root, "Notes", map(_memo, project.memos))
    _list(root, "Sets", map(_set, project.sets))
    if project.description:
        SubElement(root, "Description").text = _clean(project.description)
    _refs(root, "NoteRef", project.notes)
    indent(root)
    return bytes(tostring(root, "utf-8", xml_declaration=True)) + b"\n"


def codes(rows: Sequence[CodeRow]) -> list[Element]:
    """Return codes as nested elements, in their order; a code without its parent stands on top."""
    elements: dict[str, Element] = {}
    tops = []
    for row in rows:
        node = _described(
            "Code", row.guid, row.name, row.description,
            isCodable="true" if row.codable else "false",
            color=row.color if COLOR.fullmatch(row.color) else "",
        )  # fmt: skip
        _refs(node, "NoteRef", row.notes)
        elements[row.guid] = node
        if row.parent in elements:
            elements[row.parent].append(node)
        else:
            tops.append(node)
    return tops


def _sources(sources: Iterable[Source], kinds: dict[str, str]) -> Iterable[Element]:
    for source in sources:
        yield _source(source, kinds)
        if source.times:
            yield _times(source)


def _source(source: Source, kinds: dict[str, str]) -> Element:
    node = _described(
        "TextSource", source.guid, source.name, source.description,
        plainTextPath=f"internal://{source.guid}.txt",
    )  # fmt: skip
    for one in source.selections:
        node.append(_selection(one))
    for given in source.given:
        node.append(_given(given))
    _refs(node, "NoteRef", source.notes)
    for value in source.values:
        node.append(_value(value, kinds))
    return node


def _times(source: Source) -> Element:
    """Return a recording that is not there, whose transcript has the times of the text."""
    node = _described("AudioSource", made(source.guid, "audio"), f"{source.name} (times)", "")
    talk = SubElement(node, "Transcript")
    _attributes(
        talk, guid=made(source.guid, "transcript"), name=source.name,
        plainTextPath=f"internal://{source.guid}.txt",
    )  # fmt: skip
    for point in source.times:
        _attributes(
            SubElement(talk, "SyncPoint"), guid=point.guid, timeStamp=str(point.time),
            position=str(point.position),
        )  # fmt: skip
    return node


def _selection(one: Selection) -> Element:
    node = _described(
        "PlainTextSelection", one.guid, one.name, one.description,
        startPosition=str(one.span.start), endPosition=str(one.span.end), creatingUser=one.user,
    )  # fmt: skip
    for given in one.given:
        node.append(_given(given))
    _refs(node, "NoteRef", one.notes)
    return node


def _given(given: Given) -> Element:
    node = Element("Coding")
    _attributes(node, guid=given.guid, creatingUser=given.user, creationDateTime=_date(given.at))
    SubElement(node, "CodeRef", targetGUID=given.code)
    _refs(node, "NoteRef", given.notes)
    return node


def _case(case: Case, kinds: dict[str, str]) -> Element:
    node = _described("Case", case.guid, case.name, case.description)
    _refs(node, "CodeRef", case.codes)
    for value in case.values:
        node.append(_value(value, kinds))
    _refs(node, "SourceRef", case.sources)
    _refs(node, "SelectionRef", case.selections)
    return node


def _value(value: Value, kinds: dict[str, str]) -> Element:
    node = Element("VariableValue")
    SubElement(node, "VariableRef", targetGUID=value.variable)
    SubElement(node, f"{kinds.get(value.variable, 'Text')}Value").text = _clean(value.value)
    return node


def _memo(memo: Memo) -> Element:
    node = _described("Note", memo.guid, memo.name, "", creatingUser=memo.user)
    SubElement(node, "PlainTextContent").text = _clean(memo.text)
    return node


def _set(one: CodeSet) -> Element:
    node = _described("Set", one.guid, one.name, one.description)
    _refs(node, "MemberCode", one.codes)
    _refs(node, "MemberSource", one.sources)
    _refs(node, "MemberNote", one.notes)
    return node


def _user(guid: str, name: str) -> Element:
    node = Element("User")
    _attributes(node, guid=guid, name=name)
    return node


def _described(tag: str, guid: str, name: str, description: str, **others: str) -> Element:
    node = Element(tag)
    _attributes(node, guid=guid, name=name, **others)
    if description:
        SubElement(node, "Description").text = _clean(description)
    return node


def _attributes(node: Element, **given: str) -> None:
    for name, value in given.items():
        if value or name == "name":
            node.set(name, _clean(value))


def _list(parent: Element, tag: str, members: Iterable[Element]) -> None:
    """Add a list; the schema allows none without a member."""
    found = list(members)
    if found:
        SubElement(parent, tag).extend(found)


def _refs(node: Element, tag: str, guids: Iterable[str]) -> None:
    for guid in guids:
        SubElement(node, tag, targetGUID=guid)


def _clean(text: str) -> str:
    return NOT_XML.sub("", text)


def _date(text: str) -> str:
    return text if DATES.fullmatch(text) else ""
