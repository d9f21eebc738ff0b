"""Share of voice: of roles, and within each session without saying whose."""

from __future__ import annotations

import math
from collections.abc import Sequence

from fgtools.report.charts.look import (
    BODY,
    FILLS,
    QUIET,
    SMALL,
    TALLEST,
    WIDTH,
    Sheet,
    pair,
    width_of,
)
from fgtools.report.parts import Report, RolePart, SittingPart
from fgtools.report.pictures import of_participants

LABELS = 1.9
MOST_ROLES = 14
ACROSS = 4
"""Sessions side by side."""
MOST_SITTINGS = 28
HIGH = 0.82
"""Inches of the bars of a session."""


def by_role(report: Report) -> Sheet:
    """Draw each role's share of the participants beside its share of their words."""
    roles = [role for role in report.roles if role.share is not None]
    shown = roles[:MOST_ROLES]
    row = min(0.62, (TALLEST - 0.4) / max(len(shown), 1))
    left = len(roles) - len(shown)
    sheet = Sheet(0.12 + row * len(shown) + (0.3 if left else 0.1))
    most = max((share or 0.0 for role in shown for share in (role.people, role.share)), default=1)
    for n, role in enumerate(shown):
        y = 0.06 + row * (n + 0.5)
        sheet.say(LABELS - 0.12, y, role.label, wide=LABELS - 0.14, ha="right")
        _pair(sheet, role, of_participants(role, report), y, row, most or 1.0)
    sheet.lines([((LABELS, 0.08), (LABELS, 0.08 + row * len(shown)))], colour=QUIET)
    if left:
        told = f"Not shown for want of room: {pair(left, 'role')}."
        sheet.say(0.05, sheet.height - 0.1, told, size=SMALL, colour=QUIET)
    return sheet


def _pair(sheet: Sheet, role: RolePart, people: str, y: float, row: float, most: float) -> None:
    room = (WIDTH - LABELS - width_of("100% of participants", BODY) - 0.15) / most
    high = 0.36 * row
    words = f"{role.share or 0.0:.0%} of words"
    pairs = ((role.people, FILLS[3], people), (role.share, FILLS[0], words))
    for side, (share, face, told) in zip((-1, 0), pairs, strict=True):
        value = share or 0.0
        sheet.bar(LABELS, y + side * high, room * value, high, face=face)
        sheet.say(LABELS + room * value + 0.07, y + (side + 0.5) * high, told,
                  size=BODY if row > 0.4 else SMALL)  # fmt: skip


def by_session(report: Report) -> Sheet:
    """Draw the shares of the words that the participants of each session said, sorted."""
    shown = report.sittings[:MOST_SITTINGS]
    across = min(ACROSS, max(len(shown), 1))
    step = WIDTH / across
    rows = math.ceil(len(shown) / across)
    cell = min(HIGH + 0.58, (TALLEST - 0.5) / max(rows, 1))
    sheet = Sheet(cell * rows + 0.42)
    most = max((share for sitting in shown for share in _shares(sitting)), default=1.0)
    for at, sitting in enumerate(shown):
        down, right = divmod(at, across)
        _sitting(sheet, sitting, right * step + 0.04, cell * down, step - 0.14, cell, most)
    told = (
        "Dark: each participant’s share of the participants’ words. Line: an equal share. "
        "White: the facilitator’s share of all words."
    )
    sheet.say(0.05, cell * rows + 0.12, told, size=SMALL, colour=QUIET)
    left = len(report.sittings) - len(shown)
    more = "Pale: voices that could not be matched to one person. " if _unmatched(shown) else ""
    more += f"Not shown for want of room: {pair(left, 'session')}." if left else ""
    sheet.say(0.05, cell * rows + 0.29, more, size=SMALL, colour=QUIET)
    return sheet


def _unmatched(sittings: Sequence[SittingPart]) -> bool:
    return any(sitting.unmatched for sitting in sittings)


def _shares(sitting: SittingPart) -> tuple[float, ...]:
    return (*sitting.shares, sitting.facilitator, sitting.unmatched)


def _sitting(
    sheet: Sheet, sitting: SittingPart, x: float, top: float, wide: float, cell: float, most: float
) -> None:
    sheet.say(x, top + 0.12, sitting.session, bold=True, wide=wide, most=1)
    high, base = cell - 0.48, top + cell - 0.12
    slots = len(sitting.shares) + (2 if sitting.unmatched else 1) + 0.6
    step = min(0.16, wide / slots)

    def bar(at: float, share: float, face: str) -> None:
        tall = high * share / most
        sheet.bar(x + at * step, base - tall, 0.78 * step, tall, face=face)

    bar(0, sitting.facilitator, "white")
    for n, share in enumerate(sitting.shares):
        bar(1.6 + n, share, FILLS[0])
    if sitting.unmatched:
        bar(1.6 + len(sitting.shares), sitting.unmatched, FILLS[3])
    end = x + step * (slots + 0.3)
    sheet.lines([((x, base), (end, base))], colour=QUIET)
    if sitting.shares:
        equal = base - high * (1 - sitting.unmatched) / len(sitting.shares) / most
        ends = [((x + 1.4 * step, equal), (x + (1.6 + len(sitting.shares)) * step, equal))]
        sheet.lines(ends, colour="black", wide=0.9, zorder=4)
        peak = base - high * sitting.shares[0] / most
        sheet.say(x + 1.6 * step, peak - 0.07, f"{sitting.shares[0]:.0%}", size=SMALL)
