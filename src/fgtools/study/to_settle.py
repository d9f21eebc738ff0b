"""What the check found in outputs that were not written: for whoever has to settle it.

The words stand in the private zone and nowhere else, until the next outputs pass.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from fgtools.nouns import Span
from fgtools.study.folder import Folder
from fgtools.study.private import TO_SETTLE
from fgtools.study.zone_tables import as_csv

HEADER = ("words", "what", "times", "where", "said")
AROUND = 60
"""Code points on each side of the words that are shown with them."""
FIRST = 2_000
"""Different words that are kept at most, those that stand most often first."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where some words stand: what they look like, the place, its text, the stretch of it."""

    what: str
    where: str
    text: str
    span: Span

    @property
    def words(self) -> str:
        """Return the words, on one line."""
        return " ".join(self.text[self.span.start : self.span.end].split())

    @property
    def said(self) -> str:
        """Return the words with what stands around them, on one line."""
        start, end = max(0, self.span.start - AROUND), self.span.end + AROUND
        return " ".join(self.text[start:end].split())


def note(folder: Folder, places: Iterable[Place]) -> None:
    """Keep what was found, each thing once with its first place, in place of what was kept."""
    first: dict[str, Place] = {}
    times: dict[str, int] = {}
    for place in places:
        key = place.words.casefold()
        first.setdefault(key, place)
        times[key] = times.get(key, 0) + 1
    if folder.private.seal or not first:
        return forget(folder)
    often = sorted(first, key=lambda key: (-times[key], key))[:FIRST]
    found = ((first[key], times[key]) for key in often)
    rows = ((one.words, one.what, count, one.where, one.said) for one, count in found)
    return folder.private.note(TO_SETTLE, as_csv(HEADER, rows))


def words(folder: Folder) -> frozenset[str]:
    """Return the words that are to be settled, in small letters."""
    return frozenset(row["words"].casefold() for row in folder.private.rows(TO_SETTLE, HEADER))


def forget(folder: Folder) -> None:
    """Delete it."""
    folder.private.drop_note(TO_SETTLE)
