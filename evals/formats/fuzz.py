"""Damage small files of every format at random and see that no reader falls over.

    .venv/bin/python evals/formats/fuzz.py --minutes 10

Held of every file: it is read or refused in one line with a next step; within a second; nothing
that nobody sees is in what comes out, times are numbers, labels short; it can be written as JSON;
a second reading gives the same; every word of the talk that is left in the file is in a turn or
counted as left out. Faults are kept in a folder, with the reader's own line. No sample is used.
"""

from __future__ import annotations

import argparse
import html
import json
import math
import re
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from tests.cases.damage import damaged  # noqa: E402
from tests.cases.seeds import NAMES  # noqa: E402

from fgtools.errors import FgtoolsError  # noqa: E402
from fgtools.nouns import Turn  # noqa: E402
from fgtools.transcripts.decode import clean  # noqa: E402
from fgtools.transcripts.read import FORMATS, read_source  # noqa: E402
from fgtools.transcripts.recording import LONGEST_LABEL, Recording  # noqa: E402
from fgtools.transcripts.rosters import read_roster  # noqa: E402
from fgtools.transcripts.source import Source, open_source  # noqa: E402

FORGING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
STRUCTURE = re.compile(r"(?m)^.*-->.*$|^.*[\s(]\d+:\d\d\)?:?\s*$|^<[^<>]*>|<[A-Z][^<>]*>")
"""Lines of times and of stamps, and XML's tags: what stands on them may be taken for a label."""
MARKED = re.compile(r"(?<![^\W_])(?:word|other)\d+(?![^\W_])")
FELL_OVER = "reading it failed ("
PATIENCE = 1.0
EVERY = 20


class Fault(Exception):
    """What was held and is not so."""


def checked(path: Path, again: bool) -> str:
    """Return what became of a file: the format read, or `refused`; raise what went wrong."""
    try:
        source = open_source(path, 50)
        for format in FORMATS:
            if source.kind in format.kinds:
                format.is_it(source)
        recordings = read_source(source)
    except FgtoolsError as error:
        _check_line(error, path)
        return "refused"
    for recording in recordings:
        _check(recording)
    _check_words(source, recordings)
    if again and repr(read_source(source)) != repr(recordings):
        raise Fault("read otherwise the second time")
    return recordings[0].format


def _check_line(error: FgtoolsError, path: Path) -> None:
    line = str(error)
    if FELL_OVER in line:
        raise Fault(line.partition(FELL_OVER)[2].partition(")")[0])
    if not error.hint or error.where != path.name or "\n" in line or FORGING.search(line):
        raise Fault(f"no clear line: {error.what}")


def _check(recording: Recording) -> None:
    lines = [recording.session, *recording.warnings]
    lines += [text for left in recording.left_out for text in (left.where, left.reason)]
    lines += [text for pair in recording.roles for text in pair]
    lines += [turn.speaker for turn in recording.turns]
    if any("\n" in line or FORGING.search(line) for line in lines):
        raise Fault("a line holds what nobody sees")
    if any(FORGING.search(turn.text) for turn in recording.turns):
        raise Fault("a turn holds what nobody sees")
    if any(len(turn.speaker) > LONGEST_LABEL or not turn.text.strip() for turn in recording.turns):
        raise Fault("a label too long, or a turn without words")
    times = [time for turn in recording.turns for time in (turn.begin, turn.end)]
    if not all(time is None or math.isfinite(time) for time in (*times, recording.duration)):
        raise Fault("a time is no number")
    if len({turn.ordinal for turn in recording.turns}) < len(recording.turns):
        raise Fault("two turns of one number")
    if any(left.word_count < 0 for left in recording.left_out):
        raise Fault("less than no words left out")
    said = MARKED.findall(" ".join((*recording.warnings, *(o.reason for o in recording.left_out))))
    if said and recording.format != "survey":  # which names the questions it takes for open ones
        raise Fault("a warning or reason holds words of the talk")
    json.dumps([(t.speaker, t.text, t.begin) for t in recording.turns], allow_nan=False).encode()


def _check_words(source: Source, recordings: tuple[Recording, ...]) -> None:
    """Hold that no word of the talk is lost; those in labels, ids and times are structure."""
    text = STRUCTURE.sub("", source.text)
    if text.lstrip()[:1] in ("{", "["):
        with suppress(ValueError, RecursionError):
            text = "\n".join(_said(json.loads(text), inside=False))
    held = Counter(MARKED.findall(clean(html.unescape(text))))
    turns = [turn for recording in recordings for turn in recording.turns]
    shown = "\n".join(f"{turn.speaker}\n{turn.text}" for turn in turns)
    lost = sum((held - Counter(MARKED.findall(shown))).values())
    whole = set(MARKED.findall(shown))
    lost -= sum(word not in whole and word in shown for word in held)  # words that ran together
    left_out = [left for recording in recordings for left in recording.left_out]
    if any(left.reason == "row without words" for left in left_out) or _is_cut(turns):
        return
    if lost > sum(left.word_count for left in left_out):
        raise Fault(f"words lost in {recordings[0].format}")


def _is_cut(turns: Sequence[Turn]) -> bool:
    """Tell whether damage made a label of the talk, which the warning says."""
    return any(len(turn.speaker) >= LONGEST_LABEL - 1 for turn in turns)


def _said(value: object, inside: bool) -> Iterator[str]:
    """Yield the words of segments and items in a JSON document, where their keys are whole."""
    if isinstance(value, list):
        for one in value:
            yield from _said(one, inside)
    elif isinstance(value, dict):
        for key, one in value.items():
            if inside and key in ("text", "content") and isinstance(one, str):
                yield one
            yield from _said(one, key in ("segments", "alternatives"))


def signature(error: BaseException) -> str:
    """Return a fault's kind and place, so that the same is counted once."""
    if isinstance(error, Fault):
        return str(error)
    place = traceback.extract_tb(error.__traceback__)[-1]
    ours = [f for f in traceback.extract_tb(error.__traceback__) if "fgtools" in f.filename]
    last = ours[-1] if ours else place
    return f"{type(error).__name__} at {Path(last.filename).name}:{last.lineno}"


def main() -> None:
    """Fuzz for so many minutes and say what was found."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--minutes", type=float, default=10)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--keep", type=Path, default=Path(tempfile.gettempdir()) / "fuzz")
    chosen = options.parse_args()
    import openpyxl  # noqa: F401  # once, so that no file pays for it

    chosen.keep.mkdir(parents=True, exist_ok=True)
    path = chosen.keep / "talk.txt"
    outcomes, faults, slowest, runs = Counter[str](), Counter[str](), 0.0, 0
    end = time.monotonic() + 60 * chosen.minutes
    while time.monotonic() < end:
        random = Random(chosen.seed * 10**9 + runs)
        name = NAMES[runs % len(NAMES)]
        path.write_bytes(damaged(name, random))
        began = time.perf_counter()
        for way in (partial(checked, again=runs % EVERY == 0), roster):
            try:
                outcomes[way(path)] += 1
            except Exception as error:
                mark = signature(error)
                faults[mark] += 1
                if faults[mark] <= 5:
                    kept = re.sub(r"\W+", "-", f"{mark}-{name}-{faults[mark]}")
                    (chosen.keep / kept).write_bytes(path.read_bytes())
        spent = time.perf_counter() - began
        slowest = max(slowest, spent)
        if spent > PATIENCE:
            faults["slow"] += 1
            (chosen.keep / f"slow-{name}-{runs}").write_bytes(path.read_bytes())
        runs += 1
    print(f"{runs} files of {len(NAMES)} kinds in {chosen.minutes:g} min, slowest {slowest:.2f} s")
    for what, times in outcomes.most_common():
        print(f"  {times:8}  {what}")
    print(f"{sum(faults.values())} faults of {len(faults)} kinds")
    for what, times in faults.most_common():
        print(f"  {times:8}  {what}")
    sys.exit(bool(faults))


def roster(path: Path) -> str:
    """Return what became of a file given as a roster."""
    try:
        people = read_roster(path).people
    except FgtoolsError as error:
        _check_line(error, path)
        return "no roster"
    for person in people:
        if FORGING.search("".join((person.name, person.role, person.session))):
            raise Fault("a person holds what nobody sees")
    return "roster"


if __name__ == "__main__":
    main()
