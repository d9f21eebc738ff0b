from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from fgtools.codes.pair import PairModel
from fgtools.nouns import Code, Codebook
from fgtools.ports import Encoder, Vectors

ALLOTMENTS = Codebook(
    "Allotments",
    "1",
    (
        Code(
            "water",
            "Water and hoses",
            "Getting water to the plots.",
            include=("taps and hoses that leak",),
            examples=("The tap by the gate has been dry since Easter.",),
            cues=("hose*", "water butt", "tap"),
        ),
        Code("leaks", "Leaks", "Hoses and taps that leak.", cues=("leak*",), parent="water"),
        Code(
            "pests",
            "Slugs and pigeons",
            "Animals that eat what is grown.",
            exclude=("deer and fences (see fences)",),
            cues=("slug*", "pigeon*"),
        ),
        Code("fences", "Fences", "Keeping deer and people out.", cues=("fence*", "gate")),
    ),
)


class ByLetters:
    """An encoder for tests: what shares pieces of words is near. No model, same everywhere."""

    pin = "letters"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.asked += texts
        rows = np.full((len(texts), 512), 1e-3, np.float32)
        for row, text in zip(rows, texts, strict=True):
            padded = f" {text.lower()} "
            for at in range(len(padded) - 3):
                row[sum(ord(c) * 31**n for n, c in enumerate(padded[at : at + 4])) % 512] += 1
        unit: Vectors = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return unit


@pytest.fixture
def codebook() -> Codebook:
    return ALLOTMENTS


@pytest.fixture
def encoder() -> Encoder:
    return ByLetters()


@pytest.fixture
def model() -> PairModel:
    return PairModel(
        features=("cue", "meaning_gap", "tfidf"),
        means=(0.0, 0.0, 0.0),
        scales=(1.0, 1.0, 1.0),
        weights=(3.0, 1.0, 5.0),
        bias=-3.0,
        slope=1.0,
        offset=0.0,
        threshold=0.4,
    )
