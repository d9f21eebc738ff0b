"""The writer's own Markdown, read as blocks. Raw HTML stays text; pictures are not fetched."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token

READER = MarkdownIt("commonmark", {"html": False}).disable(["image", "link", "autolink", "code"])


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


def to_html(markdown: str) -> str:
    """Return own text as HTML in which everything of the writer's is escaped."""
    tokens = READER.parse(markdown)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + 2)}"
    return str(READER.renderer.render(tokens, READER.options, {}))


def blocks(markdown: str) -> Iterator[OwnBlock]:
    """Yield the blocks of own text in order; a list's depth counts from 1."""
    lists: list[list[int]] = []
    kind, depth = "paragraph", 0
    for token in READER.parse(markdown):
        if token.type in ("bullet_list_open", "ordered_list_open"):
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
