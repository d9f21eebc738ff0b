"""Text as a suspicious reader reads it: without invisible marks, in plain letters, decoded.

A name is still the name with a soft hyphen in it, in full-width or accented letters, with a Greek
or Cyrillic letter that looks the same, as an HTML entity or as part of a web address.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from html import unescape
from urllib.parse import unquote

from fgtools.nouns import Span

ENCODED = re.compile(
    r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,31});|(?:%[0-9A-Fa-f]{2})+|\\u[0-9A-Fa-f]{4}"
)
ALIKE = str.maketrans(
    "АВЕКМНОРСТУХЅІЈԌԚԜаеорсухѕіјԁһԛԝӏкѵΑΒΕΖΗΙΚΜΝΟΡΤΥΧονικραυχɑɡıłŁøØđĐħ’ʼ′´`ʹ‐‑‒−",
    "ABEKMHOPCTYXSIJGQWaeopcyxsijdhqwlkvABEZHIKMNOPTYXovikpauxagilLoOdDh''''''----",
)
"""Letters and apostrophes that look like others, from Unicode's table of confusables (UTS 39)."""
SPELT_OUT = {"æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ß": "ss", "þ": "th", "ð": "d", "Þ": "Th"}
FILLERS = "\u115f\u1160\u3164\uffa0"
"""Letters of Hangul that are written as nothing."""


@dataclass(frozen=True, slots=True)
class Plain:
    """Plain text; `starts` and `ends` say where each code point stood (empty: where it stands)."""

    text: str
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()

    def origin(self, span: Span) -> Span:
        """Return where a stretch of the plain text stood in the text as it was."""
        if not self.starts or span.start >= span.end:
            return span
        return Span(self.starts[span.start], self.ends[span.end - 1])


def plain(text: str) -> Plain:
    """Return text without invisible marks and accents, look-alikes replaced, encodings undone."""
    coded = bool(ENCODED.search(text))
    if text.isascii() and text.isprintable() and not coded:
        return Plain(text)
    if not coded:
        shown = {c: _letter(c) for c in set(text)}
        if all(len(letter) == 1 for letter in shown.values()):
            return Plain("".join(map(shown.__getitem__, text)))
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for match in ENCODED.finditer(text) if coded else ():
        _add(text, at, match.start(), letters, starts, ends)
        for c in _decoded(match.group()):
            for seen in _letter(c):
                letters.append(seen)
                starts.append(match.start())
                ends.append(match.end())
        at = match.end()
    _add(text, at, len(text), letters, starts, ends)
    return Plain("".join(letters), tuple(starts), tuple(ends))


def _add(
    text: str, start: int, end: int, letters: list[str], starts: list[int], ends: list[int]
) -> None:
    for at in range(start, end):
        for seen in _letter(text[at]):
            letters.append(seen)
            starts.append(at)
            ends.append(at + 1)


def _decoded(code: str) -> str:
    if code[0] == "%":
        return unquote(code, errors="replace")
    if code[0] != "\\":
        return unescape(code)
    point = int(code[2:], 16)
    return code if 0xD800 <= point <= 0xDFFF else chr(point)  # half a pair is no character


@cache
def _letter(c: str) -> str:
    """Return what a reader sees of a code point: nothing, a letter, or letters."""
    if c.isascii():
        return c if c.isprintable() or c in "\n\t\r" else ""
    if c in FILLERS:
        return ""
    spelt = SPELT_OUT.get(c) or c.translate(ALIKE)
    parts = unicodedata.normalize("NFKD", spelt)
    return "".join(_visible(part) for part in parts).translate(ALIKE)


def _visible(c: str) -> str:
    category = unicodedata.category(c)
    if category in ("Mn", "Me", "Cf", "Cc"):
        return ""
    return " " if category == "Zs" else "\n" if category in ("Zl", "Zp") else c
