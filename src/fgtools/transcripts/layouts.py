"""Which ways of beginning a line a file of typed talk uses, and which labels are believed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from fgtools.spans import WORD
from fgtools.transcripts.labels import believed, could_be, listed, name_like, standing
from fgtools.transcripts.markdown import HEADING, bare, front_matter, without_tags
from fgtools.transcripts.openings import (
    DASH,
    DOT,
    IN_BRACKETS,
    TAB,
    Opening,
    Style,
    alone,
    as_heading,
    by,
    opening,
)
from fgtools.transcripts.source import Line

ABOUT = re.compile(
    r"(?:date|time|start time|end time|duration|length|location|place|venue|project|session|source"
    r"|present|attendees|participants|apologies|title|subject|topic|recording|recorded|file"
    r"|file ?name|transcribed by|transcriber|interview date|date of \w+|version|language|study"
    r"|interview (?:no|id)|participant id|reference)\s?:.*",
    re.IGNORECASE | re.DOTALL,
)
"""Lines that tell of the recording; names beside them (`Interviewer: Jo`) open no turn."""
NUMBERED = re.compile(r"(?P<number>\d{1,5})(?:[.):]?[\t \u00a0]+(?P<rest>.*)|[.)]?$)", re.DOTALL)
CAPTION_LINE = re.compile(r"\d{1,2}:\d\d:\d\d\s")
WEAK: tuple[tuple[Style, float], ...] = (
    (by(TAB), 0.4), (by(IN_BRACKETS), 0.4), (by(DASH), 0.4), (by(DOT), 0.4),
    (as_heading, 0.15), (alone, 0.15),
)  # fmt: skip
"""Styles that show only by repeating, each with the least share of lines that it opens."""
TITLE = re.compile(
    r"(?:(?:full|complete|episode|interview|meeting|verbatim|edited) )*transcript(?:ion)?s?:?",
    re.IGNORECASE,
)
"""The heading above the talk; what stands over it are notes about it."""
FEW = 0.05
"""Share of lines with a label below which stamps are what opens the turns."""
LEAST_TIMED = 0.3
PARAGRAPHED = 4
"""Up to so many lines a paragraph, blank lines set the turns of a file apart."""
LEAST_CUES = 3
LEAST_TALK = 3
SHORT_LINE = 60
LEAST_WEAK = 4
MOST_NUMBERED = 0.9
TOP = 15
SHORT = 12


class Talk(NamedTuple):
    """The lines of a file, how each opens, the labels believed; the header lies before `first`.

    `timed`: stamps open so many lines that they are none of the talk; `voiceless`: they are all
    that opens lines.
    """

    found: list[Line]
    openings: list[Opening]
    known: frozenset[str]
    first: int
    timed: bool = False
    voiceless: bool = False

    @property
    def opened(self) -> int:
        """Return how many lines open with a believed label."""
        return sum(one.label in self.known for one in self.openings[self.first :])


def talk_of(every: list[Line]) -> Talk:
    """Return the lines of a file with the way of opening them that opens by far the most."""
    found = _without_numbers(without_tags(every))
    at = _title(found)
    people = listed([bare(line.text) for line in found[: at or TOP]])
    inner = _talk(found[at:], people)
    if at and inner.opened < LEAST_TALK and not inner.voiceless:
        return _talk(found, people)
    above = [Opening("", "", line.text) for line in found[:at]]
    return inner._replace(found=found, openings=above + inner.openings, first=at + inner.first)


def _title(found: Sequence[Line]) -> int:
    """Return where the talk begins under a heading that says so; 0 without such a heading."""
    for number, line in enumerate(found, 1):
        if len(line.text) < SHORT_LINE and TITLE.fullmatch(bare(line.text)):
            marked = HEADING.match(line.text) or line.text.startswith(("**", "__"))
            return number if marked or (line.alone and number <= TOP) else 0
    return 0


def _talk(found: list[Line], people: frozenset[str]) -> Talk:
    sure = [opening(line.text) for line in found]
    known = _believed(sure, people, _places(found, sure))
    first = _header(found, sure, known)
    share = sum(one.begin is not None for one in sure) / max(len(sure), 1)
    best = Talk(found, sure, known, first, share >= LEAST_TIMED)
    for style, least in WEAK:
        again = [_again(style, line, one) for line, one in zip(found, sure, strict=True)]
        labels = _repeated(again, people, _over_words(found) if style is alone else None)
        other = best._replace(openings=again, known=labels)
        if other.opened > 2 * best.opened and other.opened >= max(LEAST_WEAK, least * len(found)):
            best = other
    if best.opened >= FEW * len(found) or not _is_timed(found, best.openings):
        return best
    return best._replace(known=frozenset(), first=0, voiceless=True)


def _is_timed(found: Sequence[Line], openings: Sequence[Opening]) -> bool:
    """Tell whether times open half of the lines or paragraphs, or (`16:02:24 Yes.`) nearly all."""
    to_the_second = sum(CAPTION_LINE.match(line.text) is not None for line in found)
    if to_the_second >= max(LEAST_CUES, MOST_NUMBERED * len(found)):
        return True
    opened = [
        line for line, one in zip(found, openings, strict=True) if one.fenced or is_clock(one)
    ]
    paragraphs = sum(line.opens for line in found)
    at_top = sum(line.opens for line in opened)
    return (len(opened) >= LEAST_CUES and 2 * len(opened) >= len(found)) or (
        at_top >= LEAST_CUES and 2 * at_top >= paragraphs
    )


def is_clock(one: Opening) -> bool:
    """Tell whether a line is a time and nothing else."""
    return one.begin is not None and not one.label and not one.rest


def _again(style: Style, line: Line, one: Opening) -> Opening:
    """Return how a line opens in a style that shows only by repeating."""
    stamped = one.begin is not None and not one.timed
    found = style(one.rest if stamped else line.text)
    if found is None:
        return one._replace(label="", timed=False)
    return found._replace(begin=one.begin if stamped else None, end=one.end, text=one.text)


def _places(found: Sequence[Line], openings: Sequence[Opening]) -> int:
    """Return where labels could stand, from the first on: the paragraphs, or else the lines."""
    first = next((number for number, one in enumerate(openings) if one.label), len(found))
    paragraphs = sum(line.opens for line in found[first:])
    if PARAGRAPHED * paragraphs >= len(found) - first:
        return paragraphs
    return sum(bool(one.rest) or not one.label for one in openings[first:])


def _believed(openings: Sequence[Opening], people: frozenset[str], places: int) -> frozenset[str]:
    """Return the labels to believe: with a time, unless they are words of the talk."""
    spoken = {
        word for one in openings for word in WORD.findall(one.rest or one.text) if word.islower()
    }
    plain = [one.label for one in openings if one.label and not one.timed]
    bracketed = Counter(label for label in plain if label.startswith("["))
    timed = Counter(one.label for one in openings if one.timed)
    alone = {one.label for one in openings if one.timed and not one.rest}
    sure = {
        label
        for label, count in timed.items()
        if count > 1 or label.startswith("[") or could_be(label, (), label in alone)
    }
    sure = sure if timed.total() > 1 else set()
    sure |= {label for label in bracketed if len(bracketed) > 1 or bracketed[label] > 1}
    first = next((number for number, one in enumerate(openings) if one.label), 0)
    return frozenset(sure) | believed(
        [label for label in [*plain, *timed.elements()] if not label.startswith("[")],
        spoken,
        people,
        places,
        opens=all(one.begin is None for one in openings[:first]),
    )


def _repeated(
    openings: Sequence[Opening], people: frozenset[str], over: frozenset[str] | None
) -> frozenset[str]:
    """Return the labels of a style that shows by repeating; `over`: lines that could be names."""
    counts = Counter(one.label for one in openings if one.label)
    if over is None:
        shaped = [n for n in counts.elements() if name_like(n) or n.startswith("[")]
        labels = believed(shaped, (), people)
        return labels if sum(counts[label] > 1 for label in labels) > 1 else frozenset()
    names = standing(counts)
    shouted = bool(names) and all(name.isupper() for name in names)
    if names <= over:
        lengths = {len(name.split()) for name in names}
        once = Counter(dict.fromkeys((n for n in over if len(n.split()) in lengths | {2, 3}), 2))
        rare = standing(once)
    else:
        rare = frozenset(n for n in counts if shouted and n.isupper() and len(n) > 2)
    rare |= {name for name in counts if name in people}
    return (names | rare) if len(names) > 1 else frozenset()


def _over_words(found: Sequence[Line]) -> frozenset[str]:
    """Return the lines that open a paragraph and have more of it below."""
    return frozenset(bare(line.text) for line in found if line.opens and not line.alone)


def _header(found: Sequence[Line], openings: Sequence[Opening], known: frozenset[str]) -> int:
    """Return how many lines at the top tell of the recording: front matter, date, place, people.

    Names beside such lines (`Interviewer: Jo`) open no turn; lines with a sentence end the search.
    """
    first = front_matter(found)
    about = labelled = 0
    for number, (line, one) in enumerate(zip(found[:TOP], openings, strict=False)):
        text = bare(line.text)
        if number < first or not text:
            continue
        if len(text.split()) > SHORT or (one.label in known and text.endswith((".", "?", "!"))):
            break
        labelled += one.label in known
        if ABOUT.fullmatch(text):
            about += 1
            first = number + 1 if labelled <= about else first
    return first


def _without_numbers(found: list[Line]) -> list[Line]:
    """Take the line numbers off, where the lines are numbered one by one."""
    matches = [NUMBERED.fullmatch(line.text) for line in found]
    numbers = [int(match["number"]) for match in matches if match]
    steps = sum(after == one + 1 for one, after in pairwise(numbers))
    if len(numbers) < LEAST_WEAK or min(len(numbers), steps + 1) < MOST_NUMBERED * len(found):
        return found
    bare_lines = (
        line._replace(text=(match["rest"] or "").strip()) if match else line
        for line, match in zip(found, matches, strict=True)
    )
    return [line for line in bare_lines if line.text]
