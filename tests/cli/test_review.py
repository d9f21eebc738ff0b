"""The doubtful words: asked in order of harm, answered one by one or in a sheet, kept for good."""

from __future__ import annotations

import csv
import os
import stat
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

import openpyxl
import pytest
import spacy
from tests.cli.test_small_studies import Rows, add, study_of
from tests.conftest import typed

from fgtools.study import review
from fgtools.study.folder import Folder, open_study

SAME = "It is the same every week, and we do what we can with what we have got. "
DOUBTFUL: Rows = (
    ("Lead One", "facilitator", "What is it like to do this work at the moment?"),
    ("Bea Lindgren", "nurse", SAME * 20),
    ("Hannah Obiora", "nurse", "Then it went to Quarvle and back, and we typed it all again."),
    ("Bea Lindgren", "nurse", "It never came back from Zomplix, and Quarvle was no better at all."),
    ("Hannah Obiora", "nurse", "So we rang Frendle twice a week until somebody picked it up."),
)
NOTHING: Mapping[int, Sequence[str]] = MappingProxyType({})
WORDS = ("Quarvle", "Zomplix", "Frendle")


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    study = quiet(study_of(tmp_path, DOUBTFUL))
    assert typed(study, "names", "find").code == 0
    return study


def quiet(study: Path) -> Path:
    """Give a study a name model that finds nothing: what is doubtful stays so."""
    spacy.blank("en").to_disk(study / "quiet")
    with (study / "study.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[names]\nmodel = "quiet"\n')
    return study


@contextmanager
def opened(study: Path) -> Iterator[Folder]:
    folder = open_study(study)
    try:
        yield folder
    finally:
        folder.store.close()


def decisions(study: Path) -> str:
    path = study / "transcripts" / "decisions.csv"
    return path.read_text("utf-8") if path.is_file() else ""


def open_words(study: Path) -> list[str]:
    with opened(study) as folder:
        return [q.words for q in review.questions(folder)]


def sheet(study: Path) -> list[list[str]]:
    assert typed(study, "names", "review", "--sheet").code == 0
    page = openpyxl.load_workbook(study / "transcripts" / "review.xlsx").worksheets[0]
    return [[str(v or "") for v in row] for row in page.iter_rows(values_only=True)]


def filled(study: Path, rows: list[list[str]], answers: dict[str, tuple[str, str]]) -> Path:
    """Write a sheet as CSV with answers by the words of the row; return the file."""
    path = study.parent / "filled.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, delimiter=";")
        writer.writerow(rows[0])
        for row in rows[1:]:
            writer.writerow([*row[:7], *answers.get(row[5], ("", ""))])
    return path


def test_every_doubtful_word_is_asked_once_a_session(mine: Path) -> None:
    assert sorted(open_words(mine)) == sorted(WORDS)


def test_what_harms_most_is_asked_first_and_then_what_is_said_most(mine: Path) -> None:
    with opened(mine) as folder:
        found = review.questions(folder)
    assert [(q.harm, -q.times) for q in found] == sorted((q.harm, -q.times) for q in found)
    assert {q.words: q.times for q in found}["Quarvle"] == 2
    assert review.HARM.index("somebody else") < review.HARM.index("person")


def test_no_more_than_ten_questions_are_asked_for_a_thousand_words(mine: Path) -> None:
    with opened(mine) as folder:
        words = sum(session.words for session in folder.store.sessions())
        number = len(review.affordable(folder, review.questions(folder) * 99))
    assert 10 * words / 1000 <= number < 10 * words / 1000 + 1


def test_taking_an_answer_back_brings_the_older_one_back(mine: Path) -> None:
    with opened(mine) as folder:
        review.decide(folder, "Zomplix", is_name=True, session="one", kind="place")
        review.decide(folder, "Frendle", is_name=False, session="one")
        before = decisions(mine)
        for words in ("zomplix", "Quarvle"):
            answer = review.decide(folder, words, is_name=False, session="one")
            assert decisions(mine) != before
            review.undo(folder, answer)
            assert decisions(mine) == before


def test_questions_are_listed_for_machines_without_a_word(mine: Path) -> None:
    done = typed(mine, "names", "review", "--json")
    questions = done.json["questions"]
    assert isinstance(questions, list)
    assert {(q["session"], q["ordinal"]) for q in questions} <= {("one", n) for n in (2, 3, 4)}
    assert questions[0].keys() == {"session", "ordinal", "start", "end", "kind", "reason"}
    assert not [word for word in WORDS if word.lower() in done.out.lower()]


def test_the_sheet_lies_in_the_private_zone_for_its_owner_alone(mine: Path) -> None:
    rows = sheet(mine)
    assert rows[0] == [
        "number", "session", "kind", "why", "before", "words", "after", "answer", "everywhere",
    ]  # fmt: skip
    assert sorted(row[5] for row in rows[1:]) == sorted(WORDS)
    path = mine / "transcripts" / "review.xlsx"
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    page = openpyxl.load_workbook(path).worksheets[0]
    lists = {str(rule.formula1) for rule in page.data_validations.dataValidation}
    assert lists == {'"name,no name,leave"', '"yes,no"'}


def test_no_cell_of_the_sheet_is_a_formula(tmp_path: Path) -> None:
    rows = (
        *DOUBTFUL[:1],
        ("Hannah Obiora", "nurse", "=Quarvle() is what I call Zomplix, honestly."),
    )
    mine = quiet(study_of(tmp_path, rows))
    assert typed(mine, "names", "review", "--sheet").code == 0
    page = openpyxl.load_workbook(mine / "transcripts" / "review.xlsx").worksheets[0]
    cells = [cell for row in page.iter_rows(min_row=2) for cell in row if cell.value is not None]
    assert all(cell.data_type in "sn" for cell in cells)
    assert not [c for c in cells if isinstance(c.value, str) and c.value[0] in "=+-@"]


def test_a_filled_sheet_is_taken_and_lasts_through_reruns_and_corrections(mine: Path) -> None:
    answers = {"Quarvle": ("no name", "yes"), "Zomplix": ("NAME", ""), "Frendle": ("leave", "no")}
    path = filled(mine, sheet(mine), answers)
    done = typed(mine, "names", "review", "--take", str(path))
    assert done.code == 0, done.err
    assert "2 settled, 1 left open" in done.out
    assert "fgtools run" in done.err
    assert typed(mine, "names", "find").code == 0
    assert open_words(mine) == ["Frendle"]
    longer = (*DOUBTFUL[:1], ("Bea Lindgren", "nurse", "I said so before, I think."), *DOUBTFUL[1:])
    add(mine, longer, "two")
    corrected = mine.parent / "two.csv"
    text = corrected.read_text("utf-8").replace("two,", "one,").replace("I think", "I believe")
    corrected.write_text(text, "utf-8")
    done = typed(mine, "transcripts", "replace", "one", str(corrected))
    assert done.code == 0, done.err
    assert typed(mine, "names", "find").code == 0
    with opened(mine) as folder:
        asked = {(q.session, q.words) for q in review.questions(folder)}
    assert asked == {("one", "Frendle"), ("two", "Frendle"), ("two", "Zomplix")}


def test_a_sheet_may_be_taken_twice(mine: Path) -> None:
    path = filled(mine, sheet(mine), {"Quarvle": ("no name", "yes"), "Zomplix": ("name", "")})
    assert typed(mine, "names", "review", "--take", str(path)).code == 0
    once = decisions(mine)
    assert typed(mine, "names", "review", "--take", str(path)).code == 0
    assert decisions(mine) == once


def test_the_workbook_itself_is_read_back(mine: Path) -> None:
    sheet(mine)
    path = mine / "transcripts" / "review.xlsx"
    book = openpyxl.load_workbook(path)
    for row in book.worksheets[0].iter_rows(min_row=2):
        row[7].value = "no name" if row[5].value == "Quarvle" else None
    book.save(path)
    assert typed(mine, "names", "review", "--take", str(path)).code == 0
    assert typed(mine, "names", "find").code == 0
    assert sorted(open_words(mine)) == ["Frendle", "Zomplix"]


@pytest.mark.parametrize(
    ("column", "wrong", "what"),
    [(7, "Quarvle is a shop", "answer"), (8, "Zomplix", "everywhere"), (5, "Obiora", "question")],
)
def test_a_faulty_sheet_is_refused_whole_with_its_rows_and_no_words(
    mine: Path, column: int, wrong: str, what: str
) -> None:
    rows = sheet(mine)
    body = [[*row[:7], "name", ""] for row in rows[1:]]
    body[1][column] = wrong
    path = mine.parent / "faulty.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([rows[0], *body])
    done = typed(mine, "names", "review", "--take", str(path))
    assert done.code == 2
    assert what in done.err
    assert "row 3" in done.err
    assert not [word for word in (*WORDS, "Obiora", wrong) if word in done.err + done.out]
    assert decisions(mine) == ""


def test_rows_that_disagree_are_refused(mine: Path) -> None:
    rows = sheet(mine)
    answered = [*rows[1][:7], "name", ""], [*rows[1][:7], "no name", ""]
    path = mine.parent / "twice.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([rows[0], *answered])
    assert typed(mine, "names", "review", "--take", str(path)).code == 2
    assert decisions(mine) == ""


def test_the_sheet_goes_when_somebody_withdraws(mine: Path) -> None:
    sheet(mine)
    assert typed(mine, "transcripts", "withdraw", "one.p02", "--yes").code == 0
    assert not (mine / "transcripts" / "review.xlsx").exists()


def test_blank_words_are_refused(mine: Path) -> None:
    before = decisions(mine)
    assert typed(mine, "names", "review", "--words", "  ", "--is-name").code == 2
    assert decisions(mine) == before


def test_one_way_at_a_time(mine: Path) -> None:
    assert typed(mine, "names", "review", "--sheet", "--yes").code == 2
    assert decisions(mine) == ""


def keyed(study: Path, keys: str, meanwhile: Mapping[int, Sequence[str]] = NOTHING) -> str:
    """Type `fgtools names review` at a terminal, then one key after the other.

    `meanwhile` are commands that somebody else types before the key of that number, from 1.
    """
    pty = pytest.importorskip("pty")
    here, there = pty.openpty()
    command = [sys.executable, "-m", "fgtools", "names", "review"]
    with subprocess.Popen(command, cwd=study, stdin=there, stdout=there, stderr=there) as running:
        shown = b""
        for number, key in enumerate(keys, 1):
            while shown.count(b" of ") < number:
                shown += _read(here)
            _until_one_key_is_waited_for(here)
            if number in meanwhile:
                assert typed(study, *meanwhile[number]).code == 0
            os.write(here, key.encode())
        os.close(there)
        while more := _read(here):
            shown += more
        assert running.wait(60) == 0
    os.close(here)
    return shown.decode()


def _until_one_key_is_waited_for(terminal: int) -> None:
    """Wait: what is typed while a line is read is thrown away."""
    termios = pytest.importorskip("termios")
    while termios.tcgetattr(terminal)[3] & termios.ICANON:
        time.sleep(0.01)


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # the other side is gone
        return b""


def test_answers_are_kept_at_once_and_review_goes_on_where_it_stopped(mine: Path) -> None:
    first = open_words(mine)[0]
    assert "1 settled" in keyed(mine, "nq")
    assert f"one,{first},yes" in decisions(mine)
    assert "[1 of 2]" in keyed(mine, "q")


def test_undo_goes_back_one_question_and_everywhere_is_asked_once(mine: Path) -> None:
    add(mine, DOUBTFUL[1:], "two")
    assert typed(mine, "names", "find").code == 0
    shown = keyed(mine, "nuOq")
    assert shown.count("[1 of 6]") == 2
    rows = decisions(mine).splitlines()[1:]
    assert len(rows) == 1
    assert rows[0].startswith(",")


def of_theirs(study: Path, *more: str) -> tuple[str, tuple[str, ...]]:
    """Return what is asked first, and how somebody else settles it."""
    first = open_words(study)[0]
    return first, ("names", "review", "--words", first, "--kind", "organisation", *more)


@pytest.mark.parametrize("key", ["o", "O", "n"])
def test_what_somebody_else_settled_meanwhile_stays_and_is_told(mine: Path, key: str) -> None:
    first, theirs = of_theirs(mine)
    shown = keyed(mine, key + "q", {1: theirs})
    assert "not kept" in shown
    assert "a name (organisation), everywhere" in shown
    assert "[2 of 3]" in shown
    assert "0 settled" in shown
    assert decisions(mine).splitlines()[1:] == [f",{first},yes,organisation"]


def test_what_somebody_else_settled_is_not_asked_any_more(mine: Path) -> None:
    second = open_words(mine)[1]
    shown = keyed(mine, "sq", {1: ("names", "review", "--words", second, "--no-name")})
    assert "[2 of 3]" not in shown
    assert "no name, everywhere" in shown


def test_undo_takes_back_no_more_than_was_kept_in_the_sitting(mine: Path) -> None:
    first, theirs = of_theirs(mine, "--session", "one")
    shown = keyed(mine, "ouq", {2: theirs})
    assert "Nothing was taken back" in shown
    assert "a name (organisation), in one" in shown
    assert decisions(mine).splitlines()[1:] == [f"one,{first},yes,organisation"]


def test_a_sheet_with_answers_is_not_written_over_before_they_are_taken(mine: Path) -> None:
    path = answered_sheet(mine)
    before = path.read_bytes()
    done = typed(mine, "names", "review", "--sheet")
    assert done.code == 2
    assert "not taken" in done.err
    assert "fgtools names review --take transcripts/review.xlsx" in done.err
    assert path.read_bytes() == before
    assert typed(mine, "names", "review", "--take", str(path)).code == 0
    assert typed(mine, "names", "review", "--sheet").code == 0


def answered_sheet(study: Path) -> Path:
    """Write the sheet and answer its first question; return the file."""
    sheet(study)
    path = study / "transcripts" / "review.xlsx"
    book = openpyxl.load_workbook(path)
    book.worksheets[0].cell(2, 8).value = "no name"
    book.worksheets[0].cell(2, 9).value = "yes"
    book.save(path)
    return path


@pytest.mark.parametrize("who", [("remove", "one"), ("withdraw", "one.p02")])
def test_nobody_leaves_with_answers_that_were_not_taken(mine: Path, who: tuple[str, str]) -> None:
    path = answered_sheet(mine)
    done = typed(mine, "transcripts", *who, "--yes")
    assert done.code == 2
    assert "fgtools names review --take transcripts/review.xlsx" in done.err
    assert path.exists()
    assert typed(mine, "names", "find").code == 0
    assert "one" in typed(mine, "transcripts", "list").out
    assert typed(mine, "names", "review", "--take", str(path)).code == 0
    done = typed(mine, "transcripts", *who, "--yes")
    assert done.code == 0, done.err
    assert "review.xlsx" in done.err
    assert not path.exists()


def test_closed_input_is_nobody_to_ask(mine: Path) -> None:
    done = with_closed_input(mine, "names review")
    assert done.returncode == 2, done.stderr
    assert "nobody is there to ask" in done.stderr


def with_closed_input(study: Path, words: str) -> subprocess.CompletedProcess[str]:
    """Type `fgtools WORDS` where there is no input at all."""
    return subprocess.run(
        ["sh", "-c", f"exec '{sys.executable}' -m fgtools {words} <&-"],
        cwd=study, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_who_decides_just_the_same_keeps_it_when_the_first_takes_theirs_back(mine: Path) -> None:
    with opened(mine) as folder:
        first = review.Sitting(folder)
        first.decide("Quarvle", is_name=True, session="", kind="person")
        assert first.alone()
        review.decide(folder, "Quarvle", is_name=True, session="", kind="person")
        assert not first.alone()  # so that nothing is taken back
