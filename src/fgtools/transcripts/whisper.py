"""Whisper and its kin: JSON of segments (and words), WhisperX with speakers, TSV.

Shapes: openai-whisper, whisper-timestamped, faster-whisper and WhisperX `segments` (WhisperX with
`words` that carry `score` and `speaker`, some without times); whisper.cpp `transcription` with
`offsets` in milliseconds; Hugging Face `chunks` with `timestamp` pairs; a bare list of segments or
words. TSV is `start end text` in milliseconds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from fgtools.nouns import LeftOut
from fgtools.spans import WORD
from fgtools.transcripts import word_cues
from fgtools.transcripts.fields import label, number, parsed, records, words
from fgtools.transcripts.made_up import made_up
from fgtools.transcripts.recording import Cue, Draft
from fgtools.transcripts.refused import refuse_data
from fgtools.transcripts.source import Source
from fgtools.transcripts.times import out_of_order
from fgtools.transcripts.word_cues import Word

LISTS = "speakers", "segments", "transcription", "chunks", "word_segments", "words"
"""Where the pieces stand, best first: insanely-fast-whisper gives `chunks`, and `speakers` too."""
SEGMENTED = "speakers", "segments", "transcription"
"""Lists that hold segments even where each is of one word, as over noise."""
OTHERS = "utterances", "monologues", "results"
"""Keys of other services, whose times are in other units."""
SHAPE = re.compile(rf'(?<!\\)"(?:{"|".join(LISTS)})"\s*:\s*\[|\A\s*\[\s*\{{')
TIMED = re.compile(
    r'(?<!\\)"(?:start|timestamp|timestamps|offsets)"\s*:|(?<!\\)"segments"\s*:\s*\[\s*\]'
)
TEXT = re.compile(r'(?<!\\)"(?:text|word)"\s*:')
VOICED = re.compile(r'(?<!\\)"speaker"\s*:\s*(?:"[^"]|\d)')
SCORED = re.compile(r'(?<!\\)"word"\s*:[^{}]{0,200}(?<!\\)"score"\s*:')
TSV_HEAD = re.compile(r"\s*start\tend\ttext[ \t]*(?:\n(?!\d+:\d)|$)", re.IGNORECASE)


def is_whisper(source: Source) -> bool:
    """Tell whether a text is JSON of timed segments or words."""
    if source.text.lstrip()[:1] not in ("{", "["):
        return False
    return all(sign.search(source.text) for sign in (SHAPE, TIMED, TEXT))


def is_whisperx(source: Source) -> bool:
    """Tell whether JSON of segments is of WhisperX: it names speakers or scores words."""
    marked = VOICED.search(source.text) or SCORED.search(source.text)
    return marked is not None and is_whisper(source)


def read_whisper(source: Source) -> Draft:
    """Read JSON of segments or words; raise FgtoolsError if it is damaged or something else."""
    found = parsed(source)
    pieces, whole, key = _pieces(found)
    said = [piece for piece in pieces if _text(piece).strip()]
    silent = isinstance(found, dict) and found.get("segments") == []
    if not silent and all(_time(piece, 0) is None for piece in pieces):
        return refuse_data(source)
    warnings = [*source.warnings, *made_up([_text(piece) for piece in pieces], "segment")]
    if key not in SEGMENTED and _are_words(said):
        cues = word_cues.cues(_words(said, ""))
    else:
        cues = [cue for piece in said for cue in _cues(piece)]
        spans = ((n, _time(piece, 0), _time(piece, 1)) for n, piece in enumerate(pieces, 1))
        warnings += out_of_order(spans, "Segment")
        warnings += _unsplit(said)
    if not pieces and whole.strip():
        cues = [Cue("", " ".join(whole.split()))]
        warnings.append("The file holds no segments: its text is one turn without times.")
    warnings += _unlike(whole, cues)
    blank = len(pieces) - len(said)
    aside = (LeftOut(f"{blank} segments", "cue without words"),) if blank else ()
    return Draft(tuple(cues), aside, tuple(warnings))


def _pieces(found: object) -> tuple[list[dict[str, object]], str, str]:
    """Return the segments or words of a file, its text as a whole if it repeats that, their key."""
    if isinstance(found, list):
        return records(found), "", ""
    if not isinstance(found, dict) or any(key in found for key in OTHERS):
        return [], "", ""
    whole = words(found.get("text"))
    for key in LISTS:
        pieces = records(found.get(key))
        if any("text" in piece or "word" in piece for piece in pieces):
            return pieces, whole, key
    return [], whole, ""


def _text(piece: dict[str, object]) -> str:
    text = words(piece.get("text", piece.get("word")))
    return text if text.strip() else word_cues.joined(_words(records(piece.get("words")), ""))


def _time(piece: dict[str, object], side: int) -> float | None:
    """Return the begin (side 0) or the end (side 1) of a segment or word in seconds."""
    name, bound = ("start", "end")[side], ("from", "to")[side]
    pair, offsets, clock = (piece.get(key) for key in ("timestamp", "offsets", "timestamps"))
    if name in piece:
        return number(piece[name])
    if isinstance(pair, list) and len(pair) == 2:
        return number(pair[side])
    if isinstance(offsets, dict):
        found = number(offsets.get(bound))
        return None if found is None else round(found / 1000, 3)
    return number(clock.get(bound)) if isinstance(clock, dict) else None


def _are_words(pieces: Sequence[dict[str, object]]) -> bool:
    if all("word" in piece and "text" not in piece for piece in pieces):
        return True
    return _single([_text(piece) for piece in pieces])


def _single(texts: Sequence[str]) -> bool:
    """Tell whether texts are words of running talk, one each: not digits, as over noise."""
    single = sum(len(text.split()) < 2 for text in texts)
    lettered = sum(re.search(r"[^\W\d_]", text) is not None for text in texts)
    return len(texts) > 9 and single > 0.9 * len(texts) and 2 * lettered > len(texts)


def _words(pieces: Sequence[dict[str, object]], speaker: str) -> list[Word]:
    """Return words; one without a label (WhisperX could not align it) is of the speaker before."""
    texts = [words(piece.get("word", piece.get("text"))) for piece in pieces]
    # Whisper's own words begin with their blank: there, one without is part of a word.
    blanks = any(text[:1].isspace() for text in texts)
    labels = [label(piece.get("speaker")) for piece in pieces]
    speaker = next(filter(None, labels), "") or speaker
    found: list[Word] = []
    for piece, text, own in zip(pieces, texts, labels, strict=True):
        speaker = own or speaker
        glued = blanks and bool(found) and not text[:1].isspace()
        found.append(Word(speaker, text.strip(), _time(piece, 0), _time(piece, 1), glued))
    return [word for word in found if word.text]


def _cues(piece: dict[str, object]) -> list[Cue]:
    """Return the cue of a segment, or several where its words are of several speakers."""
    text, own = " ".join(_text(piece).split()), label(piece.get("speaker"))
    inner = _words(records(piece.get("words")), own)
    voices = {word.speaker for word in inner}
    if len(voices) > 1 and _complete(text, inner):
        return word_cues.cues(inner)
    begin, end = _time(piece, 0), _time(piece, 1)
    begin = word_cues.begin(inner) if begin is None else begin
    end = word_cues.end(inner) if end is None else end
    return [Cue(own or "".join(voices if len(voices) == 1 else ()), text, begin, end)]


def _complete(text: str, inner: Sequence[Word]) -> bool:
    return len(WORD.findall(text)) == len(WORD.findall(word_cues.joined(inner)))


def _unsplit(pieces: Sequence[dict[str, object]]) -> list[str]:
    """Warn of segments with several speakers whose words are not all listed."""
    count = 0
    for piece in pieces:
        inner = _words(records(piece.get("words")), "")
        count += len({word.speaker for word in inner}) > 1 and not _complete(_text(piece), inner)
    if not count:
        return []
    return [f"{count} segments hold several speakers who cannot be parted; check who speaks."]


def _unlike(whole: str, cues: Iterable[Cue]) -> list[str]:
    full = len(WORD.findall(whole))
    kept = sum(len(WORD.findall(cue.text)) for cue in cues)
    if full <= 1.02 * kept + 2:
        return []
    return [f"The file's text as a whole has {full} words, its segments {kept}: some may be lost."]


def is_whisper_tsv(source: Source) -> bool:
    """Tell whether a text is Whisper's table: `start`, `end` and `text` between tabs."""
    return TSV_HEAD.match(source.text) is not None


def read_whisper_tsv(source: Source) -> Draft:
    """Read Whisper's table: milliseconds, or seconds where the numbers have decimals."""
    rows = [(n, row) for n, row in enumerate(source.text.split("\n"), 1) if row.strip()][1:]
    decimals = any(
        "." in field for _, row in rows for field in row.split("\t")[:2][: row.count("\t")]
    )
    unit = 1 if decimals else 1000
    cues: list[Cue] = []
    spans: list[tuple[int, float | None, float | None]] = []
    for line, row in rows:
        begin, end, text = _fields(row)
        spans.append((line, begin and begin / unit, end and end / unit))
        if text.strip():
            cues.append(Cue("", " ".join(text.split()), spans[-1][1], spans[-1][2]))
    if _single([cue.text for cue in cues]):
        cues = word_cues.cues(Word(*cue[:4]) for cue in cues)
    warnings = (*source.warnings, *made_up([cue.text for cue in cues], "row"))
    blank = len(rows) - len(cues)
    aside = (LeftOut(f"{blank} rows", "cue without words"),) if blank else ()
    return Draft(tuple(cues), aside, (*warnings, *out_of_order(spans)))


def _fields(row: str) -> tuple[float | None, float | None, str]:
    parts = row.split("\t", 2)
    times = [number(part) for part in parts[:2]]
    if len(parts) < 3:
        return None, None, row
    return times[0], times[1], parts[2]
