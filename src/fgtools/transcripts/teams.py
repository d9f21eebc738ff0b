"""Teams transcripts as Word files, or pasted from them: a stamp and a name, then the words.

Layouts: `0:2:12.750 --> 0:2:15.800` / name / text (2021 to 2023); `Name   0:04` / text (since
2023, with or without a picture of the speaker); `Name 0 minutes 5 seconds` (pasted from the web
page, in several languages). The chat of the meeting may stand above the talk or below it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import pairwise

from fgtools.nouns import LeftOut
from fgtools.transcripts.events import TAIL, Events
from fgtools.transcripts.markdown import bare, front_matter, unescaped, without_pictures
from fgtools.transcripts.recording import Cue, Draft, tidy_label
from fgtools.transcripts.source import Line, Source, lines
from fgtools.transcripts.spelt import LONGEST, SPELT, spelt_head
from fgtools.transcripts.stamped import TOP, WIDE, Head, alone_at_top, backwards, heads, left
from fgtools.transcripts.teams_header import contradictions, is_title
from fgtools.transcripts.times import seconds

RANGE = re.compile(r"(?P<begin>\d+:\d+:\d+\.\d+) *--> *(?P<end>\d+:\d+:\d+\.\d+)")
STAMP = re.compile(r"\d{1,3}:\d\d(?::\d\d)?")
LONE = re.compile(r"(?:\w{1,3} ){0,2}(?:\w{1,3})?\d+:\d\d(?::\d\d)?")
PRINTED = re.compile(r"\s*\d{1,3}:\d\d(?::\d\d)?$")
"""A stamp printed once more beside the spoken one, with initials now and then."""
CHAT = re.compile(
    r"\[(?:\w+day|\d{1,2}[/.]\d{1,2}[/.\d]*,?) ?\d{1,2}:\d\d(?: ?[AP]M)?\] \S.{0,199}"
)
CHAT_TIME = re.compile(r"\d{1,2}/\d{1,2}/\d{4},? \d{1,2}:\d\d(?::\d\d)?(?: [AP]M)?")
MOST_INITIALS = 3
SHORT = 10
"""Lines up to which one stamp alone makes a Teams transcript."""
MOST_NAME = 12


def is_teams(source: Source) -> bool:
    """Tell whether a text has the stamps of a Teams transcript."""
    found = lines(source)
    if _ranged(found):
        return True
    opened = _heads(found)
    wide = sum(one is not None and (one.gap >= WIDE or one.pictured) for one in opened)
    if wide > 1 or not any(opened):
        return wide > 1
    known = {one.label for one in opened if one}
    again = _printed_again(found, known)
    if any(opened[number] for number in range(len(found)) if {number - 1, number + 1} & again):
        return True
    events = Events(found, known)
    marks = any(TAIL.fullmatch(line.text) and events.has(line, True) for line in found)
    titled = any(is_title(bare(line.text)) for line in found[:TOP])
    short = len(found) <= SHORT or alone_at_top(found, opened)
    return marks or titled or (wide == 1 and short)


def read_teams(source: Source) -> Draft:
    """Read any of the layouts; what stands before the first stamp is header, not speech."""
    found = lines(source)
    items = _by_range(found) if _ranged(found) else _by_stamp(found)
    aside = [item for item in items if isinstance(item, LeftOut) and item.reason == "header"]
    stream = [item for item in items if isinstance(item, Cue) or item.reason != "header"]
    above = {item.where for item in aside}
    last = max((item.begin or 0.0 for item in items if isinstance(item, Cue)), default=None)
    header = [bare(line.text) for line in found if line.where in above]
    starts = ((item.utterance, item.begin) for item in items if isinstance(item, Cue))
    return Draft(
        tuple(stream),
        tuple(entry for entry in aside if entry.word_count),
        (*source.warnings, *contradictions(header, last), *backwards(starts)),
    )


def _ranged(found: Sequence[Line]) -> bool:
    return any(RANGE.fullmatch(line.text) for line in found)


def _heads(found: Sequence[Line]) -> list[Head | None]:
    """Return the lines that open a turn: a name and a stamp, printed or spelt out."""
    stamped = heads(found)
    spoken = [
        None if one else spelt_head(line.text) for one, line in zip(stamped, found, strict=True)
    ]
    counts = Counter(one.label for one in spoken if one)
    return [
        one or (say if say and (say.marked or counts[say.label] > 1) else None)
        for one, say in zip(stamped, spoken, strict=True)
    ]


def _by_stamp(found: Sequence[Line]) -> list[Cue | LeftOut]:
    opened = _heads(found)
    known = {one.label for one in opened if one}
    again = _printed_again(found, known)
    apart = _apart(found, again)
    chat = _chat(found, [one is not None for one in opened])
    events = Events(found, known)
    top = front_matter(found)
    items: list[Cue | LeftOut] = [left(line, "header") for line in found[:top]]
    last: Cue | None = None
    for number, line in enumerate(found[top:], top):
        if one := opened[number]:
            last = Cue(one.label, "", one.begin, utterance=line.where)
            items.append(last)
        elif number in apart:
            last = apart[number]
            items.append(last)
        elif number in again:
            continue
        elif last and number not in chat and (cut := _half_head(line, known)):
            last = cut
            items.append(last)
        else:
            items += _item(line, last, events, number in chat)
    return items


def _half_head(line: Line, known: Collection[str]) -> Cue | None:
    """Return the cue that a name without stamp opens, or a stamp without a name."""
    if not line.opens:
        return None
    if STAMP.fullmatch(line.text):
        return Cue("", "", seconds(line.text), utterance=line.where)
    label = tidy_label(bare(line.text))
    return Cue(label, "", utterance=line.where) if label in known else None


def _printed_again(found: Sequence[Line], known: Collection[str]) -> set[int]:
    """Return where a stamp, or a name above one, is printed a second time: no speech."""
    if not any(spelt_head(line.text) for line in found):
        return set()
    lone = {number for number, line in enumerate(found) if _is_lone(line.text)}
    labels = {number: tidy_label(bare(found[number].text)) for n in lone if (number := n - 1) >= 0}
    names = {number: label for number, label in labels.items() if label in known}
    initials = {
        number - 1
        for number, label in names.items()
        if number and _are_initials(found[number - 1].text, label)
    }
    return lone | set(names) | initials


def _are_initials(text: str, label: str) -> bool:
    """Tell whether a line holds the initials that stand for the picture of a speaker."""
    firsts = {word[0].upper() for word in re.findall(r"[^\W\d_]+", label)}
    return len(text) <= MOST_INITIALS and text.isupper() and set(text) <= firsts


def _apart(found: Sequence[Line], again: Collection[int]) -> dict[int, Cue]:
    """Return the turns that open with a stamp, spelt out below it: of the name above, or nobody."""
    cues: dict[int, Cue] = {}
    for number in sorted(again):
        stamp = found[number - 1].text if number else ""
        below = found[number + 1].text if number + 1 < len(found) else ""
        spelt = SPELT.fullmatch(found[number].text) and STAMP.fullmatch(stamp)
        if spelt and not spelt_head(below):
            named = number - 2 in again
            label = tidy_label(bare(found[number - 2].text)) if named else ""
            cues[number] = Cue(label, "", seconds(stamp), utterance=found[number].where)
    return cues


def _is_lone(text: str) -> bool:
    if LONE.fullmatch(text):
        return True
    shorter = PRINTED.sub("", text) if len(text) < LONGEST else ""
    return bool(shorter) and SPELT.fullmatch(shorter) is not None


def _chat(found: Sequence[Line], opens: Sequence[bool]) -> set[int]:
    """Return which lines are the chat of the meeting: from its stamp on, up to the next turn."""
    inside: set[int] = set()
    chat = False
    for number, line in enumerate(found):
        below = found[number + 1].text if number + 1 < len(found) else ""
        if CHAT.fullmatch(line.text) or CHAT_TIME.fullmatch(below):
            chat = True
        elif opens[number]:
            chat = False
        if chat:
            inside.add(number)
    return inside


def _item(line: Line, last: Cue | None, events: Events, chat: bool) -> list[Cue | LeftOut]:
    """Return a line without a stamp as what it is: chat, event, header, or more of the talk."""
    text, described = without_pictures(line.text)
    pictures = [left(line._replace(text=described), "picture")] if described else []
    if chat or not text:
        return [left(line, "chat")] if chat else [*pictures]
    if events.has(line, last is not None):
        return [left(line, "event line")]
    if last is None:
        return [left(line, "header")]
    return [*pictures, last._replace(text=unescaped(text), begin=None, end=None)]


def _by_range(found: Sequence[Line]) -> list[Cue | LeftOut]:
    ranges = [number for number, line in enumerate(found) if RANGE.fullmatch(line.text)]
    known = _range_labels(found, ranges)
    opens = [RANGE.fullmatch(line.text) is not None or _named(line, known) for line in found]
    chat = _chat(found, opens)
    events = Events(found, known)
    items: list[Cue | LeftOut] = []
    last: Cue | None = None
    times = _before_first(found, ranges[0])
    fresh = True
    for number, line in enumerate(found):
        if match := RANGE.fullmatch(line.text):
            times, fresh = (seconds(match["begin"], True), seconds(match["end"], True)), True
            last = Cue("", "", *times, line.where)
        elif fresh and number not in chat and _named(line, known):
            last, fresh = Cue(tidy_label(line.text), "", *times, line.where), False
            items.append(last)
        else:
            made = _item(line, last, events, number in chat)
            items += [item._replace(begin=times[0], end=times[1]) if isinstance(item, Cue) else item
                      for item in made]  # fmt: skip
            fresh = fresh and not any(isinstance(item, Cue) for item in made)
    return items


def _before_first(found: Sequence[Line], at: int) -> tuple[float | None, float | None]:
    """Return the times of a cue that lost its own: the next one's begin if its speaker goes on."""
    match = RANGE.fullmatch(found[at].text)
    below = found[at + 1].text if at + 1 < len(found) else ""
    goes_on = below in [line.text for line in found[:at]]
    return (seconds(match["begin"], True) if match and goes_on else None), None


def _named(line: Line, known: Collection[str]) -> bool:
    return tidy_label(line.text) in known


def _range_labels(found: Sequence[Line], ranges: Sequence[int]) -> frozenset[str]:
    """Return the names: what stands below the times and above at least one more line."""
    firsts = [
        found[one + 1].text
        for one, after in pairwise([*ranges, len(found)])
        if after - one > 2 and len(found[one + 1].text.split()) <= MOST_NAME
    ]
    counts = Counter(firsts)
    nameless = 2 * len(firsts) < len(ranges)
    return frozenset(
        tidy_label(text)
        for text, count in counts.items()
        if count > 1 or (not nameless and text[-1] not in ".?!,…")
    )
