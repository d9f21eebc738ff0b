"""Coders' codings come in as layers, are kept, and are compared with one another's."""

from __future__ import annotations

import csv
import json
import os
import sqlite3
import stat
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import openpyxl
import pytest
from tests.cli.test_small_studies import TALK, add, study_of
from tests.conftest import ROOT, typed

GOLD = [json.loads(row) for row in (ROOT / "evals/sample/codes.jsonl").read_text().splitlines()]
HEADER = ("session", "ordinal", "code", "coder")


def written(path: Path, rows: Iterable[Sequence[object]], header: Sequence[str] = HEADER) -> Path:
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([header, *rows])
    return path


def gold(path: Path, coder: str = "", *, without: str = "") -> Path:
    """Write the sample's gold as one coder's, who never gives one of the codes."""
    rows = [
        (turn["session"], turn["ordinal"], code, coder)
        for turn in GOLD
        for code in [c for c in turn["codes"] if c != without] or [""]
    ]
    return written(path, rows)


def held(study: Path) -> dict[tuple[str, str], list[str]]:
    with sqlite3.connect(study / "study.db") as db:
        rows = db.execute("SELECT coder, turn, codes FROM coded WHERE state = 'held' ORDER BY id")
        return {(coder, turn): json.loads(codes) for coder, turn, codes in rows}


def overall(study: Path, *words: str) -> dict[tuple[str, ...], Mapping[str, object]]:
    done = typed(study, "codes", "agreement", "--json", *words)
    assert done.code == 0, done.err
    found = done.json["comparisons"]
    assert isinstance(found, list)
    return {(one["kind"], *one["coders"]): one for one in found}


def test_what_comes_in_comes_out_as_agreement(study: Path, tmp_path: Path) -> None:
    done = typed(study, "codes", "import", str(gold(tmp_path / "a.csv")), "--coder", "HK", "--json")
    assert done.code == 0, done.err
    codings = sum(len(turn["codes"]) for turn in GOLD)
    assert done.json == {
        "coders": ["HK"], "codings": codings, "turns": len(GOLD), "changed": 0, "left_out": [],
    }  # fmt: skip
    other = gold(tmp_path / "b.csv", "second coder", without="pay")
    assert typed(study, "codes", "import", str(other)).code == 0
    found = overall(study)
    people = found["pair", "HK", "second coder"]
    assert (people["turns"], people["sessions"], people["resampled"]) == (602, 6, "sessions")
    codes = {row["code"]: row for row in people["codes"]}  # type: ignore[attr-defined]
    assert codes["caseload"]["kappa"]["value"] == 1.0
    assert codes["pay"]["f1"]["value"] == 0.0
    assert ("pair", "HK", "fgtools") in found
    assert ("machine", "HK", "second coder", "fgtools") in found
    shown = typed(study, "codes", "agreement")
    assert shown.code == 0
    assert shown.out.index("HK and second coder") < shown.out.index("HK and fgtools")
    assert "Landis and Koch (1977)" in shown.out


def test_disagreements_are_listed_with_redacted_words_and_who_said_what(
    study: Path, tmp_path: Path
) -> None:
    gold(tmp_path / "a.csv", "HK")
    gold(tmp_path / "b.csv", "JM", without="pay")
    for name in ("a.csv", "b.csv"):
        assert typed(study, "codes", "import", str(tmp_path / name)).code == 0
    done = typed(study, "codes", "agreement", "--json", "--disagreements")
    rows = done.json["disagreements"]
    assert isinstance(rows, list)
    people = [row for row in rows if row["people"]]
    paid = {(t["session"], t["ordinal"]) for t in GOLD if "pay" in t["codes"]}
    assert {(row["session"], row["ordinal"]) for row in people} == paid
    assert {(row["code"], row["gave"][0], row["did_not"][0]) for row in people} == {
        ("pay", "HK", "JM")
    }
    with sqlite3.connect(study / "study.db") as db:
        texts = dict(db.execute("SELECT id, text FROM turn"))
    assert all(row["text"] == texts[row["turn"]] for row in rows)
    file = tmp_path / "differ.xlsx"
    assert typed(study, "codes", "agreement", "--disagreements", str(file)).code == 0
    page = openpyxl.load_workbook(file).worksheets[0]
    assert page.max_row == len(rows) + 1
    assert typed(study, "codes", "agreement", "--disagreements", "differ.docx").code == 2


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    return study_of(tmp_path)


def test_labels_keys_and_case_all_name_a_code_and_the_rest_is_listed_without_words(
    mine: Path, tmp_path: Path
) -> None:
    rows = (
        ("one", 1, "Caseload and workload", ""), ("ONE", "2.0", "DIGITAL-SYSTEMS; pay", ""),
        ("one", 3, "supervison", ""), ("one", 3, "Hannah said so", ""), ("one", 99, "pay", ""),
        ("elsewhere", 1, "pay", ""), ("one", 0, "pay", ""),
    )  # fmt: skip
    path = str(written(tmp_path / "mine.csv", rows))
    done = typed(mine, "codes", "import", path, "--coder", "HK", "--json")
    assert done.code == 0, done.err
    assert done.json["left_out"] == [
        {"where": "row 4", "reason": "no such code in the codebook; supervision is like it"},
        {"where": "row 5", "reason": "no such code in the codebook"},
        {"where": "row 6", "reason": "no such turn in this study"},
        {"where": "row 7", "reason": "no such turn in this study"},
        {"where": "row 8", "reason": "a facilitator's turn, and these are never coded"},
    ]
    assert held(mine) == {
        ("HK", "one/1"): ["caseload"], ("HK", "one/2"): ["digital-systems", "pay"],
        ("HK", "one/3"): [],
    }  # fmt: skip


def test_a_second_import_holds_turn_by_turn_and_loses_nothing(mine: Path, tmp_path: Path) -> None:
    first = written(tmp_path / "1.csv", [("one", 1, "caseload", "HK"), ("one", 2, "pay", "HK")])
    assert typed(mine, "codes", "import", str(first)).code == 0
    again = typed(mine, "codes", "import", str(first), "--json")
    assert again.json["changed"] == 0
    second = written(tmp_path / "2.csv", [("one", 2, "digital-systems", "hk")])
    done = typed(mine, "codes", "import", str(second))
    assert "1 turns were coded otherwise before" in done.out
    assert held(mine) == {("HK", "one/1"): ["caseload"], ("HK", "one/2"): ["digital-systems"]}
    with sqlite3.connect(mine / "study.db") as db:
        older = db.execute("SELECT codes FROM coded WHERE state = 'superseded'").fetchall()
    assert older == [('["pay"]',)]


@pytest.mark.parametrize(("coder", "code"), [("Hannah", 3), ("Carl Dunmore", 3), ("fgtools", 2)])
def test_a_coder_is_never_called_like_somebody_of_the_study(
    mine: Path, tmp_path: Path, coder: str, code: int
) -> None:
    path = str(written(tmp_path / "mine.csv", [("one", 1, "caseload", "")]))
    done = typed(mine, "codes", "import", path, "--coder", coder)
    assert done.code == code
    assert "Hannah" not in done.err
    assert "Dunmore" not in done.err
    assert held(mine) == {}


@pytest.mark.parametrize(
    ("header", "rows", "what"),
    [
        (("session", "turn"), [("one", 1)], "columns missing: ordinal, code"),
        (HEADER, [("one", 1, "pay", "")], "no row names a coder"),
    ],
)
def test_a_table_that_is_no_coding_is_refused_in_one_line(
    mine: Path, tmp_path: Path, header: Sequence[str], rows: Sequence[Sequence[object]], what: str
) -> None:
    done = typed(mine, "codes", "import", str(written(tmp_path / "mine.csv", rows, header)))
    assert done.code == 2
    assert what in done.err


def test_without_coders_there_is_nothing_to_compare(mine: Path, tmp_path: Path) -> None:
    done = typed(mine, "codes", "agreement")
    assert done.code == 2
    assert "fgtools codes import" in done.err
    path = str(written(tmp_path / "mine.csv", [("one", 1, "caseload", "HK")]))
    assert typed(mine, "codes", "import", path).code == 0
    assert "One person alone" in typed(mine, "codes", "agreement").out
    assert typed(mine, "codes", "agreement", "--coder", "JM").code == 2


def test_a_filled_sheet_comes_back_and_rows_left_empty_are_not_read(mine: Path) -> None:
    assert typed(mine, "codes", "sheet", "--coder", "HK").code == 0
    path = mine / "transcripts" / "coding-HK.xlsx"
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    at = {str(cell.value): number for number, cell in enumerate(page[1], 1)}
    texts = " ".join(str(page.cell(row, at["text"]).value) for row in range(2, page.max_row + 1))
    assert "caseload has doubled" in texts
    assert "Hannah" not in texts
    for row in range(2, page.max_row + 1):
        ordinal = page.cell(row, at["ordinal"]).value
        if ordinal == 1:
            page.cell(row, at["code"]).value = "Caseload and workload"
            page.cell(row, at["code 2"]).value = "retention"
        elif ordinal == 2:
            page.cell(row, at["read"]).value = "x"
    book.save(path)
    assert typed(mine, "codes", "sheet", "--coder", "HK").code == 2  # it may hold work
    assert typed(mine, "codes", "import", str(path)).code == 0
    assert held(mine) == {("HK", "one/1"): ["caseload", "retention"], ("HK", "one/2"): []}


def test_a_small_sample_is_part_of_a_larger_one_for_every_coder(study: Path) -> None:
    drawn: list[list[tuple[object, object]]] = []
    for coder, number in (("HK", 20), ("JM", 40)):
        assert typed(study, "codes", "sheet", "--coder", coder, "--sample", str(number)).code == 0
        page = openpyxl.load_workbook(study / f"transcripts/coding-{coder}.xlsx").worksheets[0]
        drawn.append([(r[0], r[1]) for r in page.iter_rows(min_row=2, values_only=True)])
    assert drawn[0] == drawn[1][:20]
    assert len({session for session, _ in drawn[1]}) > 3


def test_codings_follow_their_words_into_a_corrected_transcript(mine: Path, tmp_path: Path) -> None:
    rows = [("one", 1, "caseload", "HK"), ("one", 3, "supervision", "HK")]
    assert typed(mine, "codes", "import", str(written(tmp_path / "c.csv", rows))).code == 0
    add_one = (TALK[0], ("Bea Lindgren", "nurse", "Before that, may I say hello to you all?"))
    longer = (*add_one, *TALK[1:3])
    corrected = written(
        tmp_path / "longer.csv", [("one", *row) for row in longer],
        ("session", "speaker", "role", "text"),
    )  # fmt: skip
    assert typed(mine, "transcripts", "replace", "one", str(corrected), "--yes").code == 0
    assert typed(mine, "names", "find").code == 0
    assert held(mine) == {("HK", "one/2"): ["caseload"]}
    assert "1 coded turns wait" in typed(mine, "codes", "agreement").out
    assert (
        typed(mine, "transcripts", "replace", "one", str(tmp_path / "one.csv"), "--yes").code == 0
    )
    assert typed(mine, "names", "find").code == 0
    assert held(mine) == {("HK", "one/1"): ["caseload"], ("HK", "one/3"): ["supervision"]}


def test_nobody_leaves_with_codings_that_were_not_imported(mine: Path) -> None:
    assert typed(mine, "codes", "sheet", "--coder", "HK").code == 0
    path = mine / "transcripts" / "coding-HK.xlsx"
    book = openpyxl.load_workbook(path)
    book.worksheets[0].cell(2, 5).value = "x"
    book.worksheets[0].cell(3, 6).value = "caseload"
    book.save(path)
    done = typed(mine, "transcripts", "withdraw", "one.p02", "--yes")
    assert done.code == 2
    assert "fgtools codes import transcripts/coding-HK.xlsx" in done.err
    assert typed(mine, "codes", "import", str(path)).code == 0
    assert typed(mine, "transcripts", "withdraw", "one.p02", "--yes").code == 0
    assert not path.exists()


def test_who_withdraws_takes_their_codings_and_the_sheets_along(mine: Path, tmp_path: Path) -> None:
    add(mine, (TALK[0], ("Dee Farrow", "nurse", "Nobody has had a rise here in ten years.")), "two")
    rows = [("one", 1, "pay", "HK"), ("one", 2, "pay", "HK"), ("two", 1, "pay", "HK")]
    assert typed(mine, "codes", "import", str(written(tmp_path / "c.csv", rows))).code == 0
    assert typed(mine, "codes", "sheet", "--coder", "HK").code == 0
    assert typed(mine, "transcripts", "withdraw", "one.p02", "--yes").code == 0
    assert not list((mine / "transcripts").glob("coding-*"))
    with sqlite3.connect(mine / "study.db") as db:
        turns = sorted(turn for (turn,) in db.execute("SELECT turn FROM coded"))
    assert turns == ["one/2", "two/1"]
