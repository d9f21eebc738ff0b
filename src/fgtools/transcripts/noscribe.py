"""noScribe's WebVTT and text: who overlaps whom, pauses, time stamps in the words.

Grammar: the writer of https://github.com/kaixxx/noScribe. A cue or paragraph belongs to `S01`;
`//S02: words //` in it is what S02 said meanwhile (`//S02` as its voice where a cue begins so), and
a bare `//` goes back to S01. `S01 [00:00:12]: ` or `S01: [00:00:12] ` opens a paragraph, further
stamps stand in it every minute; pauses are `(..)` and `(12 seconds pause)`.

An overlap becomes a turn of the one who spoke it, in its place: it is that person's voice, and the
words of the turn that it interrupts stay where they were, before and behind it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from fgtools.nouns import LeftOut
from fgtools.spans import EVENT, WORD
from fgtools.transcripts import vtt
from fgtools.transcripts.cue_speakers import VOICE, voice_name
from fgtools.transcripts.cues import ARROW, Block, plain
from fgtools.transcripts.recording import Cue, Draft, tidy_label
from fgtools.transcripts.source import Line, Source, lines
from fgtools.transcripts.times import seconds

HEAD = 3000
MADE = re.compile(r"\bnoScribe\W+vers\b", re.IGNORECASE)
CODE = re.compile(r"(?m)^<v (?://)?S\d\d>")
SWITCH = re.compile(r"(?<!:)//(?:(?P<name>[^\s/:][^/:\n]{0,60}):|(?=\s|$))")
STAMP = r"\[\d{1,3}:\d\d(?::\d\d)?\]"
STAMPED = re.compile(rf"\s*({STAMP}):?\s*")
LABEL = re.compile(rf"(?P<label>[^\s:\[\]][^:\[\]\n]{{0,80}}?)\s?(?:(?P<at>{STAMP})\s?)?:(?=\s|$)")
CODED = re.compile(rf"(?:S\d\d|[^\s:\[\]][^:\[\]\n]{{0,80}}?)(?: {STAMP}:|: {STAMP})(?=\s|$)")


def is_vtt(source: Source) -> bool:
    """Tell whether WebVTT was made by noScribe: its note says so, or speakers are `S01`."""
    if not vtt.is_vtt(source):
        return False
    return MADE.search(source.text[:HEAD]) is not None or CODE.search(source.text) is not None


def read_vtt(source: Source) -> Draft:
    """Read noScribe's WebVTT; an overlap is a turn of the other speaker."""
    return vtt.draft(source, lambda found: (cue for block in found for cue in _spoken(block)))


def is_text(source: Source) -> bool:
    """Tell whether a text was made by noScribe: its head says so, or labels carry its stamps."""
    text = source.text
    if ARROW in text[:HEAD]:
        return False
    if MADE.search(text[:HEAD]):
        return True
    found = re.findall(rf"(?m)^S\d\d(?: {STAMP}:|: {STAMP})(?=\s)", text)
    return len(found) > 1


def read_text(source: Source) -> Draft:
    """Read noScribe's text: a paragraph for each turn, the first lines are its head."""
    rows = lines(source)
    top, body = _head(rows)
    labels = _labels(body)
    cues: list[Cue] = []
    speaker = ""
    for row in body:
        label, begin, words = _opening(row.text, labels)
        speaker = label or speaker
        cues += _stamped(speaker, words, begin)
    aside = [LeftOut(row.where, "header", len(WORD.findall(row.text))) for row in top]
    return Draft(tuple(cues), tuple(aside), source.warnings)


def _spoken(block: Block) -> Iterator[Cue]:
    pieces = VOICE.split(block.text)
    speakers = ["", *(voice_name((name or "").lstrip("/")) for name in pieces[1::2])]
    for speaker, text in zip(speakers, pieces[::2], strict=True):
        words = _unlabelled(plain(text), speaker)
        for who, said in overlapped(speaker, " ".join(STAMPED.sub(" ", words).split())):
            yield Cue(who, said, block.begin, block.end)


def _unlabelled(text: str, speaker: str) -> str:
    """Return the words of a cue without the speaker and the stamp printed once more in it."""
    match = LABEL.match(text)
    return text[match.end() :] if match and tidy_label(match["label"]) == speaker else text


def overlapped(speaker: str, text: str, who: str = "") -> Iterator[tuple[str, str]]:
    """Yield who said which words of a turn: its speaker, or one who spoke meanwhile.

    `who` speaks at its start, if it is not the speaker.
    """
    who, at = who or speaker, 0
    for switch in SWITCH.finditer(text):
        yield who, text[at : switch.start()].strip()
        who, at = tidy_label(switch["name"] or "") or speaker, switch.end()
    yield who, text[at:].strip()


def _head(rows: list[Line]) -> tuple[list[Line], list[Line]]:
    """Split the lines before the first turn from the rest; a pause belongs to the talk."""
    made = next((n for n, row in enumerate(rows) if MADE.search(row.text)), -1)
    first = made + 1
    while 0 < first < len(rows) and not rows[first].opens:
        first += 1
    opening = next((n for n in range(first, len(rows)) if CODED.match(rows[n].text)), first)
    if any(LABEL.match(row.text) for row in rows[first:opening]):
        opening = first
    pauses = [row for row in rows[first:opening] if EVENT.fullmatch(row.text)]
    top = [*rows[:first], *(row for row in rows[first:opening] if row not in pauses)]
    return top, [*pauses, *rows[opening:]]


def _labels(rows: Iterable[Line]) -> frozenset[str]:
    """Return the labels that open paragraphs: with a stamp, coded, or more than once."""
    found = [match for row in rows if row.opens and (match := LABEL.match(row.text))]
    counts = Counter(match["label"] for match in found)
    stamped = {match["label"] for match in found if CODED.match(match.string)}
    coded = {label for label in counts if re.fullmatch(r"S\d\d", label)}
    repeated = {label for label, count in counts.items() if count > 1}
    return frozenset(stamped | coded | (repeated if not stamped else set()))


def _opening(text: str, labels: frozenset[str]) -> tuple[str, float | None, str]:
    match = LABEL.match(text)
    if match is None or match["label"] not in labels:
        return "", None, text
    begin = seconds(match["at"].strip("[]")) if match["at"] else None
    return tidy_label(match["label"]), begin, text[match.end() :]


def _stamped(speaker: str, text: str, begin: float | None) -> Iterator[Cue]:
    """Yield the words of a paragraph, cut at the stamps in it, and who said them."""
    who = speaker
    for number, piece in enumerate(STAMPED.split(text)):
        if number % 2:
            begin = seconds(piece.strip("[]"))
            continue
        for who_now, said in overlapped(speaker, piece, who):
            who = who_now
            if said:
                yield Cue(who, " ".join(said.split()), begin)
