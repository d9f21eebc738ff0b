"""`fgtools report`: write the report."""

from __future__ import annotations

import click

from fgtools.cli.output import as_json, document, next_step, study
from fgtools.study.stages import bring_up


@click.group()
def report() -> None:
    """Write the report."""


@report.command()
@as_json
def write(as_json: bool) -> None:
    """Write the report (Word, HTML, Markdown) and evidence.xlsx, if no name is left in them.

    Your own text goes into report/introduction.md, report/recommendations.md and so on, as
    Markdown; it is placed into every new report.

    \b
    Example:
      fgtools report write
    """
    with study() as folder:
        bring_up(folder)
        files = sorted(p.name for p in folder.outputs.iterdir() if p.name[0] != ".")
        place = folder.outputs
    if as_json:
        document({"folder": str(place), "files": files})
        return
    click.echo(f"In {place}: {', '.join(files)}")
    next_step("fgtools names check")
