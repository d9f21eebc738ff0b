"""Run a study of 100,000 turns from end to end: time, progress and memory.

    python bench/scale.py --to FOLDER [--turns 100000] [--engine dask]

The sample study's turns are drawn again, whole, for sessions of 125 turns, each with people of
their own. So few texts are new to the encoder, whose cost is so much for each new text and known
(`encoding.py`): this is about everything else, and about memory.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from resampled import invented

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "evals" / "sample" / "source"
MARK = re.compile(r"\[\[[a-z-]+:(.*?)\]\]")
TAGS = re.compile(r"(?:\s+#[a-z-]+)+\s*$")
SESSION, PEOPLE = 125, 12
ROLES = ("casework-and-assessment", "educational-psychology", "therapies")


def said() -> list[str]:
    """Return the turns of the sample study."""
    every = []
    for path in sorted(SOURCE.glob("*.md")):
        body = path.read_text("utf-8").split("---\n", 2)[2]
        lines = (line.split(": ", 1)[1] for line in body.strip().split("\n\n"))
        every += [MARK.sub(r"\1", TAGS.sub("", line)).strip() for line in lines]
    return every


def rows(turns: int, seed: int = 1) -> Iterator[tuple[str, str, str, str]]:
    """Yield session, speaker, role and text of each turn."""
    talk, names, rng = said(), invented(seed), random.Random(seed)
    for number in range(-(-turns // SESSION)):
        people = [" ".join(next(names, ("Ada", f"Arn{number}"))) for _ in range(PEOPLE)]
        role = ROLES[number % len(ROLES)]
        session = f"group_{number + 1:03}"
        for at in range(min(SESSION, turns - number * SESSION)):
            who = 0 if at % 10 == 0 else rng.randrange(1, PEOPLE)
            yield (
                session, people[who], role if who else "facilitator", rng.choice(talk)
            )  # fmt: skip


def typed(folder: Path, *words: str) -> None:
    """Type a command; print its seconds, processor seconds and memory."""
    begin, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "fgtools", *words]
    code = subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(
        f"{' '.join(words[:2])}: exit {code.returncode}, {time.monotonic() - begin:.0f} s, of "
        f"processors {spent:.0f} s, {after.ru_maxrss / 1024:.0f} MiB at the most until now",
        flush=True,
    )


def main() -> None:
    """Make the study, and run it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--turns", type=int, default=100_000)
    parser.add_argument("--engine", default="local")
    asked = parser.parse_args()
    asked.to.mkdir(parents=True)
    table = asked.to / "talk.csv"
    with table.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(("session", "speaker", "role", "text"))
        writer.writerows(rows(asked.turns))
    typed(asked.to, "study", "new", "study", "--template", "big-send")
    study = asked.to / "study"
    typed(study, "transcripts", "add", str(table.resolve()), "--yes")
    for stage in (("names", "find"), ("codes", "apply"), ("topics", "find"), ("roles", "compare")):
        if asked.engine == "local":
            typed(study, *stage)
    typed(study, "run", "--engine", asked.engine)


if __name__ == "__main__":
    main()
