"""How many clean quotes the guard stops needlessly: stretches drawn at random from a study.

    PYTHONPATH=src python evals/report/clean_quotes.py STUDY [--draw 300] [--show]

STUDY is a study after `fgtools run`. Drawn is from every run of whole sentences that could stand as
a quote, of every participant who counts. What is stopped is not all clean: `--show` prints it, to
be read by a person, on the screen and nowhere else.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from pathlib import Path

from fgtools.nouns import Quote
from fgtools.quotes.reading import quality
from fgtools.quotes.stretches import _runs, quote
from fgtools.study import quote_levels, quote_rules, stage_quotes
from fgtools.study.folder import Folder, open_study

LEVELS = ("internal", "regional", "central", "public")


def drawn(folder: Folder, number: int) -> list[Quote]:
    """Return stretches drawn at random, at most one a turn; the same ones every time."""
    people = quote_levels.voices(folder)
    turns = [t for t in folder.store.turns() if people[t.participant].counts]
    dice = random.Random(20261129)
    dice.shuffle(turns)
    made = []
    for turn in turns:
        fit = [s for s in _runs(turn.text) if quality(turn.text[s.start : s.end]) > 0]
        if fit:
            span, who = dice.choice(fit), people[turn.participant]
            made.append(quote(turn, span, who, theme="", stance="none", why="drawn"))
    return made[:number]


def main() -> None:
    """Print the share that is stopped at each level, by rule."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("study", type=Path)
    asked.add_argument("--draw", type=int, default=300)
    asked.add_argument("--show", action="store_true")
    typed = asked.parse_args()
    folder = open_study(typed.study)
    quotes, own = drawn(folder, typed.draw), quote_rules.of(folder)
    shown: set[str] = set()
    for level in LEVELS:
        found = [f for q in quotes for f in stage_quotes.guarded(folder, (q,), level, own)]
        stopped = {f.where for f in found}
        rules = ", ".join(f"{rule} {n}" for rule, n in Counter(f.rule for f in found).most_common())
        share = 100 * len(stopped) / max(len(quotes), 1)
        print(
            f"{level}: {len(stopped)} of {len(quotes)} stopped ({share:.1f} %): {rules or 'none'}"
        )
        for q in quotes if typed.show else ():
            if q.id in stopped - shown:
                print(f"   {[f.rule for f in found if f.where == q.id]} {q.text}")
        shown |= stopped
    folder.store.close()


if __name__ == "__main__":
    main()
