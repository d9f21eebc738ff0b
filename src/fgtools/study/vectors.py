"""No redacted text is embedded twice: vectors are kept in the study by the digest of their text."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from threading import Lock
from typing import Protocol

import numpy as np

from fgtools.errors import FgtoolsError
from fgtools.middles import pieces
from fgtools.nouns import SafeTurn
from fgtools.ports import Encoder, Vectors
from fgtools.study.folder import Folder
from fgtools.study.store import Store

AT_ONCE = 4096
"""Texts that are looked up, or encoded, and kept together: a killed run has lost no more."""


class Keeper(Protocol):
    """Where vectors are kept, by the digest of their text."""

    def get(self, digests: Sequence[str]) -> Mapping[str, bytes]:
        """Return those that are known."""

    def add(self, rows: Mapping[str, bytes]) -> None:
        """Keep some."""


class InStudy:
    """Vectors of one model in a study's database."""

    def __init__(self, store: Store, pin: str) -> None:
        self._store, self._pin = store, pin

    def get(self, digests: Sequence[str]) -> Mapping[str, bytes]:
        """Return those that are known."""
        return self._store.vectors(self._pin, digests)

    def add(self, rows: Mapping[str, bytes]) -> None:
        """Keep some."""
        with self._store.writing():
            self._store.add_vectors(self._pin, rows)


class InMemory:
    """Vectors on a worker that has no study: `known` came with the task, `new` go back with it."""

    def __init__(self, known: Mapping[str, bytes]) -> None:
        self._known = dict(known)
        self.new: dict[str, bytes] = {}

    def get(self, digests: Sequence[str]) -> Mapping[str, bytes]:
        """Return those that are known."""
        return {one: self._known[one] for one in digests if one in self._known}

    def add(self, rows: Mapping[str, bytes]) -> None:
        """Keep some."""
        self._known.update(rows)
        self.new.update(rows)


class KeptVectors:
    """An encoder that loads its model only for texts that were not met yet."""

    def __init__(self, keeper: Keeper, pin: str, load: Callable[[], Encoder]) -> None:
        self.pin = pin
        self._keeper, self._load = keeper, load
        self._model: Encoder | None = None
        self._one = Lock()
        """One text after the other: not every encoder may be asked by two threads at once."""

    @property
    def model(self) -> Encoder:
        """Return the model itself: for words that nobody redacted, of which nothing is kept."""
        return self._loaded()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit row for each text, in order."""
        if not texts:
            return self._loaded().encode([])
        places: dict[str, list[int]] = {}
        for at, text in enumerate(texts):
            places.setdefault(digest_of(text), []).append(at)
        rows: Vectors | None = None
        for some in _parts(list(places)):
            met = {**self._keeper.get(some)}
            new = self.made({d: texts[places[d][0]] for d in some if d not in met})
            self.keep(new)
            met.update(new)
            for one, row in met.items():
                vector = np.frombuffer(row, np.float32)
                if rows is None:
                    rows = np.empty((len(texts), len(vector)), np.float32)
                rows[places[one]] = vector
        assert rows is not None
        return rows

    def known(self, texts: Sequence[str]) -> Mapping[str, bytes]:
        """Return the vectors that were met, by the digest of their text."""
        return self._keeper.get([digest_of(text) for text in texts])

    def keep(self, rows: Mapping[str, bytes]) -> None:
        """Keep vectors that were made elsewhere."""
        if rows:
            self._keeper.add(rows)

    def missing(self, texts: Iterable[str]) -> dict[str, str]:
        """Return those of the texts that were not met, by their digest."""
        new = {digest_of(text): text for text in texts}
        for part in _parts([*new]):
            for met in self._keeper.get(part):
                del new[met]
        return new

    def made(self, new: Mapping[str, str]) -> dict[str, bytes]:
        """Return the vectors of texts, both by the digest of the text; they are not kept yet."""
        if not new:
            return {}
        # Longest first: texts of one length share a batch, which halves the padding.
        ordered = sorted(new, key=lambda one: (-len(new[one]), one))
        with self._one:
            rows = self._loaded().encode([new[one] for one in ordered])
        return {one: row.tobytes() for one, row in zip(ordered, rows, strict=True)}

    def _loaded(self) -> Encoder:
        if self._model is None:
            self._model = self._load()
        return self._model


def digest_of(text: str) -> str:
    """Return the digest under which a text's vector is kept."""
    return hashlib.blake2b(text.encode("utf-8"), digest_size=16).hexdigest()


def forget_changed(store: Store, old: Iterable[SafeTurn], new: Iterable[SafeTurn]) -> bool:
    """Drop the vectors of what a session's turns said and say no more; tell whether any did."""
    now = {turn.text for turn in new}
    gone = {piece for turn in old if turn.text not in now for piece in pieces(turn.text)}
    store.drop_vectors(digest_of(piece) for piece in gone)
    return bool(gone)


def forget_unsaid(folder: Folder) -> None:
    """Drop the vectors of all texts but those of the turns and of the codebook as they are now."""
    said = (piece for turn in folder.store.turns() for piece in pieces(turn.text))
    folder.store.keep_vectors(map(digest_of, chain(said, _codebook_texts(folder))))


def _codebook_texts(folder: Folder) -> Sequence[str]:
    from fgtools.codes.meaning import texts_of

    try:
        return texts_of(folder.codebook())
    except FgtoolsError:  # a codebook that cannot be read must not keep anybody from the names
        return ()


def _parts(digests: Sequence[str]) -> Iterable[Sequence[str]]:
    return (digests[at : at + AT_ONCE] for at in range(0, len(digests), AT_ONCE))
