"""The stage `names`: read every session, find names, write them over, keep only safe words.

The name model sees a session once; what it marked is kept as places without words. Settling goes
over the whole study each time, because a name that one session teaches is a name in all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from fgtools.errors import FgtoolsError
from fgtools.models import ner
from fgtools.names.check import Secrets, places
from fgtools.names.redact import Redacted, redact
from fgtools.nouns import Find, Redaction, SafeTurn, Turn
from fgtools.ports import NameFinder
from fgtools.safe import write_over
from fgtools.spans import carried_back, word_count
from fgtools.study import pseudonyms, shipped, sources
from fgtools.study.carrying import carry
from fgtools.study.folder import Folder
from fgtools.study.keys import key_of
from fgtools.study.private import digest
from fgtools.study.reading import Heard, hear, write_numbers
from fgtools.study.store import OpenDoubt, Read

FIND, STAGE = "find", "names"
VERSION = "4"
LOOKS = 4
"""Rounds of looking again at most: a word written over in one may give another away in the next."""


def key(folder: Folder) -> str:
    """Return what the stage depends on."""
    shown = {name: s.model_dump(mode="json") for name, s in folder.settings.sessions.items()}
    roles = {name: r.model_dump(mode="json") for name, r in folder.settings.roles.items()}
    return key_of(STAGE, VERSION, folder.private.digests(), shown, roles, model_pin(folder))


def model_pin(folder: Folder) -> str:
    """Return the digest of the name model's files; raise FgtoolsError if there is none."""
    return ner.digest_of(_model_folder(folder))


def _model_folder(folder: Folder) -> Path | None:
    return ner.folder_of(folder.name_model(), shipped.folder("models") / "names")


def hear_all(folder: Folder) -> dict[str, Heard]:
    """Read every session of the study that has a transcript; planned ones wait for theirs."""
    missing = set(folder.settings.sessions) - set(folder.private.transcripts())
    if missing:
        raise FgtoolsError(
            f"no transcript yet for: {', '.join(sorted(missing))}", "transcripts",
            "Type: fgtools transcripts add FILE --session NAME",
        )  # fmt: skip
    if not folder.settings.sessions and not folder.store.surveys():
        raise FgtoolsError("no sessions yet", hint="Type: fgtools transcripts add FILE")
    if folder.planned:
        folder.say(f"names: no transcript yet of: {', '.join(folder.planned)}")
    return {
        name: hear(folder.private, folder.settings, name)
        for name in sorted(folder.settings.sessions)
    }


def run(folder: Folder) -> None:
    """Bring the redacted turns of all sessions up to date."""
    heard = hear_all(folder)
    for gone in {read.name for read in folder.store.sessions()} - set(heard):
        with folder.store.writing():
            folder.store.drop_session(gone)
    modelled = find_all(folder, heard)
    done = settle_all(folder, heard, modelled)
    pseudonyms.write_key(folder, heard, done)
    for name, session in heard.items():
        write_numbers(folder.private, name, session)
    for name, session in heard.items():
        _keep(folder, session, done[name])
    apart = sources.beside(folder)
    people = {  # nobody is followed from one wave to the next, not even to be counted
        (session.session.wave, speaker.name.casefold())
        if speaker.is_named
        else ("", session.voices[speaker.label])
        for session in heard.values()
        if session.session.name not in apart
        for speaker in session.speakers
        if speaker.known and not speaker.is_facilitator
    }
    with folder.store.writing():
        folder.store.set_facts(STAGE, {"people": str(len(people))})


def find_all(folder: Folder, heard: Mapping[str, Heard]) -> dict[str, tuple[Find, ...]]:
    """Return what the name model marks in every turn; sessions it has seen are not read again."""
    load = _loader(folder)
    found: dict[str, tuple[Find, ...]] = {}
    digests = folder.private.digests()
    for name, session in heard.items():
        raw = folder.private.transcript(name).name
        seen = _find_key(folder, digests[f"raw/{raw}"])
        if folder.store.key(FIND, name) != seen:
            folder.say(f"names: looking through {name} ({len(session.turns)} turns)")
            marked = load().find([turn.text for turn in session.turns])
            by_turn = {turn.id: marks for turn, marks in zip(session.turns, marked, strict=True)}
            with folder.store.writing():
                folder.store.set_finds(name, by_turn)
                folder.store.set_key(FIND, seen, name)
        found.update(folder.store.finds(name))
    return found


def _find_key(folder: Folder, file: str) -> str:
    return key_of(FIND, VERSION, file, model_pin(folder))


def is_read(folder: Folder, session: str) -> bool:
    """Tell whether a session's transcript, as it is now, was read and looked through for names."""
    file = digest(folder.private.transcript(session).read_bytes())
    return folder.store.key(FIND, session) == _find_key(folder, file)


def _loader(folder: Folder) -> Callable[[], NameFinder]:
    loaded: list[NameFinder] = []

    def load() -> NameFinder:
        if not loaded:
            loaded.append(ner.load(_model_folder(folder)))
        return loaded[0]

    return load


def settle_all(
    folder: Folder, heard: Mapping[str, Heard], modelled: Mapping[str, tuple[Find, ...]]
) -> Mapping[str, Redacted]:
    """Settle which stretches are written over, and by what, in every session.

    What a second look still finds in the redacted turns is written over too, and asked about: the
    leak check must never stop a report because of words that nobody was asked about.
    """
    looked: dict[str, tuple[Find, ...]] = {}

    def settled() -> Mapping[str, Redacted]:
        return redact(
            {name: session.turns for name, session in heard.items()},
            {name: pseudonyms.known_people(session) for name, session in heard.items()},
            modelled,
            folder.private.allowed(),
            pseudonyms.decisions(folder),
            looked,
        )

    for _ in range(LOOKS):
        done = settled()
        left = _left_over(heard, done, pseudonyms.secrets_in(folder, done, heard))
        if not left:
            return done
        for turn, finds in left.items():
            looked[turn] = (*looked.get(turn, ()), *finds)
    return settled()


def _left_over(
    heard: Mapping[str, Heard], done: Mapping[str, Redacted], secrets: Secrets
) -> dict[str, tuple[Find, ...]]:
    """Return what a second look finds in the redacted turns, at its place in the raw turn."""
    left: dict[str, tuple[Find, ...]] = {}
    for name, session in heard.items():
        marks = by_turn(done[name].redactions)
        for turn in session.turns:
            mine = marks.get(turn.id, ())
            found = places(write_over(turn.text, mine), secrets, name)
            if found:
                raw = (replace(find, span=carried_back(find.span, mine)) for find in found)
                left[turn.id] = tuple(raw)
    return left


def by_turn(redactions: Iterable[Redaction]) -> dict[str, tuple[Redaction, ...]]:
    """Return redactions under their turn, in order."""
    found: dict[str, tuple[Redaction, ...]] = {}
    for redaction in redactions:
        found[redaction.turn] = (*found.get(redaction.turn, ()), redaction)
    return found


def _keep(folder: Folder, heard: Heard, done: Redacted) -> None:
    turns, words = safe_turns(heard, done.redactions)
    name = heard.session.name
    digest = key_of(
        [(t.id, t.participant, t.text, t.begin, t.end) for t in turns],
        [(p.id, p.role, p.is_facilitator, p.known, p.attributes) for p in heard.participants],
    )
    recording = heard.recording
    read = Read(name, recording.format, recording.duration, sum(words), digest)
    with folder.store.writing():
        carry(folder.store, name, turns)
        folder.store.set_session(
            read,
            heard.participants,
            turns,
            words,
            done.redactions,
            [OpenDoubt(d.turn, d.span, d.kind, d.reason) for d in done.doubts],
            recording.left_out,
        )


def safe_turns(
    heard: Heard, redactions: Sequence[Redaction]
) -> tuple[tuple[SafeTurn, ...], tuple[int, ...]]:
    """Return a session's redacted turns, and the words of each counted before redaction."""
    marks = by_turn(redactions)

    def safe(turn: Turn) -> SafeTurn:
        text = write_over(turn.text, marks.get(turn.id, ()))
        voice = heard.voices[turn.speaker]
        return SafeTurn(turn.id, turn.session, turn.ordinal, voice, text, turn.begin, turn.end)

    return tuple(map(safe, heard.turns)), tuple(word_count(t.text) for t in heard.turns)
