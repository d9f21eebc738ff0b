"""`fgtools roles saturation`: whether further sessions would still bring new codes."""

from __future__ import annotations

from dataclasses import asdict

import click

from fgtools.cli.output import as_json, document, next_step, study, table
from fgtools.roles.saturation import BASE, RUN, THRESHOLD, Saturation
from fgtools.study import pooled, stage_roles
from fgtools.study.stages import bring_up


@click.command()
@as_json
def saturation(as_json: bool) -> None:
    """Show what each further session added to the codes heard (Guest, Namey and Chen 2020).

    Sessions by date. Over codes alone: topics are found in all sessions at once.

    \b
    Example:
      fgtools roles saturation
    """
    with study() as folder:
        bring_up(folder, "codes")
        found = pooled.saturations(folder)
        labels = {role: stage_roles.label(folder, "role", role) for role, _ in found if role}
    if as_json:
        document({"base": BASE, "run": RUN, "threshold": THRESHOLD, "saturation": [
            {"role": role, **asdict(one), "assessable": one.assessable} for role, one in found
        ]})  # fmt: skip
        return
    _print_saturation(found[0][1])
    click.echo(found[0][1].verdict)
    for role, one in found[1:]:
        click.echo(f"{labels[role]}: {one.verdict}" if one.assessable else one.verdict)
    click.echo(
        "\nA codebook written beforehand hears what it names: what it has no code for is in "
        "fgtools codes suggest."
    )
    next_step("fgtools codes suggest")


def _print_saturation(one: Saturation) -> None:
    runs = {run.after + RUN - 1: run for run in one.runs}
    total, rows = 0, []
    for at, (name, new) in enumerate(zip(one.sessions, one.new, strict=True)):
        total += new
        added = f"{runs[at].new} ({runs[at].share:.0%} of the base)" if at in runs else ""
        rows.append((name, str(new), str(total), f"{one.curve[at]:.0%}", added))
    header = ("session", "new codes", "so far", "of all, in any order", f"new in a run of {RUN}")
    table(header, rows)
    click.echo()
