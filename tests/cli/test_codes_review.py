"""Codings confirmed and rejected: asked where it teaches most, kept at once, taken back, taken."""

from __future__ import annotations

import csv
import json
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl
import pytest
from tests.cli.test_review import (
    NOTHING,
    _read,
    _until_one_key_is_waited_for,
    with_closed_input,
)
from tests.cli.test_small_studies import Rows, study_of
from tests.conftest import typed

Shown = list[dict[str, object]]
SHEET = ("transcripts", "codes-review.xlsx")
TALK: Rows = (
    ("Lead One", "facilitator", "What is it like to do this work at the moment?"),
    ("Hannah Obiora", "nurse", "My caseload has doubled and I hold two hundred plans on my own."),
    ("Carl Dunmore", "nurse", "We type everything twice in two record systems, every day."),
    ("Bea Lindgren", "nurse", "Supervision once a month is what keeps me in the job, honestly."),
    ("Lead One", "facilitator", "And what about what you are paid for it?"),
    ("Carl Dunmore", "nurse", "The pay has not gone up in ten years and my rent has, twice over."),
    ("Hannah Obiora", "nurse", "I do my reports on Sunday evenings, unpaid, nobody asks for it."),
    ("Bea Lindgren", "nurse", "We are three posts short and the agency workers never stay."),
    ("Carl Dunmore", "nurse", "Schools ring me on the day, and the SENCo is never told anything."),
    ("Hannah Obiora", "nurse", "Every second appeal goes to tribunal, and then we lose there."),
    ("Bea Lindgren", "nurse", "Twenty weeks is the time limit and nobody has ever met it."),
    ("Carl Dunmore", "nurse", "Families wait for a year, and parents are at the end of it."),
    ("Hannah Obiora", "nurse", "I can work from home on two days, flexible hours saved me."),
    ("Bea Lindgren", "nurse", "Health never send their advice, joint working is a nice word."),
    ("Carl Dunmore", "nurse", "I burned out last spring; my wellbeing was nobody's business."),
    ("Hannah Obiora", "nurse", "My manager listens, leadership here is good, I feel valued."),
    ("Bea Lindgren", "nurse", "There is no career path after this grade, so people leave."),
)
ASKED = 14


@pytest.fixture(scope="module")
def coded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small study whose turns are coded. Do not change it."""
    mine = study_of(tmp_path_factory.mktemp("coded"), TALK)
    assert typed(mine, "codes", "apply").code == 0
    return mine.parent


@pytest.fixture
def mine(coded: Path, tmp_path: Path) -> Path:
    return shutil.copytree(coded, tmp_path / "copy") / "mine"


def listed(study: Path, *words: str) -> Shown:
    number = () if "--number" in words else ("--number", str(ASKED))
    done = typed(study, "codes", "review", "--json", *words, *number)
    assert done.code == 0, done.err
    found = done.json["questions"]
    assert isinstance(found, list)
    return found


def pairs(found: Shown) -> list[tuple[object, object]]:
    return [(q["turn"], q["code"]) for q in found]


def verdicts(study: Path) -> list[tuple[str, str, str]]:
    with sqlite3.connect(study / "study.db") as db:
        rows = db.execute("SELECT subject, value, who FROM decision ORDER BY id").fetchall()
    return [(code, json.loads(value)["verdict"], who) for code, value, who in rows]


def shown(study: Path) -> list[tuple[object, ...]]:
    done = typed(study, "codes", "apply", "--json")
    codings = done.json["codings"]
    assert isinstance(codings, list)
    return [(c["turn"], c["code"], c["stance"], c["coder"], c["start"], c["end"]) for c in codings]


def keyed(
    study: Path, keys: str, *words: str, meanwhile: Mapping[int, Sequence[str]] = NOTHING
) -> str:
    """Type `fgtools codes review` at a terminal, then one key after the other.

    `meanwhile` are commands that somebody else types before the key of that number, from 1.
    """
    pty = pytest.importorskip("pty")
    here, there = pty.openpty()
    command = [sys.executable, "-m", "fgtools", "codes", "review", "--number", str(ASKED), *words]
    with subprocess.Popen(command, cwd=study, stdin=there, stdout=there, stderr=there) as running:
        seen = b""
        for number, key in enumerate(keys, 1):
            while seen.count(b"\n[") < number:
                seen += _heard(here)
            _until_one_key_is_waited_for(here)
            if number in meanwhile:
                assert typed(study, *meanwhile[number]).code == 0
            os.write(here, key.encode())
        os.close(there)
        while more := _read(here):
            seen += more
        assert running.wait(60) == 0
    os.close(here)
    return seen.decode()


def _heard(terminal: int) -> bytes:
    """Return what was printed since; fail where the command has ended."""
    more = _read(terminal)
    assert more, "it ended before it asked"
    return more


def filled(study: Path, answers: Mapping[int, Mapping[str, str]], name: str = "f.csv") -> Path:
    """Write the sheet as CSV, with cells by the number of the row from 0; return the file."""
    page = openpyxl.load_workbook(study.joinpath(*SHEET)).worksheets[0]
    rows = [[str(v if v is not None else "") for v in r] for r in page.iter_rows(values_only=True)]
    header = rows[0]
    for at, cells in answers.items():
        for column, value in cells.items():
            rows[at + 1][header.index(column)] = value
    path = study.parent / name
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, delimiter=";").writerows(rows)
    return path


def sheet(study: Path, *words: str) -> Shown:
    """Write the sheet; return what it asks."""
    found = listed(study)
    done = typed(study, "codes", "review", "--sheet", "--number", str(ASKED), *words)
    assert done.code == 0, done.err
    return found


def take(study: Path, path: Path, *words: str) -> str:
    done = typed(study, "codes", "review", "--take", str(path), *words)
    assert done.code == 0, done.err
    return done.out


def test_what_would_be_asked_is_listed_with_the_reason_and_changes_nothing(mine: Path) -> None:
    found = listed(mine)
    assert len(found) == ASKED
    assert list(found[0]) == [
        "turn", "session", "ordinal", "start", "end", "code", "score", "why", "reason",
    ]  # fmt: skip
    assert str(found[0]["reason"]).startswith("would be the 1st example of ")
    assert not [q for q in found if q["ordinal"] in (0, 4)]
    assert listed(mine) == found
    assert verdicts(mine) == []


def test_what_is_decided_or_coded_by_a_person_is_not_asked(mine: Path) -> None:
    first = pairs(listed(mine))[0]
    assert typed(mine, "codes", "set", str(first[0]), "--code", str(first[1]), "--reject").code == 0
    assert first not in pairs(listed(mine, "--number", "500"))
    coded = mine.parent / "coded.csv"
    coded.write_text("session,ordinal,code,coder\none,1,caseload,HK\n", "utf-8")
    assert typed(mine, "codes", "import", str(coded)).code == 0
    assert "one/1" not in [turn for turn, _ in pairs(listed(mine, "--number", "500"))]


def test_one_code_is_asked_about_and_an_unknown_one_is_refused(mine: Path) -> None:
    assert {code for _, code in pairs(listed(mine, "--code", "pay"))} == {"pay"}
    assert typed(mine, "codes", "review", "--json", "--code", "parking").code == 2


def test_without_a_terminal_the_sheet_is_named(mine: Path) -> None:
    done = typed(mine, "codes", "review")
    assert done.code == 2
    assert "--sheet" in done.err
    assert typed(mine, "codes", "review", "--sheet", "--json").code == 2
    closed = with_closed_input(mine, "codes review")
    assert closed.returncode == 2
    assert "nobody is there to ask" in closed.stderr


def test_answers_are_kept_at_once_and_review_goes_on_where_it_stopped(mine: Path) -> None:
    asked = listed(mine)
    seen = keyed(mine, "yq", "--by", "HK")
    assert f"[1 of 14] {asked[0]['turn']}" in seen
    assert str(asked[0]["reason"]) in seen
    assert "\x1b[1m" in seen
    assert "1 answered" in seen
    assert "In all 1 confirmed, 0 rejected" in seen
    assert verdicts(mine) == [(asked[0]["code"], "accept", "HK")]
    turn, code = pairs(asked)[0]
    assert (turn, code) not in pairs(listed(mine))
    where = [(c[0], c[1], *c[3:]) for c in shown(mine)]
    assert (turn, code, "HK", asked[0]["start"], asked[0]["end"]) in where


def test_an_answer_is_in_the_database_before_the_next_question(mine: Path) -> None:
    pty = pytest.importorskip("pty")
    here, there = pty.openpty()
    command = [sys.executable, "-m", "fgtools", "codes", "review"]
    with subprocess.Popen(command, cwd=mine, stdin=there, stdout=there, stderr=there) as running:
        seen = b""
        for number in (1, 2):
            while seen.count(b"\n[") < number:
                seen += _heard(here)
            if number == 1:
                _until_one_key_is_waited_for(here)
                os.write(here, b"n")
        running.kill()
    os.close(here)
    os.close(there)
    assert [verdict for _, verdict, _ in verdicts(mine)] == ["reject"]


def test_a_key_gives_the_stance_and_another_one_rejects(mine: Path) -> None:
    asked = listed(mine)
    keyed(mine, "bnsq")
    assert [verdict for _, verdict, _ in verdicts(mine)] == ["accept", "reject"]
    found = {(turn, code): stance for turn, code, stance, *_ in shown(mine)}
    assert found[pairs(asked)[0]] == "barrier"
    assert pairs(asked)[1] not in found
    assert pairs(asked)[2] in pairs(listed(mine, "--number", "500"))


def test_undo_is_a_row_of_its_own_and_asks_again(mine: Path) -> None:
    before = shown(mine)
    first = pairs(listed(mine))[0]
    seen = keyed(mine, "nuq")
    assert seen.count("[1 of 14]") == 2
    assert "In all 0 confirmed, 0 rejected" in seen
    assert [verdict for _, verdict, _ in verdicts(mine)] == ["reject", "open"]
    assert shown(mine) == before
    assert pairs(listed(mine))[0] == first


def test_what_somebody_else_decided_meanwhile_stays_and_is_told(mine: Path) -> None:
    turn, code = pairs(listed(mine))[0]
    theirs = ("codes", "set", str(turn), "--code", str(code), "--reject", "--by", "BB")
    seen = keyed(mine, "yuq", meanwhile={1: theirs})
    assert "not kept" in seen
    assert f"{turn}: BB settled it meanwhile: {code} does not apply. That stays." in seen
    assert "0 answered" in seen
    assert verdicts(mine) == [(code, "reject", "BB")]


def test_undo_takes_back_no_more_than_was_kept_in_the_sitting(mine: Path) -> None:
    turn, code = pairs(listed(mine))[0]
    theirs = ("codes", "set", str(turn), "--code", str(code), "--reject", "--by", "BB")
    seen = keyed(mine, "yuq", "--by", "AA", meanwhile={2: theirs})
    assert "Nothing was taken back" in seen
    assert f"BB settled it meanwhile: {code} does not apply" in seen
    assert verdicts(mine) == [(code, "accept", "AA"), (code, "reject", "BB")]
    held = typed(mine, "codes", "set", str(turn), "--code", str(code), "--undo")
    assert held.code == 0


def test_after_ten_the_screen_says_what_was_gained(mine: Path) -> None:
    seen = keyed(mine, "y" * 10 + "n" + "q")
    assert "In all 10 confirmed, 0 rejected" in seen
    assert "In all 10 confirmed, 1 rejected" in seen
    assert "11 answered" in seen
    assert "Elsewhere this added" in seen
    assert "machine right of those asked" in seen
    assert len({*verdicts(mine)}) <= len(verdicts(mine)) == 11


def test_a_full_name_as_decider_is_refused(mine: Path) -> None:
    done = typed(mine, "codes", "review", "--sheet", "--by", "Hannah Obiora")
    assert done.code == 3
    assert "Hannah" not in done.out + done.err
    assert not mine.joinpath(*SHEET).exists()


def test_what_was_set_by_hand_is_taken_back_by_hand(mine: Path) -> None:
    before = shown(mine)
    place = ("codes", "set", "one/3", "--code", "pay")
    assert typed(mine, *place, "--undo").code == 2
    for words in (("--by", "HK"), ("--reject",), ("--stance", "barrier")):
        assert typed(mine, *place, *words).code == 0
    assert typed(mine, *place, "--undo", "--reject").code == 2
    assert typed(mine, *place, "--undo", "--by", "JM").code == 0
    assert shown(mine) == before
    assert typed(mine, *place, "--undo").code == 2
    assert [verdict for _, verdict, _ in verdicts(mine)] == ["accept", "reject", "accept", "open"]
    assert typed(mine, *place).code == 0
    assert ("one/3", "pay") in [row[:2] for row in shown(mine)]
    assert typed(mine, "names", "check").code == 0


def test_a_corrected_transcript_neither_waits_for_nor_brings_back_what_was_taken_back(
    mine: Path,
) -> None:
    for words in ((), ("--undo",)):
        assert typed(mine, "codes", "set", "one/3", "--code", "pay", *words).code == 0
    text = (mine.parent / "one.csv").read_text("utf-8")
    cut = [line for line in text.splitlines() if "Supervision" not in line]
    corrected = mine.parent / "corrected.csv"
    for lines in (cut, text.splitlines()):
        corrected.write_text("\n".join(lines) + "\n", "utf-8")
        done = typed(mine, "transcripts", "replace", "one", str(corrected), "--yes")
        assert done.code == 0, done.err
        assert "code set" not in done.out + done.err
        assert "pay" not in [code for turn, code, *_ in shown(mine) if turn == "one/3"]


def test_decisions_taken_back_leave_with_who_withdraws(mine: Path) -> None:
    for words in ((), ("--undo",)):
        assert typed(mine, "codes", "set", "one/1", "--code", "pay", *words).code == 0
    sheet(mine)
    assert typed(mine, "transcripts", "withdraw", "one.p02", "--yes").code == 0
    assert verdicts(mine) == []
    assert not mine.joinpath(*SHEET).exists()


def test_the_sheet_lies_in_the_private_zone_for_its_owner_alone(mine: Path) -> None:
    found = sheet(mine, "--by", "HK")
    path = mine.joinpath(*SHEET)
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    page = openpyxl.load_workbook(path).worksheets[0]
    rows = list(page.iter_rows(values_only=True))
    assert rows[0] == (
        "session", "ordinal", "before", "text", "words", "code", "key", "score", "why", "answer",
        "stance", "by",
    )  # fmt: skip
    assert [(f"{row[0]}/{row[1]}", row[6]) for row in rows[1:]] == pairs(found)
    assert all(str(row[4]) in str(row[3]) for row in rows[1:])
    assert {row[11] for row in rows[1:]} == {"HK"}
    lists = {str(rule.formula1) for rule in page.data_validations.dataValidation}
    assert lists == {'"yes,no,leave"', '"barrier,enabler,request,none"'}


def test_a_filled_sheet_is_taken_once_whoever_takes_it_twice(mine: Path) -> None:
    asked = sheet(mine, "--by", "HK")
    path = filled(
        mine,
        {0: {"answer": "YES", "stance": "Enabler"}, 1: {"answer": "no", "by": "JM"},
         2: {"answer": "leave"}, 3: {"answer": "yes", "by": ""}},
    )  # fmt: skip
    said = take(mine, path, "--by", "second coder")
    assert "3 settled, 11 left open." in said
    assert "In all 2 confirmed, 1 rejected" in said
    once = verdicts(mine)
    assert once == [
        (asked[0]["code"], "accept", "HK"), (asked[1]["code"], "reject", "JM"),
        (asked[3]["code"], "accept", "second coder"),
    ]  # fmt: skip
    found = {row[:2]: row[2:] for row in shown(mine)}
    stance, who, *place = found[pairs(asked)[0]]
    assert (stance, who, place) == ("enabler", "HK", [asked[0]["start"], asked[0]["end"]])
    assert "3 settled (3 of them were before), 11 left open." in take(mine, path)
    assert verdicts(mine) == once


@pytest.mark.parametrize(
    ("column", "wrong", "what"),
    [
        ("answer", "Obiora says so", "answer"), ("stance", "Obiora", "stance"),
        ("key", "Obiora", "no such turn and code"), ("ordinal", "99", "no such turn and code"),
        ("ordinal", "4", "no such turn and code"),
        ("text", "Obiora said something else than that.", "have changed"),
    ],
)  # fmt: skip
def test_a_faulty_sheet_is_refused_whole_with_its_rows_and_no_words(
    mine: Path, column: str, wrong: str, what: str
) -> None:
    sheet(mine)
    yes: dict[int, dict[str, str]] = {at: {"answer": "yes"} for at in range(4)}
    yes[2] = {**yes[2], column: wrong}
    done = typed(mine, "codes", "review", "--take", str(filled(mine, yes)))
    assert done.code == 2
    assert what in done.err
    assert "row 4" in done.err
    assert "Obiora" not in done.err + done.out
    assert verdicts(mine) == []


def test_rows_settled_otherwise_since_and_rows_that_disagree_are_refused(mine: Path) -> None:
    asked = sheet(mine)
    turn, code = pairs(asked)[1]
    assert typed(mine, "codes", "set", str(turn), "--code", str(code), "--reject").code == 0
    both = filled(mine, {0: {"answer": "yes"}, 1: {"answer": "yes"}})
    done = typed(mine, "codes", "review", "--take", str(both))
    assert done.code == 2
    assert "settled otherwise" in done.err
    assert "row 3" in done.err
    assert len(verdicts(mine)) == 1
    first = both.read_text("utf-8").splitlines()[:2]
    twice = mine.parent / "twice.csv"
    twice.write_text("\n".join([*first, first[1].replace(";yes;", ";no;")]) + "\n", "utf-8")
    done = typed(mine, "codes", "review", "--take", str(twice))
    assert done.code == 2
    assert "answered twice" in done.err
    assert len(verdicts(mine)) == 1


def test_who_decides_in_a_row_is_checked_for_names_before_anything_is_kept(mine: Path) -> None:
    sheet(mine)
    path = filled(mine, {0: {"answer": "yes"}, 1: {"answer": "yes", "by": "Bea Lindgren"}})
    done = typed(mine, "codes", "review", "--take", str(path))
    assert done.code == 3
    assert "Lindgren" not in done.out + done.err
    assert verdicts(mine) == []


def test_a_sheet_with_answers_is_not_written_over_before_they_are_taken(mine: Path) -> None:
    sheet(mine)
    path = mine.joinpath(*SHEET)
    book = openpyxl.load_workbook(path)
    book.worksheets[0].cell(2, 10).value = "yes"
    book.save(path)
    done = typed(mine, "codes", "review", "--sheet")
    assert done.code == 2
    assert "not taken" in done.err
    take(mine, path)
    assert typed(mine, "codes", "review", "--sheet").code == 0


def test_nobody_leaves_with_answers_that_were_not_taken(mine: Path) -> None:
    sheet(mine)
    path = mine.joinpath(*SHEET)
    book = openpyxl.load_workbook(path)
    book.worksheets[0].cell(2, 10).value = "yes"
    book.save(path)
    done = typed(mine, "transcripts", "withdraw", "one.p02", "--yes")
    assert done.code == 2
    assert "fgtools codes review --take transcripts/codes-review.xlsx" in done.err
    assert path.exists()
    take(mine, path)
    done = typed(mine, "transcripts", "withdraw", "one.p02", "--yes")
    assert done.code == 0, done.err
    assert "codes-review.xlsx" in done.err
    assert not path.exists()


def test_rows_follow_no_turn_that_was_renumbered_since(mine: Path) -> None:
    found = sheet(mine)
    path = filled(mine, {at: {"answer": "yes"} for at in range(len(found))})
    header, *lines = (mine.parent / "one.csv").read_text("utf-8").splitlines()
    new = "one,Bea Lindgren,nurse,I said so before and I will say so again."
    corrected = mine.parent / "corrected.csv"
    corrected.write_text("\n".join([header, new, *lines]) + "\n", "utf-8")
    done = typed(mine, "transcripts", "replace", "one", str(corrected), "--yes")
    assert done.code == 0, done.err
    done = typed(mine, "codes", "review", "--take", str(path))
    assert done.code == 2
    assert "Nothing was taken" in done.err
    assert verdicts(mine) == []


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_a_sheet_that_went_through_libreoffice_is_taken(mine: Path) -> None:
    asked = sheet(mine)
    path = mine.joinpath(*SHEET)
    book = openpyxl.load_workbook(path)
    for row, answer in ((2, "yes"), (3, "no")):
        book.worksheets[0].cell(row, 10).value = answer
    book.save(path)
    for kind, source in (("ods", path), ("xlsx", mine.parent / "codes-review.ods")):
        subprocess.run(
            ["soffice", "--headless", f"-env:UserInstallation={(mine.parent / 'lo').as_uri()}",
             "--convert-to", kind, "--outdir", str(mine.parent), str(source)],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
    assert "2 settled, 12 left open." in take(mine, mine.parent / "codes-review.xlsx")
    assert [(code, verdict) for code, verdict, _ in verdicts(mine)] == [
        (asked[0]["code"], "accept"), (asked[1]["code"], "reject"),
    ]  # fmt: skip
