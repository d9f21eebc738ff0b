"""Arithmetic of spans: join, carry from a raw turn to its redacted one, and back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from fgtools.nouns import Find, Redaction, Span

EVENT = re.compile(r"\[[^\[\]\n]{0,60}\]|\((?:\d+ seconds? pause|\.{1,3})\)")
WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")


def overlap(one: Span, other: Span) -> bool:
    """Tell whether two spans share a code point."""
    return one.start < other.end and other.start < one.end


def join(finds: Iterable[Find]) -> tuple[Find, ...]:
    """Join finds that overlap into one each, in order.

    Nothing is chosen between them ("longest wins" leaves letters of a name in the text): the
    joined span covers all; kind and rule are those of the longest and surest find, and the names
    of the other rules are added behind a plus sign.
    """
    joined: list[list[Find]] = []
    for find in sorted(finds, key=lambda f: (f.span, f.kind, f.rule)):
        if joined and find.span.start < max(f.span.end for f in joined[-1]):
            joined[-1].append(find)
        else:
            joined.append([find])
    return tuple(_as_one(group) for group in joined)


def _as_one(group: Sequence[Find]) -> Find:
    lead = max(group, key=lambda f: (f.span.end - f.span.start, f.score, f.rule))
    span = Span(min(f.span.start for f in group), max(f.span.end for f in group))
    rules = [lead.rule, *sorted({f.rule for f in group} - {lead.rule})]
    return replace(lead, span=span, rule="+".join(rules), score=max(f.score for f in group))


def carried(span: Span, marks: Sequence[Redaction]) -> Span:
    """Carry a span of a raw turn over to the redacted turn; marks are disjoint and in order.

    An edge inside a mark moves outwards to the edge of its surrogate.
    """
    return Span(_shift(span.start, marks, 0), _shift(span.end, marks, 1))


def _shift(at: int, marks: Sequence[Redaction], side: int) -> int:
    moved = at
    for mark in marks:
        length = len(mark.surrogate)
        if at >= mark.span.end:
            moved += length - (mark.span.end - mark.span.start)
        elif at > mark.span.start:
            return moved - (at - mark.span.start) + side * length
        else:
            break
    return moved


def carried_back(span: Span, marks: Sequence[Redaction]) -> Span:
    """Carry a span of a redacted turn back to the raw turn; marks are disjoint and in order.

    An edge inside a surrogate moves outwards to the edge of what it stands for.
    """
    return Span(_unshift(span.start, marks, 0), _unshift(span.end, marks, 1))


def _unshift(at: int, marks: Sequence[Redaction], side: int) -> int:
    moved = 0
    for mark in marks:
        start = mark.span.start + moved
        end = start + len(mark.surrogate)
        if at >= end:
            moved += len(mark.surrogate) - (mark.span.end - mark.span.start)
        elif at > start:
            return mark.span[side]
        else:
            break
    return at - moved


def word_count(text: str) -> int:
    """Count the words of running text; bracketed events such as `[applause]` are none."""
    return len(WORD.findall(EVENT.sub(" ", text)))
