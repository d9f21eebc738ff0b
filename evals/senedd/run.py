"""Run the whole program on eight real committee sessions, as a user would, and print what came out.

    python evals/senedd/run.py --to FOLDER [--data ../shared/data/senedd]

FOLDER becomes a new study. What the commands say goes to stderr, the figures go to stdout.
"""

from __future__ import annotations

import argparse
import resource
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

from fgtools.codebook import read

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
CODEBOOK = HERE / "codebook.yaml"
DATA = ROOT.parent / "shared" / "data" / "senedd"
FOUND = 3
"""How a command ends whose check found something to put right, such as a name left in a report."""
MIB = 2**20
UNIT = 1 if sys.platform == "darwin" else 1024
"""The bytes in which the system counts a process's memory."""


def commands(data: Path, study: Path) -> Iterator[tuple[tuple[str, ...], Path]]:
    """Yield the command lines, `fgtools` left out, each with the folder to type it in."""
    here = Path.cwd()
    sessions = sorted(data.glob("session_*.txt"), key=lambda p: int(p.stem.rpartition("_")[2]))
    roster = str(data / "roster.csv")
    yield ("study", "new", str(study), "--title", "Senedd children and education"), here
    yield ("transcripts", "add", *map(str, sessions), "--roster", roster, "--yes"), study
    yield ("codes", "apply", "--codebook", str(CODEBOOK)), study
    yield ("run",), study


def timed(arguments: Sequence[str], folder: Path) -> tuple[float, bool]:
    """Return the seconds that one command took, and whether a check in it found something.

    Leave where it could not be done.
    """
    begin = time.perf_counter()
    command = [sys.executable, "-m", "fgtools", *arguments]
    done = subprocess.run(command, cwd=folder, stdout=sys.stderr, check=False)
    if done.returncode not in (0, FOUND):
        sys.exit(f"fgtools {' '.join(arguments[:2])} ended with {done.returncode}")
    return time.perf_counter() - begin, done.returncode == FOUND


def peak() -> float:
    """Return the memory, in MiB, of the largest command so far."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * UNIT / MIB


def figures(study: Path) -> Iterator[str]:
    """Yield, line by line, what study.db holds after the run."""
    with closing(sqlite3.connect(f"{(study / 'study.db').as_uri()}?mode=ro", uri=True)) as db:
        yield from heading("Read")
        for name, query in (
            ("sessions", "SELECT count(*) FROM session"),
            ("turns", "SELECT count(*) FROM turn"),
            ("words", "SELECT total(words) FROM session"),
            ("words left out", "SELECT total(words) FROM left_out"),
            ("doubts", "SELECT count(*) FROM doubt"),
        ):
            yield from aligned([(name, int(db.execute(query).fetchone()[0]))])
        yield from heading("Redactions by kind")
        kinds = "SELECT kind, count(*) FROM redaction GROUP BY kind ORDER BY 2 DESC, kind"
        yield from aligned(db.execute(kinds))
        yield from heading("Codings by theme, those of its children included")
        yield from aligned(themes(db))
        yield from heading("Topics, with their turns and terms")
        for label, size, terms in db.execute("SELECT label, size, terms FROM topic ORDER BY id"):
            yield f"{size:>7}  {label}  {terms}"
        yield from heading("Three quotes, each from another theme")
        first = "SELECT min(rowid) FROM quote GROUP BY theme ORDER BY 1 LIMIT 3"
        query = f"SELECT theme, role, stance, text FROM quote WHERE rowid IN ({first})"
        for theme, role, stance, text in db.execute(query):
            yield f"{theme}, {role}, {stance}: {text}"


def themes(db: sqlite3.Connection) -> list[tuple[str, int]]:
    """Return every theme's label with its number of codings, the most first."""
    book = read.read(CODEBOOK)
    given = Counter(
        book.theme_of(code) for (code,) in db.execute("SELECT code FROM coding WHERE assigned")
    )
    tops = [(code.label, given[code.key]) for code in book.codes if not code.parent]
    return sorted(tops, key=lambda row: -row[1])


def heading(text: str) -> tuple[str, str]:
    """Return an empty line and a heading."""
    return "", text


def aligned(rows: Iterable[tuple[str, int]]) -> Iterator[str]:
    """Yield a line for each name and number, numbers first so that they stand in a column."""
    for name, number in rows:
        yield f"{number:>7}  {name}"


def main() -> None:
    """Make the study, then print times, memory and what is in it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=DATA, help="the sessions and their roster")
    parser.add_argument("--to", type=Path, required=True, help="the study to make; no study yet")
    chosen = parser.parse_args()
    data, study = chosen.data.resolve(), chosen.to.resolve()
    if not (data / "roster.csv").exists():
        parser.error(f"no roster.csv in {data}")
    print("Time and memory")
    total, refused = 0.0, False
    for arguments, folder in commands(data, study):
        seconds, found = timed(arguments, folder)
        total, refused = total + seconds, refused or found
        note = "  (its check found something to put right)" if found else ""
        print(f"{seconds:>7.1f}  s  fgtools {' '.join(arguments[:2])}{note}", flush=True)
    print(f"{total:>7.1f}  s  in all")
    print(f"{peak():>7.0f}  MiB at the most")
    print("\n".join(figures(study)))
    sys.exit(FOUND if refused else 0)


if __name__ == "__main__":
    main()
