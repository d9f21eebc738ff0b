"""How the writer of a project counted: told by where its selections begin and end.

The standard says code points from 0 and is silent on the rest. Programs count code points or
UTF-16 units, a line end of two characters as one or two, the byte order mark or not, and the last
character in or out. A reading under which selections begin and end at the edges of words, and
repeat the words that they are called by, is the right one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from fgtools.nouns import Span

LEAST = 0.6
"""Share of selections that must begin and end as selections do, for a file to be believed."""
BOM = "\ufeff"
ODD = re.compile("[\ufeff\r\U00010000-\U0010ffff]")
"""Characters that programs count differently."""
SHORTEST_NAME = 4
"""Characters of a name that is taken for the words themselves."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way of counting."""

    utf16: bool = False
    long_ends: bool = True
    bom: bool = False
    inclusive: bool = False

    def __str__(self) -> str:
        """Say it in words."""
        return ", ".join(
            (
                "UTF-16 units" if self.utf16 else "code points",
                f"a line end of two characters counts {2 if self.long_ends else 1}",
                f"the byte order mark {'counts' if self.bom else 'does not count'}",
                f"the last character is {'in' if self.inclusive else 'out'}",
            )
        )


READINGS = tuple(
    Reading(utf16, long_ends, bom, inclusive)
    for inclusive, bom, long_ends, utf16 in product(
        (False, True), (False, True), (True, False), (False, True)
    )
)
"""All sixteen, what is met most often first: of two that fit as well the first is taken."""


@dataclass(frozen=True, slots=True)
class Raw:
    """A text as it lies in the file, and (begin, end, name) of its selections as written."""

    text: str
    selections: tuple[tuple[int, int, str], ...]


@dataclass(frozen=True, slots=True)
class Detected:
    """The reading that fits best, how well (0 to 1), and whether another would read otherwise.

    `fits` is 1 where there is no selection.
    """

    reading: Reading
    fits: float
    selections: int


def plain(text: str) -> str:
    """Return a text as this program keeps it: no byte order mark, line feeds alone."""
    return text.removeprefix(BOM).replace("\r\n", "\n").replace("\r", "\n")


def detect(texts: Sequence[Raw]) -> Detected:
    """Return how the writer of a file counted, told by all selections in it."""
    seen = sum(len({s[:2] for s in raw.selections}) for raw in texts)
    if not seen:
        return Detected(READINGS[0], 1.0, 0)
    scores: dict[Reading, float] = {}
    for reading in READINGS:
        scores[reading] = sum(_score(raw, reading) for raw in texts) / seen
    best = max(READINGS, key=lambda reading: scores[reading])
    return Detected(best, scores[best], seen)


def spans(raw: Raw, reading: Reading) -> tuple[Span | None, ...]:
    """Return the selections in code points of the plain text; None for what lies outside it."""
    places = _places(raw.text, reading)
    return tuple(_span(places, begin, end, reading) for begin, end, _ in raw.selections)


def _span(places: Sequence[int], begin: int, end: int, reading: Reading) -> Span | None:
    last = end + 1 if reading.inclusive else end
    if not 0 <= begin < last <= places[-1]:
        return None
    return Span(bisect_left(places, begin), bisect_left(places, last))


def _places(text: str, reading: Reading) -> Sequence[int]:
    """Return where each character of the plain text, and its end, stands as the writer counts."""
    if not ODD.search(text):
        return range(len(text) + 1)
    places: list[int] = []
    at = 0
    rest = text
    if text.startswith(BOM):
        at, rest = int(reading.bom), text[1:]
    skip = False
    for here, char in enumerate(rest):
        if skip:
            skip = False
            continue
        places.append(at)
        at += 2 if reading.utf16 and ord(char) > 0xFFFF else 1
        if char == "\r" and rest[here + 1 : here + 2] == "\n":
            at += int(reading.long_ends)
            skip = True
    return [*places, at]


def _score(raw: Raw, reading: Reading) -> int:
    """Return how many different selections read well."""
    text = plain(raw.text)
    places = _places(raw.text, reading)
    names = {(begin, end): name for begin, end, name in reversed(raw.selections)}
    total = 0
    for (begin, end), name in names.items():
        span = _span(places, begin, end, reading)
        total += _reads_well(text, span, name) if span else 0
    return total


def _reads_well(text: str, span: Span, name: str) -> bool:
    """Tell whether words repeat the name of the selection, or stand between edges of words."""
    words = text[span.start : span.end]
    said = name.strip().removesuffix("...").removesuffix("…")
    if len(said) >= SHORTEST_NAME and words.startswith(said):
        return words.rstrip() == name.rstrip() or _edge(text, span.end)
    return not words[:1].isspace() and _edge(text, span.start) and _edge(text, span.end)


def _edge(text: str, at: int) -> bool:
    """Tell whether a word begins or ends here: no letters or digits on both sides."""
    return not (text[at - 1 : at].isalnum() and text[at : at + 1].isalnum())
