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
PAGE = re.compile(r"(?i)<!doctype html|<html[\s>]|<body[\s>]|<script[\s>]|<div[\s>]")
FIELD = re.compile(
    r"(?i)(?P<field>from|to|cc|bcc|sent|date|subject|reply-to|received|return-path|delivered-to"
    r"|message-id|mime-version|content-type|x-[a-z-]{2,40}):\s"
)
BY_MACHINES = {"received", "return-path", "delivered-to", "message-id", "mime-version"}
MOST_HEADER = 12


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


def is_email(source: Source) -> bool:
    """Tell whether a text opens with the header of an e-mail, sent or pasted."""
    head = source.text[:20_000].lstrip().split("\n", MOST_HEADER)[:MOST_HEADER]
    fields = [match["field"].casefold() for match in map(FIELD.match, head) if match]
    if not fields or FIELD.match(head[0]) is None:
        return False
    machine = any(field in BY_MACHINES for field in fields)
    return (
        len(set(fields)) > 2 and ("from" in fields or machine) and ("subject" in fields or machine)
    )


def refuse_email(source: Source) -> Draft:
    """Raise FgtoolsError: the fields of a letter are no speakers."""
    raise FgtoolsError(
        "This is an e-mail, not a transcript.",
        source.name,
        "Save the transcript that came with it, or copy the talk alone into a .txt file.",
    )


def is_data(source: Source) -> bool:
    """Tell whether a text is written for machines: JSON, XML, HTML or CHAT."""
    head = source.text[:100_000].lstrip()[:9]
    return head.startswith(("{", "[{", "[[", "<", "@UTF8", "@Begin"))


def refuse_data(source: Source) -> Draft:
    """Raise FgtoolsError: such files hold more than talk, and have readers of their own."""
    if PAGE.search(source.text[:100_000]):
        raise FgtoolsError(
            "This is a web page, not a transcript.",
            source.name,
            "Open it in the browser and copy the talk alone into a .txt file.",
        )
    raise FgtoolsError(
        "This is a data file (JSON, XML or CHAT) of a format that is not read.",
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
