"""Whole commands, typed as people type them, on copies of the sample study."""

from __future__ import annotations

import os

if "PYTEST_XDIST_WORKER" in os.environ:
    # Workers share the cores: two pools of threads would wait for one another.
    os.environ.setdefault("OMP_NUM_THREADS", "1")

import contextlib
import io
import json
import shutil
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from unittest.mock import patch

import pytest
from filelock import FileLock
from hypothesis import settings

from fgtools.cli.main import main

# No deadlines on shared machines; the same examples each time, so that a red test stays red.
settings.register_profile("house", deadline=None, derandomize=True)
settings.load_profile("house")

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Done:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, object]:
        answer: dict[str, object] = json.loads(self.out)
        return answer


Typed = Callable[..., Done]


def typed(folder: Path, *words: str) -> Done:
    """Type `fgtools WORDS` in a folder."""
    out, err = io.StringIO(), io.StringIO()
    before = Path.cwd()
    code = 0
    os.chdir(folder)
    try:
        with (
            patch.object(sys, "argv", ["fgtools", *words]),
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
        ):
            main()
    except SystemExit as done:
        code = int(done.code or 0)
    finally:
        os.chdir(before)
    return Done(code, out.getvalue(), err.getvalue())


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
