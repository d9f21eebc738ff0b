"""Random sequences of commands on small studies: what must hold of a study holds.

    OMP_NUM_THREADS=1 python bench/soaking.py [--sequences 500] [--seed 1] [--minutes 60] [--shrink]

A sequence is ten steps on a study of two or three sessions of invented talk, as somebody types them
who does whatever comes to mind: transcripts come, are corrected and go, consent is withdrawn, codes
and names are settled, coders' work comes in, reports are written and signed. After every command
decisions must be there as they were, refused commands must have changed nothing, and no name may
stand in study.db or an output; at the end `run` must leave a whole study, and a second `run` the
same bytes. Exits 1 where there is a fault; with --shrink it stops at the first one and makes its
sequence as short as it can.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

import soak_world
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test
from soak_machine import TALLY, Soak

STEPS = 10
BATCH = 10
"""Sequences at a time: after so many hypothesis would go on with copies of earlier ones."""


def main() -> int:
    """Print the table; return 1 where there is a fault."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sequences", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=60, help="stop after so long")
    parser.add_argument("--shrink", action="store_true", help="stop at the first fault")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        TALLY.work, TALLY.raises = Path(place), asked.shrink
        TALLY.base = soak_world.make_base(TALLY.work)
        began, used = time.perf_counter(), time.process_time()
        batch, until = 0, began + 60 * asked.minutes
        while (left := asked.sequences - TALLY.done) > 0 and time.perf_counter() < until:
            batch += 1
            run_state_machine_as_test(seed(1000 * asked.seed + batch)(Soak), settings=settings(
                max_examples=min(left, BATCH), stateful_step_count=STEPS, deadline=None,
                database=None, suppress_health_check=list(HealthCheck),
                phases=(Phase.generate, Phase.shrink) if asked.shrink else (Phase.generate,),
            ))  # fmt: skip
            if sys.stderr.isatty() or batch % 5 == 0:
                print(f"{TALLY.done} of {asked.sequences}", file=sys.stderr, flush=True)
        took, cpu = time.perf_counter() - began, time.process_time() - used
    return _print(took, cpu)


def _print(took: float, cpu: float) -> int:
    print("| command | typed | refused |")
    print("|---|---|---|")
    for name, times in sorted(TALLY.commands.items()):
        print(f"| `{name}` | {times} | {TALLY.refused[name]} |")
    print(f"| all | {TALLY.commands.total()} | {TALLY.refused.total()} |")
    each = cpu / max(TALLY.done, 1)
    print(f"\n{TALLY.done} sequences in {took / 60:.1f} minutes ({each:.1f} CPU seconds each), "
          f"{len(TALLY.faults)} faults")  # fmt: skip
    for what, typed in TALLY.faults:
        print(f"\nFAULT {what}")
        print("\n".join(f"  {line}" for line in typed))
    return 1 if TALLY.faults else 0


if __name__ == "__main__":
    sys.exit(main())
