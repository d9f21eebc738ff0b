"""Measure reading on the samples, or on made files with known truth.

    python evals/formats/measure.py                    # every file of ../shared/data/formats
    python evals/formats/measure.py --made 200         # 200 made conversations, each in a format
    python evals/formats/measure.py --wrong            # only what is wrong, and why
    python evals/formats/measure.py --json figures.json

A file is right if format, speakers, number of turns, first and last turn are the gold's, words are
within 1 % and duration within 2 s; `accounted` if every word of the file is in a turn, left out
with a reason, or structure (counted by `words_in.py`, which knows no reader).
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from expected import CRITERIA, Row, gold, held

HERE = Path(__file__).parent
DATA = HERE.parents[2] / "shared" / "data" / "formats"
BAR = CRITERIA[:-1]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--made", type=int, default=0, help="made conversations instead")
    parser.add_argument("--first", type=int, default=0, help="first seed of the made ones")
    parser.add_argument("--only", default="", help="formats or files that hold this text")
    parser.add_argument("--wrong", action="store_true", help="list only what is wrong, and why")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    if options.made:
        from made import rows as made_rows

        rows = list(made_rows(range(options.first, options.first + options.made), options.only))
    else:
        wanted = [each for each in gold(HERE / "gold.csv") if options.only in each.file]
        rows = [held(each, options.data / each.file) for each in wanted]
    print_rows(rows, options.wrong, bool(options.made))
    print_shares(rows)
    if options.json:
        figures = {"shares": shares(rows), "files": [row.as_dict() for row in rows]}
        options.json.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n")


def shares(rows: Sequence[Row]) -> dict[str, float]:
    """Return the share of files right, by criterion and in all."""
    of = max(len(rows), 1)
    each = {name: sum(name not in row.wrong for row in rows) / of for name in CRITERIA}
    right = sum(not set(row.wrong) & set(BAR) for row in rows) / of
    return {**each, "right": right, "crashed": sum(row.found == "crashed" for row in rows) / of}


def print_rows(rows: Sequence[Row], wrong_only: bool, made: bool) -> None:
    """Print a line per file, or per format of made files, and what is wrong."""
    if made:
        by_format: dict[str, list[Row]] = defaultdict(list)
        for row in rows:
            by_format[row.file.rpartition(":")[0]].append(row)
        print(f"{'kind':28} files " + " ".join(f"{name:>9}" for name in (*CRITERIA, "right")))
        for kind, found in sorted(by_format.items()):
            figures = shares(found)
            cells = " ".join(f"{100 * figures[name]:9.1f}" for name in (*CRITERIA, "right"))
            print(f"{kind:28} {len(found):5} {cells}")
    else:
        print(f"{'file':62} {'found':14} speakers turns words-in words-out unacc.  duration  ok")
    for row in rows:
        if (wrong_only or made) and (not row.wrong or not wrong_only):
            continue
        ok = "yes" if not row.wrong else "NO: " + ", ".join(row.wrong)
        duration = "" if row.duration is None else f"{row.duration:.2f}"
        print(
            f"{row.file:62} {row.format or row.found:14} {row.speakers:8} {row.turns:5} "
            f"{row.words_in:8} {row.words_out:9} {row.unaccounted:6} {duration:>9}  {ok}"
        )
        if row.why and row.wrong and wrong_only:
            print(f"    {row.why}")


def print_shares(rows: Sequence[Row]) -> None:
    """Print the shares of all files."""
    print(f"\n{len(rows)} files, right in %:")
    for name, share in shares(rows).items():
        print(f"  {name:10} {100 * share:6.1f}")


if __name__ == "__main__":
    main()
