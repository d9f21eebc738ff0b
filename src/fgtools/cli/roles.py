"""`fgtools roles`: which role said what, how, and how sure one may be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

import click

from fgtools.cli import roles_saturation, roles_talk
from fgtools.cli.output import as_json, count, document, next_step, study, table
from fgtools.nouns import View
from fgtools.roles.agreement import Agreement, agreements
from fgtools.roles.verdicts import RULE
from fgtools.study import layers, stage_codes, stage_roles
from fgtools.study.folder import Folder
from fgtools.study.stage_roles import Subject
from fgtools.study.stages import bring_up

HIDDEN = "hidden"
ONLY_HERE = "Raised in"
"""How the verdict begins where all sessions of a group raised a subject and nobody else."""
AGAINST = {"more": "more", "less": "less", "no": "no clear difference", "unknown": "cannot be said"}


@dataclass(frozen=True, slots=True)
class Screen:
    """How views are shown: what is compared, and what groups and subjects are called."""

    by: str
    groups: Mapping[str, str]
    subjects: Mapping[str, Subject]

    def of(self, views: Iterable[View], kind: str) -> list[View]:
        """Return the views of themes, codes or topics."""
        return [view for view in views if self.subjects[view.subject].kind == kind]

    def row(self, view: View) -> tuple[str, ...]:
        """Return a view's cells; its subject is written once, beside the first group."""
        first = view.group == next(iter(self.groups))
        label = self.subjects[view.subject].label if first else ""
        sessions = () if self.by == "session" else (f"{view.sessions} of {view.of_sessions}",)
        return label, self.groups[view.group], *sessions, *_figures(view), AGAINST[view.differs]


@click.group()
def roles() -> None:
    """See which role said what, and how."""


roles.add_command(roles_talk.stances)
roles.add_command(roles_talk.words)
roles.add_command(roles_talk.voice)
roles.add_command(roles_saturation.saturation)


@roles.command()
@roles_talk.by
@click.option("--coder", default="", help="Compare by this coder's own codings, and nothing else.")
@as_json
def compare(by: str, coder: str, as_json: bool) -> None:
    """Compare groups: participants are the units, and the spread between sessions counts.

    Shown are themes and topics; --json has the codes below the themes too.

    \b
    Examples:
      fgtools roles compare
      fgtools roles compare --by session --json
      fgtools roles compare --coder HK
    """
    with study() as folder:
        views = _views(folder, by, coder)
        subjects = stage_roles.subjects(folder)
        roles_talk.tell_left_out(folder, by)
        if as_json:
            document({"views": [asdict(v) | asdict(subjects[v.subject]) for v in views]})
            return
        groups = {view.group: stage_roles.label(folder, by, view.group) for view in views}
    screen = Screen(by, groups, subjects)
    themes = screen.of(views, "theme")
    _print(screen, "theme", themes)
    _print(screen, "topic", screen.of(views, "topic"))
    click.echo(RULE)
    if len(groups) > 1:
        _print_agreements(screen, agreements(themes))
    next_step("fgtools roles stances", "fgtools report write")


def _views(folder: Folder, by: str, coder: str) -> tuple[View, ...]:
    """Return what is to be shown, after bringing up the stages that it needs, and no more."""
    return stage_roles.in_company(folder, _counted(folder, by, coder))


def _counted(folder: Folder, by: str, coder: str) -> tuple[View, ...]:
    if coder:
        bring_up(folder, "codes" if coder.casefold() == layers.MACHINE else "names")
        return stage_roles.views_of_coder(folder, by, coder)
    bring_up(folder, "roles" if by == "role" else "topics")
    if by == "role":
        return folder.store.views()
    codings, _ = stage_codes.shown(folder)
    return stage_roles.views_by(folder, by, codings)


def _print(screen: Screen, kind: str, views: Sequence[View]) -> None:
    """Print a table of all figures, then a sentence for whatever stands out."""
    heard = {view.subject for view in views if view.turns}
    shown = [view for view in views if view.subject in heard]
    silent = [screen.subjects[view.subject].label for view in views if view.subject not in heard]
    if shown:
        sessions = () if screen.by == "session" else ("sessions",)  # each is one of one
        figures = ("participants", "share (95 %)", "turns", "of its talk", "verdict")
        table((kind, screen.by, *sessions, *figures), [screen.row(view) for view in shown])
        click.echo()
    if silent:
        click.echo(f"Raised by nobody: {', '.join(dict.fromkeys(silent))}.\n")
    told = [*_sentences(screen, shown)]
    if told:
        click.echo("\n".join([*told, ""]))


def _figures(view: View) -> tuple[str, ...]:
    if view.suppressed:
        return (HIDDEN,) * 4
    return (
        f"{view.participants} of {view.of_participants}",
        f"{view.share:.0%} ({view.low:.0%} to {view.high:.0%})",
        str(view.turns),
        f"{view.talk:.0%}",
    )


def _sentences(screen: Screen, views: Sequence[View]) -> Iterator[str]:
    """Yield the verdicts that say more than that no difference is clear; those of all once."""
    for group, name in screen.groups.items():
        own = [view for view in views if view.group == group]
        if len(own) > 1 and len({view.verdict for view in own}) == 1 and own[0].differs != "no":
            yield f"{name}: {own[0].verdict}"
            continue
        for view in own:
            if view.differs != "no" or view.verdict.startswith(ONLY_HERE):
                yield f"{name}, {screen.subjects[view.subject].label}: {view.verdict}"


def _print_agreements(screen: Screen, found: Sequence[Agreement]) -> None:
    noun = stage_roles.noun(screen.by)
    each = "" if screen.by == "session" else ", in every one of its sessions"
    click.echo(
        f"\nWhere {noun}s agree: a quarter or more of each {noun}'s participants raised the theme"
        f"{each}, and nothing tells them apart."
    )
    for one in found:
        left = len(screen.groups) - len(one.groups)
        few = f"; {count(left, noun)} too few to assess" if left else ""
        shares = f"{one.low:.0%} to {one.high:.0%} of the participants"
        click.echo(f"  {screen.subjects[one.subject].label}: {shares}{few}")
    if not found:
        click.echo("  On no theme.")
