"""Make what a motivated intruder is given, and measure what redaction cost in meaning.

    python evals/names/intruder.py evals/names/held/session.md FOLDER

Writes into FOLDER the redacted talk (redacted.txt), the people in an order that tells nothing
(candidates.txt), who is who (key.txt: not to be opened before every guess is written down) and the
information lost (loss.json). How to go on from there: INTRUDER.md. The idea is TILD (technical
evaluation, information loss, de-anonymisation), by the authors of Textwash.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from measure import WORD
from sets import ROOT, Labelled, read_set

from fgtools.models import encoder, ner
from fgtools.names.asked import asked
from fgtools.names.redact import redact
from fgtools.nouns import Redaction, Turn
from fgtools.safe import SafeText, write_over

ORDER = 7
"""Seed of the order of the candidates."""
LONG = 20
"""Words from which a turn counts as long: what a report would quote or a code rest on."""


def redacted(labelled: Labelled) -> tuple[list[Turn], list[SafeText], list[Redaction]]:
    """Return the turns, the same written over (doubts too, nobody has decided), and the marks."""
    turns = [turn for turns in labelled.sessions.values() for turn in turns]
    finds = asked(ner.load(ROOT / "models" / "names").find, [turn.text for turn in turns])
    found = {turn.id: marks for turn, marks in zip(turns, finds, strict=True)}
    done = redact(labelled.sessions, labelled.people, found)
    marks = [mark for one in done.values() for mark in one.redactions]
    safe = [write_over(turn.text, [m for m in marks if m.turn == turn.id]) for turn in turns]
    return turns, safe, marks


def numbered(turns: Sequence[Turn]) -> dict[str, str]:
    """Return an opaque number for each speaker, in order of first turn."""
    speakers = dict.fromkeys(turn.speaker for turn in turns)
    return {speaker: f"P{at:02}" for at, speaker in enumerate(speakers, 1)}


def loss(
    turns: Sequence[Turn], safe: Sequence[SafeText], marks: Sequence[Redaction]
) -> dict[str, float]:
    """Return shares of words and turns written over, and cosines of raw and redacted turns.

    As a scale for the cosines: that of a redacted turn and another raw turn, and how many redacted
    turns are nearest to their own raw turn.
    """
    texts = {turn.id: turn.text for turn in turns}
    over = sum(len(WORD.findall(texts[m.turn][m.span.start : m.span.end])) for m in marks)
    model = encoder.load()
    table = model.encode(safe) @ model.encode([turn.text for turn in turns]).T
    own = np.diag(table)
    counted = np.array([len(WORD.findall(turn.text)) for turn in turns])
    touched = np.array([turn.text != text for turn, text in zip(turns, safe, strict=True)])
    figures = {
        "turns": len(turns),
        "turns_touched": int(touched.sum()),
        "words": int(counted.sum()),
        "words_written_over": over,
        "cosine_of_other_turns": round(float(table[~np.eye(len(turns), dtype=bool)].mean()), 3),
        "nearest_to_own_turn": int((table.argmax(axis=1) == np.arange(len(turns))).sum()),
    }
    groups = {"all": counted > 0, "touched": touched, "touched_long": touched & (counted >= LONG)}
    for name, rows in groups.items():
        figures[f"{name}_turns"] = int(rows.sum())
        figures[f"{name}_cosine_mean"] = round(float(own[rows].mean()), 3)
        figures[f"{name}_cosine_10th_percentile"] = round(float(np.percentile(own[rows], 10)), 3)
    return figures


def main() -> None:
    """Write the four files."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("session", type=Path, help="a labelled session with speakers")
    parser.add_argument("folder", type=Path, help="where to write; outside the repository")
    given = parser.parse_args()
    labelled = read_set(given.session)
    turns, safe, marks = redacted(labelled)
    who = numbered(turns)
    lines = [f"{who[turn.speaker]}: {text}" for turn, text in zip(turns, safe, strict=True)]
    names = list(dict.fromkeys(p.name for people in labelled.people.values() for p in people))
    random.Random(ORDER).shuffle(names)
    given.folder.mkdir(parents=True, exist_ok=True)
    for file, content in {
        "redacted.txt": lines,
        "candidates.txt": names,
        "key.txt": [f"{number}: {speaker}" for speaker, number in who.items()],
        "loss.json": [json.dumps(loss(turns, safe, marks), indent=1)],
    }.items():
        (given.folder / file).write_text("\n".join(content) + "\n", "utf-8")


if __name__ == "__main__":
    main()
