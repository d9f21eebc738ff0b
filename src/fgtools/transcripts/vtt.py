"""WebVTT in its dialects, and SRT: one tolerant reader of cues that loses no line.

Grammar: https://www.w3.org/TR/webvtt1/. Teams ends a voice (`</v>`) and writes ids `GUID/n-m`
(utterance n, piece m), Graph leaves the ids out and does not pad its times, its metadata holds a
JSON object per cue, classic Stream names no speakers; Zoom writes `Name: text` and no voices.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from fgtools.nouns import LeftOut
from fgtools.spans import WORD, word_count
from fgtools.transcripts.labels import accepted, split_label
from fgtools.transcripts.recording import Cue, Draft, tidy_label
from fgtools.transcripts.source import Source
from fgtools.transcripts.times import out_of_order, seconds

ARROW = "-->"
GUID = r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
TEAMS_ID = re.compile(rf"{GUID}(?:/(?P<utterance>\d+)-\d+)?")
ANY_ID = re.compile(rf"\d+|{GUID}(?:/\d+-\d+)?")
CUT_OFF = re.compile(rf"{ANY_ID.pattern}|[0-9a-fA-F]{{8}}-[\w/-]*|\d+:[\d:., ]*[->]*")
TIMING = re.compile(r"\s*(?P<begin>\S{0,20}?)\s*-->\s*(?P<end>\S{0,20})(?:\s.*)?")
UNPADDED = re.compile(r"\s*(?:\d:\d{1,2}:\d{1,2}|\d+:\d:\d+|\d+:\d+:\d)\.\d+\s*-->")
HEAD = 20_000
"""Characters that show the dialect."""
VOICE = re.compile(r"<v(?:\.[^\s>]*)*(?:\s+(?P<name>[^>]*))?>")
TAG = re.compile(r"</?(?:[cibuv]|ruby|rt|lang|font)(?:[.\s][^>]*)?>|<\d[\d:.]*>|\{\\[^}]*\}")
ASIDE = re.compile(r"(NOTE|STYLE|REGION)(?=\s|$)")
ZOOM = re.compile(r"-->[^\n]*\n[^\n:<]{1,100}: ")
SRT = re.compile(r"\s*\d+[ \t]*\n\s*\d+:\d+:\d+[,.]\d+[ \t]*-->")
ONE_WORD_SHARE = 0.9


class Block(NamedTuple):
    """A cue as the file has it, and the number of its line of times."""

    number: int
    id: str
    begin: float | None
    end: float | None
    text: str


def is_vtt(source: Source) -> bool:
    """Tell whether a text is WebVTT, with or without its first line."""
    head = source.text[:200].lstrip()
    return head.startswith("WEBVTT") or (ARROW in source.text and "<v " in source.text)


def is_teams(source: Source) -> bool:
    """Tell whether WebVTT is of Teams: its ids, its times, its JSON, or closed voices, no ids."""
    if not is_vtt(source):
        return False
    text = source.text[:HEAD]
    marks = rf"(?m)^{GUID}(?:/\d+-\d+)?\s*$|^NOTE Confidence|^\{{\"[^\n]*\"spokenText\""
    if re.search(marks, text) or any(map(UNPADDED.match, text.split("\n"))):
        return True
    return "</v>" in text and re.search(r"(?m)^\d+\s*\n[^\n]*-->", text) is None


def is_zoom(source: Source) -> bool:
    """Tell whether WebVTT is of Zoom: no voices, most cues begin `Name: `."""
    if not is_vtt(source) or "<v" in source.text:
        return False
    return 2 * len(ZOOM.findall(source.text)) > source.text.count(ARROW)


def is_srt(source: Source) -> bool:
    """Tell whether a text is SRT: a number, then a line of times."""
    return SRT.match(source.text) is not None


def read_vtt(source: Source) -> Draft:
    """Read WebVTT with voices, JSON cues or no speakers."""
    blocks, aside = _blocks(source.text)
    cues = [cue for block in blocks for cue in _voices(block)]
    return _draft(source, blocks, _utterances(cues), aside)


def read_zoom(source: Source) -> Draft:
    """Read WebVTT with `Name: text`; a cue without a name is an unknown voice."""
    blocks, aside = _blocks(source.text)
    known = accepted(block.text for block in blocks)
    cues = [_named(block, known) for block in blocks]
    return _draft(source, blocks, cues, aside)


def read_srt(source: Source) -> Draft:
    """Read SRT; where names are printed at a change of speaker only, the last one speaks on."""
    blocks, aside = _blocks(source.text)
    known = accepted(block.text for block in blocks)
    cues: list[Cue] = []
    for block in blocks:
        cue = _named(block, known)
        if not cue.speaker and cues and not cue.text.startswith("["):
            cue = cue._replace(speaker=cues[-1].speaker)
        cues.append(cue)
    return _draft(source, blocks, _utterances(cues), aside)


def _draft(source: Source, blocks: list[Block], cues: list[Cue], aside: list[LeftOut]) -> Draft:
    empty = sum(not cue.text for cue in cues)
    if empty:
        aside.append(LeftOut(f"{empty} cues", "cue without words"))
    times = [(block.number, block.begin, block.end) for block in blocks]
    kept = tuple(cue for cue in cues if cue.text)
    return Draft(kept, tuple(aside), (*source.warnings, *out_of_order(times)))


def _blocks(text: str) -> tuple[list[Block], list[LeftOut]]:
    """Cut the text at its lines of times; a lone id before one belongs to it, never to speech."""
    rows = text.split("\n")
    arrows = [number for number, row in enumerate(rows) if _is_timing(row)]
    unpadded = any(UNPADDED.match(rows[at]) for at in arrows)
    starts = [_start(rows, at) for at in arrows] + [len(rows)]
    blocks: list[Block] = []
    aside = _before(rows[: starts[0]])
    for at, start, following in zip(arrows, starts, starts[1:], strict=False):
        begin, end = (seconds(time, unpadded) for time in TIMING.split(rows[at])[1:3])
        body, left_out = _body(rows[at + 1 : following])
        mark = rows[start].strip() if start < at else ""
        if following == len(rows) and (cut_off := _cut_off(rows[at + 1 :])):
            del body[-cut_off:]
            left_out.append(("cue cut off", 0))
        blocks.append(Block(at + 1, mark, begin, end, "\n".join(body)))
        aside += [LeftOut(f"after line {at + 1}", *left) for left in left_out]
    return blocks, _added_up(aside)


def _is_timing(row: str) -> bool:
    return ARROW in row and TIMING.fullmatch(row) is not None


def _start(rows: list[str], at: int) -> int:
    """Return where a cue begins: at its id, if the line above is one, or opens a block."""
    if at == 0 or not rows[at - 1].strip() or rows[at - 1].startswith("WEBVTT"):
        return at
    opens = at == 1 or not rows[at - 2].strip()
    return at - 1 if opens or ANY_ID.fullmatch(rows[at - 1].strip()) else at


def _before(rows: list[str]) -> list[LeftOut]:
    header = re.sub(r"(?m)^\s*WEBVTT", "", "\n".join(rows))
    notes, words = 0, 0
    for paragraph in header.split("\n\n"):
        note = ASIDE.match(paragraph.strip())
        count = len(WORD.findall(paragraph)) - bool(note)
        notes, words = (notes + count, words) if note else (notes, words + count)
    found = [("note of the file", notes), ("header", words)]
    return [LeftOut("before the first cue", reason, count) for reason, count in found if count]


def _cut_off(rows: list[str]) -> int:
    """Count the lines at the end that are the id and the times of a cue that never came."""
    for count, row in enumerate(reversed("\n".join(rows).rstrip().split("\n"))):
        if not row.strip():
            return count
        if not CUT_OFF.fullmatch(row.strip()):
            break
    return 0


def _body(rows: list[str]) -> tuple[list[str], list[tuple[str, int]]]:
    """Split what follows a line of times into speech and what is none."""
    speech: list[str] = []
    left_out: list[tuple[str, int]] = []
    in_note = False
    for row in rows:
        if not row.strip():
            in_note = False
        elif in_note or (ASIDE.match(row) and speech[-1:] == [""]):
            left_out.append(("note of the file", len(WORD.findall(row)) - (not in_note)))
            in_note = True
            continue
        speech.append(row.strip())
    return [row for row in speech if row], left_out


def _added_up(aside: list[LeftOut]) -> list[LeftOut]:
    """Fold the notes between cues (Stream writes one for each) into one entry."""
    between = [left for left in aside if left.reason == "note of the file"]
    rest = [left for left in aside if left.reason != "note of the file"]
    if not between:
        return rest
    total = sum(left.word_count for left in between)
    return [LeftOut(f"{len(between)} places", "note of the file", total), *rest]


def _voices(block: Block) -> Iterator[Cue]:
    begin, end = block.begin, block.end
    match = TEAMS_ID.fullmatch(block.id)
    utterance = (match["utterance"] or "") if match else ""
    if block.text.startswith("{") and (said := _metadata(block.text)):
        yield Cue(said[0], said[1], begin, end)
        return
    pieces = VOICE.split(block.text)
    if pieces[0].strip() or len(pieces) == 1:
        yield Cue("", _plain(pieces[0]), begin, end, utterance)
    for name, text in zip(pieces[1::2], pieces[2::2], strict=True):
        yield Cue(tidy_label(html.unescape(name or "")), _plain(text), begin, end, utterance)


def _metadata(text: str) -> tuple[str, str] | None:
    try:
        said = json.loads(text.replace("\n", " "))
        return tidy_label(str(said.get("speakerName") or "")), _plain(str(said["spokenText"]))
    except (ValueError, KeyError, RecursionError, AttributeError):
        return None


def _named(block: Block, known: frozenset[str]) -> Cue:
    label, rest = split_label(_plain(block.text))
    if label not in known:
        label, rest = "", _plain(block.text)
    return Cue(tidy_label(label), _plain(rest), block.begin, block.end)


def _plain(text: str) -> str:
    return " ".join(html.unescape(TAG.sub("", text)).split())


def _utterances(cues: list[Cue]) -> list[Cue]:
    """Where a cue is a word, number the sentences, so that their words come together again."""
    short = sum(word_count(cue.text) < 2 for cue in cues)
    if len(cues) < 10 or short < ONE_WORD_SHARE * len(cues):
        return cues
    number, joined = 0, []
    for cue in cues:
        joined.append(cue._replace(utterance=cue.utterance or f"sentence {number}"))
        number += cue.text.endswith((".", "?", "!", "…"))
    return joined
