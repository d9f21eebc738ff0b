"""Survey exports: each answer in a person's own words is a turn, the rest is accounted for."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fgtools.errors import FgtoolsError
from fgtools.spans import WORD
from fgtools.transcripts.read import read
from fgtools.transcripts.recording import Recording

BARRIERS = (
    "We have far too many plans and not enough hours in the week.",
    "The local offer helps when somebody keeps it up to date.",
    "n/a",
    "It takes months until a child is seen by anybody at all.",
)
HELP = (
    "More psychologists in schools",
    "Time to plan together with schools",
    "-",
    "A named contact",
)
ROLES = ("SENCO", "EP", "SENCO", "Caseworker")
SATISFIED = ("Very satisfied", "Satisfied", "Neither", "Satisfied")
PANELS = ("Panel;Review;", "Review;", "Panel;", "Panel;Review;")
ASKED = "What are the main barriers you meet?"
WHEN = datetime.datetime(2024, 5, 1, 9, 0)
TURNS = [
    (0, BARRIERS[0]), (0, HELP[0]), (1, BARRIERS[1]), (1, HELP[1]), (3, BARRIERS[3]), (3, HELP[3]),
]  # fmt: skip


def forms() -> list[list[object]]:
    rows: list[list[object]] = [
        ["ID", "Start time", "Completion time", "Email", "Name", "What is your role?",
         "How satisfied are you with the training?", ASKED, "What would help?",
         "Which meetings do you attend?"],
    ]  # fmt: skip
    for n in range(4):
        rows.append(
            [n + 7, WHEN, WHEN, f"a{n}@school.example", f"Ana Pugh {n}", ROLES[n], SATISFIED[n],
             BARRIERS[n], HELP[n], PANELS[n]]
        )  # fmt: skip
    return rows


def google() -> list[list[object]]:
    head: list[object] = ["Timestamp", "Email Address", "Job title", ASKED, "What would help?"]
    return [head] + [
        [f"01/05/2024 09:0{n}:00", f"a{n}@school.example", ROLES[n], BARRIERS[n], HELP[n]]
        for n in range(4)
    ]


def monkey() -> list[list[object]]:
    head: list[object] = ["Respondent ID", "Collector ID", "Start Date", "IP Address", "First Name",
            "What is your job role?", "Which apply?", "", ASKED, "What would help?"]  # fmt: skip
    second: list[object] = [*[""] * 5, "Response", "Panels", "Training",
                            *["Open-Ended Response"] * 2]  # fmt: skip
    return [head, second] + [
        [11412345670 + n, 5, "05/13/2024 09:00:00", "192.0.2.1", "Ana", ROLES[n], "Panels", "",
         BARRIERS[n], HELP[n]]
        for n in range(4)
    ]  # fmt: skip


def qualtrics() -> list[list[object]]:
    heads: list[list[object]] = [
        [
            "StartDate",
            "EndDate",
            "Status",
            "ResponseId",
            "UserLanguage",
            "Q1",
            "Q2_5_TEXT",
            "Q3",
            "Q4",
        ],
        [
            "Start Date",
            "End Date",
            "Response Type",
            "Response ID",
            "User Language",
            "What is your role?",
            "Which service? - Other - Text",
            ASKED,
            "What would help?",
        ],
        ['{"ImportId":"startDate","timeZone":"Europe/London"}', *['{"ImportId":"x"}'] * 8],
    ]
    return heads + [
        ["2024-05-01 09:00:00", "2024-05-01 09:10:00", "IP Address", f"R_3abcdefghijkl{n}m", "EN",
         ROLES[n], "", BARRIERS[n], HELP[n]]
        for n in range(4)
    ]  # fmt: skip


def jisc() -> list[list[object]]:
    head: list[object] = ["Unique Response Number", "1. What is your job role?",
                          "2. How long have you worked with plans?",
                          "3. Please describe the barriers that you meet.",
                          "3.a. Anything else that would help?"]  # fmt: skip
    return [head] + [
        [f"12345-12345-1234567{n}", ROLES[n], "1-5 years", BARRIERS[n], HELP[n]] for n in range(4)
    ]


def smart() -> list[list[object]]:
    head: list[object] = ["UserNo", "Name", "Email", "IP Address", "Started", "Ended",
                          "1. What is your role?", f"2. {ASKED}",
                          "3. What would help?"]  # fmt: skip
    return [head] + [
        [100 + n, "", "", "192.0.2.1", "01/05/2024 09:00", "01/05/2024 09:10", ROLES[n],
         BARRIERS[n], HELP[n]]
        for n in range(4)
    ]  # fmt: skip


def plain() -> list[list[object]]:
    head: list[object] = ["Role", ASKED, "What would help?"]
    return [head] + [[ROLES[n], BARRIERS[n], HELP[n]] for n in range(4)]


EXPORTS = {
    "forms": forms(), "google": google(), "monkey": monkey(), "qualtrics": qualtrics(),
    "jisc": jisc(), "smart": smart(), "plain": plain(),
}  # fmt: skip
LABELS = {"forms": 7, "monkey": 11412345670, "smart": 100}


def saved(folder: Path, rows: Sequence[Sequence[object]], kind: str) -> Path:
    path = folder / f"survey.{kind}"
    if kind == "xlsx":
        book = openpyxl.Workbook()
        for row in rows:
            book.worksheets[0].append(list(row))
        book.save(path)
    else:
        page = io.StringIO()
        csv.writer(page).writerows(rows)
        path.write_text(page.getvalue(), encoding="utf-8-sig")
    return path


def survey(folder: Path, rows: Sequence[Sequence[object]], kind: str = "csv") -> Recording:
    (recording,) = read(saved(folder, rows, kind))
    return recording


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("tool", EXPORTS)
def test_open_answers_are_turns_and_everything_else_is_accounted_for(
    tmp_path: Path, tool: str, kind: str
) -> None:
    rows = EXPORTS[tool]
    recording = survey(tmp_path, rows, kind)
    assert recording.format == "survey"
    first = LABELS.get(tool, 1)
    assert [(t.speaker, t.text) for t in recording.turns] == [
        (f"Respondent {first + n}", text) for n, text in TURNS
    ]
    assert dict(recording.roles) == {f"Respondent {first + n}": ROLES[n] for n in range(4)}
    read_words = sum(len(WORD.findall(turn.text)) for turn in recording.turns)
    left_words = sum(out.word_count for out in recording.left_out)
    assert read_words + left_words == sum(
        len(WORD.findall(str(cell))) for row in rows for cell in row if cell is not None
    )
    assert {out.reason for out in recording.left_out} <= {
        "question", "metadata", "closed question", "no answer", "role",
    }  # fmt: skip
    assert sum(o.word_count for o in recording.left_out if o.reason == "no answer") == 2


def test_no_name_and_no_address_of_a_respondent_is_shown(tmp_path: Path) -> None:
    recording = survey(tmp_path, forms())
    everything = repr([(t.speaker, t.text) for t in recording.turns]) + repr(recording)
    assert "Pugh" not in everything
    assert "@" not in everything


def test_the_columns_taken_are_told_by_number_and_no_cell_is_shown(tmp_path: Path) -> None:
    warnings = survey(tmp_path, plain()).warnings
    assert warnings == (
        "Columns taken as answers in people's own words, of 4 respondents: 2, 3.",
        "Column taken as the role: 1.",
    )


OWN_WORDS = (
    "My manager Petra Vaughan never once asked me how I was doing",
    "Waiting lists are long and families wait for over a year in Harrowby",
    "When I started we had more time for each of the families",
    "Nobody explains why decisions are made without the schools",
)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("numbered", [True, False])
@pytest.mark.parametrize("first", range(4))
def test_an_answer_is_never_taken_for_a_question_nor_shown(
    tmp_path: Path, first: int, numbered: bool, kind: str
) -> None:
    texts = OWN_WORDS[first:] + OWN_WORDS[:first]
    jobs = ("EP", "OT", "SLT", "SENCO")
    rows = [[job, text] for job, text in zip(jobs, texts, strict=True)]
    rows = [[str(n), *row] for n, row in enumerate(rows, 1)] if numbered else rows
    with pytest.raises(FgtoolsError, match="names the questions") as refused:
        read(saved(tmp_path, rows, kind))
    told = str(refused.value)
    assert "session, speaker, role, text" in told
    assert not any(word in told for text in texts for word in text.split() if len(word) > 8)


@pytest.mark.parametrize(
    "question",
    [
        "Please describe the barriers that you meet.",
        "Tell us what would help",
        "Q2",
        "Question 2: barriers",
        "2. Barriers",
        "What are the main barriers",
        "Any other comments",
        "To what extent is your voice heard",
    ],
)
def test_questions_without_a_question_mark_are_questions(tmp_path: Path, question: str) -> None:
    rows = [["Role", question]] + [[ROLES[n], BARRIERS[n]] for n in (0, 1, 3)]
    recording = survey(tmp_path, rows)
    assert [turn.text for turn in recording.turns] == [BARRIERS[0], BARRIERS[1], BARRIERS[3]]


def test_signed_answers_are_a_survey_where_nobody_comes_back(tmp_path: Path) -> None:
    rows = [["Name", "Role", "Comments"]]
    rows += [[f"Ana Pugh{n}", ROLES[n], BARRIERS[n]] for n in (0, 1, 3)]
    recording = survey(tmp_path, rows)
    assert recording.format == "survey"
    assert [turn.speaker for turn in recording.turns] == [f"Respondent {n}" for n in (1, 2, 3)]
    again = [*rows, ["Ana Pugh0", ROLES[0], HELP[0]]]
    assert [turn.speaker for turn in survey(tmp_path, again).turns][::3] == ["Ana Pugh0"] * 2


def test_the_names_of_schools_are_no_answers_in_own_words(tmp_path: Path) -> None:
    schools = [
        "St Anne Primary School Oakfield",
        "Elm Park Junior School",
        "Ash Lane Special School",
    ]
    rows = [["Which school do you work in?", ASKED]]
    rows += [
        [school, text] for school, text in zip(schools, BARRIERS[:2] + BARRIERS[3:], strict=True)
    ]
    recording = survey(tmp_path, rows)
    assert [turn.text for turn in recording.turns] == [BARRIERS[0], BARRIERS[1], BARRIERS[3]]


def test_questions_of_two_people_in_turns_are_a_table_of_talk(tmp_path: Path) -> None:
    rows = [["speaker", "text"], ["Ana", "What are the main barriers?"], ["Bo", BARRIERS[0]]]
    assert survey(tmp_path, rows).format == "table"


def test_a_survey_of_ticked_answers_alone_has_no_talk(tmp_path: Path) -> None:
    rows = [row[:7] for row in forms()]
    with pytest.raises(FgtoolsError, match="own words"):
        read(saved(tmp_path, rows, "csv"))


ANSWERS = st.text(st.sampled_from("abcdé ,;.\n'-"), min_size=1, max_size=40).map(
    lambda text: f"we find that {text} matters a lot here"
)


@settings(max_examples=40, deadline=None)
@given(st.lists(ANSWERS, min_size=2, max_size=8, unique=True), st.sampled_from(["csv", "xlsx"]))
def test_answers_that_are_written_are_read_back_word_for_word(
    tmp_path_factory: pytest.TempPathFactory, answers: list[str], kind: str
) -> None:
    rows = [["ID", "Start time", "Completion time", ASKED]]
    rows += [[str(n + 1), "x", "y", text] for n, text in enumerate(answers)]
    recording = survey(tmp_path_factory.mktemp("answers"), rows, kind)
    assert [turn.text for turn in recording.turns] == answers


def test_a_question_for_anything_else_about_school_is_open(tmp_path: Path) -> None:
    path = tmp_path / "forms.csv"
    path.write_text(
        "ID,Start time,Completion time,Email,Name,Is there anything else about school support?\n"
        "1,5/2/23 10:00:01,5/2/23 10:03:11,anonymous,,More time for plans\n"
        "2,5/2/23 10:01:01,5/2/23 10:04:11,anonymous,,Longer visits\n",
        encoding="utf-8",
    )
    (recording,) = read(path)
    assert [turn.text for turn in recording.turns] == [
        "More time for plans",
        "Longer visits",
    ]
