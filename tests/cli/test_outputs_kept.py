"""Outputs are new or old as a whole; what people edited in them is kept; so is a lost database."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from tests.cli.test_pulled_plug import files, held_to_modes, told
from tests.conftest import typed


def written(mine: Path) -> dict[str, bytes]:
    return files(mine / "outputs")


def edit(path: Path, text: str = "Edited in Word.") -> bytes:
    with path.open("ab") as out:
        out.write(text.encode())
    return path.read_bytes()


def say_more(mine: Path) -> None:
    (mine / "report").mkdir(exist_ok=True)
    (mine / "report" / "introduction.md").write_text("We held groups in *February*.\n", "utf-8")


def test_where_one_file_is_held_all_outputs_stay_as_they_were(mine: Path) -> None:
    say_more(mine)
    held = mine / "outputs" / "report.md"
    held.unlink()
    held.mkdir()  # as of a file that is open elsewhere, all others could be replaced
    edit(mine / "outputs" / "report.docx")
    before = written(mine)
    told(typed(mine, "run"), "outputs/report.md", "cannot be written", "still there")
    assert written(mine) == before
    held.rmdir()
    assert typed(mine, "run").code == 0
    assert b"February" in written(mine)["report.md"]


def test_where_pictures_cannot_be_written_all_outputs_stay_as_they_were(mine: Path) -> None:
    say_more(mine)
    before = written(mine)
    (mine / "outputs" / "pictures").chmod(0o500)
    with held_to_modes():
        done = typed(mine, "run")
    (mine / "outputs" / "pictures").chmod(0o700)
    told(done, "outputs/pictures/", "cannot be written", "still there")
    assert written(mine) == before


def test_what_people_edited_is_kept_beside_the_new_report(mine: Path) -> None:
    outputs = mine / "outputs"
    once = {name: edit(outputs / name) for name in ("report.docx", "evidence.xlsx")}
    done = typed(mine, "run")
    assert done.code == 0, done.err
    assert "evidence.edited.xlsx" in done.err
    assert "report.edited.docx" in done.err
    twice = edit(outputs / "report.docx", "Edited once more.")
    say_more(mine)
    assert "report.edited-2.docx" in typed(mine, "run").err
    made = written(mine)
    assert made["report.edited.docx"] == once["report.docx"]
    assert made["report.edited-2.docx"] == twice
    assert made["evidence.edited.xlsx"] == once["evidence.xlsx"]
    manifest = json.loads(made["manifest.json"])
    assert not [name for name in manifest["outputs"] if ".edited" in name]
    assert ".edited" not in typed(mine, "run").err


def test_a_kept_file_is_looked_at_for_names_and_listed_when_somebody_withdraws(mine: Path) -> None:
    edit(mine / "outputs" / "report.md", "Ring 020 7946 0018 or ann@example.org.\n")
    assert typed(mine, "run").code == 0
    looked = typed(mine, "names", "check")
    assert looked.code == 3
    assert "report.edited.md" in looked.out + looked.err
    gone = typed(mine, "transcripts", "withdraw", "one.p02", "--yes")
    assert gone.code == 0, gone.err
    assert "report.edited.md" in gone.out


def test_a_report_that_nobody_edited_is_not_kept_when_somebody_withdraws(mine: Path) -> None:
    assert typed(mine, "transcripts", "withdraw", "one.p02", "--yes").code == 0
    edited = edit(mine / "outputs" / "report.docx")
    assert typed(mine, "run").code == 0
    assert {n: b for n, b in written(mine).items() if ".edited" in n} == {
        "report.edited.docx": edited
    }


def test_an_edited_export_is_kept_until_somebody_takes_it(mine: Path) -> None:
    assert typed(mine, "export", "xlsx").code == 0
    out = mine / "outputs" / "mine.xlsx"
    first = out.read_bytes()
    assert ".edited" not in typed(mine, "export", "xlsx").err
    book = openpyxl.load_workbook(out)
    book["Codings"].append(["one", 2, "caseload", "JB"])
    book.save(out)
    mine_now = out.read_bytes()
    done = typed(mine, "export", "xlsx")
    assert done.code == 0, done.err
    assert "mine.edited.xlsx" in done.err
    assert out.read_bytes() == first
    kept = out.with_name("mine.edited.xlsx")
    assert kept.read_bytes() == mine_now
    assert typed(mine, "codes", "import", str(kept), "--coder", "JB").code == 0


@pytest.mark.parametrize("name", ["book.xlsx", "book.csv", "book.qdc"])
def test_an_edited_codebook_is_kept_when_it_goes_out_again(mine: Path, name: str) -> None:
    words = ("codebook", "export", "--to", name)
    assert "kept" not in typed(mine, *words).err
    first = (mine / name).read_bytes()
    edited = edit(mine / name)
    done = typed(mine, *words)
    kept = name.replace(".", ".edited.")
    assert kept in done.err
    assert (mine / name).read_bytes() == first
    assert (mine / kept).read_bytes() == edited
    assert "kept" not in typed(mine, *words).err


def test_a_lost_database_is_not_made_anew_under_a_report(mine: Path) -> None:
    database = mine / "study.db"
    before = written(mine)
    backup = database.read_bytes()
    database.write_bytes(b"")
    for words in ("study status", "codes apply", "run"):
        told(typed(mine, *words.split()), "study.db", "is empty", "backup", "take outputs/ away")
    database.unlink()
    told(typed(mine, "run"), "study.db", "is missing", "signatures")
    assert not database.exists()
    assert written(mine) == before
    database.write_bytes(backup)
    assert typed(mine, "run").code == 0
    database.unlink()
    (mine / "outputs").rename(mine.parent / "outputs")
    assert typed(mine, "run").code == 0
