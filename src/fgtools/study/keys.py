"""Keys of stages: a digest of all that a stage depends on. Staleness is computed from them."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, is_dataclass
from functools import lru_cache
from importlib.metadata import version

LIBRARIES = (
    "numpy",
    "onnxruntime",
    "scikit-learn",
    "scipy",
    "sentence-transformers",
    "spacy",
    "torch",
)
"""Their versions are part of a model's pin: a new release may answer differently."""


def key_of(*parts: object) -> str:
    """Return a digest of some plain values, the same whatever the order of mappings."""
    text = json.dumps(parts, sort_keys=True, ensure_ascii=False, default=_plain)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    raise TypeError(f"{type(value).__name__} has no place in a key")


@lru_cache
def versions() -> dict[str, str]:
    """Return the installed version of every library that a model's answers depend on."""
    return {name: version(name) for name in LIBRARIES}
