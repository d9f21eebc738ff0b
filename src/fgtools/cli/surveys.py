"""`fgtools surveys`: hand in a survey, see its tables."""

from __future__ import annotations

from pathlib import Path

import click

from fgtools.cli.output import as_json, count, document, next_step, say, study, unsealed
from fgtools.cli.transcripts_shown import FILE, limit
from fgtools.percent import percent
from fgtools.study import surveys as work
from fgtools.study import surveys_kept as kept
from fgtools.surveys.tables import Table

KINDS = {
    "single": "one answer", "multi": "several answers", "scale": "a scale", "number": "numbers",
    "open": "own words",
}  # fmt: skip
HIDDEN = "-"


@click.group()
def surveys() -> None:
    """Hand in a survey, see its tables."""


@surveys.command()
@click.argument("file", type=FILE)
@click.option("--name", default="", help="The survey's name; else the file's.")
@click.option("--wave", default="", help="The wave it belongs to; else the study's.")
@limit
def add(file: Path, name: str, wave: str, limit_mb: int) -> None:
    """Hand in a survey's export, or response tables saved as Word, Excel or CSV.

    Of closed questions the counts are kept; answers in people's own words become a session, coded
    like talk. Adding a survey again replaces its tables.

    \b
    Examples:
      fgtools surveys add export.xlsx --name workforce --wave 2026
      fgtools surveys add tables.docx --name southeast
    """
    with unsealed() as folder:
        added = work.add(folder, file, name=name, wave=wave, limit_mb=limit_mb)
    one = added.survey
    click.echo(
        f"Added: {one.name}: {count(one.respondents or 0, 'respondent')}, "
        f"{count(len(one.tables), 'question')}."
    )
    if added.coded:
        click.echo(f"{count(added.coded, 'answer')} in people's own words: session {one.session}.")
    for line in added.said:
        say(line)
    for table in one.tables:
        if "(told by the blanks)" in table.note:
            click.echo(f"{table.id}: {table.note}.")
    if added.findings:
        click.echo(f"{count(len(added.findings), 'place')} in the tables to look at; all "
                   "percentages were worked out anew:")  # fmt: skip
    for finding in added.findings:
        click.echo(f"  {finding.rule:<20} {finding.where}: {finding.what}")
    next_step(f"fgtools surveys show {one.name}", *(["fgtools run"] if one.session else []))


@surveys.command()
@click.argument("name", default="")
@as_json
def show(name: str, as_json: bool) -> None:
    """Show the tables of the surveys, or of the survey NAME, as the release level allows.

    The percentages of a question are of its base: those who answered of those who were asked.

    \b
    Examples:
      fgtools surveys show
      fgtools surveys show workforce --json
    """
    with study(reads=True) as folder:
        found = kept.shown(folder, name)
        labels = {code.key: code.label for code in folder.codebook().codes}
        themes = {
            (one.name, table.id): kept.theme_of(folder, one.name, table.id)
            for one in found
            for table in one.tables
        }
        if as_json:
            document({"surveys": [
                {"name": one.name, "wave": one.wave, "respondents": one.respondents,
                 "session": one.session,
                 "questions": [_as_json(t, themes[one.name, t.id]) for t in one.tables]}
                for one in found
            ]})  # fmt: skip
            return
        least = folder.settings.levels[folder.settings.level].threshold
    if not found:
        click.echo("There is no survey yet.")
        next_step("fgtools surveys add FILE")
    for one in found:
        _show(one, {t.id: themes[one.name, t.id] for t in one.tables}, labels)
    if found and least:
        say(f"{HIDDEN}: hidden at this release level (counts below {least}, and what tells them).")


def _as_json(table: Table, theme: str) -> dict[str, object]:
    return {
        "id": table.id, "text": table.text, "kind": table.kind, "base": table.base,
        "asked": table.asked,
        "answers": [
            {"label": a.label, "count": a.count, "percent": table.percent(a),
             "suppressed": a.count is None}
            for a in table.answers
        ],
        "note": _note(table), "theme": theme,
    }  # fmt: skip


def _note(table: Table) -> str:
    return "; ".join(filter(None, (table.note, table.spread)))


def _show(survey: kept.Survey, themes: dict[str, str], labels: dict[str, str]) -> None:
    wave = f" (wave {survey.wave})" if survey.wave else ""
    people = survey.respondents
    told = f"respondents {HIDDEN}" if people is None else count(people, "respondent")
    click.echo(f"{survey.name}{wave}: {told}")
    for table in survey.tables:
        base = HIDDEN if table.base is None else str(table.base)
        asked = f", asked {table.asked}" if table.asked not in (None, table.base) else ""
        click.echo(f"\n{table.id}  {table.text}")
        click.echo(f"    {KINDS.get(table.kind, table.kind)}; base {base}{asked}")
        width = max((len(answer.label) for answer in table.answers), default=0)
        for answer in table.answers:
            hidden = answer.count is None
            share = HIDDEN if hidden else percent(answer.count, table.base).replace("%", " %")
            number = HIDDEN if answer.count is None else str(answer.count)
            click.echo(f"    {answer.label.ljust(width)}  {number:>6}  {share:>7}")
        if note := _note(table):
            click.echo(f"    {note}")
        if theme := themes[table.id]:
            click.echo(f"    theme: {labels[theme]} ({theme})")
