"""Time and likeness of sentence vectors, beside sentence-transformers with the same weights.

    OMP_NUM_THREADS=1 python bench/encoding.py

Both encode the same sentences of 8 to 22 words on one thread, in turns, three times each; medians
and their ratio are printed, with the least cosine between the two, and whether a sentence has the
same vector to the bit whatever else is encoded with it.
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

from fgtools.models import encoder
from fgtools.ports import Encoder

ROOT = Path(__file__).resolve().parents[1]
RUNS = 3
NUMBER = 1000


def sentences() -> list[str]:
    """Return sentences from the invented studies, in an order that is always the same."""
    sys.path.insert(0, str(ROOT / "models"))
    import coded_talk

    found = dict.fromkeys(
        piece.strip()
        for study in coded_talk.studies()
        for text in study.texts
        for piece in text.words.split(". ")
        if 8 <= len(piece.split()) <= 22
    )
    return random.Random(0).sample(list(found), NUMBER)


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
    alone = np.concatenate([own.encode([text]) for text in texts[:100]])
    print(f"sentence-transformers {theirs:.0f}/s, fgtools {ours:.0f}/s: {ours / theirs:.2f} times")
    print(f"least cosine {(rows * others).sum(axis=1).min():.7f}")
    print(f"the same bits alone and among others: {bool((rows[:100] == alone).all())}")


if __name__ == "__main__":
    main()
