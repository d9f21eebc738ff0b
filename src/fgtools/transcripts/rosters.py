"""Who was there: attendance reports of Teams and Zoom, and people's own spreadsheets."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from fgtools.errors import FgtoolsError
from fgtools.transcripts.dates import readable
from fgtools.transcripts.recording import tidy_label
from fgtools.transcripts.source import Source, open_source
from fgtools.transcripts.table import Row, columns, rows_of

NAMES: Mapping[str, tuple[str, ...]] = {
    "name": (
        "name", "full name", "name (original name)", "participant name", "participant", "person",
        "transcriptname", "transcript name", "nom complet", "nom", "vollständiger name",
        "nombre completo", "nombre", "nome completo", "nome", "volledige naam", "naam", "attendee",
    ),
    "role": ("role", "rôle", "rolle", "rol", "ruolo", "function", "profession", "job role", "team"),
    "post": ("post", "job title", "job", "title"),
    "session": ("session", "group", "focus group", "meeting"),
    "joined": (
        "first join", "first join time", "join time", "heure d'arrivée", "heure d’arrivée",
        "première participation", "erster beitritt", "beitrittszeit", "primera entrada",
        "hora de entrada", "eerste deelname", "joined", "timestamp",
    ),
    "left": (
        "last leave", "last leave time", "leave time", "heure de départ", "dernier départ",
        "letztes verlassen", "verlassen", "última salida", "hora de salida", "left",
    ),
    "action": ("user action", "action", "action de l'utilisateur", "benutzeraktion"),
    "duration": (
        "in-meeting duration", "duration", "durée", "dauer", "duración",
        "total duration (minutes)", "duration (minutes)",
    ),
}  # fmt: skip
"""Headers of columns, in the languages Teams was seen to write, best first."""
HEADER_WITHIN = 60
MOST_TABLE_CELL = 200


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on a roster; `joined` and `left` are ISO times where the file gives them."""

    name: str
    role: str
    joined: str | None = None
    left: str | None = None
    session: str = ""


@dataclass(frozen=True, slots=True)
class Roster:
    """The people of a file, in its order: teams-attendance, zoom-participants or roster."""

    format: str
    people: tuple[Person, ...]
    warnings: tuple[str, ...] = ()


def read_roster(path: Path, *, limit_mb: int = 50) -> Roster:
    """Read an attendance report or a spreadsheet (CSV, XLSX) with a column of names.

    Somebody who joined twice is one person, from the first joining to the last leaving. Raise
    FgtoolsError if no column holds names.
    """
    source = open_source(path, limit_mb)
    rows = [] if source.kind == "word" else rows_of(source)
    found = _header(rows)
    if found is None:
        raise FgtoolsError(
            "No column of names was found.",
            source.name,
            "Give a CSV or XLSX whose first row has `name` and `role` (and `session`).",
        )
    number, at = found
    people, dates_read = _people(_below(rows[number + 1 :], at), at)
    if not people:
        raise FgtoolsError("The roster names nobody.", source.name, "Check the rows below `name`.")
    warnings = [*source.warnings, *dates_read]
    said = _said(rows[:number])
    if said is not None and said != len(people):
        warnings.append(f"The report says {said} people attended; it lists {len(people)}.")
    return Roster(_format(rows[number], at), tuple(people), tuple(warnings))


def is_roster(source: Source) -> bool:
    """Tell whether a file is an attendance report, or a spreadsheet of people without talk."""
    if source.kind == "word":
        return False
    rows = rows_of(source)
    found = _header(rows)
    if found is None or len(found[1]) < 2:
        return False
    return all(len(cell) <= MOST_TABLE_CELL for row in rows for cell in row)


def _header(rows: Sequence[Row]) -> tuple[int, dict[str, int]] | None:
    for number, row in enumerate(rows[:HEADER_WITHIN]):
        at = columns(row, NAMES)
        if "name" in at and (len(row) > 1 or number == 0):
            return number, at
    return None


def _below(rows: Sequence[Row], at: Mapping[str, int]) -> list[dict[str, str]]:
    """Return the cells by column of the rows up to the next blank row or section."""
    found: list[dict[str, str]] = []
    for row in rows:
        if not any(cell.strip() for cell in row):
            if "duration" in at or "action" in at:
                break
            continue
        found.append({name: row[n].strip() if n < len(row) else "" for name, n in at.items()})
    return [cells for cells in found if cells["name"]]


def _people(
    found: Sequence[dict[str, str]], at: Mapping[str, int]
) -> tuple[list[Person], list[str]]:
    printed = [cells.get(key, "") for cells in found for key in ("joined", "left")]
    times, warnings = readable(printed)
    rows = [_row(cells, at, times) for cells in found]
    people: dict[tuple[str, str], Person] = {}
    for one in rows:
        key = (one.session, one.name.casefold())
        before = people.get(key)
        people[key] = one if before is None else _joined(before, one)
    return list(people.values()), warnings


def _row(cells: Mapping[str, str], at: Mapping[str, int], times: Mapping[str, str]) -> Person:
    joined, left = (times.get(cells.get(key, "")) for key in ("joined", "left"))
    if "action" in at and cells["action"].casefold().startswith(("left", "a quitté", "verlassen")):
        joined, left = None, joined
    return Person(
        name=tidy_label(cells["name"]),
        role=cells.get("role") or cells.get("post") or "",
        joined=joined,
        left=left,
        session=cells.get("session", ""),
    )


def _joined(one: Person, other: Person) -> Person:
    joined = [time for time in (one.joined, other.joined) if time]
    left = [time for time in (one.left, other.left) if time]
    return Person(
        one.name,
        one.role or other.role,
        min(joined, default=None),
        max(left, default=None),
        one.session,
    )


def _said(rows: Sequence[Row]) -> int | None:
    """Return how many people a Teams report says attended, as `Attended participants` gives it."""
    for row in rows:
        if len(row) > 1 and row[0].strip().casefold() in (
            "attended participants", "total number of participants", "participants présents",
        ) and re.fullmatch(r"[0-9]{1,6}", row[1].strip()):  # fmt: skip
            return int(row[1])
    return None


def _format(header: Row, at: Mapping[str, int]) -> str:
    if any("original name" in cell.casefold() for cell in header):
        return "zoom-participants"
    return "teams-attendance" if "joined" in at and ("action" in at or "left" in at) else "roster"
