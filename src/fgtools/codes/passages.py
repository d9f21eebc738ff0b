"""Passages: turns as the machine reads them, each with its utterances."""

from __future__ import annotations

from dataclasses import dataclass

from fgtools.nouns import Span
from fgtools.utterances import utterances


@dataclass(frozen=True, slots=True)
class Passage:
    """A turn and where its utterances stand in it; there is always one."""

    text: str
    spans: tuple[Span, ...]

    @property
    def pieces(self) -> tuple[str, ...]:
        """Return the words of each utterance."""
        return tuple(self.text[start:end] for start, end in self.spans)


def passage(text: str) -> Passage:
    """Return a turn's words cut into utterances."""
    return Passage(text, utterances(text) or (Span(0, len(text)),))
