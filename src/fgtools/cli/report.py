"""`fgtools report`: write the report, sign it, put its pictures where you want them."""

from __future__ import annotations

from pathlib import Path

import click

from fgtools.cli.later import Later
from fgtools.cli.output import SIGN, as_json, count, document, findings_too, next_step, study
from fgtools.errors import Misused
from fgtools.report.pictures import NAMES, PLACE, Kind, shown
from fgtools.study import releases, stage_report
from fgtools.study.described import describe_study
from fgtools.study.stages import bring_up

LATER = {"check": "report_check:check", "sign": "report_sign:sign"}


@click.group(cls=Later, later=LATER)
def report() -> None:
    """Write the report, sign it."""


@report.command()
@as_json
def write(as_json: bool) -> None:
    """Write the report (Word, HTML, Markdown) and evidence.xlsx, if they pass the gate.

    What could identify somebody is listed instead, each with the command that settles it, and
    nothing is written. Your own text goes into report/introduction.md, report/recommendations.md
    and so on, as Markdown; it is placed into every new report.

    \b
    Example:
      fgtools report write
    """
    with findings_too(as_json), study() as folder:
        bring_up(folder)
        files = sorted(p.name for p in folder.outputs.iterdir() if p.is_file() and p.name[0] != ".")
        drawn = sorted(p.name for p in (folder.outputs / PLACE).iterdir())
        place, to_sign = folder.outputs, releases.unsigned(folder)
    if as_json:
        document({"folder": str(place), "files": [*files, *(f"{PLACE}/{name}" for name in drawn)]})
        return
    click.echo(f"In {place}: {', '.join(files)}")
    click.echo(f"In {place / PLACE}: {count(len(drawn), 'file')} with the pictures of the report")
    next_step("fgtools report pictures", SIGN if to_sign else "fgtools names check")


@report.command()
@click.option(
    "--to",
    type=click.Path(file_okay=False, path_type=Path),
    help=f"Put them into this folder too; they lie in outputs/{PLACE} anyway.",
)
@click.option(
    "--as",
    "formats",
    type=click.Choice(stage_report.FORMATS),
    multiple=True,
    help="For --to: as png (for Word) or svg (sharp at any size); both unless you choose.",
)
@click.option("--only", type=click.Choice(NAMES), multiple=True, help="Only this one. Repeatable.")
@as_json
def pictures(
    to: Path | None, formats: tuple[str, ...], only: tuple[str, ...], as_json: bool
) -> None:  # fmt: skip
    """Show what the report's pictures say, and put them where you want them.

    They pass the same check as the report, and hide what it hides.

    \b
    Examples:
      fgtools report pictures
      fgtools report pictures --to slides --as svg --only themes --only topics
    """
    with study() as folder:
        bring_up(folder)
        made = describe_study(folder)
        kinds = [kind for kind in shown(made) if kind.name in (only or NAMES)]
        _check(kinds, only)
        place = to if to is not None else folder.outputs / PLACE
        if to is not None:
            chosen = [kind.name for kind in kinds]
            stage_report.write_pictures(folder, to, chosen, formats or stage_report.FORMATS)
        told = [{"name": k.name, "caption": k.caption, "alt": k.alt(made)} for k in kinds]
    if as_json:
        document({"folder": str(place), "pictures": told})
        return
    click.echo(f"In {place}:")
    for kind in told:
        click.echo(f"{kind['name']}: {kind['caption']}. {kind['alt']}")


def _check(kinds: list[Kind], only: tuple[str, ...]) -> None:
    missing = [name for name in only if name not in {kind.name for kind in kinds}]
    if missing:
        raise Misused(
            "there is nothing to show in this picture", ", ".join(missing),
            "Those there are: fgtools report pictures",
        )  # fmt: skip
