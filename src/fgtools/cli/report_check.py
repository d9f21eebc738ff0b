"""`fgtools report check`: look at a draft before others do."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from fgtools.cli.output import as_json, count, document, next_step, study
from fgtools.errors import Found, Misused
from fgtools.nouns import Finding
from fgtools.study.folder import root_of

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("file", type=FILE)
@click.option(
    "--threshold", type=click.IntRange(min=0),
    help="Least count of people shown; the level's in a study, else 10.",
)  # fmt: skip
@as_json
def check(file: Path, threshold: int | None, as_json: bool) -> None:
    """Check the figures, quotes and names of a draft: FILE.docx, .md or .txt, whoever wrote it.

    Works outside any study too; then nobody's names and no quotes are known. The rules stand in
    the documentation for report writers. The exit code is 3 where something is found.

    \b
    Examples:
      fgtools report check outputs/report.docx
      fgtools report check draft.docx --threshold 5 --json
    """
    from fgtools.report.draft.check import NOTES

    findings = _look(file, threshold)
    if as_json:
        document({"findings": [_as_finding(f, mild=f.rule in NOTES) for f in findings]})
        if findings:
            raise click.exceptions.Exit(3)
        return
    if findings:
        told = [replace(f, what=f"{f.what} (a note)") if f.rule in NOTES else f for f in findings]
        raise Found(f"{count(len(findings), 'thing')} to look at", told, file.name)
    click.echo(f"{file.name}: nothing to put right.")
    next_step("fgtools names check")


def _look(file: Path, threshold: int | None) -> tuple[Finding, ...]:
    from fgtools.study import draft_check  # the finders of names wait until they are needed
    from fgtools.study.stages import bring_up

    alone = draft_check.THRESHOLD if threshold is None else threshold
    try:
        root_of(Path.cwd())
    except Misused:
        return draft_check.check_alone(file, alone)
    with study() as folder:
        if not folder.settings.sessions:
            return draft_check.check_alone(file, alone)
        bring_up(folder, "names")
        return draft_check.check_in_study(folder, file, threshold)


def _as_finding(finding: Finding, *, mild: bool) -> dict[str, str]:
    return {
        "rule": finding.rule, "where": finding.where, "what": finding.what,
        "weight": "note" if mild else "fault",
    }  # fmt: skip
