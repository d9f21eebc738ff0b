"""`fgtools transcripts show`, `roster`, `speakers`: the commands that show names and raw words."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from fgtools.cli.output import as_json, document, say, study, table
from fgtools.errors import Misused
from fgtools.nouns import LeftOut
from fgtools.spans import word_count
from fgtools.study import sessions
from fgtools.study.reading import hear
from fgtools.transcripts.read import read
from fgtools.transcripts.recording import Recording
from fgtools.transcripts.rosters import read_roster

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
limit = click.option(
    "--limit-mb", default=50, show_default=True, help="Refuse files larger than this."
)


@click.command()
@click.argument("file", type=FILE)
@as_json
@limit
def show(file: Path, as_json: bool, limit_mb: int) -> None:
    """Show what is read from FILE: turns, speakers, what is left out. Works outside any study.

    The words are shown as they were said: this is for the eyes of who may see the recording.

    \b
    Example:
      fgtools transcripts show meeting.vtt
    """
    recordings = read(file, limit_mb=limit_mb)
    if as_json:
        shown = [_as_document(recording) for recording in recordings]
        document(shown[0] if len(shown) == 1 else {**shown[0], **_together(recordings)})
        return
    for recording in recordings:
        _print(recording)


def _as_document(recording: Recording) -> dict[str, object]:
    return {
        "format": recording.format,
        "duration": recording.duration,
        "speakers": list(dict.fromkeys(turn.speaker for turn in recording.turns)),
        "turns": [
            {
                "ordinal": t.ordinal,
                "speaker": t.speaker,
                "begin": t.begin,
                "end": t.end,
                "text": t.text,
            }
            for t in recording.turns
        ],
        "left_out": [_left_out(o) for o in recording.left_out],
        "warnings": list(recording.warnings),
    }


def _left_out(left: LeftOut) -> dict[str, object]:
    return {"where": left.where, "reason": left.reason, "word_count": left.word_count}


def _together(recordings: tuple[Recording, ...]) -> dict[str, object]:
    """Show a table of several sessions as one document: each turn says its session."""
    turns = [(r.session, t) for r in recordings for t in r.turns]
    return {
        "speakers": list(dict.fromkeys(t.speaker for _, t in turns)),
        "turns": [
            {"session": session, "ordinal": t.ordinal, "speaker": t.speaker, "begin": t.begin,
             "end": t.end, "text": t.text}
            for session, t in turns
        ],
        "left_out": [_left_out(o) for r in recordings for o in r.left_out],
        "warnings": list(dict.fromkeys(w for r in recordings for w in r.warnings)),
    }  # fmt: skip


def _print(recording: Recording) -> None:
    words = Counter[str]()
    for turn in recording.turns:
        words[turn.speaker] += word_count(turn.text)
    total = words.total() or 1
    title = f"{recording.session}: " if recording.session else ""
    click.echo(f"{title}{recording.format}, {len(recording.turns)} turns, {total} words")
    table(
        ("speaker", "words", "share"),
        [(name or "(no name)", n, f"{n / total:.0%}") for name, n in words.most_common()],
    )
    for turn in recording.turns:
        click.echo(f"\n[{turn.ordinal}] {_clock(turn.begin)}{turn.speaker}\n{turn.text}")
    for left in recording.left_out:
        say(f"left out: {left.where}: {left.reason} ({left.word_count} words)")
    for warning in recording.warnings:
        say(f"note: {warning}")


def _clock(seconds: float | None) -> str:
    if seconds is None:
        return ""
    return f"{int(seconds) // 3600}:{int(seconds) // 60 % 60:02d}:{int(seconds) % 60:02d} "


@click.command()
@click.argument("file", type=FILE)
@as_json
def roster(file: Path, as_json: bool) -> None:
    """Show who is on a roster or attendance report. Works outside any study.

    \b
    Example:
      fgtools transcripts roster attendance.csv
    """
    found = read_roster(file)
    if as_json:
        people = [
            {"name": p.name, "role": p.role, "joined": p.joined, "left": p.left}
            for p in found.people
        ]
        document({"format": found.format, "people": people, "warnings": list(found.warnings)})
        return
    table(("name", "role"), [(p.name, p.role) for p in found.people])
    for warning in found.warnings:
        say(f"note: {warning}")


@click.command()
@click.option("--session", default="", help="Only this session.")
@click.option("--label", default=None, help="Settle this speaker label (with --session).")
@click.option("--name", default="", help="The person behind --label, if the label does not say.")
@click.option("--role", default="", help="The role of --label, or: facilitator.")
def speakers(session: str, label: str | None, name: str, role: str) -> None:
    """Show who spoke in which role and how that was told; settle what was told wrongly.

    \b
    Examples:
      fgtools transcripts speakers
      fgtools transcripts speakers --session therapies-1 --label "Speaker 1" --role facilitator
    """
    with study() as folder:
        if label is not None:
            if not session:
                raise Misused("a label is settled in one session", hint="Add --session NAME.")
            sessions.settle_speaker(folder, session, label, name, role)
        rows_shown = []
        for one in [session] if session else sorted(folder.settings.sessions):
            heard = hear(folder.private, folder.settings, one)
            for speaker in heard.speakers:
                rows_shown.append(
                    (heard.voices[speaker.label], speaker.label or "(no name)",
                     "facilitator" if speaker.is_facilitator else speaker.role or "no role",
                     speaker.how)
                )  # fmt: skip
    table(("participant", "label", "role", "how it was told"), rows_shown)
