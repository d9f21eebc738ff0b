"""How commands answer: a document for machines, aligned words for people, progress on stderr."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path

import click

from fgtools.errors import Found
from fgtools.study import exposed
from fgtools.study.folder import Folder, now, open_study, root_of
from fgtools.study.in_use import held
from fgtools.study.passphrase import VARIABLE, from_environment
from fgtools.study.private import PrivateZone
from fgtools.study.retention import overdue

WAITING = ("decision", "made on", "about", "what to do")
"""Header of a table of decisions whose words are gone."""
SIGN = "fgtools report sign --by INITIALS"
"""What is typed to sign a report."""
as_json = click.option("--json", "as_json", is_flag=True, help="Answer as one JSON document.")
by = click.option(
    "--by", "who", default="analyst", show_default=True,
    help="Who decides, by role or initials: never a full name.",
)  # fmt: skip


@contextmanager
def study(*, reads: bool = False) -> Iterator[Folder]:
    """Open the study that the command was typed in, and close it afterwards.

    It is held for as long, so that nobody else changes it, unless the command only `reads`.
    """
    root = root_of(Path.cwd())
    with nullcontext() if reads else held(root, _command()) as hold:
        folder = open_study(root, say, hold, _passphrase)
        if hold:
            folder.tidy()
        yield from _opened(folder)


def somebody_there() -> bool:
    """Tell whether somebody can be asked: at a terminal, not where input is closed or a file."""
    return sys.stdin is not None and sys.stdin.isatty()


def _passphrase() -> str:
    """Return the key's passphrase, from the environment or else asked for at the terminal."""
    if os.environ.get(VARIABLE) or not somebody_there():
        return from_environment()
    typed: str = click.prompt("Passphrase of the key", hide_input=True, err=True)
    return typed


@contextmanager
def unsealed(*, reads: bool = False) -> Iterator[Folder]:
    """Open a study as `study` does; raise FgtoolsError where its private zone was deleted."""
    with study(reads=reads) as folder:
        folder.private.must_be_there()
        yield folder


def _command() -> str:
    """Return the command as it is told to others: its name, for its arguments may be names."""
    return click.get_current_context().command_path.partition(" ")[2]


def _opened(folder: Folder) -> Iterator[Folder]:
    try:
        if folder.private.transcripts() and (due := overdue(folder.settings.retention, now())):
            say(due)
        yield folder
    finally:
        folder.store.close()


def pressed(folder: Folder) -> str:
    """Return the key that somebody presses; others may change the study until they do."""
    with folder.set_aside():
        return click.getchar(echo=False)


def say_who_could_read(private: PrivateZone) -> None:
    """Close the private zone to others; warn, in one line, where somebody else could read it."""
    if line := exposed.told(private):
        say(line)


def say(text: str) -> None:
    """Tell how far the work is, on stderr."""
    click.echo(text, err=True)


def document(value: object) -> None:
    """Print one JSON document."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


@contextmanager
def findings_too(as_json: bool) -> Iterator[None]:
    """Print what a check found as a document as well, where a machine asked."""
    try:
        yield
    except Found as found:
        if as_json:
            document({
                "findings": [
                    {"rule": f.rule, "where": f.where, "what": f.what, "next": f.hint}
                    for f in found.findings
                ]
            })  # fmt: skip
        raise


def table(header: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print rows in aligned columns."""
    cells = [[str(cell) for cell in row] for row in (header, *rows)]
    widths = [max(len(row[at]) for row in cells) for at in range(len(header))]
    for row in cells:
        click.echo("  ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)).rstrip())


def count(number: int, noun: str, several: str = "") -> str:
    """Return a number with its noun, in the plural unless it is one."""
    return f"{number} {noun if number == 1 else several or f'{noun}s'}"


def next_step(*commands: str) -> None:
    """Say what to type next."""
    for command in commands:
        say(f"Next: {command}")
