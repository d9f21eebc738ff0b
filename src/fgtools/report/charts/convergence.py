"""Themes beside topics: a mark and a letter for agreement, agreement in part and dissonance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fgtools.report.charts.look import (
    FILLS,
    INK,
    PALE,
    QUIET,
    SMALL,
    TALLEST,
    WIDTH,
    Sheet,
    height_of,
    pair,
    width_of,
)
from fgtools.report.charts.topics import BEYOND, text_of
from fgtools.report.parts import Report, ThemePart, TopicPart

MARKS = {
    "agreement": ("A", "s", FILLS[0], "white"),
    "partial": ("P", "o", FILLS[3], INK),
    "dissonance": ("D", "D", "white", INK),
    "silence": ("", ".", PALE, INK),
}
"""Letter, shape, fill and ink of each verdict."""
NARROW, BROAD = 2.25, 3.0
"""Inches for the labels of topics: with many themes, and with few."""
MOST_THEMES = 30
FOOT = 0.55
HEADS, LONG_HEADS = 1.45, 1.95
"""Inches for the labels of themes, which stand upright: in two lines, or in one."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Where rows and columns lie: inches, and lines of a theme's and of a topic's label."""

    labels: float
    step: float
    lines: int
    head: float
    row: float
    topic_lines: int

    def column(self, at: int) -> float:
        """Return the middle of a column."""
        return self.labels + self.step * (at + 0.5)

    def middle(self, at: int) -> float:
        """Return the middle of a row."""
        return self.head + self.row * (at + 0.5)


def _grid(themes: Sequence[ThemePart], topics: Sequence[TopicPart]) -> Grid:
    labels = max(NARROW, min(BROAD, WIDTH - 0.3 * len(themes)))
    step = min(0.36, (WIDTH - labels - 0.05) / max(len(themes), 1))
    lines = 2 if step >= height_of(2, SMALL) else 1
    longest = max((width_of(theme.label, SMALL) for theme in themes), default=1)
    widest = max((width_of(text_of(t), SMALL, not t.near) for t in topics), default=1)
    topic_lines = 1 if widest <= labels - 0.16 else 2
    row = max(0.2, height_of(topic_lines, SMALL) + 0.01)
    head = min(HEADS if lines == 2 else LONG_HEADS, longest + 0.15)
    return Grid(labels, step, lines, head, row, topic_lines)


def draw(report: Report) -> Sheet:
    """Draw a row for each topic, the largest first, and a column for each theme raised."""
    themes = report.raised[:MOST_THEMES]
    grid = _grid(themes, report.topics)
    most = int((TALLEST - grid.head - FOOT - 0.17) / grid.row)
    topics = report.topics[:most]
    left = _left_out(len(report.topics) - len(topics), len(report.raised) - len(themes))
    bottom = grid.head + grid.row * len(topics)
    sheet = Sheet(bottom + FOOT + (0.17 if left else 0))
    for at, theme in enumerate(themes):
        x = grid.column(at)
        sheet.lines([((x, grid.head), (x, bottom))], wide=0.4)
        sheet.say(x, grid.head - 0.05, theme.label, size=SMALL, wide=grid.head - 0.07,
                  most=grid.lines, turned=True, ha="center", va="bottom")  # fmt: skip
    for at, topic in enumerate(topics):
        y = grid.middle(at)
        sheet.lines([((grid.labels, y), (grid.column(len(themes) - 1), y))], wide=0.4)
        sheet.say(grid.labels - 0.1, y, text_of(topic), size=SMALL, wide=grid.labels - 0.14,
                  most=grid.topic_lines, ha="right", bold=not topic.near)  # fmt: skip
    _verdicts(sheet, report, themes, topics, grid)
    _key(sheet, bottom, left)
    return sheet


def _left_out(topics: int, themes: int) -> str:
    parts = [f"the {pair(topics, 'smallest topic')}"] if topics else []
    parts += [pair(themes, "theme")] if themes else []
    return f"Not shown for want of room: {' and '.join(parts)}." if parts else ""


def _verdicts(
    sheet: Sheet, report: Report, themes: Sequence[ThemePart], topics: Sequence[TopicPart],
    grid: Grid,
) -> None:  # fmt: skip
    verdicts = {(row.theme, row.topic): row.verdict for row in report.meetings}
    spots: dict[str, list[tuple[float, float]]] = {verdict: [] for verdict in MARKS}
    for down, topic in enumerate(topics):
        for across, theme in enumerate(themes):
            verdict = verdicts.get((theme.label, topic.id), "silence")
            spots[verdict].append((grid.column(across), grid.middle(down)))
    for verdict, found in spots.items():
        _mark(sheet, verdict, found, min(grid.step, 0.205))


def _mark(sheet: Sheet, verdict: str, spots: Sequence[tuple[float, float]], room: float) -> None:
    text, shape, face, ink = MARKS[verdict]
    points = 72 * room
    if not text:
        sheet.marks(spots, shape, size=2.5, face=QUIET, edge=QUIET)
        return
    sheet.marks(spots, shape, size=points * (0.62 if shape == "D" else 0.82), face=face)
    for x, y in spots:
        sheet.say(x, y, text, size=min(SMALL, points * 0.5), colour=ink, ha="center", bold=True,
                  zorder=4)  # fmt: skip


def _key(sheet: Sheet, bottom: float, left: str) -> None:
    """Explain the marks below the picture."""
    y = bottom + 0.2
    half = "agreement: half of the topic’s utterances or more have the theme"
    _line(sheet, y, (("agreement", half), ("partial", "in part: a fifth or more")))
    same = "dissonance: means the same, coded otherwise"
    x = _line(sheet, y + 0.2, (("dissonance", same), ("silence", "silence")))
    sheet.say(x, y + 0.2, f"{BEYOND} and bold: no code comes near", size=SMALL, colour=QUIET)
    if left:
        sheet.say(0.05, y + 0.4, left, size=SMALL, colour=QUIET)


def _line(sheet: Sheet, y: float, parts: Sequence[tuple[str, str]]) -> float:
    """Print marks with their meaning; return where the line ends."""
    x = 0.12
    for verdict, told in parts:
        _mark(sheet, verdict, [(x, y)], 0.2)
        sheet.say(x + 0.14, y, told, size=SMALL, colour=QUIET)
        x += width_of(told, SMALL) + 0.42
    return x
