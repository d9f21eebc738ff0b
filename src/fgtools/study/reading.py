"""From a session's transcript to turns and voices, names still in them: private, never stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from fgtools.errors import FgtoolsError
from fgtools.nouns import NO_ROLE, UNLED, LeftOut, Participant, Session, Turn
from fgtools.spans import word_count
from fgtools.study.config import Study
from fgtools.study.private import NUMBERED, NUMBERS, ROSTER, SPEAKERS, PrivateZone
from fgtools.transcripts.source import ANY_SIZE

if TYPE_CHECKING:  # readers of every format take a while: they wait until something is read
    from fgtools.transcripts.recording import Recording
    from fgtools.transcripts.rosters import Person
    from fgtools.transcripts.speakers import Speaker

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

    @property
    def is_unled(self) -> bool:
        """Tell whether nobody led a talk here: answers to a survey, or notes without speakers."""
        return self.session.mode in UNLED or self.recording.format in UNLED


def hear(private: PrivateZone, settings: Study, name: str) -> Heard:
    """Read one session; raise FgtoolsError where its transcript cannot be read."""
    from fgtools.transcripts.read import read

    session = settings.session(name)
    path = private.transcript(name)
    recordings = read(path, limit_mb=ANY_SIZE)
    if len(recordings) != 1:
        raise FgtoolsError(
            f"this table holds {len(recordings)} sessions", path.name,
            "Add it again with: fgtools transcripts add FILE",
        )  # fmt: skip
    return listen(private, settings, session, recordings[0])


def listen(
    private: PrivateZone,
    settings: Study,
    session: Session,
    recording: Recording,
    leavers: Mapping[str, Person] | None = None,
) -> Heard:
    """Tell the voices of a recording apart; whoever withdrew consent from its session is silent.

    `leavers` are labels besides those that the zone has marked (see `withdrawn.leavers`).
    """
    from fgtools.transcripts.speakers import match

    name, leavers = session.name, leavers or {}
    named = tuple(p for p in dict.fromkeys(leavers.values()) if p.name)
    mine = {p.name.casefold() for p in named}
    people = (*named, *(p for p in people_of(private, name) if p.name.casefold() not in mine))
    turns = tuple(
        replace(turn, id=f"{name}/{turn.ordinal}", session=name) for turn in recording.turns
    )
    labels = tuple(dict.fromkeys(turn.speaker for turn in turns))
    decided = {**decided_of(private, name), **leavers}
    speakers = match(
        labels, session=session, people=people, roles=settings.synonyms,
        decided=decided, printed=dict(recording.roles),
        talk=() if recording.format in UNLED else turns,
    )  # fmt: skip
    withdrew = {p.name.casefold() for p in people if p.role == WITHDRAWN and p.session == name}
    speakers = tuple(
        replace(s, role=WITHDRAWN) if s.name.casefold() in withdrew else s for s in speakers
    )
    numbers = numbers_of(private, name, labels)
    participants, voices = _voices(session, speakers, numbers)
    turns, gone = _without(turns, {s.label for s in speakers if s.role == WITHDRAWN})
    marked = (*people, *decided.values())
    if gone or any(p.role == WITHDRAWN for p in marked if p.session == name):
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


def write_numbers(private: PrivateZone, heard: Mapping[str, Heard]) -> None:
    """Keep the numbers of sessions' speaker labels, also of those that withdrew."""
    rows = private.rows(NUMBERED, NUMBERS)
    kept = {(r["session"], r["label"]) for r in rows}
    new = [
        dict(zip(NUMBERS, (session, label, number), strict=True))
        for session, one in heard.items()
        for label, number in one.numbers.items()
        if (session, label) not in kept
    ]
    if new:
        private.write_rows(NUMBERED, NUMBERS, [*rows, *new])


def people_of(private: PrivateZone, session: str) -> tuple[Person, ...]:
    """Return who was invited to a session or attended it."""
    from fgtools.transcripts.rosters import Person, read_roster

    rows = [r for r in private.rows("roster.csv", ROSTER) if r["session"] in ("", session)]
    here = {r["name"].casefold() for r in rows if r["session"]}
    rows = [r for r in rows if r["session"] or r["name"].casefold() not in here]
    listed = [Person(r["name"], r["role"], session=r["session"]) for r in rows]
    report = private.attendance().get(session)
    attended = read_roster(report, limit_mb=ANY_SIZE).people if report else ()
    known = {p.name.casefold() for p in listed}
    return (*listed, *(p for p in attended if p.name.casefold() not in known))


def decided_of(private: PrivateZone, session: str) -> dict[str, Person]:
    """Return what people confirmed about a session's speaker labels."""
    from fgtools.transcripts.rosters import Person

    rows = private.rows("speakers.csv", SPEAKERS)
    return {
        r["label"]: Person(r["name"], r["role"], session=session)
        for r in rows
        if r["session"] == session
    }


def _voices(
    session: Session, speakers: Sequence[Speaker], numbers: Mapping[str, int]
) -> tuple[tuple[Participant, ...], dict[str, str]]:
    """Give every voice an id without a name: the lowest number of its labels."""
    labels: dict[str, list[Speaker]] = {}
    for speaker in speakers:
        person = speaker.name.casefold() if speaker.known else f"?{speaker.label}"
        labels.setdefault(person, []).append(speaker)
    made: list[Participant] = []
    voices: dict[str, str] = {}
    for group in labels.values():
        one = group[0]
        letter = "f" if one.is_facilitator else "p" if one.known else "u"
        number = min(numbers[speaker.label] for speaker in group)
        made.append(
            Participant(
                f"{session.name}.{letter}{number:02d}", session.name, one.role or NO_ROLE,
                one.is_facilitator, one.known, session.attributes,
            )
        )  # fmt: skip
        voices |= {speaker.label: made[-1].id for speaker in group}
    return tuple(made), voices
