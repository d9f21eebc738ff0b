"""WebVTT in its dialects, and SRT: one tolerant reader of cues that loses no line.

Teams ends a voice (`</v>`) and writes ids `GUID/n-m` (utterance n, piece m), Graph leaves the ids
out and does not pad its times, its metadata holds a JSON object per cue, classic Stream names no
speakers; Webex has the speaker in the id; Zoom writes `Name: text` and no voices; YouTube's
captions roll, every line standing in two cues.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice, pairwise

from fgtools.nouns import LeftOut
from fgtools.spans import WORD
from fgtools.transcripts.cue_speakers import (
    MOSTLY,
    VOICE,
    labels_at_openings,
    named,
    names_in_brackets,
    openings,
    sentences,
    split_row,
    stand_at_changes,
    voice_name,
    voices,
    with_colons,
)
from fgtools.transcripts.cues import (
    ANY_ID,
    ARROW,
    GUID,
    HEAD,
    UNPADDED,
    WEBEX_ID,
    Block,
    blocks,
    head_blocks,
    header,
    plain,
)
from fgtools.transcripts.recording import Cue, Draft
from fgtools.transcripts.source import Source
from fgtools.transcripts.times import OddTimes

FIRST_LINE = re.compile(r"(?m)^\s*WEBVTT(?=\s|$)")
TEAMS = re.compile(
    rf"(?m)^{GUID}(?:[/-]\d+(?:-\d+)?)?[ \t]*\n[^\n]*-->|^NOTE (?:Confidence|duration|language)\b"
    r'|"spokenText"\s*:'
)
WEBEX = re.compile(rf"(?m)^{WEBEX_ID.pattern.replace('?P<name>', '?:')}[ \t]*\n[^\n]*-->")
SRT = re.compile(
    r"(?m)^[ \t]*\d+[ \t]*\n[ \t]*-?\d+:\d+:\d+[,.]\d+[ \t]*-->"
    r"|^[ \t]*(?:\d+:)?\d\d:\d\d,\d{1,3}[ \t]*-->"
)
LABELLED = 0.25
ROLLED = 0.4
MANY = 2000
"""Cues that show whether labels stand only where the speaker changes."""


def is_vtt(source: Source) -> bool:
    """Tell whether a text is WebVTT, with or without its first line."""
    text = source.text
    if text[:200].lstrip().startswith("WEBVTT"):
        return True
    if ARROW not in text:
        return False
    if FIRST_LINE.search(text[:1000]) or TEAMS.search(text[:HEAD]) or WEBEX.search(text[:HEAD]):
        return True
    found = head_blocks(text)
    if not found or _has_commas(text):
        return False
    return source.name.lower().endswith(".vtt") or any(VOICE.match(block.text) for block in found)


def is_teams(source: Source) -> bool:
    """Tell whether WebVTT is of Teams: its ids, its times, its JSON, or closed voices, no ids."""
    if not is_vtt(source):
        return False
    text = source.text[:HEAD]
    if TEAMS.search(text) or UNPADDED.search(text):
        return True
    ids = any(block.id for block in head_blocks(source.text))
    return re.search(r"</[vV]>", text) is not None and VOICE.search(text) is not None and not ids


def is_webex(source: Source) -> bool:
    """Tell whether WebVTT is of Webex: its ids hold the speaker."""
    return WEBEX.search(source.text[:HEAD]) is not None and is_vtt(source)


def is_zoom(source: Source) -> bool:
    """Tell whether WebVTT is of Zoom: numbered cues of one line, no voices, many with `Name: `."""
    if not is_vtt(source):
        return False
    found = head_blocks(source.text)
    if not found or any(VOICE.search(block.text) for block in found):
        return False
    numbered = sum(block.id.isdigit() for block in found)
    single = sum(len(block.rows) < 2 for block in found)
    known = labels_at_openings(openings(found), is_dense=True)
    named_cues = sum(split_row(plain(block.text))[0] in known for block in found)
    brackets = sum(plain(block.text).startswith("[") for block in found)
    return min(numbered, single) >= MOSTLY * len(found) and named_cues - brackets >= LABELLED * len(
        found
    )


def is_srt(source: Source) -> bool:
    """Tell whether a text is SRT: a number, then a line of times; or times with a comma."""
    return SRT.search(source.text[:HEAD]) is not None


def read_vtt(source: Source) -> Draft:
    """Read WebVTT or SRT with voices, JSON cues, labels or no speakers."""
    if VOICE.search(source.text) or '"spokenText"' in source.text:
        return draft(source, _voiced)
    above = names_in_brackets(head_blocks(source.text))
    known = labels_at_openings(openings(_blocks(source.text))) | above
    if not known:
        return draft(source, _voiced)
    carries = stand_at_changes(islice(_blocks(source.text), MANY), known)
    return draft(source, lambda found: named(found, known, carries))


def read_zoom(source: Source) -> Draft:
    """Read WebVTT with `Name: text`; a cue without a name is an unknown voice."""
    known = labels_at_openings(openings(blocks(source.text)), is_dense=True)
    return draft(source, lambda found: named(found, known, carries=False))


def read_webex(source: Source) -> Draft:
    """Read WebVTT with the speaker in the id; `""` is an unknown voice."""
    return draft(source, lambda found: map(_by_id, found))


def draft(source: Source, speakers: Callable[[Iterator[Block]], Iterable[Cue]]) -> Draft:
    """Make the draft of a file from its blocks, given how their speakers are told."""
    tally = Tally()
    found = tally.watched(_blocks(source.text))
    if rolls(head_blocks(source.text)):
        found = tally.unrolled(found)
    cues = sentences([cue for cue in speakers(found) if cue.text])
    aside = (*header(source.text), *tally.left_out())
    return Draft(tuple(cues), aside, (*source.warnings, *tally.warnings()))


def rolls(found: list[Block]) -> bool:
    """Tell whether captions roll: a cue begins with the line that the one before ended with."""
    shown = [[text for row in block.rows if (text := plain(row))] for block in found]
    shown = [rows for rows in shown if rows]
    pairs = [(one[-1], other) for one, other in pairwise(shown) if one[-1] in other[: len(one)]]
    # The same cue again and again is a fault of the machine that wrote it, and is kept.
    moved = sum(other[-1] != last for last, other in pairs)
    tagged = any(re.search(r"<\d[\d:.]*><c|<u>", block.text) for block in found)
    return (moved > 1 or (tagged and bool(pairs))) and len(pairs) >= ROLLED * (len(shown) - 1)


class Tally:
    """Count, while blocks pass, what is no speech and what is odd."""

    def __init__(self) -> None:
        self.odd = OddTimes()
        self.beyond = OddTimes()
        self.notes: list[int] = []
        self.names = [0, 0]
        self.empty = 0
        self.cut_off = 0
        self.folded = [0, 0]

    def watched(self, found: Iterable[Block]) -> Iterator[Block]:
        """Yield the blocks as they are, counted."""
        for block in found:
            self.odd.look(block.number, block.begin, block.end)
            self.notes += block.notes
            self.empty += not block.rows
            if block.beyond:
                self.beyond.add("minutes or seconds over 59", block.number)
            if block.cut_off:
                self.cut_off = block.number
            if block.id and not ANY_ID.fullmatch(block.id):
                self.names[0] += 1
                self.names[1] += len(WORD.findall(block.id))
            yield block

    def unrolled(self, found: Iterable[Block]) -> Iterator[Block]:
        """Yield each line of rolling captions once, shown until its last cue ends."""
        held: Block | None = None
        above: list[str] = []
        for block in found:
            shown = [text for row in block.rows if (text := plain(row))]
            again = next(
                n for n in range(len(shown), -1, -1) if above[len(above) - n :] == shown[:n]
            )
            if again:
                self.folded[0] += 1
                self.folded[1] += sum(len(WORD.findall(row)) for row in shown[:again])
            above = shown or above
            if held is not None and again == len(shown):
                ends = [end for end in (held.end, block.end) if end is not None]
                held = held._replace(end=max(ends, default=None))
                continue
            if held is not None:
                yield held
            held = block._replace(rows=shown[again:])
        if held is not None:
            yield held

    def left_out(self) -> list[LeftOut]:
        """Return what was no speech, one entry for each reason."""
        notes, (names, name_words), (folded, words) = self.notes, self.names, self.folded
        entries = (
            (len(notes), _several(len(notes), "place"), "note of the file", sum(notes)),
            (names, _several(names, "cue"), "name of a cue", name_words),
            (folded, _several(folded, "cue"), "repeated caption", words),
            (self.cut_off, f"after line {self.cut_off}", "cue cut off", 0),
            (self.empty, _several(self.empty, "cue"), "cue without words", 0),
        )
        return [LeftOut(where, why, total) for count, where, why, total in entries if count]

    def warnings(self) -> list[str]:
        """Return one line for each thing that people should look at."""
        lines = [*self.odd.warnings(), *self.beyond.warnings()]
        if self.folded[0]:
            lines.append("The captions roll, each line stands in several cues: it was read once.")
        if self.cut_off:
            lines.append(f"The file breaks off after line {self.cut_off}: download it again.")
        return lines


def _several(count: int, unit: str) -> str:
    return f"{count} {unit}{'' if count == 1 else 's'}"


def _blocks(text: str) -> Iterator[Block]:
    names = names_in_brackets(head_blocks(text))
    return with_colons(blocks(text), names) if names else blocks(text)


def _voiced(found: Iterable[Block]) -> Iterator[Cue]:
    return (cue for block in found for cue in voices(block))


def _by_id(block: Block) -> Cue:
    match = WEBEX_ID.fullmatch(block.id)
    speaker = voice_name(match["name"]) if match else ""
    return Cue(speaker, plain(block.text), block.begin, block.end)


def _has_commas(text: str) -> bool:
    return re.search(r"(?m)^[ \t]*[\d:]+,\d+[ \t]*-->", text[:HEAD]) is not None
