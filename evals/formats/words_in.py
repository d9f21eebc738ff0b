"""Count the words of a file from its raw bytes, without fgtools' readers.

A word of the file is structure (labels, times, ids, markup, keys) or must turn up in a turn or
among what was left out. Two numbers bound what may turn up: `least` leaves out all that can be
taken for structure (unused columns, dependent tiers, headers of CHAT), `most` counts it.
"""

from __future__ import annotations

import csv
import html
import io
import json
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from defusedxml import ElementTree

WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?"
STAMP_END = re.compile(
    rf"^(?:\S.*?)?\s*(?:{CLOCK}|(?:\d+ \w+ )?(?:\d+ \w+ )?\d+ (?:sec|Sek|seg)\w*(?:{CLOCK})?)\s*$"
)
RANGE = re.compile(r"^\s*-?\d+:\d+(?::\d+)?[.,]\d+\s*-->\s*-?\d+:\d+(?::\d+)?[.,]\d+.*$")


class WordsIn(NamedTuple):
    """Bounds of the words of a file that are no structure."""

    least: int
    most: int


def words_in(data: bytes, format: str, labels: Sequence[str]) -> WordsIn:
    """Count the words of a file of a format, knowing by the gold how its speakers are printed."""
    known = sorted({label for label in labels if label}, key=len, reverse=True)
    return COUNTERS.get(format, _typed)(data, known)


def count(text: str) -> int:
    """Count words as the contract does."""
    return len(WORD.findall(text))


def text_of(data: bytes) -> str:
    """Decode bytes: marks, UTF-16 by its zeros, UTF-8, else Windows-1252 line by line."""
    for mark, name in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if data.startswith(mark):
            return _lines(data.decode(name, errors="replace"))
    if data[1:400:2].count(0) > 100:
        return _lines(data.decode("utf-16-le", errors="replace"))
    if data[:400:2].count(0) > 100:
        return _lines(data.decode("utf-16-be", errors="replace"))
    rows = []
    for row in data.split(b"\n"):
        try:
            rows.append(row.decode("utf-8"))
        except UnicodeDecodeError:
            rows.append(row.decode("cp1252", errors="replace"))
    return _lines("\n".join(rows))


def _lines(text: str) -> str:

    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def paragraphs_of(data: bytes) -> list[str]:
    """Return the paragraphs of a Word file's body, in order, those of tables among them."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        root = ElementTree.fromstring(package.read("word/document.xml"))
    return [_paragraph(node) for node in root.iter(f"{W}p")]


def _paragraph(node: Any) -> str:
    parts: list[str] = []
    for child in node:
        if child.tag in (f"{W}del", f"{W}moveFrom"):
            continue
        if child.tag == f"{W}t":
            parts.append(child.text or "")
        elif child.tag in (f"{W}br", f"{W}cr"):
            parts.append("\n")
        elif child.tag == f"{W}tab":
            parts.append("\t")
        elif child.tag != f"{W}p":
            parts.append(_paragraph(child))
    return "".join(parts)


def _rows_of(data: bytes) -> list[str]:
    if data.startswith(b"PK"):
        return [row for paragraph in paragraphs_of(data) for row in paragraph.split("\n")]
    return text_of(data).split("\n")


def _labelled(row: str, labels: Sequence[str]) -> str:
    """Take the label and stamps off the front of a line."""
    times = rf"[\[(]?(?:{CLOCK}(?:\.\d+)?)(?:\s*-+>?\s*{CLOCK}(?:\.\d+)?)?[\])]?"
    row = row.replace("\\[", "[").replace("\\]", "]")
    row = re.sub(rf"^[\s*_#>]*(?:{times}[\s:–-]*)?", "", row)
    for label in labels:
        name = rf"[\[*_]*{re.escape(label)}[\]*_]*\s*"
        if re.fullmatch(rf"{name}:?\s*{times}:?\s*", row):
            return ""
        front = rf"{name}(?:\(?{times}\)?\s*)?(?:[:.*_]|\t| ?[-–] |(?<=\]) )+"
        if match := re.match(rf"{front}\s*(?:{times})?", row):
            return row[match.end() :]
    return row


def _typed(data: bytes, labels: Sequence[str]) -> WordsIn:
    rows = _rows_of(data)
    total = sum(count(_labelled(row, labels)) for row in rows)
    alone = sum(count(row) for row in rows if row.strip(" *:[]_") in labels)
    return WordsIn(total - alone, total)


def _meet(data: bytes, labels: Sequence[str]) -> WordsIn:
    rows = [row for row in _rows_of(data) if not re.fullmatch(rf"\s*{CLOCK}\s*", row)]
    total = sum(count(_labelled(row, labels)) for row in rows)
    return WordsIn(total, total)


def _cues(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the lines of subtitles that are neither ids nor times; True where a cue opens."""
    rows = text.split("\n")
    opens = False
    for at, row in enumerate(rows):
        if "-->" in row:
            opens = True
            continue
        before_times = at + 1 < len(rows) and "-->" in rows[at + 1]
        if before_times and (at == 0 or not rows[at - 1].strip() or re.match(r"^\d+$", row)):
            continue
        if row.strip():
            yield row, opens
            opens = False


def _without_label(row: str, labels: Sequence[str]) -> str:
    label = next((label for label in labels if re.match(rf"{re.escape(label)}\s*:", row)), "")
    return row[len(label) :]


def _subtitles(data: bytes, labels: Sequence[str]) -> WordsIn:
    total = 0
    for row, opens in _cues(text_of(data)):
        row = re.sub(r"^(?:WEBVTT|NOTE|STYLE|REGION)(?=\s|$)", "", row)
        if row.lstrip().startswith('{"'):
            row = str(json.loads(row)["spokenText"])
        row = re.sub(r"</?[a-z][^<>]*>|<v //\w+>|<\d[\d:.]*>|\{\\[^}]*\}", "", row)
        row = html.unescape(re.sub(r"//[A-Z]\w+:", " ", row))
        total += count(_without_label(row, labels) if opens else row)
    return WordsIn(total, total)


def _webex(data: bytes, labels: Sequence[str]) -> WordsIn:
    return _subtitles(data, ())


def _teams(data: bytes, labels: Sequence[str]) -> WordsIn:
    rows = _rows_of(data)
    total = doubtful = 0
    after_range = False
    for at, row in enumerate(rows):
        following = next((r for r in rows[at + 1 :] if r.strip()), "")
        if RANGE.match(row):
            after_range = True
        elif after_range and row.strip():
            after_range = False
        elif STAMP_END.match(row):
            doubtful += 0 if _is_stamp(row, labels) else count(row)
        elif row.strip() in labels and (STAMP_END.match(following) or _two_down(rows, at)):
            continue
        else:
            total += count(row)
    return WordsIn(total, total + doubtful)


def _is_stamp(row: str, labels: Sequence[str]) -> bool:
    stripped = row.strip()
    return any(stripped.startswith(label) for label in labels) or stripped[:1].isdigit()


def _two_down(rows: Sequence[str], at: int) -> bool:
    """Tell whether a cue follows whose own times were cut off: name, text, times."""
    return at + 2 < len(rows) and RANGE.match(rows[at + 2]) is not None


def _otter(data: bytes, labels: Sequence[str]) -> WordsIn:
    total = 0
    for row in _rows_of(data):
        bare = row.strip().replace("*", "")
        if not re.fullmatch(rf".{{0,100}}?\s*{CLOCK}", bare):
            total += count(row)
    return WordsIn(total, total)


def _noscribe(data: bytes, labels: Sequence[str]) -> WordsIn:
    text = text_of(data)
    if "-->" in text:
        return _subtitles(data, labels)
    text = re.sub(r"(?m)^(?://)?[A-Z]\w*: ?(?:\[\d+:\d+:\d+\])?", "", text)
    text = re.sub(r"//[A-Z]\w+:|\[\d+:\d+:\d+\]", " ", text)
    return WordsIn(count(text), count(text))


def _whisper(data: bytes, labels: Sequence[str]) -> WordsIn:
    found = json.loads(text_of(data))
    segments = found if isinstance(found, list) else found.get("segments") or []
    total = sum(count(str(s.get("text") or s.get("word") or "")) for s in segments)
    whole = count(str(found.get("text") or "")) if isinstance(found, dict) else 0
    return WordsIn(total or whole, total or whole)


def _tsv(data: bytes, labels: Sequence[str]) -> WordsIn:
    rows = [row.split("\t") for row in text_of(data).split("\n") if row.strip()]
    total = sum(count(" ".join(row[2:])) for row in rows if row[0].isdigit())
    return WordsIn(total, total)


def _aws(data: bytes, labels: Sequence[str]) -> WordsIn:
    found = json.loads(text_of(data))
    if "Transcript" in found:
        total = sum(count(turn["Content"]) for turn in found["Transcript"])
    else:
        items = found["results"]["items"]
        said = [i["alternatives"][0]["content"] for i in items if i["type"] == "pronunciation"]
        total = count(" ".join(said))
    return WordsIn(total, total)


def _chat(data: bytes, labels: Sequence[str]) -> WordsIn:
    text = re.sub("\x15\\d+_\\d+\x15", " ", text_of(data))
    text = re.sub(r"\n\t", " ", text)
    main = [row.split(":", 1)[1] for row in text.split("\n") if row.startswith("*")]
    every = count(text)
    return WordsIn(sum(map(count, main)), every)


def _elan(data: bytes, labels: Sequence[str]) -> WordsIn:
    root = ElementTree.fromstring(data)
    top = total = 0
    for tier in root.iter("TIER"):
        words = sum(count(value.text or "") for value in tier.iter("ANNOTATION_VALUE"))
        total += words
        top += words if tier.get("PARENT_REF") is None else 0
    return WordsIn(top, total)


def _trs(data: bytes, labels: Sequence[str]) -> WordsIn:
    root = ElementTree.fromstring(data)
    total = 0
    for turn in root.iter("Turn"):
        total += count(" ".join(turn.itertext()))
    events = sum(count(event.get("desc") or "") for event in root.iter("Event"))
    return WordsIn(total, total + events)


def _table(data: bytes, labels: Sequence[str]) -> WordsIn:
    """Bound by the fullest column of text and by all cells."""
    if data.startswith(b"PK") and b"word/document.xml" in data:
        rows = paragraphs_of(data)
        inside = _word_tables(data)
        structure = sum(count(" ".join(row[:-1])) for table in inside for row in table[1:])
        every = sum(map(count, rows))
        return WordsIn(every - structure - count(" ".join(inside[0][0] if inside else [])), every)
    cells = cells_of(data)
    width = max(map(len, cells), default=0)
    columns = [sum(count(row[at]) for row in cells[1:] if at < len(row)) for at in range(width)]
    return WordsIn(max(columns, default=0), sum(columns) + count(" ".join(cells[0])))


def _word_tables(data: bytes) -> list[list[list[str]]]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        root = ElementTree.fromstring(package.read("word/document.xml"))
    found = []
    for table in root.iter(f"{W}tbl"):
        rows = [
            [" ".join(_paragraph(p) for p in cell.iter(f"{W}p")) for cell in row.iter(f"{W}tc")]
            for row in table.iter(f"{W}tr")
        ]
        if rows and "Speaker" in rows[0] and rows[0][-1] in ("Text", "Transcription"):
            found.append(rows)
    return found


def cells_of(data: bytes) -> list[list[str]]:
    """Return the cells of a CSV or of the first sheet of a workbook as text."""
    if data.startswith(b"PK"):
        import openpyxl

        sheet = openpyxl.load_workbook(io.BytesIO(data), read_only=True).worksheets[0]
        rows = sheet.iter_rows(values_only=True)
        return [["" if cell is None else str(cell) for cell in row] for row in rows]
    text = text_of(data)
    comma = max(",;\t", key=text[:2000].count)
    return [row for row in csv.reader(io.StringIO(text), delimiter=comma) if row]


COUNTERS: dict[str, Callable[[bytes, Sequence[str]], WordsIn]] = {
    "teams-vtt": _subtitles,
    "zoom-vtt": _subtitles,
    "vtt": _subtitles,
    "srt": _subtitles,
    "webex-vtt": _webex,
    "noscribe": _noscribe,
    "teams-docx": _teams,
    "teams-text": _teams,
    "meet": _meet,
    "otter": _otter,
    "whisper-json": _whisper,
    "whisper-tsv": _tsv,
    "whisperx-json": _whisper,
    "aws-json": _aws,
    "chat": _chat,
    "elan": _elan,
    "trs": _trs,
    "table": _table,
    "survey": _table,
    "typed": _typed,
}
