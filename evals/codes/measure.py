"""Measure coding against people: on the sample study and, where it lies beside, on public sets.

    OMP_NUM_THREADS=1 PYTHONPATH=src python evals/codes/measure.py [--data ../shared/data/coding]

mAP ranks turns per code; P@5: are the first five right; F1, macro-F1 and Cohen's kappa are of
what is assigned; calibration is the expected error of the score (ten equal bins), over all pairs
and over those scored 0.1 and more. The three peers have no score that assigns: theirs is the cut
that is best on the very gold, so their F1 and kappa flatter them.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray
from scipy.special import expit
from sklearn.metrics import average_precision_score, cohen_kappa_score, f1_score

from fgtools.codebook import read
from fgtools.codes import features, pair
from fgtools.codes.apply import apply
from fgtools.codes.passages import passage, readable
from fgtools.models import encoder
from fgtools.nouns import Codebook, Participant, SafeTurn
from fgtools.ports import Encoder
from fgtools.safe import stored

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "evals" / "sample"
MARK = re.compile(r"\[\[([a-z-]+):(.*?)\]\]")
TAGS = re.compile(r"(?:\s+#[a-z-]+)+\s*$")

Numbers = NDArray[np.float64]
Yes = NDArray[np.bool_]


@dataclass(frozen=True)
class Talk:
    """A sample session as the coder gets it: redacted turns, who speaks, and its gold."""

    turns: tuple[SafeTurn, ...]
    speakers: Mapping[str, Participant]
    gold: Mapping[str, frozenset[str]]


def sample() -> list[Talk]:
    """Read the sample study; marks are written over with their kind."""
    gold: dict[str, frozenset[str]] = {}
    for line in (SAMPLE / "codes.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        gold[f"{row['session']}/{row['ordinal']}"] = frozenset(row["codes"])
    return [_talk(path, gold) for path in sorted((SAMPLE / "source").glob("*.md"))]


def _talk(path: Path, gold: Mapping[str, frozenset[str]]) -> Talk:
    _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    people = yaml.safe_load(head)["people"]
    turns = []
    for ordinal, line in enumerate(body.strip().split("\n\n")):
        speaker, text = line.split(": ", 1)
        safe = MARK.sub(lambda mark: f"[{mark.group(1).capitalize()} 1]", TAGS.sub("", text))
        turns.append(
            SafeTurn(f"{path.stem}/{ordinal}", path.stem, ordinal, speaker, stored(safe.strip()))
        )
    speakers = {
        p["key"]: Participant(p["key"], path.stem, p["role"], p["role"] == "facilitator")
        for p in people
    }
    return Talk(tuple(turns), speakers, gold)


def measured(name: str, gold: Yes, scores: Numbers, given: Yes | None = None) -> str:
    """Return a row of the table; without `given`, the cut is the best there is."""
    star = "" if given is not None else "*"
    if given is None:
        cuts = np.quantile(scores, np.linspace(0.8, 0.995, 60))
        f1 = [f1_score(gold.ravel(), (scores >= cut).ravel()) for cut in cuts]
        given = scores >= cuts[int(np.argmax(f1))]
    used = [code for code in range(gold.shape[1]) if gold[:, code].any()]
    precision = [average_precision_score(gold[:, c], scores[:, c]) for c in used]
    first = [gold[np.argsort(-scores[:, c], kind="stable")[:5], c].mean() for c in used]
    micro = f1_score(gold.ravel(), given.ravel())
    macro = np.mean([f1_score(gold[:, c], given[:, c], zero_division=0) for c in used])
    kappa = cohen_kappa_score(gold.ravel(), given.ravel())
    error = "" if star else f"{_error(gold, scores, 0):.3f} / {_error(gold, scores, 0.1):.3f}"
    return (
        f"| {name} | {np.mean(precision):.3f} | {np.mean(first):.2f} | {micro:.3f}{star} "
        f"| {macro:.3f}{star} | {kappa:.3f}{star} | {error} |"
    )


def _error(gold: Yes, scores: Numbers, least: float) -> float:
    kept = scores.ravel() >= least
    truth, score = gold.ravel()[kept], scores.ravel()[kept]
    tenth = np.minimum((score * 10).astype(int), 9)
    shares = [
        abs(truth[tenth == n].mean() - score[tenth == n].mean()) * (tenth == n).mean()
        for n in range(10)
        if (tenth == n).any()
    ]
    return float(np.sum(shares))


def plain(codebook: Codebook, texts: Sequence[str], model: Encoder) -> dict[str, Numbers]:
    """Return the scores of three peers that learn nothing: cues, TF-IDF, embeddings."""
    passages = [passage(text) for text in texts]
    evidence = features.gather(codebook, passages, model)
    about = [f"{code.label}. {code.definition}" for code in codebook.codes]
    said = model.encode([readable(text) for text in texts])
    column = evidence.names.index
    return {
        "cues only": evidence.values[:, :, column("cue_count")],
        "TF-IDF": evidence.values[:, :, column("tfidf")],
        "embeddings of label and definition": (said @ model.encode(about).T).astype(np.float64),
    }


def on_sample(model: Encoder) -> list[str]:
    """Return the rows for the sample study."""
    codebook = read.read(ROOT / "codebooks" / "send-workforce.yaml")
    weights = pair.read(ROOT / "models" / "codes" / "pair.json")
    keys = [code.key for code in codebook.codes]
    gold: list[list[bool]] = []
    scores: list[list[float]] = []
    given: list[list[bool]] = []
    alone: list[Numbers] = []
    peers: dict[str, list[Numbers]] = {}
    for talk in sample():
        codings = apply(codebook, talk.turns, talk.speakers, model, weights)
        rows = [codings[at : at + len(keys)] for at in range(0, len(codings), len(keys))]
        gold += [[key in talk.gold[row[0].turn] for key in keys] for row in rows]
        scores += [[coding.score for coding in row] for row in rows]
        given += [[coding.assigned for coding in row] for row in rows]
        coded = {row[0].turn for row in rows}
        texts = [turn.text for turn in talk.turns if turn.id in coded]
        evidence = features.gather(codebook, [passage(text) for text in texts], model)
        alone.append(pair.score(weights, evidence))
        for name, values in plain(codebook, texts, model).items():
            peers.setdefault(name, []).append(values)
    truth = np.array(gold)
    by_itself = np.concatenate(alone)
    return [
        *(measured(name, truth, np.concatenate(parts)) for name, parts in peers.items()),
        measured("each turn by itself", truth, by_itself, by_itself >= weights.threshold),
        measured("**fgtools**", truth, np.array(scores), np.array(given)),
    ]


def on_public(folder: Path, model: Encoder) -> dict[str, list[str]]:
    """Return the rows for each public set, the weights learnt on the other alone."""
    sys.path.insert(0, str(ROOT / "models"))
    import train_codes  # a script beside the model, in no package

    names, sheets = train_codes.sheets(folder, model)
    tables = {}
    for name, book, _, _ in train_codes.SOURCES:
        codebook, texts = train_codes.read(folder, name, book)
        words = [text.words for text in texts]
        gold = np.array([[c.key in text.codes for c in codebook.codes] for text in texts])
        evidence = features.gather(codebook, [passage(text) for text in words], model)
        rows = [measured(k, gold, v) for k, v in plain(codebook, words, model).items()]
        other = {key: value for key, value in sheets.items() if key != name}
        both = [("weights of the other set", other), ("**as shipped** (has seen it)", sheets)]
        for label, train in both:
            scores, cut = _scored(train_codes, train, names, evidence.values)
            rows.append(measured(label, gold, scores, scores >= cut))
        tables[name] = rows
    return tables


def _scored(
    script: Any, train: dict[str, Any], names: Sequence[str], values: Numbers
) -> tuple[Numbers, float]:
    fitted = script.fit([sheet for rows in train.values() for sheet in rows], names)
    log_odds, gold, weight = script.held_out(train, names)
    slope, offset = script.platt(log_odds, gold, weight)
    cut, _ = script.threshold(expit(slope * log_odds + offset), gold, weight)
    scores: Numbers = expit(slope * script.logits(fitted, values) + offset)
    return scores, cut


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data" / "coding")
    options = parser.parse_args()
    head = "| method | mAP | P@5 | micro-F1 | macro-F1 | kappa | calibration |\n" + "|---" * 7 + "|"
    model = encoder.load()
    print("## Sample study", head, *on_sample(model), sep="\n")
    if options.data.is_dir():
        for name, rows in on_public(options.data, _remembering(model)).items():
            print(f"\n## {name}", head, *rows, sep="\n")


def _remembering(model: Encoder) -> Encoder:
    sys.path.insert(0, str(ROOT / "models"))
    from train_codes import Remembering

    remembering: Encoder = Remembering(model)
    return remembering


if __name__ == "__main__":
    main()
