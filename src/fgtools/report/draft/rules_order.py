"""Lists that say that they are in order of their figures, and are not."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from fgtools.nouns import Finding
from fgtools.report.draft.bases import Bases
from fgtools.report.draft.figures import Figure, figures
from fgtools.report.draft.grid import Grid
from fgtools.report.draft.parts import Draft, Passage

SAID_OUT = (
    r"\btop (?:\d+|two|three|four|five|six|seven|eight|nine|ten|reasons|answers|themes|issues|"
    r"challenges|barriers|priorities|concerns)\b|\b(?:most|least) (?:common(?:ly)?|"
    r"frequent(?:ly)?|often|popular|cited|mentioned|important)\b|"
    r"\bin (?:descending |falling )?order\b|\brank(?:ed|ing)\b"
)
RANKED = re.compile(SAID_OUT, re.IGNORECASE)
"""What says that the first is the largest, over a table too."""
RANKS = re.compile(
    rf"{SAID_OUT}|\bhighest\b|\bfollowed by\b|"
    r"\b(?:main|primary|key|leading|biggest|chief|principal) (?:\w+ )?"
    r"(?:reasons|barriers|challenges|factors|drivers|concerns|causes)\b",
    re.IGNORECASE,
)
"""The same in a sentence or over a list: tables often keep the order of the questionnaire."""
LEAST = re.compile(r"\bleast\b|\bascending\b|\blowest\b", re.IGNORECASE)
REST = re.compile(
    r"\W*(?:other|none|don['’]?t know|not sure|prefer not|total|answered|all\b)", re.I
)
"""Items that come last whatever their figure."""


def out_of_order(bases: Bases) -> Iterator[Finding]:
    """Find "top three" and "most common" lists whose own figures say otherwise.

    Rationale: the reader takes the second of the list for the second in size.
    """
    yield from _lists(bases.draft)
    yield from _sentences(bases.draft)
    for grid in bases.grids:
        yield from _table(grid)


def _table(grid: Grid) -> Iterator[Finding]:
    said = f"{grid.table.lead} {' '.join(grid.table.header)}"
    if not RANKED.search(said) or grid.table.lead.endswith("."):
        return
    for column in grid.columns:
        shares = [
            (grid.row(at).where, share) for at, share in grid.shares(column)
            if not REST.match(grid.row(at).label)
        ]  # fmt: skip
        if len(shares) > 1:
            yield from _broken(shares, rising=bool(LEAST.search(said)))
            return


def _lists(draft: Draft) -> Iterator[Finding]:
    lists: dict[int, list[Passage]] = {}
    for passage in draft.prose:
        if passage.series:
            lists.setdefault(passage.series, []).append(passage)
    for items in lists.values():
        said = items[0].lead or draft.heading(items[0].section)
        if not RANKS.search(said):
            continue
        shares = [
            (item.at(found[0].span.start), found[0])
            for item in items
            if not REST.match(item.text)
            for found in [_shares(item.text)]
            if found
        ]
        if len(shares) == len([i for i in items if not REST.match(i.text)]):
            yield from _broken(shares, rising=bool(LEAST.search(said)))


def _sentences(draft: Draft) -> Iterator[Finding]:
    """Look at lists inside a sentence: "specific role (65 %), location (39 %) and ..."."""
    for passage in draft.prose:
        start = 0
        for sentence in re.split(r"(?<=[.;!?]) ", passage.text):
            ranked = RANKS.search(sentence)
            if ranked:
                found = [f for f in _shares(sentence) if f.span.start > ranked.start()]
                if len(found) > 1 and _bracketed(sentence, found):
                    shares = [(passage.at(start + f.span.start), f) for f in found]
                    yield from _broken(shares, rising=bool(LEAST.search(sentence)))
            start += len(sentence) + 1


def _shares(text: str) -> list[Figure]:
    return [f for f in figures(text) if f.exact and not f.other]


def _bracketed(sentence: str, found: list[Figure]) -> bool:
    """Tell whether each figure stands in brackets behind its item: a list, not a comparison."""
    return all(sentence[: f.span.start].rstrip().endswith(("(", "[")) for f in found)


def _broken(shares: list[tuple[str, Figure]], *, rising: bool) -> Iterator[Finding]:
    for (_, before), (where, after) in itertools.pairwise(shares):
        if before.base and after.base and before.base != after.base:
            return
        if (after.value < before.value) if rising else (after.value > before.value):
            what = (
                f"{after.shown} stands behind {before.shown} in a list that is said to be in order"
            )
            yield Finding("out-of-order", where, what)
            return
