"""all-MiniLM-L6-v2 on ONNX Runtime: texts of like length together, a batch on each core.

Every batch runs on one thread and is put together from the texts alone, so the vectors are the
same however many cores there are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from safetensors.numpy import load_file

from fgtools.models import graph
from fgtools.models.cores import on_each_core
from fgtools.models.pieces import END, PAD, START, tokenizer
from fgtools.ports import Vectors

BATCH = 512
"""Pieces of one batch, padding included: what fits a core's cache is read fastest."""
LONGEST = 254
"""Pieces read of a text, [CLS] and [SEP] not counted: what the published model was made for."""


class MiniLM:
    """Encode texts with the published weights, changed by what training learnt."""

    def __init__(self, weights: Path, learnt: Mapping[str, Any], pin: str) -> None:
        self.pin = pin
        self._reader = tokenizer(weights.parent)
        self._session = graph.session(graph.sentences(load_file(weights), learnt))

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit row for each text, shape (len(texts), 384)."""
        cut = [
            one.ids[:LONGEST]
            for one in self._reader.encode_batch(list(texts), add_special_tokens=False)
        ]
        rows = np.zeros((len(cut), graph.WIDTH), np.float32)
        batches = list(_batches(cut))
        read = on_each_core(lambda batch: self._read([cut[at] for at in batch]), batches)
        for batch, made in zip(batches, read, strict=True):
            rows[batch] = made
        return rows

    def _read(self, cut: Sequence[Sequence[int]]) -> Vectors:
        lengths = np.array([len(one) + 2 for one in cut], np.int32)
        longest = int(lengths.max())
        ids = np.full((len(cut), longest), PAD, np.int64)
        for row, one in zip(ids, cut, strict=True):
            row[: len(one) + 2] = (START, *one, END)
        given = {"ids": ids, "positions": np.arange(longest), "lengths": lengths}
        (pieces,) = self._session.run(None, given)
        kept = np.arange(longest) < lengths[:, None]
        summed = (np.asarray(pieces) * kept[:, :, None]).sum(axis=1)
        unit: Vectors = summed / np.linalg.norm(summed, axis=1, keepdims=True)
        return unit


def _batches(cut: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    """Yield the numbers of texts that are read together, shortest first."""
    batch: list[int] = []
    for at in sorted(range(len(cut)), key=lambda at: (len(cut[at]), at)):
        if batch and (len(batch) + 1) * (len(cut[at]) + 2) > BATCH:
            yield batch
            batch = []
        batch.append(at)
    if batch:
        yield batch
