"""How the place in a turn is written on which a memo hangs."""

from __future__ import annotations

from fgtools.nouns import Span

PLACE = "place"
"""The kind of what a memo hangs on: a stretch of a turn."""


def place_key(turn: str, span: Span) -> str:
    """Return how a memo's place in a turn is written."""
    return f"{turn}#{span.start}-{span.end}"


def place_in(key: str) -> tuple[str, Span]:
    """Return the turn and the stretch of it that a memo's place names."""
    turn, _, at = key.partition("#")
    start, _, end = at.partition("-")
    return turn, Span(int(start), int(end))
