"""The shipped name model: a component of a spaCy pipeline that marks people, organisations, places.

spaCy finds it under the name `fgtools_names` wherever fgtools is installed, so that
`spacy.load("models/names")` works with no code of ours imported by hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file, save
from spacy.language import Language
from spacy.tokens import Doc, Span

from fgtools.models import graph
from fgtools.models.cores import on_each_core
from fgtools.models.encoder import WEIGHTS, folder_of
from fgtools.models.pieces import CASES, END, PAD, START, Pieces, Window, pieces, tokenizer, windows

FACTORY = "fgtools_names"
LEARNT = "tagger.safetensors"
SPANS = "names"
"""Under `doc.spans[SPANS]` lie the spans, with their scores in `attrs["scores"]`."""
LABELS = ("PERSON", "ORG", "LOC")
TAGS = 1 + 2 * len(LABELS)
TOGETHER = 256
"""Texts that are cut into windows and sorted by length before they are read."""
BATCH = 256
"""Pieces of one batch, padding included: what fits a core's cache is read fastest."""
LEAST = 0.25
"""Summed probability of B and I from which a word is marked."""

Chances = NDArray[np.float32]
Job = tuple[int, Window]
"""A text's number and one of its windows."""


@Language.factory(FACTORY, assigns=["doc.ents"])
def make(nlp: Language, name: str) -> Tagger:
    """Make the component; its weights come with `from_disk` or `take`."""
    return Tagger()


class Tagger:
    """Mark names in spaCy's documents."""

    def __init__(self) -> None:
        self._learnt: dict[str, Any] = {}

    def from_disk(self, path: Path, exclude: Sequence[str] = ()) -> Tagger:
        """Read what training learnt."""
        return self.take(load_file(Path(path) / LEARNT))

    def to_disk(self, path: Path, exclude: Sequence[str] = ()) -> None:
        """Write what training learnt; the encoder's own weights stay where they are installed."""
        Path(path).mkdir(exist_ok=True)
        (Path(path) / LEARNT).write_bytes(save(self._learnt))

    def take(self, learnt: Mapping[str, Any]) -> Tagger:
        """Join what training learnt with the encoder's weights, ready to read."""
        self._learnt = dict(learnt)
        folder = folder_of("")
        self._reader = tokenizer(folder)
        self._session = graph.session(graph.tagger(load_file(folder / WEIGHTS), self._learnt))
        return self

    def __call__(self, doc: Doc) -> Doc:
        """Mark the names of one document."""
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], **_: Any) -> Iterator[Doc]:
        """Mark the names of documents, in order."""
        stream = iter(docs)
        while some := list(islice(stream, TOGETHER)):
            cut = list(pieces(self._reader, [doc.text for doc in some]))
            for doc, one, chances in zip(some, cut, self._chances(cut), strict=True):
                _mark(doc, one, chances)
                yield doc

    def _chances(self, cut: Sequence[Pieces]) -> list[Chances]:
        """Return for each text the chances of its pieces, shape (pieces, tags)."""
        jobs = [
            (at, window)
            for at, one in enumerate(cut)
            for window in windows(len(one.ids), one.begins)
        ]
        jobs.sort(key=lambda job: (job[1].end - job[1].start, job))
        out = [np.zeros((len(one.ids), TAGS), np.float32) for one in cut]
        batches = list(_batches(jobs))
        read = on_each_core(lambda batch: self._read(cut, batch), batches)
        for batch, made in zip(batches, read, strict=True):
            for (at, one), chances in zip(batch, made, strict=True):
                shift = 1 - one.start  # [CLS] stands in front
                out[at][one.first : one.last] = chances[one.first + shift : one.last + shift]
        return out

    def _read(self, cut: Sequence[Pieces], batch: Sequence[Job]) -> Chances:
        longest = max(one.end - one.start for _, one in batch) + 2
        ids = np.full((len(batch), longest), PAD, np.int64)
        cases = np.full((len(batch), longest), CASES, np.int64)
        for row, (at, one) in enumerate(batch):
            count = one.end - one.start
            ids[row, : count + 2] = (START, *cut[at].ids[one.start : one.end], END)
            cases[row, 1 : count + 1] = cut[at].cases[one.start : one.end]
        lengths = np.array([one.end - one.start + 2 for _, one in batch], np.int32)
        given = {"ids": ids, "cases": cases, "positions": np.arange(longest), "lengths": lengths}
        (chances,) = self._session.run(None, given)
        return np.asarray(chances)


def _batches(jobs: Sequence[Job]) -> Iterator[list[Job]]:
    batch: list[Job] = []
    for job in jobs:
        if batch and (len(batch) + 1) * (job[1].end - job[1].start + 2) > BATCH:
            yield batch
            batch = []
        batch.append(job)
    if batch:
        yield batch


def _mark(doc: Doc, cut: Pieces, chances: Chances) -> None:
    """Write `doc.ents` and, with their scores, `doc.spans["names"]`."""
    spans: list[Span] = []
    scores: list[float] = []
    for start, end, label, score in marked(cut, chances):
        span = doc.char_span(start, end, LABELS[label], alignment_mode="expand")
        if span is not None and not (spans and span.start < spans[-1].end):
            spans.append(span)
            scores.append(score)
    doc.set_ents(spans)
    doc.spans[SPANS] = spans
    doc.spans[SPANS].attrs["scores"] = scores


def marked(cut: Pieces, chances: Chances) -> Iterator[tuple[int, int, int, float]]:
    """Yield (start, end, label, score) of the names that the chances of the pieces tell."""
    if not cut.ids:
        return
    firsts = [at for at, word in enumerate(cut.word_of) if at == 0 or cut.word_of[at - 1] != word]
    rows = chances[firsts]
    kinds = np.stack([rows[:, 1 + 2 * k] + rows[:, 2 + 2 * k] for k in range(3)], axis=1)
    best = kinds.argmax(axis=1)
    at = 0
    while at < len(best):
        if kinds[at].sum() < LEAST:
            at += 1
            continue
        label, last = int(best[at]), at
        while last + 1 < len(best) and _goes_on(rows[last + 1], kinds[last + 1], label):
            last += 1
        score = float(kinds[at : last + 1].sum(axis=1).max())
        yield cut.words[at][0], cut.words[last][1], label, score
        at = last + 1


def _goes_on(row: Chances, kinds: Chances, label: int) -> bool:
    return bool(kinds.sum() >= LEAST and row[2 + 2 * label] > row[1 + 2 * label])
