"""`fgtools transcripts`: what the meeting software gave, handed in and looked at.

Names and raw words are shown only by `show`, `roster` and `speakers`.
"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from fgtools.cli.output import as_json, document, next_step, say, study, table
from fgtools.cli.transcripts_shown import FILE, limit, roster, show, speakers
from fgtools.errors import Misused
from fgtools.study import sessions
from fgtools.study.sessions import Arrival
from fgtools.transcripts.recording import Recording
from fgtools.transcripts.rosters import read_roster


@click.group()
def transcripts() -> None:
    """Hand in transcripts and rosters, see what was read."""


for command in (show, roster, speakers):
    transcripts.add_command(command)


@transcripts.command()
@click.argument("files", nargs=-1, required=True, type=FILE)
@click.option(
    "--role", default="", help="The role of everyone in the session, unless told otherwise."
)
@click.option("--session", default="", help="The session's name.")
@click.option(
    "--roster",
    "roster_file",
    type=FILE,
    help="A roster or the meeting's attendance report.",
)
@click.option("--yes", is_flag=True, help="Take every proposed answer.")
@limit
def add(
    files: tuple[Path, ...],
    role: str,
    session: str,
    roster_file: Path | None,
    yes: bool,
    limit_mb: int,
) -> None:
    """Hand in transcripts: they are copied into the private zone, the originals stay untouched.

    \b
    Examples:
      fgtools transcripts add therapies.vtt --role therapies --session therapies-1
      fgtools transcripts add session_*.txt --roster roster.csv --yes
    """
    with study() as folder:
        people = len(read_roster(roster_file).people) if roster_file else 0
        found = sessions.arrivals(folder, files, role=role, session=session, limit_mb=limit_mb)
        _describe(found, people)
        fresh = [a for a in found if not a.same_as]
        if not fresh and not roster_file:
            say("Nothing to add.")
            return
        if not yes and not _agreed():
            say("Nothing was added.")
            return
        for arrival in fresh:
            sessions.add(folder, arrival)
        if roster_file:
            sessions.add_roster(folder, roster_file, session)
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
