"""Measure redaction on the sample study: what leaks, what is written over for nothing.

    python evals/names/measure.py [--model models/names] [--errors]

Recall: identifiers of the gold that are written over wholly. Leak: share of identifiers of which
at least one letter or digit is left. Precision: redactions that touch an identifier. Needless:
words written over that belong to no identifier, per 1,000 words. Each with and without the name
model, as written and in lower case without punctuation as some recognisers write.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from fgtools.names.people import KnownPerson
from fgtools.names.redact import Redacted, redact
from fgtools.nouns import Find, Turn
from fgtools.ports import NameFinder

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "evals" / "sample"
MARK = re.compile(r"\[\[([a-z-]+):(.*?)\]\]")


@dataclass(frozen=True)
class Gold:
    """An identifier of the gold: its place in a turn, its kind and its words."""

    turn: str
    start: int
    end: int
    kind: str


@dataclass(frozen=True)
class Sample:
    """Sessions with their gold and the people whom the recordings name."""

    sessions: dict[str, list[Turn]]
    people: dict[str, list[KnownPerson]]
    gold: list[Gold]


def read_sources(folder: Path) -> Sample:
    """Read the sample's sources with their inline marks."""
    sample = Sample({}, {}, [])
    for path in sorted(folder.glob("*.md")):
        _, front, body = path.read_text("utf-8").split("---\n", 2)
        people = yaml.safe_load(front)["people"]
        sample.people[path.stem] = [
            KnownPerson(p["name"], "facilitator" if p["role"] == "facilitator" else "participant")
            for p in people
            if p["name"]
        ]
        turns = sample.sessions.setdefault(path.stem, [])
        for line in (part for part in body.split("\n") if part.strip()):
            speaker, said = line.split(": ", 1)
            said = re.sub(r"(?:\s+#[a-z-]+)+\s*$", "", said)
            turn = f"{path.stem}:{len(turns)}"
            text, gold = unmarked(turn, said)
            sample.gold.extend(gold)
            turns.append(Turn(turn, path.stem, len(turns), speaker, text))
    listed = folder.parent / "identifiers.jsonl"
    if listed.is_file():
        rows = [json.loads(line) for line in listed.read_text("utf-8").splitlines()]
        gold = [
            Gold(f"{r['session']}:{r['ordinal']}", r["start"], r["end"], r["kind"]) for r in rows
        ]
        print("gold of the sources equal:", set(gold) == set(sample.gold), file=sys.stderr)
        sample.gold[:] = gold
    return sample


def unmarked(turn: str, said: str) -> tuple[str, list[Gold]]:
    """Take the marks out of a turn."""
    text, at, gold = "", 0, []
    for match in MARK.finditer(said):
        text += said[at : match.start()]
        gold.append(Gold(turn, len(text), len(text) + len(match[2]), match[1]))
        text += match[2]
        at = match.end()
    return text + said[at:], gold


def as_heard(sample: Sample) -> Sample:
    """Return the sample in lower case without punctuation, blanks kept in place."""
    spoken = {
        name: [
            Turn(
                t.id,
                t.session,
                t.ordinal,
                t.speaker,
                re.sub(r"[.,?!;:…“”\"](?!\w)", " ", t.text.lower()),
            )
            for t in turns
        ]
        for name, turns in sample.sessions.items()
    }
    return Sample(spoken, sample.people, sample.gold)


def modelled(sample: Sample, finder: NameFinder | None) -> dict[str, tuple[Find, ...]]:
    """Return the name model's finds by turn."""
    if finder is None:
        return {}
    turns = [turn for turns in sample.sessions.values() for turn in turns]
    return {
        t.id: found for t, found in zip(turns, finder.find([t.text for t in turns]), strict=True)
    }


def measure(sample: Sample, redacted: Mapping[str, Redacted], errors: bool) -> dict[str, object]:
    """Return the figures of one run."""
    texts = {t.id: t.text for turns in sample.sessions.values() for t in turns}
    covered: dict[str, list[tuple[int, int]]] = {}
    spans = [(r.turn, r.span, r.rule, r.score) for one in redacted.values() for r in one.redactions]
    for turn, span, _, _ in spans:
        covered.setdefault(turn, []).append(span)
    kinds: Counter[str] = Counter()
    leaks: Counter[str] = Counter()
    for gold in sample.gold:
        left = _left(texts[gold.turn], gold, covered.get(gold.turn, ()))
        kinds[gold.kind] += 1
        leaks[gold.kind] += bool(left)
        if errors and left:
            _show("LEAK", gold.kind, texts[gold.turn], gold.start, gold.end)
    by_turn: dict[str, list[Gold]] = {}
    for gold in sample.gold:
        by_turn.setdefault(gold.turn, []).append(gold)
    needless, false, rules = 0, 0, Counter[str]()
    for turn, span, rule, score in spans:
        words = [m.span() for m in re.finditer(r"[\w'’]+", texts[turn][span.start : span.end])]
        near = [g for g in by_turn.get(turn, ()) if g.start < span.end and span.start < g.end]
        spare = [
            (a, b) for a, b in words
            if not any(g.start < span.start + b and span.start + a < g.end for g in near)
        ]  # fmt: skip
        needless += len(spare)
        if not near:
            false += 1
            rules[rule] += 1
        if errors and spare:
            _show("SPARE" if near else "FALSE", f"{rule} {score:.2f}", texts[turn], *span)
    count = sum(len(re.findall(r"[\w'’]+", text)) for text in texts.values())
    doubts = sum(len(one.doubts) for one in redacted.values())
    return {
        "leak": {k: f"{leaks[k]}/{n}" for k, n in sorted(kinds.items())},
        "leak_person": leaks["person"] / max(1, kinds["person"]),
        "leak_all": sum(leaks.values()) / max(1, len(sample.gold)),
        "precision": 1 - false / max(1, len(spans)),
        "needless_per_1000": 1000 * needless / max(1, count),
        "doubts_per_1000": 1000 * doubts / max(1, count),
        "false_by_rule": dict(sorted(rules.items())),
    }


def _left(text: str, gold: Gold, spans: Sequence[tuple[int, int]]) -> bool:
    return any(
        text[at].isalnum() and not any(a <= at < b for a, b in spans)
        for at in range(gold.start, gold.end)
    )


def _show(what: str, why: str, text: str, start: int, end: int) -> None:
    before, words, after = text[max(0, start - 45) : start], text[start:end], text[end : end + 30]
    print(f"{what:6}{why:34} {before}<<{words}>>{after}", file=sys.stderr)


def main() -> None:
    """Print a table a setting."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--model", type=Path, default=ROOT / "models" / "names")
    parser.add_argument("--errors", default="", help="written, heard, written+model, heard+model")
    given = parser.parse_args()
    written = read_sources(SAMPLE / "source")
    finder: NameFinder | None = None
    if given.model.is_dir():
        from fgtools.models import ner

        finder = ner.load(given.model)
    for name, sample in (("written", written), ("heard", as_heard(written))):
        for model in (None, finder) if finder else (None,):
            setting = name + ("+model" if model else "")
            found = modelled(sample, model)
            begin = time.process_time()
            redacted = redact(sample.sessions, sample.people, found)
            spent = time.process_time() - begin
            figures = measure(sample, redacted, given.errors == setting)
            words = sum(len(t.text.split()) for ts in sample.sessions.values() for t in ts)
            print(setting, json.dumps(figures, indent=1), f"{words / spent:.0f} words/s")


if __name__ == "__main__":
    main()
