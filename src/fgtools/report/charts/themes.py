"""Themes by role: a dot and its interval for up to five roles, a tile for each of more."""

from __future__ import annotations

from collections.abc import Sequence

from fgtools.percent import percent
from fgtools.report.charts.look import (
    BODY,
    FILLS,
    HEAD,
    INK,
    PALE,
    QUIET,
    SMALL,
    TALLEST,
    WIDTH,
    Sheet,
    head_height,
    height_of,
    pair,
    width_of,
)
from fgtools.report.parts import Cell, Report, ThemePart

PANELS = 5
"""Roles up to which each has room for dots and intervals."""
MOST_THEMES, MOST_ROLES = 32, 12
"""What one page holds."""
LABELS = 1.95
"""Inches for the labels of themes."""
SHAPES = {"more": "^", "less": "v"}
SIGNS = {"more": "▲", "less": "▼"}
NOT_SHOWN = "hidden"


def draw(report: Report) -> Sheet:
    """Draw the share of participants of each role who raised each theme."""
    themes = report.raised[:MOST_THEMES]
    roles = themes[0].cells if themes else ()
    left = _left_out(len(report.raised) - len(themes), max(0, len(roles) - MOST_ROLES))
    return _panels(themes, left) if len(roles) <= PANELS else _tiles(themes, left)


def _left_out(themes: int, roles: int) -> str:
    parts = [pair(n, noun) for n, noun in ((themes, "theme"), (roles, "role")) if n]
    return f"Not shown for want of room: {' and '.join(parts)}." if parts else ""


def _row(themes: int, room: float) -> float:
    return min(0.3, room / max(themes, 1))


def _panels(themes: Sequence[ThemePart], left: str) -> Sheet:
    roles = themes[0].cells if themes else ()
    step = (WIDTH - LABELS) / max(len(roles), 1)
    wide = step - 0.16
    head = head_height([role.label for role in roles], wide) + 0.12
    row = _row(len(themes), TALLEST - head - 0.85)
    bottom = head + row * len(themes)
    sheet = Sheet(bottom + (0.67 if left else 0.47))
    _names(sheet, themes, head, row)
    for at, role in enumerate(roles):
        x = LABELS + at * step + 0.08
        sheet.say(x, head - 0.1, role.label, size=HEAD, bold=True, wide=wide, most=3, va="bottom")
        _axis(sheet, x, wide, head, bottom)
        for n, theme in enumerate(themes):
            _dot(sheet, theme.cells[at], x, wide, head + row * (n + 0.5))
    _key(sheet, bottom, left)
    return sheet


def _names(sheet: Sheet, themes: Sequence[ThemePart], head: float, row: float) -> None:
    size = BODY if row >= height_of(2, BODY) else SMALL
    for n, theme in enumerate(themes):
        y = head + row * (n + 0.5)
        sheet.say(LABELS - 0.12, y, theme.label, size=size, wide=LABELS - 0.12, ha="right")


def _axis(sheet: Sheet, x: float, wide: float, top: float, bottom: float) -> None:
    for share, label in ((0, "0"), (0.5, "50"), (1, "100%")):
        at = x + share * wide
        sheet.lines([((at, top - 0.04), (at, bottom))])
        # The figure 100 stands under its line, the sign beside it, as far as there is room.
        place = "left" if share == 0 else "center" if share == 0.5 else "right"
        sheet.say(at, bottom + 0.09, label, size=SMALL, colour=QUIET, ha=place)


def _dot(sheet: Sheet, cell: Cell, x: float, wide: float, y: float) -> None:
    sheet.lines([((x, y), (x + wide, y))], wide=0.5)
    if cell.share is None or cell.of == 0:
        sheet.say(x + 0.03, y, NOT_SHOWN if cell.of != 0 else "nobody spoke", size=6.5,
                  colour=QUIET, style="italic", backgroundcolor="white",
                  bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.8})  # fmt: skip
        return
    if cell.low is not None and cell.high is not None:
        ends = [((x + cell.low * wide, y), (x + cell.high * wide, y))]
        sheet.lines(ends, colour=FILLS[1], wide=2, zorder=2)
    shape = SHAPES.get(cell.differs, "o")
    face = FILLS[0] if cell.count else "white"
    sheet.mark(x + cell.share * wide, y, shape, face=face, size=5.5 if shape == "o" else 7.5)


def _key(sheet: Sheet, bottom: float, left: str) -> None:
    """Explain the marks below the picture."""
    y = bottom + 0.34
    x = 0.08
    for shape, face, text in (
        ("o", FILLS[0], "share of the participants who spoke, and how far it may lie from that"),
        ("^", FILLS[0], "more than other roles"),
        ("v", FILLS[0], "fewer"),
        ("o", "white", "nobody"),
    ):
        sheet.mark(x, y, shape, face=face, size=5.5)
        sheet.say(x + 0.09, y, text, size=SMALL, colour=QUIET)
        x += width_of(text, SMALL) + 0.3
    if left:
        sheet.say(0.02, y + 0.17, left, size=SMALL, colour=QUIET)


def _tiles(themes: Sequence[ThemePart], left: str) -> Sheet:
    roles = themes[0].cells[:MOST_ROLES]
    step = (WIDTH - LABELS) / len(roles)
    head = 1.3
    row = _row(len(themes), TALLEST - head - 0.55)
    bottom = head + row * len(themes)
    sheet = Sheet(bottom + (0.5 if left else 0.32))
    _names(sheet, themes, head, row)
    for at, role in enumerate(roles):
        x = LABELS + (at + 0.5) * step
        lines = 3 if step > height_of(3, BODY) else 2
        sheet.say(x, head - 0.06, role.label, bold=True, wide=head - 0.1, most=lines, turned=True,
                  ha="center", va="bottom")  # fmt: skip
        for n, theme in enumerate(themes):
            _tile(sheet, theme.cells[at], LABELS + at * step, head + row * n, step, row)
    told = "Share of the participants of each role who spoke, in per cent, or 3/8: three of eight. "
    told += "▲ ▼: more, or fewer, than in the other roles."
    sheet.say(0.02, bottom + 0.17, told, size=SMALL, colour=QUIET)
    if left:
        sheet.say(0.02, bottom + 0.35, left, size=SMALL, colour=QUIET)
    return sheet


def _tile(sheet: Sheet, cell: Cell, x: float, y: float, wide: float, high: float) -> None:
    text = NOT_SHOWN if cell.of != 0 else "–"
    face, ink = "white", QUIET
    if cell.share is not None and cell.of:
        face = ("white", *reversed(FILLS))[min(4, _step(cell.share))]
        ink = "white" if face == FILLS[0] else INK
        share = percent(cell.count, cell.of).rstrip("%") or f"{cell.count}/{cell.of}"
        text = f"{share}{SIGNS.get(cell.differs, '')}"
    sheet.bar(x + 0.015, y + 0.015, wide - 0.03, high - 0.03, face=face, edge=PALE)
    slanted = "italic" if text == NOT_SHOWN else "normal"
    size = SMALL if width_of(text, SMALL) < wide - 0.05 else 5.5
    sheet.say(x + wide / 2, y + high / 2, text, size=size, colour=ink, ha="center", style=slanted)


def _step(share: float) -> int:
    """Return 0 for nobody, then a step for each quarter."""
    return 0 if share == 0 else 1 + min(3, int(4 * share))
