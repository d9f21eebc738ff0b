"""Read the words of XML and HTML: as a page shows them, and where a page does not show them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path
from xml.etree.ElementTree import Element

from defusedxml import ElementTree

Texts = Iterator[tuple[str, str]]

OUR_SCRIPT = Path(__file__).parent / "page" / "report.js"

PARAGRAPHS = frozenset({"p", "si", "comment", "text"})
LETTERS = frozenset({"t", "delText", "instrText", "delInstrText", "tspan", "text"})
"""Elements of Office and SVG whose text runs on within a paragraph."""
GAPS = {"br": " ", "tab": " ", "cr": " ", "ptab": " ", "noBreakHyphen": "-"}
READ = frozenset({
    "descr", "title", "initials", "tooltip", "alt", "displayText", "prompt", "error",
    "promptTitle", "errorTitle", "Target", "caption", "string", "comment",
    "content", "placeholder", "value", "label", "summary", "href", "src", "description", "lang",
})  # fmt: skip
"""Attributes that people type or read; in others, ordinary words are no names."""
PEOPLE = frozenset({
    "author", "creator", "lastModifiedBy", "Manager", "displayName", "userId", "presence",
})  # fmt: skip
"""Elements and attributes that hold a person: an ordinary word there is a name."""
BY = "by "
"""Put before a person's name, so that it is read as in a sentence."""
FONTS = frozenset({
    "rFonts", "font", "latin", "ea", "cs", "sym", "buFont", "rFont", "lsdException", "defRPr",
})  # fmt: skip
"""Elements whose attributes name fonts (Georgia) and Word's own styles."""
NAMED = {"name": ("docPr", "cNvPr", "sheet", "definedName"), "val": ("alias", "tag", "docVar")}
"""Attributes that people type in some elements only."""
GUID = re.compile(
    r"(?:internal://)?\{?[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}?(?:\.\w{1,5})?"
)
PLACES = ("location", "ref", "sqref")
CELLS = re.compile(r"!?\$?[A-Z]{1,3}\$?\d{1,7}(?::\$?[A-Z]{1,3}\$?\d{1,7})?$")
"""Cells to which a link of a workbook leads: no number of somebody's."""
CELL = re.compile(r"[A-Z]{1,3}\d{1,7}")
OFFICIAL = re.compile(
    r"https?://(?:schemas\.|purl\.org|www\.w3\.org|ns\.)|urn:|[{(]?[0-9A-Fa-f\-]{6,}[)}]?$"
)
LETTER = re.compile(r"[^\W\d_]{2}")
HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
REMARK = re.compile(rb"<!--(.*?)-->", re.DOTALL)


def technical(value: str) -> str:
    """Return a technical name as words in lower case: ordinary words in it are no names."""
    words = HUMP.sub(" ", value).lower()
    # American spelling is no misspelt name
    return words.replace("color", "colour").replace("center", "centre")


def xml_texts(data: bytes) -> Texts:
    """Yield (where, text) of an XML document: paragraphs, other elements, attributes, remarks.

    Raise ValueError where it is none.
    """
    root = parsed(data)
    found: list[str] = []
    _flow(root, False, found)
    for at, text in enumerate(found, 1):
        yield f"paragraph {at}", text
    yield from attributes(root)
    for remark in REMARK.findall(data):
        yield "remark", remark.decode("utf-8", errors="replace")


def parsed(data: bytes) -> Element:
    """Return the root of an XML document; raise ValueError where it is none."""
    try:
        root: Element = ElementTree.fromstring(data)
    except (ElementTree.ParseError, LookupError) as error:  # or an encoding that nobody knows
        raise ValueError from error
    return root


def _flow(element: Element, within: bool, found: list[str]) -> list[str]:
    """Return the words that run on into the paragraph around; a paragraph's own go to `found`."""
    name = local(element.tag)
    block = name in PARAGRAPHS
    within = within or block
    pieces: list[str] = []
    if element.text and (name in LETTERS or not within or (block and name != "p")):
        pieces.append(element.text)
    elif element.text and element.text.strip() and name != "p":
        found.append(element.text)  # a figure about the layout, or something unforeseen
    pieces.append(GAPS.get(name, ""))
    for child in element:
        pieces += _flow(child, within, found)
        if child.tail and (block or not within):
            pieces.append(child.tail)
    if within and not block:
        return pieces
    text = "".join(pieces)
    if text.strip():
        found.append(f"{BY}{text}" if name in PEOPLE else text)
    return []


def is_guid(value: str) -> bool:
    """Tell whether a value is nothing but a guid, or the file of one: it can hold no words."""
    return bool(GUID.fullmatch(value))


def attributes(root: Element) -> Texts:
    """Yield the values of attributes once each, those of fonts and of the format's own left out."""
    read = Attributes()
    for element in root.iter():
        if element.attrib:
            yield from read.of(str(element.tag), element.attrib, element.text or "")


class Attributes:
    """Read attributes element by element: each value once, fonts and the format's own left out."""

    def __init__(self) -> None:
        self._seen: set[tuple[str, str]] = set()

    def of(self, tag: str, held: Mapping[str, str], text: str) -> Texts:
        """Yield (where, text) of what an element's attributes say."""
        element = local(tag)
        if element in FONTS or _is_builtin(element, text):
            return
        drawing = tag.startswith(SVG)
        for key, value in held.items():
            name = local(key)
            said = CELLS.sub("", value) if name in PLACES else value
            if (
                not LETTER.search(said)
                or name == "Ignorable"
                or (name == "r" and element == "c" and CELL.fullmatch(value))
                or (drawing and name.lower() in DRAWN)
                or (name, said) in self._seen
                or OFFICIAL.match(value)
                or is_guid(value)
            ):
                continue
            self._seen.add((name, said))
            yield f"attribute {name}", _as_read(element, name, said)


def _as_read(element: str, name: str, value: str) -> str:
    if name in PEOPLE:
        return f"{BY}{value}"
    return value if name in READ or element in NAMED.get(name, ()) else technical(value)


def _is_builtin(element: str, text: str) -> bool:
    """Tell whether an element names a paragraph style: Word's own are "Light Shading" and such."""
    return element in ("name", "aliases") and not text


@lru_cache(maxsize=1024)
def local(tag: object) -> str:
    """Return a tag or attribute without its namespace; empty for remarks."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


INLINE = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd",
    "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "tspan", "u", "var", "wbr",
})  # fmt: skip
"""Elements that do not end a word."""
DRAWN = frozenset({"style", "d", "points", "transform", "viewbox", "xmlns"})
"""Attributes that hold places and looks, in pages and in SVG."""
SVG = "{http://www.w3.org/2000/svg}"
NAMES_OF_PARTS = frozenset({"id", "class", "for", "name", "role", "type", "rel", "scope"})
QUOTED = re.compile(r"\"((?:[^\"\\\n]|\\.)*)\"|'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`")
STYLED = re.compile(r"content\s*:\s*([^;}]*)|/\*(.*?)\*/", re.DOTALL)
ESCAPED = re.compile(r"\\[nrt]")


class _Words(HTMLParser):
    """Collect the text of blocks, attributes, remarks, and of scripts and styles apart."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, str]] = []
        self.scripts: list[tuple[int, str, bool]] = []
        self.styles: list[tuple[int, str]] = []
        self._words: list[str] = []
        self._line = 1
        self._in = ""
        self._is_json = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in INLINE:
            self.flush()
        if tag in ("script", "style"):
            self._in, self._is_json = tag, any("json" in (value or "") for _, value in attrs)
        somebody = tag == "meta" and ("name", "author") in attrs
        for name, value in attrs:
            if not value or name in DRAWN or OFFICIAL.match(value) or value.startswith("data:"):
                continue
            said = technical(value) if name in NAMES_OF_PARTS else value
            self.found.append((self.getpos()[0], f"{BY}{said}" if somebody else said))

    def handle_endtag(self, tag: str) -> None:
        if tag not in INLINE:
            self.flush()
        if tag == self._in:
            self._in = ""

    def handle_data(self, data: str) -> None:
        line = self.getpos()[0]
        if self._in == "script":
            self.scripts.append((line, data, self._is_json))
        elif self._in == "style":
            self.styles.append((line, data))
        else:
            self._line = self._line if self._words else line
            self._words.append(data)

    def handle_comment(self, data: str) -> None:
        self.found.append((self.getpos()[0], data))

    def handle_decl(self, decl: str) -> None:
        self.found.append((self.getpos()[0], decl))

    def flush(self) -> None:
        """End a block of text."""
        text = "".join(self._words)
        if text.strip():
            self.found.append((self._line, text))
        self._words = []


def html_texts(text: str, of_json: Callable[[str], Texts]) -> Texts:
    """Yield (where, text) of a page: blocks, attributes, remarks, scripts, texts of styles."""
    parser = _Words()
    parser.feed(text)
    parser.close()
    parser.flush()
    for line, words in parser.found:
        yield f"line {line}", words
    for line, code, is_json in parser.scripts:
        yield from ((f"line {line} script", words) for words in _script(code, is_json, of_json))
    for line, style in parser.styles:
        yield from ((f"line {line} style", " ".join(said)) for said in STYLED.findall(style))


def _script(code: str, is_json: bool, of_json: Callable[[str], Texts]) -> Iterator[str]:
    if is_json:
        try:
            yield from [words for _, words in of_json(code)]
        except ValueError:
            yield code
        return
    if code.strip() == OUR_SCRIPT.read_text("utf-8").strip():
        return  # nobody's words: to the letter the one that every page has
    code = ESCAPED.sub(" ", code)
    yield from ("".join(said) for said in QUOTED.findall(code) if LETTER.search("".join(said)))
    yield from (technical(line) for line in code.splitlines() if line.strip())
