"""The blocks that a report is made of; Word, HTML and Markdown lay each out in their own way."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from fgtools.report import pictures
from fgtools.report.parts import QuotePart, Report


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 opens a section, `key` is its anchor."""

    level: int
    text: str
    key: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `style` is "", "lead" (the sentence that sums up) or "note"."""

    text: str
    style: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; each item has a bold lead, which may be empty, and a text."""

    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption; the first column heads its rows, `widths` are relative."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture by its name, with a caption and the same in words."""

    chart: str
    caption: str
    alt: str


@dataclass(frozen=True, slots=True)
class Words:
    """A quote, or a passage of a topic."""

    quote: QuotePart


@dataclass(frozen=True, slots=True)
class Own:
    """The writer's own Markdown."""

    markdown: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A place that people fill in, marked as empty."""

    text: str
    file: str


Block = Heading | Paragraph | Bullets | Table | Figure | Words | Own | Gap


def numbers(laid: Iterable[Block]) -> dict[Block, str]:
    """Return "Table 1", "Figure 1" and so on for each table and picture of a whole report."""
    found: dict[Block, str] = {}
    for block in laid:
        if isinstance(block, Table | Figure):
            kind = type(block).__name__
            at = sum(isinstance(other, type(block)) for other in found) + 1
            found[block] = f"{kind} {at}"
    return found


PICTURE = re.compile(
    rf"^!\[[^\]\n]*\]\({pictures.PLACE}/([a-z]+)\.(?:png|svg)\)[ \t]*$", re.MULTILINE
)
"""A line of own text that asks for one of the report's pictures."""


def own(report: Report, key: str, gap: str) -> Block:
    """Return the writer's own text of a section, or the place where it is to be written."""
    text = report.own_text.get(key, "")
    return Own(text) if text else Gap(gap, f"report/{key}.md")


def figures(report: Report, *names: str) -> Iterator[Figure]:
    """Yield the pictures of these names, of all if none, that there is something to show in."""
    for kind in pictures.shown(report):
        if not names or kind.name in names:
            yield Figure(kind.name, kind.caption, kind.alt(report))


def with_pictures_moved(report: Report, laid: Iterable[Block]) -> Iterator[Block]:
    """Put the pictures that own text asks for there, instead of in their usual place.

    Each stands once; lines that ask for one that is not there stay text.
    """
    laid = list(laid)
    there = {figure.chart: figure for figure in figures(report)}
    texts = [block.markdown for block in laid if isinstance(block, Own)]
    asked = {name for text in texts for name in PICTURE.findall(text) if name in there}
    left = {name: there[name] for name in asked}
    for block in laid:
        if isinstance(block, Own):
            yield from _split(block.markdown, left)
        elif not (isinstance(block, Figure) and block.chart in asked):
            yield block


def _split(markdown: str, left: dict[str, Figure]) -> Iterator[Block]:
    begin = 0
    for found in PICTURE.finditer(markdown):
        if found[1] in left:
            if before := markdown[begin : found.start()].strip():
                yield Own(before)
            yield left.pop(found[1])
            begin = found.end()
    if begin == 0 or markdown[begin:].strip():
        yield Own(markdown[begin:].strip() if begin else markdown)
