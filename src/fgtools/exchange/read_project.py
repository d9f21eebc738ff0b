"""Read a REFI-QDA project (.qdpx, or its .qde alone) from whatever program wrote it.

Elements are known by their local names: programs differ in the name space. What is not understood
is listed, and nothing of it is dropped in silence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from fgtools.errors import FgtoolsError
from fgtools.exchange import elements, texts, xml
from fgtools.exchange.archive import Archive
from fgtools.exchange.guids import plain
from fgtools.exchange.positions import LEAST, READINGS, Detected, Raw, detect, spans
from fgtools.exchange.positions import plain as plain_text
from fgtools.exchange.records import (
    Memo,
    Project,
    Selection,
    Source,
    SyncPoint,
    User,
    Variable,
)
from fgtools.exchange.xml import Node
from fgtools.nouns import LeftOut

PROJECT = "project.qde"
OWN = "fgtools "
"""How the origin of files begins that this program wrote."""
KNOWN = (
    *("Users", "CodeBook", "Variables", "Cases", "Sources", "Notes", "Sets"),
    *("Description", "NoteRef"),
)
SOURCE_TAGS = ("TextSource", "PDFSource", "AudioSource", "VideoSource", "PictureSource")


@dataclass(frozen=True, slots=True)
class Read:
    """A project, and how its writer counted positions."""

    project: Project
    counted: Detected


def read(data: bytes, name: str) -> Read:
    """Return the project in the bytes of a .qdpx or .qde file.

    Raise FgtoolsError with one clear line for what is no project, is unsafe to open, or holds
    selections that fit its texts under no way of counting.
    """
    if data[:2] == b"PK":
        archive = Archive(data, name)
        inner = _project_part(archive, name)
        root = xml.parse(archive.read(inner), name)
    else:
        archive, root = None, xml.parse(data, name)
    if root.tag != "Project":
        raise FgtoolsError(
            f"This is XML of another kind ({root.tag[:40]}), no REFI-QDA project.", name,
            "A codebook (.qdc) is taken with: fgtools codebook import FILE",
        )  # fmt: skip
    return _Reader(root, archive, name).read()


def read_file(path: Path) -> Read:
    """Return the project in a file; raise FgtoolsError as `read` does."""
    try:
        return read(path.read_bytes(), path.name)
    except OSError as error:
        raise FgtoolsError(f"cannot be read ({error.strerror})", path.name) from None


def _counted(origin: str, raws: Sequence[Raw]) -> Detected:
    """Return how positions are counted: known for files of this program, else told by the file."""
    if origin.startswith(OWN):
        return Detected(READINGS[0], 1.0, sum(len(raw.selections) for raw in raws))
    return detect(raws)


def _project_part(archive: Archive, name: str) -> str:
    if archive.has(PROJECT):
        return PROJECT
    found = [part for part in archive.names if part.casefold().endswith(".qde")]
    if not found:
        raise FgtoolsError(
            "This is an archive without a REFI-QDA project in it.", name,
            "Export it again as REFI-QDA project (.qdpx).",
        )  # fmt: skip
    return found[0]


class _Reader:
    def __init__(self, root: Node, archive: Archive | None, name: str) -> None:
        self._root, self._archive, self._file = root, archive, name
        self._left: list[LeftOut] = []

    def read(self) -> Read:
        root = self._root
        raws: list[tuple[Node, Raw]] = []
        for node in root.find("Sources"):
            raw = self._raw(node)
            if raw is not None:
                raws.append((node, raw))
        counted = _counted(root.get("origin"), [raw for _, raw in raws])
        if counted.fits < LEAST:
            raise FgtoolsError(
                f"its selections do not fit its texts under any way of counting (at best "
                f"{counted.fits:.0%} of {counted.selections} begin and end with a word)",
                self._file, "Nothing was taken. Export it again.",
            )  # fmt: skip
        self._unknown()
        made = Project(
            name=root.get("name"),
            origin=root.get("origin"),
            description=root.text_of("Description"),
            at=root.get("modifiedDateTime") or root.get("creationDateTime"),
            users=tuple(User(plain(n.get("guid")), n.get("name")) for n in root.find("Users")),
            codes=tuple(elements.codes(root.child("CodeBook"))),
            variables=tuple(
                Variable(
                    plain(n.get("guid")), n.get("name"), n.get("typeOfVariable") or "Text",
                    n.text_of("Description"),
                )
                for n in root.find("Variables")
            ),
            cases=tuple(map(elements.case, root.find("Cases"))),
            sources=tuple(_joined((n, self._source(n, raw, counted)) for n, raw in raws)),
            memos=tuple(self._memos()),
            sets=tuple(map(elements.code_set, root.find("Sets"))),
            notes=elements.targets(root, "NoteRef"),
        )  # fmt: skip
        made = replace(made, cases=(*made.cases, *elements.implied(made)))
        self._dangling(made)
        return Read(replace(made, left_out=tuple(self._left)), counted)

    def _raw(self, node: Node) -> Raw | None:
        """Return a source's text as it lies there, with its selections as written."""
        where = f"source {node.get('name') or plain(node.get('guid'))}"
        if node.tag not in SOURCE_TAGS:
            self._leave(where, f"an element that is not known: {node.tag}")
            return None
        holder = texts.holder(node)
        if holder is None:
            self._leave(where, f"{node.tag} without text{_codings_in(node)}")
            return None
        try:
            text = texts.text_of(holder, self._archive, self._file)
        except texts.Missing as problem:
            self._leave(where, f"{problem}{_codings_in(node)}")
            return None
        self._parts(node, where)
        return Raw(text, tuple(texts.selected(holder)))

    def _parts(self, node: Node, where: str) -> None:
        """List what hangs on a source and is no stretch of its text."""
        odd = [n for n in node.children if n.tag.endswith("Selection")]
        for tag, count in sorted(Counter(n.tag for n in odd).items()):
            if tag not in texts.OF_TEXT:
                inside = sum(len(list(n.find_all("Coding"))) for n in odd if n.tag == tag)
                self._leave(where, f"{count} {tag}, no stretch of text, with {inside} codings")

    def _source(self, node: Node, raw: Raw, counted: Detected) -> Source:
        holder = texts.holder(node) or node
        found = []
        for one, span in zip(texts.selections(holder), spans(raw, counted.reading), strict=True):
            if span is None:
                many = sum(1 for _ in one.find_all("Coding"))
                self._leave(
                    f"selection {plain(one.get('guid'))}",
                    f"it lies outside its text: {many} codings of it",
                )
                continue
            found.append(
                Selection(
                    plain(one.get("guid")), span, one.get("name"), one.text_of("Description"),
                    plain(one.get("creatingUser")),
                    tuple(map(elements.given, one.find_all("Coding"))),
                    elements.targets(one, "NoteRef"),
                )
            )  # fmt: skip
        times = tuple(_times(holder, raw, counted))
        return Source(
            guid=plain(node.get("guid")),
            name=node.get("name"),
            text=plain_text(raw.text),
            description=node.text_of("Description"),
            selections=tuple(found),
            given=tuple(map(elements.given, node.find_all("Coding"))),
            notes=elements.targets(node, "NoteRef"),
            values=tuple(map(elements.value, node.find_all("VariableValue"))),
            times=times,
        )

    def _memos(self) -> Iterator[Memo]:
        for node in self._root.find("Notes"):
            guid, name = plain(node.get("guid")), node.get("name")
            try:
                text = plain_text(texts.text_of(node, self._archive, self._file))
            except texts.Missing as problem:
                self._leave(f"memo {name or guid}", str(problem))
                text = ""
            yield Memo(guid, name, text, plain(node.get("creatingUser")))
            inside = sum(1 for n in node.every("Coding"))
            if inside:
                self._leave(f"memo {name or guid}", f"{inside} codings of a memo")

    def _unknown(self) -> None:
        """List the parts of the project that are not taken."""
        for node in self._root.children:
            if node.tag in ("Graphs", "Links"):
                self._leave(node.tag.lower(), f"{len(node.children)} of them: not taken")
            elif node.tag not in KNOWN:
                self._leave(node.tag, "an element that is not known")

    def _dangling(self, project: Project) -> None:
        known = {code.guid for code in project.codes}
        gone = Counter(g.code for _, _, g in project.codings() if g.code not in known)
        for code, count in sorted(gone.items()):
            self._leave(f"code {code or 'without a guid'}", f"no such code: {count} codings of it")

    def _leave(self, where: str, reason: str) -> None:
        self._left.append(LeftOut(where, reason, 0))


def _joined(read: Iterable[tuple[Node, Source]]) -> Iterator[Source]:
    """Yield sources; a recording that only lends its times to a text is joined with it."""
    found = list(read)
    texts_at = {_path(n): s for n, s in found if n.tag == "TextSource" and _path(n)}
    times: dict[str, tuple[SyncPoint, ...]] = {}
    for node, source in found:
        text = texts_at.get(_path(node))
        bare = node.tag == "AudioSource" and not (source.selections or source.given)
        if text and bare:
            times[text.guid] = source.times
    for node, source in found:
        if node.tag == "TextSource" or _path(node) not in texts_at or source.selections:
            yield replace(source, times=times.get(source.guid, source.times))


def _path(node: Node) -> str:
    holder = texts.holder(node)
    return holder.get("plainTextPath") if holder else ""


def _times(holder: Node, raw: Raw, counted: Detected) -> Iterator[SyncPoint]:
    for node in holder.find_all("SyncPoint"):
        at, time = texts.number(node, "position"), texts.number(node, "timeStamp")
        place = spans(Raw(raw.text, ((at, at + 1, ""),)), replace(counted.reading, inclusive=False))
        if place[0] is not None:
            yield SyncPoint(plain(node.get("guid")), time, place[0].start)


def _codings_in(node: Node) -> str:
    count = sum(1 for _ in node.every("Coding"))
    return f": {count} codings of it" if count else ""
