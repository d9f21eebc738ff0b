"""Columns of the roster that participants can be compared by, such as sector or contract.

The roster lies in the private zone and stays there: its columns are read when they are asked for,
and only values that several participants share, and that name nobody, ever leave it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from fgtools.study.folder import Folder
from fgtools.study.private import ATTENDED, ROSTER, ROSTER_FILE
from fgtools.study.reading import hear

FEWEST = 2
"""Participants who must share a value: what only one of them has says who it is."""


def names(folder: Folder) -> tuple[str, ...]:
    """Return the columns of the roster beside session, name and role."""
    if folder.private.seal:
        return tuple(folder.private.seal.groups)
    columns = folder.private.columns(ROSTER_FILE)
    return tuple(name for name in columns if name and name not in (*ROSTER, ATTENDED))


def groups(folder: Folder, column: str) -> dict[str, str]:
    """Return by participant what stands in a column; whose value nobody shares is left out."""
    from fgtools.study import leaks  # finders of names take a while: they wait until needed

    column = next((name for name in names(folder) if name.casefold() == column.casefold()), "")
    if not column:
        return {}
    if folder.private.seal:
        return dict(folder.private.seal.groups[column])
    rows = folder.private.rows(ROSTER_FILE, (*ROSTER, column))
    told = {(r["session"], r["name"].casefold()): " ".join(r[column].split()) for r in rows}
    found: dict[str, str] = {}
    for session in folder.settings.sessions:
        found |= _of_session(folder, session, told)
    shared = Counter(value.casefold() for value in found.values())
    written = {value.casefold(): value for value in reversed([*found.values()])}
    safe = {
        key
        for key, value in written.items()
        if shared[key] >= FEWEST and not leaks.in_text(folder, "roster", value)
    }
    return {
        person: written[value.casefold()]
        for person, value in found.items()
        if value.casefold() in safe
    }


def _of_session(
    folder: Folder, session: str, told: Mapping[tuple[str, str], str]
) -> dict[str, str]:
    heard = hear(folder.private, folder.settings, session)
    counted = {person.id for person in heard.participants if person.counts}
    found: dict[str, str] = {}
    for speaker in heard.speakers:
        name, voice = speaker.name.casefold(), heard.voices[speaker.label]
        value = told.get((session, name)) or told.get(("", name), "")
        if value and voice in counted:
            found[voice] = value
    return found
