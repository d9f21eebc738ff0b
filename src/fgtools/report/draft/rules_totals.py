"""How many people took part, said twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fgtools.nouns import Finding
from fgtools.report.draft.bases import Bases
from fgtools.report.draft.figures import blanked
from fgtools.report.draft.parts import line_of
from fgtools.report.draft.people import ALL, NUMBER, groups, number

SPEAKING = r"took part|take part|participated|attended|spoke|joined|were (?:interviewed|heard)"
ANSWERING = r"completed|answered|responded|replied|filled"
CAME = re.compile(
    rf"(?<![\w.,£$€–-])(?P<n>{NUMBER})(?: {ALL})? (?P<verb>{SPEAKING}|{ANSWERING})\b|"
    rf"\b(?P<by>{SPEAKING}|{ANSWERING}|interviewed|heard from|spoke (?:to|"
    rf"with)) (?:by )?(?:in all )?"
    rf"(?P<m>{NUMBER}) {ALL}\b",
    re.IGNORECASE,
)
"""A number of people with what they did: "65 participants spoke", "completed by 320 colleagues"."""
PARTIAL = re.compile(
    r"\b(?:first|second|third|last|each|every|another|other|further|additional|per|of whom|these|"
    r"this|question|both|online|morning|afternoon|per cent|previous\w*|of (?:the|our) \d|pilot|"
    r"(?:19|20)\d\d|wave|invited|also|more|only)\b|%",
    re.IGNORECASE,
)
"""Words of sentences that speak of a part of those who took part, or of another time."""
NEAR = 1.5
"""Times by which one number may be the other's: beyond, they are of different things."""


@dataclass(frozen=True, slots=True)
class _Total:
    n: int
    speaking: bool
    where: str


def totals(bases: Bases) -> Iterator[Finding]:
    """Find two numbers of people said to have taken part, or to have answered.

    Rationale: one was brought up to date and the other was not. Sentences on one group, one event
    or another year are passed over.
    """
    seen: dict[bool, _Total] = {}
    for total in _totals(bases):
        first = seen.setdefault(total.speaking, total)
        if first.n != total.n and max(first.n, total.n) < NEAR * min(first.n, total.n):
            at = line_of(first.where)
            did = "took part" if total.speaking else "answered"
            what = f"{total.n} people {did} here, {first.n} at {at}"
            yield Finding("contradiction", total.where, what)


def _totals(bases: Bases) -> Iterator[_Total]:
    for passage in bases.draft.prose:
        own, start = blanked(passage.text), 0
        for sentence in re.split(r"(?<=[.!?;]) ", own):
            found = list(CAME.finditer(sentence))
            told = [_told(match, passage.at(start + match.start())) for match in found]
            whole = not PARTIAL.search(sentence) and not groups(sentence)
            if whole and len({total.speaking for total in told}) == len(told):
                yield from (total for total in told if total.n > 1)
            start += len(sentence) + 1


def _told(match: re.Match[str], where: str) -> _Total:
    did = match["verb"] or match["by"]
    answering = re.match(ANSWERING, did, re.IGNORECASE)
    return _Total(number(match["n"] or match["m"]), not answering, where)
