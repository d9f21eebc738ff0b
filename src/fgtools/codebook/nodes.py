"""YAML read with its line numbers, so that an error can say where.

Values are taken as they are written: a cue `no` is the word "no" and a version 1 is "1".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from fgtools.errors import FgtoolsError

LARGEST = 5_000_000
SHOWN = 10
DEEPEST = 100
"""Lists within lists that libyaml is trusted with."""


@dataclass
class Problems:
    """What is wrong in a file, gathered so that all of it is reported once."""

    path: Path
    found: list[tuple[int, str]] = field(default_factory=list)

    def add(self, node: yaml.Node, reason: str) -> None:
        """Note what is wrong at the line of a node."""
        self.found.append((node.start_mark.line + 1, reason))

    def stop(self, hint: str) -> None:
        """Raise FgtoolsError if anything was found."""
        if not self.found:
            return
        rows = sorted(set(self.found))
        if len(rows) == 1:
            raise FgtoolsError(rows[0][1], f"{self.path}, line {rows[0][0]}", hint)
        listed = "".join(f"\n  line {line}: {reason}" for line, reason in rows[:SHOWN])
        more = f"\n  and {len(rows) - SHOWN} more" if len(rows) > SHOWN else ""
        raise FgtoolsError(f"{len(rows)} things to put right{listed}{more}\n", str(self.path), hint)


def load(path: Path) -> yaml.MappingNode:
    """Return the document in a file; raise FgtoolsError with the line if it is no YAML mapping."""
    return document(path, content_of(path))


def content_of(path: Path) -> str:
    """Return the text of a file; raise FgtoolsError if it cannot be read."""
    try:
        if path.stat().st_size > LARGEST:
            raise FgtoolsError("this file is too large for a codebook", str(path))
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise FgtoolsError("this file could not be opened", str(path)) from error
    except UnicodeDecodeError as error:
        raise FgtoolsError(
            "this is no UTF-8 text", str(path), "Save it as UTF-8 in your editor."
        ) from error


def document(path: Path, content: str) -> yaml.MappingNode:
    """Return the document in a file's text; raise FgtoolsError as `load` does."""
    try:
        node = yaml.compose(content, Loader=_loader(content))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        hint = "Look for a missing quotation mark, a tab or a wrong indent."
        raise FgtoolsError(
            f"this is no YAML ({error.problem})", f"{path}, line {line}", hint
        ) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise FgtoolsError("this is no YAML", str(path)) from error
    if not isinstance(node, yaml.MappingNode):
        raise FgtoolsError("this file has no fields such as name: and codes:", f"{path}, line 1")
    return node


def _loader(content: str) -> type[yaml.SafeLoader] | type[yaml.CSafeLoader]:
    """Return libyaml's loader where it is there and the text is sound, else Python's own.

    Python's own says of every fault where it is, and does not end the program where lists within
    lists would fill libyaml's stack; libyaml's is twenty times as fast.
    """
    depth = 0
    try:
        for event in yaml.parse(content, Loader=yaml.CSafeLoader):
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST:
                return yaml.SafeLoader
    except (yaml.YAMLError, AttributeError):
        return yaml.SafeLoader
    return yaml.CSafeLoader


def fields(
    node: yaml.MappingNode, known: Sequence[str], problems: Problems
) -> dict[str, yaml.Node]:
    """Return the fields of a mapping by name; note unknown and repeated ones."""
    read: dict[str, yaml.Node] = {}
    for name, value in node.value:
        key = str(name.value)
        if key not in known:
            problems.add(name, f"unknown field {key}; known are {', '.join(known)}")
        elif key in read:
            problems.add(name, f"field {key} is given twice")
        else:
            read[key] = value
    return read


def text(node: yaml.Node | None, name: str, problems: Problems) -> str:
    """Return the words of a field on one line, "" where there is none; note if it is no text."""
    if node is None or _empty(node):
        return ""
    if isinstance(node, yaml.ScalarNode):
        return " ".join(str(node.value).split())
    problems.add(node, f"{name} must be text")
    return ""


def texts(node: yaml.Node | None, name: str, problems: Problems) -> tuple[str, ...]:
    """Return the items of a list of texts, () where there is none; note what is no text."""
    if node is None or _empty(node):
        return ()
    if not isinstance(node, yaml.SequenceNode):
        problems.add(node, f"{name} must be a list, such as [one, two]")
        return ()
    items = []
    for item in node.value:
        words = text(item, f"each of {name}", problems)
        if words:
            items.append(words)
        elif isinstance(item, yaml.ScalarNode):
            problems.add(item, f"{name} has an empty item")
    return tuple(items)


def mappings(node: yaml.Node | None, name: str, problems: Problems) -> list[yaml.MappingNode]:
    """Return the items of a list of mappings; note what is none."""
    if node is None or _empty(node):
        return []
    if not isinstance(node, yaml.SequenceNode):
        problems.add(node, f"{name} must be a list, each item behind a dash")
        return []
    for item in node.value:
        if not isinstance(item, yaml.MappingNode):
            problems.add(item, f"each of {name} must have fields of its own")
    return [item for item in node.value if isinstance(item, yaml.MappingNode)]


def _empty(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:null"
