"""Tell when two files are of one recording, by what was said in them, and which of them is better.

Only hashes are kept of what a transcript says, in the private zone, so that it is read once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from functools import cached_property
from operator import itemgetter

from fgtools.errors import FgtoolsError
from fgtools.spans import WORD, word_count
from fgtools.study.private import CONTENTS, KNOWN, PrivateZone, digest
from fgtools.transcripts.read import read
from fgtools.transcripts.recording import Recording
from fgtools.transcripts.source import ANY_SIZE
from fgtools.transcripts.voices import is_number, not_one_person

ROWS = ("table", "survey", "notes")
"""Formats of rows, which no meeting software writes of a meeting that it wrote down otherwise."""
STRETCH = 3
"""Words in a row that are compared: enough not to be said in every meeting."""
SKETCH = 256
LEAST = 20
"""Stretches from which two recordings can be called alike without being the same to the word."""
SAME = 0.5
"""Likeness (0 to 1) from which two files are of one recording. Two exports of one meeting, or a
corrected one and the machine's, reach it; two meetings of one group stay under 0.1."""


@dataclass(frozen=True)
class Content:
    """What is kept of a transcript to know it again: no word of it.

    `named` is the share of words under a person's name in tenths; `timed` 0 without times, 1 with
    whole starts, more with fractions and ends.
    """

    digest: str
    sketch: tuple[int, ...]
    named: int
    timed: int
    words: int

    @cached_property
    def hashes(self) -> frozenset[int]:
        """Return the sketch as a set: of many files each is compared with each."""
        return frozenset(self.sketch)


def overlap(
    one: Sequence[int], other: Sequence[int], *, whole: bool = False, least: int = 1
) -> float:
    """Return the estimated share of the shorter talk's stretches that the other has too, 0 to 1.

    A part of a recording is all in the whole; with `whole` the share is of the stretches of both.
    Sketches may be of different lengths; 0 where fewer than `least` hashes can be compared.
    """
    if not one or not other:
        return 0.0
    most = min(max(one), max(other))
    a, b = ({value for value in hashes if value <= most} for hashes in (one, other))
    fewer = min(len(a), len(b))
    return len(a & b) / (len(a | b) if whole else fewer) if fewer >= max(least, 1) else 0.0


def stretches(texts: Iterable[str]) -> set[int]:
    """Return the hashes of the stretches inside some texts, none of which goes over two texts."""
    said = [WORD.findall(text.lower()) for text in texts]
    return {
        _hash(" ".join(words[at : at + STRETCH]))
        for words in said
        for at in range(len(words) - STRETCH + 1)
    }


def content_of(recording: Recording) -> Content:
    """Return what tells a recording from others; the same words give the same digest."""
    words = WORD.findall(" ".join(turn.text for turn in recording.turns).lower())
    whole = hashlib.sha256(" ".join(words).encode("utf-8")).hexdigest()
    hashes = sorted(stretches([" ".join(words)]))[:SKETCH]
    return Content(whole, tuple(hashes), _named(recording), _timed(recording), len(words))


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8"), digest_size=6).digest())


def _named(recording: Recording) -> int:
    labels = {turn.speaker for turn in recording.turns}
    people = {one for one in labels if one and not is_number(one) and not not_one_person(one)}
    counts = [(turn.speaker in people, word_count(turn.text)) for turn in recording.turns]
    every = sum(words for _, words in counts)
    return round(10 * sum(words for named, words in counts if named) / max(every, 1))


def _timed(recording: Recording) -> int:
    times = [time for turn in recording.turns for time in (turn.begin, turn.end)]
    known = [time for time in times if time is not None]
    ends = any(turn.end is not None for turn in recording.turns)
    return bool(known) + any(time % 1 for time in known) + 2 * ends


def likeness(one: Content, other: Content, least: float = 0.0) -> float:
    """Return the estimated share of stretches that two recordings have in common, 0 to 1.

    A bottom-k sketch (Broder 1997). Very short talk is the same to the word or not at all. What is
    less than `least` may be given as 0.
    """
    if not one.words or not other.words:
        return 0.0
    if one.digest == other.digest:
        return 1.0
    if min(len(one.sketch), len(other.sketch)) < LEAST:
        return 0.0
    both = one.hashes & other.hashes
    if len(both) < least * min(SKETCH, len(one.sketch) + len(other.sketch) - len(both)):
        return 0.0
    smallest = sorted(one.hashes | other.hashes)[:SKETCH]
    return sum(value in both for value in smallest) / len(smallest)


def nearest(content: Content, others: Mapping[str, Content], exactly: bool = False) -> str:
    """Return which of the others is of the same recording, "" if none is.

    `exactly` asks for the same words: rows of a table are no meeting that software wrote down
    twice, and answers to the same questions may well be alike.
    """
    alike = {name: likeness(content, other, SAME) for name, other in others.items()}
    best = max(alike, key=lambda name: alike[name], default="")
    return best if best and alike[best] >= (1 if exactly else SAME) else ""


def better(one: Content, other: Content) -> str:
    """Return why the first of two files of one recording is the better one, "" if it is not."""
    if one.named != other.named:
        return "it names more of the speakers" if one.named > other.named else ""
    if one.timed != other.timed:
        return "its times are finer" if one.timed > other.timed else ""
    return "it holds more words" if one.words > other.words else ""


def held(private: PrivateZone, sessions: Iterable[str]) -> dict[str, Content]:
    """Return what is known of the transcripts in the zone; those not met before are read once."""
    paths = private.transcripts()
    files = {name: digest(paths[name].read_bytes()) for name in sessions if name in paths}
    known = {row["file"]: _from_row(row) for row in private.rows(CONTENTS, KNOWN)}
    new = {file: name for name, file in files.items() if file not in known}
    for file, name in new.items():
        try:
            recordings = read(paths[name], limit_mb=ANY_SIZE)
        except FgtoolsError:
            continue
        if len(recordings) == 1:
            known[file] = content_of(recordings[0])
    if new:
        kept = {*files.values()} & known.keys()
        private.write_rows(CONTENTS, KNOWN, (_as_row(file, known[file]) for file in sorted(kept)))
    return {name: known[file] for name, file in files.items() if file in known}


def remember(private: PrivateZone, contents: Mapping[str, Content]) -> None:
    """Keep what is known of sessions whose whole file lies in the zone now."""
    paths = private.transcripts()
    found = {digest(paths[name].read_bytes()): content for name, content in contents.items()}
    rows = [row for row in private.rows(CONTENTS, KNOWN) if row["file"] not in found]
    new = (_as_row(file, content) for file, content in found.items())
    private.write_rows(CONTENTS, KNOWN, sorted((*rows, *new), key=itemgetter("file")))


def forget_gone(private: PrivateZone) -> None:
    """Drop what is known of transcripts that are no longer in the zone."""
    rows = private.rows(CONTENTS, KNOWN)
    files = {digest(path.read_bytes()) for path in private.transcripts().values()}
    if any(row["file"] not in files for row in rows):
        private.write_rows(CONTENTS, KNOWN, (row for row in rows if row["file"] in files))


def _as_row(file: str, content: Content) -> dict[str, object]:
    whole, sketch, *rest = astuple(content)
    return dict(zip(KNOWN, (file, whole, " ".join(map(str, sketch)), *rest), strict=True))


def _from_row(row: Mapping[str, str]) -> Content:
    numbers = (int(row[name]) for name in ("named", "timed", "words"))
    return Content(row["content"], tuple(map(int, row["sketch"].split())), *numbers)
