"""Lines that open a turn with a name and a stamp: `Name   0:04` (Teams), `Name  0:34` (Otter)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from fgtools.nouns import LeftOut
from fgtools.spans import WORD
from fgtools.transcripts.labels import accepted, name_like
from fgtools.transcripts.markdown import bare, without_pictures
from fgtools.transcripts.recording import LONGEST_LABEL, tidy_label
from fgtools.transcripts.source import Line
from fgtools.transcripts.times import seconds

STAMP = re.compile(r"[ \t\u00a0*_]+(?P<stamp>\d{1,4}:\d\d(?::\d\d)?)[*_\\]*$")
DATED = re.compile(r"\d:\d\d|\b(?:19|20)\d\d\b")
"""A date or time of day before the stamp: the line of a header, no name."""
BLANKS = " \t\u00a0"
MOST_SHOWN = 5
TOP = 6
"""Lines at the top among which the header ends."""
TAIL = 60
"""Only the end of a line is searched for its stamp, however long the line is."""
WIDE = 3
"""Blanks before the stamp of Teams; a tab counts as many."""


class Head(NamedTuple):
    """A name and a start; `gap` is the width of the blank between them, `marked`: bold name."""

    label: str
    begin: float
    gap: int = WIDE
    marked: bool = False
    pictured: bool = False


def head(text: str) -> Head | None:
    """Return what a line says that ends with a stamp after a name; None if it is none."""
    plain, _ = without_pictures(text)
    pictured = plain != text
    match = STAMP.search(plain, max(len(plain) - TAIL, 0))
    if match is None or (begin := seconds(match["stamp"])) is None:
        return None
    printed = plain[: match.start()].rstrip(BLANKS)
    between = plain[len(printed) : match.start("stamp")]
    gap = sum(WIDE if sign == "\t" else sign in BLANKS for sign in between)
    marked = printed.startswith(("**", "__")) or plain.startswith(("**", "__"))
    label = tidy_label(bare(printed).strip("*_ \u00a0"))
    if not label or len(printed) > LONGEST_LABEL or printed.endswith((":", ",", "-", "–", ">")):
        return None
    if not any(sign.isalnum() if gap >= WIDE else sign.isalpha() for sign in label):
        return None
    if label[0] in "[(<" and label[-1] in "])>":
        return None
    return Head(label, begin, gap, marked, pictured)


def heads(found: Sequence[Line]) -> list[Head | None]:
    """Return the heads among lines: those with a wide gap, and narrow ones shaped like names."""
    seen = [head(line.text) for line in found]
    counts = Counter(one.label for one in seen if one)
    sure = {one.label for one in seen if one and (one.gap >= WIDE or one.pictured)}
    return [
        one if one and (one.label in sure or _believed(one, line, counts)) else None
        for one, line in zip(seen, found, strict=True)
    ]


def alone_at_top(found: Sequence[Line], opened: Sequence[Head | None]) -> bool:
    """Tell whether all of a file is one turn: one head near the top, no labels under it."""
    if sum(one is not None for one in opened) != 1:
        return False
    at = next(number for number, one in enumerate(opened) if one)
    one, below = opened[at], [line.text for line in found[at + 1 :]]
    shaped = one is not None and one.gap > 1 and name_like(one.label)
    return shaped and at < TOP and bool(below) and not accepted(below)


def _believed(one: Head, line: Line, counts: Counter[str]) -> bool:
    if one.gap >= WIDE or one.pictured or one.marked:
        return True
    if DATED.search(one.label):
        return False
    if one.label[-1] in ".?!,;" and counts[one.label] < WIDE:
        return False
    shaped = name_like(one.label) or counts[one.label] >= WIDE
    return shaped and (line.opens or counts[one.label] > 1 or one.gap > 1)


def backwards(times: Iterable[tuple[str, float | None]]) -> tuple[str, ...]:
    """Return a warning that names the places where a start lies before the one above it."""
    before = float("-inf")
    odd: list[str] = []
    for where, begin in times:
        if begin is None:
            continue
        if begin < before:
            odd.append(where)
        before = begin
    return (f"Times go backwards ({shown(odd)}); the words are kept.",) if odd else ()


def shown(places: Sequence[str]) -> str:
    """Return the first few of some places, and how many more there are."""
    more = f" and {len(places) - MOST_SHOWN} more" if len(places) > MOST_SHOWN else ""
    return ", ".join(places[:MOST_SHOWN]) + more


def left(line: Line, reason: str) -> LeftOut:
    """Return a line as left out, with all its words."""
    return LeftOut(line.where, reason, len(WORD.findall(line.text)))
