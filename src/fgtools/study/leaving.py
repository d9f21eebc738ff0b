"""A session leaves the study, or a participant's consent does; so do their words, everywhere."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence

from fgtools.errors import FgtoolsError, Misused
from fgtools.nouns import Turn
from fgtools.study import checked, filled_sheets, to_settle, twins, withdrawn
from fgtools.study.config import edit_session
from fgtools.study.decisions import CODEBOOK, TOPIC, Turns, place_in
from fgtools.study.folder import Folder
from fgtools.study.private import DECISIONS, NUMBERED, NUMBERS, ROSTER, SPEAKERS
from fgtools.study.reading import WITHDRAWN, Heard, hear, write_numbers
from fgtools.study.sessions import keep_turns
from fgtools.study.stage_report import MANIFEST
from fgtools.study.stages import bring_up

ID = re.compile(r"[A-Za-z0-9._-]+\.[fpu]\d{2,}", re.ASCII)


def remove(folder: Folder, session: str) -> tuple[str, ...]:
    """Take a session out of the study; return the outputs that must be replaced.

    Whoever withdrew consent stays marked, should the session ever come back. Raise Misused if
    there is no such session, or where a sheet holds answers that were not taken.
    """
    known(folder, session)
    filled_sheets.drop(folder)
    _settle_no_longer(folder, session, _said(folder, session), [])
    folder.private.drop(session)
    withdrawn.moved(folder, session, None)
    for name, header in (("roster.csv", ROSTER), ("speakers.csv", SPEAKERS), (NUMBERED, NUMBERS)):
        rows = folder.private.rows(name, header)
        kept = [r for r in rows if r["session"] != session or r.get("role") == WITHDRAWN]
        if kept != rows:
            folder.private.write_rows(name, header, kept)
    with folder.store.writing():
        folder.store.withdraw_memos([t.id for t in folder.store.turns(session)], session)
        folder.store.drop_session(session)
        folder.store.forget_analyses()
    _forget(folder)
    edit_session(folder.root, session, None)
    return made_outputs(folder, session)


def known(folder: Folder, session: str) -> None:
    """Raise Misused unless a session is in the study, be its transcript there or not.

    One whose transcript is gone is what a command that was killed while it removed it leaves.
    """
    if session not in folder.planned:
        folder.settings.session(session)


def withdraw(folder: Folder, participant: str) -> tuple[str, ...]:
    """Take everything a participant said out of the study, the private zone included.

    The name stays on the roster, so that others' mentions of it are still written over, and the
    label stays marked, so that no corrected transcript brings the words back. The transcript goes
    last: a command that was stopped can be typed again. A transcript that was changed since it was
    read is read first, so that the turns in the database are its turns. Return the outputs that
    must be replaced; raise Misused if there is no such participant, or if labels are theirs by a
    proposal only (what is taken out does not come back), or where a sheet holds answers that were
    not taken.
    """
    heard, labels = _labels_of(folder, participant)
    session = heard.session.name
    if len(labels) > 1 and any(s.guessed_person for s in heard.speakers if s.label in labels):
        raise Misused(
            "that several labels are this participant is proposed, and nobody has confirmed it",
            participant,
            f"Type: fgtools transcripts speakers --session {session} --confirm (or, for a label "
            "that is somebody else: --label LABEL --apart)",
        )
    filled_sheets.drop(folder)  # before decisions go: a sheet would look as if not taken
    if folder.store.turns(session):
        bring_up(folder, "names")
    gone = [turn for turn in heard.recording.turns if turn.speaker in labels]
    kept = [turn for turn in heard.turns if turn.speaker not in labels]
    write_numbers(folder.private, {session: heard})
    withdrawn.note(folder, heard, labels)
    _drop_words(folder, session, participant, {f"{session}/{turn.ordinal}" for turn in gone})
    if not kept:
        return remove(folder, session)
    _settle_no_longer(folder, session, gone, kept)
    keep_turns(folder, heard, kept)
    _forget(folder)
    return made_outputs(folder, session)


def elsewhere(folder: Folder, participant: str) -> tuple[str, ...]:
    """Return the ids under which the same person speaks in other sessions.

    Raise Misused if there is no such participant.
    """
    _labels_of(folder, participant)
    session = participant.rpartition(".")[0]
    heard = {name: hear(folder.private, folder.settings, name) for name in folder.settings.sessions}
    names = {
        s.name.casefold()
        for s in heard[session].speakers
        if s.known and s.is_named and heard[session].voices[s.label] == participant
    }
    others = (
        one.voices[s.label]
        for name, one in heard.items()
        for s in one.speakers
        if name != session and s.known and s.name.casefold() in names
    )
    return tuple(dict.fromkeys(others))


def made_outputs(folder: Folder, session: str) -> tuple[str, ...]:
    """Return the outputs, by name, that hold a session, or of which nobody knows what they hold."""
    if not folder.outputs.is_dir():
        return ()
    files = (p for p in folder.outputs.rglob("*") if p.is_file() and p.name[0] != ".")
    made = sorted(p.relative_to(folder.outputs).as_posix() for p in files)
    try:
        manifest = json.loads((folder.outputs / MANIFEST).read_text("utf-8"))
        named = manifest["sessions"]  # a release has their digests alone: it may hold any session
        known = isinstance(named, dict) and session not in named
        free = {MANIFEST, *manifest["outputs"]} if known else set()
    except (OSError, ValueError, KeyError, TypeError):
        free = set()
    return tuple(name for name in made if name not in free)


def _labels_of(folder: Folder, participant: str) -> tuple[Heard, set[str]]:
    """Return a participant's session and labels; an error never repeats what is no id's shape."""
    session = participant.rpartition(".")[0]
    if session in folder.settings.sessions:
        heard = hear(folder.private, folder.settings, session)
        spoken = {turn.speaker for turn in heard.recording.turns}
        labels = {label for label, voice in heard.voices.items() if voice == participant}
        if labels & spoken:
            return heard, labels
    where = participant if ID.fullmatch(participant) else ""
    raise Misused("no such participant", where, "Type: fgtools transcripts speakers")


def _drop_words(folder: Folder, session: str, participant: str, gone: set[str]) -> None:
    """Take turns out of the database, and with them what was decided on them."""
    turns = Turns(folder.store.turns(session), folder.store.carried())
    doomed: list[int] = []
    for decision in (d for d in folder.store.decisions() if d.what not in (TOPIC, CODEBOOK)):
        place, _ = place_in(decision.value)
        if place.turn.rpartition("/")[0] != session:
            continue
        now = [turn.id for turn, _ in turns.places(decision)]
        if {*now} <= gone if now else place.participant == participant:
            doomed.append(decision.id)
    with folder.store.writing():
        folder.store.drop_proposals(session, sorted(gone))
        folder.store.withdraw_decisions(doomed)
        folder.store.withdraw_coded(sorted(gone), participant)
        folder.store.withdraw_memos(sorted(gone))
        folder.store.forget_analyses()


def _forget(folder: Folder) -> None:
    """Leave nothing of it in free pages, in the key, in hashes, or half written."""
    folder.store.compact()
    folder.private.forget_key()
    folder.private.clear_staging()
    twins.forget_gone(folder.private)
    checked.forget(folder)
    to_settle.forget(folder)


def _said(folder: Folder, session: str) -> Sequence[Turn]:
    """Return a session's turns; none where its transcript cannot be read any more."""
    try:
        return hear(folder.private, folder.settings, session).turns
    except FgtoolsError:
        return ()


def _settle_no_longer(
    folder: Folder, session: str, gone: Iterable[Turn], kept: Iterable[Turn]
) -> None:
    """Drop what was decided about words that only those said who leave."""
    rows = folder.private.rows("decisions.csv", DECISIONS)
    if not rows:
        return
    others = (
        t for name in folder.settings.sessions if name != session for t in _said(folder, name)
    )
    left, here, there = _text(gone), _text(kept), _text(others)
    stays = [
        row
        for row in rows
        if row["session"] not in ("", session)
        or _says(here, row["words"])
        or (not row["session"] and (_says(there, row["words"]) or not _says(left, row["words"])))
    ]
    if stays != rows:
        folder.private.write_rows("decisions.csv", DECISIONS, stays)


def _text(turns: Iterable[Turn]) -> str:
    return "\n".join(turn.text for turn in turns).casefold()


def _says(text: str, words: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(words.casefold())}(?!\w)", text))
