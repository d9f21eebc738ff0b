"""Conditions so rare that naming one singles a child out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from fgtools.names.lexicon import DATA
from fgtools.nouns import Find, Span

BEHIND = r"(?:['’]s)?(?: (?:syndrome|disease|deletion|duplication|sequence|ataxia))?"


@cache
def _pattern() -> re.Pattern[str]:
    lines = (DATA / "rare_conditions.txt").read_text("utf-8").split("\n")
    names = [re.escape(line) for line in sorted(lines, reverse=True) if line and line[0] != "#"]
    said = "|".join(name.replace("\\-", "[ \\-]").replace("'", "['’]?") for name in names)
    return re.compile(rf"\b(?:{said})\b{BEHIND}", re.IGNORECASE)


@cache
def _firsts() -> frozenset[str]:
    lines = (DATA / "rare_conditions.txt").read_text("utf-8").split("\n")
    return frozenset(re.split(r"[ \-']", line)[0] for line in lines if line and line[0] != "#")


def find(text: str, lows: frozenset[str]) -> Iterator[Find]:
    """Find rare conditions; `lows` are the words of the turn in lower case."""
    if _firsts().isdisjoint(lows):
        return
    for match in _pattern().finditer(text):
        yield Find(Span(*match.span()), "health", "syndrome", 0.6)
