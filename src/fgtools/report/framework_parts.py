"""The parts of the framework matrices and of the table of quotes, fit to be shown."""

from __future__ import annotations

from dataclasses import dataclass

EVERYBODY = "all of them"
"""The participant of a line that sums up those below it."""


@dataclass(frozen=True, slots=True)
class Charted:
    """What a case said under a code, in short, and what lies behind it: turns or quotes.

    `behind` names these; `first` and `last` count from 0: lines of the report's passages in an
    internal report, of its quotes else; None where there is none.
    """

    text: str = ""
    behind: str = ""
    first: int | None = None
    last: int | None = None


@dataclass(frozen=True, slots=True)
class FrameworkRow:
    """A case: a role, or a session and role, or (internal) one participant of these."""

    case: tuple[str, ...]
    cells: tuple[Charted, ...]


@dataclass(frozen=True, slots=True)
class Framework:
    """The matrix of one theme: cases by codes.

    `lead` heads the columns that name the case.
    """

    number: int
    label: str
    lead: tuple[str, ...]
    codes: tuple[str, ...]
    rows: tuple[FrameworkRow, ...]


@dataclass(frozen=True, slots=True)
class Traced:
    """Where a quote comes from: theme and code, what was edited, how many raised the theme.

    `line` counts from 0: that of the report's passages with the quote's turn (internal).
    """

    path: str
    edits: str
    raised: str
    line: int | None
