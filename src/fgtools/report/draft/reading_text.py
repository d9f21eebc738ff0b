"""Read Markdown and plain text line by line, so that every finding has its line.

Drafts are often half Markdown, half what a word processor or a survey tool left on the clipboard;
a parser of CommonMark makes one paragraph of a table whose columns are tabs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from fgtools.report.draft.building import Builder
from fgtools.report.draft.parts import Draft, Place, Row

HEADING = re.compile(r"\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
ITEM = re.compile(r"\s*(?:[-*+•‣▪–]|\(?(?:\d{1,2}|[A-Za-z])[.)])\s+(?=\S)")
NUMBERED = re.compile(r"\s{0,3}(?:\d{1,2}(?:\.\d{1,2})*|[A-Z])[.)]?\s+(?=[A-Z])")
QUOTE = re.compile(r"\s{0,3}>\s?")
PICTURE = re.compile(r"\s{0,3}!\[")
WITHIN = re.compile(r"\s*(?:>|[-*+]\s|\d{1,2}[.)]\s)[\s>]*(?=\|)")
"""The mark of a quotation or an item in front of a row of a table."""
RULE = re.compile(r"\s*[-|:+=_*\s]{3,}$")
BOLD = re.compile(r"\s*\*\*[^*]+\*\*\s*$|\s*__[^_]+__\s*$")
WIDE = re.compile(r"(?<=\S) {3,}(?=\S)")
"""Blanks that set columns apart in plain text."""
MARKS = re.compile(r"\\([\\`*_{}\[\]()#+\-.!<>|~])|!?\[([^\]\n]*)\]\([^)\s]*\)|(\*{1,3}|`+|__)")
ENDS = (".", ":", "!", "?", ";", "”", '"', "’", "'")
LONGEST_HEADING = 12
DEEPEST = 7
"""Level of a heading that is only set in bold or numbered: below those with a mark."""
WRAPPED = 50
"""Characters from which a line of plain text that ends in no stop goes on in the next."""


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    text: str


def read(name: str, text: str, *, plain: bool = False) -> Draft:
    """Return a draft; `plain` text may have headings without any mark."""
    builder = Builder(name)
    for block in _blocks(_prose(text)):
        _add(builder, block, plain=plain)
    return builder.done()


def _prose(text: str) -> Iterator[_Line]:
    """Yield the lines of a text with those of fenced code left blank."""
    fenced = False
    for number, line in enumerate(text.split("\n"), 1):
        fence = line.lstrip().startswith(("```", "~~~"))
        yield _Line(number, "" if fenced or fence else line)
        fenced = fenced != fence


def _blocks(lines: Iterable[_Line]) -> Iterator[list[_Line]]:
    """Yield runs of lines between blank ones."""
    block: list[_Line] = []
    for line in lines:
        if line.text.strip():
            text = WITHIN.sub("", line.text.rstrip().replace("\f", ""))
            block.append(_Line(line.number, text))
        elif block:
            yield block
            block = []
    if block:
        yield block


def _add(builder: Builder, block: list[_Line], *, plain: bool) -> None:
    alone = len(block) == 1
    while block:
        width = _table_ends(block)
        if width:
            _table(builder, block[:width])
            block = block[width:]
            continue
        size = _ends(block, plain=plain)
        _passage(builder, block[:size], alone=alone, plain=plain)
        block = block[size:]


def _cells(line: str) -> list[str]:
    if "\t" in line:
        parts = line.split("\t")
    elif line.strip().startswith("|") or line.count(" | ") > 1:
        parts = re.split(r"(?<!\\)\|", line.strip().removeprefix("|").removesuffix("|"))
    else:
        parts = WIDE.split(line.strip())
    return [shown(part) for part in parts]


def _is_row(line: str) -> bool:
    if ITEM.match(line) and "\t" not in line:
        return False
    return line.strip().startswith("|") or sum(map(bool, _cells(line))) > 1


def _table_ends(block: list[_Line]) -> int:
    """Return how many lines at the start of a block are rows of a table, 0 for none."""
    size = next((at for at, line in enumerate(block) if not _is_row(line.text)), len(block))
    return size if size > 1 else 0


def _table(builder: Builder, lines: list[_Line]) -> None:
    rows = [
        Row(_where(builder, line), tuple(_cells(line.text)))
        for line in lines
        if not RULE.match(line.text)
    ]
    ruled = any(RULE.match(line.text) for line in lines)
    counted = any(c.isdigit() for row in rows[1:] for cell in row.cells for c in cell)
    headed = ruled or (counted and not any(c.isdigit() for cell in rows[0].cells for c in cell))
    header = rows[0].cells if headed else ()
    builder.table(rows[0].where, header, rows[1:] if headed else rows)


def _ends(block: list[_Line], *, plain: bool) -> int:
    """Return how many lines make the next passage."""
    first = block[0].text
    if HEADING.match(first):
        return 1
    for at, line in enumerate(block[1:], 1):
        if bool(QUOTE.match(line.text)) != bool(QUOTE.match(first)):
            return at
        if HEADING.match(line.text) or _begins_item(line.text, block[at - 1].text):
            return at
        if _table_ends(block[at:]):
            return at
        over = block[at - 1].text
        if plain and (over.rstrip().endswith(ENDS) or len(over) < WRAPPED):
            return at
    return len(block)


def _begins_item(line: str, before: str) -> bool:
    """Tell whether a line is an item: "5. of May" that a line break cut off is none."""
    return bool(ITEM.match(line)) and (bool(ITEM.match(before)) or not line.strip()[0].isdigit())


def _passage(builder: Builder, lines: list[_Line], *, alone: bool, plain: bool) -> None:
    first = lines[0].text
    heading = HEADING.match(first)
    if heading:
        place = Place(0, _where(builder, lines[0]))
        builder.heading([place], shown(heading[2]), len(heading[1]))
        return
    if QUOTE.match(first):
        for group in _quoted(lines):
            builder.text(*_joined(builder, group, QUOTE), kind="quote")
        return
    if RULE.match(first) and len(lines) == 1:
        return
    places, text = _joined(builder, lines, ITEM if ITEM.match(first) else None)
    if alone and _is_heading(first, plain=plain):
        builder.heading(places, text, 1 if plain else DEEPEST)
    elif ITEM.match(first):
        builder.item(places, text)
    elif text:
        builder.text(places, text, "picture" if PICTURE.match(first) else "text")


def _quoted(lines: list[_Line]) -> Iterator[list[_Line]]:
    """Yield the paragraphs of a block quote."""
    group: list[_Line] = []
    for line in lines:
        if QUOTE.sub("", line.text, count=1).strip():
            group.append(line)
        elif group:
            yield group
            group = []
    if group:
        yield group


def _is_heading(line: str, *, plain: bool) -> bool:
    """Tell whether a line that stands alone heads what follows."""
    words = shown(line)
    short = 0 < len(words.split()) <= LONGEST_HEADING and not words.endswith(ENDS)
    if not short or "%" in words or re.match(r"\s*[-*+•]\s", line):
        return False
    marked = bool(BOLD.match(line)) or bool(NUMBERED.match(line))
    return marked or (plain and words[0].isupper() and not re.search(r"\d{2,}[^\d]*$", words))


def _joined(
    builder: Builder, lines: list[_Line], mark: re.Pattern[str] | None
) -> tuple[list[Place], str]:
    places: list[Place] = []
    text = ""
    for line in lines:
        words = shown(mark.sub("", line.text, count=1) if mark else line.text)
        text += " " if text and words else ""
        places.append(Place(len(text), _where(builder, line)))
        text += words
    return places, text


def shown(text: str) -> str:
    """Return a text as Markdown shows it: no emphasis, no escapes, the words of links."""
    bare = MARKS.sub(lambda m: m[1] or m[2] or "", text)
    return " ".join(bare.split())


def _where(builder: Builder, line: _Line) -> str:
    return f"{builder.name} line {line.number}"
