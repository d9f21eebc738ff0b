"""`fgtools run`: everything that is not up to date."""

from __future__ import annotations

from dataclasses import replace

import click

from fgtools.cli.output import (
    SIGN,
    as_json,
    document,
    findings_too,
    next_step,
    say,
    say_who_could_read,
    study,
)
from fgtools.study import releases
from fgtools.study.engine import LOCAL, engine
from fgtools.study.stages import bring_up


@click.command()
@click.option(
    "--engine", "where", default=LOCAL, show_default=True, metavar="local|dask[=ADDRESS]",
    help="Where the work is done: in this process, by workers on this machine (dask), or by those "
    "of a dask scheduler. The results are the same.",
)  # fmt: skip
@as_json
def run(where: str, as_json: bool) -> None:
    """Do everything that is not up to date, then say where to look.

    \b
    Example:
      fgtools run
    A very large study, with a process for each core:
      fgtools run --engine dask
    """
    with findings_too(as_json), study() as folder:
        say_who_could_read(folder.private)
        with engine(where, folder.settings.engine.private_text) as workers:
            ran = bring_up(replace(folder, engine=workers))
        doubts = len(folder.store.doubts())
        report, to_sign = folder.outputs / "report.html", releases.unsigned(folder)
    if as_json:
        document({"ran": list(ran), "report": str(report), "open_questions": doubts})
        return
    click.echo(f"Done: {', '.join(ran)}." if ran else "Everything is up to date: nothing to do.")
    click.echo(f"The report: {report} (and report.docx, evidence.xlsx beside it)")
    if doubts:
        say(f"{doubts} doubtful words are written over until somebody says that they are no names.")
        next_step("fgtools names review")
    if to_sign:
        next_step(SIGN)
