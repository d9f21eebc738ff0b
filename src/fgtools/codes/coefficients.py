"""Coefficients of agreement on nominal categories, beyond what chance would give.

They are taken from sums over units, so that thousands of resampled sets of units cost no more
than a few sums each: arrays may have any leading axes, the last ones are categories. Undefined
is NaN, as where nobody varies: chance alone would then agree too, and nothing can be told.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]


class Sums(NamedTuple):
    """Sums over units, of which each coder put each into one category or did not see it.

    `rated` counts units seen by anybody, `paired` those seen by two coders or more. `shares` are
    each unit's shares of categories, over `rated`; `values` the numbers of ratings by category,
    over `paired`. `same` are pairs of coders that agree on a unit, over all its pairs; `matched`
    the same weighted by ratings (Krippendorff's diagonal of coincidences).
    """

    rated: Numbers
    paired: Numbers
    shares: Numbers
    values: Numbers
    same: Numbers
    matched: Numbers


def sums_of(counts: Numbers) -> Sums:
    """Return the sums over units of counts (..., units, categories): coders by category."""
    coders = counts.sum(axis=-1)
    paired = coders >= 2
    alike = (counts * (counts - 1)).sum(axis=-1)
    return Sums(
        rated=(coders >= 1).sum(axis=-1).astype(np.float64),
        paired=paired.sum(axis=-1).astype(np.float64),
        shares=(counts / np.maximum(coders, 1)[..., None]).sum(axis=-2),
        values=(counts * paired[..., None]).sum(axis=-2),
        same=(alike / np.maximum(coders * (coders - 1), 1)).sum(axis=-1),
        matched=(alike / np.maximum(coders - 1, 1)).sum(axis=-1),
    )


def sums_of_two(table: Numbers) -> Sums:
    """Return the sums of two coders who saw the same units, from their table (..., q, q)."""
    units = table.sum(axis=(-2, -1))
    values = table.sum(axis=-1) + table.sum(axis=-2)
    agreed = np.trace(table, axis1=-2, axis2=-1)
    return Sums(units, units, values / 2, values, agreed, 2 * agreed)


def alpha(sums: Sums) -> Numbers:
    """Return Krippendorff's alpha for nominal data, any number of coders, missing ratings.

    Krippendorff (2011), Computing Krippendorff's alpha-reliability. Units that fewer than two
    coders saw do not count.
    """
    total = sums.values.sum(axis=-1)
    seen = total - sums.matched
    chance = total**2 - (sums.values**2).sum(axis=-1)
    return 1 - _divided((total - 1) * seen, chance)


def fleiss(sums: Sums) -> Numbers:
    """Return Fleiss' kappa: Fleiss (1971), Measuring nominal scale agreement among many raters.

    With missing ratings as in Gwet (2014), Handbook of inter-rater reliability, chapter 2.
    """
    return _beyond(_agreement(sums), (_categories(sums) ** 2).sum(axis=-1))


def ac1(sums: Sums) -> Numbers:
    """Return Gwet's AC1, any number of coders, missing ratings.

    Gwet (2008), Computing inter-rater reliability and its variance in the presence of high
    agreement; missing ratings as in his Handbook (2014), chapter 2.
    """
    shares = _categories(sums)
    chance = (shares * (1 - shares)).sum(axis=-1) / (shares.shape[-1] - 1)
    return _beyond(_agreement(sums), chance)


def kappa(table: Numbers) -> Numbers:
    """Return Cohen's kappa of two coders from their table (..., q, q) of units.

    Cohen (1960), A coefficient of agreement for nominal scales.
    """
    units = table.sum(axis=(-2, -1))
    agreed = _divided(np.trace(table, axis1=-2, axis2=-1), units)
    chance = _divided((table.sum(axis=-1) * table.sum(axis=-2)).sum(axis=-1), units**2)
    return _beyond(agreed, chance)


def f1(table: Numbers) -> Numbers:
    """Return F1 of two coders' yes from their table (..., 2, 2), no before yes.

    It is the same whichever of them is taken for right: Hripcsak and Rothschild (2005),
    Agreement, the F-measure, and reliability in information retrieval.
    """
    both = table[..., 1, 1]
    return _divided(2 * both, 2 * both + table[..., 0, 1] + table[..., 1, 0])


def agreed(table: Numbers) -> Numbers:
    """Return the share of units on which two coders agree, chance included."""
    return _divided(np.trace(table, axis1=-2, axis2=-1), table.sum(axis=(-2, -1)))


def _agreement(sums: Sums) -> Numbers:
    return _divided(sums.same, sums.paired)


def _categories(sums: Sums) -> Numbers:
    return _divided(sums.shares, sums.rated[..., None])


def _beyond(seen: Numbers, chance: Numbers) -> Numbers:
    return _divided(seen - chance, 1 - chance)


def _divided(above: Numbers, below: Numbers) -> Numbers:
    """Return a quotient, NaN where there is nothing to divide by."""
    possible = np.abs(below) > 1e-12
    divided: Numbers = np.where(possible, above / np.where(possible, below, 1.0), np.nan)
    return divided
