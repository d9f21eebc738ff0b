"""The leak check: a second look at everything that was, or is about to be, written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from fgtools.names.check import residuals
from fgtools.nouns import Finding
from fgtools.report.read_back import texts_of
from fgtools.study import pseudonyms
from fgtools.study.decisions import typed_in
from fgtools.study.folder import OWN_TEXT, Folder


def in_files(folder: Folder, paths: Iterable[Path]) -> tuple[Finding, ...]:
    """Return what identifies somebody in some files, whoever wrote them."""
    texts = ((f"{p.name} {where}", text) for p in paths for where, text in texts_of(p))
    return residuals(texts, pseudonyms.secrets(folder))


def in_own_text(folder: Folder) -> tuple[Finding, ...]:
    """Return what identifies somebody in the writer's own text, by file and line."""
    texts = (
        (f"{OWN_TEXT}/{name}.md line {at}", line)
        for name, text in folder.own_text().items()
        for at, line in enumerate(text.splitlines(), 1)
    )
    return tuple(replace(f, hint="") for f in residuals(texts, pseudonyms.secrets(folder)))


def everywhere(folder: Folder) -> tuple[Finding, ...]:
    """Return what identifies somebody in the database, the outputs and the writer's own text."""
    outputs = folder.outputs.iterdir() if folder.outputs.is_dir() else ()
    files = sorted(p for p in outputs if p.is_file() and p.name[0] != ".")
    own = sorted((folder.root / OWN_TEXT).glob("*.md"))
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
    for voice in store.participants().values():
        yield f"{voice.id} role", " ".join((voice.role, *(a.value for a in voice.attributes)))
    for session, left in store.left_out():
        yield f"{session} left out", f"{left.where} {left.reason}"
    for coding in store.codings(every=True):
        yield f"{coding.turn} coding {coding.code}", coding.why
    for topic in store.topics():
        yield f"topic {topic.id}", "; ".join((topic.label, *topic.terms))
    for quote in store.quotes():
        yield f"quote {quote.id}", quote.text
    for decision in store.decisions():
        yield f"decision {decision.id}", f"{decision.who}. {decision.why}. {typed_in(decision)}"
