"""Cut WebVTT and SRT into blocks, one for each line of times, and lose no line.

Grammar: https://www.w3.org/TR/webvtt1/. Cues need no blank line between them, no id, no `WEBVTT`;
ids are recognised by their shape, so that none becomes speech and no speech is taken for one.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from fgtools.nouns import LeftOut
from fgtools.spans import WORD
from fgtools.transcripts.times import seconds

ARROW = "-->"
GUID = r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
TEAMS_ID = re.compile(rf"{GUID}(?:[/-](?P<utterance>\d+)(?:-\d+)?)?")
WEBEX_ID = re.compile(r'\d+[ \t]"(?P<name>[^\n]*)"[ \t]\(\d+\)')
ANY_ID = re.compile(rf"\d+|{TEAMS_ID.pattern}|{WEBEX_ID.pattern.replace('?P<name>', '?:')}")
CUT_OFF = re.compile(rf'{ANY_ID.pattern}|[0-9a-fA-F]{{8}}-[\w/-]*|\d+\s+"[^"]*|-?\d+:\d[\d:., >-]*')
CUT_TAG = re.compile(r"<(?:/?v\b[^<>\n]{0,60}|/?[a-z]{0,4})$")
UNPADDED = re.compile(r"(?m)^[ \t]*-?(?:\d+:\d:\d+|\d+:\d+:\d)[.,]\d+[ \t]*-->")
SETTING = re.compile(r"(?:\w+:\S*|[XY][12]:\d+)(?:\s+\w+:\S*)*")
BEYOND = re.compile(r":[6-9]\d(?!\d)")
LONGEST_TIMING = 400
HEAD = 20_000
"""Characters that show the dialect."""
ASIDE = re.compile(r"(NOTE|STYLE|REGION)(?=\s|$)")
OWN_NOTE = re.compile(r"NOTE (?:Confidence|duration|language|recognizability)\b")
TAG = re.compile(
    r"</?(?:[cibuvs]|ruby|rt|lang|font|span|em|strong|p)(?:[.\s][^<>]*)?>|<\d[\d:.]*>"
    r"|\{\\[^{}]*\}",
    re.IGNORECASE,
)
BREAK = re.compile(r"<br\s?/?>|\\[Nh]", re.IGNORECASE)


class Block(NamedTuple):
    """A cue as the file has it: its line of times, its id, its lines, words in notes after it."""

    number: int
    id: str
    begin: float | None
    end: float | None
    rows: list[str]
    beyond: bool = False
    notes: tuple[int, ...] = ()
    cut_off: bool = False

    @property
    def text(self) -> str:
        """Return the lines as one."""
        return self.rows[0] if len(self.rows) == 1 else " ".join(self.rows)


class Timing(NamedTuple):
    """Where a cue begins (`start`, at its id), where its line of times stands, what is on it."""

    start: int
    row_start: int
    row_end: int
    id: str
    begin: float | None
    end: float | None
    rest: str
    beyond: bool


def blocks(text: str) -> Iterator[Block]:
    """Cut a text at its lines of times, one block after the other."""
    before: Timing | None = None
    number = 1
    for timing in _timings(text):
        if before is None:
            number += text.count("\n", 0, timing.row_start)
        else:
            rows = text[before.row_end : timing.start].split("\n")
            yield _block(before, number, rows)
            number += len(rows) - 1 + (timing.start < timing.row_start)
        before = timing
    if before is not None:
        body = text[before.row_end :]
        whole = _whole(body)
        last = _block(before, number, whole.split("\n"))
        yield last._replace(cut_off=len(whole) < len(body.rstrip()))


def head_blocks(text: str) -> list[Block]:
    """Return the first blocks of a text, whole ones, to tell its dialect by."""
    found = list(islice(blocks(text[:HEAD]), 200))
    return found[:-1] if len(text) > HEAD and len(found) > 1 else found


def header(text: str) -> list[LeftOut]:
    """Account for what stands before the first cue: notes, and other words."""
    first = next(_timings(text), None)
    top = re.sub(r"(?m)^[ \t]*WEBVTT\b", "", text[: first.start] if first else text)
    notes, words = 0, 0
    for paragraph in re.split(r"\n\s*\n", top):
        note = ASIDE.match(paragraph.strip())
        count = len(WORD.findall(paragraph)) - len(
            re.findall(r"(?m)^[ \t]*(?:NOTE|STYLE)\b", paragraph)
        )
        notes, words = (notes + count, words) if note else (notes, words + count)
    found = [("note of the file", notes), ("header", words)]
    return [LeftOut("before the first cue", reason, count) for reason, count in found if count]


def plain(text: str) -> str:
    """Return the words of a cue: tags, styles and entities resolved, blanks collapsed."""
    text = text.removesuffix("</v>")
    if "<" in text or "\\" in text:
        text = TAG.sub("", BREAK.sub(" ", text))
    return " ".join(html.unescape(text).split())


def _timings(text: str) -> Iterator[Timing]:
    unpadded = UNPADDED.search(text[:HEAD]) is not None
    after = 0
    kind = "name" if text[:200].lstrip().startswith("WEBVTT") else "id"
    at = text.find(ARROW)
    while at >= 0:
        start = text.rfind("\n", 0, at) + 1
        row_end = text.find("\n", at)
        row_end = len(text) if row_end < 0 else row_end
        if row_end - start < LONGEST_TIMING and (times := _times(text[start:row_end], unpadded)):
            opening, mark = _id(text, after, start, kind)
            if after == 0:
                kind = "none" if not mark else "id" if ANY_ID.fullmatch(mark) else "name"
            yield Timing(opening, start, row_end, times[0] or mark, *times[1:])
            after = row_end
        at = text.find(ARROW, row_end)


def _times(row: str, unpadded: bool) -> tuple[str, float | None, float | None, str, bool] | None:
    """Return id and times of a line, what else stands on it, and whether a time runs over 59."""
    left, _, right = row.expandtabs(1).partition(ARROW)
    mark, _, begin = left.strip().rpartition(" ")
    end, _, rest = right.strip().partition(" ")
    if len(begin) > 20 or len(end) > 20 or not (mark == "" or ANY_ID.fullmatch(mark)):
        return None
    times = seconds(begin, unpadded), seconds(end, unpadded)
    if times == (None, None):
        return None
    rest = "" if SETTING.fullmatch(rest.strip()) else rest.strip()
    return mark, *times, rest, BEYOND.search(row, 0, len(row) - len(rest)) is not None


def _id(text: str, after: int, start: int, kind: str) -> tuple[int, str]:
    """Return where a cue begins and its id: the line above, if it is one or opens a block.

    `kind` is what the first cue of the file has: an id, a name (any words), or none.
    """
    if start - 1 <= after:
        return start, ""
    above = text.rfind("\n", after, start - 1) + 1
    row = text[above : start - 1].strip()
    if not row or row.startswith("WEBVTT") or ASIDE.match(row):
        return start, ""
    opens = above == 0 or not text[text.rfind("\n", 0, above - 1) + 1 : above - 1].strip()
    is_id = (opens or kind != "none") if ANY_ID.fullmatch(row) else (opens and kind == "name")
    return (above, row) if is_id else (start, "")


def _block(timing: Timing, number: int, body: list[str]) -> Block:
    rows = [row for row in map(str.strip, body) if row]
    notes: tuple[int, ...] = ()
    if any(map(ASIDE.match, rows)):
        rows, notes = _apart(body)
    if timing.rest:
        rows.insert(0, timing.rest)
    return Block(number, timing.id, timing.begin, timing.end, rows, timing.beyond, notes)


def _apart(body: list[str]) -> tuple[list[str], tuple[int, ...]]:
    """Split what follows a line of times into speech and the words of notes."""
    speech: list[str] = []
    notes: list[int] = []
    in_note, blank = False, False
    for row in map(str.strip, body):
        if not row:
            in_note, blank = False, True
        elif in_note:
            notes[-1] += len(WORD.findall(row))
        elif (blank and ASIDE.match(row)) or OWN_NOTE.match(row):
            notes.append(len(WORD.findall(row)) - 1)
            in_note = True
        else:
            speech.append(row)
            blank = False
    return speech, tuple(notes)


def _whole(body: str) -> str:
    """Return the end of a file without the beginning of a cue that never came, or of a tag."""
    body = body.rstrip()
    breaks = [match.span() for match in re.finditer(r"\n[ \t]*\n", body)]
    if breaks:
        rows = body[breaks[-1][1] :].split("\n")
        if all(CUT_OFF.fullmatch(row.strip()) for row in rows):
            body = body[: breaks[-1][0]]
    return CUT_TAG.sub("", body)
