"""The pair model: how sure it is that a code holds for a passage, from their features.

A logistic regression whose weights cannot be negative: more evidence never makes a code less
likely, which is what lets weights learnt on some codebooks serve another. It is read from JSON,
so nothing in the file can run.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from fgtools.codes.features import Evidence
from fgtools.errors import FgtoolsError

Scores = NDArray[np.float64]
EDGE = 1e-5


@dataclass(frozen=True, slots=True)
class PairModel:
    """Weights for standardised features, then Platt's line, then the score that assigns."""

    features: tuple[str, ...]
    means: tuple[float, ...]
    scales: tuple[float, ...]
    weights: tuple[float, ...]
    bias: float
    slope: float
    offset: float
    threshold: float


def read(path: Path) -> PairModel:
    """Read the model that `models/train_codes.py` wrote; raise FgtoolsError if it is none."""
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        model = PairModel(
            features=tuple(str(name) for name in stored["features"]),
            means=_numbers(stored["means"]),
            scales=_numbers(stored["scales"]),
            weights=_numbers(stored["weights"]),
            bias=float(stored["bias"]),
            slope=float(stored["slope"]),
            offset=float(stored["offset"]),
            threshold=float(stored["threshold"]),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise FgtoolsError(
            "no model of codes could be read here", str(path), "Type: fgtools models check"
        ) from error
    if {len(model.means), len(model.scales), len(model.weights)} != {len(model.features)}:
        raise FgtoolsError("the model of codes is not whole", str(path))
    return model


def _numbers(stored: Iterable[float]) -> tuple[float, ...]:
    return tuple(float(number) for number in stored)


def score(model: PairModel, evidence: Evidence) -> Scores:
    """Return how likely, 0 to 1, each code (column) is for each passage (row) by itself.

    `settled` makes probabilities of it, once the talk around each passage is taken in. Raises
    FgtoolsError where the model asks for evidence that is not gathered.
    """
    unknown = sorted(set(model.features) - set(evidence.names))
    if unknown:
        raise FgtoolsError(f"the model of codes asks for unknown evidence: {', '.join(unknown)}")
    columns = [evidence.names.index(name) for name in model.features]
    values = evidence.values[:, :, columns]
    logits = ((values - model.means) / model.scales) @ np.array(model.weights) + model.bias
    alone: Scores = 1 / (1 + np.exp(-logits))
    return alone


def settled(model: PairModel, scores: Scores) -> Scores:
    """Return scores as probabilities: how often people gave a code that was scored like this."""
    straight = model.slope * odds(scores) + model.offset
    calibrated: Scores = 1 / (1 + np.exp(-straight))
    return calibrated


def odds(scores: Scores) -> Scores:
    """Return the log-odds of scores; those of 0 and 1 are kept finite."""
    kept = np.clip(scores, EDGE, 1 - EDGE)
    made: Scores = np.log(kept / (1 - kept))
    return made
