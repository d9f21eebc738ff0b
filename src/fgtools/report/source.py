"""What every part of a report is built from, indexed once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fgtools.nouns import Code, Codebook, Participant, SafeTurn, View
from fgtools.report.counts import Said
from fgtools.report.parts import Cell, Held, QuotePart, Settings


@dataclass(frozen=True, slots=True)
class Source:
    """The nouns of a study by key; `heard`: sessions with a participant that counts.

    `views` by subject; `hide`: keys of figures that the audit of the report asks to be hidden.
    """

    settings: Settings
    codebook: Codebook
    codes: Mapping[str, Code]
    sessions: Sequence[Held]
    speakers: Mapping[str, Participant]
    turns: Mapping[str, SafeTurn]
    rows: tuple[Said, ...]
    cells: Mapping[str, tuple[Cell, ...]]
    heard: int
    quotes: tuple[QuotePart, ...]
    views: Mapping[str, tuple[View, ...]]
    hide: frozenset[str] = frozenset()
