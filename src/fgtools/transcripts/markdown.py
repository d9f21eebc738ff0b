"""Marks of Markdown and HTML on a line of a transcript: pictures, headings, bold, escapes, tags."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fgtools.transcripts.grid import decoded_entities
from fgtools.transcripts.source import Line

PICTURE = re.compile(
    r"!\[(?P<alt>[^\[\]\n]*)\](?:\([^()\n]*\)|\[[^\[\]\n]*\])|\[image\d+\]:\s*<?data:\S*"
)
HEADING = re.compile(r"\A#{1,6}[ \t\u00a0]+(?=\S)")
ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
TAG = re.compile(
    r"</?(?:br|p|b|i|u|em|strong|div|span|a|hr|h[1-6]|[uo]l|li|su[bp]|small|details|summary|center"
    r"|font|blockquote|section|article|mark)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
BOLD = "**", "__", "*", "_"
LONGEST_FRONT = 60


def without_pictures(text: str) -> tuple[str, str]:
    """Return a line without its pictures, and the words that describe them."""
    if "![" not in text and "[image" not in text:
        return text, ""
    described = " ".join(match["alt"] or "" for match in PICTURE.finditer(text))
    return PICTURE.sub("", text).strip(), described.strip()


def without_tags(found: Sequence[Line]) -> list[Line]:
    """Return lines without the tags that set HTML; lines that are nothing else are gone."""
    bared = [
        line._replace(text=" ".join(TAG.sub(" ", line.text).split())) if "<" in line.text else line
        for line in found
    ]
    return [line for line in bared if line.text]


def unescaped(text: str) -> str:
    """Return a text without Markdown's backslashes before its own signs, entities decoded."""
    text = decoded_entities(text) if "&" in text else text
    return ESCAPE.sub(r"\1", text) if "\\" in text else text


def bare(text: str) -> str:
    """Return a line without heading marks, bold round all of it, escapes and pictures."""
    text = HEADING.sub("", without_pictures(text)[0], count=1).strip()
    for mark in BOLD:
        if len(text) > 2 * len(mark) and text.startswith(mark) and text.endswith(mark):
            text = text[len(mark) : -len(mark)].strip()
    return unescaped(text)


def front_matter(found: Sequence[Line]) -> int:
    """Return how many lines at the top are front matter (`---` to `---`)."""
    if not found or found[0].text != "---":
        return 0
    for number, line in enumerate(found[1:LONGEST_FRONT], 2):
        if line.text in ("---", "..."):
            return number
    return 0
