"""The leak check: a second look at everything that was, or is about to be, written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from fgtools.names.check import residuals
from fgtools.nouns import Finding
from fgtools.report.read_back import texts_of
from fgtools.study import pseudonyms
from fgtools.study.folder import Folder


def in_files(folder: Folder, paths: Iterable[Path]) -> tuple[Finding, ...]:
    """Return what identifies somebody in some files, whoever wrote them."""
    texts = ((f"{p.name} {where}", text) for p in paths for where, text in texts_of(p))
    return residuals(texts, pseudonyms.secrets(folder))


def everywhere(folder: Folder) -> tuple[Finding, ...]:
    """Return what identifies somebody in the database, the outputs and the writer's own text."""
    outputs = folder.outputs.iterdir() if folder.outputs.is_dir() else ()
    files = sorted(p for p in outputs if p.is_file() and p.name[0] != ".")
    own = sorted((folder.root / "report").glob("*.md"))
    texts = [*_database(folder)]
    texts += [(f"{p.name} {where}", text) for p in (*files, *own) for where, text in texts_of(p)]
    return residuals(texts, pseudonyms.secrets(folder))


def in_text(folder: Folder, where: str, text: str) -> tuple[Finding, ...]:
    """Return what identifies somebody in a text that a person typed."""
    return residuals([(where, text)], pseudonyms.secrets(folder))


def _database(folder: Folder) -> Iterator[tuple[str, str]]:
    store = folder.store
    for turn in store.turns():
        yield turn.id, turn.text
    for coding in store.codings(every=True):
        yield f"{coding.turn} coding {coding.code}", coding.why
    for topic in store.topics():
        yield f"topic {topic.id}", "; ".join((topic.label, *topic.terms))
    for quote in store.quotes():
        yield f"quote {quote.id}", quote.text
    for decision in store.decisions():
        yield f"decision {decision.id}", f"{decision.value} {decision.why}"
