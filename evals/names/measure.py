"""Measure redaction: what leaks, what is written over for nothing, what is asked.

    python evals/names/measure.py                          # the project's dev sets
    python evals/names/measure.py held seen                # counted only; the sets seen before
    python evals/names/measure.py --errors dev/turns:heard # every error of one set and variant
    python evals/names/measure.py --off                    # each finder switched off in turn
    python evals/names/measure.py --peer VENV/bin/python   # what presidio finds (presidio.py)
    python evals/names/measure.py --json figures.json

Leak: share of identifiers of which at least one letter or digit is left. *Asked* counts what is
doubtful (written over in a study until a person decides, outside a study only listed) as covered.
Precision: redactions that touch an identifier. Needless: words written over that belong to no
identifier, per 1,000 words. Every turn of a set without speakers is redacted alone.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest.mock import patch

from sets import ROOT, Gold, Labelled, as_heard, read_all

from fgtools.models import ner
from fgtools.names import redact as house
from fgtools.names.asked import asked
from fgtools.names.redact import redact
from fgtools.nouns import Find, Span
from fgtools.ports import NameFinder

VARIANTS = ("written", "heard", "misheard", "misheard+heard")
FINDERS = (
    "rosters", "patterns", "spoken", "context", "things", "posts", "capitals", "consistency",
    "model",
)  # fmt: skip
WORD = re.compile(r"[\w'’]+")


@dataclass(frozen=True)
class Marked:
    """A stretch that was written over."""

    turn: str
    span: Span
    rule: str
    doubtful: bool


@dataclass
class Count:
    """What is counted in one set, one variant, one setting."""

    kinds: Counter[str]
    leaks: Counter[str]
    unasked: Counter[str]
    spans: int = 0
    false: int = 0
    needless: int = 0
    over: int = 0
    words: int = 0
    doubts: int = 0
    seconds: float = 0.0

    def figures(self) -> dict[str, Any]:
        """Return the figures of the table."""
        return {
            "identifiers": sum(self.kinds.values()),
            "people": self.kinds["person"],
            "leak_people": _share(self.leaks["person"], self.kinds["person"]),
            "leak_people_asked": _share(self.unasked["person"], self.kinds["person"]),
            "leak_all": _share(self.leaks.total(), self.kinds.total()),
            "leak_all_asked": _share(self.unasked.total(), self.kinds.total()),
            "precision": _share(self.spans - self.false, self.spans) if self.spans else 1.0,
            "false_spans": self.false,
            "needless_per_1000": round(1000 * self.needless / max(1, self.words), 2),
            "doubts_per_1000": round(1000 * self.doubts / max(1, self.words), 2),
            "lost_words": _share(self.over, self.words),
            "words_per_second": round(self.words / max(self.seconds, 1e-9)),
            "by_kind": {k: f"{self.leaks[k]}/{n}" for k, n in sorted(self.kinds.items())},
        }


def _share(part: int, whole: int) -> float:
    return round(part / max(1, whole), 4)


def variant(which: str, name: str) -> list[Labelled]:
    """Return the sets of a folder as written or as recognisers write."""
    sets = read_all(which, misheard=name.startswith("misheard"))
    return [as_heard(one) for one in sets] if name.split("+")[-1] == "heard" else sets


def marks_of(labelled: Labelled, finder: NameFinder | None) -> tuple[list[Marked], float]:
    """Redact a set; sessions of turns that stand alone are redacted each alone."""
    begin = time.process_time()
    turns = [turn for turns in labelled.sessions.values() for turn in turns]
    found: Mapping[str, tuple[Find, ...]] = {}
    if finder is not None:
        texts = [turn.text for turn in turns]
        found = {t.id: marks for t, marks in zip(turns, asked(finder.find, texts), strict=True)}
    marked: list[Marked] = []
    for part in _studies(labelled):
        sessions = {name: labelled.sessions[name] for name in part}
        people = {name: labelled.people.get(name, ()) for name in part}
        for done in redact(sessions, people, found).values():
            doubtful = {(d.turn, d.span) for d in done.doubts}
            marked += [
                Marked(r.turn, r.span, r.rule, (r.turn, r.span) in doubtful)
                for r in done.redactions
            ]
    return marked, time.process_time() - begin


def peer_marks(labelled: Labelled, python: Path) -> tuple[list[Marked], float]:
    """Return what presidio marks in a set, and the processor seconds, loading included."""
    script = str(Path(__file__).with_name("presidio.py"))
    before = children()
    done = subprocess.run(
        [str(python), script], input=json.dumps(labelled.texts), capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    marks = json.loads(done.stdout)
    marked = [
        Marked(turn, Span(start, end), kind, False)
        for turn, found in marks.items()
        for start, end, kind in found
    ]
    return marked, children() - before


def children() -> float:
    """Return the processor seconds of processes that ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _studies(labelled: Labelled) -> list[list[str]]:
    alone = all(len(turns) == 1 for turns in labelled.sessions.values())
    return [[name] for name in labelled.sessions] if alone else [list(labelled.sessions)]


def count(labelled: Labelled, marked: Sequence[Marked], show: bool = False) -> Count:
    """Count what leaks and what is needless."""
    texts, tally = labelled.texts, Count(Counter(), Counter(), Counter())
    sure: dict[str, list[Span]] = {}
    every: dict[str, list[Span]] = {}
    for one in marked:
        every.setdefault(one.turn, []).append(one.span)
        if not one.doubtful:
            sure.setdefault(one.turn, []).append(one.span)
    by_turn: dict[str, list[Gold]] = {}
    for gold in labelled.gold:
        by_turn.setdefault(gold.turn, []).append(gold)
        text = texts[gold.turn]
        tally.kinds[gold.kind] += 1
        left = _left(text, gold, sure.get(gold.turn, ()))
        asked = _left(text, gold, every.get(gold.turn, ()))
        tally.leaks[gold.kind] += left
        tally.unasked[gold.kind] += asked
        if show and left:
            _show("LEAK" if asked else "ASKED", gold.kind, text, gold.start, gold.end)
    for one in marked:
        tally.doubts += one.doubtful
        spare = list(_spare(texts[one.turn], one.span, by_turn.get(one.turn, ())))
        near = _near(one.span, by_turn.get(one.turn, ()))
        if show and (spare or not near):
            what = "doubt" if one.doubtful else "SPARE" if near else "FALSE"
            _show(what, one.rule, texts[one.turn], *one.span)
        if one.doubtful:
            continue
        tally.spans += 1
        tally.false += not near
        tally.needless += len(spare)
        tally.over += len(WORD.findall(texts[one.turn][one.span.start : one.span.end]))
    tally.words = sum(len(WORD.findall(text)) for text in texts.values())
    return tally


def _near(span: Span, golds: Sequence[Gold]) -> bool:
    return any(g.start < span.end and span.start < g.end for g in golds)


def _spare(text: str, span: Span, golds: Sequence[Gold]) -> Iterator[str]:
    for word in WORD.finditer(text, span.start, span.end):
        if not _near(Span(*word.span()), golds):
            yield word.group()


def _left(text: str, gold: Gold, spans: Sequence[Span]) -> bool:
    return any(
        text[at].isalnum() and not any(a <= at < b for a, b in spans)
        for at in range(gold.start, gold.end)
    )


def _show(what: str, why: str, text: str, start: int, end: int) -> None:
    before, words, after = text[max(0, start - 50) : start], text[start:end], text[end : end + 35]
    print(f"{what:6}{why:34} {before}<<{words}>>{after}", file=sys.stderr)


@contextmanager
def switched_off(finder: str) -> Iterator[None]:
    """Run without one finder."""
    part: ModuleType | None = getattr(house, finder, None)
    if part is None:
        yield
        return
    with patch.object(part, "find", lambda *_: iter(())):
        yield


def report(rows: Mapping[str, Mapping[str, Any]]) -> None:
    """Print the table."""
    print(
        "| set | people leaked (asked) | all leaked (asked) | precision | false "
        "| needless per 1,000 | doubts per 1,000 | words/s |"
    )
    print("| --- " * 8 + "|")
    for name, row in rows.items():
        print(
            f"| {name} | {row['leak_people']:.3f} ({row['leak_people_asked']:.3f}) "
            f"| {row['leak_all']:.3f} ({row['leak_all_asked']:.3f}) | {row['precision']:.3f} "
            f"| {row['false_spans']} | {row['needless_per_1000']} | {row['doubts_per_1000']} "
            f"| {row['words_per_second']} |"
        )


def main() -> None:
    """Print a table of sets and variants."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("which", nargs="*", default=["dev"], help="dev, held, seen, senedd")
    parser.add_argument("--model", default=str(ROOT / "models" / "names"), help="folder, or none")
    parser.add_argument("--peer", type=Path, help="the Python of a venv of bench/requirements.txt")
    parser.add_argument("--errors", default="", metavar="SET:VARIANT")
    parser.add_argument("--off", action="store_true", help="each finder switched off in turn")
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    finder = None if given.model == "none" else ner.load(Path(given.model))
    rows: dict[str, dict[str, Any]] = {}
    for which in given.which or ["dev"]:
        for name in VARIANTS:
            for labelled in variant(which, name):
                key = f"{labelled.name}:{name}"
                if given.errors and given.errors != key:
                    continue
                for off in ("", *FINDERS) if given.off else ("",):
                    with switched_off(off):
                        if given.peer:
                            marked, spent = peer_marks(labelled, given.peer)
                        else:
                            marked, spent = marks_of(labelled, None if off == "model" else finder)
                    tally = count(labelled, marked, bool(given.errors))
                    tally.seconds = spent
                    rows[key + (f" without {off}" if off else "")] = tally.figures()
    report(rows)
    if given.json:
        given.json.write_text(json.dumps(rows, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
