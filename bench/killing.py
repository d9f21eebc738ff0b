"""Kill -9 at random moments of a command: nothing is lost, nothing is half written.

    OMP_NUM_THREADS=1 python bench/killing.py [--kills 200] [--seed 1] [--only run]

Each kill is of a command on a small study of invented talk, at a moment between its start and 1.1
times what it took undisturbed. Afterwards the study must open; every decision that the command had
said was kept must be there; every file that is not hidden must be whole; and the command, typed
again, and `fgtools run` must leave the same bytes and the same tables (clock columns apart) as if
nobody had disturbed them. States that kills left alike are brought to their end once. Exits 1 where
there is a fault.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from killed import Typed, type_
from state import Snapshot, answers_in, differences, left_over, snapshot
from talk import Job, jobs, make_studies

LATEST = 1.1


@dataclass
class Tally:
    """What came of the kills of one job."""

    kills: int = 0
    hit: int = 0
    lost: int = 0
    ends: int = 0
    faults: list[str] = field(default_factory=list)


class Trial:
    """One job, how it ends undisturbed, and what its kills lead to."""

    def __init__(self, job: Job, work: Path) -> None:
        self.job, self.work, self.tally = job, work, Tally()
        self._ends: dict[Snapshot, list[str]] = {}
        self._proper: dict[int, Snapshot] = {}
        self.at_first = answers_in(job.start)
        self.undisturbed = self._copy("undisturbed")
        self.took = self._typed(self.undisturbed)
        assert self.took.code == 0, self.took.out
        self.length = self.took.seconds
        self.after = snapshot(self.undisturbed)
        self.kept = answers_in(self.undisturbed)

    def _copy(self, name: str) -> Path:
        place = self.work / self.job.name.replace(" ", "-") / name / self.job.start.name
        shutil.rmtree(place.parent, ignore_errors=True)
        shutil.copytree(self.job.start, place)
        return place

    def _typed(self, folder: Path, after: float | None = None) -> Typed:
        limit = {} if after is None else {"kill_after": after}
        return type_(folder, self.job.words, keys=self.job.keys, **limit)

    def kill(self, moment: float) -> None:
        """Kill the command at a moment, in shares of its length, and look at what it left."""
        folder = self._copy("killed")
        done = self._typed(folder, moment * self.length)
        if done.code == 0:  # faster than the first time: later kills are to hit it at work
            self.length = min(self.length, done.seconds)
        self.tally.kills += 1
        self.tally.hit += done.code == -9
        if done.code not in (0, -9):
            self._fault(f"ended by itself with {done.code}: {done.out[-200:]}")
        status = type_(folder, ("study", "status"))
        if status.code:
            self._fault(f"the study does not open: {status.out[-200:]}")
        there = answers_in(folder) - self.at_first
        told = self._told(done)
        if there < told:
            self.tally.lost += told - there
            self._fault(f"{told} answers were acknowledged and {there} are there")
        left = snapshot(folder)
        before = snapshot(self.job.start)
        for one in left.strange(before, self.after):
            self._fault(f"half written or unknown: {one}")
        if left not in self._ends:
            self._ends[left] = self._brought_to_its_end(folder, there)
            self.tally.ends += 1
        for one in self._ends[left]:
            self._fault(one)

    def _told(self, done: Typed) -> int:
        """Return how many decisions the command said were kept before it was killed."""
        if self.job.keys:
            return done.answered
        said = done.code == 0 or (self.job.says and self.job.says in done.out)
        return self.kept - self.at_first if said else 0

    def _brought_to_its_end(self, folder: Path, there: int) -> list[str]:
        whole = self.kept - self.at_first
        if whole and not self.job.keys and there not in (0, whole):
            return [f"{there} of {whole} decisions were kept"]
        if not whole or (not self.job.keys and there == 0):
            again = self._typed(folder)
            if again.code not in self.job.again:
                return [f"cannot be typed again: {again.out[-300:]}"]
        ran = type_(folder, ("run",))
        if ran.code:
            return [f"cannot be run: {ran.out[-300:]}"]
        faults = [f"left behind: {one}" for one in left_over(folder)]
        return faults + differences(snapshot(folder), self._end_of(there))

    def _end_of(self, answers: int) -> Snapshot:
        """Return how the study ends if nobody disturbs it, after so many answers of a sitting."""
        if not self.job.keys:
            answers = 0
        if answers not in self._proper:
            folder = self.undisturbed
            if self.job.keys:
                folder = self._copy("proper")
                keys = (self.job.keys * answers)[:answers] + "q"
                sat = type_(folder, self.job.words, keys=keys)
                assert sat.code == 0, sat.out
            ran = type_(folder, ("run",))
            assert ran.code == 0, ran.out
            self._proper[answers] = snapshot(folder)
        return self._proper[answers]

    def _fault(self, what: str) -> None:
        self.tally.faults.append(what)
        print(f"FAULT {self.job.name}: {what}", file=sys.stderr, flush=True)


def main() -> int:
    """Print the table; return 1 where there is a fault."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=60, help="stop after so long")
    parser.add_argument("--only", default="", help="jobs whose names begin so, with commas")
    typed = parser.parse_args()
    chance = random.Random(typed.seed)
    with tempfile.TemporaryDirectory() as place:
        work = Path(place)
        fresh, done = make_studies(work)
        only = tuple(typed.only.split(","))
        wanted = [job for job in jobs(fresh, done) if job.name.startswith(only)]
        trials = [Trial(job, work) for job in wanted]
        shares = [trial for trial in trials for _ in range(trial.job.share)]
        chance.shuffle(shares)
        until = time.monotonic() + 60 * typed.minutes
        for number in range(typed.kills):
            if time.monotonic() > until:
                break
            shares[number % len(shares)].kill(chance.uniform(0, LATEST))
            if sys.stderr.isatty() or number % 10 == 9:
                print(f"{number + 1} of {typed.kills}", file=sys.stderr, flush=True)
    return _print(trials)


def _print(trials: list[Trial]) -> int:
    print("| command | s undisturbed | kills | hit it at work | states left | faults | lost |")
    print("|---|---|---|---|---|---|---|")
    total: Counter[str] = Counter()
    for trial in trials:
        one = trial.tally
        row = {"kills": one.kills, "hit": one.hit, "ends": one.ends, "faults": len(one.faults),
               "lost": one.lost}  # fmt: skip
        total.update(row)
        cells = " | ".join(str(n) for n in row.values())
        print(f"| `{trial.job.name}` | {trial.took.seconds:.1f} | {cells} |")
    cells = " | ".join(str(total[n]) for n in ("kills", "hit", "ends", "faults", "lost"))
    print(f"| all | | {cells} |")
    return 1 if total["faults"] or total["lost"] else 0


if __name__ == "__main__":
    sys.exit(main())
