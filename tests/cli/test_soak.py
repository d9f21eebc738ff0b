"""Whatever is typed, in whatever order: decisions stay, counts reconcile, no name comes out."""

from __future__ import annotations

import os
import subprocess
import sys

from tests.conftest import ROOT


def test_whatever_is_typed_a_study_stays_whole() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "bench" / "soaking.py"), "--sequences", "5", "--seed", "7"],
        capture_output=True, text=True, check=False, env={**os.environ, "OMP_NUM_THREADS": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "5 sequences in" in done.stdout
