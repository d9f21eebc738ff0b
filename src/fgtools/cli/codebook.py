"""`fgtools codebook`: check and show codebooks."""

from __future__ import annotations

from pathlib import Path

import click

from fgtools.cli.names import as_finding
from fgtools.cli.output import as_json, document, next_step, study
from fgtools.codebook.check import check as problems
from fgtools.codebook.read import find, read
from fgtools.errors import Found
from fgtools.study import shipped


@click.group()
def codebook() -> None:
    """Check and show codebooks."""


@codebook.command()
@click.argument("file")
@as_json
def check(file: str, as_json: bool) -> None:
    """Check the codebook FILE, or the shipped one of that name. Works outside any study.

    \b
    Example:
      fgtools codebook check codebooks/send-workforce.yaml
    """
    path = find(file, (Path("codebooks"), shipped.folder("codebooks")))
    findings = problems(read(path))
    if as_json:
        document({"findings": [as_finding(f) for f in findings]})
        if findings:
            raise click.exceptions.Exit(3)
        return
    if findings:
        raise Found(f"{len(findings)} things to put right", findings, path.name)
    click.echo(f"{path.name}: nothing to put right.")


@codebook.command()
@click.argument("file", default="")
def show(file: str) -> None:
    """Show the study's codebook, or the codebook FILE.

    \b
    Example:
      fgtools codebook show
    """
    if file:
        book = read(find(file, (Path("codebooks"), shipped.folder("codebooks"))))
    else:
        with study() as folder:
            book = folder.codebook()
    click.echo(f"{book.name}, version {book.version}: {len(book.codes)} codes")
    for code in book.codes:
        depth = "  " if code.parent else ""
        click.echo(f"{depth}{code.key}: {code.label}\n{depth}  {code.definition}")
    next_step("fgtools codes apply")
