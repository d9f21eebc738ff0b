"""Measure the check of drafts: a real report's known faults, our own reports, altered quotes.

PYTHONPATH=src python evals/report/measure.py [STUDY]

The real report lies outside the repository (../shared/seeds). STUDY is a finished study, such as a
copy of the sample after `fgtools run`; without it only the real report is measured.
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from pathlib import Path

from fgtools.nouns import Finding
from fgtools.report.draft.check import NOTES
from fgtools.report.draft.quoted import quotes, untrue_quotes
from fgtools.report.draft.reading import read
from fgtools.study.draft_check import check_alone, check_in_study
from fgtools.study.folder import open_study

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
KNOWN = (
    ("88.8 % against nearly 70 %", "contradiction", ("88.8%", "nearly 70%")),
    ("29.6 against 31 %", "contradiction", ("29.6%", "31%")),
    ("15.2 against 14 %", "contradiction", ("15.2%", "14%")),
    ("53.6 against 53 %", "rounding", ("53.6%", "53%")),
    ("25.64 against 25 %", "rounding", ("25.64%", "25%")),
    ("reasons for leaving out of order", "out-of-order", ("35.8%", "33.8%")),
    ("bases 320, 312, 309, 294 or 295", "several-bases", ("320", "312", "309", "294 or 295")),
    ("1.7 % is five people", "solvable-cell", ("1.7%", " is 5")),
    ("1.36 % is four people", "solvable-cell", ("1.36%", " is 4")),
    ("two decimals", "too-precise", ("29.45%",)),
    ("claims on 17 respondents", "few-people", ("17 people",)),
    ("a small area named", "named-few", ()),
    ("one authority's officer", "unique-post", ()),
    ("percentages without a base", "silent-base", ()),
)
"""Faults of the report that people found by reading it (../shared/notes/qda.md, 4.2)."""
MISSED = ("caseloads of 20-30+ beside 200-300",)
"""Faults that no rule looks for: ranges of things, not shares of people."""
SEED = 7


def real_report() -> None:
    """Print which known faults of the real report are found, and all else that is."""
    (path,) = SEEDS.glob("002*.txt")
    found = check_alone(path)
    for name, rule, parts in KNOWN:
        hit = any(f.rule == rule and all(part in f.what for part in parts) for f in found)
        print(f"{'found' if hit else 'MISSED':7} {name}")
    for name in MISSED:
        print(f"{'MISSED':7} {name}")
    print(f"{len(found)} findings, {sum(f.rule in NOTES for f in found)} of them notes:", end=" ")
    print(", ".join(f"{n} {rule}" for rule, n in sorted(Counter(f.rule for f in found).items())))
    shown(found)


def shown(found: tuple[Finding, ...]) -> None:
    """Print findings one a line."""
    for finding in found:
        where = finding.where.partition(" ")[2]
        print(f"  {finding.rule:16} {where}: {finding.what}")


def own_reports(root: Path) -> None:
    """Print what is found in a study's own reports, and how many altered quotes are."""
    folder = open_study(root)
    for name in ("report.md", "report.docx"):
        found = check_in_study(folder, folder.outputs / name)
        print(f"{name}: {len(found)} findings")
        shown(found)
    draft = read(folder.outputs / "report.md")
    turns, level = folder.store.turns(), folder.settings.level
    text = (folder.outputs / "report.md").read_text("utf-8")
    dice = random.Random(SEED)
    altered = 0
    for quote in quotes(draft):
        words = re.findall(r"(?<![\w'’\[])[a-z]{4,}(?![\w'’\]])", quote.text)
        if words:
            text, did = _with_another_word(text, quote.text, dice.choice(words))
            altered += did
    changed = folder.root / "altered.md"
    changed.write_text(text, "utf-8")
    caught = list(untrue_quotes(read(changed), turns, level=level))
    changed.unlink()
    print(f"one word altered in {altered} quotes: {len(caught)} found,", end=" ")
    print(", ".join(f"{n} {rule}" for rule, n in Counter(f.rule for f in caught).items()))
    folder.store.close()


def _with_another_word(text: str, quote: str, word: str) -> tuple[str, bool]:
    """Put another word in one place of a quote, as it stands in the Markdown."""
    written = quote.replace("[", "\\[").replace("]", "\\]")
    changed = re.sub(rf"\b{word}\b", "plenty", written, count=1)
    return text.replace(written, changed), written in text


if __name__ == "__main__":
    real_report()
    if len(sys.argv) > 1:
        own_reports(Path(sys.argv[1]))
