"""Learning from people: what they confirmed and rejected corrects the scores of their own study.

How far the pair model's odds are off, and how common codes are, is learnt from turns that people
read for all codes. Then, for each code with examples enough, a logistic regression on the meaning
and the words of turns, with those odds as what is believed before anything was confirmed (a ridge
towards it, so that four examples move little and a thousand move all).

What a turn's own codes taught is not used to score that turn: turns that people coded are scored
by models fitted without them (cross-fitting, Stone 1974), so that agreement with those people,
calibration and cut are honest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer

from fgtools.codes.asking import ENOUGH
from fgtools.codes.pair import odds

Numbers = NDArray[np.float64]
Yes = NDArray[np.bool_]

FOLDS = 5
RIDGE = 1.0
"""Of the weights of meaning and words, for one code."""
TRUST_SLOPE, TRUST_ALL, TRUST_ONE = 100.0, 10.0, 4.0
"""Ridges that hold the slope and the offset of all odds near 1 and 0, and one code's offset near 0:
so many pairs' worth of belief (of a slope, times the square of log-odds, about 10) in what was
scored before."""
MEANT, WORDED = 2.5, 1.5
"""Lengths that the rows of meaning and of words are given: the longer, the faster it is learnt."""
ROUNDS = 200
WIDTH = 300
"""Numbers to which the words of a turn are reduced."""
CALM = 50.0
"""Confirmed codings' worth of belief that the shipped calibration and cut are right."""
CUTS = tuple(at / 100 for at in range(10, 60))


@dataclass(frozen=True, slots=True)
class Known:
    """What people said of pairs of turn (row) and code (column): yes, no, or nothing.

    `read` are the rows that somebody read for all codes, in order.
    """

    yes: Yes
    no: Yes
    read: NDArray[np.intp]

    @property
    def pairs(self) -> Yes:
        """Return the pairs that somebody decided."""
        return self.yes | self.no

    @property
    def turns(self) -> NDArray[np.intp]:
        """Return the rows in which anything was decided."""
        return np.flatnonzero(self.pairs.any(axis=1))


@dataclass(frozen=True, slots=True)
class _Fitted:
    """Weights of features (a row a code), slopes and offsets of log-odds (one a code)."""

    weights: Numbers
    slope: Numbers
    offset: Numbers

    def odds(self, before: Numbers, features: Numbers) -> Numbers:
        made: Numbers = self.slope * before + self.offset + features @ self.weights.T
        return made


def learnt(before: Numbers, features: Numbers, known: Known) -> Numbers:
    """Return log-odds of every pair (turns x codes), corrected by what people said.

    `before` are the pair model's log-odds, `features` a row a turn. Rows in which people decided
    something are scored by models that have not seen them.
    """
    rows = known.turns
    if not len(rows):
        return before
    after = _fit(before, features, known, rows).odds(before, features)
    for held in _folds(rows):
        fitted = _fit(before, features, known, np.setdiff1d(rows, held))
        after[held] = fitted.odds(before[held], features[held])
    return after


def _folds(rows: NDArray[np.intp]) -> list[NDArray[np.intp]]:
    """Return the rows in parts, every so-manieth in one: neighbours are seldom in the same."""
    return [rows[at::FOLDS] for at in range(FOLDS) if len(rows[at::FOLDS])]


def _fit(before: Numbers, features: Numbers, known: Known, rows: NDArray[np.intp]) -> _Fitted:
    """Fit to the pairs decided in some rows: first how far all odds are off, then each code."""
    codes = before.shape[1]
    read = np.intersect1d(rows, known.read)
    slope, offset = 1.0, 0.0
    if len(read) >= ENOUGH:  # the pairs of one turn are one person's look at one moment
        slope, offset = _off(before[read][known.pairs[read]], known.yes[read][known.pairs[read]])
    # single pairs that were rejected teach a code as well; the noes of read turns are many
    asked = np.setdiff1d(rows, read)
    own = (known.yes[rows].sum(axis=0) >= ENOUGH) | (known.no[asked].sum(axis=0) >= ENOUGH)
    fitted = _Fitted(
        np.zeros((codes, features.shape[1])), np.full(codes, slope), np.full(codes, offset)
    )
    for code in np.flatnonzero(own):
        held = rows[known.pairs[rows, code]]
        free = slope * before[held, code] + offset
        yes = known.yes[held, code].astype(np.float64)
        weights, shift = _own(features[held], free, yes)
        fitted.weights[code] = weights
        fitted.offset[code] += shift
    return fitted


def _off(before: Numbers, yes: Yes) -> tuple[float, float]:
    """Return slope and offset that put right the odds of all codes, held near 1 and 0.

    Only turns that were read for all codes tell: pairs that were asked about because they are in
    doubt, or set because somebody saw them, say nothing of how common codes are.
    """
    if not len(yes):
        return 1.0, 0.0
    return _straight(before, yes.astype(np.float64), TRUST_SLOPE, TRUST_ALL)


def _straight(
    before: Numbers, yes: Numbers, trust_slope: float, trust_offset: float
) -> tuple[float, float]:
    """Return the slope and the offset that put log-odds right, held near 1 and 0 (Platt 1999)."""

    def loss(two: Numbers) -> tuple[float, Numbers]:
        after = two[0] * before + two[1]
        error = expit(after) - yes
        value = (np.logaddexp(0, after) - yes * after).sum() + (
            trust_slope * (two[0] - 1) ** 2 + trust_offset * two[1] ** 2
        ) / 2
        slope = [error @ before + trust_slope * (two[0] - 1), error.sum() + trust_offset * two[1]]
        return float(value), np.array(slope)

    found = minimize(loss, np.array([1.0, 0.0]), jac=True, method="L-BFGS-B").x
    return max(float(found[0]), 0.1), float(found[1])


def _own(x: Numbers, free: Numbers, yes: Numbers) -> tuple[Numbers, float]:
    """Return the weights and the offset of one code, held near 0."""

    def loss(flat: Numbers) -> tuple[float, Numbers]:
        odds = free + x @ flat[:-1] + flat[-1]
        error = expit(odds) - yes
        value = (np.logaddexp(0, odds) - yes * odds).sum() + (
            RIDGE * flat[:-1] @ flat[:-1] + TRUST_ONE * flat[-1] ** 2
        ) / 2
        slope = np.append(x.T @ error + RIDGE * flat[:-1], error.sum() + TRUST_ONE * flat[-1])
        return float(value), slope

    start = np.zeros(x.shape[1] + 1)
    options = {"maxiter": ROUNDS}
    best = minimize(loss, start, jac=True, method="L-BFGS-B", options=options).x
    return best[:-1], float(best[-1])


def features(vectors: Numbers, texts: Sequence[str]) -> Numbers:
    """Return a row of features for each turn: its meaning, and its words.

    `vectors` are the turns' sentence vectors. Words are reduced to `WIDTH` numbers (latent
    semantic analysis, Deerwester et al. 1990) over all turns of the study, coded or not.
    """
    meant = _unit(vectors - vectors.mean(axis=0))
    words = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True, dtype=np.float64)
    try:
        rows = words.fit_transform(texts)
    except ValueError:  # no word is said twice
        return MEANT * meant
    size = min(WIDTH, rows.shape[0] - 1, rows.shape[1] - 1)
    if size < 1:
        return MEANT * meant
    reduced = _unit(TruncatedSVD(size, random_state=0).fit_transform(rows))
    return np.concatenate([MEANT * meant, WORDED * reduced], axis=1)


def _unit(rows: Numbers) -> Numbers:
    unit: Numbers = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6)
    return unit


@dataclass(frozen=True, slots=True)
class Line:
    """What calibrates log-odds (Platt 1999), and the score from which a code is assigned."""

    slope: float
    offset: float
    cut: float

    def calibrated(self, scores: Numbers) -> Numbers:
        """Return scores (0 to 1) put right."""
        made: Numbers = expit(self.slope * odds(scores) + self.offset)
        return made


def line(scores: Numbers, known: Known, cut: float) -> Line:
    """Return what puts right scores that were made without what people said of the same turns.

    Only turns that people read for all codes tell how common codes are; single pairs were asked
    about because they were in doubt. The line is fitted to them with a ridge to no change; the cut
    is the one that gives the best micro-F1 on them, held near `cut` while few were said to hold.
    """
    ridge, read = CALM, known.read
    pairs = known.pairs[read]
    before, yes = odds(scores[read][pairs]), known.yes[read][pairs].astype(np.float64)
    held = int(yes.sum())
    if not held or len(read) < ENOUGH:
        return Line(1.0, 0.0, cut)

    slope, offset = _straight(before, yes, ridge, ridge)
    after = expit(slope * before + offset)
    best = max(CUTS, key=lambda at: (round(_f1(after >= at, yes > 0), 4), -abs(at - cut)))
    return Line(slope, offset, (held * best + CALM * cut) / (held + CALM))


def _f1(given: Yes, yes: Yes) -> float:
    return float(2 * (given & yes).sum() / max(given.sum() + yes.sum(), 1))
