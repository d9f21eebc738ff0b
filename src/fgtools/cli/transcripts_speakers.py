"""`fgtools transcripts speakers`: who is who, shown and settled."""

from __future__ import annotations

from collections.abc import Sequence

import click

from fgtools.cli.output import as_json, document, next_step, say, table, unsealed
from fgtools.cli.transcripts_shown import NO_NAME
from fgtools.errors import Misused
from fgtools.study import who_is_who
from fgtools.study.folder import Folder
from fgtools.study.reading import Heard, hear
from fgtools.study.shares import LabelShare, RoleShare, label_shares, role_shares

COMMAND = "fgtools transcripts speakers"


@click.command()
@click.option("--session", default="", help="Only this session.")
@click.option("--label", default=None, help="Settle this speaker label (with --session).")
@click.option("--name", default=None, help="The person behind --label, if the label does not say.")
@click.option("--role", default=None, help="The role of --label, or: facilitator.")
@click.option("--apart", is_flag=True, help="Keep --label as a person of its own.")
@click.option("--undo", is_flag=True, help="Take back what was decided about --label.")
@click.option("--confirm", is_flag=True, help="Keep all that is proposed for --session as decided.")
@as_json
def speakers(
    session: str, label: str | None, name: str | None, role: str | None, apart: bool, undo: bool,
    confirm: bool, as_json: bool,
) -> None:  # fmt: skip
    """Show who spoke how much, in which role, how that was told; settle what was told wrongly.

    What the program guesses is marked as proposed, and holds until somebody decides. A decision
    about a label lasts until another, or until --undo.

    \b
    Examples:
      fgtools transcripts speakers
      fgtools transcripts speakers --session therapies-1 --confirm
      fgtools transcripts speakers --session therapies-1 --label "Speaker 1" --role facilitator
      fgtools transcripts speakers --session therapies-1 --label "Ana Li (2)" --apart
      fgtools transcripts speakers --session therapies-1 --label "Speaker 1" --undo
    """
    settles = name is not None or role is not None or apart
    _check_options(session, label, settles, undo, confirm)
    name, role = _written("--name", name), _written("--role", role)
    with unsealed(reads=not (settles or undo or confirm)) as folder:
        if role.casefold() == "none" and role not in folder.settings.roles:
            raise _no_words("--role")
        if confirm:
            kept = who_is_who.confirm(folder, session)
            say(f"{session}: proposals kept as decided: {kept}")
        elif label is not None and undo:
            who_is_who.take_back(folder, session, label)
        elif label is not None and apart:
            who_is_who.set_apart(folder, session, label, name, role)
        elif label is not None:
            who_is_who.settle_speaker(folder, session, label, name, role)
        heard = _heard(folder, session)
    _show(heard, as_json)


def _check_options(
    session: str, label: str | None, settles: bool, undo: bool, confirm: bool
) -> None:
    if (label is not None or confirm) and not session:
        raise Misused("a label is settled in one session", hint="Add --session NAME.")
    if label is None and (settles or undo):
        raise Misused("nobody was named to settle", hint='Add --label "LABEL".')
    if label is not None and not (settles or undo or confirm):
        raise Misused("nothing is said of the label", hint="Add --name, --role, --apart or --undo.")
    if confirm and label is not None:
        raise Misused("--confirm keeps all that is proposed", hint="Leave out --label.")
    if undo and settles:
        raise Misused(
            "--undo takes back what was decided about a label",
            hint="Leave out --name, --role and --apart.",
        )


def _written(option: str, text: str | None) -> str:
    """Return what was typed behind an option, "" where it was left out; raise Misused if blank."""
    words = " ".join((text or "").split())
    if text is not None and not words:
        raise _no_words(option)
    return words


def _no_words(option: str) -> Misused:
    what = "name" if option == "--name" else "role"
    return Misused(
        f"this is no {what}", option,
        "To take back what was decided about the label, type --undo in its place.",
    )  # fmt: skip


def _heard(folder: Folder, session: str) -> list[Heard]:
    chosen = [session] if session else sorted(folder.settings.sessions)
    return [hear(folder.private, folder.settings, one) for one in chosen]


def _show(heard: Sequence[Heard], as_json: bool) -> None:
    by_label = [share for one in heard for share in label_shares(one)]
    by_role = role_shares(by_label)
    if as_json:
        document({"speakers": [_voice(s) for s in by_label],
                  "roles": [_role(r) for r in by_role]})  # fmt: skip
        return
    if not heard:
        click.echo("There is no session yet.")
        next_step("fgtools transcripts add FILE")
        return
    _print_speakers(by_label, by_role)
    for one in heard:
        _say_what_is_open(one)
    waits = [one.session.name for one in heard if any(s.proposed for s in one.speakers)]
    next_step(f"{COMMAND} --session {waits[0]} --confirm" if waits else "fgtools run")


def _voice(share: LabelShare) -> dict[str, object]:
    one = share.speaker
    return {
        "participant": share.participant, "session": share.session, "label": one.label,
        "name": one.name, "role": one.role, "facilitator": one.is_facilitator, "known": one.known,
        "words": share.words, "share": round(share.share, 4), "turns": share.turns,
        "how": one.how, "proposed": one.proposed,
    }  # fmt: skip


def _role(share: RoleShare) -> dict[str, object]:
    return {"role": share.role, "participants": share.participants, "words": share.words,
            "share": round(share.share, 4)}  # fmt: skip


def _print_speakers(by_label: Sequence[LabelShare], by_role: Sequence[RoleShare]) -> None:
    table(
        ("participant", "label", "person", "role", "words", "share", "how it was told"),
        [
            (
                s.participant, s.speaker.label or NO_NAME, s.speaker.name,
                "facilitator" if s.speaker.is_facilitator else s.speaker.role or "no role",
                s.words, f"{s.share:.0%}",
                f"proposed: {s.speaker.how}" if s.speaker.proposed else s.speaker.how,
            )
            for s in by_label
        ],
    )  # fmt: skip
    click.echo()
    table(
        ("role", "participants", "words", "share"),
        [(r.role, r.participants, r.words, f"{r.share:.0%}") for r in by_role],
    )
    click.echo("Shares are of the words of all but facilitators; a facilitator's is of all words.")


def _say_what_is_open(heard: Heard) -> None:
    name = heard.session.name
    proposed = sum(speaker.proposed for speaker in heard.speakers)
    if proposed:
        say(
            f"{name}: proposed and not decided: {proposed}. "
            "Settle what is wrong with --label LABEL and --apart, --name or --role."
        )
    if not heard.is_unled and not any(speaker.is_facilitator for speaker in heard.speakers):
        say(
            f"{name}: no facilitator was found. "
            f"If there was one, add: --session {name} --label LABEL --role facilitator"
        )
