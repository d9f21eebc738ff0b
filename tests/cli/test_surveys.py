"""Surveys beside focus groups: tables with their bases, own words coded like talk."""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import docx
import pytest
from tests.conftest import typed

OWN = (
    "Fewer cases and more time with each family, please, that is all I ask.",
    "The recording system takes half of my week and nobody reads any of it.",
    "I would like supervision that is about me and not about targets.",
    "Pay the agency people less and those who stay a good deal more.",
    "Let us work from home two days in the week as we did before.",
    "Anneke Sturt has covered my caseload for a year and nobody thanked her.",
    "More admin support so that I can go and see children again.",
    "Managers who have done the job themselves at some time in their lives.",
)
HEADS = (
    ("Respondent ID", ""), ("Start Date", ""), ("Email Address", ""),
    ("Where do you work?", "Response"), ("", "Other (please specify)"),
    ("Does Anneke Sturt lead your team?", "Response"),
    ("Do you hold a caseload?", "Response"), ("Is your caseload manageable?", "Response"),
    ("Why would you leave?", "High caseload"), ("", "Poor management"),
    ("What would help you most?", "Open-Ended Response"),
)  # fmt: skip


def export(path: Path, own: Sequence[str] = OWN) -> Path:
    """Write an export as SurveyMonkey does: two rows of headers, a row for each respondent."""
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow([question for question, _ in HEADS])
        writer.writerow([option for _, option in HEADS])
        for n, words in enumerate(own):
            other = "a charity that lends out toys" if n == 3 else ""
            holds = n % 2 == 0
            writer.writerow([
                f"118{n}", "2026-07-01", f"n{n}@example.org", "" if other else "School", other,
                "No", "Yes" if holds else "No", "Agree" if holds else "",
                "High caseload" if n < 6 else "", "Poor management" if n < 3 else "", words,
            ])  # fmt: skip
    return path


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    assert typed(tmp_path, "study", "new", "mine").code == 0
    return tmp_path / "mine"


@pytest.fixture
def surveyed(mine: Path, tmp_path: Path) -> Path:
    path = str(export(tmp_path / "export.csv"))
    done = typed(mine, "surveys", "add", path, "--name", "workforce", "--wave", "2026")
    assert done.code == 0, done.err
    return mine


def surveys(mine: Path, name: str = "") -> list[dict[str, object]]:
    done = typed(mine, "surveys", "show", *filter(None, [name]), "--json")
    assert done.code == 0, done.err
    found = done.json["surveys"]
    assert isinstance(found, list)
    return found


def questions(mine: Path, name: str = "workforce") -> dict[str, dict[str, object]]:
    (survey,) = surveys(mine, name)
    found = survey["questions"]
    assert isinstance(found, list)
    return {q["id"]: q for q in found}


def settings(mine: Path, text: str) -> None:
    path = mine / "study.toml"
    path.write_text(f"{path.read_text('utf-8')}\n{text}", "utf-8")


def test_tables_have_the_base_of_those_who_were_asked(surveyed: Path) -> None:
    found = questions(surveyed)
    by_text = {str(q["text"]): q for q in found.values()}
    area = by_text["Where do you work?"]
    assert (area["kind"], area["base"], area["asked"]) == ("single", 8, 8)
    assert area["answers"] == [
        {"label": "School", "count": 7, "percent": None, "suppressed": False},
        {"label": "Other (please specify)", "count": 1, "percent": None, "suppressed": False},
    ]
    manageable = by_text["Is your caseload manageable?"]
    assert (manageable["base"], manageable["asked"]) == (4, 4)
    assert "“Yes”" in str(manageable["note"])
    leave = by_text["Why would you leave?"]
    assert (leave["kind"], leave["base"], leave["asked"]) == ("multi", 6, 8)
    (told,) = surveys(surveyed)
    assert (told["name"], told["wave"], told["respondents"]) == ("workforce", "2026", 8)


def test_own_words_are_coded_and_nobodys_words_or_names_are_in_the_tables(surveyed: Path) -> None:
    shown = typed(surveyed, "surveys", "show").out
    assert "Anneke" not in shown
    assert "toys" not in shown
    assert "asked only of those who answered “Yes”" in shown
    done = typed(surveyed, "codes", "apply", "--json")
    assert done.code == 0, done.err
    codings = done.json["codings"]
    assert isinstance(codings, list)
    assert {c["session"] for c in codings} == {"workforce"}
    assert typed(surveyed, "names", "check").code == 0
    with sqlite3.connect(surveyed / "study.db") as db:
        kept = " ".join(text for (text,) in db.execute("SELECT question FROM survey"))
    assert not [words for words in (*OWN, "toys", "Sturt", "example.org") if words in kept]
    assert 'wave = "2026"' in (surveyed / "study.toml").read_text("utf-8")


def test_a_released_survey_shows_no_small_count(surveyed: Path) -> None:
    path = surveyed / "study.toml"
    path.write_text(path.read_text("utf-8").replace('"internal" ', '"regional" ', 1), "utf-8")
    for question in questions(surveyed).values():
        answers = question["answers"]
        assert isinstance(answers, list)
        assert not [a for a in answers if a["count"] and a["count"] < 5]
        assert question["base"] is None or int(str(question["base"])) >= 5
    path.write_text(path.read_text("utf-8").replace('"regional" ', '"public" ', 1), "utf-8")
    assert surveys(surveyed)[0]["respondents"] is None
    assert "respondents -" in typed(surveyed, "surveys", "show").out


def test_a_slip_in_who_was_asked_adds_nothing(mine: Path, tmp_path: Path) -> None:
    settings(mine, '[surveys.workforce.asked]\nq99 = {question = "q1", answers = ["Yes"]}')
    path = str(export(tmp_path / "export.csv"))
    done = typed(mine, "surveys", "add", path, "--name", "workforce")
    assert done.code == 2
    assert "q99" in done.err
    assert surveys(mine) == []
    assert "workforce" not in typed(mine, "transcripts", "list").out


def test_who_withdrew_is_not_counted_again(surveyed: Path, tmp_path: Path) -> None:
    voices = typed(surveyed, "transcripts", "speakers", "--json").json["speakers"]
    assert isinstance(voices, list)
    gone = voices[0]["participant"]
    assert typed(surveyed, "transcripts", "withdraw", gone, "--yes").code == 0
    assert typed(surveyed, "surveys", "show", "--json").json == {"surveys": []}
    path = str(tmp_path / "export.csv")
    done = typed(surveyed, "surveys", "add", path, "--name", "workforce")
    assert done.code == 0, done.err
    assert "7 respondents" in done.out


def test_a_session_that_leaves_takes_its_survey_along(surveyed: Path) -> None:
    assert typed(surveyed, "transcripts", "remove", "workforce", "--yes").code == 0
    assert typed(surveyed, "surveys", "show", "--json").json == {"surveys": []}


def test_the_study_says_who_was_asked_and_what_a_question_is_about(
    surveyed: Path, tmp_path: Path
) -> None:
    ids = {str(q["text"]): key for key, q in questions(surveyed).items()}
    hold, manage = ids["Do you hold a caseload?"], ids["Is your caseload manageable?"]
    settings(surveyed, (
        f'[surveys.workforce.asked]\n{manage} = {{question = "{hold}", answers = ["Yes", "No"]}}\n'
        f'[surveys.workforce.themes]\n{hold} = "caseload"\n'
    ))  # fmt: skip
    path = str(tmp_path / "export.csv")
    again = typed(surveyed, "surveys", "add", path, "--name", "workforce")
    assert again.code == 0, again.err
    found = questions(surveyed)
    assert (found[manage]["base"], found[manage]["asked"]) == (4, 8)
    assert found[hold]["theme"] == "caseload"
    assert "Caseload and workload (caseload)" in typed(surveyed, "surveys", "show").out


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[surveys.workforce.themes]\nq1 = "no-such-code"', "no-such-code"),
        ('[surveys.workforce.themed]\nq1 = "pay"', "themed"),
    ],
)
def test_a_slip_in_the_settings_is_named(surveyed: Path, text: str, says: str) -> None:
    settings(surveyed, text)
    done = typed(surveyed, "surveys", "show")
    assert done.code == 2
    assert says in done.err


def test_printed_tables_from_word_are_worked_out_anew(mine: Path, tmp_path: Path) -> None:
    page = docx.Document()
    page.add_heading("What we heard", 1)
    for question, share in (("Where do you work?", "25.64%"), ("Where do you live?", "26.54%")):
        page.add_paragraph(question)
        table = page.add_table(rows=0, cols=3)
        for row in (
            ("Answer Choices", "Responses", ""), ("School", share, "80"), ("LA", "74.36%", "232"),
            ("Answered", "", "312"), ("Skipped", "", "9"),
        ):  # fmt: skip
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    page.save(str(tmp_path / "tables.docx"))
    done = typed(mine, "surveys", "add", str(tmp_path / "tables.docx"), "--name", "region")
    assert done.code == 0, done.err
    assert "percent-wrong" in done.out
    found = questions(mine, "region")
    assert [q["text"] for q in found.values()] == ["Where do you work?", "Where do you live?"]
    assert [(q["base"], q["asked"]) for q in found.values()] == [(312, 321), (312, 321)]


def test_what_is_no_survey_is_refused_without_its_words(mine: Path, tmp_path: Path) -> None:
    talk = tmp_path / "Meeting with Anneke.txt"
    talk.write_text("Anneke Sturt: Hello there.\n\nBabak Lorne: Hello.\n", "utf-8")
    done = typed(mine, "surveys", "add", str(talk))
    assert done.code == 1
    assert "Anneke" not in done.out + done.err
    assert typed(mine, "surveys", "show", "nothing").code == 2
    assert "surveys add" in typed(mine, "surveys", "show").err


def test_a_study_of_response_tables_alone_has_a_report(tmp_path: Path) -> None:
    assert typed(tmp_path, "study", "new", "mine", "--template", "send-survey").code == 0
    mine = tmp_path / "mine"
    (tmp_path / "area.csv").write_text(
        "What area do you work in?\nAnswer Choices,Responses,\nSchool,25.64%,80\nLA,51.92%,162\n"
        "Health organisation,17.95%,56\nOther (please specify),4.49%,14\nAnswered,,312\n"
        "Skipped,,8\n",
        "utf-8",
    )
    done = typed(mine, "surveys", "add", str(tmp_path / "area.csv"), "--name", "region")
    assert done.code == 0, done.err
    done = typed(mine, "run")
    assert done.code == 0, done.err
    text = (mine / "outputs" / "report.md").read_text("utf-8")
    assert "No focus group was held" in text
    assert "What area do you work in?" in text
    assert "| LA | 162 |" in text
