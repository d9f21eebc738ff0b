"""`fgtools transcripts`: what the meeting software gave, handed in and looked at.

Names and raw words are shown only by `show`, `roster` and `speakers`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace as changed
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fgtools.cli.output import (
    WAITING,
    as_json,
    count,
    document,
    next_step,
    say,
    say_who_could_read,
    somebody_there,
    study,
    table,
    unsealed,
)
from fgtools.cli.transcripts_shown import FILE, limit, roster, show
from fgtools.cli.transcripts_speakers import speakers
from fgtools.errors import FgtoolsError, Misused
from fgtools.spans import word_count
from fgtools.study import sessions
from fgtools.study.arrivals import Arrival, Refused, arrivals
from fgtools.study.folder import Folder
from fgtools.study.named_in import known_names, said_aloud, without_name
from fgtools.study.withdrawn import Silent, silent_in
from fgtools.transcripts.recording import Recording
from fgtools.transcripts.rosters import Roster, read_roster

if TYPE_CHECKING:
    from fgtools.study.replacing import Replaced

SEVERAL = "several"
NOTHING = "Nothing was taken out."
MISSING = "no transcript"
SEALED = "sealed"


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
@click.option(
    "--notes",
    is_flag=True,
    help="Notes that do not say who spoke: coded and quoted, never counted as anybody.",
)
@click.option("--yes", is_flag=True, help="Take every proposed answer.")
@limit
def add(
    files: tuple[Path, ...],
    role: str,
    session: str,
    roster_file: Path | None,
    notes: bool,
    yes: bool,
    limit_mb: int,
) -> None:
    """Hand in transcripts: they are copied into the private zone, the originals stay untouched.

    A recording that the study has already is refused, whatever its file is called. Of several files
    of one meeting, such as the VTT and the Word file, the better one is taken.

    \b
    Examples:
      fgtools transcripts add therapies.vtt --role therapies --session therapies-1
      fgtools transcripts add session_*.txt --roster roster.csv --yes
      fgtools transcripts add flip-chart.docx --notes --session therapies-notes
    """
    with unsealed() as folder:
        say_who_could_read(folder.private)
        invited = _roster(folder, roster_file, limit_mb) if roster_file else None
        people = invited.people if invited else ()
        fresh, refused = arrivals(
            folder, files, role=role, session=session, people=people, limit_mb=limit_mb,
            notes=notes,
        )  # fmt: skip
        _describe(fresh, refused)
        if invited:
            click.echo(f"The roster names {count(len(people), 'person', 'people')}.")
            _warn("roster", invited.warnings)
        if not fresh and not invited:
            _nothing_to_add(refused)
        fresh = tuple(_with_role(folder, arrival, yes=yes) for arrival in fresh)
        if not yes and not _agreed():
            say("Nothing was added.")
            return
        sessions.add(folder, fresh)
        if people:
            sessions.add_roster(folder, people, session)
        any_session = bool(fresh or folder.settings.sessions)
    click.echo(f"Added: {', '.join(a.session for a in fresh) or 'the roster'}.")
    next_step("fgtools run" if any_session else "fgtools transcripts add FILE")


def _roster(folder: Folder, path: Path, limit_mb: int) -> Roster:
    try:
        return read_roster(path, limit_mb=limit_mb)
    except FgtoolsError as error:
        aloud = said_aloud(path, "the roster", known_names(folder))
        raise without_name(error, path, aloud) from None


def _describe(found: Sequence[Arrival], refused: Sequence[Refused]) -> None:
    if found:
        table(
            ("session", "format", "turns", "voices", "words", "minutes", "role"),
            [
                (
                    a.session, a.recording.format, len(a.turns), a.voices, a.words,
                    _minutes(a.recording), a.role or ("as told" if a.told else "none yet"),
                )
                for a in found
            ],
        )  # fmt: skip
    for arrival in found:
        if arrival.left_out:
            reasons = ", ".join(f"{n} {reason}" for reason, n in arrival.left_out)
            click.echo(f"{arrival.session}: words left out: {reasons}")
        if arrival.silent.people:
            click.echo(f"{arrival.session}: {arrival.silent}.")
        _warn(arrival.session, arrival.recording.warnings)
    for one in refused:
        say(f"{one.file}: not added: {one.what} {one.hint}".rstrip())


def _warn(where: str, warnings: Sequence[str]) -> None:
    for warning in warnings:
        say(f"{where}: {warning}")


def _nothing_to_add(refused: Sequence[Refused]) -> None:
    raise FgtoolsError("nothing was added", hint=refused[-1].hint)


def _with_role(folder: Folder, arrival: Arrival, *, yes: bool) -> Arrival:
    """Ask for the role of a session where the study declares roles and nothing tells it."""
    if not arrival.untold:
        return arrival
    roles = list(folder.settings.roles)
    if yes:
        told = f"taken from its name: {arrival.proposed}" if arrival.proposed else "not known"
        say(f"{arrival.session}: the role of its participants is {told}. "
            f"It is changed in study.toml, under [sessions.{arrival.session}].")  # fmt: skip
        return changed(arrival, role=arrival.proposed)
    if not somebody_there():
        raise Misused(
            "nobody is there to ask what role its participants have", arrival.session,
            f"Add --role ROLE ({', '.join(roles)}), --roster FILE, or --yes to add it as it is.",
        )  # fmt: skip
    role = click.prompt(
        f"The role of the participants of {arrival.session} ({SEVERAL}: settle it by person)",
        type=click.Choice([*roles, SEVERAL]), default=arrival.proposed or None, err=True,
    )  # fmt: skip
    return changed(arrival, role="" if role == SEVERAL else role)


def _minutes(recording: Recording) -> str:
    return "" if recording.duration is None else str(round(recording.duration / 60))


def _agreed() -> bool:
    if not somebody_there():
        raise Misused("nobody is there to ask", hint="Add --yes to take the proposed answers.")
    return click.confirm("Add these?", default=True, err=True)


@transcripts.command("list")
@as_json
def list_sessions(as_json: bool) -> None:
    """List the sessions of the study, and whether their transcripts were read.

    \b
    Examples:
      fgtools transcripts list
      fgtools transcripts list --json
    """
    header = ("session", "role", "date", "mode", "format", "turns", "words", "status")
    with study(reads=True) as folder:
        rows, silent = _listed(folder), silent_in(folder)
    if as_json:
        nobody = Silent()
        document({"sessions": [
            {**dict(zip(header, row, strict=True)),
             "withdrew": silent.get(str(row[0]), nobody).people,
             "withdrawn_words": silent.get(str(row[0]), nobody).words}
            for row in rows
        ]})  # fmt: skip
        return
    if not rows:
        click.echo("There is no session yet.")
        next_step("fgtools transcripts add FILE")
        return
    table(header, [["-" if cell is None else cell for cell in row] for row in rows])
    for name, who in sorted(silent.items()):
        click.echo(f"{name}: {who}.")
    statuses = {str(row[-1]) for row in rows} - {MISSING}
    if statuses == {SEALED}:
        next_step("fgtools study status")
    elif not statuses:
        next_step("fgtools transcripts add FILE --session NAME")
    else:
        next_step("fgtools transcripts speakers" if statuses == {"read"} else "fgtools run")


def _listed(folder: Folder) -> list[tuple[object, ...]]:
    from fgtools.study.finding import is_read

    counts = folder.store.turn_counts()
    held = folder.private.transcripts()
    reads = {read.name: read for read in folder.store.sessions()}
    rows: list[tuple[object, ...]] = []
    for name, one in folder.settings.sessions.items():
        kept = reads.get(name)
        found = (kept.format, counts.get(name, 0), kept.words) if kept else (None, None, None)
        if folder.private.seal:
            status = SEALED
        elif name not in held:
            status = MISSING
        elif not kept:
            status = "not read yet"
        else:
            status = "read" if is_read(folder, name) else "changed since it was read"
        rows.append((name, one.role, one.date, one.mode, *found, status))
    rows += [
        (name, one.role, one.date, one.mode, None, None, None, MISSING)
        for name, one in folder.planned.items()
    ]
    return rows


@transcripts.command()
@click.argument("session")
@click.argument("file", type=FILE)
@click.option("--yes", is_flag=True, help="Take the proposed answer.")
@limit
def replace(session: str, file: Path, yes: bool, limit_mb: int) -> None:
    """Put a corrected transcript in the place of a session's old one; decisions follow the words.

    What was decided about words that are no longer there is listed, and waits for them.

    \b
    Example:
      fgtools transcripts replace therapies-1 corrected.docx
    """
    from fgtools.study.replacing import replace_transcript

    with unsealed() as folder:
        done = replace_transcript(
            folder, session, file, limit_mb=limit_mb,
            sure=lambda question: _sure(question, yes, "Nothing was changed."),
        )  # fmt: skip
    if done.changed:
        voices = len({t.speaker for t in done.turns})
        click.echo(
            f"{session}: the corrected transcript has taken the old one's place: "
            f"{done.recording.format}, {count(len(done.turns), 'turn')}, {count(voices, 'voice')}, "
            f"{count(sum(word_count(t.text) for t in done.turns), 'word')}."
        )
    else:
        click.echo(f"{session}: nothing changed: the file says what is there already.")
    if done.silent.people:
        click.echo(f"{session}: {done.silent}.")
    _carried(done)
    if done.changed:
        next_step("fgtools run")


def _carried(done: Replaced) -> None:
    if done.carried:
        kinds = ", ".join(f"{n} {kind}" for kind, n in done.kinds)
        click.echo(
            f"Carried over: {count(done.carried, 'decision')}: {kinds} "
            f"({done.moved} moved, {done.edited} on words that were corrected)."
        )
    if done.again:
        click.echo(f"Found their words again: {count(done.again, 'decision')} that had waited.")
    if done.waiting:
        before = f" ({done.waited} waited before)" if done.waited else ""
        click.echo(
            f"Cannot be carried over: {len(done.waiting)}{before}. They wait for their words:"
        )
        table(WAITING, [(one.what, one.where, one.subject, one.todo) for one in done.waiting])


@transcripts.command()
@click.argument("session")
@click.option("--yes", is_flag=True, help="Do not ask again.")
def remove(session: str, yes: bool) -> None:
    """Take a session out of the study, its words out of the database and every later output.

    \b
    Example:
      fgtools transcripts remove therapies-1
    """
    from fgtools.study import leaving  # it knows every stage: adding needs none

    with unsealed() as folder:
        leaving.known(folder, session)
        _sure(f"Take {session} out of the study?", yes, NOTHING)
        outputs = leaving.remove(folder, session)
        left = len(folder.settings.sessions) > 1
    _to_replace(outputs)
    next_step("fgtools run" if left else "fgtools transcripts add FILE")


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
    from fgtools.study import adopting, leaving

    with unsealed() as folder:
        others = leaving.elsewhere(folder, participant)
        _sure(f"Take out everything {participant} said? It cannot be undone here.", yes, NOTHING)
        examples = adopting.examples_by(folder, participant)
        outputs = leaving.withdraw(folder, participant)
    _to_replace(outputs)
    for file, code in examples:
        click.echo(f"codebooks/{file} holds their words as an example of {code}: take them out.")
    if others:
        say(
            f"The same person speaks elsewhere, and stays there until you type: {', '.join(others)}"
        )
    next_step(f"fgtools transcripts withdraw {others[0]}" if others else "fgtools run")


def _sure(question: str, yes: bool, otherwise: str) -> None:
    if yes:
        return
    if not somebody_there():
        raise Misused("nobody is there to ask", hint="Add --yes.")
    if not click.confirm(question, err=True):
        say(otherwise)
        raise click.exceptions.Exit(0)


def _to_replace(outputs: tuple[str, ...]) -> None:
    click.echo("Taken out of the private zone, the database and its vectors.")
    if outputs:
        click.echo(f"These outputs were made before and must be replaced: {', '.join(outputs)}")
