"""`fgtools transcripts show`, `roster`: what is read from a file, outside any study."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from fgtools.cli.output import as_json, document, say, table
from fgtools.nouns import LeftOut
from fgtools.study.shares import spoken
from fgtools.transcripts.read import read
from fgtools.transcripts.recording import Recording
from fgtools.transcripts.rosters import read_roster
from fgtools.transcripts.voices import not_one_person

NO_NAME = "(no name)"
FILE = click.Path(readable=False, path_type=Path)
"""Looked at by the readers, whose one line says what to do; click's own takes four."""
limit = click.option(
    "--limit-mb",
    type=click.IntRange(min=1),
    default=50,
    show_default=True,
    help="Refuse files larger than this.",
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
        "speakers": _labels([recording]),
        "voices": _voices([recording]),
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
        "speakers": _labels(recordings),
        "voices": _voices(recordings),
        "turns": [
            {"session": session, "ordinal": t.ordinal, "speaker": t.speaker, "begin": t.begin,
             "end": t.end, "text": t.text}
            for session, t in turns
        ],
        "left_out": [_left_out(o) for r in recordings for o in r.left_out],
        "warnings": list(dict.fromkeys(w for r in recordings for w in r.warnings)),
    }  # fmt: skip


def _labels(recordings: Sequence[Recording]) -> list[str]:
    labels = dict.fromkeys(turn.speaker for r in recordings for turn in r.turns)
    return [label for label in labels if label]


def _voices(recordings: Sequence[Recording]) -> list[dict[str, object]]:
    """Return how much was said under each label, nobody's included."""
    words, turns = spoken(turn for r in recordings for turn in r.turns)
    total = max(sum(words.values()), 1)
    return [
        {"label": label, "words": n, "share": round(n / total, 4), "turns": turns[label],
         "known": not not_one_person(label, frozenset(words))}
        for label, n in words.items()
    ]  # fmt: skip


def _print(recording: Recording) -> None:
    words, _ = spoken(recording.turns)
    total = sum(words.values())
    title = f"{recording.session}: " if recording.session else ""
    lasts = "" if recording.duration is None else f", {_clock(recording.duration).strip()} long"
    click.echo(f"{title}{recording.format}, {len(recording.turns)} turns, {total} words{lasts}")
    table(
        ("speaker", "words", "share", ""),
        [
            (label or NO_NAME, n, f"{n / max(total, 1):.0%}",
             not_one_person(label, frozenset(words)))
            for label, n in sorted(words.items(), key=lambda item: -item[1])
        ],
    )  # fmt: skip
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
@limit
def roster(file: Path, as_json: bool, limit_mb: int) -> None:
    """Show who is on a roster or attendance report. Works outside any study.

    FILE is an attendance report (Teams, Zoom, Meet, Webex) or your own list (CSV, XLSX, a table in
    Word). Of personal data, only names, roles and times are shown.

    \b
    Example:
      fgtools transcripts roster attendance.csv
    """
    found = read_roster(file, limit_mb=limit_mb)
    if as_json:
        people = [
            {"name": p.name, "role": p.role, "joined": p.joined, "left": p.left}
            for p in found.people
        ]
        document(
            {
                "format": found.format,
                "people": people,
                "columns": found.columns,
                "warnings": list(found.warnings),
            }
        )
        return
    timed = any(p.joined or p.left for p in found.people)
    table(
        ("name", "role", "joined", "left") if timed else ("name", "role"),
        [(p.name, p.role, *([p.joined or "", p.left or ""] * timed)) for p in found.people],
    )
    for note in (found.columns, *found.warnings):
        say(f"note: {note}")
