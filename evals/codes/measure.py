"""Measure coding against people: on the sample study, and on public sets held back from training.

    OMP_NUM_THREADS=1 python evals/codes/measure.py
    OMP_NUM_THREADS=1 python evals/codes/measure.py --parts PARTS --data ../shared/data/coding

PARTS holds the two encoders that `models/train_codes.py` asks for, each trained on one part of
all sources: a part is measured with encoder and weights that have seen nothing of it but, for the
patients' comments, their codebook.

mAP ranks turns per code; P@5: are the first five right; F1, macro-F1 and Cohen's kappa are of
what is assigned; calibration is the expected error of the score (ten equal bins), over all pairs
and over those scored 0.1 and more. The three peers have no score that assigns: theirs is the cut
that is best on the very gold, so their F1 and kappa flatter them.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray
from sklearn.metrics import average_precision_score, cohen_kappa_score, f1_score

from fgtools.codebook import read
from fgtools.codes import pair
from fgtools.codes.apply import Weighed, in_context, weigh
from fgtools.codes.pair import PairModel
from fgtools.codes.taught import teach
from fgtools.marks import readable
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


HEAD = "| method | mAP | P@5 | micro-F1 | macro-F1 | kappa | calibration |\n" + "|---" * 7 + "|"


def figures(gold: Yes, scores: Numbers, given: Yes) -> tuple[float, ...]:
    """Return mAP, P@5, micro-F1, macro-F1, kappa, and calibration over all pairs and from 0.1."""
    used = [code for code in range(gold.shape[1]) if gold[:, code].any()]
    return (
        float(np.mean([average_precision_score(gold[:, c], scores[:, c]) for c in used])),
        float(np.mean([_first(gold[:, c], scores[:, c]) for c in used])),
        float(f1_score(gold.ravel(), given.ravel())),
        float(np.mean([f1_score(gold[:, c], given[:, c], zero_division=0) for c in used])),
        float(cohen_kappa_score(gold.ravel(), given.ravel())),
        _error(gold, scores, 0), _error(gold, scores, 0.1),
    )  # fmt: skip


def _first(gold: Yes, scores: Numbers) -> float:
    return float(gold[np.argsort(-scores, kind="stable")[:5]].mean())


def row(name: str, made: Sequence[float], star: str = "") -> str:
    """Return a row of a table; a star marks what was cut at its best."""
    ranks, first, micro, macro, kappa, error, above = made
    calibration = "" if star else f"{error:.3f} / {above:.3f}"
    return (
        f"| {name} | {ranks:.3f} | {first:.2f} | {micro:.3f}{star} | {macro:.3f}{star} "
        f"| {kappa:.3f}{star} | {calibration} |"
    )


def cut_best(gold: Yes, scores: Numbers) -> Yes:
    """Return what is given at the cut that is best on the very gold."""
    cuts = np.quantile(scores, np.linspace(0.8, 0.995, 60))
    best = max(cuts, key=lambda cut: f1_score(gold.ravel(), (scores >= cut).ravel()))
    given: Yes = scores >= best
    return given


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


@dataclass(frozen=True)
class Set:
    """A study to be measured: its sessions weighed, whose turns count, and what people gave."""

    codebook: Codebook
    sessions: tuple[Weighed, ...]
    people: Yes
    gold: Yes
    weights: PairModel

    def gained(self, given: Yes, scores: Numbers, rows: Sequence[int] = ()) -> tuple[float, ...]:
        """Return the figures on turns of participants that were not coded by people."""
        test = np.setdiff1d(np.flatnonzero(self.people), rows)
        return figures(self.gold[test], scores[test], given[test])

    @property
    def turns(self) -> list[str]:
        """Return the ids of all turns."""
        return [turn.id for one in self.sessions for turn in one.turns]

    def scores(self, rows: Sequence[int] = ()) -> tuple[Numbers, float]:
        """Return scores and cut after people coded some rows (none: as it comes)."""
        if not len(rows):
            seen = [in_context(one, one.alone) for one in self.sessions]
            return pair.settled(self.weights, np.concatenate(seen)), self.weights.threshold
        ids, codes = self.turns, [code.key for code in self.codebook.codes]
        said = {(ids[r], c): bool(self.gold[r, n]) for r in rows for n, c in enumerate(codes)}
        read = {ids[r] for r in rows}
        found, cut = teach(self.codebook, self.sessions, said, read, self.weights)
        return np.concatenate([one.scores for one in found]), cut


def examples(one: Set, number: int, seed: int) -> list[int]:
    """Return rows, drawn at random, with so many examples of each code (all but a fifth: 0).

    Of a code that is rarer, half of its examples.
    """
    order = random.Random(seed).sample(np.flatnonzero(one.people).tolist(), int(one.people.sum()))
    if not number:
        return sorted(order[: len(order) * 4 // 5])
    rows: set[int] = set()
    for column in one.gold.T:
        with_it = [row for row in order if column[row]]
        rows |= {*with_it[: min(number, len(with_it) // 2)]}
    return sorted(rows)


def peers(sets: Sequence[Set]) -> list[str]:
    """Return rows of three peers that learn nothing: cues, TF-IDF, embeddings."""
    found: dict[str, list[tuple[float, ...]]] = {}
    for one in sets:
        parts = [w.evidence for w in one.sessions]
        column = parts[0].names.index
        scored = {
            "cues only": [e.values[:, :, column("cue_count")] for e in parts],
            "TF-IDF": [e.values[:, :, column("tfidf")] for e in parts],
            "embeddings as published": [plain_cosines(one, w) for w in one.sessions],
        }
        for name, values in scored.items():
            scores = np.concatenate(values)[one.people]
            gold = one.gold[one.people]
            found.setdefault(name, []).append(figures(gold, scores, cut_best(gold, scores)))
    return [row(name, np.mean(made, axis=0).tolist(), "*") for name, made in found.items()]


@lru_cache
def published() -> Encoder:
    """Return the encoder without what training changed."""
    return encoder.load()


def plain_cosines(one: Set, session: Weighed) -> Numbers:
    """Return cosines of turns with labels and definitions."""
    about = [f"{code.label}. {code.definition}" for code in one.codebook.codes]
    said = published().encode([readable(turn.text) for turn in session.turns])
    cosines: Numbers = (said @ published().encode(about).T).astype(np.float64)
    return cosines


def ours(sets: Sequence[Set], numbers: Sequence[int], draws: int = 2) -> list[str]:
    """Return rows of fgtools: as it comes, so many examples a code, four fifths of the turns (0).

    Measured on turns that people did not code; means over sets and draws.
    """
    found = {"each turn by itself": [one.gained(*_alone(one)) for one in sets]}
    found["**fgtools, no examples**"] = [one.gained(*_given(one, ())) for one in sets]
    for number in numbers:
        name = f"{number} examples a code" if number else "four fifths of the turns coded"
        rows = [(one, examples(one, number, seed)) for one in sets for seed in range(draws)]
        found[name] = [one.gained(*_given(one, coded), coded) for one, coded in rows]
    return [row(name, np.mean(made, axis=0).tolist()) for name, made in found.items()]


def _alone(one: Set) -> tuple[Yes, Numbers]:
    scores = pair.settled(one.weights, np.concatenate([w.alone for w in one.sessions]))
    return scores >= one.weights.threshold, scores


def _given(one: Set, rows: Sequence[int]) -> tuple[Yes, Numbers]:
    scores, cut = one.scores(rows)
    return scores >= cut, scores


def sample_set(model: Encoder) -> Set:
    """Return the sample study as fgtools codes it as it is shipped."""
    codebook = read.read(ROOT / "codebooks" / "send-workforce.yaml")
    weights = pair.read(ROOT / "models" / "codes" / "pair.json")
    talks = sample()
    sessions = tuple(w for talk in talks if (w := weigh(codebook, talk.turns, model, weights)))
    gold = {turn: codes for talk in talks for turn, codes in talk.gold.items()}
    leads = {k for talk in talks for k, voice in talk.speakers.items() if voice.is_facilitator}
    turns = [turn for one in sessions for turn in one.turns]
    people = np.array([turn.participant not in leads for turn in turns])
    given = np.array([[c.key in gold.get(t.id, ()) for c in codebook.codes] for t in turns])
    return Set(codebook, sessions, people, given, weights)


def public_sets(data: Path, parts: Path) -> dict[str, list[Set]]:
    """Return public sets and invented focus groups, each part read by models of the other."""
    sys.path.insert(0, str(ROOT / "models"))
    import coded_talk
    import train_codes  # scripts beside the models, in no package

    names, sheets = train_codes.sheets(data, parts)
    studies, sources = coded_talk.studies(), coded_talk.PUBLIC
    every = [*studies, *(coded_talk.public(data, name) for name in sources)]
    found: dict[str, list[Set]] = {}
    for number in (0, 1):
        reader = encoder.load("", parts / f"{1 - number}.safetensors")
        seen = [sheet for sheet in sheets if sheet.part != number]
        weights = train_codes.pair_model(seen, names)
        for source in coded_talk.part(every, number):
            if source.talk or source.name in sources:
                kind = "invented focus groups" if source.talk else source.name
                found.setdefault(kind, []).append(_set(source, reader, weights))
    return found


def _set(source: Any, reader: Encoder, weights: PairModel) -> Set:
    turns = [
        SafeTurn(f"{source.name}/{at}", source.name, at, text.voice or f"c{at}", stored(text.words))
        for at, text in enumerate(source.texts)
    ]
    session = weigh(source.codebook, turns, reader, weights)
    gold = [[code.key in text.codes for code in source.codebook.codes] for text in source.texts]
    people = np.array([not text.facilitates for text in source.texts])
    assert session is not None
    return Set(source.codebook, (session,), people, np.array(gold), weights)


def draw(sets: Mapping[str, Sequence[Set]], path: Path) -> None:
    """Draw how often people gave a code that was scored like this."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(5, 5))
    axes = figure.add_subplot(xlabel="score", ylabel="share that people gave", aspect="equal")
    axes.plot([0, 1], [0, 1], color="0.7", linestyle=":")
    for (name, group), mark in zip(sets.items(), "os^D", strict=False):
        made = [
            (one.gold[one.people].ravel(), one.scores()[0][one.people].ravel()) for one in group
        ]
        gold, scores = (np.concatenate(part) for part in zip(*made, strict=True))
        tenth = np.minimum((scores * 10).astype(int), 9)
        held = [n for n in range(10) if (tenth == n).sum() >= 20]
        axes.plot(
            [scores[tenth == n].mean() for n in held], [gold[tenth == n].mean() for n in held],
            marker=mark, label=name,
        )  # fmt: skip
    axes.legend(frameon=False)
    figure.savefig(path, dpi=110, bbox_inches="tight")


def main() -> None:
    """Print the tables and draw the calibration."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data" / "coding")
    parser.add_argument("--parts", type=Path, help="folder of the encoders of the two parts")
    options = parser.parse_args()
    study = sample_set(encoder.load("", ROOT / "models" / "encoder" / "talk.safetensors"))
    sets = {"sample study": [study]}
    print("## Sample study", HEAD, *peers([study]), *ours([study], (4, 8, 16, 0)), sep="\n")
    if options.parts:
        for name, group in public_sets(options.data, options.parts).items():
            numbers = () if name.startswith("invented") else (4, 8, 16, 32, 0)
            print(f"\n## {name}", HEAD, *peers(group), *ours(group, numbers), sep="\n", flush=True)
            sets[name] = group
        draw(sets, Path(__file__).with_name("calibration.png"))


if __name__ == "__main__":
    main()
