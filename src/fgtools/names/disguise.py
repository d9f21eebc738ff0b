"""Let a finder read what hides from its patterns: full-width forms, blanks of no width."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from fgtools.names.plain import Plain, plain
from fgtools.nouns import Find

ODD = re.compile(
    r"[\u00a0\u00ad\u034f\u061c\u2000-\u200f\u2010-\u2012\u2028-\u202f\u2060-\u206f\u2212\ufeff"
    r"\u2070-\u209f\u2460-\u249b\u3000\uff01-\uff5e\u0660-\u0669\u06f0-\u06f9\u0966-\u096f]"
)


def finds_in(find: Callable[[str], Iterator[Find]], text: str) -> Iterator[Find]:
    """Find in a text as it reads once undisguised; places are those of the text as it is."""
    odd = not text.isascii() and bool(ODD.search(text))
    if not odd and "  " not in text:
        yield from find(text)
        return
    read = _single_blanks(plain(text) if odd else Plain(text))
    for one in find(read.text):
        yield replace(one, span=read.origin(one.span))


def _single_blanks(read: Plain) -> Plain:
    """Put one blank in place of several."""
    text = read.text
    kept = [at for at, c in enumerate(text) if c != " " or text[at - 1 : at] != " "]
    starts, ends = read.starts or range(len(text)), read.ends or range(1, len(text) + 1)
    return Plain(
        "".join(text[at] for at in kept),
        tuple(starts[at] for at in kept),
        tuple(ends[at] for at in kept),
    )
