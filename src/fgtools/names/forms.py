"""What in a text has the form of an identifier, whatever the secrets; each is looked at once."""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterator
from dataclasses import dataclass

from fgtools.names import patterns, spoken
from fgtools.names.words import Talk
from fgtools.nouns import Span

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
        if find.score >= SURE:
            what = f"what has the form of: {find.kind}"
            yield Left(f"identifier-{find.kind}", what, find.kind, find.span)
