"""Talk typed by people, or saved by programs as plain text: a name, now and then a time, words.

`Name: text` in many dresses (bold, bullets, times before or after the name, `[Name] 09:01:22`),
and layouts that show only by repeating: a dash or tab behind the name, a name alone on a line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from fgtools.transcripts.labels import LABEL, NO_NAME, name_like
from fgtools.transcripts.layouts import Talk, talk_of
from fgtools.transcripts.markdown import bare, unescaped, without_pictures
from fgtools.transcripts.openings import Opening, plain_label, seconds_of, untimed
from fgtools.transcripts.recording import Cue, Draft, tidy_label
from fgtools.transcripts.source import Line, Source, lines
from fgtools.transcripts.stamped import backwards, left, shown

CLOSING = re.compile(
    r"(?:Transcription|Meeting) ended after [\d:]+.*|(?:automatically )?transcribed by https?:\S+"
    r"|(?:end of (?:the )?(?:transcript|transcription|recording|interview|session|focus group))"
    r"|(?:transcript|transcription|recording|interview|session) ends?(?:ed|s)?",
    re.IGNORECASE,
)
ENDING = re.compile(r"\s*#(?P<end>\d\d:\d\d:\d\d)(?:-\d+)?#\s*$")
"""The stamp that some programs put behind a paragraph: its end."""
LEAST_SHARE = 0.05
EARLY = 6 * 3600
"""No recording begins so late: such times are those of the clock on the wall."""


def is_typed(source: Source) -> bool:
    """Tell whether a text opens with a label, or has at least two lines that begin with one."""
    talk = _talk_in(source)
    after = talk.openings[talk.first :]
    if talk.known and after and after[0].label in talk.known:
        return True
    count = talk.opened
    return talk.voiceless or (count > 1 and count >= LEAST_SHARE * len(talk.found))


@lru_cache(maxsize=1)
def _talk_in(source: Source) -> Talk:
    """Return the talk of a file; asked for to tell whether it is typed, and then to read it."""
    return talk_of(lines(source))


def read_typed(source: Source) -> Draft:
    """Read typed talk; a line without a label goes on with the speaker of the line before it."""
    talk = _talk_in(source)
    wall = _wall_clock(talk)
    items: list[Cue] = []
    aside = [left(line, "header") for line in talk.found[: talk.first]]
    doubtful: list[str] = []
    starts: list[tuple[str, float | None]] = []
    begin: float | None = None
    for line, one in zip(talk.found[talk.first :], talk.openings[talk.first :], strict=True):
        opens = one.label in talk.known
        stamped = one.begin is not None and (one.fenced or opens or talk.timed or not one.rest)
        begin = one.begin - wall if stamped and one.begin is not None else begin
        if CLOSING.fullmatch(bare(line.text)):
            aside.append(left(line, "closing line"))
        elif opens or items or (talk.voiceless and stamped):
            text = one.rest if opens else untimed(one.text) if stamped else line.text
            if not opens and items and not items[-1].text and items[-1].begin is None:
                items[-1] = items[-1]._replace(begin=begin)
            starts.append((line.where, begin))
            items.append(_cue(line, one, text, begin, items[-1:], opens))
            begin = None if opens or text else begin
            doubtful += [line.where] if not opens and _label_like(line.text) else []
        else:
            aside.append(left(line, "header"))
    warnings = (*source.warnings, *_doubts(doubtful), *backwards(starts), *_wall(wall))
    return Draft(tuple(items), tuple(entry for entry in aside if entry.word_count), warnings)


def _cue(
    line: Line, one: Opening, text: str, begin: float | None, before: list[Cue], opens: bool
) -> Cue:
    text = unescaped(without_pictures(text)[0])
    end = one.end
    if match := ENDING.search(text, max(len(text) - 40, 0)):
        text, end = text[: match.start()], seconds_of(match["end"])
    if opens:
        return Cue(tidy_label(one.label.strip("[]")), text, begin, end, line.where)
    speaker, utterance = (before[0].speaker, before[0].utterance) if before else ("", line.where)
    if not speaker and begin is not None and (not before or before[0].text):
        utterance = line.where
    return Cue(speaker, text, begin, end, utterance)


def _wall_clock(talk: Talk) -> float:
    """Return the time of day of the first stamp; 0 where times count from the start."""
    first = next((one.begin for one in talk.openings if one.begin is not None), 0.0)
    return first if first >= EARLY else 0.0


def _wall(wall: float) -> list[str]:
    if not wall:
        return []
    return ["The times are times of day: they are counted from the first of them."]


def _label_like(line: str) -> bool:
    match = LABEL.fullmatch(plain_label(line))
    label = match["label"] if match else ""
    return bool(label) and (NO_NAME.fullmatch(label) is not None or name_like(label))


def _doubts(places: Sequence[str]) -> list[str]:
    if not places:
        return []
    return [f"Words before a colon that were not taken for a speaker ({shown(places)})."]
