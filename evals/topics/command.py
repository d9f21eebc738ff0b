"""Run `fgtools topics find --json` on comments and arguments as a table, and compare with codes.

    OMP_NUM_THREADS=1 python evals/topics/command.py [--data FOLDER]

The texts of measure.py, each a row of a table `session,speaker,role,text` of four sessions. A text
of several topics counts by its first; one without a topic is in a group of its own. Encoder: the
published weights, as the shipped one has read these texts. Then the rows come in another order.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from measure import DATA, Coded, sets
from sklearn.metrics import adjusted_mutual_info_score, adjusted_rand_score

from fgtools.models import encoder

SESSIONS = 4


def typed(folder: Path, *words: str) -> str:
    """Run a command in a study and return what it printed."""
    command = [sys.executable, "-m", "fgtools", *words]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout


def found(
    folder: Path, texts: Sequence[str], number: int, order: Sequence[int]
) -> tuple[list[str], int, float]:
    """Return the topic of each text, how many topics there are, and the stability."""
    typed(folder.parent, "study", "new", folder.name, "--title", "Topics")
    settings = folder / "study.toml"
    weights = f'\n[encoder]\nfolder = "{encoder.folder_of("")}"\n'
    settings.write_text(f"{settings.read_text()}{weights}\n[topics]\nnumber = {number}\n")
    places: dict[str, int] = {}
    table = folder.parent / f"{folder.name}.csv"
    ordinals = [0] * SESSIONS
    with table.open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(["session", "speaker", "role", "text"])
        for at in order:
            session = at % SESSIONS
            rows.writerow([f"s{session}", f"P{at}", "patient", texts[at]])
            places[f"s{session}/{ordinals[session]}"] = at
            ordinals[session] += 1
    typed(folder, "transcripts", "add", str(table), "--yes")
    answer = json.loads(typed(folder, "topics", "find", "--json"))
    topics = [""] * len(texts)
    for one in answer["assignments"]:
        at = places[f"{one['session']}/{one['ordinal']}"]
        topics[at] = topics[at] or one["topic"] or ""
    return topics, len(answer["topics"]), answer["stability"]


def row(coded: Coded, number: int) -> str:
    """Return a row of the table."""
    straight = list(range(len(coded.texts)))
    mixed = random.Random(1).sample(straight, len(straight))
    with tempfile.TemporaryDirectory() as name:
        begin = time.perf_counter()
        topics, many, stable = found(Path(name) / "one", coded.texts, number, straight)
        seconds = time.perf_counter() - begin
        again, _, _ = found(Path(name) / "two", coded.texts, number, mixed)
    apart = sum(not topic for topic in topics) / len(topics)
    return (
        f"| {coded.name}: {len(topics)} texts, {coded.count} codes | {number or 'open'} | "
        f"{adjusted_mutual_info_score(coded.codes, topics):.3f} | {many} | {apart:.0%} | "
        f"{stable:.2f} | {adjusted_rand_score(topics, again):.2f} | {seconds:.0f} |"
    )


def main() -> None:
    """Print the table of README.md."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--data", type=Path, default=DATA)
    print("| texts | number | AMI | topics | without | stability | reordered | s |")
    print("|---|---|---|---|---|---|---|---|")
    for _, coded in sets(asked.parse_args().data, None):
        for number in (coded.count, 0):
            print(row(coded, number), flush=True)


if __name__ == "__main__":
    main()
