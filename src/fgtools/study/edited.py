"""Files that people edited: kept beside, under a name of their own, when they are written anew."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from itertools import count
from pathlib import Path

from fgtools.study.files import put, told
from fgtools.study.private import digest

MARK = ".edited"


def edits(place: Path, names: Iterable[str], *known: Mapping[str, str]) -> dict[str, Path]:
    """Return the files of a folder that people edited, by the name that each is to be kept under.

    `known` are digests by name: of what is to be written now, and of what was written before.
    """
    paths = (place / name for name in names)
    return {
        _beside(path).name: path
        for path in paths
        if path.is_file()
        and digest(path.read_bytes()) not in {digests.get(path.name) for digests in known}
    }


def listed(manifest: Path) -> Mapping[str, str]:
    """Return the digests of outputs that a manifest lists, none where it cannot be read."""
    try:
        outputs = json.loads(manifest.read_text("utf-8"))["outputs"]
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return outputs if isinstance(outputs, dict) else {}


def put_keeping(path: Path, content: bytes) -> str:
    """Write a file; return the name that another one in its place is kept under, "" if none was.

    Raise FgtoolsError if one of them cannot be written.
    """
    with told(path.name):
        found = edits(path.parent, [path.name], {path.name: digest(content)})
        for name, there in found.items():
            put(path.with_name(name), there.read_bytes())
    put(path, content)
    return next(iter(found), "")


def _beside(path: Path) -> Path:
    """Return the first name beside a file that is free, or that these very bytes have already."""
    content = path.read_bytes()
    marks = (f"{MARK}-{number}" if number > 1 else MARK for number in count(1))
    names = (path.with_name(f"{path.stem}{mark}{path.suffix}") for mark in marks)
    return next(
        one for one in names if not one.exists() or (one.is_file() and one.read_bytes() == content)
    )
