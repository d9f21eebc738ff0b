"""Read a transcript of any format: by its content first, its name second."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from fgtools.errors import FgtoolsError
from fgtools.transcripts import (
    aws,
    chat,
    elan,
    meet,
    noscribe,
    otter,
    refused,
    survey,
    table,
    teams,
    trs,
    typed,
    vtt,
    whisper,
)
from fgtools.transcripts.recording import Draft, Recording, recorded
from fgtools.transcripts.source import EXPORT, Kind, Source, fell_over, open_source


class Format(NamedTuple):
    """A format: its name, the kinds of file it comes in, how it is told, how it is read."""

    name: str
    kinds: tuple[Kind, ...]
    is_it: Callable[[Source], bool]
    read: Callable[[Source], Draft | tuple[Draft, ...]]


FORMATS: tuple[Format, ...] = (
    Format("teams-vtt", ("text",), vtt.is_teams, vtt.read_vtt),
    Format("webex-vtt", ("text",), vtt.is_webex, vtt.read_webex),
    Format("noscribe", ("text",), noscribe.is_vtt, noscribe.read_vtt),
    Format("zoom-vtt", ("text",), vtt.is_zoom, vtt.read_zoom),
    Format("vtt", ("text",), vtt.is_vtt, vtt.read_vtt),
    Format("srt", ("text",), vtt.is_srt, vtt.read_vtt),
    Format("aws-json", ("text",), aws.is_aws, aws.read_aws),
    Format("whisperx-json", ("text",), whisper.is_whisperx, whisper.read_whisper),
    Format("whisper-json", ("text",), whisper.is_whisper, whisper.read_whisper),
    Format("whisper-tsv", ("text",), whisper.is_whisper_tsv, whisper.read_whisper_tsv),
    Format("chat", ("text",), chat.is_chat, chat.read_chat),
    Format("elan", ("text",), elan.is_elan, elan.read_elan),
    Format("trs", ("text",), trs.is_trs, trs.read_trs),
    Format("meet", ("text", "word"), meet.is_meet, meet.read_meet),
    Format("AI notes", ("text", "word"), meet.is_notes, meet.refuse_notes),
    Format("teams-docx", ("word",), teams.is_teams, teams.read_teams),
    Format("teams-text", ("text",), teams.is_teams, teams.read_teams),
    Format("chat log", ("text", "word"), refused.is_chat, refused.refuse_chat),
    Format("otter", ("text", "word"), otter.is_otter, otter.read_otter),
    Format("e-mail", ("text", "word"), refused.is_email, refused.refuse_email),
    Format("noscribe", ("text",), noscribe.is_text, noscribe.read_text),
    Format("data", ("text",), refused.is_data, refused.refuse_data),
    Format("table", ("workbook", "text", "word"), table.is_table, table.read_table),
    Format("survey", ("workbook", "text"), survey.is_survey, survey.read_survey),
    Format("roster", ("workbook", "text"), refused.is_attendance, refused.refuse_attendance),
    Format("typed", ("text", "word"), typed.is_typed, typed.read_typed),
    Format("no header", ("workbook", "text"), survey.has_no_questions, survey.refuse_answers),
)
"""Tried from the top: what is surest stands first, what is refused before what is most tolerant."""


def read(path: Path, *, limit_mb: int = 50) -> tuple[Recording, ...]:
    """Read a transcript: one recording for each session (only tables hold several).

    Raise FgtoolsError, naming the file without its folder, if it cannot be read, is no transcript,
    holds no speech, or is larger than `limit_mb` megabytes.
    """
    source = open_source(path, limit_mb)
    try:
        return read_source(source)
    except FgtoolsError:
        raise
    except Exception as error:  # whatever a reader stumbles over, the user's next step is one
        raise fell_over(error, source.name) from None


def read_source(source: Source) -> tuple[Recording, ...]:
    """Read an open file by the first format that it is; a reader's own faults pass through."""
    for format in FORMATS:
        if source.kind in format.kinds and format.is_it(source):
            drafts = format.read(source)
            drafts = drafts if isinstance(drafts, tuple) else (drafts,)
            recordings = tuple(recorded(draft, format.name) for draft in drafts)
            if not any(recording.turns for recording in recordings):
                raise FgtoolsError("The file holds no speech.", source.name, EXPORT)
            return recordings
    raise FgtoolsError(
        "No speakers were found: this is no transcript that fgtools knows.",
        source.name,
        "Give what the meeting software exports (.vtt, .docx, .srt, .json), `Name: text`, or a "
        "table with the columns session, speaker, role, text. Notes that do not say who spoke: "
        "fgtools transcripts add FILE --notes",
    )
