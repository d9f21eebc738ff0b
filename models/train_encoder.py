"""Train the encoder of talk: low-rank changes to all-MiniLM-L6-v2, so that it lies near its codes.

People do not speak in the words of a codebook. The encoder as published puts texts about the same
things near one another; here it learns that an episode lies near the definition which it is an
instance of. LoRA (Hu et al. 2021, arXiv 2106.09685) on the linear layers of the upper blocks; the
loss is the contrastive one of SimCSE (Gao et al. 2021) in both directions, turns against codes
and codes against turns, within one codebook, so that all negatives are hard ones.

    OMP_NUM_THREADS=2 PYTHONPATH=src python models/train_encoder.py

writes `models/encoder/talk.safetensors`. What it learns from: `coded_talk.py`.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from coded_talk import PUBLIC, Source, Text, joined, part, public, studies
from lowrank import Lowrank
from safetensors.numpy import save
from torch import nn
from torch.nn import functional
from transformers import BertModel

from fgtools.codes.passages import passage
from fgtools.models.encoder import folder_of
from fgtools.models.pieces import END, PAD, START, tokenizer
from fgtools.nouns import Code

LOWEST = 2
"""The first block that is changed; those below stay as published."""
RATE = 1e-3
TURNS = 32
"""Turns in a batch, all of one source."""
CODES = 24
"""Codes in a batch, at most."""
SHARP = 20.0
"""What cosines are multiplied with before the softmax."""
LONGEST = 126
PART_WAY = 0.5
"""How far the changes are gone: between the published weights and the trained ones lies what does
best on codebooks that neither has seen (Wortsman et al. 2022, arXiv 2109.01903)."""
SPEECH = re.compile(r"[.,;:!?\"“”()]+")


class Encoder(nn.Module):
    """The encoder with low-rank changes, mean pooling and unit length."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.bert = BertModel.from_pretrained(
            folder,
            add_pooling_layer=False,
            hidden_dropout_prob=0.0,
            attention_probs_dropout_prob=0.0,
        )
        self.bert.requires_grad_(False)
        self.reader = tokenizer(folder)
        for layer in self.bert.encoder.layer[LOWEST:]:
            inner = layer.attention.self
            for name in ("query", "key", "value"):
                setattr(inner, name, Lowrank(getattr(inner, name)))
            layer.attention.output.dense = Lowrank(layer.attention.output.dense)
            layer.intermediate.dense = Lowrank(layer.intermediate.dense)
            layer.output.dense = Lowrank(layer.output.dense)

    def forward(self, texts: Sequence[str]) -> torch.Tensor:
        """Return a unit row for each text, read in groups of like length."""
        cut = [
            e.ids[:LONGEST] for e in self.reader.encode_batch(list(texts), add_special_tokens=False)
        ]
        order = sorted(range(len(cut)), key=lambda at: len(cut[at]))
        rows, at = [], 0
        while at < len(order):
            end = at + 1
            while end < len(order) and (end + 1 - at) * (len(cut[order[end]]) + 2) <= 1024:
                end += 1
            rows.append(self._read([cut[n] for n in order[at:end]]))
            at = end
        back = torch.empty(len(order), dtype=torch.long)
        back[torch.tensor(order)] = torch.arange(len(order))
        return torch.cat(rows)[back]

    def _read(self, cut: Sequence[Sequence[int]]) -> torch.Tensor:
        longest = max(map(len, cut)) + 2
        ids = torch.tensor([[START, *one, END, *[PAD] * (longest - 2 - len(one))] for one in cut])
        mask = (ids != PAD).long()
        rows = self.bert(input_ids=ids, attention_mask=mask)[0]
        summed = (rows * mask[..., None]).sum(dim=1) / mask.sum(dim=1, keepdim=True)
        return functional.normalize(summed, dim=1)

    def learnt(self) -> dict[str, np.ndarray]:
        """Return what was trained, in half precision, under the encoder's own names of layers."""
        return {
            name.removeprefix("bert."): _kept(name, value).detach().to(torch.float16).numpy()
            for name, value in self.named_parameters()
            if value.requires_grad
        }


def _kept(name: str, value: torch.Tensor) -> torch.Tensor:
    """Return a weight as it is written: the changes go `PART_WAY` only."""
    return value * PART_WAY if name.endswith(".up") else value


@dataclass(frozen=True)
class Batch:
    """Turns as they are read, codes and which belong together; each code is said in two ways."""

    turns: tuple[tuple[str, ...], ...]
    codes: tuple[tuple[str, str], ...]
    gold: torch.Tensor


def batch(source: Source, turns: Sequence[Text], rng: random.Random) -> Batch:
    """Return a batch: the codes of the turns first, others of the codebook up to `CODES`."""
    said = {code for turn in turns for code in turn.codes}
    codes = list(source.codebook.codes)
    rng.shuffle(codes)
    codes = sorted(codes, key=lambda code: code.key not in said)[:CODES]
    words = {turn.words for turn in turns}
    told = tuple((_told(c, source, words, rng), _told(c, source, words, rng)) for c in codes)
    gold = torch.tensor([[c.key in turn.codes for c in codes] for turn in turns])
    return Batch(tuple(_spoken(turn.words, rng) for turn in turns), told, gold)


def _told(code: Code, source: Source, used: set[str], rng: random.Random) -> str:
    """Return one of the ways in which a codebook tells what a code is."""
    ways = [f"{code.label}. {code.definition}", code.label, code.definition, code.definition]
    if code.include:
        ways += ["; ".join(code.include), rng.choice(code.include)]
    if code.cues:
        some = rng.sample(code.cues, min(len(code.cues), rng.randint(2, 5)))
        ways.append(", ".join(some).replace("*", ""))
    examples = [t.words for t in source.texts if t.codes == {code.key} and t.words not in used]
    if examples:
        ways += [rng.choice(examples)] * 2
    return rng.choice(ways)


def _spoken(words: str, rng: random.Random) -> tuple[str, ...]:
    """Return a turn as it is read: whole, in its utterances, or as a recogniser may write it."""
    way = rng.random()
    if way < 0.15:
        return (SPEECH.sub("", words),)
    return passage(words).pieces if way < 0.55 else (words,)


def loss(model: Encoder, one: Batch) -> torch.Tensor:
    """Return how far turns are from their codes among all codes, and codes from their turns."""
    said = [text for turn in one.turns for text in turn]
    told = [text for pair in one.codes for text in pair]
    rows = model([*said, *told])
    codes = functional.normalize(rows[len(said) :: 2] + rows[len(said) + 1 :: 2], dim=1)
    near = (rows[: len(said)] @ codes.T).split([len(turn) for turn in one.turns])
    scores = SHARP * torch.stack([part.amax(dim=0) for part in near])
    return _away(scores, one.gold) + _away(scores.T, one.gold.T)


def _away(scores: torch.Tensor, gold: torch.Tensor) -> torch.Tensor:
    """Return the mean of -log softmax of each true pair against all false ones of its row."""
    false = scores.masked_fill(gold, -1e4).logsumexp(dim=1, keepdim=True)
    each = functional.softplus(false - scores) * gold
    held = gold.any(dim=1)
    if not held.any():
        return scores.sum() * 0
    return (each.sum(dim=1)[held] / gold.sum(dim=1)[held]).mean()


def epoch(sources: Sequence[Source], rng: random.Random) -> list[Batch]:
    """Return the batches of one epoch, every text once, in random order."""
    made: list[Batch] = []
    for source in sources:
        turns = list(joined(source, rng))
        rng.shuffle(turns)
        for at in range(0, len(turns), TURNS):
            part = turns[at : at + TURNS]
            if len(part) > 4 and any(turn.codes for turn in part):
                made.append(batch(source, part, rng))
    rng.shuffle(made)
    return made


def train(sources: Sequence[Source], epochs: int, seed: int) -> Encoder:
    """Train for some epochs."""
    torch.manual_seed(seed)
    rng, model = random.Random(seed), Encoder(folder_of(""))
    learnt = [value for value in model.parameters() if value.requires_grad]
    steps, started, total = (
        torch.optim.AdamW(learnt, lr=RATE, weight_decay=0.01),
        time.monotonic(),
        0,
    )
    model.train()
    for number in range(epochs):
        batches, losses = epoch(sources, rng), []
        for at, one in enumerate(batches):
            done = (number + at / len(batches)) / epochs
            for group in steps.param_groups:
                group["lr"] = RATE * min(1.0, (total + 1) / 50) * (1.0 - 0.97 * done)
            value = loss(model, one)
            steps.zero_grad()
            value.backward()
            nn.utils.clip_grad_norm_(learnt, 1.0)
            steps.step()
            losses.append(value.item())
            total += 1
            if total % 50 == 0:
                spent = time.monotonic() - started
                print(
                    f"{number} {at}/{len(batches)} loss {np.mean(losses[-50:]):.3f} {spent:.0f} s",
                    flush=True,
                )
    return model.eval()


def main() -> None:
    """Train and save."""
    here = Path(__file__).resolve().parent
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=here.parents[1] / "shared" / "data" / "coding")
    parser.add_argument("--out", type=Path, default=here / "encoder" / "talk.safetensors")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--part", type=int, choices=(0, 1), help="train on one part only")
    options = parser.parse_args()
    sources = [*studies(), *(public(options.data, name) for name in PUBLIC)]
    if options.part is not None:
        sources = part(sources, options.part)
    print(f"{len(sources)} sources, {sum(len(s.texts) for s in sources)} texts", flush=True)
    model = train(sources, options.epochs, options.seed)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_bytes(save(model.learnt()))


if __name__ == "__main__":
    main()
