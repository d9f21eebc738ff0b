"""Whole commands, typed as people type them, on copies of the sample study."""

from __future__ import annotations

import os

if "PYTEST_XDIST_WORKER" in os.environ:
    # Workers share the cores: two pools of threads would wait for one another.
    os.environ.setdefault("OMP_NUM_THREADS", "1")

import json
import shutil
from dataclasses import asdict
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings
from tests.typed import Done as Done
from tests.typed import typed as typed

# No deadlines on shared machines; the same examples each time, so that a red test stays red.
settings.register_profile("house", deadline=None, derandomize=True)
settings.load_profile("house")

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Done]:
    """The sample study after `fgtools run`, and what the command said. Do not change it."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    folder, said = shared / "sample", shared / "sample.json"
    with FileLock(shared / "sample.lock"):
        if not said.is_file():
            folder.mkdir()
            copy_study(ROOT, folder)
            said.write_text(json.dumps(asdict(typed(folder, "run"))), "utf-8")
    return folder, Done(**json.loads(said.read_text("utf-8")))


@pytest.fixture
def study(sample: tuple[Path, Done], tmp_path: Path) -> Path:
    """A copy of the finished sample study, to be changed at will."""
    folder = tmp_path / "study"
    folder.mkdir()
    copy_study(sample[0], folder)
    return folder


def copy_study(source: Path, target: Path) -> None:
    """Copy what makes up a study."""
    for name in ("study.toml", "study.db"):
        if (source / name).is_file() and not (source == ROOT and name == "study.db"):
            shutil.copy(source / name, target)
    for name in (
        ("transcripts", "codebooks")
        if source == ROOT
        else ("transcripts", "codebooks", "outputs", "report")
    ):
        if (source / name).is_dir():
            shutil.copytree(source / name, target / name, dirs_exist_ok=True)
    if source == ROOT:
        shutil.rmtree(target / "transcripts" / "key", ignore_errors=True)
        for made in ("speakers.csv", "numbers.csv"):
            (target / "transcripts" / made).unlink(missing_ok=True)
