"""A code's definition, bounds, examples and cues as one description, and back.

REFI-QDA has one description for all that a codebook says of a code. Ours is plain text that people
can read in any program; what somebody wrote elsewhere becomes the definition.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from fgtools.nouns import Code

PARTS = (
    ("In", "include"), ("Out", "exclude"), ("Examples", "examples"), ("Cues", "cues"),
)  # fmt: skip
HEAD = re.compile(rf"^({'|'.join(title for title, _ in PARTS)}):$")
KEY = re.compile(r"^Key: (\S+)$")


@dataclass(frozen=True, slots=True)
class Told:
    """What a description says; `key` is empty where it was not written by this program."""

    key: str
    definition: str
    lists: dict[str, tuple[str, ...]]


def described(code: Code) -> str:
    """Return a code's description: definition, then a list for each part that has something."""
    lines = [code.definition] if code.definition else []
    for title, field in PARTS:
        items: tuple[str, ...] = getattr(code, field)
        if items:
            lines += [f"{title}:", *(f"- {' '.join(item.split())}" for item in items)]
    return "\n".join([*lines, f"Key: {code.key}"])


def told(description: str) -> Told:
    """Return what a description says, whoever wrote it."""
    lists: dict[str, list[str]] = {}
    free: list[str] = []
    key, within = "", ""
    fields = dict(PARTS)
    for line in description.splitlines():
        if found := KEY.match(line.strip()):
            key = found[1]
        elif found := HEAD.match(line.strip()):
            within = fields[found[1]]
        elif within and line.lstrip().startswith("- "):
            lists.setdefault(within, []).append(line.lstrip()[2:].strip())
        else:
            within = ""
            free.append(line.strip())
    definition = " ".join(part for part in free if part)
    return Told(key, definition, {name: tuple(items) for name, items in lists.items()})
