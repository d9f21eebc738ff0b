"""`fgtools transcripts`: what the meeting software gave, handed in and looked at.

Names and raw words are shown only by `show`, `roster` and `speakers`.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import click

from fgtools.cli.output import as_json, document, next_step, say, study, table
from fgtools.errors import Misused
from fgtools.nouns import LeftOut
from fgtools.spans import word_count
from fgtools.study import sessions
from fgtools.study.reading import hear
from fgtools.study.sessions import Arrival
from fgtools.transcripts.read import read
from fgtools.transcripts.recording import Recording
from fgtools.transcripts.rosters import read_roster

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
limit = click.option(
    "--limit-mb", default=50, show_default=True, help="Refuse files larger than this."
)


@click.group()
def transcripts() -> None:
    """Hand in transcripts and rosters, see what was read."""


@transcripts.command()
@click.argument("files", nargs=-1, required=True, type=FILE)
@click.option(
    "--role", default="", help="The role of everyone in the session, unless told otherwise."
)
@click.option("--session", default="", help="The session's name.")
@click.option("--roster", type=FILE, help="A roster or the meeting's attendance report.")
@click.option("--yes", is_flag=True, help="Take every proposed answer.")
@limit
def add(
    files: tuple[Path, ...], role: str, session: str, roster: Path | None, yes: bool, limit_mb: int
) -> None:
    """Hand in transcripts: they are copied into the private zone, the originals stay untouched.

    \b
    Examples:
      fgtools transcripts add therapies.vtt --role therapies --session therapies-1
      fgtools transcripts add session_*.txt --roster roster.csv --yes
    """
    with study() as folder:
        people = len(read_roster(roster).people) if roster else 0
        found = sessions.arrivals(folder, files, role=role, session=session, limit_mb=limit_mb)
        _describe(found, people)
        fresh = [a for a in found if not a.same_as]
        if not fresh and not roster:
            say("Nothing to add.")
            return
        if not yes and not _agreed():
            say("Nothing was added.")
            return
        for arrival in fresh:
            sessions.add(folder, arrival)
        if roster:
            sessions.add_roster(folder, roster, session)
    click.echo(f"Added: {', '.join(a.session for a in fresh) or 'the roster'}.")
    next_step("fgtools transcripts speakers", "fgtools run")


def _describe(found: tuple[Arrival, ...], people: int) -> None:
    table(
        ("session", "format", "turns", "voices", "words", "minutes", "role"),
        [
            (
                a.session, a.recording.format, len(a.recording.turns), a.voices, a.words,
                _minutes(a.recording), a.role or "as the roster says",
            )
            for a in found
        ],
    )  # fmt: skip
    if people:
        click.echo(f"The roster names {people} people.")
    for arrival in found:
        for warning in arrival.recording.warnings:
            say(f"{arrival.session}: {warning}")
        if arrival.same_as:
            say(f"{arrival.session}: this recording is in the study already, as {arrival.same_as}.")


def _minutes(recording: Recording) -> str:
    return "" if recording.duration is None else str(round(recording.duration / 60))


def _agreed() -> bool:
    if not sys.stdin.isatty():
        raise Misused("nobody is there to ask", hint="Add --yes to take the proposed answers.")
    return click.confirm("Add these?", default=True, err=True)


@transcripts.command("list")
@as_json
def list_sessions(as_json: bool) -> None:
    """List the sessions of the study.

    \b
    Example:
      fgtools transcripts list
    """
    with study() as folder:
        reads = {read.name: read for read in folder.store.sessions()}
        rows = []
        for name, settings in folder.settings.sessions.items():
            kept = reads.get(name)
            found = (kept.format, kept.words) if kept else ("not read yet", 0)
            rows.append((name, settings.role, settings.date, *found))
    if as_json:
        keys = ("session", "role", "date", "format", "words")
        document({"sessions": [dict(zip(keys, row, strict=True)) for row in rows]})
        return
    table(("session", "role", "date", "format", "words"), rows)


@transcripts.command()
@click.argument("file", type=FILE)
@as_json
@limit
def show(file: Path, as_json: bool, limit_mb: int) -> None:
    """Show what is read from FILE: turns, speakers, what is left out. Works outside any study.

    The words are shown as they were said: this is for the eyes of who may see the recording.

    \b
    Example:
      fgtools transcripts show meeting.vtt
    """
    recordings = read(file, limit_mb=limit_mb)
    if as_json:
        shown = [_as_document(recording) for recording in recordings]
        document(shown[0] if len(shown) == 1 else {**shown[0], **_together(recordings)})
        return
    for recording in recordings:
        _print(recording)


def _as_document(recording: Recording) -> dict[str, object]:
    return {
        "format": recording.format,
        "duration": recording.duration,
        "speakers": list(dict.fromkeys(turn.speaker for turn in recording.turns)),
        "turns": [
            {
                "ordinal": t.ordinal,
                "speaker": t.speaker,
                "begin": t.begin,
                "end": t.end,
                "text": t.text,
            }
            for t in recording.turns
        ],
        "left_out": [_left_out(o) for o in recording.left_out],
        "warnings": list(recording.warnings),
    }


def _left_out(left: LeftOut) -> dict[str, object]:
    return {"where": left.where, "reason": left.reason, "word_count": left.word_count}


def _together(recordings: tuple[Recording, ...]) -> dict[str, object]:
    """Show a table of several sessions as one document: each turn says its session."""
    turns = [(r.session, t) for r in recordings for t in r.turns]
    return {
        "speakers": list(dict.fromkeys(t.speaker for _, t in turns)),
        "turns": [
            {"session": session, "ordinal": t.ordinal, "speaker": t.speaker, "begin": t.begin,
             "end": t.end, "text": t.text}
            for session, t in turns
        ],
        "left_out": [_left_out(o) for r in recordings for o in r.left_out],
        "warnings": list(dict.fromkeys(w for r in recordings for w in r.warnings)),
    }  # fmt: skip


def _print(recording: Recording) -> None:
    words = Counter[str]()
    for turn in recording.turns:
        words[turn.speaker] += word_count(turn.text)
    total = words.total() or 1
    title = f"{recording.session}: " if recording.session else ""
    click.echo(f"{title}{recording.format}, {len(recording.turns)} turns, {total} words")
    table(
        ("speaker", "words", "share"),
        [(name or "(no name)", n, f"{n / total:.0%}") for name, n in words.most_common()],
    )
    for turn in recording.turns:
        click.echo(f"\n[{turn.ordinal}] {_clock(turn.begin)}{turn.speaker}\n{turn.text}")
    for left in recording.left_out:
        say(f"left out: {left.where}: {left.reason} ({left.word_count} words)")
    for warning in recording.warnings:
        say(f"note: {warning}")


def _clock(seconds: float | None) -> str:
    if seconds is None:
        return ""
    return f"{int(seconds) // 3600}:{int(seconds) // 60 % 60:02d}:{int(seconds) % 60:02d} "


@transcripts.command()
@click.argument("file", type=FILE)
@as_json
def roster(file: Path, as_json: bool) -> None:
    """Show who is on a roster or attendance report. Works outside any study.

    \b
    Example:
      fgtools transcripts roster attendance.csv
    """
    found = read_roster(file)
    if as_json:
        people = [
            {"name": p.name, "role": p.role, "joined": p.joined, "left": p.left}
            for p in found.people
        ]
        document({"format": found.format, "people": people, "warnings": list(found.warnings)})
        return
    table(("name", "role"), [(p.name, p.role) for p in found.people])
    for warning in found.warnings:
        say(f"note: {warning}")


@transcripts.command()
@click.option("--session", default="", help="Only this session.")
@click.option("--label", default=None, help="Settle this speaker label (with --session).")
@click.option("--name", default="", help="The person behind --label, if the label does not say.")
@click.option("--role", default="", help="The role of --label, or: facilitator.")
def speakers(session: str, label: str | None, name: str, role: str) -> None:
    """Show who spoke in which role and how that was told; settle what was told wrongly.

    \b
    Examples:
      fgtools transcripts speakers
      fgtools transcripts speakers --session therapies-1 --label "Speaker 1" --role facilitator
    """
    with study() as folder:
        if label is not None:
            if not session:
                raise Misused("a label is settled in one session", hint="Add --session NAME.")
            sessions.settle_speaker(folder, session, label, name, role)
        rows_shown = []
        for one in [session] if session else sorted(folder.settings.sessions):
            heard = hear(folder.private, folder.settings, one)
            for speaker in heard.speakers:
                rows_shown.append(
                    (heard.voices[speaker.label], speaker.label or "(no name)",
                     "facilitator" if speaker.is_facilitator else speaker.role or "no role",
                     speaker.how)
                )  # fmt: skip
    table(("participant", "label", "role", "how it was told"), rows_shown)


@transcripts.command()
@click.argument("session")
@click.argument("file", type=FILE)
@limit
def replace(session: str, file: Path, limit_mb: int) -> None:
    """Put a corrected transcript in the place of a session's old one; decisions follow the words.

    \b
    Example:
      fgtools transcripts replace therapies-1 corrected.docx
    """
    with study() as folder:
        sessions.replace_transcript(folder, session, file, limit_mb)
    next_step("fgtools run")


@transcripts.command()
@click.argument("session")
@click.option("--yes", is_flag=True, help="Do not ask again.")
def remove(session: str, yes: bool) -> None:
    """Take a session out of the study, its words out of the database and every later output.

    \b
    Example:
      fgtools transcripts remove therapies-1
    """
    with study() as folder:
        folder.settings.session(session)
        _sure(f"Take {session} out of the study?", yes)
        outputs = sessions.remove(folder, session)
    _to_replace(outputs)


@transcripts.command()
@click.argument("participant")
@click.option("--yes", is_flag=True, help="Do not ask again.")
def withdraw(participant: str, yes: bool) -> None:
    """Take out everything a participant said, everywhere: consent was withdrawn.

    The participant's id is the first column of `fgtools transcripts speakers`.

    \b
    Example:
      fgtools transcripts withdraw therapies-1.p04
    """
    with study() as folder:
        _sure(f"Take out everything {participant} said? It cannot be undone here.", yes)
        others = sessions.elsewhere(folder, participant)
        outputs = sessions.withdraw(folder, participant)
    _to_replace(outputs)
    if others:
        say(
            f"The same person speaks elsewhere, and stays there until you type: {', '.join(others)}"
        )
        next_step(*(f"fgtools transcripts withdraw {other}" for other in others))


def _sure(question: str, yes: bool) -> None:
    if yes:
        return
    if not sys.stdin.isatty():
        raise Misused("nobody is there to ask", hint="Add --yes.")
    click.confirm(question, abort=True, err=True)


def _to_replace(outputs: tuple[str, ...]) -> None:
    click.echo("Taken out of the private zone, the database and its vectors.")
    if outputs:
        click.echo(f"These outputs were made before and must be replaced: {', '.join(outputs)}")
    next_step("fgtools run")
