"""Files that are often handed in as transcripts and are none: say so, and what to do instead."""

from __future__ import annotations

import re

from fgtools.errors import FgtoolsError
from fgtools.transcripts.recording import Draft
from fgtools.transcripts.rosters import is_roster
from fgtools.transcripts.source import Source

ZOOM_CHAT = re.compile(r"(?m)^\d\d:\d\d:\d\d\t\s*(?:From\s+)?[^\t\n]{1,200}?:(?:\t|\s)")
TEAMS_CHAT = re.compile(
    r"(?m)^\[(?:\w+day|\d{1,2}[/.]\d{1,2}[/.\d]*,?) ?\d{1,2}:\d\d(?: ?[AP]M)?\] \S"
    r"|^\d{1,2}/\d{1,2}/\d{4} \d{1,2}:\d\d:\d\d(?: [AP]M)?\s*$"
)
AI_NOTES = re.compile(
    r"(?i)notes by gemini|gemini['’]s notes|how gemini takes notes|^\W*Notes\n+Aug"
)


def is_chat(source: Source) -> bool:
    """Tell whether a text is the chat of a meeting: two messages or more."""
    return any(len(shape.findall(source.text)) > 1 for shape in (ZOOM_CHAT, TEAMS_CHAT))


def refuse_chat(source: Source) -> Draft:
    """Raise FgtoolsError: typed messages are not speech."""
    raise FgtoolsError(
        "This is the chat of a meeting, not what was said.",
        source.name,
        "Add the transcript of the meeting (.vtt or .docx) instead.",
    )


def is_ai_notes(source: Source) -> bool:
    """Tell whether a text holds the notes that Google's AI writes of a meeting."""
    return AI_NOTES.search(source.text) is not None


def refuse_ai_notes(source: Source) -> Draft:
    """Raise FgtoolsError: a machine's summary must never become a quote."""
    raise FgtoolsError(
        "These are notes written by Google's AI, not a transcript.",
        source.name,
        "Open the Transcript tab of the document, copy it alone into a .txt file and add that.",
    )


def is_data(source: Source) -> bool:
    """Tell whether a text is written for machines: JSON, XML, HTML or CHAT."""
    head = source.text.lstrip()[:9]
    return head.startswith(("{", "[{", "[[", "<", "@UTF8", "@Begin"))


def refuse_data(source: Source) -> Draft:
    """Raise FgtoolsError: such files hold more than talk, and have readers of their own."""
    raise FgtoolsError(
        "This is a data file (JSON, XML, HTML or CHAT) of a format that is not read.",
        source.name,
        "Export the transcript as .vtt, .srt or .docx.",
    )


def is_attendance(source: Source) -> bool:
    """Tell whether a file lists people instead of what they said."""
    return is_roster(source)


def refuse_attendance(source: Source) -> Draft:
    """Raise FgtoolsError: a list of people is a roster."""
    raise FgtoolsError(
        "This is a list of people (an attendance report or roster), not a transcript.",
        source.name,
        "Give it with --roster, or see it with `fgtools transcripts roster FILE`.",
    )
