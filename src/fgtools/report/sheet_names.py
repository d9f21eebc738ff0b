"""Names of sheets that Excel takes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fgtools.report.zips import printable

LONGEST_NAME = 31
"""Characters that Excel takes in the name of a sheet."""
NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
"""Characters that it does not; the apostrophe only not at the ends, but links trip over it."""


def names(labels: Sequence[str], taken: Sequence[str]) -> tuple[str, ...]:
    """Return a name for a sheet for each label that Excel takes; all differ, from `taken` too."""
    used = {name.casefold() for name in taken}
    found = []
    for label in labels:
        clean = " ".join(NOT_IN_NAMES.sub(" ", printable(label)).split()) or "Sheet"
        name, at = _cut(clean, LONGEST_NAME), 1
        while name.casefold() in used:
            at += 1
            ending = f" ({at})"
            name = _cut(clean, LONGEST_NAME - len(ending)) + ending
        used.add(name.casefold())
        found.append(name)
    return tuple(found)


def _cut(text: str, most: int) -> str:
    """Cut a text to a length, at a word where it has several."""
    if len(text) <= most:
        return text
    return text[: most + 1].rpartition(" ")[0].rstrip(",;: ") or text[:most]
