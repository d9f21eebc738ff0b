"""AWS Transcribe: JSON of items joined to speakers, channels, and Call Analytics.

Times are seconds written as text; punctuation has none and belongs to the word before it. Labels
stand on the items (newer files), or in `speaker_labels`, joined on the time at which a word starts.
https://docs.aws.amazon.com/transcribe/latest/dg/how-input.html#how-output
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence

from fgtools.nouns import LeftOut
from fgtools.spans import WORD
from fgtools.transcripts import word_cues
from fgtools.transcripts.fields import label, number, parsed, records, words
from fgtools.transcripts.recording import Cue, Draft
from fgtools.transcripts.refused import refuse_data
from fgtools.transcripts.source import Source
from fgtools.transcripts.times import out_of_order
from fgtools.transcripts.word_cues import Word

RESULTS = re.compile(r'(?<!\\)"results"\s*:\s*\{')
ITEMS = re.compile(r'(?<!\\)"(?:items|transcripts|audio_segments)"\s*:\s*\[')
CALL = re.compile(r'(?<!\\)"Transcript"\s*:\s*\[')
CONTENT = re.compile(r'(?<!\\)"(?:Content|BeginOffsetMillis)"\s*:')


def is_aws(source: Source) -> bool:
    """Tell whether a text is JSON of AWS Transcribe or of its Call Analytics."""
    if not source.text.lstrip().startswith("{"):
        return False
    shapes = (RESULTS, ITEMS), (CALL, CONTENT)
    return any(all(sign.search(source.text) for sign in shape) for shape in shapes)


def read_aws(source: Source) -> Draft:
    """Read AWS Transcribe; raise FgtoolsError if the JSON is damaged or something else."""
    found = parsed(source)
    if not isinstance(found, dict):
        return refuse_data(source)
    if isinstance(found.get("Transcript"), list):
        return _call(source, records(found["Transcript"]))
    results = found.get("results")
    if not isinstance(results, dict):
        return refuse_data(source)
    channels = _channels(results)
    if channels and not results.get("speaker_labels"):
        apart = [cue for channel in channels for cue in _sentences(channel)]
        cues = sorted(apart, key=lambda cue: cue.begin or 0.0)
    else:
        cues = word_cues.cues(_words(records(results.get("items")), _speaker(results)))
    cues = cues or _segments(results)
    labelled = any(cue.speaker for cue in cues)
    lost = sum(len(WORD.findall(cue.text)) for cue in cues if labelled and not cue.speaker)
    warnings = [f"{lost} words have no speaker: an unknown voice."] if lost else []
    return Draft(tuple(cues), (), (*source.warnings, *warnings, *_unlike(results, cues)))


def _call(source: Source, pieces: Sequence[dict[str, object]]) -> Draft:
    """Read Call Analytics: a list of what each party said, in milliseconds."""
    cues: list[Cue] = []
    spans: list[tuple[int, float | None, float | None]] = []
    for number_, piece in enumerate(pieces, 1):
        speaker = label(piece.get("ParticipantRole")) or label(piece.get("ParticipantId"))
        begin, end = (_milliseconds(piece.get(f"{side}OffsetMillis")) for side in ("Begin", "End"))
        text = words(piece.get("Content"))
        if not text.strip():
            text = word_cues.joined(_words(records(piece.get("Items")), lambda item: ""))
        spans.append((number_, begin, end))
        if text.strip():
            cues.append(Cue(speaker, " ".join(text.split()), begin, end))
    blank = len(pieces) - len(cues)
    aside = (LeftOut(f"{blank} segments", "cue without words"),) if blank else ()
    return Draft(tuple(cues), aside, (*source.warnings, *out_of_order(spans, "Segment")))


def _milliseconds(value: object) -> float | None:
    found = number(value)
    return None if found is None else round(found / 1000, 3)


def _words(
    items: Sequence[dict[str, object]], speaker: Callable[[dict[str, object]], str]
) -> list[Word]:
    found: list[Word] = []
    for item in items:
        text = _content(item).strip()
        kind = words(item.get("type", item.get("Type")))
        glued = kind == "punctuation" and bool(found)
        if text:
            times = number(item.get("start_time")), number(item.get("end_time"))
            found.append(Word("" if glued else speaker(item), text, *times, glued))
    return found


def _content(item: dict[str, object]) -> str:
    for alternative in records(item.get("alternatives")):
        return words(alternative.get("content"))
    return words(item.get("content", item.get("Content")))


def _speaker(results: dict[str, object]) -> Callable[[dict[str, object]], str]:
    """Return what names the speaker of an item: its own label, else that of its start."""
    tables = results.get("speaker_labels")
    segments = [
        segment
        for table in records(tables if isinstance(tables, list) else [tables])
        for segment in records(table.get("segments"))
    ]
    exact = {
        (number(item.get("start_time")), number(item.get("end_time"))): label(
            item.get("speaker_label", segment.get("speaker_label"))
        )
        for segment in segments
        for item in records(segment.get("items"))
    }
    starts = {times[0]: name for times, name in exact.items()}
    spoken = sorted(
        (begin, end, label(segment.get("speaker_label")))
        for segment in segments
        if (begin := number(segment.get("start_time"))) is not None
        and (end := number(segment.get("end_time"))) is not None
    )

    def within(begin: float | None) -> str:
        at = bisect_right(spoken, (begin or 0.0, float("inf"), "")) - 1
        return spoken[at][2] if begin is not None and at >= 0 and begin < spoken[at][1] else ""

    def speaker(item: dict[str, object]) -> str:
        begin, end = number(item.get("start_time")), number(item.get("end_time"))
        own = label(item.get("speaker_label"))
        return own or exact.get((begin, end)) or starts.get(begin) or within(begin)

    return speaker


def _channels(results: dict[str, object]) -> list[list[Word]]:
    """Return the words of each channel of a recording with one voice to a channel."""
    tables = results.get("channel_labels")
    channels = records(tables.get("channels")) if isinstance(tables, dict) else []
    found = []
    for channel in channels:
        name = label(channel.get("channel_label"))
        spoken = _speaker({}) if not name else (lambda item, name=name: name)
        found.append(_words(records(channel.get("items")), spoken))
    return [channel for channel in found if channel]


def _sentences(channel: list[Word]) -> list[Cue]:
    """Return a channel's sentences: channels talk over each other, and words would interlock."""
    name = channel[0].speaker
    unnamed = [word._replace(speaker="") for word in channel]
    return [cue._replace(speaker=name) for cue in word_cues.cues(unnamed)]


def _segments(results: dict[str, object]) -> list[Cue]:
    """Return the longer pieces, or the text as a whole, of a file without items."""
    pieces = records(results.get("audio_segments")) or records(results.get("transcripts"))
    cues = [
        Cue(
            label(piece.get("speaker_label")),
            " ".join(words(piece.get("transcript")).split()),
            number(piece.get("start_time")),
            number(piece.get("end_time")),
        )
        for piece in pieces
    ]
    return [cue for cue in cues if cue.text]


def _unlike(results: dict[str, object], cues: Sequence[Cue]) -> list[str]:
    pieces = records(results.get("transcripts"))
    full = sum(len(WORD.findall(words(piece.get("transcript")))) for piece in pieces)
    kept = sum(len(WORD.findall(cue.text)) for cue in cues)
    if full <= 1.02 * kept + 2:
        return []
    return [f"The file's text as a whole has {full} words, its items {kept}: some may be lost."]
