"""Notes that do not say who spoke: flip charts, minutes, sticky notes. Each note is a turn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from fgtools.errors import FgtoolsError
from fgtools.nouns import NOTES, LeftOut
from fgtools.spans import word_count
from fgtools.transcripts.grid import decoded_entities, sheets
from fgtools.transcripts.recording import Cue, Draft, Recording, recorded
from fgtools.transcripts.source import EXPORT, Source, fell_over, open_source

BULLET = re.compile(r"\s*(?:[-–—*•●◦▪■□○·>o]|\[[ xX]?\]|\(?\d{1,3}[.)]|[a-z][.)])\s+")
HEADING = re.compile(r"\s*(?:#{1,6}\s.*|(?:\S+\s+){0,7}\S*[:?]|[-=_*]{3,})\s*")
"""A line that only says what the notes below it are about."""
WRAPPED = 40
"""Characters of a line at least that goes on in the next, where that does not begin in small."""


def read_notes(path: Path, *, limit_mb: int = 50) -> Recording:
    """Read notes: a turn for each paragraph, bullet or cell, under no speaker.

    Headings are left out: the codes of a heading would be the note-taker's. Raise FgtoolsError if
    the file cannot be read, is larger than `limit_mb` megabytes, or holds no words.
    """
    source = open_source(path, limit_mb)
    try:
        recording = recorded(_draft(source), NOTES)
    except FgtoolsError:
        raise
    except Exception as error:  # whatever stands in it, the user's next step is one
        raise fell_over(error, source.name) from None
    if not recording.turns:
        raise FgtoolsError("The file holds no notes.", source.name, EXPORT)
    return recording


def _draft(source: Source) -> Draft:
    items: list[Cue] = []
    aside: list[LeftOut] = []
    for number, note in enumerate(_notes(source), 1):
        if HEADING.fullmatch(note) and not BULLET.match(note):
            aside.append(LeftOut(f"note {number}", "heading", word_count(note)))
        elif text := BULLET.sub("", note, count=1).strip():
            items.append(Cue("", text, utterance=f"note {number}"))
    return Draft(
        tuple(items), tuple(one for one in aside if one.word_count), source.warnings, merge=False
    )


def _notes(source: Source) -> Iterator[str]:
    if source.kind == "workbook":
        for sheet in sheets(source):
            yield from (decoded_entities(c) for row in sheet.rows for c in row if c.strip())
        return
    blocks = re.split(r"\n\s*\n", source.text)
    for block in blocks:
        yield from _of_block(block) if source.kind == "text" else block.split("\n")


def _of_block(block: str) -> Iterator[str]:
    """Yield the notes of a block of lines: a wrapped line goes on with the note before it."""
    note = last = ""
    for line in block.split("\n"):
        if note and not _goes_on(note, last, line):
            yield note
            note = ""
        note = f"{note} {line.strip()}" if note else line
        last = line.strip()
    if note.strip():
        yield note


def _goes_on(note: str, last: str, line: str) -> bool:
    """Tell a wrapped line from a note of its own."""
    if any(HEADING.fullmatch(one) for one in (note, line)) or BULLET.match(line):
        return False
    return line.strip()[:1].islower() or (len(last) >= WRAPPED and last[-1] not in ".!?;")
