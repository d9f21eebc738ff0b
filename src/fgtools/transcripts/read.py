"""Read a transcript of any format: by its content first, its name second."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from fgtools.errors import FgtoolsError
from fgtools.transcripts import refused, table, teams, typed, vtt
from fgtools.transcripts.recording import Draft, Recording, recorded
from fgtools.transcripts.source import EXPORT, Kind, Source, open_source


class Format(NamedTuple):
    """A format: its name, the kinds of file it comes in, how it is told, how it is read."""

    name: str
    kinds: tuple[Kind, ...]
    is_it: Callable[[Source], bool]
    read: Callable[[Source], Draft | tuple[Draft, ...]]


FORMATS: tuple[Format, ...] = (
    Format("teams-vtt", ("text",), vtt.is_teams, vtt.read_vtt),
    Format("zoom-vtt", ("text",), vtt.is_zoom, vtt.read_zoom),
    Format("vtt", ("text",), vtt.is_vtt, vtt.read_vtt),
    Format("srt", ("text",), vtt.is_srt, vtt.read_srt),
    Format("teams-docx", ("word",), teams.is_teams, teams.read_teams),
    Format("teams-text", ("text",), teams.is_teams, teams.read_teams),
    Format("chat log", ("text", "word"), refused.is_chat, refused.refuse_chat),
    Format("AI notes", ("text", "word"), refused.is_ai_notes, refused.refuse_ai_notes),
    Format("data", ("text",), refused.is_data, refused.refuse_data),
    Format("table", ("workbook", "text"), table.is_table, table.read_table),
    Format("roster", ("workbook", "text"), refused.is_attendance, refused.refuse_attendance),
    Format("typed", ("text", "word"), typed.is_typed, typed.read_typed),
)
"""Tried from the top: what is surest stands first, what is refused before what is most tolerant."""


def read(path: Path, *, limit_mb: int = 50) -> tuple[Recording, ...]:
    """Read a transcript: one recording for each session (only tables hold several).

    Raise FgtoolsError, naming the file without its folder, if it cannot be read, is no transcript,
    holds no speech, or is larger than `limit_mb` megabytes.
    """
    source = open_source(path, limit_mb)
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
        "Give Teams or Zoom .vtt, Teams .docx, .srt, `Name: text` or a table with the columns "
        "session, speaker, role, text.",
    )
