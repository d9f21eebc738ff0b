"""`fgtools study`: start a study, see how it stands."""

from __future__ import annotations

from pathlib import Path

import click

from fgtools.cli.output import WAITING, as_json, count, document, next_step, say, table
from fgtools.cli.output import study as opened
from fgtools.study.new import make
from fgtools.study.stages import states
from fgtools.study.standing import waiting

WHAT_NEXT = {"names": "fgtools names find", "codes": "fgtools codes apply"}


@click.group()
def study() -> None:
    """Start a study, see how it stands."""


@study.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--title", default="", help="What the study is called in its report.")
def new(folder: Path, title: str) -> None:
    """Make an empty study in FOLDER.

    \b
    Example:
      fgtools study new big-send --title "The Big SEND Conversation"
    """
    make(folder, title)
    click.echo(f"A new study is in {folder}. Its settings are in {folder / 'study.toml'}.")
    next_step(f"cd {folder}", "fgtools transcripts add FILE --role ROLE")


@study.command()
@as_json
def status(as_json: bool) -> None:
    """Show which stages are up to date, and what to type next.

    \b
    Example:
      fgtools study status
    """
    with opened() as folder:
        sessions = len(folder.settings.sessions)
        found = list(states(folder)) if sessions else []
        doubts = len(folder.store.doubts())
        waits = [one for read in folder.store.sessions() if read.name in folder.settings.sessions
                 for one in waiting(folder, read.name)]  # fmt: skip
    stale = [s for s in found if s.state != "up to date"]
    following = (
        ["fgtools transcripts add FILE"] if not sessions else ["fgtools run"] if stale else []
    )
    following += ["fgtools names review"] if doubts else []
    if as_json:
        stages = [
            {"name": s.name, "state": s.state, "done": s.done, "total": s.total} for s in found
        ]
        waits_now = [
            {"decision": w.what, "where": w.where, "about": w.subject, "todo": w.todo}
            for w in waits
        ]
        document({"stages": stages, "waiting": waits_now, "next": following})
        return
    click.echo(f"{count(sessions, 'session')}, {count(doubts, 'doubtful word')}")
    table(
        ("stage", "state", "sessions"), [(s.name, s.state, f"{s.done} of {s.total}") for s in found]
    )
    if waits:
        click.echo(f"\nWaiting for their words to come back: {count(len(waits), 'decision')}")
        table(WAITING, [(one.what, one.where, one.subject, one.todo) for one in waits])
    if not following:
        say("Everything is up to date.")
    next_step(*following[:1])
