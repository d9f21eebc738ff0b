"""The times that stand in the rows of a table: clocks, seconds, milliseconds, ranges, durations."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from fgtools.transcripts.grid import folded
from fgtools.transcripts.times import out_of_order, seconds

PLAIN = re.compile(r"(-?\d{1,9}(?:\.\d{1,9})?)\s*(s|sec|secs|seconds|ms)?", re.IGNORECASE)
SPOKEN = re.compile(
    r"(?:(\d{1,3})\s*h\s*)?(?:(\d{1,3})\s*m(?:in)?\s*)?(?:(\d{1,5})\s*s)?", re.IGNORECASE
)
RANGE = re.compile(r"\s*(?:-->|(?<=[\d\])])\s*[-–—]\s*(?=[\[(\d]))\s*")
MILLISECONDS = re.compile(r"\b(?:ms|milliseconds?|msec)\b")
FRAMES = re.compile(r"(?<=\d:\d\d:\d\d)[:;]\d\d$")
DAY = 24 * 3600.0
LONGEST = 60
"""Characters of a cell that may be a time."""
UNREAD = "The times could not be read as times of the recording; they were left out."
OF_THE_DAY = "The times are those of the day, not of the recording; they were left out."

Times = tuple[float | None, float | None]


def row_times(
    rows: Sequence[tuple[int, Mapping[str, str]]], headers: Mapping[str, str]
) -> tuple[list[Times], list[str]]:
    """Return begin and end of each row in seconds, and a warning for each kind that is odd.

    A row is its number and its cells by column; `headers` says whether plain numbers are `(ms)`.
    """
    unit = {
        name: 0.001 if MILLISECONDS.search(folded(header)) else 1.0
        for name, header in headers.items()
    }
    times = [_of_row(cells, unit) for _, cells in rows]
    firsts = [begin for begin, _ in times if begin is not None]
    if not firsts and any(cells.get("begin", "").strip() for _, cells in rows):
        return times, [UNREAD]
    if firsts and min(firsts) >= DAY / 4 and max(firsts) <= DAY:
        return [(None, None)] * len(times), [OF_THE_DAY]
    whole = [
        (number, begin, end)
        for (number, _), (begin, end) in zip(rows, times, strict=True)
        if begin is not None and end is not None
    ]
    return times, out_of_order(whole, "Row")


def _of_row(cells: Mapping[str, str], unit: Mapping[str, float]) -> Times:
    begin, end = span(cells.get("begin", ""), unit.get("begin", 1.0))
    end = end if end is not None else span(cells.get("end", ""), unit.get("end", 1.0))[0]
    lasts = span(cells.get("duration", ""), unit.get("duration", 1.0))[0]
    if end is None and begin is not None and lasts is not None:
        end = round(begin + lasts, 3)
    return begin, end


def span(cell: str, unit: float = 1.0) -> Times:
    """Return the times in a cell: one, or a range such as `[00:01 - 00:05]`; None where none is."""
    if not cell or len(cell) > LONGEST:
        return None, None
    parts = RANGE.split(cell.strip().strip("[](){}<>"), maxsplit=1)
    times = [_time(part, unit) for part in parts]
    return times[0], times[1] if len(times) > 1 else None


def _time(cell: str, unit: float) -> float | None:
    text = cell.strip().strip("[](){}<>").strip()
    if match := PLAIN.fullmatch(text.replace(",", ".")):
        scale = 0.001 if (match[2] or "").lower() == "ms" else (1.0 if match[2] else unit)
        return round(float(match[1]) * scale, 3)
    if text and (match := SPOKEN.fullmatch(text)):
        hours, minutes, rest = (int(part or 0) for part in match.groups())
        return float(hours * 3600 + minutes * 60 + rest)
    return seconds(FRAMES.sub("", text))
