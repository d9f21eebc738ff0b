"""What presidio marks in some turns, for `measure.py --peer`.

    VENV/bin/python evals/names/presidio.py < TURNS.json > MARKS.json

VENV is one of bench/requirements.txt. TURNS.json holds the text of each turn by its id, MARKS.json
for each the [start, end, kind] of all that presidio-analyzer marks as it comes, in code points.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "bench"))

from assembled import analyzer


def main() -> None:
    """Read turns, write marks."""
    finder = analyzer()
    marks = {
        turn: [(r.start, r.end, r.entity_type) for r in finder.analyze(text, language="en")]
        for turn, text in json.load(sys.stdin).items()
    }
    json.dump(marks, sys.stdout)


if __name__ == "__main__":
    main()
