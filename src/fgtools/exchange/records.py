"""A REFI-QDA project as records: the same whoever wrote it, positions in code points.

The standard is REFI-QDA 1.5 (25 September 2019); guids are kept in lower case without braces.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from fgtools.nouns import LeftOut, Span


@dataclass(frozen=True, slots=True)
class User:
    """Somebody, or a program, who coded."""

    guid: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class CodeRow:
    """A code of a project or codebook; `parent` is a guid, `notes` are guids of memos."""

    guid: str
    name: str
    description: str = ""
    codable: bool = True
    color: str = ""
    parent: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Variable:
    """An attribute of cases or sources; `kind` as the standard has it (Text, Integer, ...)."""

    guid: str
    name: str
    kind: str = "Text"
    description: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """What a case or source has for a variable (its guid), as written."""

    variable: str
    value: str


@dataclass(frozen=True, slots=True)
class Case:
    """Somebody or something that was studied, with the sources and selections that are of it."""

    guid: str
    name: str = ""
    description: str = ""
    codes: tuple[str, ...] = ()
    values: tuple[Value, ...] = ()
    sources: tuple[str, ...] = ()
    selections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Given:
    """A code given to a selection or a source, by a user (guid, or empty) at a time."""

    guid: str
    code: str
    user: str = ""
    at: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Selection:
    """A stretch of a source's text, in code points of the text as read, half-open."""

    guid: str
    span: Span
    name: str = ""
    description: str = ""
    user: str = ""
    given: tuple[Given, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SyncPoint:
    """A place in a source's text (code points) and its time in milliseconds."""

    guid: str
    time: int
    position: int


@dataclass(frozen=True, slots=True)
class Source:
    """A text with its selections; lines end with a line feed, no byte order mark is left."""

    guid: str
    name: str
    text: str
    description: str = ""
    selections: tuple[Selection, ...] = ()
    given: tuple[Given, ...] = ()
    notes: tuple[str, ...] = ()
    values: tuple[Value, ...] = ()
    times: tuple[SyncPoint, ...] = ()


@dataclass(frozen=True, slots=True)
class Memo:
    """A note; codes, sources, selections and codings point to it."""

    guid: str
    name: str
    text: str
    user: str = ""


@dataclass(frozen=True, slots=True)
class CodeSet:
    """A set of codes, sources and notes (guids)."""

    guid: str
    name: str
    description: str = ""
    codes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Project:
    """All that a project holds and this program understands; `notes`: memos of the whole project.

    `at`: when it was written, as an ISO time, or empty. `left_out` lists what was not understood.
    """

    name: str
    origin: str = ""
    description: str = ""
    at: str = ""
    users: tuple[User, ...] = ()
    codes: tuple[CodeRow, ...] = ()
    variables: tuple[Variable, ...] = ()
    cases: tuple[Case, ...] = ()
    sources: tuple[Source, ...] = ()
    memos: tuple[Memo, ...] = ()
    sets: tuple[CodeSet, ...] = ()
    notes: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = field(default=(), compare=False)

    def codings(self) -> Iterator[tuple[Source, Selection | None, Given]]:
        """Yield every coding with its source and selection (None: of the whole source)."""
        for source in self.sources:
            for selection in source.selections:
                for given in selection.given:
                    yield source, selection, given
            for given in source.given:
                yield source, None, given
