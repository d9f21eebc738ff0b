"""Files are replaced together: all of them or none, and what was there before is never lost."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from fgtools.errors import FgtoolsError
from fgtools.study.files import put_all


@pytest.fixture
def new(tmp_path: Path) -> dict[str, Path]:
    """Two files that are to replace those in `outputs`, which say "old"."""
    made = {}
    for name in ("first.txt", "second.txt"):
        for folder, words in (("outputs", "old"), ("made", "new")):
            (tmp_path / folder).mkdir(exist_ok=True)
            (tmp_path / folder / name).write_text(words)
        made[name] = tmp_path / "made" / name
    return made


def hold(monkeypatch: pytest.MonkeyPatch, *, all_once: bool) -> None:
    """Let the second file be open elsewhere as on Windows; the first too, once it was replaced."""
    rename = Path.replace

    def replace(path: Path, target: Path) -> Path:
        back = path.name == ".first.txt.before" and target.name == "first.txt"
        if target.name == "second.txt" or (all_once and back):
            raise PermissionError(errno.EACCES, "The process cannot access the file")
        return rename(path, target)

    monkeypatch.setattr(Path, "replace", replace)


def test_a_file_that_is_open_elsewhere_leaves_all_as_they_were(
    tmp_path: Path, new: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    hold(monkeypatch, all_once=False)
    with pytest.raises(FgtoolsError, match="cannot be written"):
        put_all(tmp_path / "outputs", new)
    left = {path.name: path.read_text() for path in (tmp_path / "outputs").iterdir()}
    assert left == {"first.txt": "old", "second.txt": "old"}


def test_what_can_be_neither_replaced_nor_put_back_lies_beside_and_is_told(
    tmp_path: Path, new: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    hold(monkeypatch, all_once=True)
    with pytest.raises(FgtoolsError, match=r"put back: first\.txt"):
        put_all(tmp_path / "outputs", new)
    left = {path.name: path.read_text() for path in (tmp_path / "outputs").iterdir()}
    assert left == {"first.txt": "new", "first.txt.before": "old", "second.txt": "old"}
