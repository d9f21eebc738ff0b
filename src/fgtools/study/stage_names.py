"""The stage `names`: read every session, find names, write them over, keep only safe words.

The name model and the finders see a session once; what they marked is kept as places without
words. Settling goes over the whole study each time, because a name that one session teaches is a
name in all of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from fgtools.errors import FgtoolsError
from fgtools.nouns import Find, Redaction, SafeTurn, Turn
from fgtools.safe import write_over
from fgtools.spans import carried_back, word_count
from fgtools.study import sources
from fgtools.study.carrying import carry
from fgtools.study.config import Study
from fgtools.study.finding import STAGE, VERSION, hear_names, model_pin
from fgtools.study.folder import Folder
from fgtools.study.keys import key_of
from fgtools.study.private import PrivateZone
from fgtools.study.progress import told
from fgtools.study.reading import Heard, hear, write_numbers
from fgtools.study.store import OpenDoubt, Read

if TYPE_CHECKING:  # finders of names take a while: they wait until names are looked for
    from fgtools.names.clean import Clean
    from fgtools.names.redact import Redacted
    from fgtools.names.secrets import Secrets

LOOKS = 4
"""Rounds of looking again at most: a word written over in one may give another away in the next."""


def key(folder: Folder) -> str:
    """Return what the stage depends on; of a sealed study it is what it was, for good."""
    if folder.private.seal:
        return folder.store.key(STAGE)
    shown = {name: s.model_dump(mode="json") for name, s in folder.settings.sessions.items()}
    roles = {name: r.model_dump(mode="json") for name, r in folder.settings.roles.items()}
    return key_of(STAGE, VERSION, folder.private.digests(), shown, roles, model_pin(folder))


def whole(folder: Folder) -> bool:
    """Tell whether the key is there, without which nobody could look for names again."""
    return folder.private.seal is not None or folder.private.has_key()


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
    names = sorted(folder.settings.sessions)
    if folder.engine.spreads and folder.engine.same_disk:
        tasks = [(folder.root, folder.settings, name) for name in names]
        return dict(zip(names, folder.engine.map(hear_elsewhere, tasks), strict=True))
    return {name: hear(folder.private, folder.settings, name) for name in names}


def hear_elsewhere(task: tuple[Path, Study, str]) -> Heard:
    """Read one session on a worker that sees the study's folder."""
    root, settings, name = task
    return hear(PrivateZone(root), settings, name)


def run(folder: Folder) -> None:
    """Bring the redacted turns of all sessions up to date."""
    from fgtools.study import looked_at, pseudonyms

    folder.private.lock.open()  # a passphrase is asked for before the work, not after it
    heard = hear_all(folder)
    for gone in {read.name for read in folder.store.sessions()} - set(heard):
        with folder.store.writing():
            folder.store.drop_session(gone)
    done, secrets = settle_all(folder, heard)
    looked_at.forget(folder)
    pseudonyms.write_key(folder, heard, done)
    write_numbers(folder.private, heard)
    changed = [_keep(folder, session, done[name]) for name, session in heard.items()]
    looked_at.remember(folder, secrets)
    if any(changed):  # of topics' phrases, too, that had words which are written over now
        from fgtools.study.vectors import forget_unsaid

        with folder.store.writing():
            forget_unsaid(folder)
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


def settle_all(
    folder: Folder, heard: Mapping[str, Heard]
) -> tuple[Mapping[str, Redacted], Secrets | None]:
    """Settle which stretches are written over, and by what, in every session.

    What a second look still finds in the redacted turns is written over too, and asked about: the
    leak check must never stop a report because of words that nobody was asked about. Return also
    the secrets under which the last look found nothing, if it did.
    """
    from fgtools.names.redact import Settling
    from fgtools.study import looked_at, pseudonyms

    settling = Settling(hear_names(folder, heard), pseudonyms.decisions(folder))
    looked: dict[str, tuple[Find, ...]] = {}
    clean = looked_at.clean(folder)
    for _ in range(LOOKS):
        done = settling.settled(looked)
        clean.under(pseudonyms.secrets_in(folder, done, heard))
        left = _left_over(folder, heard, done, clean)
        if not left:
            return done, clean.secrets
        for turn, finds in left.items():
            looked[turn] = (*looked.get(turn, ()), *finds)
    return settling.settled(looked), None


def _left_over(
    folder: Folder, heard: Mapping[str, Heard], done: Mapping[str, Redacted], clean: Clean
) -> dict[str, tuple[Find, ...]]:
    """Return what a second look finds in the redacted turns, at its place in the raw turn."""
    left: dict[str, tuple[Find, ...]] = {}
    sizes = {name: len(session.turns) for name, session in heard.items()}
    for name in told(folder.say, "names: looking again", sizes, heard, quick=True):
        session = heard[name]
        marks = by_turn(done[name].redactions)
        for turn in session.turns:
            mine = marks.get(turn.id, ())
            found = clean.look(name, write_over(turn.text, mine))
            if found:
                raw = (replace(find, span=carried_back(find.span, mine)) for find in found)
                left[turn.id] = tuple(raw)
    return left


def by_turn(redactions: Iterable[Redaction]) -> dict[str, tuple[Redaction, ...]]:
    """Return redactions under their turn, in order."""
    found: dict[str, list[Redaction]] = defaultdict(list)
    for redaction in redactions:
        found[redaction.turn].append(redaction)
    return {turn: tuple(marks) for turn, marks in found.items()}


def _keep(folder: Folder, heard: Heard, done: Redacted) -> bool:
    """Keep a session's redacted turns; tell whether turns that were there say something else."""
    from fgtools.study.vectors import forget_changed  # numpy waits until there are turns

    turns, words = safe_turns(heard, done.redactions)
    name = heard.session.name
    digest = key_of(
        [(t.id, t.participant, t.text, t.begin, t.end) for t in turns],
        [(p.id, p.role, p.is_facilitator, p.known, p.attributes) for p in heard.participants],
    )
    recording = heard.recording
    read = Read(name, recording.format, recording.duration, sum(words), digest)
    with folder.store.writing():
        changed = forget_changed(folder.store, folder.store.turns(name), turns)
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
    return changed


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
