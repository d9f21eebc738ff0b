"""A session as one text: each turn below a line that says whose it is and when."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from fgtools.exchange.write_project import writable
from fgtools.nouns import Span


@dataclass(frozen=True, slots=True)
class Laid:
    """A session's text, and where in it the words of each turn begin."""

    text: str
    begins: Mapping[str, int]
    lengths: Mapping[str, int]

    def place(self, turn: str, span: Span) -> Span:
        """Return where a span of a turn stands in the text."""
        at = self.begins[turn]
        return Span(at + span.start, at + span.end)

    def turns(self, span: Span) -> tuple[tuple[str, Span], ...]:
        """Return the turns whose words a span of the text touches, with the span in each."""
        order = sorted(self.begins.items(), key=lambda pair: pair[1])
        first = max(0, bisect_right([at for _, at in order], span.start) - 1)
        found = []
        for turn, at in order[first:]:
            if at >= span.end:
                break
            begin, end = max(span.start - at, 0), min(span.end - at, self.lengths[turn])
            if begin < end:
                found.append((turn, Span(begin, end)))
        return tuple(found)


def lay_out(turns: Iterable[tuple[str, str, str]]) -> Laid:
    """Lay out (id, heading, words) of a session's turns; every character keeps its count."""
    pieces: list[str] = []
    begins: dict[str, int] = {}
    lengths: dict[str, int] = {}
    at = 0
    for turn, heading, words in turns:
        head = f"{writable(heading)}\n"
        body = writable(words)
        begins[turn], lengths[turn] = at + len(head), len(body)
        pieces += [head, body, "\n\n"]
        at += len(head) + len(body) + 2
    return Laid("".join(pieces), begins, lengths)
