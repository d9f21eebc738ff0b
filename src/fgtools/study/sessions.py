"""Sessions come into the study, are replaced, and leave; so does a participant's consent."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from fgtools.errors import FgtoolsError, Misused
from fgtools.names.words import is_ordinary
from fgtools.nouns import Turn
from fgtools.spans import WORD, word_count
from fgtools.study.config import NAME, edit_session
from fgtools.study.folder import Folder
from fgtools.study.private import DECISIONS, NUMBERED, NUMBERS, ROSTER, SPEAKERS
from fgtools.study.reading import WITHDRAWN, hear, write_numbers
from fgtools.transcripts.people import person_name
from fgtools.transcripts.read import read
from fgtools.transcripts.recording import Recording
from fgtools.transcripts.rosters import Person, read_roster
from fgtools.transcripts.speakers import match_role

TABLE = ("session", "ordinal", "speaker", "role", "begin", "end", "text")


@dataclass(frozen=True)
class Arrival:
    """A session about to be added, and what could be told about it."""

    session: str
    source: Path = field(repr=False)
    recording: Recording = field(repr=False)
    whole_file: bool
    role: str
    same_as: str = ""

    @property
    def words(self) -> int:
        """Return the words of all turns."""
        return sum(word_count(turn.text) for turn in self.recording.turns)

    @property
    def voices(self) -> int:
        """Return the number of speaker labels."""
        return len({turn.speaker for turn in self.recording.turns})


def arrivals(
    folder: Folder, files: Sequence[Path], *, role: str, session: str, limit_mb: int
) -> tuple[Arrival, ...]:
    """Read the files that are handed in; nothing is written yet.

    Raise FgtoolsError where a file cannot be read, Misused where the options do not fit.
    """
    found: list[Arrival] = []
    role = the_role(folder, role)
    for path in files:
        recordings = read(path, limit_mb=limit_mb)
        if session and (len(recordings) > 1 or len(files) > 1):
            raise Misused("--session names one session, and these are several", path.name)
        for recording in recordings:
            name = session or _name(folder, path, recording, {a.session for a in found})
            if not NAME.fullmatch(name):
                raise Misused(
                    "a session's name has letters, digits, '-', '_' and '.'", name,
                    "Type: --session NAME",
                )  # fmt: skip
            taken = {n.casefold() for n in (*folder.settings.sessions, *(a.session for a in found))}
            same = _same_as(folder, recording, found)
            if name.casefold() in taken and not same:
                raise Misused(
                    "there is a session of that name already", name,
                    f"Add the files one by one, with --session NAME (or type: fgtools transcripts "
                    f"replace {name} FILE).",
                )  # fmt: skip
            whole = len(recordings) == 1 and recording.format != "table"
            found.append(Arrival(name, path, recording, whole, role, same))
    return tuple(found)


def the_role(folder: Folder, written: str) -> str:
    """Return the key of the role that somebody wrote; a role not declared stays as written."""
    if not written or written in folder.settings.roles or not folder.settings.roles:
        return written
    key, _ = match_role(written, folder.settings.synonyms)
    return key or written


def add(folder: Folder, arrival: Arrival) -> None:
    """Put a session into the study: a copy in the private zone, a line in study.toml."""
    _keep(folder, arrival.session, arrival)
    edit_session(folder.root, arrival.session, {"role": arrival.role} if arrival.role else {})


def replace_transcript(folder: Folder, session: str, source: Path, limit_mb: int) -> None:
    """Put a corrected transcript in the place of a session's old one."""
    folder.settings.session(session)
    recordings = read(source, limit_mb=limit_mb)
    if len(recordings) != 1:
        raise Misused(f"this table holds {len(recordings)} sessions", source.name)
    _keep(
        folder,
        session,
        Arrival(session, source, recordings[0], recordings[0].format != "table", ""),
    )
    folder.say(f"{session}: the corrected transcript has taken the old one's place")


def _keep(folder: Folder, session: str, arrival: Arrival) -> None:
    if arrival.whole_file:
        folder.private.keep(session, arrival.source)
    else:
        recording = arrival.recording
        folder.private.keep_rows(
            session, TABLE, _rows(session, recording.turns, dict(recording.roles))
        )


def _rows(
    session: str, turns: Iterable[Turn], roles: dict[str, str]
) -> Iterable[tuple[object, ...]]:
    for t in turns:
        role = roles.get(t.speaker, "")
        yield session, t.ordinal, t.speaker, role, _time(t.begin), _time(t.end), t.text


def _time(seconds: float | None) -> str:
    return "" if seconds is None else f"{seconds:.3f}"


def add_roster(folder: Folder, path: Path, session: str = "") -> int:
    """Take the people of a roster or attendance report into the private zone; return how many."""
    people = read_roster(path).people
    rows = folder.private.rows("roster.csv", ROSTER)
    known = {(r["session"], r["name"].casefold()) for r in rows}
    new = [replace(p, session=p.session or session) for p in people]
    rows += [
        {"session": p.session, "name": p.name, "role": p.role}
        for p in new
        if (p.session, p.name.casefold()) not in known
    ]
    folder.private.write_rows("roster.csv", ROSTER, rows)
    return len(people)


def remove(folder: Folder, session: str, withdrawn: Sequence[str] = ()) -> tuple[str, ...]:
    """Take a session out of the study; return the outputs that must be replaced.

    `withdrawn` are turns of who withdrew consent: decisions on them go too.
    """
    folder.settings.session(session)
    folder.private.drop(session)
    for name, header in (
        ("roster.csv", ROSTER),
        ("speakers.csv", SPEAKERS),
        ("decisions.csv", DECISIONS),
        (NUMBERED, NUMBERS),
    ):
        rows = folder.private.rows(name, header)
        if any(row["session"] == session for row in rows):
            folder.private.write_rows(name, header, [r for r in rows if r["session"] != session])
    _forget(folder, session, withdrawn)
    edit_session(folder.root, session, None)
    return made_outputs(folder)


def withdraw(folder: Folder, participant: str) -> tuple[str, ...]:
    """Take everything a participant said out of the study, the private zone included.

    The name stays on the roster, so that others' mentions of it are still written over. Return the
    outputs that must be replaced; raise Misused if there is no such participant.
    """
    session = participant.rpartition(".")[0]
    if session not in folder.settings.sessions:
        raise Misused("no such participant", participant, "Type: fgtools transcripts speakers")
    heard = hear(folder.private, folder.settings, session)
    mine = [s for s in heard.speakers if heard.voices[s.label] == participant]
    if not mine:
        raise Misused("no such participant", participant, "Type: fgtools transcripts speakers")
    labels = {speaker.label for speaker in mine}
    roles = dict(heard.recording.roles)
    roles |= {s.label: "facilitator" for s in heard.speakers if s.is_facilitator}
    kept = [turn for turn in heard.turns if turn.speaker not in labels]
    gone = [turn.id for turn in heard.turns if turn.speaker in labels]
    if not kept:
        return remove(folder, session, gone)
    write_numbers(folder.private, session, heard)
    _stay_on_roster(folder, session, [Person(s.name or s.label, WITHDRAWN) for s in mine])
    folder.private.keep_rows(session, TABLE, _rows(session, kept, roles))
    _forget(folder, session, gone)
    return made_outputs(folder)


def elsewhere(folder: Folder, participant: str) -> tuple[str, ...]:
    """Return the ids under which the same person speaks in other sessions."""
    session = participant.rpartition(".")[0]
    if session not in folder.settings.sessions:
        return ()
    heard = {name: hear(folder.private, folder.settings, name) for name in folder.settings.sessions}
    names = {
        s.name.casefold()
        for s in heard[session].speakers
        if s.known and heard[session].voices[s.label] == participant
    }
    others = (
        one.voices[s.label]
        for name, one in heard.items()
        for s in one.speakers
        if name != session and s.known and s.name.casefold() in names
    )
    return tuple(dict.fromkeys(others))


def settle_speaker(folder: Folder, session: str, label: str, name: str, role: str) -> None:
    """Keep who is behind a speaker label, and in what role.

    Without a name the label stays whose it was: a shared room stays not one known person.
    """
    heard = hear(folder.private, folder.settings, session)
    known = {speaker.label: speaker.name for speaker in heard.speakers}
    if label not in known:
        raise Misused("no such speaker label", session, "Type: fgtools transcripts speakers")
    rows = folder.private.rows("speakers.csv", SPEAKERS)
    rows = [r for r in rows if (r["session"], r["label"]) != (session, label)]
    rows.append({"session": session, "label": label, "name": name or known[label], "role": role})
    folder.private.write_rows("speakers.csv", SPEAKERS, rows)


def _stay_on_roster(folder: Folder, session: str, people: Sequence[Person]) -> None:
    names = {p.name.casefold() for p in people}
    rows = [
        r
        for r in folder.private.rows("roster.csv", ROSTER)
        if not (r["session"] == session and r["name"].casefold() in names)
    ]
    rows += [{"session": session, "name": p.name, "role": p.role} for p in people]
    folder.private.write_rows("roster.csv", ROSTER, rows)


def _forget(folder: Folder, session: str, turns: Sequence[str] = ()) -> None:
    with folder.store.writing():
        folder.store.drop_session(session)
        folder.store.withdraw_decisions(turns)
        folder.store.forget_analyses()
    folder.store.compact()
    folder.private.forget_key()
    folder.private.drop_sheet()
    folder.private.clear_staging()


def made_outputs(folder: Folder) -> tuple[str, ...]:
    """Return the outputs that were made, by name."""
    if not folder.outputs.is_dir():
        return ()
    return tuple(sorted(p.name for p in folder.outputs.iterdir() if p.name[0] != "."))


def _name(folder: Folder, path: Path, recording: Recording, taken: set[str]) -> str:
    """Return a name for a session: from the table or the file, unless a person stands in it."""
    given = re.sub(r"[^A-Za-z0-9._-]+", "-", recording.session or path.stem).strip("-._")[:64]
    if given and not _names_somebody(given, recording):
        return given
    number = 1
    while f"session-{number}" in taken | set(folder.settings.sessions):
        number += 1
    return f"session-{number}"


def _names_somebody(given: str, recording: Recording) -> bool:
    """Tell whether a speaker's name stands in a session's: two words of it, or a rare one."""
    words = {word.lower() for word in re.findall(r"[^\W\d_]{3,}", given)}
    labels = {turn.speaker for turn in recording.turns}
    shared = [words & set(person_name(label).words) for label in labels]
    return any(len(both) > 1 or any(not is_ordinary(w) for w in both) for both in shared)


def content_of(recording: Recording) -> str:
    """Return a digest of what was said, the same in every format of one recording."""
    words = " ".join(WORD.findall(" ".join(turn.text for turn in recording.turns).lower()))
    return hashlib.sha256(words.encode("utf-8")).hexdigest()


def _same_as(folder: Folder, recording: Recording, others: Sequence[Arrival]) -> str:
    content = content_of(recording)
    for other in others:
        if content_of(other.recording) == content:
            return other.session
    for name, path in folder.private.transcripts().items():
        try:
            held = read(path)
        except FgtoolsError:
            continue
        if any(content_of(one) == content for one in held):
            return name
    return ""
