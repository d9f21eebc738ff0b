"""Read the sheets of a workbook back piece by piece: a large study has millions of cells."""

from __future__ import annotations

import zipfile
from collections.abc import Collection, Iterator, Mapping
from itertools import chain

from defusedxml import ElementTree

from fgtools.report.read_markup import BY, GAPS, PEOPLE, Attributes, local, parsed

Texts = Iterator[tuple[str, str]]

SHARED, BOOK = "xl/sharedStrings.xml", "xl/workbook.xml"
RELATED = "xl/_rels/workbook.xml.rels"
CHUNK = 1 << 18
"""Bytes of a sheet that are taken at a time."""
LONG_NUMBER = 9
TOLD_BY_WORDS = frozenset({"name", "aliases"})
"""Elements of which the attributes tell something only where there are words."""
OF_A_CELL = frozenset({"v", "t", "f"})


def read(archive: zipfile.ZipFile, names: Collection[str]) -> tuple[frozenset[str], Texts]:
    """Return the parts that are sheets or hold their texts, and (where, text) of all in these.

    Each cell comes by itself: figures side by side are not one long number. Texts that no cell
    shows come last.
    """
    if BOOK not in names or RELATED not in names:
        return frozenset(), iter(())
    sheets = {part: sheet for part, sheet in _sheets(archive).items() if part in names}
    shared = {SHARED} & set(names)
    return frozenset({*sheets, *shared}), _texts(archive, sheets, shared)


def _texts(archive: zipfile.ZipFile, sheets: Mapping[str, str], shared: Collection[str]) -> Texts:
    strings, beside = _Strings(), []
    for part in shared:
        beside = list(_pieces(archive, part, strings))
    for part, sheet in sorted(sheets.items()):
        where = f"sheet {sheet}"
        yield from _placed(where, _pieces(archive, part, _Cells(strings)))
    for part in shared:
        yield from _placed(part, chain(beside, strings.never_shown()))


def _placed(where: str, texts: Texts) -> Texts:
    yield from ((f"{where} {at}", text) for at, text in texts)


def _pieces(archive: zipfile.ZipFile, part: str, target: _Texts) -> Texts:
    """Yield what a target finds in a part; raise ValueError where that is no XML."""
    parser = ElementTree.XMLParser(target=target)
    try:
        with archive.open(part) as stream:
            while chunk := stream.read(CHUNK):
                parser.feed(chunk)
                yield from target.take()
        parser.close()
    except (ElementTree.ParseError, LookupError) as error:  # or an encoding that nobody knows
        raise ValueError from error
    yield from target.take()


def _sheets(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return for each sheet's part what a person calls it: its place among the tabs and its name.

    The name is in the place because people look for it; who shows a place hides names in it.
    """
    targets = {r.get("Id", ""): r.get("Target", "") for r in parsed(archive.read(RELATED))}
    found: dict[str, str] = {}
    for sheet in (e for e in parsed(archive.read(BOOK)).iter() if local(e.tag) == "sheet"):
        part = next((v for k, v in sheet.items() if local(k) == "id" and v in targets), "")
        found[f"xl/{targets.get(part, '').removeprefix('/xl/')}"] = sheet.get("name", "")
    return found


class _Texts:
    """Take a part piece by piece: the texts of some elements, other words, attributes, remarks."""

    def __init__(self) -> None:
        self._open: list[tuple[str, str, Mapping[str, str]]] = []
        self._said: list[str] = []
        self._attributes = Attributes()
        self.found: list[tuple[str, str]] = []

    def take(self) -> list[tuple[str, str]]:
        """Return what was found since this was last asked."""
        found, self.found = self.found, []
        return found

    def start(self, tag: str, held: Mapping[str, str]) -> None:
        """Begin an element."""
        self._flush()
        name = local(tag)
        self._open.append((tag, name, held))
        self.begun(name, held)
        if held and name not in TOLD_BY_WORDS:
            self.found += self._attributes.of(tag, held, "")

    def data(self, text: str) -> None:
        """Take some of an element's words."""
        self._said.append(text)

    def end(self, _: str) -> None:
        """End an element."""
        text = self._flush()
        tag, name, held = self._open.pop()
        self.ended(name)
        if held and name in TOLD_BY_WORDS:
            self.found += self._attributes.of(tag, held, text)

    def comment(self, text: str) -> None:
        """Take a remark, which no program shows."""
        self.found.append(("remark", text))

    def close(self) -> None:
        """Need nothing."""

    def begun(self, name: str, held: Mapping[str, str]) -> None:
        """Note that an element begins."""

    def ended(self, name: str) -> None:
        """Note that an element ends."""

    def said(self, name: str, text: str) -> bool:
        """Keep the words of an element that belong to a longer text; tell whether they do."""
        raise NotImplementedError

    def _flush(self) -> str:
        """Hand on the words of the innermost element, and return them."""
        text = "".join(self._said)
        self._said.clear()
        if text and self._open:
            name = self._open[-1][1]
            if not self.said(name, text) and text.strip():
                self.found.append((name, f"{BY}{text}" if name in PEOPLE else text))
        return text


class _Strings(_Texts):
    """The texts that cells share."""

    def __init__(self) -> None:
        super().__init__()
        self._texts: list[str] = []
        self._parts: list[str] = []
        self._shown: set[int] = set()
        self._within = False

    def begun(self, name: str, held: Mapping[str, str]) -> None:
        """Note that a text begins, or where it breaks."""
        self._within = self._within or name == "si"
        self._parts.append(GAPS.get(name, ""))

    def said(self, name: str, text: str) -> bool:
        """Keep a run's words."""
        of_a_text = self._within and name == "t"
        if of_a_text:
            self._parts.append(text)
        return of_a_text

    def ended(self, name: str) -> None:
        """Keep a whole text."""
        if name == "si":
            self._within = False
            self._texts.append("".join(self._parts))
            self._parts.clear()

    def shown(self, number: str) -> Iterator[str]:
        """Yield the text of a number, which a cell shows, if there is one."""
        if number.isdigit() and int(number) < len(self._texts):
            self._shown.add(int(number))
            yield self._texts[int(number)]

    def never_shown(self) -> Texts:
        """Yield the texts that no cell showed so far."""
        for at, text in enumerate(self._texts):
            if at not in self._shown and text.strip():
                yield f"paragraph {at + 1}", text


class _Cells(_Texts):
    """The cells of a sheet."""

    def __init__(self, strings: _Strings) -> None:
        super().__init__()
        self._strings = strings
        self._cells: list[Mapping[str, str]] = []
        self._parts: dict[str, list[str]] = {}

    def begun(self, name: str, held: Mapping[str, str]) -> None:
        """Note which cell begins; one within another is of the outer one."""
        if name == "c":
            self._cells.append(held)

    def said(self, name: str, text: str) -> bool:
        """Keep a cell's words."""
        within = bool(self._cells) and name in OF_A_CELL
        if within:
            self._parts.setdefault(name, []).append(text)
        return within

    def ended(self, name: str) -> None:
        """Find what a cell shows, and how it is reckoned."""
        if name != "c" or not self._cells:
            return
        cell = self._cells.pop()
        if not self._cells:
            where = f"cell {cell.get('r', '')}"
            self.found += [(where, text) for text in self._shown(cell.get("t", "n")) if text]
            self._parts.clear()

    def _shown(self, kind: str) -> Iterator[str]:
        for value in self._parts.get("v", ()):
            if kind == "s":
                yield from self._strings.shown(value)
            elif kind not in ("n", "b") or (value.isdigit() and len(value) >= LONG_NUMBER):
                yield value
        yield "".join(self._parts.get("t", ()))
        yield from self._parts.get("f", ())
