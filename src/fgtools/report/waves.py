"""Change between waves: what may be said of it, and where nothing may."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace

from fgtools.nouns import Codebook, View
from fgtools.report import counts, prose
from fgtools.report.blocks import Block, Heading, Paragraph, Table, figures
from fgtools.report.card_parts import WaveRow, WavesPart
from fgtools.report.parts import Cell, Report, Settings, ThemePart
from fgtools.report.printed import key_of
from fgtools.report.shifts import asked_table, indicators_table

ENOUGH_SESSIONS = 3
"""Sessions that each wave needs before a difference may be called a change: of two groups, one
that is unlike the other already makes the whole difference."""
SINCE = {
    "new": "New in this codebook: there is nothing to compare it with.",
    "split": "Split off from a wider code since: cannot be compared.",
    "related": "Only related to a code of the earlier codebook: cannot be compared.",
}
MERGED = "Several codes of the earlier codebook are one now; compared with all of them together. "


def waves(
    views: Sequence[View],
    held: Mapping[str, int],
    codebook: Codebook,
    settings: Settings,
    *,
    since: Mapping[str, str],
    dropped: Sequence[str],
    only: Sequence[tuple[str, tuple[str, ...]]],
) -> WavesPart:
    """Return the themes by wave; `held`: sessions of each wave, the earliest first.

    `since`: by theme, how it stands to the codebook of the earliest wave, `dropped`: labels of that
    codebook's themes that are gone; `only`: (role, waves) of roles not heard in every wave.
    """
    names = tuple(held)
    found = counts.cells(
        views, [code.key for code in codebook.themes],
        replace(settings, roles={name: name for name in names}),
    )  # fmt: skip
    rows = []
    for code in codebook.themes:
        by_name = {cell.role: cell for cell in found[code.key]}
        cells = tuple(by_name.get(name) or _nobody(name) for name in names)
        mark = since.get(code.key, "")
        said = _said(cells, tuple(held.values()), mark)
        if any(cell.heard for cell in cells):
            rows.append(WaveRow(code.key, code.label, cells, mark, said))
    return WavesPart(names, tuple(held.values()), tuple(rows), tuple(dropped), (), tuple(only))


def _nobody(wave: str) -> Cell:
    """Return the cell of a wave in which no participant can be counted."""
    none = (None, None, None, None, None)
    return Cell(wave, wave, 0, 0, counts.NOT_GIVEN, *none, "unknown", "")


def closed(
    part: WavesPart, themes: Sequence[ThemePart], role_hidden: bool, hide: Container[str] = ()
) -> WavesPart:
    """Return the waves in the order of the themes, with nothing in them that gives a count back.

    Rationale: the waves of a theme add up to its total. Where one of them is hidden, or the total
    is, none of them is shown; nor where the number of participants of a role is hidden. `hide` has
    the keys of figures that must not be shown beside others.
    """
    by_key = {row.theme: row for row in part.rows}
    rows = []
    for theme in themes:
        if theme.key in by_key:
            row = by_key[theme.key]
            keys = (key_of("wave", row.theme, cell.role) for cell in row.cells)
            hidden = theme.total.hidden or any(cell.hidden for cell in row.cells)
            shut = role_hidden or hidden or any(key in hide for key in keys)
            rows.append(_without_counts(row) if shut else row)
    return replace(part, rows=tuple(rows))


def _without_counts(row: WaveRow) -> WaveRow:
    cells = tuple(map(counts.without_counts, row.cells))
    said = SINCE.get(row.since) or "Cannot be said: figures of a wave are hidden."
    return replace(row, cells=cells, said=said)


def _said(cells: Sequence[Cell], sessions: Sequence[int], since: str) -> str:
    """Say what may be said of a change, in words that carry no more than the sessions do."""
    if since in SINCE:
        return SINCE[since]
    latest = cells[-1]
    merged = MERGED if since == "merged" else ""
    if latest.differs == "no":
        return f"{merged}No change could be shown."
    if latest.differs == "unknown":
        return f"{merged}{latest.verdict or 'Cannot be said.'}"
    few = min(sessions)
    if few < ENOUGH_SESSIONS:
        seen = f"{latest.verdict.rstrip('.')}" if latest.verdict else "A difference was seen"
        return (
            f"{merged}{seen}. Whether that is a change cannot be said from "
            f"{prose.plural(few, 'session')} of a wave."
        )
    return f"{merged}{latest.verdict}"


def section(report: Report) -> Iterator[Block]:
    """Yield what changed between waves: themes, survey answers, figures of the workforce."""
    part = report.waves
    if part is None and not report.indicators:
        return
    yield Heading(1, "What changed", "waves")
    if part is not None:
        yield from _themes(report, part)
        for one in part.asked:
            yield from asked_table(one)
    if report.indicators:
        yield from indicators_table(report.indicators)


def _themes(report: Report, part: WavesPart) -> Iterator[Block]:
    held = [
        f"{prose.plural(many, 'session')} in {wave}"
        for wave, many in zip(part.waves, part.sessions, strict=True)
    ]
    yield Paragraph(
        f"Sessions were held in {prose.number(len(part.waves))} waves: {prose.listed(held)}. "
        "They are compared as wholes: nobody is followed from one wave to the next, and who took "
        "part in both is not known."
    )
    if len(part.waves) > 2:
        yield Paragraph(
            f"What may be said compares {part.waves[-1]} with the earlier waves together.", "note"
        )
    for role, where in part.only:
        yield Paragraph(
            f"{role} took part in {prose.listed(where)} only: what differs between the waves may "
            "be what differs between roles.",
            "note",
        )
    yield from figures(report, "waves")
    if part.rows:
        yield Table(
            "Themes by wave: participants who raised each (sessions in brackets)",
            ("Theme", *part.waves, "What may be said"),
            tuple(
                (row.label, *(f"{c.participants}\n({c.sessions})" for c in row.cells), row.said)
                for row in part.rows
            ),
            (4, *(2 for _ in part.waves), 6),
        )
    if part.dropped:
        yield Paragraph(
            f"Themes of the earlier codebook that are no more: {prose.listed(part.dropped)}.",
            "note",
        )


def summary(part: WavesPart | None) -> tuple[str, ...]:
    """Say what the executive summary may say of change: what was seen, or that none was shown."""
    if part is None or not part.rows:
        return ()
    first, last = part.waves[0], part.waves[-1]
    # The last is compared with all others: of two waves that is the first, of more it is their sum.
    span = (
        f"Between {first} and {last}"
        if len(part.waves) == 2
        else f"In {last} against the earlier waves together"
    )
    apart = [row.label for row in part.rows if row.comparable and row.cells[-1].apart]
    if not apart:
        return (f"{span}, no change in what was raised could be shown.",)
    few = min(part.sessions)
    sure = "" if few >= ENOUGH_SESSIONS else (
        f" With {prose.plural(few, 'session')} in a wave, whether that is a change cannot be said."
    )  # fmt: skip
    return (f"{span}, a difference was seen in {prose.listed(apart)}.{sure}",)
