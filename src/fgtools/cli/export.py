"""`fgtools export`: the redacted study for NVivo, ATLAS.ti, MAXQDA, Taguette and spreadsheets."""

from __future__ import annotations

from pathlib import Path

import click

from fgtools.cli.output import as_json, count, document, next_step, say, study
from fgtools.study import exporting, exporting_tables
from fgtools.study.exporting import Exported
from fgtools.study.stages import bring_up

TO = click.option(
    "--to", type=click.Path(dir_okay=False, path_type=Path),
    help="Write to this file; outputs/ unless you say otherwise.",
)  # fmt: skip


@click.group()
def export() -> None:
    """Hand the redacted study and its codings to other programs: internal, not for publication.

    \b
    Codebooks alone go out with: fgtools codebook export --as qdc
    """


@export.command()
@TO
@click.option(
    "--with", "attributes", multiple=True, metavar="ATTRIBUTE",
    help="Give cases this attribute too, beside role, session and wave (repeat it).",
)  # fmt: skip
@click.option(
    "--times/--no-times",
    default=True,
    show_default=True,
    help="Add the times of turns, as transcripts of recordings that are not there.",
)
@as_json
def qdpx(to: Path | None, attributes: tuple[str, ...], times: bool, as_json: bool) -> None:
    """Write the study as a REFI-QDA project (.qdpx).

    It holds redacted texts, the codebook, codings with who or what made them, participants as
    cases, and memos that came in. A second export has the same guids, so that programs merge it.
    Taken back with `fgtools codes import FILE.qdpx --coder INITIALS`.

    \b
    Examples:
      fgtools export qdpx
      fgtools export qdpx --to for-nvivo.qdpx --no-times
    """
    with study() as folder:
        bring_up(folder, "codes")
        done = exporting.qdpx(folder, to, attributes, times)
    if done.stood_in:
        say(
            f"{count(done.stood_in, 'character')} outside Unicode's basic plane (emoji) went out "
            "as \ufffd, so that all programs count positions alike."
        )
    _told(done, as_json)


@export.command()
@TO
@as_json
def xlsx(to: Path | None, as_json: bool) -> None:
    """Write turns, codings, participants and codebook as a workbook (.xlsx).

    The sheet Codings has the columns that `fgtools codes import` reads.

    \b
    Example:
      fgtools export xlsx --to study.xlsx
    """
    with study() as folder:
        bring_up(folder, "codes")
        done = exporting_tables.xlsx(folder, to)
    _told(done, as_json)


def _told(done: Exported, as_json: bool) -> None:
    if as_json:
        document({
            "file": str(done.path), "manifest": str(done.manifest), "sources": done.sources,
            "codes": done.codes, "codings": done.codings, "cases": done.cases,
        })  # fmt: skip
        return
    click.echo(
        f"{done.path}: {count(done.sources, 'session')}, {count(done.codes, 'code')}, "
        f"{count(done.codings, 'coding')}, {count(done.cases, 'participant')}"
    )
    click.echo(f"{exporting.MARK} What it was made from: {done.manifest.name}")
    next_step(f"fgtools codes import {done.path} --coder INITIALS   (when it comes back)")
