"""The topic map: circles by utterances, families by letter and shade, labels beside."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from fgtools.report.charts.look import (
    BODY,
    FILLS,
    INK,
    QUIET,
    SMALL,
    TALLEST,
    WIDTH,
    Sheet,
    height_of,
    pair,
    width_of,
    wrapped,
)
from fgtools.report.charts.placing import Box, Disc, Placed, apart, fitted, labelled
from fgtools.report.parts import Report, TopicPart

LABEL = 7.5
"""Points of the labels of topics."""
WIDEST = 1.15
"""Inches of a label."""
MOST = 48
"""Topics that one page holds."""
LARGEST, SMALLEST = 0.34, 0.085
"""Inches of the radius of the largest circle, and of the smallest that takes a letter."""
COVERED = 0.1
"""Part of the map that circles cover at most."""
NUMBER = (0.2, 0.14)
"""Inches of the number of a topic whose label finds no room."""
ROW = 0.175
"""Inches of a line below the map."""
BEYOND = "◆"
SHADES = (FILLS[2], FILLS[0], FILLS[3], FILLS[1])
"""Shades of neighbouring families, far from one another in greyscale; letters tell them apart."""


def draw(report: Report) -> Sheet:
    """Draw the topics at their places, nearer ones being more alike."""
    topics = report.topics[:MOST]
    families = list(dict.fromkeys(topic.family for topic in topics if topic.family))
    room = TALLEST - 1.0 - ROW * math.ceil(len(families) / 2)
    frame = Box(0.02, 0.02, WIDTH - 0.02, min(room, 2.0 + 0.13 * len(topics), 6.6))
    discs = _discs(topics, frame)
    laid = labelled(discs, [_size(topic) for topic in topics], NUMBER, frame)
    placed = [place for place, _ in laid]
    without = [topic for topic, (_, small) in zip(topics, laid, strict=True) if small]
    top, bottom = _extent(discs, placed)
    left = len(report.topics) - len(topics)
    sheet = Sheet(bottom - top + 0.55 + ROW * _key_rows(families, without))
    sheet.axes.set_ylim(top + sheet.height, top)  # nothing empty above or below the map
    for at, (topic, disc) in enumerate(zip(topics, discs, strict=True)):
        _disc(sheet, topic, disc, families)
        place, small = laid[at]
        if place:
            _label(sheet, topic, place, disc, 1 + without.index(topic) if small else 0)
    _key(sheet, bottom + 0.16, families, without, left)
    return sheet


def _extent(discs: Sequence[Disc], placed: Sequence[Placed | None]) -> tuple[float, float]:
    """Return how far up and down the map goes, with a margin."""
    boxes = [place.box for place in placed if place]
    ups = [disc.y - disc.radius for disc in discs] + [box.top for box in boxes]
    downs = [disc.y + disc.radius for disc in discs] + [box.bottom for box in boxes]
    return min(ups) - 0.06, max(downs) + 0.06


def _discs(topics: Sequence[TopicPart], frame: Box) -> list[Disc]:
    area = (frame.right - frame.left) * (frame.bottom - frame.top)
    scale = math.sqrt(COVERED * area / math.pi / max(sum(t.size for t in topics), 1))
    scale = min(scale, LARGEST / math.sqrt(max(t.size for t in topics)))
    radii = [max(SMALLEST, scale * math.sqrt(topic.size)) for topic in topics]
    edge = max(radii)
    inner = Box(frame.left + 0.75, frame.top + edge + 0.15,
                frame.right - 0.75, frame.bottom - edge - 0.15)  # fmt: skip
    spots = fitted([topic.place for topic in topics], inner)
    discs = [Disc(x, y, radius) for (x, y), radius in zip(spots, radii, strict=True)]
    return apart(discs, 0.06, Box(inner.left - edge, inner.top - edge,
                                  inner.right + edge, inner.bottom + edge))  # fmt: skip


def text_of(topic: TopicPart) -> str:
    """Return the label of a topic, marked where no code comes near."""
    return topic.label if topic.near else f"{BEYOND} {topic.label}"


def _broken(topic: TopicPart) -> str:
    return wrapped(text_of(topic), WIDEST, LABEL, most=3, bold=not topic.near)


def _size(topic: TopicPart) -> tuple[float, float]:
    lines = _broken(topic).split("\n")
    wide = max(width_of(line, LABEL, not topic.near) for line in lines)
    return wide + 0.06, height_of(len(lines), LABEL) + 0.03


def _disc(sheet: Sheet, topic: TopicPart, disc: Disc, families: Sequence[str]) -> None:
    at = families.index(topic.family) if topic.family else 0
    _circle(sheet, disc, at, holds=topic.holds, lettered=bool(topic.family))


def _circle(sheet: Sheet, disc: Disc, family: int, *, holds: bool, lettered: bool) -> None:
    shade = SHADES[family % len(SHADES)]
    look: dict[str, Any] = {} if holds else {"linestyle": (0, (2.5, 1.8)), "linewidth": 1.0}
    sheet.disc(disc.x, disc.y, disc.radius, face=shade if holds else "white", **look)
    if lettered:
        dark = holds and shade == FILLS[0]
        size = min(8.0, 72 * disc.radius * 1.05)
        sheet.say(disc.x, disc.y - 0.0012 * size, letter(family), size=size, ha="center", bold=True,
                  colour="white" if dark else INK)  # fmt: skip


def letter(family: int) -> str:
    """Return the letter of a family, counting on with two letters after Z."""
    first, last = divmod(family, 26)
    return (chr(64 + first) if first else "") + chr(65 + last)


def _label(sheet: Sheet, topic: TopicPart, placed: Placed, disc: Disc, number: int) -> None:
    """Print the label beside the circle, or its number where that is all there is room for."""
    box = placed.box
    if placed.line:
        sheet.lines([placed.line], colour=QUIET, wide=0.5)
    middle = (box.left + box.right) / 2
    place = "left" if middle > disc.x + disc.radius else "right"
    place = "center" if abs(middle - disc.x) <= disc.radius else place
    x = {"left": box.left + 0.03, "right": box.right - 0.03, "center": middle}[place]
    text = str(number) if number else text_of(topic)
    sheet.say(x, (box.top + box.bottom) / 2, text, size=LABEL, wide=WIDEST, most=3,
              bold=not topic.near, ha=place, multialignment=place)  # fmt: skip


def _key_rows(families: Sequence[str], without: Sequence[TopicPart]) -> int:
    return math.ceil(len(families) / 2) + math.ceil(len(without) / 2)


def _key(
    sheet: Sheet, top: float, families: Sequence[str], without: Sequence[TopicPart], left: int
) -> None:
    """Explain letters, numbers and marks below the map."""
    half = WIDTH / 2
    for at, family in enumerate(families):
        x, y = 0.12 + half * (at % 2), top + ROW * (at // 2)
        _circle(sheet, Disc(x, y, 0.075), at, holds=True, lettered=True)
        sheet.say(x + 0.15, y, family, size=BODY, wide=half - 0.4, most=1)
    top += ROW * math.ceil(len(families) / 2)
    for at, topic in enumerate(without):
        x, y = 0.06 + half * (at % 2), top + ROW * (at // 2)
        told = f"{at + 1}  {text_of(topic)}"
        sheet.say(x, y, told, size=LABEL, wide=half - 0.2, most=1, bold=not topic.near)
    top += ROW * math.ceil(len(without) / 2) + 0.02
    sheet.say(0.05, top, f"{BEYOND} and bold: no code comes near", size=SMALL, colour=QUIET)
    sheet.disc(2.42, top, 0.06, face="white", linestyle=(0, (2.5, 1.8)))
    sheet.say(2.53, top, "not found again when other sessions are drawn", size=SMALL, colour=QUIET)
    told = "Area: number of utterances. Nearer topics are more alike."
    if left:
        told += f" Not shown for want of room: the {pair(left, 'smallest topic')}."
    sheet.say(0.05, top + ROW, told, size=SMALL, colour=QUIET)
