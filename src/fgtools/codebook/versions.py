"""Versions of a codebook lie side by side: files in codebooks/ whose `name:` is one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from fgtools.codebook import nodes
from fgtools.codebook.nodes import Problems
from fgtools.codebook.read import BOOK, files
from fgtools.errors import FgtoolsError


def versions(name: str, folders: Sequence[Path]) -> tuple[tuple[Path, str], ...]:
    """Return the file and the version of every codebook of that name, by file name.

    A file in an earlier folder hides one of its name in a later folder. What cannot be read as a
    codebook is passed over.
    """
    found: dict[str, tuple[Path, str]] = {}
    for path in (path for folder in folders for path in files(folder)):
        if path.stem not in found and (version := _version(path, name)):
            found[path.stem] = path, version
    return tuple(found[stem] for stem in sorted(found))


def _version(path: Path, name: str) -> str:
    """Return the version of a codebook, "" where it has another name."""
    problems = Problems(path)
    try:
        given = nodes.fields(nodes.load(path), BOOK, problems)
    except FgtoolsError:
        return ""
    if nodes.text(given.get("name"), "name", problems) != name:
        return ""
    return nodes.text(given.get("version"), "version", problems) or "1"
