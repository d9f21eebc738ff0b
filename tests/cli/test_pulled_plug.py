"""A command that is killed, a full disk, a folder that can only be read, a clock that goes back."""

from __future__ import annotations

import contextlib
import ctypes
import getpass
import os
import platform
import resource
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.cli.test_small_studies import study_of
from tests.conftest import ROOT, Done, typed

from fgtools.errors import FgtoolsError
from fgtools.study.folder import open_study
from fgtools.study.in_use import held

BOOK = """name: Garden
version: "1"
codes:
  - key: caseload
    label: Caseload
    definition: How much work people carry.
    cues: [caseload]
"""
CHILD = "import sys; from fgtools.cli.main import main; sys.argv[0] = 'fgtools'; main()"


def finished(folder: Path) -> Path:
    """Make a small study, coded, with a finished report."""
    mine = study_of(folder)
    (mine / "codebooks" / "garden.yaml").write_text(BOOK, "utf-8")
    settings = (mine / "study.toml").read_text("utf-8")
    settings = settings.replace('"send-workforce"', '"garden"') + '\n[names]\nmodel = "none"\n'
    (mine / "study.toml").write_text(settings, "utf-8")
    done = typed(mine, "run")
    assert done.code == 0, done.err
    return mine


def files(folder: Path) -> dict[str, bytes]:
    """Return every file but the database, which may be opened and closed, and the lock."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(("study.db", ".fgtools"))
    }


def told(done: Done, *words: str) -> None:
    """See that an error is one line that says what, and no fault of the program."""
    assert done.code == 1, done.out + done.err
    assert "Traceback" not in done.err
    assert "a fault in fgtools" not in done.err, done.err
    for word in words:
        assert word in done.err, done.err


def test_nothing_is_lost_when_commands_are_killed() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "bench" / "killing.py"), "--kills", "20", "--seed", "7",
         "--only", "run,names review --words,names review --take,codes set,export xlsx"],
        capture_output=True, text=True, check=False, env={**os.environ, "OMP_NUM_THREADS": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "| all | | 20 |" in done.stdout


@pytest.fixture
def small_files() -> Iterator[Callable[[int], None]]:
    """Let no file grow beyond some bytes: what a full disk does to a command."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    yield lambda size: resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_stops_the_report_and_leaves_the_old_one(
    mine: Path, small_files: Callable[[int], None]
) -> None:
    (mine / "outputs" / "report.md").unlink()
    before = files(mine)
    small_files(32 * 1024)
    done = typed(mine, "run")
    small_files(resource.RLIM_INFINITY)
    told(done, "outputs", "the disk is full", "Make room")
    assert files(mine) == before
    assert typed(mine, "run").code == 0
    assert files(mine).items() >= before.items()


def test_a_full_disk_keeps_no_half_of_a_decision(
    mine: Path, small_files: Callable[[int], None]
) -> None:
    before = files(mine)
    small_files(8)
    on_words = typed(mine, "names", "review", "--words", "caseload", "--no-name")
    on_codes = typed(mine, "codes", "set", "one/2", "--code", "caseload")
    added = typed(mine, "transcripts", "add", str(mine / "transcripts/raw/one.csv"), "--yes")
    small_files(resource.RLIM_INFINITY)
    told(on_words, "the disk is full", "room")
    told(on_codes, "study.db", "Nothing that was kept before is lost")
    assert added.code == 1
    assert files(mine) == before
    assert typed(mine, "names", "review", "--words", "caseload", "--no-name").code == 0


@contextlib.contextmanager
def held_to_modes() -> Iterator[None]:
    """Have the system heed the modes of files, which it does not for root (capabilities(7))."""
    if os.geteuid():
        yield
        return
    libc = ctypes.CDLL(None)
    head = (ctypes.c_uint32 * 2)(0x20080522, 0)
    before = (ctypes.c_uint32 * 6)()
    libc.capget(head, before)
    less = (ctypes.c_uint32 * 6)(*before)
    less[0] &= ~0b110  # the capabilities to write and read what modes forbid
    assert libc.capset(head, less) == 0
    try:
        yield
    finally:
        libc.capset(head, before)


def test_a_study_that_can_only_be_read_is_read_and_says_why_it_cannot_be_changed(
    mine: Path,
) -> None:
    before = files(mine)
    modes = {path: path.stat().st_mode for path in (mine, *mine.rglob("*"))}
    for path in modes:
        path.chmod(0o500 if path.is_dir() else 0o400)
    with held_to_modes():
        status = typed(mine, "study", "status")
        kept = typed(mine, "codes", "set", "one/2", "--code", "caseload")
        book = typed(mine, "codebook", "export", "--to", "garden.xlsx")
    for path, mode in modes.items():
        path.chmod(mode)
    assert status.code == 0, status.err
    told(kept, "study.db", "can only be read", "Copy the study")
    told(book, "garden.xlsx", "cannot be written", "still there")
    assert files(mine) == before


def test_a_file_that_cannot_be_replaced_is_named_and_nothing_else_is_lost(mine: Path) -> None:
    report = mine / "outputs" / "report.docx"
    report.unlink()
    report.mkdir()  # Windows refuses a file that Word has open; here a folder refuses likewise
    told(typed(mine, "run"), "outputs/report.docx", "cannot be written", "another program")
    report.rmdir()
    assert typed(mine, "run").code == 0
    assert report.is_file()


def test_a_database_that_another_program_holds_is_waited_for_and_then_told(mine: Path) -> None:
    other = sqlite3.connect(mine / "study.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    told(typed(mine, "codes", "set", "one/2", "--code", "caseload"), "study.db", "is in use")
    other.execute("ROLLBACK")
    other.close()
    assert typed(mine, "codes", "set", "one/2", "--code", "caseload").code == 0


def test_the_later_decision_holds_whatever_the_clock_said(mine: Path) -> None:
    assert typed(mine, "codes", "set", "one/2", "--code", "caseload").code == 0
    with sqlite3.connect(mine / "study.db") as db:  # as if it had been made in a year to come
        (value,) = db.execute("SELECT value FROM decision").fetchone()
        db.execute(
            "INSERT INTO decision (what, subject, value, who, at) "
            "VALUES ('code', 'caseload', ?, 'HK', '2099-01-01T00:00:00+00:00')",
            (value,),
        )
    db.close()
    given = [c for c in codings(mine) if c["turn"] == "one/2"]
    assert [c["code"] for c in given] == ["caseload"]
    assert typed(mine, "codes", "set", "one/2", "--code", "caseload", "--reject").code == 0
    assert not [c for c in codings(mine) if c["turn"] == "one/2"]


def codings(mine: Path) -> list[dict[str, object]]:
    done = typed(mine, "codes", "apply", "--json")
    assert done.code == 0, done.err
    found = done.json["codings"]
    assert isinstance(found, list)
    return found


def test_what_a_killed_command_left_is_cleared_by_the_next(mine: Path) -> None:
    left = [
        mine / ".study.toml.new", mine / "outputs" / ".report.docx.new",
        mine / "outputs" / "pictures" / ".words.png.before",
        mine / "codebooks" / ".garden.yaml.new", mine / "transcripts" / ".roster.csv.new",
        mine / "transcripts" / ".release-x1" / "report.docx",
    ]  # fmt: skip
    for path in left:
        path.parent.mkdir(exist_ok=True)
        path.write_text("half of", "utf-8")
    assert typed(mine, "run").code == 0
    assert not any(path.exists() for path in left)


HOLD = """
import sys, time
from pathlib import Path
from fgtools.study.in_use import held
with held(Path(sys.argv[1]), "run"):
    print("held", flush=True)
    time.sleep(600)
"""


def test_the_second_person_is_told_who_has_the_study_until_that_command_ends(mine: Path) -> None:
    first = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(mine)], stdout=subprocess.PIPE, text=True
    )
    assert first.stdout is not None
    assert first.stdout.readline() == "held\n"
    before = files(mine)
    said = typed(mine, "codes", "set", "one/2", "--code", "caseload")
    codes = str(mine.parent / "codes.csv")
    looks = (
        ("study", "status"), ("transcripts", "list"), ("transcripts", "speakers"),
        ("codebook", "export", "--as", "csv", "--to", codes),
    )  # fmt: skip
    seen = {look: typed(mine, *look).code for look in looks}
    first.kill()
    first.wait()
    first.stdout.close()
    told(said, getpass.getuser(), platform.node(), "fgtools run, since", "when they are done")
    assert not any(seen.values()), seen
    assert files(mine) == before
    assert typed(mine, "codes", "set", "one/2", "--code", "caseload").code == 0
    assert not (mine / ".fgtools-in-use").exists()
    everything = b"".join([*files(mine).values(), (mine / "study.db").read_bytes()])
    assert platform.node().encode() not in everything


def test_where_a_drive_knows_no_locks_the_note_keeps_others_out_until_it_is_deleted(
    mine: Path,
) -> None:
    (mine / ".fgtools-lock").unlink(missing_ok=True)
    (mine / ".fgtools-lock").symlink_to(mine / "nowhere")  # the lock refuses it, as a drive may
    note = mine / ".fgtools-in-use"
    note.write_text('{"who": "hk", "machine": "PC-7", "since": "then", "command": "run"}', "utf-8")
    told(typed(mine, "names", "find"), "hk at PC-7", "delete .fgtools-in-use")
    note.unlink()
    assert typed(mine, "names", "find").code == 0
    assert not note.exists()


def test_two_people_who_decide_at_once_lose_nothing(mine: Path) -> None:
    def person(words: str) -> subprocess.Popen[str]:
        command = ("names", "review", "--words", words, "--no-name")
        return subprocess.Popen(
            [sys.executable, "-c", CHILD, *command], cwd=mine, stderr=subprocess.PIPE, text=True
        )

    words = ("caseload", "record systems")
    people = {one: person(one) for one in words}
    for one, first in people.items():
        _, err = first.communicate()
        if first.returncode:  # the other took longer than anybody waits here
            assert "is changing this study" in err
            assert person(one).wait() == 0
    kept = (mine / "transcripts" / "decisions.csv").read_text("utf-8")
    assert all(one in kept for one in words)


def test_others_may_change_the_study_while_somebody_thinks_but_not_under_their_feet(
    mine: Path,
) -> None:
    with held(mine, "names review") as first:
        folder = open_study(mine, in_use=first)
        with folder.set_aside(), held(mine, "codes set") as second:
            assert second is not first
        text = (mine / "study.toml").read_text("utf-8")
        kept = pytest.raises(FgtoolsError, match="What you answered until now is kept")
        with kept, folder.set_aside():
            (mine / "study.toml").write_text(f"# edited\n{text}", "utf-8")
        folder.store.close()
    assert typed(mine, "names", "find").code == 0
