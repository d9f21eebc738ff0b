"""Measure topics on texts in no order with human codes: agreement, stability, time.

    OMP_NUM_THREADS=1 PYTHONPATH=src python evals/topics/measure.py [--data FOLDER] [--parts PARTS]

Singly coded development texts, codes with ten texts or more; the right number of topics is given
to every method except BERTopic as it comes. Outliers count as one group of their own. Vectors are
those of the published weights; with PARTS, the folder of two encoders of talk that were each
trained on one half of the sources (models/codes/README.md), of the half they have not read too.
"""

from __future__ import annotations

import argparse
import sys
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.cluster import AgglomerativeClustering, KMeans
from sklearn.decomposition import NMF
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import adjusted_mutual_info_score, adjusted_rand_score
from threadpoolctl import threadpool_limits

from fgtools.models import encoder
from fgtools.models.clusters import grouped

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT.parent / "shared/data/coding"
FEWEST = 10
"""Texts of a code."""

Rows = NDArray[np.float32]
Labels = NDArray[np.int64]
Method = Callable[[Sequence[str], Rows, int], Labels]


@dataclass(frozen=True, slots=True)
class Coded:
    """Texts with one code each, in no order, and their vectors."""

    name: str
    texts: tuple[str, ...]
    codes: tuple[str, ...]
    rows: Rows

    @property
    def count(self) -> int:
        """Return how many codes there are."""
        return len(set(self.codes))


def nmf(said: Sequence[str], _: Rows, count: int) -> Labels:
    """Group by the strongest component of NMF on TF-IDF."""
    table = TfidfVectorizer(stop_words="english", min_df=2).fit_transform(said)
    return np.asarray(NMF(count, init="nndsvd", max_iter=400).fit_transform(table).argmax(axis=1))


def bertopic(said: Sequence[str], rows: Rows, _: int) -> Labels:
    """Group by BERTopic as it comes."""
    from bertopic import BERTopic

    return np.array(BERTopic(embedding_model=None).fit_transform(list(said), rows)[0])


def reduced(said: Sequence[str], rows: Rows, count: int) -> Labels:
    """Group by BERTopic with as many topics as are asked for at most, and no outliers."""
    from bertopic import BERTopic

    model = BERTopic(embedding_model=None, nr_topics=count + 1)
    found, _ = model.fit_transform(list(said), rows)
    if min(found) >= 0:
        return np.array(found)
    return np.array(
        model.reduce_outliers(list(said), found, strategy="embeddings", embeddings=rows)
    )


METHODS: dict[str, Method] = {
    "ours": lambda said, rows, count: grouped(rows, count, said),
    "ours, number left open": lambda said, rows, count: grouped(rows, count, said, exact=False),
    "ours, meaning alone": lambda _, rows, count: grouped(rows, count),
    "Ward": lambda _, rows, count: AgglomerativeClustering(count).fit_predict(rows),
    "KMeans": lambda _, rows, count: KMeans(count, n_init=10, random_state=0).fit_predict(rows),
    "NMF on TF-IDF": nmf,
    "BERTopic as it comes": bertopic,
    "BERTopic, outliers reduced": reduced,
}


def measured(method: Method, coded: Coded) -> str:
    """Return a row of the table; seconds are of one core, of the second fit."""
    texts, rows, count = coded.texts, coded.rows, coded.count
    labels = method(texts, rows, count)
    begin = time.process_time()
    method(texts, rows, count)
    seconds = time.process_time() - begin
    order = np.random.default_rng(1).permutation(len(texts))
    again = method([texts[i] for i in order], rows[order], count)
    noise = np.random.default_rng(2).normal(size=rows.shape)
    noisy = method(texts, (rows + 1e-6 * noise).astype(np.float32), count)
    with threadpool_limits(2):
        threads = method(texts, rows, count)
    same = [adjusted_rand_score(labels, other) for other in (noisy, threads)]
    return (
        f"{adjusted_mutual_info_score(coded.codes, labels):.3f} | "
        f"{len(set(labels.tolist()) - {-1})} | {np.mean(labels < 0):.0%} | "
        f"{adjusted_rand_score(labels[order], again):.2f} | {same[0]:.2f} | {same[1]:.2f} | "
        f"{seconds:.2f}"
    )


def sets(data: Path, parts: Path | None) -> Iterator[tuple[str, Coded]]:
    """Yield whose vectors they are, and the sets: whole ones, and halves unseen by encoders."""
    sys.path.insert(0, str(ROOT / "models"))
    from coded_talk import PUBLIC, part, public

    sources = [public(data, name) for name in PUBLIC]
    published = encoder.load()
    for source in sources:
        yield "published", _coded(source, published)
    for number in (0, 1) if parts else ():
        learnt = encoder.load("", parts / f"{1 - number}.safetensors")
        for source in part(sources, number):
            yield "published", _coded(source, published, number)
            yield "of talk", _coded(source, learnt, number)


def _coded(source: object, model: encoder.Encoder, half: int | None = None) -> Coded:
    texts = [text for text in source.texts if len(text.codes) == 1]  # type: ignore[attr-defined]
    often = Counter(code for text in texts for code in text.codes)
    texts = [text for text in texts if often[next(iter(text.codes))] >= FEWEST]
    order = np.random.default_rng(0).permutation(len(texts))
    words = tuple(texts[i].words for i in order)
    codes = tuple(next(iter(texts[i].codes)) for i in order)
    name = f"{source.name}{'' if half is None else f', half {half}'}"  # type: ignore[attr-defined]
    return Coded(name, words, codes, model.encode(words))


def main() -> None:
    """Print the tables of README.md."""
    warnings.simplefilter("ignore")
    asked = argparse.ArgumentParser()
    asked.add_argument("--data", type=Path, default=DATA)
    asked.add_argument("--parts", type=Path)
    options = asked.parse_args()
    print(
        "| texts | encoder | method | AMI | topics | outliers | reordered | noise | threads | s |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|")
    for whose, coded in sets(options.data, options.parts):
        whole = "half" not in coded.name
        for label, method in METHODS.items():
            if whole or label.startswith(("ours", "KMeans")):
                kind = f"{coded.name}: {len(coded.texts)} texts, {coded.count} codes | {whose}"
                print(f"| {kind} | {label} | {measured(method, coded)} |", flush=True)


if __name__ == "__main__":
    main()
