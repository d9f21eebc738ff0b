"""The whole job beside what a user would otherwise put together: time, memory, growth.

    python bench/whole.py [--only whole,names,startup,rerun] [--sizes sample,senedd] [--repeat 3]
                          [--assembled VENV/bin/python] [--before FOLDER] [--to FILE.json]

All versions and the alternative are measured in turns, a repeat after another, and Markdown tables
of medians are printed. `--before` is a checkout of another version, measured beside this one with
the same Python. `--assembled` is the Python of a venv of bench/requirements.txt; without it the
alternative is left out. FILE.json keeps every figure as soon as it is there, and what it holds from
an earlier call is printed too, so that parts can be measured one by one (then say so: ratios
across calls are not of one run).
"""

from __future__ import annotations

import argparse
import compileall
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

import measuring
import tables
from jobs import ROOT, SAMPLE, TIMES, Program, Sizes
from parts import PARTS, Bench

HOUR = 3600.0


def arguments() -> argparse.Namespace:
    """Return what was asked."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    data = ROOT.parent / "shared" / "data" / "senedd"
    parser.add_argument("--data", type=Path, default=data, help="session_*.txt and roster.csv")
    parser.add_argument(
        "--sizes", default=f"{SAMPLE},senedd", help=f"of {SAMPLE},{','.join(TIMES)}"
    )
    parser.add_argument("--only", default=",".join(PARTS), help=f"of {','.join(PARTS)}")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--timeout", type=float, default=HOUR, help="seconds for one job")
    parser.add_argument("--assembled", type=Path, help="the Python of the alternative")
    parser.add_argument("--before", type=Path, help="a checkout of another version")
    parser.add_argument("--work", type=Path, help="keep the studies that are made here")
    parser.add_argument("--to", type=Path, help="keep the figures in this file")
    asked = parser.parse_args()
    for name in ("data", "assembled", "before", "work", "to"):
        if path := getattr(asked, name):
            setattr(asked, name, path.absolute())
    if unknown := {*asked.only.split(",")} - {*PARTS}:
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    if unknown := {*asked.sizes.split(",")} - {SAMPLE, *TIMES}:
        parser.error(f"no such size: {', '.join(sorted(unknown))}")
    return asked


def measured(asked: argparse.Namespace, work: Path) -> dict[str, Any]:
    """Measure what was asked; return all figures, those of the file's earlier calls included."""
    old = asked.to.read_text("utf-8") if asked.to and asked.to.exists() else "{}"
    figures: dict[str, Any] = json.loads(old)
    programs = [Program("now", ROOT)]
    if asked.before:
        programs.append(Program("before", asked.before))
    bench = Bench(
        programs, Sizes(asked.data, work), asked.sizes.split(","), work, asked.assembled,
        asked.timeout,
    )  # fmt: skip
    figures["machine"] = measuring.machine()
    for program in programs:  # as pip does for whoever installs it
        compileall.compile_dir(program.root / "src", quiet=1)
    for repeat in range(asked.repeat):
        for part in asked.only.split(","):
            for where, row in PARTS[part](bench):
                at = figures
                for key in where[:-1]:
                    at = at.setdefault(key, {})
                at.setdefault(where[-1], []).append(row)
                said = f"{row['wall']:.2f} s, of processors {row['cpu']:.2f} s"
                print(f"{repeat + 1}: {' / '.join(where)}: {said}", file=sys.stderr, flush=True)
                if asked.to:
                    asked.to.write_text(json.dumps(figures, indent=1), encoding="utf-8")
    return figures


def main() -> None:
    """Measure and print."""
    asked = arguments()
    with tempfile.TemporaryDirectory() as folder:
        work = asked.work or Path(folder)
        work.mkdir(parents=True, exist_ok=True)
        print(tables.every(measured(asked, work)))


if __name__ == "__main__":
    main()
