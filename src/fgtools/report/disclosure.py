"""The disclosure statement: which rule was applied, and how often; who may see the report."""

from __future__ import annotations

from collections.abc import Iterator

from fgtools.percent import LEAST_BASE
from fgtools.report import prose
from fgtools.report.blocks import Block, Paragraph, Table
from fgtools.report.parts import Report
from fgtools.report.printed import printed

READERS = {
    "internal": "Those who work on the study. Not for publication.",
    "regional": "The regional programme and the authorities in it.",
    "central": "Central government.",
    "public": "Anybody.",
}


def statement(report: Report) -> Iterator[Block]:
    """Yield the rules with what each did here, and where the signatures are."""
    yield Table("Rules of disclosure control, and what each did here", ("Rule", "Here"),
                tuple(_rules(report)), (5, 6))  # fmt: skip
    yield Paragraph(
        "Who looked at this release and signed it, by role or initials, stands beside it: a "
        "signature is of these very files, so it cannot be in one of them.",
        "note",
    )


def _rules(report: Report) -> Iterator[tuple[str, str]]:
    settings = report.settings
    level = next((one for one in report.facts.levels if one.name == settings.level), None)
    yield "Who may see it", READERS.get(settings.level, "Those for whom the level was made.")
    total = sum(many for _, many in report.redactions)
    kinds = prose.plural(len(report.redactions), "kind")
    written = f"{total:,} stretches of {kinds}" if total else "none found"
    yield "Words that identify are written over", written
    if settings.threshold:
        hidden = sum(figure.hidden for figure in printed(report))
        yield (
            f"Counts of people below {settings.threshold} are hidden, with what gives them back",
            f"{hidden:,} figures hidden",
        )
    else:
        yield "Small counts of people", "shown: this level has no threshold"
    yield "Percentages of few people", f"none is printed of fewer than {LEAST_BASE}"
    if level and not level.quotes:
        yield "Quotes", "none at this level"
    else:
        yield (
            "Quotes pass the guard",
            f"{len(report.quotes):,} printed",
        )
    yield "Sessions and turns", "printed" if settings.internal else "not printed"
    yield "Attributes of sessions (region, authority)", _attributes(report)
    if not settings.internal:
        yield "Statements on everybody of a role", "“all” is written as “most”"


def _attributes(report: Report) -> str:
    return "not printed" if not report.regions else "regions alone, in the section “By region”"
