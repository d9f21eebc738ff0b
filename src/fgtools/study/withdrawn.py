"""Who withdrew consent from which recording: it belongs to the recording, whatever it is called.

Kept in the private zone without a word of the talk, and kept when the session is removed, so that
no other file of the same recording brings the words back.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from fgtools.nouns import Session
from fgtools.spans import word_count
from fgtools.study.folder import Folder
from fgtools.study.private import LEAVERS, ROSTER, SPEAKERS, WITHDREW, PrivateZone
from fgtools.study.reading import WITHDRAWN, Heard, listen
from fgtools.study.twins import SAME, Content, content_of, overlap, stretches
from fgtools.transcripts.recording import Recording
from fgtools.transcripts.rosters import Person
from fgtools.transcripts.voices import is_number, not_one_person

ONE_IN = 4
"""Of so many hashes one is kept: neighbours would tell the words that stood between them."""
LEAST = 16
"""Hashes kept of a recording, if it has as many; half of them must have been comparable."""
VOICE = 64
"""Hashes kept of a voice at most."""
TELLING = 5
"""Hashes from which a voice is known by its words under any label."""
HELD = 0.25
"""Share of a voice's hashes from which its words are there, as badly as they were written down."""
NOT_ONLY = 1.5
"""A label with more times the words of who withdrew is not theirs alone."""

UNCLEAR = (
    "somebody withdrew their consent from this recording, and this file does not tell which words "
    "are theirs."
)
CLEAR = "Give a file that names its speakers, or take their words out of this one first."


@dataclass(frozen=True, slots=True)
class Leaver:
    """A speaker label whose words left a recording, and hashes by which both are known again.

    `session` is where the recording stands now, "" where it was removed.
    """

    session: str
    label: str = field(repr=False)
    name: str = field(repr=False)
    words: int
    content: str
    sketch: tuple[int, ...]
    voice: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Silent:
    """How many people of a recording are left out because they withdrew, and their words."""

    people: int = 0
    words: int = 0

    def __str__(self) -> str:
        who = "1 person" if self.people == 1 else f"{self.people} people"
        said = "1 word" if self.words == 1 else f"{self.words} words"
        return f"{who} of this recording withdrew their consent: their {said} are left out"


def note(folder: Folder, heard: Heard, labels: Collection[str]) -> None:
    """Keep that the speakers of some labels withdrew, before their words leave the recording."""
    content = content_of(heard.recording)
    kept = content.sketch[: max(LEAST, content.words // ONE_IN)]
    new: list[Leaver] = []
    for one in (s for s in heard.speakers if s.label in labels):
        said = [turn.text for turn in heard.recording.turns if turn.speaker == one.label]
        name = one.name if one.is_named else ""
        spoken = sum(map(word_count, said))
        new.append(
            Leaver(heard.session.name, one.label, name, spoken, content.digest, kept, _voice(said))
        )
    mine = {(one.session, one.label) for one in new}
    others = [one for one in _all(folder.private) if (one.session, one.label) not in mine]
    _write(folder.private, [*others, *new])
    mark(folder.private, heard.session.name, {one.label: one.name for one in new})


def mark(private: PrivateZone, session: str, names: Mapping[str, str]) -> None:
    """Keep that the speakers of a session's labels are silent: by label, and by name if known.

    The name stays on the roster, so that others' mentions of it are still written over.
    """
    people = {name.casefold(): name for name in names.values() if name}
    roster = [
        r
        for r in private.rows("roster.csv", ROSTER)
        if not (r["session"] == session and r["name"].casefold() in people)
    ]
    roster += [
        {"session": session, "name": name, "role": WITHDRAWN} for name in sorted(people.values())
    ]
    private.write_rows("roster.csv", ROSTER, roster)
    settled = [
        r
        for r in private.rows("speakers.csv", SPEAKERS)
        if not (r["session"] == session and r["label"] in names)
    ]
    settled += [
        {"session": session, "label": label, "name": name, "role": WITHDRAWN}
        for label, name in names.items()
    ]
    private.write_rows("speakers.csv", SPEAKERS, settled)


def moved(folder: Folder, session: str, recording: Recording | None) -> None:
    """Keep that a session holds another recording now, or none."""
    before = _all(folder.private)
    content = content_of(recording) if recording and before else None
    now = [
        replace(one, session=session)
        if content and _akin(one, content)
        else replace(one, session="")
        if one.session == session
        else one
        for one in before
    ]
    if now != before:
        _write(folder.private, now)


def leavers(folder: Folder, session: str, recording: Recording) -> dict[str, Person]:
    """Return the labels of a recording whose speakers withdrew from it, under whatever name.

    A label is theirs by what is said under it, else by being spelt as it was; their name, which a
    label may be spelt like, comes with it.
    """
    labels = dict.fromkeys(turn.speaker for turn in recording.turns)
    found: dict[str, Person] = {}
    for one in _of(folder.private, recording):
        person = Person(one.name, WITHDRAWN, session=session)
        mine = _spoken_by(one, recording)
        unsure = not one.name and (is_number(one.label) or bool(not_one_person(one.label)))
        if one.name or (one.label in labels and not (unsure and mine)):
            mine = [*mine, one.label]
        found |= dict.fromkeys(mine, person)
    return found


def heard_now(folder: Folder, session: str, recording: Recording) -> tuple[Heard, Silent]:
    """Return what is kept of a recording that comes in as a session, and who is left out."""
    settled = folder.settings
    place = settled.session(session) if session in settled.sessions else _planned(folder, session)
    gone_from = leavers(folder, session, recording)
    heard = listen(folder.private, settled, place, recording, gone_from)
    gone = {turn.speaker for turn in recording.turns} - {turn.speaker for turn in heard.turns}
    words = sum(word_count(turn.text) for turn in recording.turns if turn.speaker in gone)
    return heard, Silent(len({heard.voices[label] for label in gone}), words)


def _planned(folder: Folder, session: str) -> Session:
    """Return a session that is not in the study yet, with what study.toml plans of it."""
    told = folder.planned.get(session)
    return Session(session, role=told.role, mode=told.mode) if told else Session(session)


def still_there(folder: Folder, recording: Recording, heard: Heard, least: int = 1) -> bool:
    """Tell whether words of who withdrew would stay, under labels that are not theirs alone.

    Voices of which fewer than `least` hashes are kept are not looked for.
    """
    silent = len(heard.turns) < len(recording.turns)
    enough = TELLING if silent else least
    gone = [one for one in _of(folder.private, recording) if len(one.voice) >= enough]
    kept = stretches(turn.text for turn in heard.turns) if gone else set()
    return any(_holds(kept, one.voice) for one in gone)


def standing_as(folder: Folder, content: Content) -> str:
    """Return the session that holds a recording since somebody withdrew from it, "" if none.

    A part of the recording is not that recording, nor is another meeting of the same few questions.
    """
    here = (one for one in _all(folder.private) if one.session in folder.settings.sessions)
    return next((one.session for one in here if _akin(one, content, whole=True)), "")


def silent_in(folder: Folder) -> dict[str, Silent]:
    """Return for each session of the study who withdrew from it."""
    found: dict[str, list[Leaver]] = {}
    for one in _all(folder.private):
        found.setdefault(one.session, []).append(one)
    return {
        session: Silent(len({one.name or one.label for one in those}), sum(o.words for o in those))
        for session, those in found.items()
        if session in folder.settings.sessions
    }


def _of(private: PrivateZone, recording: Recording) -> list[Leaver]:
    """Return who withdrew from a recording, or from one that this is a part of."""
    every = _all(private)
    content = content_of(recording) if every else None
    return [one for one in every if content and _akin(one, content)]


def _akin(one: Leaver, content: Content, *, whole: bool = False) -> bool:
    if one.content == content.digest:
        return True
    return overlap(one.sketch, content.sketch, whole=whole, least=LEAST // 2) >= SAME


def _spoken_by(one: Leaver, recording: Recording) -> list[str]:
    """Return the labels under which nobody else's words stand but a leaver's."""
    if len(one.voice) < TELLING:
        return []
    said: dict[str, list[str]] = {}
    for turn in recording.turns:
        said.setdefault(turn.speaker, []).append(turn.text)
    return [
        label
        for label, texts in said.items()
        if sum(map(word_count, texts)) <= NOT_ONLY * one.words
        and _holds(stretches(texts), one.voice)
    ]


def _holds(said: Collection[int], voice: Collection[int]) -> bool:
    return bool(voice) and sum(value in said for value in voice) >= HELD * len(voice)


def _voice(said: Iterable[str]) -> tuple[int, ...]:
    hashes = sorted(stretches(said))
    return tuple(hashes[: min(VOICE, max(1, len(hashes) // ONE_IN))])


def _all(private: PrivateZone) -> list[Leaver]:
    return [
        Leaver(
            r["session"], r["label"], r["name"], int(r["words"]), r["content"],
            _numbers(r["sketch"]), _numbers(r["voice"]),
        )
        for r in private.rows(WITHDREW, LEAVERS)
    ]  # fmt: skip


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(map(int, text.split()))


def _write(private: PrivateZone, every: Iterable[Leaver]) -> None:
    rows = [
        (o.session, o.label, o.name, o.words, o.content, _text(o.sketch), _text(o.voice))
        for o in every
    ]
    private.write_rows(WITHDREW, LEAVERS, [dict(zip(LEAVERS, row, strict=True)) for row in rows])


def _text(numbers: Iterable[int]) -> str:
    return " ".join(map(str, numbers))
