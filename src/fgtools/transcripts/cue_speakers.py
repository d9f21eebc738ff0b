"""Who speaks in a cue: a voice tag, a label before a colon or in brackets, or nobody."""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise

from fgtools.spans import EVENT
from fgtools.transcripts.cues import TEAMS_ID, Block, plain
from fgtools.transcripts.labels import believed, could_be, name_like, split_label
from fgtools.transcripts.recording import Cue, tidy_label

VOICE = re.compile(r"<[vV](?:\.[^\s<>]*)?(?:\s(?P<name>[^<>]*))?>")
FIELD = r'"{}"\s*:\s*"((?:[^"\\]|\\.)*)'
SPOKEN, SPEAKER = re.compile(FIELD.format("spokenText")), re.compile(FIELD.format("speakerName"))
MARK = re.compile(r"(?:-(?![\d-])|[–—]|>{2,})\s*")
BRACKETED = re.compile(
    r"(?:\[(?P<square>[^\[\]\n]{1,80})\]|\((?P<round>[^()\n]{1,80})\))\s?:(?:\s+|$)(?P<rest>.*)",
    re.DOTALL,
)
NAMED_ROW = re.compile(r"\(([^()\n]{1,80})\)|\[([^\[\]\n]{1,80})\](?:\s+([^\s:].*))?")
DIARISED = re.compile(r"\[(?P<label>SPEAKER[_ ]\d+)\]\s*:?\s*(?P<rest>.*)", re.DOTALL)
UNKNOWN = re.compile(r"unknown(?: speaker)?|speaker[ _]\d+", re.IGNORECASE)
TOKEN = re.compile(r"[^\W\d_]+")
MOSTLY = 0.8
GRAPH = re.compile(r'"(?:speakerName|spokenText|startDateTime|endDateTime)"')
DECODER = json.JSONDecoder(strict=False)
BROKEN_OFF = re.compile(
    r'\{\s*(?:"\w*"\s*:\s*(?:"[^"]*"|null)\s*,\s*)*(?:"\w*(?:"[\s:]*+(?:"[^"]{0,200})?)?)?'
)
"""An object that ends before the words do."""
TAIL = re.compile(r'"?\s*(?:,\s*"\w+"\s*:\s*"[^"]*"\s*){0,9}(?:,\s*"[\w":.-]*)?\s*\}?\s*')
LONGEST_TAIL = 400
"""What may stand behind the words that were spoken, such as `"spokenLanguage": "en-us"`."""
SOME = 0.2
ONE_WORD_SHARE = 0.9
LEAST = 10


def names_in_brackets(found: Sequence[Block]) -> frozenset[str]:
    """Return the names in brackets that begin lines, if they begin half of the cues.

    `[Ana Bell] Good morning.`, or `(Ana Bell)` on a line of its own above what was said.
    """
    rows = [[_bracketed(row, row is block.rows[-1]) for row in block.rows] for block in found]
    tops = sum(names[0][0] != "" for names in rows if names)
    every = frozenset(name for names in rows for name, _ in names if name)
    return every if 2 * tops >= len(found) > 1 else frozenset()


def with_colons(found: Iterable[Block], names: Collection[str]) -> Iterator[Block]:
    """Yield blocks with the names in brackets set before what was said: `[Ana Bell]: `."""
    for block in found:
        rows: list[str] = []
        for row in block.rows:
            name, rest = _bracketed(row, False)
            if name in names:
                rows.append(f"[{name}]: {rest}".rstrip())
            elif rows and rows[-1].endswith("]:"):
                rows[-1] += f" {row}"
            elif row != "-":
                rows.append(row)
        yield block._replace(rows=rows)


def _bracketed(row: str, is_last: bool) -> tuple[str, str]:
    """Return the name in brackets that begins a line and what follows it; no name without words."""
    match = NAMED_ROW.fullmatch(row)
    name, rest = (match[1] or match[2], match[3] or "") if match else ("", "")
    return (name, rest) if name and (rest or not is_last) and name_like(name) else ("", row)


def voices(block: Block) -> Iterator[Cue]:
    """Yield a cue for each voice tag of a block, or for its JSON; without either, nobody's."""
    match = TEAMS_ID.fullmatch(block.id)
    utterance = (match["utterance"] or "") if match else ""
    text = block.text
    if text.startswith("{") and GRAPH.search(text):
        for speaker, said in _metadata(text):
            yield Cue(speaker, said, block.begin, block.end, utterance)
        return
    pieces = VOICE.split(text) if "<" in text else [text]
    if pieces[0].strip() or len(pieces) == 1:
        yield Cue("", plain(pieces[0]), block.begin, block.end, utterance)
    for name, said_text in zip(pieces[1::2], pieces[2::2], strict=True):
        speaker = voice_name(name or "")
        yield Cue(speaker, plain(said_text), block.begin, block.end, utterance)


def voice_name(name: str) -> str:
    """Return the label in a voice tag, its entities decoded."""
    return tidy_label(html.unescape(name))


def _metadata(text: str) -> Iterator[tuple[str, str]]:
    """Yield speaker and words of each object of Graph's metadata, also where one is broken.

    Under one line of times stands one object, or several where the next line is damaged.
    """
    at = 0
    while at < len(text):
        try:
            said, end = DECODER.raw_decode(text, at)
            yield tidy_label(str(said.get("speakerName") or "")), plain(str(said["spokenText"]))
        except (ValueError, KeyError, RecursionError, AttributeError):
            end = text.find("{", at + 1) if text.find("{", at + 1) > 0 else len(text)
            yield _broken(text[at:end])
        following = text.find("{", end)
        at = len(text) if following < 0 else following
        if between := plain(text[end:at]):
            yield "", between


def _broken(text: str) -> tuple[str, str]:
    found, name = SPOKEN.search(text), SPEAKER.search(text)
    if found is None:
        return ("", "") if BROKEN_OFF.fullmatch(text) else ("", plain(text))
    rest = text[found.end() :]
    more = "" if len(rest) < LONGEST_TAIL and TAIL.fullmatch(rest) else rest
    return tidy_label(_unescaped(name[1] if name else "")), plain(_unescaped(found[1]) + more)


def _unescaped(text: str) -> str:
    try:
        return str(json.loads(f'"{text}"', strict=False))
    except ValueError:
        return text.replace("\\", " ")


def openings(found: Iterable[Block]) -> Iterator[str]:
    """Yield the words with which speakers may change: the start of a cue and marked lines."""
    for block in found:
        yield _unmarked(plain(block.text))
        for row in block.rows[1:]:
            if MARK.match(row):
                yield _unmarked(plain(row))


def labels_at_openings(texts: Iterable[str], is_dense: bool = False) -> frozenset[str]:
    """Return the labels to believe at the openings of cues; none if they are too few to be names.

    `is_dense`: every cue is known to name its speaker (Zoom), so that a name is believed that
    stands once; else only where it looks like those that repeat.
    """
    splits, bracketed = [], set()
    for text in texts:
        splits.append(split_row(text))
        if text.startswith("[") and name_like(splits[-1][0]):
            bracketed.add(splits[-1][0])
    counts = Counter(label for label, _ in splits if label)
    spoken = {word for _, rest in splits for word in TOKEN.findall(rest) if word.islower()}
    opens = bool(splits) and bool(splits[0][0])
    known = believed([label for label, _ in splits if label], spoken, opens=opens)
    if is_dense:
        return known | {label for label in counts if could_be(label, spoken)}
    known |= bracketed | {label for label in counts if _is_like(label, known)}
    twice = sum(counts[label] > 1 for label in known)
    share = sum(counts[label] for label in known) / max(len(splits), 1)
    return known if (opens and splits[0][0] in known) or twice > 1 or share >= SOME else frozenset()


def _is_like(label: str, known: Collection[str]) -> bool:
    """Tell whether a label that stands once goes with the known: `Kit` with `Kit Amadi`."""
    if UNKNOWN.fullmatch(label):
        return True
    if label.isupper() and len(label) > 1 and any(other.isupper() for other in known):
        return True
    return name_like(label) and any(label in other.split() for other in known)


def split_row(text: str) -> tuple[str, str]:
    """Return label and words of a text: `Ana: `, `[Ana]: `, `(Ana): `, `[SPEAKER_01] `."""
    if ":" not in text and "：" not in text and not text.startswith("["):
        return "", text
    if match := DIARISED.fullmatch(text):
        return match["label"], match["rest"]
    if match := BRACKETED.fullmatch(text):
        label = match["square"] or match["round"]
        return (label, match["rest"]) if any(map(str.isalpha, label)) else ("", text)
    return split_label(text)


def named(found: Iterable[Block], known: Collection[str], carries: bool) -> Iterator[Cue]:
    """Yield the cues of blocks with their labels.

    `carries`: names are printed at a change of speaker only, so the last one speaks on; else a cue
    without a name is an unknown voice. A line after a dash or `>>` is another voice.
    """
    speaker, utterance = "", ""
    for block in found:
        for changes, text in _pieces(block.rows, known):
            label, rest = split_row(text)
            if label in known:
                speaker, utterance, text = tidy_label(label), f"line {block.number}", rest
            elif changes or not carries:
                speaker, utterance = "", ""
            elif EVENT.fullmatch(text):
                yield Cue("", text, block.begin, block.end)
                continue
            number = utterance if carries else ""
            yield Cue(speaker, text, block.begin, block.end, number)


def _pieces(rows: Sequence[str], known: Collection[str]) -> Iterator[tuple[bool, str]]:
    """Cut the lines of a cue where the speaker changes; tell for each piece whether one did."""
    shown = [plain(row) for row in rows]
    marked = sum(MARK.match(row) is not None for row in shown)
    piece: list[str] = []
    changes = False
    for row in shown:
        bare = _unmarked(row)
        change = bare != row and (marked > 1 or row.startswith(">"))
        is_labelled = split_row(bare)[0] in known
        if piece and (change or is_labelled):
            yield changes, " ".join(piece)
            piece = []
        if not piece:
            changes = change
        piece.append(bare if change or is_labelled else row)
    if piece:
        yield changes, " ".join(piece)


def _unmarked(text: str) -> str:
    match = MARK.match(text)
    return text[match.end() :] if match else text


def stand_at_changes(found: Iterable[Block], known: Collection[str]) -> bool:
    """Tell whether labels stand only where the speaker changes: never twice in a row."""
    labels = [split_row(_unmarked(plain(block.text)))[0] for block in found]
    pairs = [(a, b) for a, b in pairwise(labels) if a in known and b in known]
    return sum(a == b for a, b in pairs) <= SOME * len(pairs)


def sentences(cues: list[Cue]) -> list[Cue]:
    """Where a cue is a word, number the sentences, so that their words come together again."""
    short = sum(" " not in cue.text for cue in cues)
    if len(cues) < LEAST or short < ONE_WORD_SHARE * len(cues):
        return cues
    number, joined = 0, []
    for cue in cues:
        joined.append(cue._replace(utterance=cue.utterance or f"sentence {number}"))
        number += cue.text.endswith((".", "?", "!", "…"))
    return joined
