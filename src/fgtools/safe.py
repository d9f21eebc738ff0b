"""SafeText: words that have been through redaction. Made here and nowhere else.

Topics, quotes and reports take `SafeText` only, so that handing raw words on is a type error.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NewType, Protocol

SafeText = NewType("SafeText", str)


class Marked(Protocol):
    """A stretch to write over, such as a `Redaction`."""

    @property
    def span(self) -> tuple[int, int]:
        """Return the stretch, half-open."""

    @property
    def surrogate(self) -> str:
        """Return what is written over it."""


def write_over(text: str, marks: Sequence[Marked]) -> SafeText:
    """Return `text` with every marked stretch replaced by its surrogate.

    Marks must be disjoint and in order (join them first); else ValueError, with positions only.
    """
    pieces: list[str] = []
    at = 0
    for mark in marks:
        start, end = mark.span
        if not at <= start < end <= len(text):
            raise ValueError(f"marks overlap or leave the text at {start}-{end}")
        pieces += [text[at:start], mark.surrogate]
        at = end
    pieces.append(text[at:])
    return SafeText("".join(pieces))


def stored(text: str) -> SafeText:
    """Take back text that was safe when it was written to the study's database."""
    return SafeText(text)


def part(text: SafeText, span: tuple[int, int]) -> SafeText:
    """Return a stretch of safe text: what is cut from safe words is safe."""
    return SafeText(text[span[0] : span[1]])
