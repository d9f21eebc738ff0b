"""Saturation: how much of all that was heard each number of sessions brings, and each one added."""

from __future__ import annotations

from collections.abc import Sequence

from fgtools.report.charts.look import (
    BODY,
    FILLS,
    HEAD,
    QUIET,
    SMALL,
    WIDTH,
    Sheet,
    height_of,
    width_of,
    wrapped,
)
from fgtools.report.parts import Report, SaturationPart

LEFT, RIGHT = 0.62, 1.55
"""Inches for the scale, and for the labels of the lines."""
CURVE, BARS = 2.1, 1.0
"""Inches of the two panels."""
MOST_LINES = 10
SHAPES = ("o", "s", "^", "D", "v", "P", "X", "<", ">", "h")
NAMES_UP_TO = 8
"""Sessions up to which their names have room under the bars."""


def draw(report: Report) -> Sheet:
    """Draw the mean curve over all orders above, the new codes of each session below."""
    whole = report.saturation[0]
    roles = [part for part in report.saturation[1:] if part.assessable][:MOST_LINES]
    count = len(whole.sessions)
    step = (WIDTH - LEFT - RIGHT) / max(count, 1)
    sheet = Sheet(0.3 + CURVE + 0.62 + BARS + _foot(whole, step))
    top = 0.3
    sheet.say(0.05, 0.1, "Share of all codes heard after so many sessions (mean over their orders)",
              size=HEAD, bold=True)  # fmt: skip
    for share in (0, 0.5, 1):
        y = top + CURVE * (1 - share)
        sheet.lines([((LEFT, y), (WIDTH - RIGHT, y))])
        sheet.say(LEFT - 0.08, y, f"{share:.0%}", size=SMALL, colour=QUIET, ha="right")
    for n in range(count):
        sheet.say(LEFT + step * (n + 0.5), top + CURVE + 0.11, str(n + 1), size=SMALL,
                  colour=QUIET, ha="center")  # fmt: skip
    parts = [whole, *roles]
    for at, part in enumerate(parts):
        _line(sheet, part, SHAPES[at % len(SHAPES)], step, top, pooled=at == 0)
    _labels(sheet, parts, step, top)
    _reached(sheet, whole, step, top)
    _bars(sheet, whole, step, top + CURVE + 0.62)
    return sheet


def _foot(whole: SaturationPart, step: float) -> float:
    """Return the room that the names of sessions take below the bars."""
    names = whole.sessions if len(whole.sessions) <= NAMES_UP_TO else ()
    broken = [wrapped(name, step - 0.04, SMALL, most=3) for name in names]
    return 0.12 + height_of(max((name.count("\n") + 1 for name in broken), default=1), SMALL)


def _spot(part: SaturationPart, n: int, step: float, top: float) -> tuple[float, float]:
    return LEFT + step * (n + 0.5), top + CURVE * (1 - part.curve[n])


def _line(
    sheet: Sheet, part: SaturationPart, shape: str, step: float, top: float, *, pooled: bool
) -> None:
    spots = [_spot(part, n, step, top) for n in range(len(part.curve))]
    colour = FILLS[0] if pooled else FILLS[1]
    sheet.lines([spots], colour=colour, wide=2 if pooled else 1.1, zorder=2)
    for x, y in spots:
        sheet.mark(x, y, shape, size=5 if pooled else 4, face=colour if pooled else "white",
                   edge=colour)  # fmt: skip


def _labels(sheet: Sheet, parts: Sequence[SaturationPart], step: float, top: float) -> None:
    """Print the name of each line at the right, as near its end as the others leave room."""
    x = WIDTH - RIGHT + 0.1
    row = height_of(2, SMALL) + 0.02
    y = top + 0.1
    for part in sorted(parts, key=lambda part: -len(part.curve)):
        at = parts.index(part)
        sheet.mark(x + 0.04, y, SHAPES[at % len(SHAPES)], size=4.5,
                   face="white" if at else FILLS[0], edge=FILLS[1 if at else 0])  # fmt: skip
        sheet.say(x + 0.14, y, part.label, size=SMALL, wide=RIGHT - 0.3, bold=not at)
        y += row


def _reached(sheet: Sheet, whole: SaturationPart, step: float, top: float) -> None:
    if whole.reached is None:
        return
    x = LEFT + step * (whole.reached - 0.5)
    sheet.lines([((x, top), (x, top + CURVE))], colour=QUIET, linestyle=(0, (3, 2)))
    told = f"saturated after {whole.reached}"
    fits = x + 0.06 + width_of(told, SMALL) < WIDTH - RIGHT
    sheet.say(x + 0.06 if fits else x - 0.06, top + CURVE - 0.12, told, size=SMALL, colour=QUIET,
              ha="left" if fits else "right")  # fmt: skip


def _bars(sheet: Sheet, whole: SaturationPart, step: float, top: float) -> None:
    sheet.say(
        0.05, top - 0.22, "New codes in each session, in the order held", size=HEAD, bold=True
    )
    most = max(1, *whole.new) if whole.new else 1
    bottom = top + BARS
    total = 0
    for n, (name, new) in enumerate(zip(whole.sessions, whole.new, strict=True)):
        x = LEFT + step * (n + 0.5)
        wide = min(0.5, 0.62 * step)
        high = (BARS - 0.16) * new / most
        total += new
        sheet.bar(x - wide / 2, bottom - high, wide, high, face=FILLS[2])
        sheet.say(x, bottom - high - 0.08, str(new), size=BODY if step > 0.2 else 6, ha="center")
        shown = name if len(whole.sessions) <= NAMES_UP_TO else str(n + 1)
        sheet.say(x, bottom + 0.06, shown, size=SMALL, colour=QUIET, ha="center", va="top",
                  wide=step - 0.04, most=3)  # fmt: skip
    sheet.lines([((LEFT, bottom), (WIDTH - RIGHT, bottom))], colour=QUIET)
    sheet.say(WIDTH - RIGHT + 0.1, bottom - 0.12, f"{total} codes in all", size=SMALL,
              wide=RIGHT - 0.15, most=2)  # fmt: skip
