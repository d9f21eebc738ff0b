"""How pictures look: one font, one hue in falling darkness, places in inches from the top left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Rectangle
from matplotlib.textpath import text_to_path

from fgtools.report.zips import printable

WIDTH = 6.3
"""Inches between the margins of an A4 page: a point in a picture is a point in print."""
TALLEST = 8.9
"""Inches of a page that a picture may take, with room for its caption."""
INK, QUIET, PALE = "#1f2a37", "#4b5563", "#dfe3e8"
FILLS = ("#1d4e89", "#5b8db8", "#a3c4dc", "#d5e4ef")
"""One hue in falling darkness: the order survives greyscale printing."""
FONT = "DejaVu Sans"
HEAD, BODY, SMALL = 8.5, 8.0, 7.0
"""Points of headings, labels and notes."""
LEADING = 1.2
"""Distance of lines, in sizes of the type."""
STYLE: Mapping[str, Any] = {
    "font.family": FONT,
    "font.size": BODY,
    "text.parse_math": False,  # two dollar signs in a label are no formula
    "svg.fonttype": "none",  # text stays text: it can be searched, and the leak check reads it
    "svg.hashsalt": "fgtools",
    "savefig.facecolor": "white",
}


def width_of(text: str, size: float, bold: bool = False) -> float:
    """Return how wide a line is, in inches."""
    return _measured(text, bold) * (size / text_to_path.FONT_SCALE) / 72


@lru_cache(maxsize=20_000)
def _measured(text: str, bold: bool) -> float:
    """Return how wide a line is, in points, in the size in which letters are measured."""
    size = text_to_path.FONT_SCALE
    font = FontProperties(family=FONT, size=size, weight="bold" if bold else "normal")
    wide: float = text_to_path.get_text_width_height_descent(text, font, ismath=False)[0]
    return wide


def height_of(lines: int, size: float) -> float:
    """Return how high some lines are, in inches."""
    return lines * size * LEADING / 72


def wrapped(text: str, inches: float, size: float, *, most: int = 2, bold: bool = False) -> str:
    """Break a text into lines that are not wider; what needs more than `most` ends in "…"."""
    lines: list[str] = []
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(joined, size, bold) <= inches:
            lines[-1] = joined
        else:
            lines.append(word)
    if len(lines) > most:
        lines[most - 1 :] = [f"{lines[most - 1]} {lines[most]}…"]
    return "\n".join(_cut(line, inches, size, bold) for line in lines)


def _cut(line: str, inches: float, size: float, bold: bool) -> str:
    if width_of(line, size, bold) <= inches:
        return line
    words = line.rstrip("…").split()
    while len(words) > 1 and width_of(f"{' '.join(words)}…", size, bold) > inches:
        words.pop()  # a whole word: half of one may read, or sound, like a name
    kept = " ".join(words).rstrip(";,:")
    while kept and width_of(f"{kept}…", size, bold) > inches:
        kept = kept[:-1]
    return f"{kept}…"


def pair(count: int, noun: str) -> str:
    """Return a figure with its noun."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


@dataclass
class Sheet:
    """A picture being drawn; `whole` keeps the labels that are printed broken or shortened."""

    height: float
    width: float = WIDTH
    whole: list[str] = field(default_factory=list)
    figure: Any = field(init=False)
    axes: Any = field(init=False)

    def __post_init__(self) -> None:
        self.figure = Figure(figsize=(self.width, self.height))
        self.axes = self.figure.add_axes((0, 0, 1, 1))
        self.axes.set_xlim(0, self.width)
        self.axes.set_ylim(self.height, 0)
        self.axes.set_axis_off()

    def say(
        self, x: float, y: float, text: str, *, size: float = BODY, wide: float = 0, most: int = 2,
        bold: bool = False, colour: str = INK, turned: bool = False, **look: Any,
    ) -> None:  # fmt: skip
        """Print a text; broken into lines of `wide` inches where that is given."""
        text = printable(" ".join(text.split()))
        shown = wrapped(text, wide, size, most=most, bold=bold) if wide else text
        if shown != text:
            self.whole.append(text)
        # Single lines stand on a common line whether or not a letter goes below it.
        middle = "center" if turned or "\n" in shown else "center_baseline"
        settings = {"ha": "left", "va": middle, **look}
        if settings["va"] == "center_baseline":
            y -= 0.0018 * size  # the middle of its small letters, not of the line
        self.axes.text(
            x, y, shown, size=size, color=colour, linespacing=LEADING, clip_on=False,
            weight="bold" if bold else "normal", rotation=90 if turned else 0, **settings,
        )  # fmt: skip

    def lines(
        self, ends: Iterable[Sequence[tuple[float, float]]], *, colour: str = PALE,
        wide: float = 0.7,
        **look: Any,
    ) -> None:  # fmt: skip
        """Draw lines through places, `wide` points."""
        drawn = LineCollection(list(ends), colors=colour, linewidths=wide, **{"zorder": 1, **look})
        self.axes.add_artist(drawn)
        drawn.set_clip_on(False)

    def mark(
        self, x: float, y: float, shape: str = "o", *, size: float = 6, face: str = FILLS[0],
        edge: str = FILLS[0],
    ) -> None:  # fmt: skip
        """Set a mark of `size` points."""
        self.marks([(x, y)], shape, size=size, face=face, edge=edge)

    def marks(
        self, spots: Sequence[tuple[float, float]], shape: str, *, size: float, face: str,
        edge: str = FILLS[0],
    ) -> None:  # fmt: skip
        """Set the same mark in several places."""
        drawn = Line2D(
            [x for x, _ in spots], [y for _, y in spots], linestyle="none", marker=shape,
            markersize=size, markerfacecolor=face, markeredgecolor=edge, markeredgewidth=0.9,
            zorder=3,
        )  # fmt: skip
        self.axes.add_artist(drawn)
        drawn.set_clip_on(False)

    def bar(
        self, x: float, y: float, wide: float, high: float, *, face: str = FILLS[0],
        edge: str = FILLS[0], **look: Any,
    ) -> None:  # fmt: skip
        """Draw a bar from its upper left corner."""
        patch = Rectangle((x, y), wide, high, facecolor=face, edgecolor=edge, linewidth=0.7, **look)
        self.axes.add_patch(patch)
        patch.set_clip_on(False)

    def disc(
        self, x: float, y: float, radius: float, *, face: str, edge: str = FILLS[0], **look: Any
    ) -> None:
        """Draw a circle."""
        patch = Circle((x, y), radius, facecolor=face, edgecolor=edge, **{"linewidth": 0.8, **look})
        self.axes.add_patch(patch)
        patch.set_clip_on(False)


def head_height(labels: Iterable[str], inches: float, *, most: int = 3) -> float:
    """Return how high the headings of columns are when broken to their width."""
    rows = [wrapped(text, inches, HEAD, most=most, bold=True).count("\n") + 1 for text in labels]
    return height_of(max(rows, default=1), HEAD)
