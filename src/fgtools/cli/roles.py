"""`fgtools roles`: which role said what, and how sure one may be."""

from __future__ import annotations

from dataclasses import asdict

import click

from fgtools.cli.output import as_json, document, next_step, study, table
from fgtools.nouns import View
from fgtools.roles.voice import roles as by_role
from fgtools.roles.voice import voices
from fgtools.roles.words import distinctive
from fgtools.study import pooled, stage_codes, stage_roles
from fgtools.study.stages import bring_up


@click.group()
def roles() -> None:
    """See which role said what."""


@roles.command()
@click.option(
    "--by", default="role", show_default=True, help="role, session, wave, mode or an attribute."
)
@as_json
def compare(by: str, as_json: bool) -> None:
    """Compare groups: participants are the units, and the spread between sessions counts.

    \b
    Examples:
      fgtools roles compare
      fgtools roles compare --by session --json
    """
    with study() as folder:
        bring_up(folder, "roles" if by == "role" else "topics")
        codings, _ = stage_codes.shown(folder)
        views = folder.store.views() if by == "role" else stage_roles.views_by(folder, by, codings)
        if as_json:
            document({"views": [asdict(v) for v in views]})
            return
        themes = {code.key for code in folder.codebook().themes}
        shown = [v for v in views if v.subject in themes]
        table(
            ("theme", "group", "sessions", "participants", "verdict"),
            [
                (v.subject, v.group, f"{v.sessions} of {v.of_sessions}", _people(v), v.verdict)
                for v in shown
            ],
        )
    next_step("fgtools quotes find QUERY", "fgtools report write")


def _people(view: View) -> str:
    return "hidden" if view.suppressed else f"{view.participants} of {view.of_participants}"


@roles.command()
def saturation() -> None:
    """Show how much each further session added (Guest, Namey and Chen 2020).

    \b
    Example:
      fgtools roles saturation
    """
    with study() as folder:
        bring_up(folder, "codes")
        for line in pooled.saturation_lines(folder):
            click.echo(line)


@roles.command()
@click.option(
    "--by", default="role", show_default=True, help="role, session, wave or an attribute."
)
@click.option("--most", default=12, show_default=True, help="How many words of each group to show.")
@as_json
def words(by: str, most: int, as_json: bool) -> None:
    """Show the words that mark a group: said by several of its people, and less by others.

    \b
    Example:
      fgtools roles words --most 8
    """
    with study() as folder:
        bring_up(folder, "names")
        found = distinctive(
            folder.store.turns(),
            folder.store.participants(),
            stage_roles.groups(folder, by),
            most=most,
        )
    if as_json:
        document({"words": [asdict(word) for word in found]})
        return
    for group in dict.fromkeys(word.group for word in found):
        click.echo(f"{group}: {', '.join(w.word for w in found if w.group == group)}")


@roles.command()
@as_json
def voice(as_json: bool) -> None:
    """Show who spoke how much, by participant and by role: who was heard, who hardly.

    \b
    Example:
      fgtools roles voice
    """
    with study() as folder:
        bring_up(folder, "names")
        speakers = folder.store.participants()
        spoken = voices(folder.store.turns(), speakers)
        together = by_role(spoken, speakers)
    if as_json:
        document({"voices": [asdict(v) for v in spoken], "roles": [asdict(r) for r in together]})
        return
    table(
        ("participant", "role", "turns", "words", "share", "heard"),
        [(v.participant, v.role, v.turns, v.words, f"{v.share:.0%}", v.heard) for v in spoken],
    )
    for role in together:
        click.echo(
            f"{role.role}: {role.spoke} of {role.participants} participants spoke, "
            f"{role.little} of them little; {role.share:.0%} of the participants' words."
        )
