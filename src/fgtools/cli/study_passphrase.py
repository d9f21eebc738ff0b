"""`fgtools study passphrase`: lock the key by a passphrase, change it, take it off."""

from __future__ import annotations

import os

import click

from fgtools.cli.output import next_step, say, somebody_there, study
from fgtools.errors import Misused
from fgtools.study.passphrase import FORGOTTEN, VARIABLE


@click.command()
@click.option("--remove", is_flag=True, help="Leave the key without a passphrase.")
def passphrase(remove: bool) -> None:
    """Lock the key by a passphrase, or by another one: transcripts/key is encrypted.

    It is asked for at the terminal, or taken from FGTOOLS_PASSPHRASE; never from the command line,
    where others could read it. Whoever forgets it loses the key; while the transcripts are there,
    fgtools run makes it anew.

    \b
    Examples:
      fgtools study passphrase
      fgtools study passphrase --remove
    """
    with study() as folder:
        folder.private.must_be_there()
        lock = folder.private.lock
        if remove:
            if not lock.is_on:
                raise Misused("the key has no passphrase", hint="Type: fgtools study passphrase")
            lock.take_off()
            click.echo("The key has no passphrase any more.")
            return
        was_on = lock.is_on
        lock.open()
        lock.put_on(_new(was_on))
    click.echo(f"The key has {'another' if was_on else 'a'} passphrase now.")
    say(FORGOTTEN)
    next_step("fgtools study status")


def _new(was_on: bool) -> str:
    """Return the new passphrase: typed twice, or that of the environment where there was none."""
    if somebody_there():
        typed: str = click.prompt(
            "New passphrase", hide_input=True, confirmation_prompt=True, err=True
        )
        return typed
    if was_on:
        raise Misused(
            "nobody is there to ask for another passphrase",
            hint="At a terminal, type it. Elsewhere: fgtools study passphrase --remove, then again",
        )
    if not os.environ.get(VARIABLE):
        raise Misused("nobody is there to ask for a passphrase", hint=f"Set {VARIABLE}.")
    return os.environ[VARIABLE]
