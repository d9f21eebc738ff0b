"""Signing: somebody stands for the files as they lie there, and for nothing else."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from tests.cli.released import copied, make, rows, set_to, there, write_own
from tests.conftest import typed


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    mine = make(tmp_path_factory.mktemp("sign"))
    assert typed(mine, "run").code == 0
    return mine


@pytest.fixture
def mine(base: Path, tmp_path: Path) -> Path:
    return copied(base, tmp_path)


def signed(mine: Path) -> list[dict[str, Any]]:
    told = json.loads((mine / "outputs" / "manifest.json").read_text("utf-8"))
    found: list[dict[str, Any]] = told["signed"]
    return found


def test_what_leaves_the_house_is_to_be_signed_and_the_program_says_so(mine: Path) -> None:
    assert "fgtools report sign" in typed(mine, "run").err
    assert "fgtools report sign --by INITIALS" in typed(mine, "study", "status", "--json").out
    assert typed(mine, "report", "sign", "--by", "HK").code == 0
    assert "fgtools report sign" not in typed(mine, "run").err


def test_two_people_sign_and_a_rerun_keeps_both(mine: Path) -> None:
    first = typed(mine, "report", "sign", "--by", "HK", "--role", "analyst")
    assert first.code == 0, first.err
    assert "second reader" in first.err
    done = typed(mine, "report", "sign", "--by", "JB", "--role", "second reader", "--json")
    assert done.code == 0, done.err
    assert [one["by"] for one in signed(mine)] == ["HK", "JB"]
    assert done.json["level"] == "regional"
    before = there(mine)
    assert "nothing to do" in typed(mine, "run").out
    (mine / "outputs" / "report.md").unlink()
    assert typed(mine, "run").code == 0
    assert there(mine) == before
    assert typed(mine, "names", "check").code == 0


def test_nobody_signs_twice_and_no_name_is_taken(mine: Path) -> None:
    assert typed(mine, "report", "sign", "--by", "HK").code == 0
    for same in ("hk", "HK ", "H.K."):
        again = typed(mine, "report", "sign", "--by", same)
        assert (again.code, "signed by them already" in again.err) == (2, True)
    for words in (("--by", "Gwendolen Marsh"), ("--by", "JB", "--role", "Gwendolen"),
                  ("--by", "JOHN"),
                  ("--by", "JB", "--release", "for Siobhan"), ("--by", "x" * 60)):  # fmt: skip
        done = typed(mine, "report", "sign", *words)
        assert done.code in (2, 3), words
        assert not any(name in done.err for name in ("Gwendolen", "Marsh", "Siobhan"))
    assert typed(mine, "report", "sign").code == 2
    assert len(rows(mine, "SELECT * FROM release")) == 1


def test_a_changed_report_has_no_signature_and_says_so(mine: Path) -> None:
    assert typed(mine, "report", "sign", "--by", "HK", "--release", "spring pack").code == 0
    write_own(mine, "We held two groups.\n")
    stale = typed(mine, "report", "sign", "--by", "JB")
    assert (stale.code, "fgtools run" in stale.err) == (1, True)
    done = typed(mine, "run")
    assert "nobody has signed" in done.err
    assert signed(mine) == []
    found = typed(mine, "report", "sign", "--list", "--json").json["releases"]
    assert isinstance(found, list)
    assert [(r["release"], r["current"]) for r in found] == [("spring pack", False)]
    (mine / "report" / "introduction.md").unlink()
    assert typed(mine, "run").code == 0
    assert [one["by"] for one in signed(mine)] == ["HK"]  # these are the very files again


def test_a_file_that_somebody_changed_is_not_signed(mine: Path) -> None:
    with (mine / "outputs" / "report.md").open("a", encoding="utf-8") as out:
        out.write("\nOne more line.\n")
    done = typed(mine, "report", "sign", "--by", "HK")
    assert (done.code, "fgtools run" in done.err) == (1, True)
    assert rows(mine, "SELECT * FROM release") == []


def test_a_name_beside_the_outputs_is_found_before_signing(mine: Path) -> None:
    (mine / "outputs" / "notes.md").write_text("Ring 020 7946 0018 or ann@example.org.\n", "utf-8")
    done = typed(mine, "report", "sign", "--by", "HK")
    assert done.code == 3
    assert "nothing was signed" in done.err


def test_a_signature_is_never_changed_or_deleted_and_keeps_the_figures(mine: Path) -> None:
    assert typed(mine, "report", "sign", "--by", "HK").code == 0
    ((level, figures),) = rows(mine, "SELECT level, figures FROM release")
    assert level == "regional"
    assert any(row["key"].startswith("role:") for row in json.loads(str(figures)))
    with sqlite3.connect(mine / "study.db") as db:
        for statement in ("UPDATE release SET who = 'X'", "DELETE FROM release"):
            with pytest.raises(sqlite3.IntegrityError, match="signature"):
                db.execute(statement)


def test_an_internal_report_can_be_signed_but_need_not_be(mine: Path) -> None:
    set_to(mine, 'level = "regional"', 'level = "internal"')
    assert "report sign" not in typed(mine, "run").err
    assert typed(mine, "report", "sign", "--by", "analyst").code == 0


def test_a_study_of_an_older_program_gets_its_table(mine: Path) -> None:
    with sqlite3.connect(mine / "study.db") as db:
        db.execute("DROP TABLE release")
        for row in list(db.execute("PRAGMA table_info(coded)"))[10:]:  # what came later
            db.execute(f"ALTER TABLE coded DROP COLUMN {row[1]}")
        db.execute("PRAGMA user_version = 8")
    assert typed(mine, "report", "sign", "--list").code == 0
    assert typed(mine, "report", "sign", "--by", "HK").code == 0
