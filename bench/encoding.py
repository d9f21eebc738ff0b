"""Time and likeness of sentence vectors, beside sentence-transformers with the same weights.

    OMP_NUM_THREADS=1 python bench/encoding.py

Both encode the same sentences of 8 to 22 words on one thread, in turns, three times each; medians
and their ratio are printed, with the least cosine between the two, how many codings of the invented
studies differ, and whether a sentence has the same vector to the bit whatever else is encoded with
it.
"""

from __future__ import annotations

import os
import random
import sys
import time
from pathlib import Path
from statistics import median

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
import torch

from fgtools.codes.apply import apply
from fgtools.codes.pair import read
from fgtools.models import encoder
from fgtools.nouns import SafeTurn
from fgtools.ports import Encoder
from fgtools.safe import stored
from fgtools.study import shipped

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "models"))
import coded_talk  # noqa: E402

RUNS = 3
NUMBER = 1000


def sentences() -> list[str]:
    """Return sentences from the invented studies, in an order that is always the same."""
    found = dict.fromkeys(
        piece.strip()
        for study in coded_talk.studies()
        for text in study.texts
        for piece in text.words.split(". ")
        if 8 <= len(piece.split()) <= 22
    )
    return random.Random(0).sample(list(found), NUMBER)


def codings(model: Encoder) -> set[tuple[str, str]]:
    """Return the turns of the invented studies, each with the codes that it gets."""
    pair = read(shipped.pair_model())
    found: set[tuple[str, str]] = set()
    for study in coded_talk.studies():
        turns = [
            SafeTurn(f"{study.name}/{at}", study.name, at, text.voice, stored(text.words))
            for at, text in enumerate(study.texts)
            if not text.facilitates
        ]
        made = apply(study.codebook, turns, {}, model, pair)
        found |= {(one.turn, one.code) for one in made if one.assigned}
    return found


def timed(model: Encoder, texts: list[str]) -> float:
    """Return sentences a second."""
    began = time.perf_counter()
    model.encode(texts)
    return len(texts) / (time.perf_counter() - began)


def main() -> None:
    """Print the figures."""
    torch.set_num_threads(1)
    texts = sentences()
    folder = encoder.folder_of("")
    peer: Encoder = encoder.Other(folder, encoder.digest_of(folder))
    own = encoder.load()
    speeds = [(timed(peer, texts), timed(own, texts)) for _ in range(RUNS)]
    theirs, ours = (median(column) for column in zip(*speeds, strict=True))
    rows, others = own.encode(texts), peer.encode(texts)
    mine, theirs_too = codings(own), codings(peer)
    alone = np.concatenate([own.encode([text]) for text in texts[:100]])
    print(f"sentence-transformers {theirs:.0f}/s, fgtools {ours:.0f}/s: {ours / theirs:.2f} times")
    print(f"least cosine {(rows * others).sum(axis=1).min():.7f}")
    print(f"of {len(mine | theirs_too)} codings {len(mine ^ theirs_too)} differ")
    print(f"the same bits alone and among others: {bool((rows[:100] == alone).all())}")


if __name__ == "__main__":
    main()
