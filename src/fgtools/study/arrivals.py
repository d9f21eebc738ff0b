"""What is handed in: read, told apart from what is there already, named; nothing is written yet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from fgtools.errors import FgtoolsError, Misused
from fgtools.nouns import NOTES, Session, Turn
from fgtools.spans import word_count
from fgtools.study import twins, withdrawn
from fgtools.study.config import NAME
from fgtools.study.folder import Folder
from fgtools.study.named_in import (
    check_session_name,
    is_like_an_identifier,
    known_names,
    may_name,
    names_one_of,
    said_aloud,
    without_name,
)
from fgtools.study.reading import people_of
from fgtools.study.role_words import check_role
from fgtools.study.twins import Content, content_of
from fgtools.study.withdrawn import Silent
from fgtools.transcripts.notes import read_notes
from fgtools.transcripts.read import read
from fgtools.transcripts.recording import Recording
from fgtools.transcripts.role_names import facilitates, match_role
from fgtools.transcripts.rosters import Person
from fgtools.transcripts.speakers import match

MANY = 3
"""Files from which on it is said how far reading is."""
SURE = 0.9
"""How surely a session's name must say a role for it to be proposed."""


@dataclass(frozen=True)
class Arrival:
    """A session about to be added, and what could be told about it.

    `file` is what the file may be called aloud, `content` what tells it from others. `turns` are
    those that are kept: not those of who withdrew consent, whom `silent` counts. `proposed` is the
    role that the session's name says, where the study declares roles and nothing else tells
    anybody's role (`untold`); `told` is whether the file or a roster tells one.
    """

    session: str
    source: Path = field(repr=False)
    file: str
    recording: Recording = field(repr=False)
    content: Content = field(repr=False)
    turns: tuple[Turn, ...] = field(repr=False)
    silent: Silent
    whole_file: bool
    role: str
    told: bool
    untold: bool
    proposed: str

    @property
    def words(self) -> int:
        """Return the words of all turns that are kept."""
        return sum(word_count(turn.text) for turn in self.turns)

    @property
    def voices(self) -> int:
        """Return the number of speaker labels."""
        return len({turn.speaker for turn in self.turns})

    @property
    def left_out(self) -> tuple[tuple[str, int], ...]:
        """Return the words that were left out, by reason, most first."""
        counted = Counter[str]()
        for left in self.recording.left_out:
            counted[left.reason] += left.word_count
        return tuple((reason, n) for reason, n in counted.most_common() if n)


@dataclass(frozen=True, slots=True)
class Refused:
    """A recording that is not added: it is there already, or a better file of it is handed in."""

    file: str
    what: str
    hint: str = ""


@dataclass(frozen=True)
class _Read:
    """A recording of a file, before it has a name."""

    path: Path
    file: str
    recording: Recording
    content: Content
    alone: bool

    @property
    def is_rows(self) -> bool:
        """Tell a table or a survey from the transcript of a meeting."""
        return self.recording.format in twins.ROWS


def arrivals(
    folder: Folder,
    files: Sequence[Path],
    *,
    role: str = "",
    session: str = "",
    people: Sequence[Person] = (),
    limit_mb: int = 50,
    notes: bool = False,
) -> tuple[tuple[Arrival, ...], tuple[Refused, ...]]:
    """Read the files that are handed in; return what can be added, and what cannot and why.

    `people` are those of a roster handed in with them; with `notes` the files are notes that do not
    say who spoke. Raise FgtoolsError where a file cannot be read, naming each, Misused where the
    options do not fit.
    """
    known = {*known_names(folder), *(p.name for p in people)}
    known |= {p.name for s in folder.settings.sessions for p in people_of(folder.private, s)}
    found = _read_all(folder, files, known, limit_mb, notes)
    labels = {turn.speaker for one in found for turn in one.recording.turns}
    role = the_role(folder, role, {*known, *labels})
    fresh, refused = _not_held(folder, found)
    fresh, worse = _best_of_each(fresh)
    if session and len(fresh) > 1:
        raise Misused(
            "--session names one session, and these are several", f"{len(fresh)} recordings",
            "Add them one by one.",
        )  # fmt: skip
    if session:
        check_session_name(session, {*known, *labels})
    named: list[Arrival] = []
    unclear: list[Refused] = []
    for one in fresh:
        name = _as_planned(folder, session) or _name(folder, one, known, {a.session for a in named})
        _check_name(folder, name, {a.session for a in named})
        arrival = _arrival(folder, one, name, role, people)
        if isinstance(arrival, Refused):
            unclear.append(arrival)
        else:
            named.append(arrival)
    return tuple(named), (*refused, *worse, *unclear)


def _read_all(
    folder: Folder, files: Sequence[Path], known: Iterable[str], limit_mb: int, notes: bool
) -> list[_Read]:
    found: list[_Read] = []
    failed: list[FgtoolsError] = []
    for number, path in enumerate(files, 1):
        if len(files) > MANY:
            folder.say(f"reading file {number} of {len(files)}")
        try:
            recordings = (
                (read_notes(path, limit_mb=limit_mb),) if notes else read(path, limit_mb=limit_mb)
            )
        except FgtoolsError as error:
            aloud = said_aloud(path, f"file {number}", known)
            failed.append(without_name(error, path, aloud))
            continue
        labels = {turn.speaker for recording in recordings for turn in recording.turns}
        file = said_aloud(path, f"file {number}", {*labels, *known})
        found += [_Read(path, file, r, content_of(r), len(recordings) == 1) for r in recordings]
    if failed and len(files) > 1:
        for other in failed[:-1]:
            folder.say(f"fgtools: {other}")
        raise FgtoolsError(
            failed[-1].what, failed[-1].where,
            f"{failed[-1].hint} Nothing was added: {len(failed)} of {len(files)} files cannot be "
            "read. Add the others without them.".strip(),
        )  # fmt: skip
    if failed:
        raise failed[0]
    return found


def _not_held(folder: Folder, found: Sequence[_Read]) -> tuple[list[_Read], list[Refused]]:
    """Part what is new from what the study has, under whatever name and in whatever format."""
    held = twins.held(folder.private, folder.settings.sessions)
    fresh: list[_Read] = []
    refused: list[Refused] = []
    for one in found:
        before = withdrawn.standing_as(folder, one.content)
        session = before or twins.nearest(one.content, held, exactly=one.is_rows)
        if not session:
            fresh.append(one)
            continue
        what = f"this recording is in the study already, as {session}"
        if before:
            what += ", without the words of who withdrew their consent."
        else:
            why = twins.better(one.content, held[session])
            same = one.content.digest == held[session].digest
            what += "." if same else ", with a few other words."
            what += f" This file is the better one: {why}." if why else ""
        hint = f"To put the file in its place: fgtools transcripts replace {session} FILE"
        refused.append(Refused(one.file, what, hint if one.alone else ""))
    return fresh, refused


def _best_of_each(found: Sequence[_Read]) -> tuple[list[_Read], list[Refused]]:
    """Keep the best of several files of one recording, such as the VTT and DOCX of a meeting.

    The sessions of one table are as many recordings as it says, however alike.
    """
    kept: dict[str, _Read] = {}
    worse: list[Refused] = []
    for number, one in enumerate(found):
        others = {key: o.content for key, o in kept.items() if o.path != one.path}
        twin = twins.nearest(one.content, others, exactly=one.is_rows)
        if not twin:
            kept[str(number)] = one
            continue
        other = kept[twin]
        why = twins.better(one.content, other.content)
        if why:
            kept[twin] = one
        best, left = (one, other) if why else (other, one)
        why = why or twins.better(other.content, one.content)
        told = f": {why}" if why else ""
        what = f"the same recording as {best.file}, which is taken instead{told}."
        worse.append(Refused(left.file, what))
    return list(kept.values()), worse


def _arrival(
    folder: Folder, one: _Read, name: str, role: str, people: Sequence[Person]
) -> Arrival | Refused:
    recording = one.recording
    heard, silent = withdrawn.heard_now(folder, name, recording)
    if not heard.turns:
        return Refused(one.file, "everybody who speaks in this recording withdrew their consent.")
    if withdrawn.still_there(folder, recording, heard):
        return Refused(one.file, withdrawn.UNCLEAR, withdrawn.CLEAR)
    told = recording.format == NOTES or _tells_roles(folder, one, name, people)
    role = role or heard.session.role
    untold = bool(folder.settings.roles) and not role and not told
    said, sure = match_role(re.sub(r"[\d._-]+", " ", name), folder.settings.synonyms)
    proposed = said if untold and sure >= SURE else ""
    whole = one.alone and recording.format not in ("table", NOTES)
    return Arrival(
        name, one.path, one.file, recording, one.content, heard.turns, silent, whole, role, told,
        untold, proposed,
    )  # fmt: skip


def _tells_roles(folder: Folder, one: _Read, name: str, people: Sequence[Person]) -> bool:
    """Tell whether the file, its labels or a roster give a role to anybody who is heard."""
    recording = one.recording
    invited = (
        *people_of(folder.private, name),
        *(replace(person, session="") for person in people if person.session in ("", name)),
    )
    labels = tuple(dict.fromkeys(turn.speaker for turn in recording.turns))
    speakers = match(
        labels, session=Session(name), people=invited, roles=folder.settings.synonyms,
        printed=dict(recording.roles),
    )  # fmt: skip
    return any(speaker.role for speaker in speakers if not speaker.is_facilitator)


def the_role(folder: Folder, written: str, people: Iterable[str]) -> str:
    """Return the key of the role that somebody wrote for everybody of a session.

    A role not declared stays as written; raise Misused where it names somebody, or leads the talk.
    """
    if facilitates(written):
        raise Misused(
            "not everybody of a session leads the talk", "--role",
            "Add it without, then type for each who does: fgtools transcripts speakers "
            "--session SESSION --label LABEL --role facilitator",
        )  # fmt: skip
    check_role(folder, written, people)
    if not written or written in folder.settings.roles or not folder.settings.roles:
        return written
    key, _ = match_role(written, folder.settings.synonyms)
    return key or written


def _check_name(folder: Folder, name: str, others: Iterable[str]) -> None:
    if not NAME.fullmatch(name) or name.endswith(".attendance"):
        raise Misused(
            "a session's name has letters, digits, '-', '_' and '.'",
            "--session",
            "Type it anew, such as: --session group-1",
        )
    if name.casefold() in {n.casefold() for n in (*folder.settings.sessions, *others)}:
        raise Misused(
            "there is a session of that name already", name,
            f"Add the files one by one, with --session NAME (or type: fgtools transcripts "
            f"replace {name} FILE).",
        )  # fmt: skip


def _as_planned(folder: Folder, name: str) -> str:
    """Return a session's name as study.toml writes it, where it is planned there."""
    alike = (known for known in folder.planned if known.casefold() == name.casefold())
    return next(alike, name)


def _name(folder: Folder, one: _Read, known: Iterable[str], taken: Iterable[str]) -> str:
    """Return a name for a session: the table's or the file's, unless it could tell of somebody."""
    written = one.recording.session
    given = re.sub(r"[^A-Za-z0-9._-]+", "-", written or one.path.stem).strip("-._")[:64]
    labels = {turn.speaker for turn in one.recording.turns}
    people = {*labels, *known}
    if (planned := _as_planned(folder, given)) in folder.planned:
        return planned
    names = names_one_of(given, people) if written else may_name(given, people)
    if given and not names and not is_like_an_identifier(given):
        return given
    number, others = 1, {*taken, *folder.settings.sessions}
    while f"session-{number}" in others:
        number += 1
    if given:
        folder.say(
            f"{one.file}: its name could tell of somebody, so the session is called "
            f"session-{number} (--session NAME gives it another)"
        )
    return f"session-{number}"
