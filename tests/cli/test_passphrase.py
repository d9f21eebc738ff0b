"""The key under a passphrase: who has the disk alone does not learn who said what."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.test_small_studies import study_of
from tests.conftest import typed

from fgtools.errors import FgtoolsError
from fgtools.study.passphrase import Lock

RIGHT, WRONG = "four quiet words here", "four other words here"
VARIABLE = "FGTOOLS_PASSPHRASE"


def key_of(mine: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted((mine / "transcripts" / "key").iterdir())}


def test_the_key_is_locked_read_made_anew_and_unlocked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    mine = study_of(tmp_path)
    assert typed(mine, "names", "find").code == 0
    plain = key_of(mine)
    assert typed(mine, "study", "passphrase").code == 2  # nobody is there to ask

    monkeypatch.setenv(VARIABLE, "short")
    assert typed(mine, "study", "passphrase").code == 2
    assert key_of(mine) == plain

    monkeypatch.setenv(VARIABLE, RIGHT)
    done = typed(mine, "study", "passphrase")
    assert done.code == 0, done.err
    locked = key_of(mine)
    assert {*locked} == {f"{name}.locked" for name in plain}
    assert not [c for c in locked.values() if b"Hannah" in c or RIGHT.encode() in c]
    assert typed(mine, "names", "check").code == 0

    monkeypatch.setenv(VARIABLE, WRONG)
    wrong = typed(mine, "names", "check")
    assert wrong.code == 1
    assert "not the passphrase" in wrong.err
    assert "fgtools run makes the key anew" in wrong.err
    monkeypatch.delenv(VARIABLE)
    missing = typed(mine, "names", "check")
    assert missing.code == 2
    assert VARIABLE in missing.err
    assert key_of(mine) == locked

    monkeypatch.setenv(VARIABLE, RIGHT)
    settled = typed(mine, "names", "review", "--words", "caseload", "--no-name")
    assert settled.code == 0, settled.err
    assert typed(mine, "names", "find").code == 0  # the key is written anew, and stays locked
    assert {*key_of(mine)} == {*locked}
    assert key_of(mine) != locked

    assert typed(mine, "study", "passphrase", "--remove").code == 0
    assert key_of(mine) == plain
    assert not (mine / "transcripts" / "passphrase.lock").exists()


def test_a_key_that_was_thrown_away_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = study_of(tmp_path)
    assert typed(mine, "names", "find").code == 0
    plain = key_of(mine)
    monkeypatch.setenv(VARIABLE, RIGHT)
    assert typed(mine, "study", "passphrase").code == 0
    for path in (mine / "transcripts" / "key").iterdir():  # what is advised where it is forgotten
        path.unlink()
    (mine / "transcripts" / "passphrase.lock").unlink()
    monkeypatch.delenv(VARIABLE)
    assert typed(mine, "names", "find").code == 0
    assert key_of(mine) == plain


def test_another_passphrase_opens_what_was_locked_before_and_the_old_one_does_not(
    tmp_path: Path,
) -> None:
    name, content = "key/key.csv", b"session,surrogate,kind,words\n"
    (tmp_path / "key").mkdir()
    (tmp_path / name).write_bytes(content)
    first = Lock(tmp_path, lambda: RIGHT)
    first.put_on(RIGHT)
    table = tmp_path / f"{name}.locked"
    before = table.read_bytes()
    first.put_on(WRONG)
    assert table.read_bytes() == before  # one small file is written anew, at once
    assert Lock(tmp_path, lambda: WRONG).read(name) == content
    with pytest.raises(FgtoolsError, match="not the passphrase"):
        Lock(tmp_path, lambda: RIGHT).read(name)
    (tmp_path / name).write_bytes(content)  # as a lock that was killed half-way leaves it
    assert first.read(name) == content
    assert not (tmp_path / name).exists()
    table.write_bytes(before[:-1] + bytes([before[-1] ^ 1]))
    with pytest.raises(FgtoolsError, match="damaged"):
        first.read(name)
    (tmp_path / "passphrase.lock").write_text("{}", "utf-8")
    with pytest.raises(FgtoolsError, match="damaged"):
        Lock(tmp_path, lambda: WRONG).read(name)
