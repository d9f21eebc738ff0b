"""How commands answer: a document for machines, aligned words for people, progress on stderr."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from fgtools.errors import Found
from fgtools.study.folder import Folder, now, open_study
from fgtools.study.retention import overdue

WAITING = ("decision", "made on", "about", "what to do")
"""Header of a table of decisions whose words are gone."""
as_json = click.option("--json", "as_json", is_flag=True, help="Answer as one JSON document.")
by = click.option(
    "--by", "who", default="analyst", show_default=True,
    help="Who decides, by role or initials: never a full name.",
)  # fmt: skip


@contextmanager
def study() -> Iterator[Folder]:
    """Open the study that the command was typed in, and close it afterwards."""
    folder = open_study(Path.cwd(), say)
    try:
        if folder.private.transcripts() and (due := overdue(folder.settings.retention, now())):
            say(due)
        yield folder
    finally:
        folder.store.close()


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
