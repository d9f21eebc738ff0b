"""Codebooks are read from YAML as people edit it: codes within codes, every error with its line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import yaml

from fgtools.codebook import nodes
from fgtools.codebook.nodes import Problems
from fgtools.errors import Misused
from fgtools.nouns import Code, Codebook

BOOK = ("name", "version", "codes")
CODE = ("key", "label", "definition", "include", "exclude", "examples", "cues", "codes")
LISTS = ("include", "exclude", "examples", "cues")
"""Fields of a code that are lists of texts."""
KEY = re.compile(r"[^\W_][\w.\-]{0,79}")
"""A key is typed in commands and stands in tables: no spaces, commas or quotes."""
SUFFIXES = (".yaml", ".yml")


def read(path: Path) -> Codebook:
    """Return the codebook in a YAML file, parents before their children.

    Raises FgtoolsError with file, line and reason for what is not understood: all of it at once.
    """
    return _read(path, nodes.content_of(path))


@lru_cache(maxsize=8)
def _read(path: Path, content: str) -> Codebook:
    problems = Problems(path)
    node = nodes.document(path, content)
    given = nodes.fields(node, BOOK, problems)
    name = nodes.text(given.get("name"), "name", problems)
    if not name:
        problems.add(node, "the codebook has no name")
    codes: list[Code] = []
    lines: dict[str, int] = {}
    for child in nodes.mappings(given.get("codes"), "codes", problems):
        _read_code(child, "", codes, lines, problems)
    if not codes:
        problems.add(given.get("codes", node), "the codebook has no codes")
    version = nodes.text(given.get("version"), "version", problems) or "1"
    problems.stop("Look at codebooks/send-workforce.yaml for an example.")
    return Codebook(name, version, tuple(codes))


def _read_code(
    node: yaml.MappingNode,
    parent: str,
    codes: list[Code],
    lines: dict[str, int],
    problems: Problems,
) -> None:
    given = nodes.fields(node, CODE, problems)
    key = nodes.text(given.get("key"), "key", problems)
    label = nodes.text(given.get("label"), "label", problems)
    if not key:
        problems.add(node, "a code has no key")
    elif not KEY.fullmatch(key):
        problems.add(given["key"], "a key is one word of letters, digits, - _ or .")
    if not label:
        problems.add(node, f"code {key or '(no key)'} has no label")
    if key in lines:
        problems.add(given["key"], f"key {key} is also that of the code on line {lines[key]}")
        return
    lines[key] = node.start_mark.line + 1
    codes.append(
        Code(
            key=key,
            label=label,
            definition=nodes.text(given.get("definition"), "definition", problems),
            parent=parent,
            **{name: nodes.texts(given.get(name), name, problems) for name in LISTS},
        )
    )
    for child in nodes.mappings(given.get("codes"), "codes", problems):
        _read_code(child, key, codes, lines, problems)


def find(name_or_path: str | Path, folders: Sequence[Path]) -> Path:
    """Return the file of a codebook given by its path or by its name in one of the folders.

    Raises Misused, listing the codebooks there are, where none is meant.
    """
    path = Path(name_or_path)
    if path.is_file():
        return path
    if len(path.parts) == 1:
        names = [f"{path.name}{suffix}" for suffix in ("", *SUFFIXES)]
        for folder in folders:
            for name in names:
                if (folder / name).is_file():
                    return folder / name
    there = sorted({path.stem for folder in folders for path in files(folder)})
    hint = f"There are: {', '.join(there)}." if there else "Give the path of a YAML file."
    raise Misused(f"there is no codebook {name_or_path}", hint=hint)


def files(folder: Path) -> list[Path]:
    """Return the codebooks in a folder, by name; crosswalks are none."""
    found = folder.glob("*.y*ml") if folder.is_dir() else ()
    return sorted(f for f in found if f.suffix in SUFFIXES and not f.stem.endswith(".crosswalk"))
