"""Change between waves: for each theme a mark and its interval per wave, one below the other."""

from __future__ import annotations

from fgtools.report.card_parts import WaveRow
from fgtools.report.charts.look import (
    BODY,
    FILLS,
    QUIET,
    SMALL,
    TALLEST,
    WIDTH,
    Sheet,
    height_of,
    pair,
    width_of,
)
from fgtools.report.parts import Cell, Report

LABELS = 2.2
"""Inches for the labels of themes."""
MOST_ROWS, MOST_WAVES = 28, 4
"""What one page holds; of more waves the latest are shown."""
SHAPES = ("o", "D", "^", "s")
HEAD = 0.32
NOT_SHOWN = "hidden"


def draw(report: Report) -> Sheet:
    """Draw the share of participants who raised each theme, wave by wave."""
    part = report.waves
    assert part is not None  # there is no such picture without waves
    rows, waves = part.rows[:MOST_ROWS], part.waves[-MOST_WAVES:]
    high = min(0.17 * len(waves) + 0.09, (TALLEST - HEAD - 0.7) / max(len(rows), 1))
    bottom = HEAD + high * len(rows)
    left = len(part.rows) - len(rows)
    sheet = Sheet(bottom + (0.72 if left else 0.55))
    x, wide = LABELS, WIDTH - LABELS - 0.2
    for share, label in ((0, "0"), (0.5, "50"), (1, "100%")):
        at = x + share * wide
        sheet.lines([((at, HEAD - 0.06), (at, bottom))])
        place = "left" if share == 0 else "center" if share == 0.5 else "right"
        sheet.say(at, HEAD - 0.16, label, size=SMALL, colour=QUIET, ha=place)
    for n, row in enumerate(rows):
        top = HEAD + high * n
        sheet.lines([((0, top), (WIDTH, top))], wide=0.5)
        size = BODY if high >= height_of(2, BODY) else SMALL
        sheet.say(x - 0.12, top + high / 2, _label(row), size=size, wide=x - 0.24, ha="right")
        for at, cell in enumerate(row.cells[-MOST_WAVES:]):
            y = top + high * (at + 0.5 + 0.25) / (len(waves) + 0.5)
            _mark(sheet, cell, at, len(waves), x, wide, y, row.comparable)
    _key(sheet, waves, bottom, left, all(row.comparable for row in rows))
    return sheet


def _label(row: WaveRow) -> str:
    return row.label if row.comparable else f"{row.label} *"


def _mark(
    sheet: Sheet, cell: Cell, at: int, of: int, x: float, wide: float, y: float, comparable: bool
) -> None:  # fmt: skip
    if cell.share is None or not cell.of:
        shown = NOT_SHOWN if cell.of != 0 else "nobody spoke"
        sheet.say(x + 0.05, y, shown, size=6.5, colour=QUIET, style="italic")
        return
    latest = at == of - 1
    if cell.low is not None and cell.high is not None:
        sheet.lines([((x + cell.low * wide, y), (x + cell.high * wide, y))],
                    colour=FILLS[1] if latest else FILLS[2], wide=2, zorder=2)  # fmt: skip
    face = FILLS[0] if latest and comparable else "white"
    sheet.mark(x + cell.share * wide, y, SHAPES[at], face=face, size=5.5)


def _key(
    sheet: Sheet, waves: tuple[str, ...], bottom: float, left: int, same: bool
) -> None:  # fmt: skip
    """Explain the marks below the picture."""
    y, x = bottom + 0.2, 0.08
    for at, wave in enumerate(waves):
        sheet.mark(x, y, SHAPES[at], face=FILLS[0] if at == len(waves) - 1 else "white", size=5.5)
        sheet.say(x + 0.09, y, wave, size=SMALL, colour=QUIET)
        x += width_of(wave, SMALL) + 0.35
    told = "Share of the participants who spoke, and how far it may lie from that."
    told += "" if same else " *: the theme is not the same in all waves."
    sheet.say(0.02, y + 0.18, told, size=SMALL, colour=QUIET)
    if left:
        told = f"Not shown for want of room: {pair(left, 'theme')}."
        sheet.say(0.02, y + 0.36, told, size=SMALL, colour=QUIET)
