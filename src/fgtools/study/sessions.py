"""Sessions come into the study: a copy in the private zone, a line in study.toml."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from fgtools.nouns import UNLED, Turn
from fgtools.study import twins, withdrawn
from fgtools.study.arrivals import Arrival
from fgtools.study.config import FILE, edit_session
from fgtools.study.files import put_text
from fgtools.study.folder import Folder
from fgtools.study.private import ATTENDED, CONTENTS, ROSTER, ROSTER_FILE, WITHDREW
from fgtools.study.reading import Heard
from fgtools.transcripts.recording import Recording
from fgtools.transcripts.rosters import Person
from fgtools.transcripts.speakers import FACILITATOR

TABLE = ("session", "ordinal", "speaker", "role", "begin", "end", "text")


def add(folder: Folder, arrivals: Sequence[Arrival]) -> None:
    """Put sessions into the study: all of them, or none where one cannot be written."""
    before = folder.private.transcripts()
    settings = (folder.root / FILE).read_text("utf-8")
    undo = folder.private.remembered(ROSTER_FILE, "speakers.csv", WITHDREW, CONTENTS)
    try:
        whole = [
            one for one in arrivals
            if keep(folder, one.session, one.recording, one.source if one.whole_file else None)
        ]  # fmt: skip
        twins.remember(folder.private, {one.session: one.content for one in whole})
        for one in arrivals:
            mode = one.recording.format if one.recording.format in UNLED else ""
            told = {"role": one.role, "mode": mode}
            edit_session(folder.root, one.session, {k: v for k, v in told.items() if v})
    except BaseException:
        for one in arrivals:  # first, for this makes room on a full disk
            if one.session not in before:
                folder.private.drop_transcript(one.session)
        undo()
        if (folder.root / FILE).read_text("utf-8") != settings:
            put_text(folder.root / FILE, settings)
        raise


def keep(folder: Folder, session: str, recording: Recording, whole: Path | None) -> bool:
    """Keep a session's transcript in the private zone: the whole file, or its turns as a table.

    Tell whether it was the whole file. Of who withdrew consent nothing is kept, whatever file it
    comes with.
    """
    heard, _ = withdrawn.heard_now(folder, session, recording)
    leavers = withdrawn.leavers(folder, session, recording)
    if leavers:
        withdrawn.mark(folder.private, session, {at: one.name for at, one in leavers.items()})
    withdrawn.moved(folder, session, recording)
    if whole and len(heard.turns) == len(recording.turns):
        folder.private.keep(session, whole)
        return True
    keep_turns(folder, heard, heard.turns)
    return False


def keep_turns(folder: Folder, heard: Heard, turns: Iterable[Turn]) -> None:
    """Keep some turns of a session as a table; they keep their numbers."""
    roles = dict(heard.recording.roles)
    sure = (s for s in heard.speakers if s.is_facilitator and not s.guessed_role)
    roles |= {s.label: FACILITATOR for s in sure}
    session = heard.session.name
    folder.private.keep_rows(session, TABLE, _rows(session, turns, roles))


def _rows(
    session: str, turns: Iterable[Turn], roles: Mapping[str, str]
) -> Iterable[tuple[object, ...]]:
    for t in turns:
        role = roles.get(t.speaker, "")
        yield session, t.ordinal, t.speaker, role, _time(t.begin), _time(t.end), t.text


def _time(seconds: float | None) -> str:
    return "" if seconds is None else f"{seconds:.3f}"


def add_roster(folder: Folder, people: Sequence[Person], session: str = "") -> None:
    """Take the people of a roster or attendance report into the private zone.

    Whoever a report saw joining is kept as having been there.
    """
    rows = folder.private.rows(ROSTER_FILE, ROSTER)
    known = {(r["session"], r["name"].casefold()): r for r in reversed(rows)}
    for one in people:
        key = (one.session or session, one.name.casefold())
        if key not in known:
            known[key] = {"session": key[0], "name": one.name, "role": one.role}
            rows.append(known[key])
        if one.joined and key[0]:
            known[key][ATTENDED] = "yes"
        for column, value in one.columns:
            if not known[key].get(column):
                known[key][column] = value
    header = tuple(dict.fromkeys((*ROSTER, *(column for row in rows for column in row))))
    filled = [dict.fromkeys(header, "") | row for row in rows]
    folder.private.write_rows(ROSTER_FILE, header, filled)
