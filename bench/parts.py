"""The parts of the benchmark: each yields where a figure belongs and the figure, as it comes."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import jobs
import measuring
from jobs import Figures, Program, Sizes

ASSEMBLED = "assembled"
LIGHT = "now, light"
"""The program without the name model."""
PEERED = ("senedd", "senedd10")
"""Sizes at which the alternative is run too, and the program without the name model."""
ONE = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
STARTS = 5
"""Starts of each command in one repeat: they take parts of a second."""
MODELS = ("shipped", "none")
BUT_ONE, LAST = "all but one", "the last"
"""Sessions of a study that is run, and run again with one more."""

Found = Iterator[tuple[tuple[str, ...], Figures]]
"""Where a figure belongs, such as ("whole", "senedd", "now"), and the figure."""


@dataclass(frozen=True)
class Bench:
    """What is measured, on what, where."""

    programs: Sequence[Program]
    sizes: Sizes
    asked: Sequence[str]
    work: Path
    venv: Path | None
    limit: float

    def fresh(self, name: str, program: Program) -> Path:
        """Return a folder in which no study is yet."""
        study = self.work / f"{name}-{program.name}"
        shutil.rmtree(study, ignore_errors=True)
        return study


def whole(bench: Bench) -> Found:
    """Do the whole job at every size; at those with peers also without the name model, and what
    a user would otherwise assemble."""
    for size in bench.asked:
        for program in bench.programs:
            study = bench.fresh(size, program)
            lines = jobs.lines(size, bench.sizes, study)
            yield ("whole", size, program.name), jobs.typed(program, lines, bench.limit, study)
        if size in PEERED:
            study = bench.fresh(f"{size}-{LIGHT}", bench.programs[0])
            lines = jobs.lines(size, bench.sizes, study, "none")
            yield (
                ("whole", size, LIGHT),
                jobs.typed(bench.programs[0], lines, bench.limit, study),
            )
        if size in PEERED and bench.venv:
            yield ("whole", size, ASSEMBLED), assembled(bench, size)


def assembled(bench: Bench, size: str, only: str = "", before: Sequence[str] = ()) -> Figures:
    """Run the alternative on the words of a size; its parts are timed by itself."""
    script, talk = str(jobs.HERE / "assembled.py"), str(bench.sizes.talk(size))
    command = [*before, str(bench.venv), script, talk, *(("--only", only) if only else ())]
    took, said = measuring.taken(command, bench.work, ONE if before else None, bench.limit)
    return {**took.row, "parts": {} if took.broken else json.loads(said)}


def pinned() -> tuple[str, ...]:
    """Return what keeps a command on one core."""
    return "taskset", "-c", str(min(os.sched_getaffinity(0)))


def names(bench: Bench) -> Found:
    """Find names on one core: the model alone, the whole stage with and without it, presidio."""
    words = sum(len(turn.split()) for turn in talk(bench)["turns"])
    for program in bench.programs:
        script = str(jobs.HERE / "names_alone.py")
        command = [*pinned(), sys.executable, script, str(bench.sizes.talk("senedd"))]
        _, said = measuring.taken(command, bench.work, {**program.env, **ONE}, bench.limit)
        yield ("names", "model alone", program.name), {**json.loads(said), "words": words}
        for model in MODELS:
            row = names_stage(bench, program, model)
            yield ("names", f"stage, model {model}", program.name), {**row, "words": words}
    if bench.venv:
        figures = assembled(bench, "senedd", "names", pinned())
        yield ("names", "presidio", ASSEMBLED), {**figures["parts"]["names"], "words": words}


def talk(bench: Bench) -> dict[str, list[str]]:
    """Return the turns and utterances of the sessions."""
    found: dict[str, list[str]] = json.loads(bench.sizes.talk("senedd").read_text("utf-8"))
    return found


def names_stage(bench: Bench, program: Program, model: str) -> Figures:
    """Run the stage `names` alone, loading included."""
    study = bench.fresh(f"names-{model}", program)
    folder = bench.sizes.folder("senedd")
    new, add, _ = jobs.started(jobs.sessions(folder), folder / "roster.csv", study)
    for words, where in (new, add):
        jobs.one(program, words, where)
    jobs.set_model(study, model)
    took, stages = jobs.one(program, ("names", "find"), study, bench.limit, pinned(), ONE)
    return {**took.row, **next(row for row in stages if row["stage"] == "names")}


def startup(bench: Bench) -> Found:
    """Start Python alone, the help, and a look at a finished study of the sample."""
    for program in bench.programs:
        study = bench.work / f"{jobs.SAMPLE}-{program.name}"
        if not (study / "outputs").exists():
            study = bench.fresh(jobs.SAMPLE, program)
            jobs.typed(program, jobs.lines(jobs.SAMPLE, bench.sizes, study), bench.limit, study)
        for name, words in (
            ("python -c pass", ("-c", "pass")),
            ("fgtools --help", ("-m", "fgtools", "--help")),
            ("fgtools study status", ("-m", "fgtools", "study", "status")),
        ):
            for _ in range(STARTS):
                took, _ = measuring.taken([sys.executable, *words], study, program.env)
                yield ("startup", name, program.name), took.row


def rerun(bench: Bench) -> Found:
    """Add the last session of a size to a study of all others that was run, and run it again."""
    for size in (size for size in bench.asked if size in jobs.TIMES):
        folder = bench.sizes.folder(size)
        *most, last = jobs.sessions(folder)
        for program in bench.programs:
            study = bench.fresh(f"{size}-but-one", program)
            roster = jobs.roster_of(folder, [p.stem for p in most], bench.work / "most.csv")
            lines = iter((*jobs.started(most, roster, study), (("run",), study)))
            yield (
                ("rerun", size, BUT_ONE, program.name),
                jobs.typed(program, lines, bench.limit, study),
            )
            roster = jobs.roster_of(folder, [last.stem], bench.work / "last.csv")
            add = ("transcripts", "add", str(last), "--roster", str(roster), "--yes")
            again = iter([(add, study), (("run",), study)])
            yield (
                ("rerun", size, LAST, program.name),
                jobs.typed(program, again, bench.limit, study),
            )


PARTS = {"whole": whole, "names": names, "startup": startup, "rerun": rerun}
