"""The writer's own Markdown, read as blocks. Raw HTML stays text; pictures are not fetched."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

LEFT_OUT = ("image", "link", "autolink", "code")
PLAIN = MarkdownIt("commonmark", {"html": False}).disable([*LEFT_OUT])
"""A reader that takes the lines of a table for a paragraph's."""
READER = MarkdownIt("commonmark", {"html": False}).enable("table").disable([*LEFT_OUT])

FRAME = '<div class="scroll" role="group" aria-label="Table" tabindex="0">'
LINE_END = re.compile(r"\r\n?|\n")
BAR = re.compile(r"(?<!\\)\|")
WITHIN = re.compile(r"[\s>]+")
NARROWEST, WIDEST = 8, 40
"""Letters in a cell between which a column of a table is as wide as its longest."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class OwnBlock:
    """A heading, paragraph, bullet, numbered item or quotation (`kind`) of the own text."""

    kind: str
    depth: int
    runs: tuple[Run, ...]
    number: int = 0


@dataclass(frozen=True, slots=True)
class OwnTable:
    """A table of the own text: its rows, the header first, a cell in runs; the `sides` of columns.

    Every row has as many cells as the header. A column's side is "left", "center" or "right".
    """

    rows: tuple[tuple[tuple[Run, ...], ...], ...]
    sides: tuple[str, ...]

    @property
    def widths(self) -> tuple[int, ...]:
        """Return the letters of the longest cell of each column, within what a page bears."""
        lengths = [[sum(len(run.text) for run in cell) for cell in row] for row in self.rows]
        return tuple(min(max(*column, NARROWEST), WIDEST) for column in zip(*lengths, strict=True))


def to_html(markdown: str) -> str:
    """Return own text as HTML in which everything of the writer's is escaped."""
    tokens = READER.parse(markdown)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + 2)}"
        elif token.type == "th_open":
            token.attrSet("scope", "col")
    return str(READER.renderer.render(tokens, READER.options, {}))


def _framed(
    renderer: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, _: EnvType
) -> str:
    """Return the beginning or end of a table within a frame that scrolls."""
    drawn = renderer.renderToken(tokens, at, options, {})
    return f"{drawn.rstrip()}</div>\n" if tokens[at].nesting < 0 else f"{FRAME}{drawn}"


READER.add_render_rule("table_open", _framed)
READER.add_render_rule("table_close", _framed)


def too_wide(markdown: str) -> Iterator[int]:
    """Yield the lines (from 1) of rows with more cells than their header: these are left out."""
    lines = LINE_END.split(markdown)
    header = 0
    for token in READER.parse(markdown):
        if token.type == "table_open":
            header = 0
        elif token.type == "tr_open" and token.map:
            row = WITHIN.sub("", lines[token.map[0]]).removeprefix("|").removesuffix("|")
            cells = len(BAR.split(row))
            header = header or cells
            if cells > header:
                yield token.map[0] + 1


def blocks(markdown: str) -> Iterator[OwnBlock | OwnTable]:
    """Yield the blocks of own text in order; a list's depth counts from 1."""
    lists: list[list[int]] = []
    kind, depth = "paragraph", 0
    tokens = iter(READER.parse(markdown))
    for token in tokens:
        if token.type == "table_open":
            yield _table(takewhile(lambda one: one.type != "table_close", tokens))
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            lists.append([int(token.attrGet("start") or 1) - 1 if token.tag == "ol" else -1])
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif token.type == "list_item_open" and lists[-1][0] >= 0:
            lists[-1][0] += 1
        elif token.type == "heading_open":
            kind, depth = "heading", int(token.tag[1])
        elif token.type == "blockquote_open":
            kind = "quotation"
        elif token.type in ("heading_close", "blockquote_close"):
            kind, depth = "paragraph", 0
        elif token.type in ("inline", "fence"):
            yield _block(token, kind, depth, lists)


def _table(tokens: Iterable[Token]) -> OwnTable:
    rows: list[list[tuple[Run, ...]]] = []
    sides: list[str] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "th_open":
            sides.append(str(token.attrGet("style") or "text-align:left").rpartition(":")[2])
        elif token.type == "inline":
            rows[-1].append(tuple(_runs(token)))
    return OwnTable(tuple(map(tuple, rows)), tuple(sides))


def _block(token: Token, kind: str, depth: int, lists: list[list[int]]) -> OwnBlock:
    runs = tuple(_runs(token)) if token.type == "inline" else (Run(token.content),)
    if lists and kind == "paragraph":
        number = lists[-1][0]
        return OwnBlock("number" if number >= 0 else "bullet", len(lists), runs, max(number, 0))
    return OwnBlock(kind, depth, runs)


def _runs(token: Token) -> Iterator[Run]:
    bold = italic = 0
    for child in token.children or ():
        if child.type.startswith("strong_"):
            bold += child.nesting
        elif child.type.startswith("em_"):
            italic += child.nesting
        elif child.type in ("softbreak", "hardbreak"):
            yield Run(" " if child.type == "softbreak" else "\n", bold > 0, italic > 0)
        elif child.content:
            yield Run(child.content, bold > 0, italic > 0)
