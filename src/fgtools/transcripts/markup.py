"""XML of research programs: parsed safely, its text made readable."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Never
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from fgtools.errors import FgtoolsError
from fgtools.transcripts.decode import clean
from fgtools.transcripts.source import Source

EVENT = re.compile(r"\{([^{}\n]{1,60})\}")
LENGTH = re.compile(r"\d{1,4}[.,]\d{1,3}", re.ASCII)
DECLARATION = re.compile(r"\s*<\?xml[^>]{0,200}\?>")
WESTERN = {n: bytes([n]).decode("cp1252", errors="ignore") for n in range(0x80, 0xA0)}
"""What programs that declare ISO-8859-1 write there: the quotes and dashes of Windows-1252."""


def root(source: Source) -> tuple[Element, tuple[str, ...]]:
    """Return the outermost element of a file, and warnings.

    The declared encoding is honoured; where it is wrong the text is read as it was decoded. Raise
    FgtoolsError if the XML is damaged, or declares entities or fetches from outside.
    """
    try:
        return _element(source.data, source.name), ()
    except (ParseError, ValueError, LookupError):
        text = DECLARATION.sub("", source.text, count=1).replace("\x15", "")
    try:
        again = "The XML is not encoded as it declares; it was read all the same."
        return _element(text.encode("utf-8"), source.name), (*source.warnings, again)
    except ParseError as error:
        _refuse(
            f"The XML is damaged or cut off at line {error.position[0]}.",
            source.name,
            "Export it again from the program that made it.",
        )


def _element(data: bytes, name: str) -> Element:
    try:
        found: Element = fromstring(data)
    except DefusedXmlException:
        _refuse(
            "The file declares XML entities or fetches from outside.",
            name,
            "It is unsafe to open; ask where it came from.",
        )
    return found


def _refuse(what: str, name: str, hint: str) -> Never:
    # From nothing: the parser's own error may carry what stands in the file.
    raise FgtoolsError(what, name, hint) from None


def spoken(text: str | None) -> str:
    """Return the text of an element on one line, without characters that nobody sees.

    Events stand in braces in some corpora (`{laughs}`); here they stand in square brackets.
    """
    plain = clean((text or "").translate(WESTERN))
    return " ".join(EVENT.sub(r"[\1]", plain).split())


def are_lengths(texts: Sequence[str]) -> bool:
    """Tell the lengths of pauses (`0.444`), which some corpora give a voice of their own."""
    return bool(texts) and all(LENGTH.fullmatch(text) for text in texts)
