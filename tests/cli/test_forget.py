"""The private zone goes on its date: nothing of it is left, and the study goes on without it."""

from __future__ import annotations

import csv
import io
import os
import shutil
import signal
import sqlite3
import sys
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cli.test_small_studies import study_of
from tests.conftest import typed

NUMBER = "07700 900123"
TALK = (
    ("Lead One", "facilitator", "What is it like to do this work at the moment?"),
    ("Hannah Obiora", "nurse", "My caseload has doubled and Carl Dunmore never replaced anybody."),
    ("Carl Dunmore", "nurse", f"Hannah is right. We type everything twice. I am on {NUMBER}."),
    ("Bea Lindgren", "nurse", "Supervision with Makaton once a month keeps me in the job."),
)
SAID = ("hannah", "obiora", "dunmore", "lindgren", NUMBER)
SEALED = "this study was sealed on"
REFUSED = (
    ("transcripts", "add", "../one.csv", "--yes"),
    ("transcripts", "replace", "one", "../one.csv"),
    ("transcripts", "withdraw", "one.p02", "--yes"),
    ("transcripts", "remove", "one", "--yes"),
    ("transcripts", "speakers"),
    ("names", "review", "--words", "Makaton", "--no-name"),
    ("surveys", "add", "../one.csv"),
    ("study", "passphrase"),
)
WORKS = (
    ("names", "find"),
    ("names", "check"),
    ("codes", "apply"),
    ("codes", "set", "one/1", "--code", "caseload"),
    ("codes", "review", "--sheet"),
    ("topics", "show"),
    ("quotes", "find", "caseload"),
    ("roles", "compare"),
    ("roles", "compare", "--by", "sector"),
    ("report", "write"),
    ("export", "xlsx"),
    ("transcripts", "list"),
)


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small study after its run, ready to be sealed. Do not change it."""
    mine = study_of(tmp_path_factory.mktemp("forget"), TALK)
    roster = mine / "transcripts" / "roster.csv"
    rows = [("one", name, role, "health") for name, role, _ in TALK[1:]]
    with roster.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([("session", "name", "role", "sector"), *rows])
    (mine / "transcripts" / "allow.txt").write_text("Makaton\nHouse of Cards\n", "utf-8")
    (mine / "report" / "introduction.md").write_text("Why we asked, in our own words.\n", "utf-8")
    for words in (("run",), ("export", "qdpx")):
        done = typed(mine, *words)
        assert done.code == 0, done.err
    return mine


@pytest.fixture
def mine(ready: Path, tmp_path: Path) -> Path:
    shutil.copytree(ready.parent, tmp_path / "home")
    return tmp_path / "home" / "mine"


@pytest.fixture(scope="module")
def sealed(ready: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, sealed; in free pages of its database names had been left."""
    home = tmp_path_factory.mktemp("sealed") / "home"
    shutil.copytree(ready.parent, home)
    leave_names_in_free_pages(home / "mine" / "study.db")
    done = typed(home / "mine", "study", "forget", "--yes", "--json")
    assert done.code == 0, done.err
    assert done.json["searched_for"]
    return home / "mine"


def leave_names_in_free_pages(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA secure_delete = OFF")
        db.execute("CREATE TABLE gone (text TEXT)")
        db.executemany("INSERT INTO gone VALUES (?)", [("Hannah Obiora said so. " * 400,)] * 20)
        db.commit()
        db.execute("DROP TABLE gone")
    db.close()
    assert b"Hannah Obiora" in path.read_bytes()


def every_byte(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield all files of a folder, their names, and what lies packed in them."""
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        content = path.read_bytes()
        yield path.name, content + path.name.encode()
        if zipfile.is_zipfile(io.BytesIO(content)):
            with zipfile.ZipFile(path) as packed:
                yield from ((f"{path.name} {n}", packed.read(n)) for n in packed.namelist())


def names_in(folder: Path) -> list[tuple[str, str]]:
    """Return each name or raw stretch that stands anywhere, and where."""
    return [
        (word, where)
        for where, content in every_byte(folder)
        for word in SAID
        for said in (word.encode(), word.encode("utf-16-le"))
        if said in content.lower()
    ]


def test_nothing_of_a_name_is_left_in_any_byte_of_a_sealed_study(ready: Path, sealed: Path) -> None:
    assert {word for word, _ in names_in(ready)} == {*SAID}
    assert names_in(sealed) == []
    assert not (sealed / "transcripts").exists()
    assert not [p.name for p in sealed.iterdir() if p.name.startswith(("study.db-", ".release"))]


def test_status_says_that_it_is_sealed_and_that_nothing_is_to_do(sealed: Path) -> None:
    status = typed(sealed, "study", "status")
    assert "Sealed on" in status.err
    assert "to do" not in status.out
    told = typed(sealed, "study", "status", "--json").json
    assert isinstance(told["sealed"], dict)
    assert told["sealed"]["as_sealed"] is True
    again = typed(sealed, "study", "forget", "--yes")
    assert (again.code, again.out.count("nothing left to delete")) == (0, 1)


@pytest.mark.parametrize("words", REFUSED, ids=" ".join)
def test_what_needs_the_private_zone_says_that_it_is_gone(
    sealed: Path, words: tuple[str, ...]
) -> None:
    done = typed(sealed, *words)
    assert done.code == 1
    assert SEALED in done.err
    assert not (sealed / "transcripts").exists()


def test_everything_else_goes_on_without_the_private_zone(sealed: Path, tmp_path: Path) -> None:
    shutil.copytree(sealed.parent, tmp_path / "home")
    mine = tmp_path / "home" / "mine"
    assert "nothing to do" in typed(mine, "run").out
    for words in WORKS:
        done = typed(mine, *words)
        assert done.code == 0, f"{words}\n{done.err}"
    named = typed(mine, "codes", "set", "one/1", "--code", "caseload", "--by", "Pollard")
    assert "by: read it again: the study is sealed, so nobody can look for names" in named.err
    manifests = [mine / "outputs" / name for name in ("manifest.json", "mine.xlsx.manifest.json")]
    for manifest in manifests:
        text = manifest.read_text("utf-8")
        assert "without the key" in text
        assert '"sealed"' in text
    report = (mine / "outputs" / "report.md").read_text("utf-8")
    assert "The private zone was deleted on" in report
    (mine / "report" / "conclusion.md").write_text("Ring us on 07700 900999.\n", "utf-8")
    refused = typed(mine, "run")
    assert refused.code == 3  # what has the form of an identifier is still found
    assert "nobody can look for names in your own text" in refused.err
    assert typed(mine, "study", "forget", "--yes").code == 0  # the sheet for review goes
    assert not (mine / "transcripts").exists()


def copies(mine: Path) -> dict[str, bytes]:
    """Return what a person might have left beside the private zone, by its path."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("talk.txt", "and Dunmore said no")
    return {
        "report/introduction.md": b"As Hannah Obiora put it.",
        "first.csv": (mine.parent / "one.csv").read_bytes(),
        "excel.csv": "So Hannah Obiora".encode("utf-16-le"),
        "codebooks/older.yaml": b"examples: [LINDGREN never rang]",
        "outputs/old.zip": packed.getvalue(),
        "notes-lindgren.txt": b"nothing",
    }


def test_a_name_that_is_left_anywhere_stops_it_before_anything_is_deleted(mine: Path) -> None:
    before = {p: p.read_bytes() for p in (mine / "transcripts").rglob("*") if p.is_file()}
    for name, content in copies(mine).items():
        path = mine / name
        old = path.read_bytes() if path.is_file() else None
        path.write_bytes(content)
        done = typed(mine, "study", "forget", "--yes")
        assert done.code == 3, name
        assert "nothing was deleted" in done.err
        assert not [word for word in SAID if word in done.err.casefold()]
        path.unlink() if old is None else path.write_bytes(old)
    assert {p: p.read_bytes() for p in before} == before
    assert typed(mine, "study", "status", "--json").json["sealed"] is None


@pytest.mark.parametrize("how", ["a packed copy", "a history", "a link"])
def test_what_cannot_be_looked_into_stops_it(mine: Path, tmp_path: Path, how: str) -> None:
    raw = mine / "transcripts" / "raw"
    if how == "a packed copy":
        with tarfile.open(mine / "backup.tgz", "w:gz") as out:
            out.add(raw, "raw")
    elif how == "a history":
        (mine / ".git" / "objects").mkdir(parents=True)
        (mine / ".git" / "objects" / "ab12").write_bytes(zlib.compress(b"Hannah Obiora"))
    else:
        raw.rename(tmp_path / "elsewhere")
        raw.symlink_to(tmp_path / "elsewhere")
    done = typed(mine, "study", "forget", "--yes")
    assert done.code == 3, done.err
    assert "unreadable" in done.err
    assert "nothing was deleted" in done.err
    assert list(raw.iterdir())


def test_it_asks_first_and_does_not_come_before_the_date_by_itself(mine: Path) -> None:
    assert typed(mine, "study", "forget").code == 2
    settings = mine / "study.toml"
    settings.write_text(
        settings.read_text("utf-8").replace('retention = ""', 'retention = "2999-01-01"'), "utf-8"
    )
    early = typed(mine, "study", "forget", "--yes")
    assert early.code == 2
    assert "--early" in early.err
    (mine / "src" / "fgtools").mkdir(parents=True)
    (mine / "src" / "fgtools" / "__init__.py").touch()
    assert typed(mine, "study", "forget", "--yes", "--early").code == 2
    shutil.rmtree(mine / "src")
    (mine / "transcripts" / "decisions.csv").write_text(
        "session,words,is_name,kind\n,Supervision,yes,person\n", "utf-8"
    )
    stale = typed(mine, "study", "forget", "--yes", "--early")
    assert stale.code == 1
    assert "fgtools run" in stale.err
    assert (mine / "transcripts" / "raw" / "one.csv").is_file()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a process is forked, to be killed")
@pytest.mark.parametrize(
    ("event", "after"),
    [("sqlite3.connect", ""), ("shutil.rmtree", ""), ("os.remove", "shutil.rmtree"),
     ("os.rmdir", "shutil.rmtree")],
)  # fmt: skip
def test_a_killed_one_leaves_the_study_as_it_was_or_one_that_can_be_finished(
    mine: Path, event: str, after: str
) -> None:
    seen = [""]

    def kill(name: str, _: tuple[object, ...]) -> None:
        if name == event and after in seen:
            os.kill(os.getpid(), signal.SIGKILL)
        if name == after:
            seen.append(name)

    child = os.fork()
    if child == 0:
        sys.addaudithook(kill)
        typed(mine, "study", "forget", "--yes")
        os._exit(0)
    _, how = os.waitpid(child, 0)
    assert os.WTERMSIG(how) == signal.SIGKILL
    status = typed(mine, "study", "status", "--json")
    assert status.code == 0, status.err
    if event == "sqlite3.connect":
        assert status.json["sealed"] is None
        assert (mine / "transcripts" / "raw" / "one.csv").is_file()
    else:
        assert status.json["next"] == ["fgtools study forget"]
    assert typed(mine, "study", "forget", "--yes").code == 0
    assert names_in(mine) == []
    assert not (mine / "transcripts").exists()
