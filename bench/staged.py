"""Type a command of fgtools, and write down what each stage took.

    python bench/staged.py FILE codes apply

FILE becomes JSON: for each stage that ran, in order, wall seconds, CPU seconds (children that ended
included) and the peak of this process's memory until then, in MiB. A stage that a killed run did
not end has no row.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

Run = Callable[[Any], None]


def cpu() -> float:
    """Return the CPU seconds of this process and of its children that ended."""
    who = resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN
    return sum(used.ru_utime + used.ru_stime for used in map(resource.getrusage, who))


def timed(name: str, run: Run, rows: list[dict[str, object]], file: Path) -> Run:
    """Return a stage's work, with what it took added to `rows` and `file`."""

    def work(folder: Any) -> None:
        wall, used = time.perf_counter(), cpu()
        try:
            run(folder)
        finally:  # a check may have found something to put right: that is an error too
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            took = {"wall": time.perf_counter() - wall, "cpu": cpu() - used, "mib": peak}
            rows.append({"stage": name, **took})
            file.write_text(json.dumps(rows), encoding="utf-8")

    return work


def main() -> None:
    """Run the command with every stage of the chain timed."""
    file = Path(sys.argv[1]).resolve()
    del sys.argv[1]
    sys.path.pop(0)  # the modules beside this file are not the program's
    from fgtools.cli.main import main as typed
    from fgtools.study import stages

    rows: list[dict[str, object]] = []
    stages.CHAIN = tuple(
        replace(stage, run=timed(stage.name, stage.run, rows, file)) for stage in stages.CHAIN
    )
    typed()


if __name__ == "__main__":
    main()
