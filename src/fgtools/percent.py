"""Percentages: none on a tiny base, and no more digits than the base carries."""

from __future__ import annotations

LEAST_BASE = 20
"""People below which no percentage is printed: one of them would be more than 5 points. Eurostat
does not publish estimates on fewer than 20 observations (EU-SILC, rules of dissemination)."""
BASE_FOR_DECIMALS = 200
"""People from which one decimal is printed: below, a person is half a point and more (the rule that
`fgtools report check` holds drafts to)."""


def percent(count: int | None, of: int | None) -> str:
    """Return `count` of `of` people as a percentage, "" where either is hidden or `of` is tiny."""
    share = rounded(count, of)
    return "" if share is None or of is None else f"{100 * share:.{int(decimals(of) > 2)}f}%"


def rounded(count: int | None, of: int | None) -> float | None:
    """Return `count` of `of` people as a share, 0 to 1, as far as its base carries; else None."""
    if count is None or of is None or of < LEAST_BASE:
        return None
    return round(count / of, decimals(of))


def decimals(of: int) -> int:
    """Return how many decimals of a share (0 to 1) a base of so many people carries."""
    return 3 if of >= BASE_FOR_DECIMALS else 2
