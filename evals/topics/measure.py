"""Measure topics on texts in no order with human codes: agreement, stability, time.

Usage: PYTHONPATH=src python evals/topics/measure.py [FOLDER]     (FOLDER: ../shared/data/coding)

Singly coded development texts, codes with ten texts or more; the right number of topics is given
to every method except BERTopic as it comes. Outliers count as one group of their own.
"""

from __future__ import annotations

import gzip
import json
import sys
import time
import warnings
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.cluster import AgglomerativeClustering, KMeans
from sklearn.decomposition import NMF
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import adjusted_mutual_info_score, adjusted_rand_score

from fgtools.models import encoder
from fgtools.models.clusters import grouped

Rows = NDArray[np.float64]
Labels = NDArray[np.int64]
Method = Callable[[list[str], Rows, int], Labels]


def texts(path: Path) -> tuple[list[str], list[str]]:
    """Return texts with one code each, shuffled, and their codes."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if len(row["codes"]) == 1]
    often = Counter(row["codes"][0] for row in rows)
    rows = [row for row in rows if often[row["codes"][0]] >= 10]
    order = np.random.default_rng(0).permutation(len(rows))
    return [rows[i]["text"] for i in order], [rows[i]["codes"][0] for i in order]


def nmf(said: list[str], _: Rows, count: int) -> Labels:
    """Group by the strongest component of NMF on TF-IDF."""
    table = TfidfVectorizer(stop_words="english", min_df=2).fit_transform(said)
    return np.asarray(NMF(count, init="nndsvd", max_iter=400).fit_transform(table).argmax(axis=1))


def bertopic(said: list[str], rows: Rows, _: int) -> Labels:
    """Group by BERTopic as it comes."""
    from bertopic import BERTopic

    return np.array(BERTopic(embedding_model=None).fit_transform(said, rows)[0])


METHODS: dict[str, Method] = {
    "ours": lambda _, rows, count: grouped(rows, count),
    "Ward": lambda _, rows, count: AgglomerativeClustering(count).fit_predict(rows),
    "KMeans": lambda _, rows, count: KMeans(count, n_init=10, random_state=0).fit_predict(rows),
    "NMF": nmf,
    "BERTopic as it comes": bertopic,
}


def measured(method: Method, said: list[str], codes: list[str], rows: Rows) -> str:
    """Return a row of the table."""
    count = len(set(codes))
    begin = time.perf_counter()
    labels = method(said, rows, count)
    seconds = time.perf_counter() - begin
    order = np.random.default_rng(1).permutation(len(said))
    again = method([said[i] for i in order], rows[order], count)
    noise = np.random.default_rng(2).normal(size=rows.shape)
    noisy = method(said, rows + 1e-6 * noise, count)
    return (
        f"{adjusted_mutual_info_score(codes, labels):.3f} | {len(set(labels.tolist()) - {-1})} | "
        f"{np.mean(labels < 0):.0%} | {adjusted_rand_score(labels[order], again):.2f} | "
        f"{adjusted_rand_score(labels, noisy):.2f} | {seconds:.1f}"
    )


def main() -> None:
    """Print the table of README.md."""
    warnings.simplefilter("ignore")
    default = Path(__file__).parents[3] / "shared/data/coding"
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else default
    model = encoder.load()
    print("| texts | method | AMI | topics | outliers | reordered | noise | seconds |")
    print("|---|---|---|---|---|---|---|---|")
    for name in ("nhs", "argkp"):
        said, codes = texts(folder / f"{name}_dev.jsonl.gz")
        rows = model.encode(said).astype(np.float64)
        for label, method in METHODS.items():
            kind = f"{name}: {len(said)} texts, {len(set(codes))} codes" if label == "ours" else ""
            print(f"| {kind} | {label} | {measured(method, said, codes, rows)} |", flush=True)


if __name__ == "__main__":
    main()
