"""From a session's transcript to turns and voices, names still in them: private, never stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from fgtools.errors import FgtoolsError
from fgtools.nouns import Participant, Session, Turn
from fgtools.study.config import Study
from fgtools.study.private import ROSTER, SPEAKERS, PrivateZone
from fgtools.transcripts.read import read
from fgtools.transcripts.recording import Recording
from fgtools.transcripts.rosters import Person, read_roster
from fgtools.transcripts.speakers import Speaker, match


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
    participants, voices = _voices(session, speakers)
    return Heard(session, recording, turns, speakers, participants, voices, people)


def people_of(private: PrivateZone, session: str) -> tuple[Person, ...]:
    """Return who was invited to a session or attended it."""
    rows = [r for r in private.rows("roster.csv", ROSTER) if r["session"] in ("", session)]
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
    session: Session, speakers: Sequence[Speaker]
) -> tuple[tuple[Participant, ...], dict[str, str]]:
    """Give every voice an id without a name, in the order in which they first spoke."""
    made: dict[str, Participant] = {}
    voices: dict[str, str] = {}
    for speaker in speakers:
        person = speaker.name.casefold() if speaker.known else f"?{speaker.label}"
        if person not in made:
            letter = "f" if speaker.is_facilitator else "p" if speaker.known else "u"
            number = 1 + sum(p.id.rpartition(".")[2][0] == letter for p in made.values())
            made[person] = Participant(
                f"{session.name}.{letter}{number:02d}", session.name, speaker.role,
                speaker.is_facilitator, speaker.known, session.attributes,
            )  # fmt: skip
        voices[speaker.label] = made[person].id
    return tuple(made.values()), voices
