"""Hand every bad and hostile file in as a user does, and measure what becomes of it.

    .venv/bin/python evals/formats/hostile.py
    .venv/bin/python evals/formats/hostile.py --only zip     # cases whose name holds this text

Each file goes through `fgtools transcripts show` in a process of its own. Held: the exit code, one
line that says the right thing (or a reading with the right warning), within two seconds beyond the
program's own start and 400 MB, nothing written beside the file, nothing on the screen that could
forge a line.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from tests.cases.case import Case  # noqa: E402
from tests.cases.hostile import CASES  # noqa: E402

FORGING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
PATIENCE = 2.0
MOST_MB = 400


class Answer(NamedTuple):
    """What a command said, how long it took, how much memory it took at most."""

    code: int
    out: str
    err: str
    seconds: float
    megabytes: float


def typed(path: Path) -> Answer:
    """Type `fgtools transcripts show FILE` in a process of its own."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        command = [sys.executable, "-m", "fgtools", "transcripts", "show", os.fspath(path)]
        child = subprocess.Popen(command, stdout=out, stderr=err)
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        spent = used.ru_utime + used.ru_stime  # of this process alone: the machine may be busy
        said = []
        for stream in (out, err):
            stream.seek(0)
            said.append(stream.read().decode("utf-8", "replace"))
    return Answer(child.returncode, said[0], said[1], spent, used.ru_maxrss / 1024)


def faults(case: Case, answer: Answer, start: float) -> list[str]:
    """Return what is not as it must be; `start` are the seconds that an empty file takes."""
    found = []
    if answer.code != (0 if case.reads else 1):
        found.append(f"exit code {answer.code}")
    if not case.reads and (answer.err.count("\n") != 1 or answer.out):
        found.append("not one line")
    if case.says not in answer.err:
        found.append(f"does not say: {case.says}")
    if any(word in answer.err for word in ("Traceback", "fault in fgtools", "reading it failed")):
        found.append("fell over")
    if FORGING.search(answer.out + answer.err):
        found.append("shows what could forge a line")
    if answer.seconds - start > PATIENCE:
        found.append(f"{answer.seconds:.1f} s")
    if answer.megabytes > MOST_MB:
        found.append(f"{answer.megabytes:.0f} MB")
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--only", default="", help="cases whose name holds this text")
    parser.add_argument("--lines", action="store_true", help="print what was said of each file")
    options = parser.parse_args()
    cases = [case for case in CASES if options.only in case.name]
    answers, wrong = [], 0
    with tempfile.NamedTemporaryFile() as nothing:
        empty = typed(Path(nothing.name))
    for case in cases:
        with tempfile.TemporaryDirectory() as folder:
            path = case.make(Path(folder))
            before = sorted(os.listdir(folder))
            answers.append(typed(path))
            found = faults(case, answers[-1], empty.seconds)
            found += ["wrote beside the file"] * (sorted(os.listdir(folder)) != before)
        wrong += bool(found)
        if found or options.lines:
            print(f"{case.name}: {'; '.join(found) or 'right'}")
            print("    " + answers[-1].err.strip().replace("\n", "\n    ")[:400])
    refused = sum(not case.reads for case in cases)
    slowest = max(zip([a.seconds for a in answers], [c.name for c in cases], strict=True))
    largest = max(zip([a.megabytes for a in answers], [c.name for c in cases], strict=True))
    print(f"{len(cases)} files: {refused} to refuse, {len(cases) - refused} to read; {wrong} wrong")
    print(
        f"slowest {slowest[0]:.2f} s ({slowest[1]}), most memory {largest[0]:.0f} MB ({largest[1]})"
    )
    print(f"an empty file: {empty.seconds:.2f} s, {empty.megabytes:.0f} MB")
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if largest[0] <= own:  # a child starts as a copy of this process
        print(f"(no more than this process itself, which has {own:.0f} MB)")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
