"""Who was there: attendance reports of meeting software, and people's own spreadsheets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from fgtools.errors import FgtoolsError
from fgtools.nouns import Attribute
from fgtools.transcripts import survey, table
from fgtools.transcripts.attendance import (
    attended,
    has_left,
    headers_of,
    is_report,
    people_rows,
)
from fgtools.transcripts.dates import readable
from fgtools.transcripts.grid import Row, Sheet, folded, sheets
from fgtools.transcripts.recording import tidy_label
from fgtools.transcripts.roster_columns import grouping
from fgtools.transcripts.source import Source, fell_over, open_source

MOST_TABLE_CELL = 200
MOST_PROSE = 100
"""Words of a Word file outside its tables, if it is a list of people and nothing else."""
WRAPPED = re.compile(r'="(.*)"', re.DOTALL)
SHOWN = ("given", "family", "name", "role", "post", "session", "joined", "left", "action")
TITLES = frozenset(("mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "rev"))
NO_PERSON = re.compile(r"(?:grand )?total\b.*|sum|average|mean|n/?a|-+|\d+", re.IGNORECASE)
ANONYMOUS = re.compile(r"anonym\w*|anónimo|respondent \d+", re.IGNORECASE)
OTHER_SOFTWARE = frozenset(("attendee email", "connection type", "meeting name", "time joined"))


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on a roster; `joined` and `left` are ISO times where the file gives them.

    `columns` are what else a list tells, such as sector or contract, under the list's own headings.
    """

    name: str
    role: str
    joined: str | None = None
    left: str | None = None
    session: str = ""
    columns: tuple[Attribute, ...] = ()


@dataclass(frozen=True, slots=True)
class Roster:
    """The people of a file, in its order.

    `format` is teams-attendance, zoom-participants, attendance (of other software) or roster;
    `columns` says in plain words which columns were taken.
    """

    format: str
    people: tuple[Person, ...]
    warnings: tuple[str, ...] = ()
    columns: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A sheet with people: the row of its header and its columns."""

    sheet: Sheet
    header: int
    at: Mapping[str, int]


def read_roster(path: Path, *, limit_mb: int = 50) -> Roster:
    """Read an attendance report, or a list (CSV, XLSX, a table in Word) with a column of names.

    Somebody who joined several times is one person, from the first joining to the last leaving.
    Raise FgtoolsError if no column holds names, naming the right command for a transcript.
    """
    source = open_source(path, limit_mb)
    try:
        return _read(source)
    except FgtoolsError:
        raise
    except Exception as error:  # whatever the reader stumbles over, the user's next step is one
        raise fell_over(error, source.name) from None


def _read(source: Source) -> Roster:
    every = _found(source)
    _refuse_others(source, every)
    if not every:
        raise FgtoolsError(
            "No column of names was found.",
            source.name,
            "Give a CSV, XLSX or Word table whose first row has `name` and `role` (and `session`).",
        )
    warnings = list(source.warnings)
    people: list[Person] = []
    for found in every:
        some, doubts = _people(found)
        people += some
        warnings += [*found.sheet.warnings, *doubts]
    people = _once(people)
    if not people:
        raise FgtoolsError("The roster names nobody.", source.name, "Check the rows below `name`.")
    numbers = list(dict.fromkeys(found.sheet.number for found in every))
    if len(numbers) > 1:
        unit = "tables" if source.kind == "word" else "sheets"
        warnings.append(f"People were read from {unit} {', '.join(map(str, numbers))}.")
    said = attended(every[0].sheet.rows[: every[0].header]) if is_report(every[0].at) else None
    if said is not None and said != len(people):
        warnings.append(f"The report says {said} people attended; it lists {len(people)}.")
    return Roster(
        _format(every[0]), tuple(people), tuple(dict.fromkeys(warnings)), _columns(every[0])
    )


def is_roster(source: Source) -> bool:
    """Tell whether a file is an attendance report, or a spreadsheet of people without talk."""
    found = _found(source)
    if not found or len(set(found[0].at) - {"given"}) < 2:
        return len(found) > 0 and _mostly_people(found[0])
    if source.kind == "word" and sum(s.words for s in sheets(source) if not s.number) > MOST_PROSE:
        return False
    return all(len(cell) <= MOST_TABLE_CELL for row in found[0].sheet.rows for cell in row)


def _mostly_people(found: Found) -> bool:
    """Tell a wide sheet of short facts about people, a row each, from other tables."""
    rows = found.sheet.rows[found.header :]
    wide = sum(bool(cell.strip()) for cell in rows[0]) > 2
    return wide and all(len(cell) <= MOST_TABLE_CELL // 2 for row in rows for cell in row)


@lru_cache(maxsize=2)
def _found(source: Source) -> tuple[Found, ...]:
    """Return the tables of people: those of a report where there is one, else all lists."""
    found: list[Found] = []
    for sheet in sheets(source):
        rows = tuple(tuple(_bare(cell) for cell in row) for row in sheet.rows)
        clean = Sheet(sheet.number, rows, warnings=sheet.warnings)
        found += [Found(clean, *head) for head in headers_of(rows) if sheet.number]
    reports = [one for one in found if is_report(one.at)]
    return tuple(reports or [one for one in found if len(one.at) > 1] or found[:1])


def _bare(cell: str) -> str:
    """Return a cell without the formula that Webex wraps round it, so that Excel keeps zeros."""
    match = WRAPPED.fullmatch(cell.strip())
    return match[1] if match else cell


def _refuse_others(source: Source, every: Sequence[Found]) -> None:
    """Raise FgtoolsError for a transcript or a survey, naming the command it is for."""
    what = ""
    if any(is_report(found.at) for found in every):
        return  # wherever a report has long cells, it is no talk
    if source.kind != "workbook" and _is_chat(source):
        raise FgtoolsError(
            "This is the chat of a meeting, not a list of people.",
            source.name,
            "Give the meeting's attendance report, or a list with a column `name`.",
        )
    if table.is_table(source):
        what = "a table of talk"
    elif source.kind != "word" and survey.is_survey(source) and not any(map(_names, every)):
        what = "a survey's answers"
    elif not every and _is_transcript(source):
        what = "a transcript"
    if what:
        raise FgtoolsError(
            f"This is {what}, not a list of people.",
            source.name,
            "See it with: fgtools transcripts show FILE",
        )


def _names(found: Found) -> bool:
    """Tell whether a table names people, as a form's answers do where it was signed."""
    people, _ = _people(found)
    return any(not ANONYMOUS.fullmatch(one.name) for one in people)


def _is_chat(source: Source) -> bool:
    # Imported here, because refused.py itself must know rosters to refuse them.
    from fgtools.transcripts.refused import is_chat

    return is_chat(source)


def _is_transcript(source: Source) -> bool:
    # Imported here, because read.py itself must know rosters to refuse them.
    from fgtools.transcripts.read import FORMATS

    first = (one for one in FORMATS if source.kind in one.kinds and one.is_it(source))
    # Names with a blank are of what is refused: a chat log, AI notes.
    return any(" " not in one.name and one.name != "data" for one in first)


def _people(found: Found) -> tuple[list[Person], list[str]]:
    rows = people_rows(found.sheet.rows[found.header + 1 :], found.at)
    header = found.sheet.rows[found.header]
    further = {} if is_report(found.at) else grouping(header, rows, found.at)
    cells = [_cells(row, {**further, **found.at}) for row in rows if row != header]
    cells = [one for one in cells if one["name"] and not NO_PERSON.fullmatch(one["name"])]
    printed = [one.get(key, "") for one in cells for key in ("joined", "left")]
    times, warnings = readable(printed)
    unread = sum(bool(text.strip()) and text not in times for text in printed)
    if unread:
        warnings.append(f"Times that could not be read: {unread}.")
    if "post" in found.at and all(_title(one["post"]) for one in cells):
        cells = [one | {"post": ""} for one in cells]
    return [_person(one, times, further) for one in cells], warnings


def _cells(row: Row, at: Mapping[str, int]) -> dict[str, str]:
    cells = {name: row[n].strip() if n < len(row) else "" for name, n in at.items()}
    given, family = cells.get("given", ""), cells.get("family", "")
    if not cells.get("name"):
        inside = given and f" {given} " in f" {family} "
        cells["name"] = family if inside else f"{given} {family}".strip()
    return cells


def _title(cell: str) -> bool:
    return cell.casefold().rstrip(".") in TITLES | {""}


def _person(cells: Mapping[str, str], times: Mapping[str, str], further: Iterable[str]) -> Person:
    joined, left = (times.get(cells.get(key, "")) for key in ("joined", "left"))
    if has_left(cells.get("action", "")):
        joined, left = None, joined
    return Person(
        name=tidy_label(cells["name"]),
        role=tidy_label(cells.get("role") or cells.get("post") or ""),
        joined=joined,
        left=left,
        session=cells.get("session", ""),
        columns=tuple(Attribute(name, cells[name]) for name in further if cells[name]),
    )


def _once(rows: Sequence[Person]) -> list[Person]:
    """Join the rows of one person: of one name in one session."""
    people: dict[tuple[str, str], Person] = {}
    for one in rows:
        key = (one.session, one.name.casefold())
        before = people.get(key)
        people[key] = one if before is None else _joined(before, one)
    return [one for one in people.values() if one.name]


def _joined(one: Person, other: Person) -> Person:
    joined = [time for time in (one.joined, other.joined) if time]
    left = [time for time in (one.left, other.left) if time]
    return Person(
        one.name,
        one.role or other.role,
        min(joined, default=None),
        max(left, default=None),
        one.session,
        one.columns or other.columns,
    )


def _columns(found: Found) -> str:
    header = found.sheet.rows[found.header]
    places = [(name, found.at[name]) for name in SHOWN if name in found.at]
    taken = [
        f"{name} = column {n + 1}" + (f" '{header[n].strip()}'" if n < len(header) else "")
        for name, n in places
    ]
    return f"Columns taken: {', '.join(taken)}."


def _is_zoom(found: Found) -> bool:
    return any("original name" in folded(cell) for cell in found.sheet.rows[found.header])


def _format(found: Found) -> str:
    if _is_zoom(found):
        return "zoom-participants"
    at, headers = found.at, {folded(cell) for cell in found.sheet.rows[found.header]}
    if "joined" not in at or not {"action", "left"} & set(at):
        return "roster"
    return "attendance" if "given" in at or OTHER_SOFTWARE & headers else "teams-attendance"
