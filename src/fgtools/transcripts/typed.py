"""Talk typed by people: `Name: text` in text files, Markdown and Word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from fgtools.nouns import LeftOut
from fgtools.spans import WORD
from fgtools.transcripts.labels import accepted, split_label
from fgtools.transcripts.recording import Cue, Draft, tidy_label
from fgtools.transcripts.source import Source, lines
from fgtools.transcripts.times import seconds

CLOCK = r"\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d+)?"
LEADING = re.compile(rf"[\[(]?(?P<time>{CLOCK})[\])]?(?:\s+-)?(?:\s+|$)(?P<rest>.*)", re.DOTALL)
BRACKETED_LABEL = re.compile(r"\[(?P<label>[^\[\]]{1,40})\]\s+(?P<rest>.*)", re.DOTALL)
TRAILING = re.compile(rf"(?P<label>.+?)\s*[\[(](?P<time>{CLOCK})[\])]\s*:?(?:\s+(?P<rest>.*)|$)")
BOLD = re.compile(r"(\*\*|__)(?P<label>[^*_\n]{1,100}?)(?:\1\s*:|:\s*\1)\s*")
CLOSING = re.compile(r"(?:Transcription|Meeting) ended after [\d:]+.*|Transcribed by https?:\S+")
LEAST_SHARE = 0.05


class Opening(NamedTuple):
    """How a line begins: a label as printed (or none), its time, and what follows."""

    label: str
    rest: str
    time: float | None


def is_typed(source: Source) -> bool:
    """Tell whether a text opens with a label, or has at least two lines that begin with one."""
    texts = [line.text for line in lines(source)]
    openings = [_opening(text) for text in texts]
    known = _known(openings)
    count = sum(opening.label in known for opening in openings)
    return count > 0 and (
        openings[0].label in known or (count > 1 and count >= LEAST_SHARE * len(texts))
    )


def read_typed(source: Source) -> Draft:
    """Read typed talk; a line without a label goes on with the speaker of the line before it."""
    found = lines(source)
    openings = [_opening(line.text) for line in found]
    known = _known(openings)
    items: list[Cue] = []
    aside: list[LeftOut] = []
    doubtful: list[str] = []
    time: float | None = None
    for line, opening in zip(found, openings, strict=True):
        words = len(WORD.findall(line.text))
        time = opening.time if opening.time is not None else time
        if CLOSING.fullmatch(line.text):
            aside.append(LeftOut(line.where, "closing line", words))
        elif opening.label in known:
            items.append(Cue(tidy_label(opening.label), opening.rest, time))
            time = None
        elif items and opening.rest:
            doubtful += [line.where] if opening.label else []
            items.append(Cue(items[-1].speaker, _whole(opening), time, utterance="more"))
            time = None
        elif words and opening.rest:
            aside.append(LeftOut(line.where, "header", words))
    return Draft(tuple(items), tuple(aside), (*source.warnings, *_doubts(doubtful)))


def _known(openings: Sequence[Opening]) -> frozenset[str]:
    bracketed = {o.label for o in openings if o.label.startswith("[")}
    plain = accepted(f"{o.label}: " for o in openings if o.label and o.label not in bracketed)
    return plain | bracketed


def _opening(line: str) -> Opening:
    text = BOLD.sub(r"\g<label>: ", line, count=1) if line[:2] in ("**", "__") else line
    text = re.sub(r"\\([\[\]*_])", r"\1", text)
    time: float | None = None
    if match := LEADING.fullmatch(text):
        time, text = seconds(match["time"]), match["rest"]
        if bracketed := BRACKETED_LABEL.fullmatch(text):
            return Opening(f"[{bracketed['label']}]", bracketed["rest"], time)
    if (match := TRAILING.fullmatch(text)) and split_label(f"{match['label']}: ")[0]:
        return Opening(match["label"], match["rest"] or "", seconds(match["time"]))
    label, rest = split_label(text)
    return Opening(label, rest, time)


def _whole(opening: Opening) -> str:
    return f"{opening.label}: {opening.rest}" if opening.label else opening.rest


def _doubts(places: Sequence[str]) -> list[str]:
    if not places:
        return []
    shown = ", ".join(places[:5]) + (f" and {len(places) - 5} more" if len(places) > 5 else "")
    return [f"Words before a colon that were not taken for a speaker ({shown})."]
