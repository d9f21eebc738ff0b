"""`fgtools study forget`: seal the redacted text, then delete the private zone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from fgtools.cli.output import (
    as_json,
    count,
    document,
    findings_too,
    next_step,
    say,
    somebody_there,
    study,
)
from fgtools.errors import Misused
from fgtools.study.folder import Folder, now

if TYPE_CHECKING:  # it knows the stages and waits until it is needed, as below
    from fgtools.study.forgetting import Goes

WORD = "forget"
STAYS = (
    "Codes, topics, quotes, reports and exports go on working. Nothing can be added, replaced, "
    "taken out or redacted anew; nobody can find out any more who said what, to take it out."
)


@click.command()
@click.option("--yes", is_flag=True, help="Do not ask again.")
@click.option("--early", is_flag=True, help="With --yes: though the retention date is to come.")
@as_json
def forget(yes: bool, early: bool, as_json: bool) -> None:
    """Delete the private zone for good: transcripts, roster, decisions on names, the key.

    First all that was written is searched for names, with the key, down to the bytes of the
    database; if one is left nothing is deleted. Then the redacted text is sealed, then transcripts/
    goes. It cannot be undone. Backups, and copies that a synchronised folder keeps elsewhere, are
    not reached.

    \b
    Examples:
      fgtools study forget
      fgtools study forget --yes
    """
    from fgtools.study import forgetting

    with findings_too(as_json), study() as folder:
        goes = forgetting.goes(folder)
        if folder.private.seal and not folder.private.folder.exists():
            _nothing_left(folder, as_json)
            return
        _allowed(folder, yes=yes, early=early)
        words = forgetting.check(folder)
        _warn(folder, goes)
        if not yes:
            _agreed()
            words = forgetting.check(folder)  # somebody may have written something meanwhile
        done = forgetting.forget(folder, words)
    if as_json:
        document({"sealed": done.seal.at, "redacted_turns": done.seal.turns,
                  "deleted": done.deleted, "searched_for": done.searched,
                  "searched_files": done.files})  # fmt: skip
        return
    click.echo(f"Sealed on {done.seal.at[:10]}. Deleted for good: {count(done.deleted, 'file')}.")
    if done.searched:
        click.echo(
            f"{count(done.searched, 'name')} and stretches that were written over: none was "
            f"found in the {count(done.files, 'file')} that stay."
        )
    say("Delete backups and synchronised copies of transcripts/ too: see docs/privacy.md.")
    next_step("fgtools study status")


def _nothing_left(folder: Folder, as_json: bool) -> None:
    seal = folder.private.seal
    at = seal.at if seal else ""
    if as_json:
        document({"sealed": at, "redacted_turns": seal.turns if seal else "", "deleted": 0,
                  "searched_for": 0, "searched_files": 0})  # fmt: skip
        return
    click.echo(f"This study was sealed on {at[:10]}; there is nothing left to delete.")


def _warn(folder: Folder, goes: Goes) -> None:
    """Say what will be gone."""
    from fgtools.study.forgetting import early

    if folder.private.seal:
        say(
            f"This study is sealed; {count(goes.files, 'file')} in transcripts/ are left to delete."
        )
        return
    say(
        f"transcripts/ will be deleted for good: {count(goes.transcripts, 'transcript')}, roster, "
        f"speakers, decisions on words, key, sheets; {count(goes.files, 'file')} in all. "
        f"{count(goes.words, 'redacted word')} stay. {STAYS}"
    )
    if goes.doubts:
        say(
            f"{count(goes.doubts, 'doubtful word')} will stay written over: nobody can settle them."
        )
    retention = folder.settings.retention
    if not retention:
        say("No retention date is set in study.toml: see that nobody still needs the transcripts.")
    elif early(retention, now()):
        say(f"The retention date is still to come: {retention}.")


def _allowed(folder: Folder, *, yes: bool, early: bool) -> None:
    """Raise Misused where nobody is there to ask, or --yes comes before the date."""
    from fgtools.study.forgetting import early as to_come

    before = not folder.private.seal and to_come(folder.settings.retention, now())
    if yes and before and not early:
        raise Misused(
            f"the retention date is still to come: {folder.settings.retention}; nothing was "
            "deleted", "--yes", "Wait for it, or add --early.",
        )  # fmt: skip
    if not yes and not somebody_there():
        raise Misused("nobody is there to ask; nothing was deleted", hint="Add --yes.")


def _agreed() -> None:
    """Stop the command unless somebody types that the zone is to go."""
    asked = f"Type {WORD} to delete it for good"
    if click.prompt(asked, default="", show_default=False, err=True).strip() != WORD:
        say("Nothing was deleted.")
        raise click.exceptions.Exit(0)
