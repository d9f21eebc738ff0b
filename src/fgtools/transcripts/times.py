"""Times in transcripts become seconds."""

from __future__ import annotations

import re
from collections.abc import Iterable

CLOCK = re.compile(
    r"(?P<sign>-?)(?:(?P<hours>\d{1,4}):)?(?P<minutes>\d{1,4}):(?P<seconds>\d{1,4})(?:[.,](?P<fraction>\d{1,9}))?"
)
NAMED = 5


def seconds(text: str, unpadded: bool = False) -> float | None:
    """Return a time such as `00:01:02.500`, `1:02` or `0:1:2.40` in seconds; None if it is none.

    Teams up to 2023 and Graph do not pad: there (`unpadded`) the number after the dot is whole
    milliseconds, so that `0:2:22.40` is 142.040 s; read as a decimal, cues would end before they
    start.
    """
    match = CLOCK.fullmatch(text.strip())
    if match is None:
        return None
    fraction = match["fraction"] or "0"
    part = int(fraction) / 1000 if unpadded and len(fraction) < 3 else float(f"0.{fraction}")
    whole = int(match["hours"] or 0) * 3600 + int(match["minutes"]) * 60 + int(match["seconds"])
    return round((whole + part) * (-1 if match["sign"] else 1), 3)


def out_of_order(times: Iterable[tuple[int, float | None, float | None]]) -> list[str]:
    """Return a warning for each kind of odd time: missing, negative, backwards, ended too soon."""
    odd: dict[str, list[int]] = {}
    latest = float("-inf")
    for line, begin, end in times:
        if begin is None or end is None:
            odd.setdefault("a time cannot be read", []).append(line)
        elif begin < 0:
            odd.setdefault("a cue starts before the recording", []).append(line)
        elif end < begin:
            odd.setdefault("a cue ends before it starts", []).append(line)
        elif begin < latest:
            odd.setdefault("a cue starts before the one above it", []).append(line)
        latest = max(latest, begin if begin is not None else latest)
    return [f"{_count(found)}: {what}; the words are kept." for what, found in odd.items()]


def _count(found: list[int]) -> str:
    places = ", ".join(map(str, found[:NAMED]))
    return f"{'Line' if len(found) == 1 else 'Lines'} {places}" + (
        f" and {len(found) - NAMED} more" if len(found) > NAMED else ""
    )
