"""Survey questions and notes in a theme's section, apart from what the groups said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.report.conftest import ROLES, codebook, talk, views, voices

from fgtools.nouns import Session
from fgtools.report import cards
from fgtools.report.blocks import Paragraph, Table
from fgtools.report.card_parts import AnswerPart, QuestionPart, SourcePart
from fgtools.report.describe import Held, Report, Settings, describe


def asked(kind: str = "single", base: int | None = 80, of: int | None = 100) -> QuestionPart:
    answers = (AnswerPart("Yes", 60), AnswerPart("No", None))
    return QuestionPart(
        "workforce", "2026", "q7", "Is it manageable?", kind, "caseload", "Unpaid hours", base, of,
        answers, "asked only of those who answered “Yes” to q3",
    )  # fmt: skip


def table(one: QuestionPart) -> tuple[Table, str]:
    found, note = cards.question(one)
    assert isinstance(found, Table)
    assert isinstance(note, Paragraph)
    return found, note.text


def test_a_question_shows_its_base_and_who_was_asked() -> None:
    found, note = table(asked())
    assert found.rows == (("Yes", "60", "75%"), ("No", "hidden", ""))
    assert "80 who answered, of 100 who were asked" in note
    assert "Asked only of those who answered “Yes” to q3." in note
    assert "“Unpaid hours”" in note


@pytest.mark.parametrize("base", [None, 19])
def test_there_is_no_percentage_without_enough_people(base: int | None) -> None:
    answers = (AnswerPart("Yes", None if base is None else 12),)
    found, _ = table(replace(asked(base=base, of=base), answers=answers))
    assert found.header == ("Answer", "Respondents")
    assert "%" not in "".join(cell for row in found.rows for cell in row)


def test_several_answers_are_marked() -> None:
    assert "Several answers were possible" in table(asked("multi"))[1]


def test_a_theme_shows_its_survey_and_notes_and_counts_neither(
    build: Callable[..., Report],
) -> None:
    report = replace(
        build(),
        questions=(asked(),),
        beside=(
            SourcePart("survey", "caseload", 3, 8, 40),
            SourcePart("notes", "caseload", 2, None, None),
        ),
    )  # fmt: skip
    theme = next(one for one in report.themes if one.key == "caseload")
    told = " ".join(b.text for b in cards.card(report, theme) if isinstance(b, Paragraph))
    assert "8 of the 40 respondents" in told
    assert "Two passages of notes without speakers" in told
    other = next(one for one in report.themes if one.key == "pay")
    assert not list(cards.card(replace(report, waves=None), other))
    (told,) = [b.text for b in cards.card(report, other) if isinstance(b, Paragraph)]
    assert told.startswith("Participants: 2024 ")
    assert told.endswith("No change could be shown.")
    assert not cards.others(report), "it stands in the section of its theme"
    loose = replace(report, questions=(replace(asked(), theme=""),))
    assert cards.others(loose) == loose.questions


def test_respondents_and_notes_are_taken_out_of_every_count() -> None:
    people, book = voices(), codebook()
    turns, codings, quotes = talk(people)
    apart = {"therapies-1": "survey", "therapies-2": "notes"}
    report = describe(
        Settings("T", roles=ROLES), codebook=book,
        sessions=[Held(Session(name, ""), 100) for name in {p.session for p in people.values()}],
        speakers=people, words=dict.fromkeys(people, 10), turns=turns, codings=codings,
        views=[v for v in views(people, turns, codings, book) if v.group != "therapies"],
        quotes=quotes, beside=apart,
    )  # fmt: skip
    assert [role.key for role in report.roles] == ["casework", "educational-psychology"]
    assert report.heads == sum(p.counts and p.session not in apart for p in people.values())
    wrote = [one for one in report.beside if one.kind == "survey"]
    assert wrote
    assert {one.of for one in wrote} == {8}
    assert all(one.count is None for one in report.beside if one.kind == "notes")
    assert "Beside the groups, eight respondents" in " ".join(report.participants)
