"""Who was there and was not heard: counts alone, names stay in the private zone."""

from __future__ import annotations

from collections.abc import Iterable

from fgtools.study.folder import Folder
from fgtools.study.private import ATTENDED, ROSTER, ROSTER_FILE
from fgtools.study.reading import WITHDRAWN, Heard, hear
from fgtools.transcripts.people import likeness, person_name
from fgtools.transcripts.role_names import facilitates, organises
from fgtools.transcripts.rosters import read_roster
from fgtools.transcripts.source import ANY_SIZE
from fgtools.transcripts.voices import not_one_person


def silent(folder: Folder) -> dict[str, int]:
    """Return by session how many people of its attendance report have no voice in it.

    Sessions without a report are not in it: of whom a roster invited nobody knows who came. Who
    organised the meeting, rooms and whoever withdrew consent are not counted; a name that is like
    that of a voice is not either. Of a sealed study these are the counts that were sealed.
    """
    if folder.private.seal:
        return dict(folder.private.seal.silent)
    there = _attended(folder)
    return {
        session: _unheard(hear(folder.private, folder.settings, session), names)
        for session, names in there.items()
        if session in folder.settings.sessions
    }


def _attended(folder: Folder) -> dict[str, list[str]]:
    """Return who was there, by session: people, not who led or organised."""
    found: dict[str, list[str]] = {}
    for row in folder.private.rows(ROSTER_FILE, ROSTER):
        if row.get(ATTENDED):
            found.setdefault(row["session"], [])
            if not _leads(row["role"]) and row["role"] != WITHDRAWN:
                found[row["session"]].append(row["name"])
    for session, report in folder.private.attendance().items():
        people = read_roster(report, limit_mb=ANY_SIZE).people
        found[session] = [person.name for person in people if not _leads(person.role)]
    return found


def _leads(role: str) -> bool:
    return facilitates(role) or organises(role)


def _unheard(heard: Heard, names: Iterable[str]) -> int:
    withdrew = [person.name for person in heard.people if person.role == WITHDRAWN]
    labels = [one for s in heard.speakers for one in (s.label, s.name, *s.names) if one]
    known = [person_name(name) for name in (*labels, *withdrew)]
    absent = [name for name in dict.fromkeys(names) if not not_one_person(name)]
    return sum(not any(likeness(person_name(name), one)[0] for one in known) for name in absent)
