"""Train the name model that ships with fgtools: people, organisations and places in speech.

Low-rank changes (LoRA, Hu et al. 2021, arXiv 2106.09685) to the sentence encoder that a study uses
anyway, all-MiniLM-L6-v2; an embedding of how each word is written, as the encoder itself reads
lower case; and one linear layer that tags each piece B or I of a person, an organisation (with
schools) or a place, or O. What it learns from is in `name_turns.py`; figures and credits are in
`README.md` beside this.

    OMP_NUM_THREADS=2 python models/train_names.py --data ../shared/data/ner --out models/names
    OMP_NUM_THREADS=1 python models/train_names.py --measure --out models/names
"""

from __future__ import annotations

import argparse
import random
import shutil
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import spacy
import torch
from lowrank import Lowrank
from name_turns import Line, bare, epoch, hand, read, without_handles
from spacy.language import Language
from torch import nn
from torch.nn import functional
from transformers import BertModel

from fgtools.models.encoder import folder_of
from fgtools.models.pieces import CASES, END, PAD, START, Pieces, pieces, tokenizer, windows
from fgtools.models.tagger import FACTORY

TAGS = ("O", "B-PERSON", "I-PERSON", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
WEIGHTS = (1.0, 1.5, 1.5, 1.0, 1.0, 1.0, 1.0)
"""Of the loss: a person missed harms most."""
RATE = 1e-3
TOKENS = 1536
"""Pieces in one batch, padding included."""
IGNORED = -100


META = {
    "name": "fgtools_names",
    "version": "1.0.0",
    "description": "People, organisations and places in spoken British English",
    "author": "the fgtools authors; training data as credited in models/README.md",
    "license": "MIT; trained on data under CC BY 4.0, CC BY 2.5, MIT and CC0",
}


class Tagger(nn.Module):
    """The encoder with low-rank changes, the case embedding and the tags."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.encoder = BertModel.from_pretrained(folder, add_pooling_layer=False)
        self.encoder.requires_grad_(False)
        self.case = nn.Embedding(CASES + 1, self.encoder.config.hidden_size)
        nn.init.zeros_(self.case.weight)
        self.head = nn.Linear(self.encoder.config.hidden_size, len(TAGS))
        for layer in self.encoder.encoder.layer:
            inner = layer.attention.self
            for name in ("query", "key", "value"):
                setattr(inner, name, Lowrank(getattr(inner, name)))
            layer.attention.output.dense = Lowrank(layer.attention.output.dense)
            layer.intermediate.dense = Lowrank(layer.intermediate.dense)
            layer.output.dense = Lowrank(layer.output.dense)

    def forward(self, ids: torch.Tensor, cases: torch.Tensor) -> torch.Tensor:
        """Return the tags' logits, shape (texts, pieces, tags)."""
        words = self.encoder.embeddings.word_embeddings(ids) + self.case(cases)
        rows = self.encoder(inputs_embeds=words, attention_mask=(ids != PAD).long())
        out: torch.Tensor = self.head(functional.dropout(rows[0], 0.1, self.training))
        return out

    def learnt(self) -> dict[str, np.ndarray]:
        """Return what was trained, in half precision, under the encoder's own names of layers."""
        kept = {name: value for name, value in self.named_parameters() if value.requires_grad}
        return {
            name.removeprefix("encoder."): value.detach().to(torch.float16).numpy()
            for name, value in kept.items()
        }


@dataclass(frozen=True)
class Sample:
    """One window: ids, cases and tags of its pieces, with [CLS] and [SEP]."""

    ids: tuple[int, ...]
    cases: tuple[int, ...]
    tags: tuple[int, ...]


def tags_of(line: Line, cut: Pieces) -> list[int]:
    """Return the tag of each piece; a word that a name touches belongs to it."""
    by_word = [0] * len(cut.words)
    for start, end, label in line.entities:
        begun = False
        for at, (a, b) in enumerate(cut.words):
            if a < end and start < b:
                by_word[at] = TAGS.index(("I-" if begun else "B-") + label)
                begun = True
    out: list[int] = []
    for at, word in enumerate(cut.word_of):
        first = at == 0 or cut.word_of[at - 1] != word
        tag = by_word[word]
        out.append(tag if first or tag % 2 == 0 else tag + 1)
    return out


def samples(lines: Sequence[Line], folder: Path) -> Iterator[Sample]:
    """Cut lines into windows with their tags."""
    reader = tokenizer(folder)
    for line, cut in zip(lines, pieces(reader, [line.text for line in lines]), strict=True):
        tags = tags_of(line, cut)
        for a, b, _, _ in windows(len(cut.ids)):
            yield Sample(
                (START, *cut.ids[a:b], END),
                (CASES, *cut.cases[a:b], CASES),
                (IGNORED, *tags[a:b], IGNORED),
            )


def batches(rows: Sequence[Sample], rng: random.Random) -> list[list[Sample]]:
    """Put windows of like length together, about TOKENS pieces a batch, in random order."""
    ordered = sorted(rows, key=lambda row: (len(row.ids), rng.random()))
    made: list[list[Sample]] = [[]]
    for row in ordered:
        if (len(made[-1]) + 1) * len(row.ids) > TOKENS:
            made.append([])
        made[-1].append(row)
    rng.shuffle(made)
    return made


def padded(batch: Sequence[Sample]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Return ids, cases and tags of a batch, shape (texts, longest)."""
    longest = max(len(row.ids) for row in batch)

    def rows(name: str, fill: int) -> torch.Tensor:
        return torch.tensor(
            [[*getattr(row, name), *[fill] * (longest - len(row.ids))] for row in batch]
        )

    return rows("ids", PAD), rows("cases", CASES), rows("tags", IGNORED)


def train(data: Path, encoder: Path, epochs: int, turns: int, seed: int) -> Tagger:
    """Train for some epochs, each with turns of its own."""
    torch.manual_seed(seed)
    rng, model = random.Random(seed), Tagger(encoder)
    learnt = [value for value in model.parameters() if value.requires_grad]
    steps, total = torch.optim.AdamW(learnt, lr=RATE, weight_decay=0.01), 0
    weights, started = torch.tensor(WEIGHTS), time.monotonic()
    model.train()
    for number in range(epochs):
        groups = batches(list(samples(epoch(data, turns, rng), encoder)), rng)
        for at, group in enumerate(groups):
            done = (number + at / len(groups)) / epochs
            for one in steps.param_groups:
                one["lr"] = RATE * min(1.0, (total + 1) / 100) * (1.0 - 0.97 * done)
            ids, cases, tags = padded(group)
            with torch.autocast("cpu", torch.bfloat16):
                logits = model(ids, cases)
            loss = functional.cross_entropy(
                logits.float().flatten(0, 1), tags.flatten(), weights, ignore_index=IGNORED
            )
            steps.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(learnt, 1.0)
            steps.step()
            total += 1
            if total % 100 == 0:
                spent = time.monotonic() - started
                print(f"{number} {at}/{len(groups)} loss {loss:.4f} {spent:.0f} s", flush=True)
    return model


def score(nlp: Language, lines: list[Line]) -> str:
    """Count people: found wholly by a PERSON span, by any span; PERSON spans on a person."""
    people = covered = anyhow = spans = right = words = 0
    for line, doc in zip(lines, nlp.pipe([line.text for line in lines]), strict=True):
        found = [(ent.start_char, ent.end_char) for ent in doc.ents if ent.label_ == "PERSON"]
        every = [(ent.start_char, ent.end_char) for ent in doc.ents]
        gold = [(s, e) for s, e, label in line.entities if label == "PERSON"]
        people += len(gold)
        covered += sum(inside(span, found) for span in gold)
        anyhow += sum(inside(span, every) for span in gold)
        spans += len(found)
        right += sum(any(s < end and start < e for s, e in gold) for start, end in found)
        words += len(line.text.split())
    return (
        f"{people} people, recall {covered / max(people, 1):.3f} "
        f"(any label {anyhow / max(people, 1):.3f}), precision {right / max(spans, 1):.3f} "
        f"of {spans}, false per 1,000 words {1000 * (spans - right) / max(words, 1):.1f}"
    )


def inside(span: tuple[int, int], found: list[tuple[int, int]]) -> bool:
    """Tell whether every letter of a span is covered."""
    return all(any(s <= i < e for s, e in found) for i in range(*span))


def measure(nlp: Language, folder: Path) -> None:
    """Print the figures of the README."""
    sets = {
        "dev_hand": hand(folder / "dev_hand.txt"),
        "dev_qmsum": read(folder / "dev_qmsum_distant.jsonl.gz"),
        "test_btc": [without_handles(line) for line in read(folder / "test_btc.jsonl.gz")],
        "test_wnut17": [without_handles(line) for line in read(folder / "test_wnut17.jsonl.gz")],
    }
    marks = ".,?!;:\"()…“”'’"
    for name, read_lines in sets.items():
        lines = [line for line in read_lines if line.text.strip()]
        print(f"{name}, as written: {score(nlp, lines)}")
        print(f"{name}, lower, unpunctuated: {score(nlp, [bare(line, marks) for line in lines])}")
    texts = [line.text for line in sets["dev_qmsum"]]
    started = time.process_time()
    words = sum(len(doc.text.split()) for doc in nlp.pipe(texts))
    print(f"speed: {words / (time.process_time() - started):.0f} words/s of processor time")


def main() -> None:
    """Train and save, or measure what was saved."""
    here = Path(__file__).resolve().parent
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=here.parents[1] / "shared" / "data" / "ner")
    parser.add_argument("--out", type=Path, default=here / "names")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--turns", type=int, default=26_000, help="invented turns per epoch")
    parser.add_argument("--measure", action="store_true", help="measure the model in --out")
    options = parser.parse_args()
    if not options.measure:
        learn(options.data, options.out, options.epochs, options.turns, options.seed)
    measure(spacy.load(options.out), options.data)


def learn(data: Path, out: Path, epochs: int, turns: int, seed: int) -> None:
    """Train and write the pipeline."""
    model = train(data, folder_of(""), epochs, turns, seed)
    nlp = spacy.blank("en")
    nlp.add_pipe(FACTORY, "names").take(model.learnt())
    nlp.meta.update(META)
    shutil.rmtree(out, ignore_errors=True)
    nlp.to_disk(out)


if __name__ == "__main__":
    main()
