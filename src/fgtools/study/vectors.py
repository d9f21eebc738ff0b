"""No redacted text is embedded twice: vectors are kept in the study by the digest of their text."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

import numpy as np

from fgtools.ports import Encoder, Vectors
from fgtools.study.store import Store


class KeptVectors:
    """An encoder that loads its model only for texts the study has not met yet."""

    def __init__(self, store: Store, pin: str, load: Callable[[], Encoder]) -> None:
        self.pin = pin
        self._store, self._load = store, load
        self._model: Encoder | None = None
        self._met: dict[str, bytes] = {}

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit row for each text, in order."""
        digests = [
            hashlib.blake2b(text.encode("utf-8"), digest_size=16).hexdigest() for text in texts
        ]
        by_digest = dict(zip(digests, texts, strict=True))
        asked = [d for d in by_digest if d not in self._met]
        self._met.update(self._store.vectors(self.pin, asked))
        # Longest first: texts of one length share a batch, which halves the padding.
        new = sorted(
            (d for d in asked if d not in self._met), key=lambda d: (-len(by_digest[d]), d)
        )
        if new:
            rows = self._loaded().encode([by_digest[d] for d in new])
            made = {d: row.tobytes() for d, row in zip(new, rows, strict=True)}
            with self._store.writing():
                self._store.add_vectors(self.pin, made)
            self._met.update(made)
        if not texts:
            return self._loaded().encode([])
        return np.stack([np.frombuffer(self._met[d], np.float32) for d in digests])

    def _loaded(self) -> Encoder:
        if self._model is None:
            self._model = self._load()
        return self._model
