"""Utterances: the stretches of a turn that coding, topics and quotes work with."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from fgtools.nouns import Span

SENTENCE_END = re.compile(r"[.!?…]+[\"'”’)]*\s+")
SHORTEST = 5
"""Words below which a sentence is read together with its neighbour: "Exactly that." alone says
nothing, and a false start belongs to what follows it."""
LONGEST = 60
"""Words after which unpunctuated talk is cut at a pause word, so that one breathless turn is not
one utterance."""
PAUSE = re.compile(r",\s+|\s+(?=(?:and|but|so|because|cos|then|or)\s)", re.IGNORECASE)


@lru_cache(maxsize=1 << 14)
def utterances(text: str) -> tuple[Span, ...]:
    """Cut a turn into utterances: disjoint spans in order that cover every word of it.

    The latest turns are remembered: coding, topics and quotes each ask for all of them.
    """
    cuts = [0, *(m.end() for m in SENTENCE_END.finditer(text)), len(text)]
    pieces = [Span(a, b) for a, b in pairwise(cuts) if text[a:b].strip()]
    whole: list[Span] = []
    for piece in (part for long in pieces for part in _breaths(text, long)):
        if whole and _belong(_words(text, whole[-1]), _words(text, piece)):
            whole[-1] = Span(whole[-1].start, piece.end)
        else:
            whole.append(piece)
    return tuple(_trimmed(text, span) for span in whole)


def _belong(before: int, after: int) -> bool:
    return min(before, after) < SHORTEST and before + after <= LONGEST


def _breaths(text: str, span: Span) -> list[Span]:
    if _words(text, span) <= LONGEST:
        return [span]
    middle = (span.start + span.end) // 2
    breaks = [m.end() for m in PAUSE.finditer(text, span.start + 1, span.end - 1)]
    if not breaks:
        return [span]
    cut = min(breaks, key=lambda at: (abs(at - middle), at))
    return _breaths(text, Span(span.start, cut)) + _breaths(text, Span(cut, span.end))


def _words(text: str, span: Span) -> int:
    return len(text[span.start : span.end].split())


def _trimmed(text: str, span: Span) -> Span:
    piece = text[span.start : span.end]
    return Span(
        span.start + len(piece) - len(piece.lstrip()), span.end - len(piece) + len(piece.rstrip())
    )
