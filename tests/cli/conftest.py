"""A small study with a finished report, for tests that do something to what it wrote."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.test_pulled_plug import finished
from tests.conftest import copy_study


@pytest.fixture(scope="session")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small study with a finished report. Do not change it."""
    return finished(tmp_path_factory.mktemp("ready"))


@pytest.fixture
def mine(ready: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may change."""
    folder = tmp_path / "mine"
    folder.mkdir()
    copy_study(ready, folder)
    return folder
