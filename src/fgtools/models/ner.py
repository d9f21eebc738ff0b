"""The name model: the shipped spaCy pipeline, or any other that is installed or in a folder."""

from __future__ import annotations

import hashlib
import importlib.util
import json
from collections.abc import Sequence
from pathlib import Path

from fgtools.errors import FgtoolsError
from fgtools.nouns import Find, Span
from fgtools.ports import NameFinder

KINDS = {
    "PERSON": "person", "PER": "person",
    "ORG": "organisation", "FAC": "place", "GPE": "place", "LOC": "place",
}  # fmt: skip
"""spaCy's labels, of OntoNotes and of CoNLL, and our kinds; other labels are not identifiers."""
BATCH = 64


def folder_of(setting: str, shipped: Path) -> Path:
    """Return the pipeline's folder: `shipped`, a folder, or an installed package's.

    Raise FgtoolsError where there is none.
    """
    if setting in ("", "shipped"):
        return shipped
    if Path(setting).is_dir():
        return Path(setting)
    found = importlib.util.find_spec(setting) if setting.isidentifier() else None
    if found is None or found.origin is None:
        raise FgtoolsError(
            "no such name model", setting, 'Set [names] model = "shipped" in study.toml.'
        )
    package = Path(found.origin).parent
    meta = json.loads((package / "meta.json").read_text("utf-8"))
    return package / f"{meta['lang']}_{meta['name']}-{meta['version']}"


def digest_of(folder: Path) -> str:
    """Return a digest of every file of the pipeline, names and lengths included."""
    whole = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        content = path.read_bytes()
        whole.update(f"{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode())
        whole.update(content)
    return whole.hexdigest()


class SpacyFinder:
    """Find names with a spaCy pipeline."""

    def __init__(self, folder: Path) -> None:
        import spacy

        self.pin = f"names:{digest_of(folder)[:16]}"
        try:
            self._pipeline = spacy.load(
                folder, exclude=["parser", "tagger", "lemmatizer", "attribute_ruler"]
            )
        except (OSError, ValueError) as error:
            raise FgtoolsError(
                "this is no spaCy pipeline that can be loaded", str(folder),
                'Set [names] model = "shipped" in study.toml.',
            ) from error  # fmt: skip

    def find(self, texts: Sequence[str]) -> list[tuple[Find, ...]]:
        """Return the people, organisations and places of each text, in order."""
        return [
            tuple(
                Find(Span(e.start_char, e.end_char), KINDS[e.label_], "model", 0.9)
                for e in doc.ents
                if e.label_ in KINDS
            )
            for doc in self._pipeline.pipe(texts, batch_size=BATCH)
        ]


def load(folder: Path) -> NameFinder:
    """Load the pipeline in `folder`; raise FgtoolsError if it is none."""
    return SpacyFinder(folder)
