"""`fgtools roles stances`, `words` and `voice`: how groups talk, and who was heard."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from fgtools.cli.output import as_json, count, document, next_step, say, study, table
from fgtools.roles import stance_verdicts
from fgtools.roles.voice import RoleVoice, SessionVoice, Voice, by_session, voices
from fgtools.roles.voice import roles as by_role
from fgtools.roles.words import Word, distinctive
from fgtools.study import stage_codes, stage_roles
from fgtools.study.folder import Folder
from fgtools.study.silent import silent
from fgtools.study.stages import bring_up

if TYPE_CHECKING:
    from fgtools.roles.stances import StanceView

HIDDEN = "hidden"
by = click.option(
    "--by", default="role", show_default=True,
    help="role, session, wave, mode, or an attribute of sessions or of the roster.",
)  # fmt: skip


def tell_left_out(folder: Folder, by: str) -> None:
    """Say on stderr how many participants cannot be compared, because a value is missing."""
    missing = stage_roles.left_out(folder, by)
    if missing:
        say(f"Left out: {count(missing, 'participant')} without a value of {by}, or alone with it.")


@click.command()
@by
@as_json
def stances(by: str, as_json: bool) -> None:
    """Show how groups spoke of the themes: as barriers, as enablers, as requests.

    Of each group's participants who raised a theme, how many took the stance.

    \b
    Examples:
      fgtools roles stances
      fgtools roles stances --by session --json
    """
    with study() as folder:
        bring_up(folder, "codes")
        codings, _ = stage_codes.shown(folder)
        views = stage_roles.stances_by(folder, by, codings)
        themes = {code.key: code.label for code in folder.codebook().themes}
        labels = {view.group: stage_roles.label(folder, by, view.group) for view in views}
        tell_left_out(folder, by)
    if as_json:
        document({"stances": [asdict(v) | {"label": themes[v.subject]} for v in views]})
        return
    _print_stances(views, by, labels, themes)
    next_step("fgtools roles compare", "fgtools quotes find QUERY")


def _print_stances(
    views: tuple[StanceView, ...], by: str, labels: dict[str, str], themes: dict[str, str]
) -> None:
    rows: dict[tuple[str, str], list[StanceView]] = {}
    for view in views:
        rows.setdefault((view.subject, view.group), []).append(view)
    heard = {subject for (subject, _), own in rows.items() if own[0].of_participants}
    first = next(iter(labels), "")
    table(
        ("theme", by, "raised it", *(view.stance for view in next(iter(rows.values()), ()))),
        [
            (themes[subject] if group == first else "", labels[group], _base(own), *map(_took, own))
            for (subject, group), own in rows.items()
            if subject in heard
        ],
    )
    called = [view for view in views if view.differs in ("more", "less")]
    click.echo()
    for view in called:
        click.echo(f"{labels[view.group]}, {themes[view.subject]}: {view.verdict}")
    if not called:
        click.echo("No difference in stance can be shown.")
    unknown = sum(v.differs == "unknown" and v.subject in heard for v in views)
    if unknown:
        click.echo(f"In {unknown} of {len(heard) * len(labels) * 3} places it cannot be said.")
    click.echo(f"\n{stance_verdicts.RULE}")


def _base(own: list[StanceView]) -> str:
    return HIDDEN if own[0].raised_suppressed else str(own[0].of_participants)


def _took(view: StanceView) -> str:
    return HIDDEN if view.suppressed else str(view.participants)


@click.command()
@by
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
            threshold=stage_roles.threshold(folder),
        )
        labels = {word.group: stage_roles.label(folder, by, word.group) for word in found}
        tell_left_out(folder, by)
    if as_json:
        document({"words": [asdict(word) for word in found]})
        return
    table(
        (by, "word", "participants", "sessions", "others"),
        [
            (
                labels[w.group] if first else "", w.word, *_used(w)
            )
            for w, first in _with_first(found)
        ],
    )  # fmt: skip
    next_step("fgtools quotes find WORD")


def _with_first(found: tuple[Word, ...]) -> list[tuple[Word, bool]]:
    """Return words with whether each is the first of its group."""
    return [(w, not at or found[at - 1].group != w.group) for at, w in enumerate(found)]


def _used(word: Word) -> tuple[str, str, str]:
    sessions = f"{word.sessions} of {word.of_sessions}"
    if word.suppressed:
        return HIDDEN, sessions, HIDDEN
    return (
        f"{word.participants} of {word.of_participants}", sessions,
        f"{word.others} of {word.of_others}",
    )  # fmt: skip


@click.command()
@as_json
def voice(as_json: bool) -> None:
    """Show who spoke how much, by participant, session and role: who was heard, who hardly.

    \b
    Example:
      fgtools roles voice
    """
    with study() as folder:
        bring_up(folder, "names")
        speakers, least = folder.store.participants(), stage_roles.threshold(folder)
        spoken = voices(folder.store.turns(), speakers)
        there = silent(folder)
        sessions = by_session(spoken, speakers, there, threshold=least)
        together = by_role(spoken, speakers, threshold=least)
        labels = {role.role: stage_roles.label(folder, "role", role.role) for role in together}
    if as_json:
        document(
            {
                "voices": [asdict(v) for v in spoken],
                "sessions": [asdict(s) for s in sessions],
                "roles": [asdict(r) for r in together],
            }
        )
        return
    if not least:
        _print_voices(spoken)
    for one in sessions:
        click.echo(_of_session(one, known=one.session in there))
    click.echo()
    for role in together:
        click.echo(_of_role(role, labels[role.role]))
    next_step("fgtools roles compare")


def _print_voices(spoken: tuple[Voice, ...]) -> None:
    table(
        ("participant", "role", "turns", "words", "share", "heard"),
        [(v.participant, v.role, v.turns, v.words, f"{v.share:.0%}", v.heard) for v in spoken],
    )
    click.echo()


def _of_session(one: SessionVoice, *, known: bool) -> str:
    """Say how a session's talk was spread."""
    parts: list[str] = []
    if one.suppressed:
        parts.append("how many spoke is hidden")
    else:
        parts.append(f"{one.spoke} of {count(one.participants, 'participant')} spoke")
        if known:
            silent = f"{one.silent} more on the attendance report had no voice"
            parts.append(silent if one.silent else "everybody on the attendance report was heard")
    if one.spoke > one.leading and not one.leading_suppressed:
        who = "the one who" if one.leading == 1 else "the three who"
        even = f"an equal part would be {one.leading / one.spoke:.0%}"
        parts.append(f"{who} spoke most said {one.leading_share:.0%} of it ({even})")
    if one.little and not one.little_suppressed:
        parts.append(f"{one.little} spoke little")
    if one.unmatched:
        parts.append(f"{count(one.unmatched, 'voice')} could not be matched to one person")
    if one.facilitator:
        parts.append(f"the facilitator said {one.facilitator:.0%} of all words")
    return f"{one.session}: {'; '.join(parts)}."


def _of_role(role: RoleVoice, label: str) -> str:
    if role.suppressed:
        return f"{label}: hidden."
    little = "" if role.little_suppressed else f", {role.little or 'none'} of them little"
    return (
        f"{label}: {role.spoke} of {role.participants} participants spoke{little}; "
        f"{role.share:.0%} of the participants' words."
    )
