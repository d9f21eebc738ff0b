"""A code is put into a codebook's file as people wrote it: comments and order stay.

The file is not written anew from what was read: lines are put in where the code belongs, and the
version is changed in its place. Files that are written in YAML's short form (`codes: [...]`) have
no such place.
"""

from __future__ import annotations

import re
from collections.abc import Collection

import yaml

from fgtools.codebook.write import code_to_yaml
from fgtools.nouns import Code

LAST_NUMBER = re.compile(r"\d+$")


class NoPlace(ValueError):
    """Say that a file has no line where a code could be put in."""


def counted_up(version: str, used: Collection[str]) -> str:
    """Return the version after one, by the number at its end; `used` are those that there are."""
    fresh = version
    while fresh in used or fresh == version:
        more = LAST_NUMBER.sub(lambda m: str(int(m[0]) + 1), fresh)
        fresh = more if more != fresh else f"{fresh}.2"
    return fresh


def with_code(text: str, code: Code, version: str, note: str = "") -> str:
    """Return a codebook's text with a code put in, last below its parent, and with a new version.

    `note` is a comment of one line above the code. Raise NoPlace where the file's form has no
    place for it; a caller that reads the text back will also see what no rule foretold.
    """
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    if not isinstance(root, yaml.MappingNode) or root.flow_style:
        raise NoPlace
    at, lines = _place(text, root, code, note)
    made = text[:at].rstrip("\n") + "\n" + lines + text[at:]
    return _versioned(made, root, version, at)


def _place(text: str, root: yaml.MappingNode, code: Code, note: str) -> tuple[int, str]:
    """Return where the code's lines go, and these lines."""
    home = _find(root, code.parent) if code.parent else root
    if home is None or home.flow_style:
        raise NoPlace
    codes = _field(home, "codes")
    if codes is None or not isinstance(codes, yaml.SequenceNode) or not codes.value:
        return _first_child(text, home, codes, code, note)
    if codes.flow_style:
        raise NoPlace
    at = _line_end(text, codes)
    spaced = "\n" if _apart(text, codes) else ""
    return at, spaced + _lines(code, codes.start_mark.column, note)


def _first_child(
    text: str, home: yaml.MappingNode, codes: yaml.Node | None, code: Code, note: str
) -> tuple[int, str]:
    indent = home.start_mark.column
    if codes is not None:  # an empty list: its line says `codes: []`, and is about to be wrong
        raise NoPlace
    return _line_end(text, home), f"{' ' * indent}codes:\n{_lines(code, indent + 2, note)}"


def _lines(code: Code, indent: int, note: str) -> str:
    first, *others = code_to_yaml(code).splitlines()
    lead = " " * indent
    comment = f"{lead}# {note}\n" if note else ""
    rest = "".join(f"{lead}  {line}\n" if line else "\n" for line in others)
    return f"{comment}{lead}- {first}\n{rest}"


def _find(node: yaml.MappingNode, key: str) -> yaml.MappingNode | None:
    codes = _field(node, "codes")
    for child in codes.value if isinstance(codes, yaml.SequenceNode) else ():
        if isinstance(child, yaml.MappingNode):
            named = _field(child, "key")
            if named is not None and named.value == key:
                return child
            below = _find(child, key)
            if below is not None:
                return below
    return None


def _field(node: yaml.MappingNode, name: str) -> yaml.Node | None:
    return next((value for key, value in node.value if key.value == name), None)


def _line_end(text: str, node: yaml.Node) -> int:
    """Return the end of the line on which a node's last words stand, with its line break.

    The mark of a block's end lies behind the comments that follow it: these are not its own.
    """
    while isinstance(node, yaml.CollectionNode) and node.value and not node.flow_style:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    words = len(text[: node.end_mark.index].rstrip())
    end = text.find("\n", words)
    return len(text) if end < 0 else end + 1


def _apart(text: str, codes: yaml.SequenceNode) -> bool:
    """Tell whether a blank line stands between the codes of a list."""
    if len(codes.value) < 2:
        return False
    end = _line_end(text, codes.value[0])
    return text[end:].startswith("\n")


def _versioned(text: str, root: yaml.MappingNode, version: str, put_in_at: int) -> str:
    """Return the text with its version changed; where it has none, below its name."""
    quoted = f'"{version}"'
    node = _field(root, "version")
    if node is None:
        name = _field(root, "name")
        if name is None or name.start_mark.index > put_in_at:
            raise NoPlace
        at = _line_end(text, name)
        return f"{text[:at]}version: {quoted}\n{text[at:]}"
    start, end = node.start_mark.index, node.end_mark.index
    if end > put_in_at:
        raise NoPlace
    return text[:start] + quoted + text[end:]
