"""Many comparisons at once: which of them may be called."""

from __future__ import annotations

import numpy as np

from fgtools.roles.counting import Numbers

FALSE_CALLS = 0.05
"""False discovery rate over all comparisons (Benjamini and Hochberg 1995)."""


def largest_accepted(chances: Numbers) -> float:
    """Return the largest p that Benjamini and Hochberg's rule accepts, or -1."""
    ranked = np.sort(chances)
    steps = FALSE_CALLS * np.arange(1, len(ranked) + 1) / max(len(ranked), 1)
    accepted = ranked[ranked <= steps]
    return float(accepted[-1]) if len(accepted) else -1.0
