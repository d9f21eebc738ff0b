"""Otter's text: `Name  0:34`, the words under it, and a closing line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from fgtools.transcripts.markdown import bare, front_matter, unescaped, without_pictures
from fgtools.transcripts.recording import Cue, Draft
from fgtools.transcripts.source import Line, Source, lines
from fgtools.transcripts.stamped import Head, alone_at_top, backwards, heads, left
from fgtools.transcripts.times import seconds

CLOSING = re.compile(
    r"(?:automatically )?transcribed (?:by|with|using) \W{0,4}(?:https?://)?(?:www\.)?otter\.ai\S*",
    re.IGNORECASE,
)
CLOCK = re.compile(r"\d{1,3}:\d\d(?::\d\d)?")
LEAST_TALK = 0.5
"""Share of heads with words under them; an agenda (`Lunch 12:30`) has fewer."""


def is_otter(source: Source) -> bool:
    """Tell whether a text has two names with a stamp and words under them, or Otter's last line."""
    every = lines(source)
    found = every[front_matter(every) :]
    opened = _opened(found)
    count = sum(one is not None for one in opened)
    if any(CLOSING.fullmatch(bare(line.text)) for line in found[-3:]):
        return count > 0
    if not any(one.label for one in opened if one):
        return False
    if alone_at_top(found, opened):
        return True
    under = pairwise(opened)
    talk = sum(one is not None and after is None for one, after in under)
    return count > 1 and talk >= LEAST_TALK * count


def read_otter(source: Source) -> Draft:
    """Read Otter's text; what stands above the first name is header, not speech."""
    every = lines(source)
    found = every[front_matter(every) :]
    aside = [left(line, "header") for line in every[: len(every) - len(found)]]
    items: list[Cue] = []
    starts: list[tuple[str, float | None]] = []
    for line, opened in zip(found, _opened(found), strict=True):
        text, described = without_pictures(line.text)
        if opened:
            items.append(Cue(opened.label, "", opened.begin, utterance=line.where))
            starts.append((line.where, opened.begin))
        elif CLOSING.fullmatch(bare(line.text)):
            aside.append(left(line, "closing line"))
        elif items:
            aside.append(left(line._replace(text=described), "picture"))
            items.append(items[-1]._replace(text=unescaped(text), begin=None))
        else:
            aside.append(left(line, "header"))
    return Draft(
        tuple(items),
        tuple(entry for entry in aside if entry.word_count),
        (*source.warnings, *backwards(starts)),
    )


def _opened(found: Sequence[Line]) -> list[Head | None]:
    """Return the heads among lines; where nobody is named, the times that stand alone."""
    named = heads(found)
    if any(named):
        return named
    return [
        Head("", seconds(line.text) or 0.0) if CLOCK.fullmatch(line.text) else None
        for line in found
    ]
