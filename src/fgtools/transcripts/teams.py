"""Teams transcripts as Word files, or pasted from them: a stamp and a name, then the words.

Layouts: `0:2:12.750 --> 0:2:15.800` / name / text (2021 to 2023); `Name   0:04` / text (since
2023, with or without a picture of the speaker); `Name 0 minutes 5 seconds` (pasted from the web
page, in several languages).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from fgtools.nouns import LeftOut
from fgtools.spans import WORD
from fgtools.transcripts.recording import Cue, Draft, tidy_label
from fgtools.transcripts.source import Line, Source, lines
from fgtools.transcripts.times import seconds

STAMPED = re.compile(
    r"(?P<label>\S.{0,199}?)(?:[ \u00a0]{3,}|[ \u00a0]*\t\s*)(?P<stamp>\d+:\d\d(?::\d\d)?)"
)
RANGE = re.compile(r"(?P<begin>\d+:\d+:\d+\.\d+) *--> *(?P<end>\d+:\d+:\d+\.\d+)")
HOURS = r"hours?|Stunden?|heures?|horas?|ore|ora|uur|uren"
MINUTES = r"minutes?|Minuten?|minutos?|minut[oi]|minuten|minuut"
SECONDS = r"seconds?|Sekunden?|secondes?|segundos?|second[oi]|seconden?"
CLOCK = (
    rf"(?:(?P<h>\d{{1,4}}) (?:{HOURS}),? )?(?:(?P<m>\d{{1,4}}) (?:{MINUTES}),? )?"
    rf"(?P<s>\d{{1,4}}) (?:{SECONDS})"
)
SPOKEN = re.compile(rf"(?P<label>\S.{{0,199}}?)\s+{CLOCK}", re.IGNORECASE)
LONE = re.compile(rf"(?:\w{{1,3}} ?)?\d+:\d\d|{CLOCK}\s*(?:\d+:\d\d)?", re.IGNORECASE)
"""A stamp printed once more beside the spoken one, with initials now and then."""
TAIL = re.compile(
    r"(?P<who>\S.{0,199}?) (?:(?:started|stopped) (?:the )?(?:transcription|recording)"
    r"|(?:joined|left) the meeting"
    r"|hat die (?:Transkription|Besprechung) \w+|ist der Besprechung beigetreten"
    r"|(?:inició|detuvo) la transcripción|a (?:démarré|arrêté|lancé) la transcription"
    r"|ha (?:avviato|interrotto) la trascrizione|heeft de transcriptie \w+"
    r"|iniciou a transcrição|interrompeu a transcrição)\.?"
)
MOST_TAIL = 6
SHORT = 10
"""Lines up to which one stamp alone makes a Teams transcript."""
MORE = "more"
"""Marks the lines under a stamp, so that they stay together where the label is empty."""


def is_teams(source: Source) -> bool:
    """Tell whether a text has the stamps of a Teams transcript."""
    found = lines(source)
    stamps = sum(_header(line.text) is not None for line in found)
    events = any(TAIL.fullmatch(line.text) for line in found)
    return _ranged(found) or stamps > 1 or (stamps == 1 and (events or len(found) <= SHORT))


def read_teams(source: Source) -> Draft:
    """Read any of the layouts; what stands before the first stamp is header, not speech."""
    found = lines(source)
    items = _by_range(found) if _ranged(found) else _by_stamp(found)
    return Draft(*_without_header(items), warnings=source.warnings)


def _ranged(found: Sequence[Line]) -> bool:
    return any(RANGE.fullmatch(line.text) for line in found)


def _header(text: str) -> tuple[str, float] | None:
    """Return the label and the start of a line that opens a turn."""
    if match := STAMPED.fullmatch(text):
        begin = seconds(match["stamp"])
        labelled = begin is not None and not match["label"].endswith(":")
        return (tidy_label(match["label"]), begin or 0.0) if labelled else None
    if (match := SPOKEN.fullmatch(text)) and (match["h"] or match["m"]):
        h, m, s = (int(match[unit] or 0) for unit in "hms")
        return tidy_label(match["label"]), float(h * 3600 + m * 60 + s)
    return None


def _by_stamp(found: Sequence[Line]) -> list[Cue | LeftOut]:
    heads = [_header(line.text) for line in found]
    known = {head[0] for head in heads if head}
    again = _printed_again(found, known)
    items: list[Cue | LeftOut] = []
    for line, head in zip(found, heads, strict=True):
        if head:
            items.append(Cue(head[0], "", head[1], utterance=MORE))
        elif line.where not in again:
            items.append(_item(line, known, items))
    return items


def _printed_again(found: Sequence[Line], known: set[str]) -> set[str]:
    """Return where a stamp, or a name above one, is printed a second time: no speech."""
    if not any(SPOKEN.fullmatch(line.text) for line in found):
        return set()
    stamps = [LONE.fullmatch(line.text) is not None for line in found]
    again = {line.where for line, lone in zip(found, stamps, strict=True) if lone}
    above = zip(found, stamps[1:], strict=False)
    return again | {line.where for line, lone in above if lone and tidy_label(line.text) in known}


def _item(line: Line, known: set[str], items: Sequence[Cue | LeftOut]) -> Cue | LeftOut:
    """Return a line without a stamp as what it is: event, header, or more of the last speaker."""
    if is_event(line, known):
        return LeftOut(line.where, "event line", len(WORD.findall(line.text)))
    speaker = next((item.speaker for item in reversed(items) if isinstance(item, Cue)), None)
    if speaker is None:
        return LeftOut(line.where, "header", len(WORD.findall(line.text)))
    return Cue(speaker, line.text, utterance=MORE)


def _by_range(found: Sequence[Line]) -> list[Cue | LeftOut]:
    known = {
        tidy_label(after.text) for line, after in pairwise(found) if RANGE.fullmatch(line.text)
    }
    items: list[Cue | LeftOut] = []
    times: tuple[float | None, float | None] = None, None
    named = True
    for line in found:
        last = items[-1] if items else None
        if match := RANGE.fullmatch(line.text):
            times, named = (seconds(match["begin"], True), seconds(match["end"], True)), False
        elif not named or (tidy_label(line.text) in known and not isinstance(last, Cue)):
            items.append(Cue(tidy_label(line.text), "", *times, utterance=MORE))
            named = True
        else:
            items.append(_item(line, known, items))
    return items


def is_event(line: Line, known: set[str]) -> bool:
    """Tell whether a line says that somebody started, stopped, joined or left.

    By its words in several languages, or by its shape: a paragraph of its own that begins with a
    known label and goes on for a few words without a full stop.
    """
    if match := TAIL.fullmatch(line.text):
        who = match["who"]
        return line.alone or tidy_label(who) in known or _name_like(who)
    if not line.alone or line.text[-1] in ".?!,…:;":
        return False
    tails = [line.text[len(label) :] for label in known if line.text.startswith(f"{label} ")]
    return any(1 < len(tail.split()) <= MOST_TAIL for tail in tails)


def _name_like(text: str) -> bool:
    return all(not word[0].islower() for word in text.split()) and len(text.split()) <= MOST_TAIL


def _without_header(
    items: Sequence[Cue | LeftOut],
) -> tuple[tuple[Cue | LeftOut, ...], tuple[LeftOut, ...]]:
    aside = tuple(i for i in items if isinstance(i, LeftOut) and i.reason == "header")
    stream = tuple(i for i in items if not (isinstance(i, LeftOut) and i.reason == "header"))
    return stream, aside
