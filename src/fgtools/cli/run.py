"""`fgtools run`: everything that is not up to date."""

from __future__ import annotations

import click

from fgtools.cli.output import as_json, document, findings_too, next_step, say, study
from fgtools.cli.report_sign import FIRST
from fgtools.study import releases
from fgtools.study.stages import bring_up


@click.command()
@as_json
def run(as_json: bool) -> None:
    """Do everything that is not up to date, then say where to look.

    \b
    Example:
      fgtools run
    """
    with findings_too(as_json), study() as folder:
        ran = bring_up(folder)
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
        next_step(FIRST)
