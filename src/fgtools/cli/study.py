"""`fgtools study`: start a study, see how it stands."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from fgtools.cli.later import Later
from fgtools.cli.output import (
    SIGN,
    WAITING,
    as_json,
    count,
    document,
    next_step,
    say,
    say_who_could_read,
    table,
)
from fgtools.cli.output import study as opened
from fgtools.study import retention
from fgtools.study.folder import now
from fgtools.study.new import README, make, templates
from fgtools.study.private import PrivateZone

if TYPE_CHECKING:  # a new study has no stages: what knows them waits
    from fgtools.study.forgetting import Sealed

WHAT_NEXT = {"names": "fgtools names find", "codes": "fgtools codes apply"}


LATER = {"passphrase": "study_passphrase:passphrase", "forget": "study_forget:forget"}


@click.group(cls=Later, later=LATER)
def study() -> None:
    """Start a study, see how it stands, protect it, delete its private zone."""


@study.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--title", default="", help="What the study is called in its report.")
@click.option(
    "--template", type=click.Choice(templates()), help="Make the study ready for a programme."
)
def new(folder: Path, title: str, template: str | None) -> None:
    """Make a study in FOLDER: an empty one, or one made ready for a programme.

    A template brings roles with the words by which they are known, the sessions that are known, a
    codebook, release levels, and a README that says what to type.

    \b
    Templates:
      big-send          The Big SEND Conversation: six groups of the SEND workforce, a survey
      big-conversation  The Big Conversation: social workers by stage of career, second wave
      send-survey       a survey of the SEND workforce, closed and open questions
      dfe-conversation  the national conversation on SEND: fourteen events, five themes
      big-listen        The Big Listen: five groups of social workers, first wave

    \b
    Examples:
      fgtools study new my-study --title "What we heard"
      fgtools study new big-send --template big-send
    """
    make(folder, title, template or "")
    say_who_could_read(PrivateZone(folder))
    click.echo(f"A new study is in {folder}. Its settings are in {folder / 'study.toml'}.")
    if template:
        click.echo(f"What to fill in and what to type stands in {folder / README}.")
    first = "fgtools study status" if template else "fgtools transcripts add FILE --role ROLE"
    next_step(f"cd {folder}", first)


@study.command()
@as_json
def status(as_json: bool) -> None:
    """Show which stages are up to date, and what to type next.

    \b
    Example:
      fgtools study status
    """
    from fgtools.study import forgetting, releases
    from fgtools.study.stages import states
    from fgtools.study.standing import waiting

    with opened(reads=True) as folder:
        say_who_could_read(folder.private)
        seal = forgetting.sealed(folder)
        sessions, planned = len(folder.settings.sessions), len(folder.planned)
        found = list(states(folder)) if sessions else []
        doubts = len(folder.store.doubts())
        to_sign = bool(found) and releases.unsigned(folder)
        waits = [one for read in folder.store.sessions() if read.name in folder.settings.sessions
                 for one in waiting(folder, read.name)]  # fmt: skip
    stale = [s for s in found if s.state != "up to date"]
    following = ["fgtools run"] if stale else []
    following += ["fgtools transcripts add FILE"] if not sessions and not seal else []
    following += ["fgtools names review"] if doubts and not seal else []
    following += ["fgtools study forget"] if seal and seal.left else []
    signing = [SIGN] if to_sign and not stale else []
    if as_json:
        stages = [
            {"name": s.name, "state": s.state, "done": s.done, "total": s.total} for s in found
        ]
        waits_now = [
            {"decision": w.what, "where": w.where, "about": w.subject, "todo": w.todo}
            for w in waits
        ]
        document({
            "sealed": seal and
            {"at": seal.at, "redacted_turns": seal.turns, "as_sealed": seal.holds},
            "stages": stages, "planned": planned, "waiting": waits_now,
            "retention": folder.settings.retention, "next": [*following, *signing],
        })  # fmt: skip
        return
    _say_how_long(folder.settings.retention, seal)
    still = f" ({planned} more planned)" if planned else ""
    click.echo(f"{count(sessions, 'session')}{still}, {count(doubts, 'doubtful word')}")
    if found:
        table(
            ("stage", "state", "sessions"),
            [(s.name, s.state, f"{s.done} of {s.total}") for s in found],
        )
    if waits:
        click.echo(f"\nWaiting for their words to come back: {count(len(waits), 'decision')}")
        table(WAITING, [(one.what, one.where, one.subject, one.todo) for one in waits])
    if not following:
        say("Everything is up to date.")
    next_step(*following[:1], *signing)


def _say_how_long(kept_until: str, seal: Sealed | None) -> None:
    """Say until when the private zone is kept, or since when it is gone."""
    if not seal:
        if not retention.overdue(kept_until, now()):
            say(retention.planned(kept_until))
        return
    say(retention.sealed(seal.at))
    if not seal.holds:
        say("The redacted turns are not those that were sealed: the database was changed.")
