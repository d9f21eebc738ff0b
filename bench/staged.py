"""Type a command of fgtools, and write down what each stage took.

    python bench/staged.py FILE codes apply

FILE becomes JSON: for each stage that ran, in order, wall seconds, CPU seconds (children that ended
included) and the peak of this process's memory until then, in MiB. A stage that a killed run did
not end has no row.
"""

from __future__ import annotations

import importlib.abc
import importlib.util
import json
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
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


class AfterStages(importlib.abc.MetaPathFinder):
    """Times every stage of the chain as soon as the program itself loads `study.stages`.

    Loading it here, before the command begins, would be another program: numpy would be there
    before the command says with how many threads it works.
    """

    NAME = "fgtools.study.stages"

    def __init__(self, file: Path) -> None:
        self.file = file

    def find_spec(self, name: str, path: Any, target: Any = None) -> ModuleSpec | None:
        """Return where the module lies, its loader told to time the chain after it."""
        if name != self.NAME:
            return None
        sys.meta_path.remove(self)
        spec = importlib.util.find_spec(name)
        if spec is None or spec.loader is None:
            raise ImportError(name)
        loaded = spec.loader.exec_module

        def execute(module: ModuleType) -> None:
            loaded(module)
            rows: list[dict[str, object]] = []
            module.CHAIN = tuple(  # type: ignore[attr-defined]
                replace(stage, run=timed(stage.name, stage.run, rows, self.file))
                for stage in module.CHAIN
            )

        spec.loader.exec_module = execute  # type: ignore[method-assign]
        return spec


def main() -> None:
    """Run the command with every stage of the chain timed."""
    file = Path(sys.argv[1]).resolve()
    del sys.argv[1]
    sys.path.pop(0)  # the modules beside this file are not the program's
    from fgtools.cli.main import main as typed

    sys.meta_path.insert(0, AfterStages(file))
    typed()


if __name__ == "__main__":
    main()
