"""How a line of typed talk begins: the ways in which people and programs print name and time."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from fgtools.transcripts.labels import name_like, split_label
from fgtools.transcripts.markdown import HEADING, bare, unescaped
from fgtools.transcripts.times import seconds

CLOCK = r"\d{1,3}:\d\d(?::\d\d(?:[:;]\d\d)?)?(?:[.,]\d{1,9})?"
LEADING = re.compile(
    rf"(?P<open>[\[(<#]?)\s?(?P<begin>{CLOCK})"
    rf"(?:\s*(?:-->|[-–—]|to)\s*(?P<end>{CLOCK})(?:\s\|\s{CLOCK})?)?(?:-\d)?\s?[\])>#]?"
    r"(?:\s*[-–|:](?=\s))?(?:\s+|$)(?P<rest>.*)",
    re.DOTALL,
)
TRAILING = re.compile(
    rf"(?P<label>[^\s\[(].{{0,99}}?)\s*(?:[\[(]\s?(?P<begin>{CLOCK})"
    rf"(?:\s*(?:-->|[-–—])\s*(?P<end>{CLOCK}))?\s?[\])]|\s[-–|@]\s(?P<bare>{CLOCK})(?=\s*:?\s*$))"
    r"\s*(?P<colon>:?)(?:\s+(?P<rest>.*)|$)",
    re.DOTALL,
)
CAPTION = re.compile(
    rf"\[(?P<label>[^\[\]]{{1,100}})\]\s+(?P<begin>{CLOCK})(?:\s?(?P<half>[AaPp])\.?[Mm]\.?)?"
    r"(?:\s+(?P<rest>.*)|$)",
    re.DOTALL,
)
IN_BRACKETS = re.compile(r"(?P<label>\[[^\[\]]{1,40}\])\s?(?P<colon>:?)\s+(?P<rest>.*)", re.DOTALL)
WITHIN = re.compile(rf"[\[(](?P<begin>{CLOCK})[\])]\s*(?P<rest>.*)", re.DOTALL)
DASH = re.compile(r"(?P<label>[^\s\-–—][^\n–—]{0,59}?)\s+[-–—]\s+(?P<rest>.*)", re.DOTALL)
TAB = re.compile(r"(?P<label>[^\t\n]{1,60}?)[ \u00a0]*\t+\s*(?P<rest>\S.*)", re.DOTALL)
DOT = re.compile(r"(?P<label>[A-Z]{1,2}\d{0,2})\.\s+(?P<rest>\S.*)", re.DOTALL)
BULLET = re.compile(r"\A(?:[-*•–]\s+|>+\s*)(?=\S)")
LONGEST_BOLD = 140
MOST_NAME = 6
DAY_HALF = 12 * 3600


class Opening(NamedTuple):
    """How a line begins: a label (or none), what follows it, its times, and how sure its shape is.

    `text` is the line without its time: what was said where the label is none. `timed` is true
    where time and label together open the line, `clock` where it is the time of day.
    """

    label: str
    rest: str
    text: str
    begin: float | None = None
    end: float | None = None
    timed: bool = False
    fenced: bool = False


Style = Callable[[str], "Opening | None"]


def plain_label(text: str) -> str:
    """Return a line without bullet and without bold or italics round the label that opens it."""
    text = BULLET.sub("", text, count=1)
    mark = text[: len(text) - len(text.lstrip("*_"))][:3]
    close = text.find(mark, len(mark), LONGEST_BOLD) if mark else -1
    if close < 0:
        return text
    inside, after = text[len(mark) : close].strip(), text[close + len(mark) :].lstrip()
    behind = after.lstrip("*_ ")
    if LEADING.fullmatch(inside):
        return f"{inside} {after}".rstrip()
    if inside.endswith(":") or behind.startswith(("(", "[")) or not behind:
        return f"{inside} {behind}".rstrip()
    if behind.startswith(":"):
        return f"{inside}: {behind[1:].lstrip()}"
    return text


def opening(line: str) -> Opening:
    """Return how a line begins, in the ways that need no second look: colon, or time and name."""
    text = plain_label(unescaped(HEADING.sub("", line, count=1)))
    if match := CAPTION.fullmatch(text):
        begin = _of_day(seconds_of(match["begin"]), match["half"])
        return Opening(match["label"], match["rest"] or "", text, begin, timed=True)
    if match := LEADING.fullmatch(text):
        return _after_time(match, unescaped(line))
    if match := TRAILING.fullmatch(text):
        begin = seconds_of(match["begin"] or match["bare"])
        end = seconds_of(match["end"]) if match["end"] else None
        return Opening(match["label"], match["rest"] or "", unescaped(line), begin, end, timed=True)
    return _with_colon(text, unescaped(line))


def _after_time(match: re.Match[str], line: str) -> Opening:
    begin, end = seconds_of(match["begin"]), match["end"] and seconds_of(match["end"])
    rest = plain_label(match["rest"])
    fenced = bool(match["open"] or match["end"])
    text = match["rest"] if fenced or not match["rest"] else line
    if found := IN_BRACKETS.fullmatch(rest):
        return Opening(found["label"], found["rest"], text, begin, end or None, True, fenced)
    label, said = split_label(rest)
    if match["end"] and (found := DASH.fullmatch(rest)) and ": " not in found["label"]:
        label, said = found["label"], found["rest"]
    if not label and name_like(rest) and len(rest.split()) <= MOST_NAME and rest[-1] not in ".?!,;":
        label, said = rest, ""
    return Opening(label, said, text, begin, end or None, bool(label), fenced)


def untimed(line: str) -> str:
    """Return a line without the time that opens it."""
    match = LEADING.fullmatch(line)
    return match["rest"] if match else line


def _with_colon(text: str, line: str) -> Opening:
    if (match := IN_BRACKETS.fullmatch(text)) and match["colon"]:
        return Opening(match["label"], match["rest"], line)
    label, rest = split_label(text)
    if label and (match := WITHIN.match(rest)):
        return Opening(label, match["rest"], line, seconds_of(match["begin"]), timed=True)
    return Opening(label, rest, line)


def by(shape: re.Pattern[str]) -> Style:
    """Return the style in which a name is set off from its words by a dash, tab or full stop."""

    def style(line: str) -> Opening | None:
        match = shape.fullmatch(plain_label(unescaped(line)))
        return Opening(match["label"], match["rest"], unescaped(line)) if match else None

    return style


def as_heading(line: str) -> Opening | None:
    """Return the opening of a line that is a Markdown heading: the name of who speaks below."""
    return Opening(bare(line), "", line) if HEADING.match(line) else None


def alone(line: str) -> Opening | None:
    """Return the opening of a line that is a name and nothing else."""
    text = bare(line)
    return Opening(text, "", line) if name_like(text) and len(text.split()) <= MOST_NAME else None


def seconds_of(printed: str) -> float | None:
    """Return a time in seconds; frames behind it (`00:01:02:15`) are passed over."""
    parts = re.split(r"[:;]", printed)
    return seconds(":".join(parts[:3]))


def _of_day(begin: float | None, half: str | None) -> float | None:
    if begin is None or not half:
        return begin
    return begin % DAY_HALF + (DAY_HALF if half in "pP" else 0)
