"""The report as one HTML file: readable offline, by keyboard and screen reader, and in print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from fgtools.report import own
from fgtools.report.blocks import Block, Figure, Gap, Heading, Own, Paragraph, Table, Words
from fgtools.report.charts import Picture
from fgtools.report.counts import STANCES
from fgtools.report.outline import attribution, level, outline
from fgtools.report.parts import QuotePart, Report
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


@dataclass(frozen=True, slots=True)
class Section:
    """A first-level heading and the blocks up to the next."""

    heading: Heading
    blocks: tuple[Block, ...]


def write(report: Report, path: Path, pictures: Mapping[str, Picture]) -> None:
    """Write the page with its pictures to `path`, which is replaced."""
    path.write_text(page(report, pictures), "utf-8", newline="\n")


def page(report: Report, pictures: Mapping[str, Picture]) -> str:
    """Return the whole page, everything in it escaped, nothing fetched from outside."""
    settings = report.settings
    under = (settings.wave, settings.date, level(report))
    whole = PAGES.get_template("report.html").render(
        report=report,
        title=settings.title,
        under=" · ".join(part for part in under if part),
        sections=sections(report),
        drawn={name: Markup(picture.inline) for name, picture in pictures.items()},  # escaped there
        themes=report.raised,
        quotes=report.quotes,
        stances=[pair for pair in STANCES if pair[0] in {q.stance for q in report.quotes}],
        roles=_choices(report, "role", "role_label"),
        quoted=_choices(report, "theme", "theme_label"),
        sittings=sorted({quote.session for quote in report.quotes if quote.session}),
    )
    return printable(whole)


def _choices(report: Report, key: str, label: str) -> list[tuple[str, str]]:
    """Return what a filter offers: (key, label), in the order of the report's quotes."""
    found = {_field(quote, key): _field(quote, label) for quote in report.quotes}
    return list(found.items())


def _field(quote: QuotePart, name: str) -> str:
    return str(getattr(quote, name))


def sections(report: Report) -> tuple[Section, ...]:
    """Return the outline cut at its first-level headings."""
    found: list[tuple[Heading, list[Block]]] = []
    for block in outline(report):
        if isinstance(block, Heading) and block.level == 1:
            found.append((block, []))
        else:
            found[-1][1].append(block)
    return tuple(Section(heading, tuple(blocks)) for heading, blocks in found)
