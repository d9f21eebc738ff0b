"""Time of finding topics, beside BERTopic as it comes on the same texts and vectors.

    OMP_NUM_THREADS=1 python bench/topics.py [--most 100000]

Utterances of the invented studies, drawn with replacement; their vectors have a little noise, so
that no two rows are the same. CPU seconds on one thread, encoding apart. Of BERTopic it is the
second fit, as the first compiles UMAP. `grouping` is UMAP and HDBSCAN against what stands in their
place, `fit` the whole with its c-TF-IDF.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("NUMBA_NUM_THREADS", "1")

import numpy as np

from fgtools.models import encoder
from fgtools.models.clusters import TopicGroups, grouped
from fgtools.ports import Vectors
from fgtools.topics.discover import how_many
from fgtools.topics.phrases import phrases
from fgtools.utterances import utterances

ROOT = Path(__file__).resolve().parents[1]
SIZES = (1_000, 5_000, 20_000, 100_000)
COMPILING = 1_000, 4_500
"""Utterances of fits before all others, not counted: UMAP compiles other parts from 4,096 on."""
NOISE = 0.02
"""Of each number of a row; a row's length is then 1.08 before it is made 1 again."""


def talk() -> tuple[list[str], Vectors]:
    """Return utterances of the invented studies and their vectors."""
    sys.path.insert(0, str(ROOT / "models"))
    import coded_talk

    said = [
        text.words[span.start : span.end]
        for study in coded_talk.studies()
        for text in study.texts
        for span in utterances(text.words)
    ]
    return said, encoder.load().encode(said)


def seconds(work: Callable[[], object]) -> float:
    """Return the CPU seconds of a call."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def defaults(texts: list[str], rows: Vectors) -> tuple[float, float]:
    """Return the time of UMAP and HDBSCAN as BERTopic sets them, and of all of BERTopic."""
    from bertopic import BERTopic
    from hdbscan import HDBSCAN
    from umap import UMAP

    def grouping() -> None:
        reducer = UMAP(n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine")
        places = reducer.fit_transform(rows)
        HDBSCAN(min_cluster_size=10, metric="euclidean", prediction_data=True).fit(places)

    own = seconds(grouping)
    return own, seconds(lambda: BERTopic(embedding_model=None).fit_transform(texts, rows))


def ours(texts: list[str], rows: Vectors) -> tuple[float, float]:
    """Return the time of our grouping, and of the whole fit; phrases are cut before."""
    model, count = TopicGroups(), how_many(len(texts))
    phrased = [phrases(text) for text in texts]
    own = seconds(lambda: grouped(rows, count, texts))
    return own, seconds(lambda: model.fit(texts, phrased, rows, count))


def main() -> None:
    """Print the figures."""
    warnings.simplefilter("ignore")
    asked = argparse.ArgumentParser()
    asked.add_argument("--most", type=int, default=SIZES[-1])
    sizes = [size for size in SIZES if size <= asked.parse_args().most]
    said, vectors = talk()
    rng = np.random.default_rng(0)
    print("| utterances | grouping | of BERTopic | times | fit | of BERTopic | times |")
    print("|---|---|---|---|---|---|---|")
    for turn, size in enumerate((*COMPILING, *sizes)):
        drawn = rng.integers(0, len(said), size)
        rows = vectors[drawn] + NOISE * rng.normal(size=(size, vectors.shape[1]))
        rows = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
        texts = [said[at] for at in drawn]
        pairs = zip(ours(texts, rows), defaults(texts, rows), strict=True)
        if turn >= len(COMPILING):
            cells = [f"{a:.2f} s | {b:.1f} s | {b / a:.0f}" for a, b in pairs]
            print(f"| {size:,} | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
