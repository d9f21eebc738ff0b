"""The name model: the shipped spaCy pipeline, or any other that is installed or in a folder."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from fgtools.errors import FgtoolsError
from fgtools.nouns import Find, Span
from fgtools.ports import NameFinder

KINDS = {
    "PERSON": "person", "PER": "person",
    "ORG": "organisation", "FAC": "place", "GPE": "place", "LOC": "place",
}  # fmt: skip
"""spaCy's labels, of OntoNotes and of CoNLL, and our kinds; other labels are not identifiers."""
BATCH = 256
HALF = re.compile("[\ud800-\udfff]")
LONGEST = 100_000_000
"""Code points of a text; spaCy's own limit is for its parser, which is not used."""
NO_MODEL = "none"
"""The setting for rules alone: more than twice as fast, and more names slip through."""
SCORED = "names"
"""Where the shipped pipeline puts its entities with their scores, as spaCy's own spancat does."""
OURS = "names/tagger.safetensors"
"""A file that only pipelines of our own component have."""
UNTOLD = 0.8
"""Score of an entity of a pipeline that tells none."""


def folder_of(setting: str, shipped: Path) -> Path | None:
    """Return the pipeline's folder: `shipped`, a folder, an installed package's, None for `none`.

    Raise FgtoolsError where there is no such pipeline.
    """
    if setting in ("", "shipped"):
        return shipped
    if setting == NO_MODEL:
        return None
    if Path(setting).is_dir():
        return Path(setting)
    found = importlib.util.find_spec(setting) if setting.isidentifier() else None
    if found is None or found.origin is None:
        raise FgtoolsError(
            "no such name model",
            setting,
            "Choose shipped, none, a folder, or a spaCy pipeline that is installed.",
        )
    package = Path(found.origin).parent
    meta = json.loads((package / "meta.json").read_text("utf-8"))
    return package / f"{meta['lang']}_{meta['name']}-{meta['version']}"


def digest_of(folder: Path | None) -> str:
    """Return a digest of every file of the pipeline, names and lengths included.

    Bytecode that Python writes beside modules is none of them.
    """
    if folder is None:
        return NO_MODEL
    whole = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix != ".pyc"):
        content = path.read_bytes()
        whole.update(f"{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode())
        whole.update(content)
    return whole.hexdigest()


class SpacyFinder:
    """Find names with a spaCy pipeline."""

    def __init__(self, folder: Path) -> None:
        spacy = _spacy(folder)
        self.pin = f"names:{digest_of(folder)[:16]}"
        try:
            self._pipeline = spacy.load(
                folder, exclude=["parser", "tagger", "lemmatizer", "attribute_ruler"]
            )
            self._pipeline.max_length = LONGEST
        except (OSError, ValueError) as error:
            raise FgtoolsError(
                "this is no spaCy pipeline that can be loaded", str(folder),
                'Set [names] model = "shipped" in study.toml.',
            ) from error  # fmt: skip

    def find(self, texts: Sequence[str]) -> list[tuple[Find, ...]]:
        """Return the people, organisations and places of each text, in order."""
        return [
            tuple(
                Find(Span(e.start_char, e.end_char), KINDS[e.label_], "model", score)
                for e, score in _scored(doc)
                if e.label_ in KINDS
            )
            for doc in self._pipeline.pipe(map(_readable, texts), batch_size=BATCH)
        ]


def _spacy(folder: Path) -> Any:
    """Import spaCy, for the shipped pipeline without torch.

    spaCy's layers import torch wherever it is installed, which takes seconds and hundreds of
    megabytes; the shipped pipeline has no such layers.
    """
    kept_out = (folder / OURS).is_file() and not {"torch", "spacy", "thinc"} & {*sys.modules}
    if kept_out:
        sys.modules["torch"] = None  # type: ignore[assignment]  # to them it is not installed
    try:
        import spacy
    finally:
        if kept_out:
            del sys.modules["torch"]
    return spacy


def _readable(text: str) -> str:
    """Put a mark in place of each half of a surrogate pair, which no tokeniser takes."""
    return HALF.sub("\ufffd", text)


def _scored(doc: Any) -> Iterable[tuple[Any, float]]:
    """Return a document's entities with their scores, where the pipeline tells any."""
    if SCORED in doc.spans:
        return zip(doc.spans[SCORED], doc.spans[SCORED].attrs["scores"], strict=True)
    return ((entity, UNTOLD) for entity in doc.ents)


class Nobody:
    """Find nothing: the light setting leaves names to the rules alone."""

    pin = f"names:{NO_MODEL}"

    def find(self, texts: Sequence[str]) -> list[tuple[Find, ...]]:
        """Return no finds for each text."""
        return [() for _ in texts]


def load(folder: Path | None) -> NameFinder:
    """Load the pipeline in `folder`, None for no model; raise FgtoolsError if it is no pipeline."""
    return SpacyFinder(folder) if folder else Nobody()
