"""What a file should be read as, and how a reading is held against it."""

from __future__ import annotations

import csv
import hashlib
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from words_in import WORD, WordsIn, words_in

from fgtools.errors import FgtoolsError
from fgtools.spans import EVENT
from fgtools.transcripts.read import read
from fgtools.transcripts.recording import Recording
from fgtools.transcripts.rosters import read_roster

CRITERIA = ("format", "speakers", "turns", "first", "last", "words", "duration", "accounted")
ANYBODY = "*"
SECONDS = 2.0
SHARE = 0.01


@dataclass(frozen=True, slots=True)
class End:
    """The first or the last turn: who, when, how many words, and its first three words hashed."""

    speaker: str
    begin: float | None
    words: int
    three: str


@dataclass(frozen=True, slots=True)
class Expected:
    """What a file holds. `formats` and `durations` list what is right where two answers are."""

    file: str
    outcome: str
    formats: tuple[str, ...] = ()
    speakers: frozenset[str] = frozenset()
    turns: int = 0
    words: int = 0
    first: End | None = None
    last: End | None = None
    durations: tuple[float | None, ...] = (None,)


@dataclass(frozen=True, slots=True)
class Row:
    """A file as read: what was found beside what was expected, and which criteria hold."""

    file: str
    expected: str
    found: str
    format: str
    speakers: int
    turns: int
    words_in: int
    words_out: int
    unaccounted: int
    duration: float | None
    seconds: float
    wrong: tuple[str, ...]
    why: str = ""

    def as_dict(self) -> dict[str, object]:
        """Return the row for JSON."""
        return asdict(self)


def three(text: str) -> str:
    """Hash the first three words, so that a gold need not copy what was said."""
    words = WORD.findall(EVENT.sub(" ", text))[:3]
    return hashlib.sha256(" ".join(words).lower().encode()).hexdigest()[:12]


def word_count(text: str) -> int:
    """Count the words of a turn without its bracketed events."""
    return len(WORD.findall(EVENT.sub(" ", text)))


def gold(path: Path) -> Iterator[Expected]:
    """Read gold.csv."""
    with path.open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            ends = {
                side: End(
                    row[f"{side}_speaker"],
                    _number(row[f"{side}_begin"]) if row["outcome"] == "read" else None,
                    int(row[f"{side}_words"] or 0),
                    row[f"{side}_three"] or row[f"{side}_begin"],
                )
                for side in ("first", "last")
            }
            names = frozenset(row["speakers"].split("|")) - {""}
            yield Expected(
                file=row["file"],
                outcome=row["outcome"],
                formats=tuple(row["format"].split("|")),
                speakers=names | ({""} if row["unknown_voices"] else frozenset()),
                turns=int(row["turns"] or 0),
                words=int(row["words"] or 0),
                first=ends["first"],
                last=ends["last"],
                durations=tuple(_number(value) for value in row["duration"].split("|")),
            )


def _number(value: str) -> float | None:
    return float(value) if value else None


def held(expected: Expected, path: Path) -> Row:
    """Read a file and hold the reading against what is expected."""
    started = time.perf_counter()
    if expected.outcome == "roster":
        return _roster(expected, path)
    try:
        recordings = read(path)
    except FgtoolsError as error:
        found = "refused" if _one_line(str(error)) else "refused at length"
        return _without(expected, found, time.perf_counter() - started, str(error))
    except Exception as error:  # a crash is a result of the measurement
        return _without(expected, "crashed", time.perf_counter() - started, repr(error)[:200])
    took = time.perf_counter() - started
    if expected.outcome == "refused":
        return _without(expected, f"read as {recordings[0].format}", took, "")
    return _read(expected, recordings, path.read_bytes(), took)


def _one_line(message: str) -> bool:
    return bool(message) and "\n" not in message.strip() and len(message) < 400


def _without(expected: Expected, found: str, took: float, why: str) -> Row:
    wrong = () if found == expected.outcome else CRITERIA
    return Row(expected.file, expected.outcome, found, "", 0, 0, 0, 0, 0, None, took, wrong, why)


def _roster(expected: Expected, path: Path) -> Row:
    try:
        read(path)
        return _without(expected, "read as a transcript", 0, "")
    except FgtoolsError:
        pass
    try:
        roster = read_roster(path)
    except Exception as error:  # as above
        return _without(expected, "no roster", 0, repr(error)[:200])
    first, last = roster.people[0], roster.people[-1]
    wrong = []
    if len(roster.people) != expected.turns:
        wrong.append("turns")
    for side, person, moment in (("first", first, first.joined), ("last", last, last.left)):
        wanted = expected.first if side == "first" else expected.last
        assert wanted
        if person.name not in wanted.speaker.split("||") or (moment or "") != wanted.three:
            wrong.append(side)
    why = f"{len(roster.people)} people, {first.joined}, {last.left}" if wrong else ""
    return Row(
        expected.file, "roster", roster.format, "", 0, len(roster.people), 0, 0, 0, None, 0,
        tuple(wrong), why,
    )  # fmt: skip


def _read(expected: Expected, recordings: Sequence[Recording], data: bytes, seconds: float) -> Row:
    turns = [turn for recording in recordings for turn in recording.turns]
    words = sum(word_count(turn.text) for turn in turns)
    left = sum(left.word_count for recording in recordings for left in recording.left_out)
    durations = [r.duration for r in recordings if r.duration is not None]
    duration = max(durations, default=None)
    bounds = words_in(data, expected.formats[0], tuple(expected.speakers))
    speakers = frozenset(_bare(turn.speaker) for turn in turns)
    unaccounted = _unaccounted(bounds, words + left)
    ends = {
        side: End(_bare(turn.speaker), turn.begin, word_count(turn.text), three(turn.text))
        for side, turn in (("first", turns[0]), ("last", turns[-1]))
    }
    checks = {
        "format": recordings[0].format in expected.formats,
        "speakers": _same_speakers(speakers, expected.speakers),
        "turns": len(turns) == expected.turns,
        "first": _same_end(ends["first"], expected.first),
        "last": _same_end(ends["last"], expected.last),
        "words": abs(words - expected.words) <= max(SHARE * expected.words, 0.5),
        "duration": any(_near(duration, each) for each in expected.durations),
        "accounted": unaccounted == 0,
    }
    wrong = tuple(name for name in CRITERIA if not checks[name])
    return Row(
        file=expected.file,
        expected=expected.outcome,
        found="read",
        format=recordings[0].format,
        speakers=len(speakers),
        turns=len(turns),
        words_in=min(max(bounds.least, words + left), bounds.most),
        words_out=words + left,
        unaccounted=unaccounted,
        duration=duration,
        seconds=round(seconds, 3),
        wrong=wrong,
        why=_why(expected, checks, speakers, len(turns), words, ends, duration, bounds)
        if wrong
        else "",
    )


def _same_speakers(found: frozenset[str], expected: frozenset[str]) -> bool:
    """Compare labels; where the truth is `*` and a number, only how many there are."""
    if ANYBODY in expected:
        return {str(len(found)), ANYBODY} == expected
    return found == expected


def _bare(label: str) -> str:
    """Take square brackets round a whole label as markup: `[m1]` and `m1` are both right."""
    return label[1:-1] if label.startswith("[") and label.endswith("]") else label


def _unaccounted(bounds: WordsIn, out: int) -> int:
    """Return words lost (positive) or counted twice (negative)."""
    if out < bounds.least:
        return bounds.least - out
    return min(bounds.most - out, 0)


def _same_end(found: End, expected: End | None) -> bool:
    assert expected is not None
    return (
        expected.speaker in (ANYBODY, found.speaker)
        and found.three == expected.three
        and abs(found.words - expected.words) <= max(1, 0.02 * expected.words)
        and (expected.begin is None or _near(found.begin, expected.begin))
    )


def _near(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) <= SECONDS


def _why(
    expected: Expected,
    checks: dict[str, bool],
    speakers: frozenset[str],
    turns: int,
    words: int,
    ends: dict[str, End],
    duration: float | None,
    bounds: WordsIn,
) -> str:
    """Say what is wrong, found then expected; speakers by number, labels only where few differ."""
    parts: list[str] = []
    if not checks["speakers"]:
        more, less = sorted(speakers - expected.speakers), sorted(expected.speakers - speakers)
        parts.append(f"speakers +{more[:4]} -{less[:4]}")
    if not checks["turns"]:
        parts.append(f"turns {turns} for {expected.turns}")
    if not checks["words"]:
        parts.append(f"words {words} for {expected.words}")
    for side, wanted in (("first", expected.first), ("last", expected.last)):
        if not checks[side]:
            parts.append(f"{side} {ends[side]} for {wanted}")
    if not checks["duration"]:
        parts.append(f"duration {duration} for {expected.durations}")
    if not checks["accounted"]:
        parts.append(f"words in {bounds.least} to {bounds.most}")
    return "; ".join(parts)
