"""The report as Markdown (CommonMark with tables)."""

from __future__ import annotations

import re
from functools import singledispatch
from pathlib import Path

from fgtools.report.blocks import (
    Block,
    Bullets,
    Figure,
    Gap,
    Heading,
    Own,
    Paragraph,
    Table,
    Words,
    numbers,
)
from fgtools.report.outline import attribution, level, outline
from fgtools.report.parts import Report
from fgtools.report.pictures import PLACE

SPECIAL = re.compile(r"([\\`*_\[\]<>|#~])")
OPENING = re.compile(r"^([-+=]|\d+(?=[.)]))")
"""What at the start of a line would open a list or underline a heading."""


def write(report: Report, path: Path, _: object = None) -> None:
    """Write the report to `path`, which is replaced; its pictures lie in `pictures/` beside it."""
    path.write_text(text(report), "utf-8", newline="\n")


def text(report: Report) -> str:
    """Return the whole report."""
    top = [f"# {escaped(report.settings.title)}", f"*{escaped(_under_title(report))}*"]
    blocks = outline(report)
    named = numbers(blocks)
    return "\n\n".join([*top, *(render(block, named.get(block, "")) for block in blocks)]) + "\n"


def _under_title(report: Report) -> str:
    parts = (report.settings.wave, report.settings.date, level(report))
    return " · ".join(part for part in parts if part)


def escaped(words: str) -> str:
    """Return words that Markdown prints as they are, on one line."""
    line = SPECIAL.sub(r"\\\1", " ".join(words.split()))
    return OPENING.sub(_held_down, line)


def _held_down(found: re.Match[str]) -> str:
    opening = found[1]
    return f"{opening}\\" if opening.isdigit() else f"\\{opening}"


@singledispatch
def render(block: Block, name: str = "") -> str:
    """Return one block; `name` numbers a table or picture."""
    raise TypeError(f"no way to write a {type(block).__name__}")


@render.register
def _(block: Heading, _: str = "") -> str:
    return f"{'#' * (block.level + 1)} {escaped(block.text)}"


@render.register
def _(block: Paragraph, _: str = "") -> str:
    words = escaped(block.text)
    return {"lead": f"**{words}**", "note": f"*{words}*"}.get(block.style, words)


@render.register
def _(block: Bullets, _: str = "") -> str:
    return "\n".join(
        f"- **{escaped(lead)}** {escaped(words)}" if lead else f"- {escaped(words)}"
        for lead, words in block.items
    )


@render.register
def _(block: Table, name: str = "") -> str:
    rows = [block.header, tuple("---" for _ in block.header), *block.rows]
    body = [
        "| " + " | ".join(c if at == 1 else escaped(c) for c in row) + " |"
        for at, row in enumerate(rows)
    ]
    return "\n".join([f"**{name or 'Table'}.** {escaped(block.caption)}", "", *body])


@render.register
def _(block: Figure, name: str = "") -> str:
    picture = f"![{escaped(block.alt)}]({PLACE}/{block.chart}.png)"
    return f"{picture}\n\n**{name or 'Figure'}.** {escaped(block.caption)}."


@render.register
def _(block: Words, _: str = "") -> str:
    quote = block.quote
    return f"> “{escaped(quote.text)}”\n>\n> — {escaped(attribution(quote))}"


@render.register
def _(block: Own, _: str = "") -> str:
    return block.markdown.strip()


@render.register
def _(block: Gap, _: str = "") -> str:
    return f"**[To be written: {escaped(block.text)} In {escaped(block.file)}]**"
