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


class OddTimes:
    """Gather times that cannot be right while cues are read, one kind for each cue."""

    def __init__(self, unit: str = "Line") -> None:
        self.unit = unit
        self.latest = float("-inf")
        self.found: dict[str, list[int]] = {}
        self.counts: dict[str, int] = {}

    def look(self, line: int, begin: float | None, end: float | None) -> None:
        """Take in the times of one cue, in seconds, and the number of its line."""
        if begin is None or end is None:
            self.add("a time cannot be read", line)
        elif begin < 0:
            self.add("a cue starts before the recording", line)
        elif end < begin:
            self.add("a cue ends before it starts", line)
        elif begin < self.latest:
            self.add("a cue starts before the one above it", line)
        if begin is not None:
            self.latest = max(self.latest, begin)

    def warnings(self) -> list[str]:
        """Return one warning for each kind of odd time, with the first few lines."""
        return [f"{self._places(what)}: {what}; the words are kept." for what in self.found]

    def add(self, what: str, line: int) -> None:
        """Take in the line of one oddity."""
        named = self.found.setdefault(what, [])
        self.counts[what] = self.counts.get(what, 0) + 1
        if len(named) < NAMED:
            named.append(line)

    def _places(self, what: str) -> str:
        named, count = self.found[what], self.counts[what]
        more = f" and {count - NAMED} more" if count > NAMED else ""
        return f"{self.unit}{'s' if count > 1 else ''} {', '.join(map(str, named))}{more}"


def out_of_order(
    times: Iterable[tuple[int, float | None, float | None]], unit: str = "Line"
) -> list[str]:
    """Return a warning for each kind of odd time: missing, negative, backwards, ended too soon."""
    odd = OddTimes(unit)
    for line, begin, end in times:
        odd.look(line, begin, end)
    return odd.warnings()
