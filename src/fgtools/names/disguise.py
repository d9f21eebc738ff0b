"""Undo what hides an identifier from the eye of a pattern: full-width forms, blanks of no width."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from fgtools.nouns import Find, Span

HIDDEN = re.compile(
    r"[\u00ad\u034f\u061c\u115f\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
)
ODD = re.compile(
    r"[\u00a0\u00ad\u034f\u061c\u2000-\u200f\u2010-\u2012\u2028-\u202f\u2060-\u206f\u2212\ufeff"
    r"\u2070-\u209f\u2460-\u249b\u3000\uff01-\uff5e\u0660-\u0669\u06f0-\u06f9\u0966-\u096f]"
)
ODD_OR_WIDE = re.compile(rf"  +|{ODD.pattern}")


@dataclass(frozen=True)
class Plain:
    """A text in plain characters; for each stretch of it where it began and begins."""

    text: str
    starts: tuple[int, ...]
    before: tuple[int, ...]
    kept: tuple[bool, ...]

    def place(self, at: int) -> int:
        """Return where a character stood in the text as it was."""
        k = bisect_right(self.starts, at) - 1
        return self.before[k] + (at - self.starts[k] if self.kept[k] else 0)


def finds_in(find: Callable[[str], Iterator[Find]], text: str) -> Iterator[Find]:
    """Find in a text as it reads once undisguised; places are those of the text as it is."""
    if "  " not in text and (text.isascii() or not ODD.search(text)):
        yield from find(text)
        return
    plain = undisguised(text)
    for one in find(plain.text):
        start, end = one.span
        yield replace(one, span=Span(plain.place(start), plain.place(end - 1) + 1))


@lru_cache(maxsize=4)
def undisguised(text: str) -> Plain:
    """Put plain characters in place of odd ones, one blank in place of several."""
    parts: list[str] = []
    stretches: list[tuple[int, int, bool]] = []
    length = at = 0
    for match in ODD_OR_WIDE.finditer(text):
        for part, start, kept in (
            (text[at : match.start()], at, True),
            (_simple(match.group()), match.start(), False),
        ):
            if part:
                parts.append(part)
                stretches.append((length, start, kept))
                length += len(part)
        at = match.end()
    parts.append(text[at:])
    stretches.append((length, at, True))
    starts, before, kept_ = zip(*stretches, strict=True)
    return Plain("".join(parts), starts, before, kept_)


def _simple(said: str) -> str:
    if said[0] == " " or said.isspace():
        return " "
    if HIDDEN.match(said):
        return ""
    if "\u2010" <= said <= "\u2012" or said == "\u2212":
        return "-"
    return unicodedata.normalize("NFKC", said)
