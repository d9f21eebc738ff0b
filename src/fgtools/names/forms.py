"""What in a text has the form of an identifier, whatever the secrets; each is looked at once."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Container, Iterator
from dataclasses import dataclass

from fgtools.names import patterns, spoken
from fgtools.names.words import Talk
from fgtools.nouns import Find, Span

FIGURE = re.compile(r"\d+")
COUNT = re.compile(r"\b([1-9]\d{0,5}) of (?:its )?([1-9]\d{0,5})\b")
"""A count as reports write it: some of so many."""
YEARS = range(1950, 2050)
SURE = 0.9
"""Score from which a form proves an identifier."""


@dataclass(frozen=True, slots=True)
class Left:
    """What is left in a text, and where."""

    rule: str
    what: str
    kind: str
    span: Span


class Forms:
    """The forms that texts hold; `clean` are digests of texts that were found to hold none."""

    def __init__(self, clean: Container[str] = frozenset()) -> None:
        self._clean = clean
        self._found: dict[str, tuple[Left, ...]] = {}

    def of(self, said: Talk) -> tuple[Left, ...]:
        """Return the forms in a text."""
        found = self._found.get(said.text)
        if found is None:
            known = self._clean and _digest(said.text) in self._clean
            found = self._found[said.text] = () if known else tuple(_forms(said))
        return found

    def clean(self) -> Iterator[str]:
        """Yield the digests of the texts asked for that hold no form."""
        return (_digest(text) for text, found in self._found.items() if not found)


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def _forms(said: Talk) -> Iterator[Left]:
    for find in (*patterns.find(said.text), *spoken.find(said)):
        if find.score >= SURE and not _of_counts(said.text, find):
            what = f"what has the form of: {find.kind}"
            yield Left(f"identifier-{find.kind}", what, find.kind, find.span)


def _of_counts(text: str, find: Find) -> bool:
    """Tell whether the figures of a find are of counts, as reports write them.

    In "plans (5113 of 6300, 800 of 800)" neither "6300, 800" is a telephone number nor "plans
    (5113" the reference of a case; "case (1234 of 2019)" is one.
    """
    if find.kind not in ("phone", "case-reference"):
        return False
    figures = [match.span() for match in FIGURE.finditer(text, find.span.start, find.span.end)]
    counts = [match for match in COUNT.finditer(text) if int(match[1]) <= int(match[2])]
    if find.kind == "phone":  # from the end of a count to the beginning of the next
        ends, starts = {one.span(2) for one in counts}, {one.span(1) for one in counts}
        return len(figures) == 2 and figures[0] in ends and figures[1] in starts
    bracketed = (one for one in counts if text[: one.start()].endswith("("))
    return figures in ([one.span(1)] for one in bracketed if int(one[2]) not in YEARS)
