"""Columns of a list of people that group them, such as sector or contract."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from fgtools.transcripts.grid import Row, folded

KNOWN = frozenset({"given", "family", "name", "role", "session", "joined", "left", "action"})
MOST_VALUES = 0.5
"""Different values, as a share of the people who have one, from which a column groups nobody."""


def grouping(header: Row, rows: Sequence[Row], at: Mapping[str, int]) -> dict[str, int]:
    """Return the further columns of a list by heading: those with values that people share.

    `at` are the columns taken already; the post is taken again where there is a role beside it.
    What is of one person alone, such as an address, is left in the list.
    """
    taken = {n for name, n in at.items() if name != "post" or "role" not in at}
    found: dict[str, int] = {}
    for n, cell in enumerate(header):
        heading = folded(cell)
        told = [row[n].strip().casefold() for row in rows if n < len(row) and row[n].strip()]
        counts = Counter(told)
        shares = bool(told) and len(counts) <= MOST_VALUES * len(told)
        if heading and heading not in KNOWN and n not in taken and shares:
            found.setdefault(heading, n)
    return found
