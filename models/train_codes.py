"""Train the pair model that ships with fgtools: does this code hold for this turn?

It learns from the sources of `coded_talk.py`, none of which is a real focus group. Conversations
are read as they are; other texts are joined into turns of one to three and cut into sessions.
What the weights see is evidence, never words.

Evidence from an encoder that has read the same texts would look better than it ever will, so each
half of the sources is read with an encoder that was trained on the other half:

    for part in 0 1; do
      OMP_NUM_THREADS=1 python models/train_encoder.py --part $part --out PARTS/$part.safetensors
    done
    OMP_NUM_THREADS=1 python models/train_codes.py --parts PARTS

writes `models/codes/pair.json` (five minutes on one core, after 20 for each encoder).
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from coded_talk import PUBLIC, Source, Text, joined, part, public, studies
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit

from fgtools.codes import alike, context, features, learn
from fgtools.codes.pair import PairModel, odds
from fgtools.codes.passages import passage
from fgtools.marks import readable
from fgtools.middles import middles
from fgtools.models import encoder
from fgtools.nouns import Codebook
from fgtools.ports import Encoder, Vectors

Numbers = NDArray[np.float64]
Yes = NDArray[np.bool_]
RIDGE = 1e-4
EITHER_WAY = {"length", "cues_known"}
"""Features that are no evidence by themselves, whose weights may be negative."""
SHARE = {"focus-group": 0.4, "comments": 0.4, "arguments": 0.2}
"""What each kind of text weighs: the program is made for focus groups."""
SESSION = 110
"""Texts of a pretended session."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The evidence of one session, a row a turn of a participant, and which codes hold."""

    source: str
    kind: str
    part: int
    values: Numbers
    gold: Yes
    people: Yes
    words: Numbers

    def scores(self, odds: Numbers) -> Numbers:
        """Return scores of participants' turns among the others, as `apply` makes them."""
        alone = expit(odds)
        talk = self.kind == "focus-group"
        seen = context.in_talk(alone) if talk else alike.among(alone, self.words)
        return seen[self.people]


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


def sheets(data: Path, parts: Path) -> tuple[tuple[str, ...], list[Sheet]]:
    """Return the names of the evidence, and every session's, read with the other part's encoder."""
    every = [*studies(), *(public(data, name) for name in PUBLIC)]
    made: list[Sheet] = []
    names: tuple[str, ...] = ()
    plain = Remembering(encoder.load())
    for number in (0, 1):
        model = Remembering(encoder.load("", parts / f"{1 - number}.safetensors"))
        read = [(source, model) for source in part(every, number)]
        # the patients' codebook stands in both parts: read also as one that nobody has seen
        read += [(source, plain) for source, _ in read if source.name == "nhs_dev"]
        for source, reader in read:
            for book, texts in sessions(source, random.Random(f"{source.name} {number}")):
                found = features.gather(book, [passage(text.words) for text in texts], reader)
                names = found.names
                made.append(_sheet(source, number, book, texts, found.values, reader))
    return names, made


def _sheet(
    source: Source, number: int, book: Codebook, texts: Sequence[Text], values: Numbers,
    model: Encoder,
) -> Sheet:  # fmt: skip
    said = [readable(text.words) for text in texts]
    return Sheet(
        source.name, source.kind, number, values,
        np.array([[code.key in text.codes for code in book.codes] for text in texts]),
        np.array([not text.facilitates for text in texts]),
        learn.features(middles([text.words for text in texts], model).astype(np.float64), said),
    )  # fmt: skip


def sessions(source: Source, rng: random.Random) -> Iterator[tuple[Codebook, list[Text]]]:
    """Yield sessions of a source, each with the codebook in one of the states people keep it in.

    Cues of invented codebooks are left out: how often talk says them is invented too.
    """
    for _ in range(2):
        if source.talk:
            book, used = _kept(source, source.texts, rng)
            yield book, [text for text in source.texts if text.words not in used]
            continue
        texts = list(joined(source, rng))
        for at in range(0, len(texts) - SESSION // 4, SESSION):
            said = texts[at : at + SESSION]
            whole = " ".join(text.words for text in said)
            free = [text for text in source.texts if text.words.rstrip(".") not in whole]
            yield _kept(source, free, rng)[0], said


def _kept(
    source: Source, free: Sequence[Text], rng: random.Random
) -> tuple[Codebook, frozenset[str]]:
    """Return the codebook with more or less in it, and the texts that became examples."""
    share = rng.choice((0.0, 0.3, 0.6, 1.0)) if source.name in PUBLIC else 0.0
    full, examples = rng.random() < 0.6, rng.choice((0, 0, 0, 2, 4))
    codes, used = [], set[str]()
    for code in source.codebook.codes:
        pool = [
            text.words
            for text in free
            if text.codes == {code.key} and text.words not in used and len(text.words.split()) > 4
        ]
        shown = tuple(rng.sample(pool, min(examples, len(pool))))
        used |= {*shown}
        cues = tuple(cue for cue in code.cues if rng.random() < share)
        inside = {} if full else {"include": (), "exclude": ()}
        codes.append(replace(code, cues=cues, examples=shown, **inside))
    return replace(source.codebook, codes=tuple(codes)), frozenset(used)


def weights(some: Sequence[Sheet]) -> list[float]:
    """Return what a pair of each session weighs: kinds by `SHARE`, all pairs of a kind alike."""
    pairs: dict[str, int] = {}
    for sheet in some:
        pairs[sheet.kind] = pairs.get(sheet.kind, 0) + sheet.gold[sheet.people].size
    return [SHARE[sheet.kind] / pairs[sheet.kind] for sheet in some]


def fit(train: Sequence[Sheet], names: Sequence[str]) -> dict[str, Any]:
    """Fit the logistic regression."""
    values = np.concatenate([s.values[s.people].reshape(-1, len(names)) for s in train])
    gold = np.concatenate([s.gold[s.people].ravel() for s in train]).astype(float)
    weight = np.concatenate(
        [np.full(s.gold[s.people].size, w) for s, w in zip(train, weights(train), strict=True)]
    )
    weight /= weight.sum()
    means, scales = weight @ values, values.std(axis=0) + 1e-9
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


def crossed(made: Sequence[Sheet], names: Sequence[str]) -> list[tuple[Sheet, Numbers]]:
    """Return scores, not yet calibrated, of every session by weights that saw none of its part."""
    found = []
    for number in (0, 1):
        model = fit([sheet for sheet in made if sheet.part == number], names)
        others = [sheet for sheet in made if sheet.part != number]
        found += [(sheet, sheet.scores(logits(model, sheet.values))) for sheet in others]
    return found


def platt(found: Sequence[tuple[Sheet, Numbers]]) -> tuple[float, float]:
    """Return slope and offset of the line that calibrates scores' log-odds (Platt 1999)."""
    straight = odds(np.concatenate([scores.ravel() for _, scores in found]))
    gold = np.concatenate([sheet.gold[sheet.people].ravel() for sheet, _ in found]).astype(float)
    pairs = zip(found, weights([sheet for sheet, _ in found]), strict=True)
    weight = np.concatenate([np.full(s.gold[s.people].size, w) for (s, _), w in pairs])
    weight /= weight.sum()

    def loss(line: Numbers) -> float:
        calibrated = line[0] * straight + line[1]
        return float(weight @ (np.logaddexp(0, calibrated) - gold * calibrated))

    slope, offset = minimize(loss, np.array([1.0, 0.0]), method="BFGS").x
    return float(slope), float(offset)


def threshold(found: Sequence[tuple[Sheet, Numbers]]) -> tuple[float, float]:
    """Return the score that assigns with the best Cohen's kappa, and that kappa.

    The mean over sources, each alike: which of them a new study is like, nobody knows.
    """
    by_source: dict[str, list[tuple[Yes, Yes]]] = {}
    tried = []
    for cut in np.arange(0.1, 0.6, 0.01):
        for sheet, scores in found:
            pair = sheet.gold[sheet.people].ravel(), (scores >= cut).ravel()
            by_source.setdefault(sheet.source, []).append(pair)
        tried.append((float(np.mean([_kappa(pairs) for pairs in by_source.values()])), float(cut)))
        by_source.clear()
    best = max(tried)
    return round(best[1], 2), best[0]


def _kappa(pairs: Sequence[tuple[Yes, Yes]]) -> float:
    gold, given = (np.concatenate(part) for part in zip(*pairs, strict=True))
    chance = gold.mean() * given.mean() + (1 - gold.mean()) * (1 - given.mean())
    return float(((gold == given).mean() - chance) / (1 - chance))


def pair_model(made: Sequence[Sheet], names: Sequence[str]) -> PairModel:
    """Return the model that some sessions teach, calibrated on those of them that people coded."""
    fitted = fit(made, names)
    human = [(s, s.scores(logits(fitted, s.values))) for s in made if s.source in PUBLIC]
    slope, offset = platt(human)
    cut, _ = threshold([(s, expit(slope * odds(x) + offset)) for s, x in human])
    numbers = (tuple(fitted[name].tolist()) for name in ("means", "scales", "weights"))
    return PairModel(tuple(names), *numbers, float(fitted["bias"]), slope, offset, cut)


def trained(data: Path, parts: Path, pin: str) -> dict[str, Any]:
    """Return the model as it is written, with what is known about its training."""
    names, made = sheets(data, parts)
    fitted = fit(made, names)
    # how common codes are where people code, invented studies do not tell
    human = [one for one in crossed(made, names) if one[0].source in PUBLIC]
    slope, offset = platt(human)
    cut, kappa = threshold([(s, expit(slope * odds(x) + offset)) for s, x in human])
    kept = [place for place, value in enumerate(fitted["weights"]) if abs(value) > 1e-6]
    return {
        "trained_on": {kind: len({s.source for s in made if s.kind == kind}) for kind in SHARE},
        "crossed": {"kappa": round(float(kappa), 3), "pairs": sum(s.gold.size for s in made)},
        "encoder": pin,
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
    here = Path(__file__).resolve().parent
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=here.parents[1] / "shared" / "data" / "coding")
    parser.add_argument("--parts", type=Path, required=True, help="folder of the two encoders")
    parser.add_argument("--out", type=Path, default=here / "codes" / "pair.json")
    options = parser.parse_args()
    shipped = here / "encoder" / "talk.safetensors"
    pin = encoder.check("", shipped)[:16] if shipped.is_file() else ""
    model = trained(options.data, options.parts, f"encoder:{pin}")
    options.out.write_text(json.dumps(model, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
