"""Dates in attendance reports: day and month stand in either order, and nothing says which."""

from __future__ import annotations

import re
from collections.abc import Iterable

DATE = re.compile(
    r"(?P<one>\d{1,4})[/.\-](?P<two>\d{1,2})[/.\-](?P<three>\d{2,4})"
    r"(?:,|\s|à|T)*(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d))?\s*(?P<half>[AaPp]\.?[Mm])?.*"
)


def readable(printed: Iterable[str]) -> tuple[dict[str, str], list[str]]:
    """Return each date as ISO 8601 (local time, no zone), and a warning if the order was guessed.

    A number above 12 settles the order, else a.m. and p.m. mean the American one, else it is read
    as day first.
    """
    found = {text: match for text in printed if (match := DATE.fullmatch(text.strip()))}
    firsts = [int(match["one"]) for match in found.values()]
    seconds = [int(match["two"]) for match in found.values()]
    halves = any(match["half"] for match in found.values())
    day_first = any(12 < n < 32 for n in firsts)
    month_first = not day_first and (any(n > 12 for n in seconds) or halves)
    sure = day_first or any(n > 12 for n in seconds) or any(n > 31 for n in firsts)
    dates = {text: _iso(match, month_first) for text, match in found.items()}
    if not found or sure:
        return dates, []
    order = "month before day" if month_first else "day before month"
    return dates, [f"The dates do not say their order; they were read as {order}."]


def _iso(match: re.Match[str], month_first: bool) -> str:
    one, two, three = match["one"], match["two"], match["three"]
    if len(one) == 4:
        year, month, day = int(one), int(two), int(three)
    else:
        year = int(three) + (2000 if len(three) == 2 else 0)
        month, day = (int(one), int(two)) if month_first else (int(two), int(one))
    hour = int(match["hour"])
    if match["half"]:
        hour = hour % 12 + (12 if match["half"].lower().startswith("p") else 0)
    clock = f"{hour:02d}:{match['minute']}:{match['second'] or '00'}"
    return f"{year:04d}-{month:02d}-{day:02d}T{clock}"
