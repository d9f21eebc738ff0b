"""What bytes may say: read in several encodings, with codes, tags and mail's wrapping undone.

Names and content are folded alike, so that "Gwenllïan" is found however somebody wrote it.
"""

from __future__ import annotations

import base64
import html
import quopri
import re
from collections.abc import Iterator
from functools import cache

from fgtools.names import lexicon
from fgtools.names.plain import plain

TELLING = 6
"""Letters from which a word among arbitrary bytes is no chance: (2/256)^6 for each place."""
BETWEEN = " • "
"""What is put between stretches that are looked at together, so that no name spans two."""
NOT_ASCII = re.compile(r"[^\x00-\x7f]")
WIDE = (("utf-32-le", 4), ("utf-32-be", 4), ("utf-16-le", 2), ("utf-16-be", 2))
CONTROLS = bytes({*range(32)} - {9, 10, 11, 12, 13})
NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f]")
ASCII = bytes({*range(32, 127), 9, 10, 13})
WESTERN = re.compile(r"[^\x00-\u024f\u0300-\u036f\u2000-\u206f\ufeff]")
IN_WORDS = r"0-9A-Za-z\u00c0-\u024f\u0300-\u036f\u1e00-\u1eff\u2018\u2019\u02bc\u00b4 '@._/+()-"
READABLE = re.compile(rf"[{IN_WORDS}]{{{TELLING},}}")
"""What words in Latin letters look like among arbitrary bytes."""
BY_CHANCE = re.compile(
    r"(?<![A-Za-z]{2})[\u00c0-\u00ff]|[\u00c0-\u00ff](?![A-Za-z])"
    r"|(?<![A-Za-z])[\u2018\u2019\u00b4]|[\u2018\u2019\u00b4](?![A-Za-z])"
)
"""Accents and quotes outside words: where each byte is a letter, one in four has an accent."""
CODED = re.compile(r"(?:%[0-9A-Fa-f]{2})+|(?:\\x[0-9A-Fa-f]{2})+|\\u[0-9A-Fa-f]{4}")
ENTITY = re.compile(r"&#?\w", re.ASCII)
TAG = re.compile(r"<([!?/]?)(?:[\w.-]{1,40}:)?([A-Za-z][\w.-]*|--|)[^<>]*>", re.ASCII)
ELEMENT = re.compile(r"</[A-Za-z]|/>")
ENDS = frozenset({
    "p", "br", "line-break", "tab", "cr", "tc", "td", "th", "tr", "li", "div", "si", "is", "c",
    "v", "f", "h", "h1", "h2", "h3", "h4", "h5", "h6", "row", "cell", "title", "option", "text",
    "name", "label", "description", "dt", "dd", "body", "head", "header", "footer", "section",
    "article", "caption", "figure", "figcaption", "table", "tbody", "thead", "ul", "ol", "nav",
    "main", "summary", "details", "blockquote", "pre", "button", "script", "style", "desc",
    "comment", "note", "lpstr", "creator", "keywords", "subject", "category", "value", "key",
    "item",
})  # fmt: skip
"""Elements at which a word ends; others, such as a run of letters in bold, stand within words."""
RTF_LETTER = re.compile(r"\\u(-?\d{1,6}) ?(?:\\'[0-9A-Fa-f]{2}|\?)?|\\'([0-9A-Fa-f]{2})")
RTF_END = re.compile(r"\\(?:par|line|tab|cell|row|page|sect)(?![a-zA-Z]) ?|\\~")
RTF_MARK = re.compile(r"\\\*|\\[a-zA-Z]{1,32}-?\d{0,10} ?|\\[-_]|[{}\r\n]")
HEADER_GAP = re.compile(r"\?=\s+(?==\?)")
HEADER = re.compile(r"=\?[^?\s]{1,40}\?(?:[qQ]\?([^?\s]*)|[bB]\?([A-Za-z0-9+/=]*))\?=")
LONG_BASE64 = re.compile(r"[A-Za-z0-9+/]{60,}(?:\r?\n[ \t]*[A-Za-z0-9+/]{60,})*")
CAMEL, DIGIT = re.compile(r"[a-z][A-Z]"), re.compile(r"\d")
TURNS, DIGITS = 12, 16
"""In so many letters of base64 a capital follows a small one, and a digit stands, at least once:
every sixth on average. In "Users/HannahObiora/Documents" they seldom do."""
BASE64 = re.compile(r"[A-Za-z0-9+/]{16,}(?:\r?\n[ \t]*[A-Za-z0-9+/]+)*={0,2}")


def folded(text: str) -> str:
    """Return a text as its names are looked for: small plain letters, single blanks."""
    if not text.isascii():
        text = NOT_ASCII.sub(_letter, text)
    return " ".join(text.lower().split())


def _letter(match: re.Match[str]) -> str:
    return _small(match.group())


@cache
def _small(c: str) -> str:
    return lexicon.folded(plain(c).text)


def as_text(content: bytes) -> tuple[str, ...]:
    """Return what a text says, by each encoding that it may be in; nothing where it is none."""
    if b"\0" in content:
        return _wide(content)
    try:
        return (content.decode("utf-8"),)
    except UnicodeDecodeError:
        pass
    strange = len(content.translate(None, ASCII))
    if 4 * strange > len(content) or len(content.translate(None, CONTROLS)) < len(content):
        return ()
    codes = ("cp1252", "utf-8", "mac-roman", "cp850")
    return tuple(content.decode(code, "replace") for code in codes)


def _wide(content: bytes) -> tuple[str, ...]:
    for code, width in WIDE:
        try:
            text = content[: len(content) // width * width].decode(code)
        except UnicodeDecodeError:
            continue
        if text and not NO_TEXT.search(text) and 4 * len(WESTERN.findall(text)) <= len(text):
            return (text,)
    return ()


def among(content: bytes) -> str:
    """Return what could be words among bytes that are no text."""
    runs = {*READABLE.findall(content.decode("utf-8", "replace"))}
    if b"\0" in content:
        for at in (0, 1):
            runs |= {*READABLE.findall(content[at:].decode("utf-16-le", "replace"))}
    western = BETWEEN.join({*READABLE.findall(content.decode("cp1252", "replace"))})
    return BETWEEN.join((*sorted(runs), BY_CHANCE.sub(BETWEEN, western)))


def readings(text: str) -> Iterator[str]:
    """Yield a text as it stands, and where it writes letters as codes or as a mail, without."""
    yield text
    if CODED.search(text) or ENTITY.search(text):
        yield _undone(text)
    if HEADER.search(text):
        yield HEADER.sub(_header, HEADER_GAP.sub("?=", text))
    if "quoted-printable" in text.lower():
        for inner in _said(quopri.decodestring(text.encode("utf-8", "replace"))):
            yield inner
            yield from without_tags(inner)


def has_tags(text: str) -> bool:
    """Tell whether a text has elements of HTML or XML in it."""
    return bool(ELEMENT.search(text))


def without_tags(text: str) -> Iterator[str]:
    """Yield what a text with marks (XML, HTML, RTF) shows: its words each, and put together.

    Word splits a name where it was corrected, or a part of it is in bold.
    """
    if text.startswith("{\\rtf"):
        yield _rtf(text)
    if has_tags(text):
        yield _undone(TAG.sub(" ", text))
        yield _undone(TAG.sub(_joint, text))


def without_enclosed(text: str) -> str:
    """Return a text without long stretches of base64: five letters stand there by chance alone."""
    return LONG_BASE64.sub(_but_words, text)


def _but_words(match: re.Match[str]) -> str:
    letters = match.group()
    turns, digits = len(CAMEL.findall(letters)), len(DIGIT.findall(letters))
    return BETWEEN if TURNS * turns > len(letters) < DIGITS * digits else letters


def enclosed(text: str) -> Iterator[bytes]:
    """Yield what is written in a text as base64."""
    for match in BASE64.finditer(text):
        yield _unwrapped(match.group())


def _unwrapped(letters: str) -> bytes:
    letters = "".join(letters.rstrip("=").split())
    letters = letters[: len(letters) - (len(letters) % 4 == 1)]
    return base64.b64decode(letters + "=" * (-len(letters) % 4))


def _joint(match: re.Match[str]) -> str:
    name = match.group(2)
    ends = name.lower() in ENDS or (name[:1].isupper() and not name.isupper())
    return " " if ends else ""


def _undone(text: str) -> str:
    return CODED.sub(_decoded, html.unescape(text))


def _decoded(match: re.Match[str]) -> str:
    code = match.group()
    if code.startswith("\\u"):
        return chr(int(code[2:], 16))
    return _said(bytes.fromhex(code.replace("%", "").replace("\\x", "")))[0]


def _header(match: re.Match[str]) -> str:
    plainly, wrapped = match.groups()
    if plainly is None:
        return _said(_unwrapped(wrapped))[0]
    return _said(quopri.decodestring(plainly.encode("utf-8", "replace"), header=True))[0]


def _said(content: bytes) -> tuple[str, ...]:
    return as_text(content) or (content.decode("cp1252", "replace"),)


def _rtf(text: str) -> str:
    shown = RTF_LETTER.sub(_rtf_letter, text)
    return RTF_MARK.sub("", RTF_END.sub(" ", shown))


def _rtf_letter(match: re.Match[str]) -> str:
    point, byte = match.groups()
    return chr(int(point) % 65536) if point else bytes.fromhex(byte).decode("cp1252", "replace")
