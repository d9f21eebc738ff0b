"""Train the pair model that ships with fgtools: does this code hold for this turn?

It learns from two public sets with human codes:

* `nhs_dev`: comments of NHS patients (The-Strategy-Unit/pxtextmining, MIT), 34 codes;
* `argkp_dev`: arguments with key points (IBM ArgKP, CDLA-Sharing 1.0), 36 codes. The licence
  shares data alike, not the results of computing on it; the weights below hold none of the data.

Focus groups are neither, so pretend sessions are made of them: texts are joined into turns of one
to four, codebooks cut down to 10 to 30 codes, cues dropped, and some codes given examples taken
from texts that no turn of the session uses. What the weights see is evidence, never words.

    OMP_NUM_THREADS=1 PYTHONPATH=src python models/train_codes.py

writes `models/codes/pair.json` (about 5 minutes on one core).
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit

from fgtools.codes import features
from fgtools.codes.passages import Passage, passage
from fgtools.models import encoder
from fgtools.nouns import Code, Codebook
from fgtools.ports import Encoder, Vectors

Numbers = NDArray[np.float64]
SEED = 0
RIDGE = 1e-4
FOLDS = 5
EITHER_WAY = {"length", "cues_known"}
"""Features that are no evidence by themselves, whose weights may be negative."""
SOURCES = (("nhs_dev", "nhs_codebook", 100, 2), ("argkp_dev", "argkp_dev_codebook", 60, 4))
"""File, codebook, turns a pretend session, times that every text is used."""


@dataclass(frozen=True, slots=True)
class Text:
    """A coded text."""

    words: str
    codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Talk:
    """A session: a codebook, turns, and which code (column) holds for which turn (row)."""

    codebook: Codebook
    passages: tuple[Passage, ...]
    gold: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The evidence of one session, a row a pair of turn and code."""

    values: Numbers
    gold: Numbers
    weight: float


class Remembering:
    """An encoder that encodes no text twice."""

    def __init__(self, inner: Encoder) -> None:
        self._inner, self._rows = inner, dict[str, Vectors]()

    @property
    def pin(self) -> str:
        """Return what identifies the model."""
        return self._inner.pin

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit row for each text."""
        new = [text for text in dict.fromkeys(texts) if text not in self._rows]
        self._rows.update(zip(new, self._inner.encode(new), strict=True))
        return np.array([self._rows[text] for text in texts], np.float32)


def read(folder: Path, name: str, codebook: str) -> tuple[Codebook, list[Text]]:
    """Read a development set and its codebook."""
    entries = json.loads((folder / f"{codebook}.json").read_text(encoding="utf-8"))
    codes = tuple(
        Code(row["code"], row["name"], row["definition"], cues=tuple(row["keywords"]))
        for row in entries
    )
    with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return Codebook(name, "1", codes), [Text(r["text"], frozenset(r["codes"])) for r in rows]


def sessions(
    codebook: Codebook, texts: Sequence[Text], turns: int, times: int, seed: int
) -> Iterator[Talk]:
    """Make pretend sessions in which every text is said `times` times."""
    rng = random.Random(seed)
    for _ in range(times):
        order = rng.sample(texts, len(texts))
        while order:
            joined: list[list[Text]] = []
            while order and len(joined) < turns:
                size = min(rng.choice((1, 1, 1, 2, 2, 3, 4)), len(order))
                joined.append([order.pop() for _ in range(size)])
            yield _session(_variant(codebook, joined, texts, rng), joined)


def _variant(
    codebook: Codebook, joined: list[list[Text]], texts: Sequence[Text], rng: random.Random
) -> Codebook:
    kept = sorted(rng.sample(range(len(codebook.codes)), rng.randint(10, 30)))
    said = {text.words for turn in joined for text in turn}
    share, examples = rng.choice((0.0, 0.3, 0.6, 1.0)), rng.choice((0, 0, 2, 4))
    codes = []
    for code in (codebook.codes[place] for place in kept):
        pool = [
            text.words
            for text in texts
            if text.codes == {code.key} and text.words not in said and len(text.words.split()) > 4
        ]
        cues = tuple(cue for cue in code.cues if rng.random() < share)
        shown = tuple(rng.sample(pool, min(examples, len(pool))))
        codes.append(replace(code, cues=cues, examples=shown))
    return replace(codebook, codes=tuple(codes))


def _session(codebook: Codebook, joined: list[list[Text]]) -> Talk:
    words = [" ".join(f"{text.words.strip().rstrip('.')}." for text in turn) for turn in joined]
    gold = [
        [any(code.key in text.codes for text in turn) for code in codebook.codes] for turn in joined
    ]
    return Talk(codebook, tuple(passage(text) for text in words), np.array(gold))


def sheets(folder: Path, model: Encoder) -> tuple[tuple[str, ...], dict[str, list[Sheet]]]:
    """Return the names of the features and, for each set, the evidence of its sessions."""
    made: dict[str, list[Sheet]] = {}
    names: tuple[str, ...] = ()
    for name, book, turns, times in SOURCES:
        codebook, texts = read(folder, name, book)
        rows = []
        for talk in sessions(codebook, texts, turns, times, SEED):
            evidence = features.gather(talk.codebook, talk.passages, model)
            names = evidence.names
            rows.append((evidence.values.reshape(-1, len(names)), talk.gold.ravel().astype(float)))
        pairs = sum(len(gold) for _, gold in rows)
        made[name] = [Sheet(values, gold, 1 / pairs) for values, gold in rows]
    return names, made


def fit(train: Sequence[Sheet], names: Sequence[str]) -> dict[str, Any]:
    """Fit the logistic regression; every set weighs the same, whatever its size."""
    values = np.concatenate([sheet.values for sheet in train])
    gold = np.concatenate([sheet.gold for sheet in train])
    weight = np.concatenate([np.full(len(sheet.gold), sheet.weight) for sheet in train])
    weight /= weight.sum()
    means, scales = values.mean(axis=0), values.std(axis=0) + 1e-9
    rows = (values - means) / scales

    def loss(weights: Numbers) -> tuple[float, Numbers]:
        logits = rows @ weights[:-1] + weights[-1]
        error = weight * (expit(logits) - gold)
        value = (
            weight @ (np.logaddexp(0, logits) - gold * logits) + RIDGE * weights[:-1] @ weights[:-1]
        )
        slope = rows.T @ error + 2 * RIDGE * weights[:-1]
        return float(value), np.append(slope, error.sum())

    bounds = [(None if name in EITHER_WAY else 0, None) for name in names] + [(None, None)]
    best = minimize(loss, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B", bounds=bounds).x
    return {"means": means, "scales": scales, "weights": best[:-1], "bias": best[-1]}


def logits(model: dict[str, Any], values: Numbers) -> Numbers:
    """Return the model's log-odds, not yet calibrated."""
    standard = (values - model["means"]) / model["scales"]
    result: Numbers = standard @ model["weights"] + model["bias"]
    return result


def held_out(made: dict[str, list[Sheet]], names: Sequence[str]) -> tuple[Numbers, ...]:
    """Return log-odds of sessions the model had not seen, their gold and their weights."""
    parts: list[tuple[Numbers, Numbers, Numbers]] = []
    for fold in range(FOLDS):
        train = [s for rows in made.values() for i, s in enumerate(rows) if i % FOLDS != fold]
        model = fit(train, names)
        parts += [
            (logits(model, s.values), s.gold, np.full(len(s.gold), s.weight))
            for rows in made.values()
            for i, s in enumerate(rows)
            if i % FOLDS == fold
        ]
    return tuple(np.concatenate(column) for column in zip(*parts, strict=True))


def platt(log_odds: Numbers, gold: Numbers, weight: Numbers) -> tuple[float, float]:
    """Return slope and offset of the line that calibrates log-odds (Platt 1999)."""
    weight = weight / weight.sum()

    def loss(line: Numbers) -> float:
        straight = line[0] * log_odds + line[1]
        return float(weight @ (np.logaddexp(0, straight) - gold * straight))

    slope, offset = minimize(loss, np.array([1.0, 0.0]), method="BFGS").x
    return float(slope), float(offset)


def threshold(scores: Numbers, gold: Numbers, weight: Numbers) -> tuple[float, float]:
    """Return the score that assigns with the best micro-F1 on both sets alike, and that F1."""
    found = []
    for cut in np.arange(0.1, 0.6, 0.01):
        given = scores >= cut
        right = (weight * gold * given).sum()
        found.append((2 * right / ((weight * given).sum() + (weight * gold).sum()), float(cut)))
    best = max(found)
    return round(best[1], 2), float(best[0])


def trained(folder: Path, model: Encoder) -> dict[str, Any]:
    """Return the model as it is written, with what is known about its training."""
    names, made = sheets(folder, model)
    fitted = fit([sheet for rows in made.values() for sheet in rows], names)
    log_odds, gold, weight = held_out(made, names)
    slope, offset = platt(log_odds, gold, weight)
    cut, f1 = threshold(expit(slope * log_odds + offset), gold, weight)
    kept = [place for place, value in enumerate(fitted["weights"]) if abs(value) > 1e-6]
    return {
        "trained_on": {name: {"sessions": len(rows)} for name, rows in made.items()},
        "held_out": {"micro_f1": round(f1, 3), "pairs": len(gold), "folds": FOLDS},
        "encoder": model.pin,
        "features": [names[place] for place in kept],
        "means": _short(fitted["means"][kept]),
        "scales": _short(fitted["scales"][kept]),
        "weights": _short(fitted["weights"][kept]),
        "bias": round(float(fitted["bias"]), 6),
        "slope": round(slope, 6),
        "offset": round(offset, 6),
        "threshold": cut,
    }


def _short(numbers: Numbers) -> list[float]:
    return [round(float(number), 6) for number in numbers]


def main() -> None:
    """Train and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data/coding"))
    parser.add_argument("--out", type=Path, default=Path("models/codes/pair.json"))
    options = parser.parse_args()
    model = trained(options.data, Remembering(encoder.load()))
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(model, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
