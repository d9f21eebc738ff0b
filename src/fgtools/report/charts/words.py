"""Distinctive words: for each role, the words that mark it and how many of its people used them."""

from __future__ import annotations

from collections.abc import Sequence

from fgtools.report.charts.look import (
    BODY,
    FILLS,
    HEAD,
    QUIET,
    SMALL,
    TALLEST,
    WIDTH,
    Sheet,
    head_height,
    pair,
    width_of,
)
from fgtools.report.parts import Report, WordPart

ACROSS = 3
"""Roles side by side."""
ROW, GAP = 0.185, 0.2
"""Inches of a word, and between rows of roles."""
MOST, FEWEST = 12, 3
"""Words of a role that are shown where there is room, and where there is none."""
FOOT = 0.1


def draw(report: Report) -> Sheet:
    """Draw a panel for each role."""
    roles = dict.fromkeys(word.role for word in report.words)
    panels = [[word for word in report.words if word.role == role] for role in roles]
    across = min(ACROSS, max(len(panels), 1))
    step = WIDTH / across
    rows = [panels[at : at + across] for at in range(0, len(panels), across)]
    heads = [head_height([panel[0].label for panel in row], step - 0.2) + 0.1 for row in rows]
    fixed = sum(heads) + GAP * (len(rows) - 1) + FOOT + 0.2
    most = max(FEWEST, min(MOST, int((TALLEST - fixed) / ROW / max(len(rows), 1))))
    room = [most_in(row, most) * ROW for row in rows]
    sheet = Sheet(fixed + sum(room))
    scale = max((share for word in report.words for share in _shares(word)), default=1.0)
    top = 0.04
    for row, head, high in zip(rows, heads, room, strict=True):
        for at, panel in enumerate(row):
            _panel(sheet, panel[:most], at * step + 0.06, top + head, step - 0.2, scale)
        top += head + high + GAP
    _key(sheet, sum(len(panel) - len(panel[:most]) for panel in panels))
    return sheet


def _key(sheet: Sheet, left: int) -> None:
    """Explain the dots below the picture."""
    x, y = 0.1, sheet.height - 0.1
    for face, told in (
        (FILLS[0], "share of the role’s participants who used the word"),
        ("white", "of all others"),
    ):
        sheet.mark(x, y, size=5, face=face)
        sheet.say(x + 0.09, y, told, size=SMALL, colour=QUIET)
        x += width_of(told, SMALL) + 0.3
    more = "Strongest first."
    more += f" No room for {pair(left, 'word')}." if left else ""
    sheet.say(x - 0.06, y, more, size=SMALL, colour=QUIET)


def _shares(word: WordPart) -> tuple[float, float]:
    return word.participants / max(word.of, 1), (word.others or 0) / max(word.of_others, 1)


def most_in(row: Sequence[Sequence[WordPart]], most: int) -> int:
    """Return the words of the longest panel in a row."""
    return max(min(len(panel), most) for panel in row)


def _panel(
    sheet: Sheet, found: Sequence[WordPart], x: float, top: float, wide: float, scale: float
) -> None:
    """Draw the words of a role; `scale` is the share that takes all the width there is."""
    sheet.say(x, top - 0.07, found[0].label, size=HEAD, bold=True, wide=wide, most=3, va="bottom")
    longest = max(width_of(word.word, BODY) for word in found)
    names, figures = min(0.45 * wide, longest + 0.02), 0.55
    start, end = x + names + 0.1, x + wide - figures - 0.08
    for n, word in enumerate(found):
        y = top + (n + 0.5) * ROW
        at = start + (end - start) * _shares(word)[0] / scale
        sheet.say(x + names, y, word.word, wide=names, most=1, ha="right", size=BODY)
        sheet.lines([((start, y), (end, y))], wide=0.5)
        sheet.lines([((start, y), (at, y))], colour=FILLS[1], wide=1.6, zorder=2)
        if word.others is not None and word.of_others:
            other = start + (end - start) * word.others / word.of_others / scale
            sheet.mark(other, y, size=4.5, face="white")
        sheet.mark(at, y, size=5)
        sheet.say(end + 0.09, y, f"{word.participants} of {word.of}", size=SMALL, colour=QUIET)
    sheet.lines([((start, top), (start, top + len(found) * ROW))], colour=QUIET)
