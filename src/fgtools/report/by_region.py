"""Themes by region: regions are published, authorities never."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace

from fgtools.nouns import Codebook, View
from fgtools.report import counts, prose
from fgtools.report.blocks import Block, Bullets, Heading, Paragraph, Table
from fgtools.report.card_parts import RegionsPart
from fgtools.report.counts import without_counts
from fgtools.report.parts import Report, Settings, ThemePart
from fgtools.report.printed import key_of


def part(
    views: Sequence[View],
    codebook: Codebook,
    people: Mapping[str, int],
    sessions: Mapping[str, int],
    settings: Settings,
) -> RegionsPart:
    """Return the themes by region; `people` and `sessions` of each, in the order printed."""
    keys = [code.key for code in codebook.themes]
    found = counts.cells(views, keys, replace(settings, roles={name: name for name in people}))
    rows = [
        (c.key, c.label, tuple(cell for cell in found[c.key] if cell.role in people))
        for c in codebook.themes
    ]
    return RegionsPart(
        tuple(people), tuple(sessions[name] for name in people), tuple(people.values()),
        tuple(row for row in rows if any(cell.heard for cell in row[2])),
    )  # fmt: skip


def closed(
    found: RegionsPart, themes: Sequence[ThemePart], role_hidden: bool, hide: Container[str] = ()
) -> RegionsPart | None:
    """Return the regions in the order of the themes, with nothing that gives a count back.

    Rationale: regions add up to the participants in all and to the total of a theme. Where that is
    hidden, they are not printed; where one of them is, none of the theme is. `hide` has the keys
    of figures that must not be shown beside others.
    """
    if role_hidden or any(key_of("people", "region", name) in hide for name in found.names):
        return None
    by_key = {key: cells for key, _, cells in found.rows}
    rows = []
    for theme in themes:
        if theme.key in by_key:
            cells = by_key[theme.key]
            keys = (key_of("region", theme.key, cell.role) for cell in cells)
            hidden = theme.total.hidden or any(cell.hidden for cell in cells)
            shut = hidden or any(key in hide for key in keys)
            shown = tuple(map(without_counts, cells)) if shut else cells
            rows.append((theme.key, theme.label, shown))
    return replace(found, rows=tuple(rows))


def section(report: Report) -> Iterator[Block]:
    """Yield who took part by region, and what was raised where."""
    found = report.regions
    if found is None:
        return
    yield Heading(1, "By region", "regions")
    yield Paragraph("Only regions are printed, none of the authorities in them.", "note")
    held = zip(found.names, found.sessions, found.people, strict=True)
    yield Table(
        "Participants by region",
        ("Region", "Sessions", "Participants"),
        tuple((name, str(sessions), str(people)) for name, sessions, people in held),
        (5, 2, 3),
        "numbers",
    )
    if found.rows:
        yield Table(
            "Themes by region: participants who raised each (sessions in brackets)",
            ("Theme", *found.names),
            tuple(
                (label, *(f"{cell.participants}\n({cell.sessions})" for cell in cells))
                for _, label, cells in found.rows
            ),
            (4, *(3 for _ in found.names)),
        )
    apart = [
        (f"{label}, {cell.label}.", cell.verdict)
        for _, label, cells in found.rows
        for cell in cells
        if cell.apart and cell.verdict
    ]
    if apart:
        yield Bullets(tuple(apart))
    else:
        yield Paragraph("No difference between the regions could be shown.")
    least = min(found.sessions)
    if least < 3:  # as for roles: a region and its few sessions cannot be told apart
        yield Paragraph(
            f"With {prose.plural(least, 'session')} in a region, the region and its sessions can "
            "hardly be told apart.",
            "note",
        )
