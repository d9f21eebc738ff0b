"""Passages: turns as the machine reads them, each with its utterances."""

from __future__ import annotations

import re
from dataclasses import dataclass

from fgtools.nouns import Span
from fgtools.utterances import utterances

SURROGATE = re.compile(r"\[([^\W\d_]+)[^\[\]\n]{0,40}\]")
LETTERED = re.compile(r"\[([^\W\d_]+(?: [^\W\d_]+)*) [A-Z]{1,2}\]")


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


def readable(text: str) -> str:
    """Return words for the sentence encoder: a surrogate is read as its noun ("school")."""
    plain = LETTERED.sub(lambda mark: mark.group(1).lower(), text)
    return SURROGATE.sub(lambda mark: mark.group(1).lower(), plain).strip()
