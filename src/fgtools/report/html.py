"""The report as one HTML file: readable offline, by keyboard and screen reader, and in print."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from fgtools.report import own
from fgtools.report.blocks import (
    Block,
    Figure,
    Gap,
    Heading,
    Own,
    Paragraph,
    Table,
    Words,
    numbers,
)
from fgtools.report.counts import STANCES
from fgtools.report.outline import attribution, level, outline
from fgtools.report.parts import QuotePart, Report
from fgtools.report.pictures import Picture, of_participants
from fgtools.report.zips import printable

PAGES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "page"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)
PAGES.filters["own"] = lambda markdown: Markup(own.to_html(markdown))  # own.py escapes
PAGES.tests.update(
    heading=lambda block: isinstance(block, Heading),
    paragraph=lambda block: isinstance(block, Paragraph),
    table=lambda block: isinstance(block, Table),
    figure=lambda block: isinstance(block, Figure),
    quote=lambda block: isinstance(block, Words),
    own=lambda block: isinstance(block, Own),
    gap=lambda block: isinstance(block, Gap),
)
PAGES.globals["attribution"] = attribution
PAGES.globals["of_participants"] = of_participants
OF_THEME = "theme-"
"""What the anchors of the sections of themes begin with."""


@dataclass(frozen=True, slots=True)
class Section:
    """A first-level heading and the blocks up to the next."""

    heading: Heading
    blocks: tuple[Block, ...]

    @property
    def theme(self) -> str:
        """Return the key of the theme whose section it is, or ""."""
        return self.heading.key[len(OF_THEME) :] if self.heading.key.startswith(OF_THEME) else ""


def write(report: Report, path: Path, pictures: Mapping[str, Picture]) -> None:
    """Write the page with its pictures to `path`, which is replaced."""
    path.write_text(page(report, pictures), "utf-8", newline="\n")


def page(report: Report, pictures: Mapping[str, Picture]) -> str:
    """Return the whole page, everything in it escaped, nothing fetched from outside."""
    settings, blocks = report.settings, outline(report)
    named = numbers(blocks)
    under = (settings.wave, settings.date, level(report))
    whole = PAGES.get_template("report.html").render(
        report=report,
        title=settings.title,
        under=" · ".join(part for part in under if part),
        sections=sections(blocks),
        named=named,
        named_as=lambda chart: _named_as(named, chart),
        drawn={name: Markup(picture.inline) for name, picture in pictures.items()},  # escaped there
        themes=report.raised,
        quotes=report.quotes,
        stances=[pair for pair in STANCES if pair[0] in {q.stance for q in report.quotes}],
        roles=_choices(report, "role", "role_label"),
        quoted=_choices(report, "theme", "theme_label"),
        sittings=sorted({quote.session for quote in report.quotes if quote.session}),
    )
    return printable(whole)


def _named_as(named: Mapping[Block, str], chart: str) -> str:
    """Return the numbers of a picture that the page shows as a table, for its caption."""
    shown = [
        name
        for block, name in named.items()
        if (isinstance(block, Figure) and block.chart == chart)
        or (isinstance(block, Table) and chart == "themes" and block.kind == "grid")
    ]
    return f"{' and '.join(shown)}. " if shown else ""


def _choices(report: Report, key: str, label: str) -> list[tuple[str, str]]:
    """Return what a filter offers: (key, label), in the order of the report's quotes."""
    found = {_field(quote, key): _field(quote, label) for quote in report.quotes}
    return list(found.items())


def _field(quote: QuotePart, name: str) -> str:
    return str(getattr(quote, name))


def sections(blocks: Sequence[Block]) -> tuple[Section, ...]:
    """Return the blocks of a report cut at its first-level headings."""
    found: list[tuple[Heading, list[Block]]] = []
    for block in blocks:
        if isinstance(block, Heading) and block.level == 1:
            found.append((block, []))
        else:
            found[-1][1].append(block)
    return tuple(Section(heading, tuple(blocks)) for heading, blocks in found)
