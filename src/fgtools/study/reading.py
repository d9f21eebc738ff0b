"""From a session's transcript to turns and voices, names still in them: private, never stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from fgtools.errors import FgtoolsError
from fgtools.nouns import LeftOut, Participant, Session, Turn
from fgtools.spans import word_count
from fgtools.study.config import Study
from fgtools.study.private import NUMBERED, NUMBERS, ROSTER, SPEAKERS, PrivateZone
from fgtools.transcripts.read import read
from fgtools.transcripts.recording import Recording
from fgtools.transcripts.rosters import Person, read_roster
from fgtools.transcripts.speakers import Speaker, match

NO_ROLE = "no role given"
WITHDRAWN = "consent withdrawn"
"""The role under which somebody stays on the roster: the name is still written over."""


@dataclass(frozen=True)
class Heard:
    """One session as it was recorded; `voices` leads from a speaker label to a participant's id."""

    session: Session
    recording: Recording = field(repr=False)
    turns: tuple[Turn, ...] = field(repr=False)
    speakers: tuple[Speaker, ...] = field(repr=False)
    participants: tuple[Participant, ...]
    voices: Mapping[str, str] = field(repr=False)
    people: tuple[Person, ...] = field(repr=False)
    numbers: Mapping[str, int] = field(repr=False)


def hear(private: PrivateZone, settings: Study, name: str) -> Heard:
    """Read one session; raise FgtoolsError where its transcript cannot be read."""
    session = settings.session(name)
    path = private.transcript(name)
    recordings = read(path)
    if len(recordings) != 1:
        raise FgtoolsError(
            f"this table holds {len(recordings)} sessions", path.name,
            "Add it again with: fgtools transcripts add FILE",
        )  # fmt: skip
    recording = recordings[0]
    people = people_of(private, name)
    turns = tuple(
        replace(turn, id=f"{name}/{turn.ordinal}", session=name) for turn in recording.turns
    )
    labels = tuple(dict.fromkeys(turn.speaker for turn in turns))
    speakers = match(
        labels, session=session, people=people, roles=settings.synonyms,
        decided=decided_of(private, name), printed=dict(recording.roles),
    )  # fmt: skip
    numbers = numbers_of(private, name, labels)
    participants, voices = _voices(session, speakers, numbers)
    turns, gone = _without(turns, {s.label for s in speakers if s.role == WITHDRAWN})
    if gone:
        left = LeftOut("turns of who withdrew", WITHDRAWN, sum(word_count(t.text) for t in gone))
        recording = replace(recording, left_out=(*recording.left_out, left))
    speakers = tuple(s for s in speakers if s.role != WITHDRAWN)
    participants = tuple(p for p in participants if p.role != WITHDRAWN)
    return Heard(session, recording, turns, speakers, participants, voices, people, numbers)


def _without(turns: Sequence[Turn], labels: set[str]) -> tuple[tuple[Turn, ...], tuple[Turn, ...]]:
    """Part turns into those that stay and those of labels that go."""
    stay = tuple(turn for turn in turns if turn.speaker not in labels)
    return stay, tuple(turn for turn in turns if turn.speaker in labels)


def numbers_of(private: PrivateZone, session: str, labels: Sequence[str]) -> dict[str, int]:
    """Return the number of each speaker label: the one it once had, else the next in order.

    So a participant's id never changes, whoever else is settled, added or withdraws.
    """
    rows = private.rows(NUMBERED, NUMBERS)
    found = {r["label"]: int(r["number"]) for r in rows if r["session"] == session}
    for label in labels:
        found.setdefault(label, max(found.values(), default=0) + 1)
    return found


def write_numbers(private: PrivateZone, session: str, heard: Heard) -> None:
    """Keep the numbers of a session's speaker labels, also of those that withdrew."""
    rows = private.rows(NUMBERED, NUMBERS)
    kept = {r["label"] for r in rows if r["session"] == session}
    new = [(session, label, n) for label, n in heard.numbers.items() if label not in kept]
    if new:
        rows_new = [dict(zip(NUMBERS, row, strict=True)) for row in new]
        private.write_rows(NUMBERED, NUMBERS, [*rows, *rows_new])


def people_of(private: PrivateZone, session: str) -> tuple[Person, ...]:
    """Return who was invited to a session or attended it."""
    rows = [r for r in private.rows("roster.csv", ROSTER) if r["session"] in ("", session)]
    here = {r["name"].casefold() for r in rows if r["session"]}
    rows = [r for r in rows if r["session"] or r["name"].casefold() not in here]
    listed = [Person(r["name"], r["role"], session=r["session"]) for r in rows]
    report = private.attendance().get(session)
    attended = read_roster(report).people if report else ()
    known = {p.name.casefold() for p in listed}
    return (*listed, *(p for p in attended if p.name.casefold() not in known))


def decided_of(private: PrivateZone, session: str) -> dict[str, Person]:
    """Return what people confirmed about a session's speaker labels."""
    rows = private.rows("speakers.csv", SPEAKERS)
    return {
        r["label"]: Person(r["name"], r["role"], session=session)
        for r in rows
        if r["session"] == session
    }


def _voices(
    session: Session, speakers: Sequence[Speaker], numbers: Mapping[str, int]
) -> tuple[tuple[Participant, ...], dict[str, str]]:
    """Give every voice an id without a name: the number of its first label."""
    made: dict[str, Participant] = {}
    voices: dict[str, str] = {}
    for speaker in speakers:
        person = speaker.name.casefold() if speaker.known else f"?{speaker.label}"
        if person not in made:
            letter = "f" if speaker.is_facilitator else "p" if speaker.known else "u"
            made[person] = Participant(
                f"{session.name}.{letter}{numbers[speaker.label]:02d}",
                session.name,
                speaker.role or NO_ROLE,
                speaker.is_facilitator,
                speaker.known,
                session.attributes,
            )
        voices[speaker.label] = made[person].id
    return tuple(made.values()), voices
