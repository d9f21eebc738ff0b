"""What the machine's scores say of who raised what, when its codings are only proposals.

Assigned codings hide differences: what was missed and what was given wrongly is the same for every
group, and waters them down. The scores know more. Taken together, those of all turns say how often
each code is said, and which codes are taken for which (the mixture's Fisher information); from that
a turn's scores are unmixed, so that what is given away to other codes comes back, and each code
gets the weight that its scores are worth. Unmixed scores may lie below 0 or above 1 for one turn;
they are right on the average.

After Saerens, Latinne and Decaestecker (2002, Neural Computation 14:21-41), who re-estimate how
common classes are, and the one-step estimate from a likelihood's slope (Le Cam 1956).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from fgtools.roles.counting import Flags, Numbers

EDGE = 1e-3
"""Scores are kept so far from 0 and 1."""
ROUNDS = 50
PRIOR = 0.5
"""Turns' worth of belief in each code when it is estimated how common it is (Jeffreys)."""
RIDGE = 0.2
"""Part of a code's own information that is added where codes are told apart, so that two that are
hardly told apart do not blow each other up; .05 to .5 give nearly the same calls."""
LEAST_WORTH = 0.03
"""Worth of a code's scores below which they say nothing."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """How likely (0 to 1) each code holds for each turn; what people decided is 0 or 1.

    `scores` has a row a turn, said by `participants`, and a column a code; `subjects` leads from a
    code to the subjects it counts for: itself and the themes above it.
    """

    participants: Sequence[str]
    codes: Sequence[str]
    scores: Numbers
    subjects: Mapping[str, Sequence[str]]


def raised(evidence: Evidence, people: Sequence[str], subjects: Sequence[str]) -> Numbers:
    """Return how many turns' worth each person raised each subject; shape (people, subjects).

    Where all scores are 0 or 1 these are the turns themselves.
    """
    rolled = np.zeros((len(evidence.codes), len(subjects)))
    column = {subject: at for at, subject in enumerate(subjects)}
    for row, code in enumerate(evidence.codes):
        for subject in evidence.subjects[code]:
            rolled[row, column[subject]] = 1
    told = unmixed(evidence.scores) @ rolled
    sure = _sure(evidence.scores)
    told[sure] = np.minimum(told[sure], 1)  # two codes of a theme are one turn on the theme
    row_of = {person: at for at, person in enumerate(people)}
    rows = np.array([row_of.get(person, -1) for person in evidence.participants], np.int64)
    added = np.zeros((len(people), len(subjects)))
    np.add.at(added, rows[rows >= 0], told[rows >= 0])
    counted: Numbers = np.maximum(added * worth(told), 0)
    return counted


def worth(told: Numbers) -> Numbers:
    """Return for each column the variance that yes or no would have, by its own: 0 to 1."""
    if not len(told):
        return np.ones(told.shape[1])
    common, spread = told.mean(axis=0), told.var(axis=0)
    plain = np.maximum(common * (1 - common), 0)
    share = np.divide(plain, spread, out=np.zeros_like(plain), where=spread > 0)
    kept: Numbers = np.where(share < LEAST_WORTH, 0.0, np.minimum(share, 1.0))
    return kept


def unmixed(scores: Numbers) -> Numbers:
    """Return scores without what each code has of the others; rows of 0 and 1 stay as they are.

    Codes compete for the other turns, each of which says as much as its scores add up to: where
    that is less than one, perhaps nothing.
    """
    doubtful = ~_sure(scores)
    if not doubtful.any():
        return scores
    kept = np.clip(scores[doubtful], EDGE, 1 - EDGE)
    none = np.maximum(1 - kept.sum(axis=1), EDGE)
    chances = np.column_stack([kept, none])
    common = _how_common(chances)
    slopes = chances / (chances @ common)[:, None]
    information = slopes.T @ slopes / len(slopes) + RIDGE * np.diag(1 / common)
    told = common + (1 + RIDGE) * np.linalg.solve(information, (slopes - 1).T).T
    things = np.maximum(kept.sum(axis=1), 1)
    result = scores.astype(float)
    result[doubtful] = told[:, :-1] * things[:, None]
    return result


def _sure(scores: Numbers) -> Flags:
    either: Flags = (scores <= 0) | (scores >= 1)
    return np.asarray(either.all(axis=1), bool)


def _how_common(chances: Numbers) -> Numbers:
    """Return how common each kind is by maximum likelihood, `PRIOR` added."""
    common = np.full(chances.shape[1], 1 / chances.shape[1])
    for _ in range(ROUNDS):
        shares = chances * common
        shares /= shares.sum(axis=1, keepdims=True)
        common = shares.sum(axis=0) + PRIOR
        common /= common.sum()
    return common
