"""Which counts of people a release hides: one rule for all that is counted."""

from __future__ import annotations


def hidden(count: int, of: int, threshold: int) -> bool:
    """Tell whether `count` of `of` people is hidden: few did, or few did not; nobody is no count.

    Rationale: that all but two of a group said something tells of these two.
    """
    return 0 < count < threshold or 0 < of - count < threshold
