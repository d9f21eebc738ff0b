"""A study that grows session by session ends as one that was handed in at once."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from tests.cli.test_small_studies import add, study_of
from tests.conftest import typed

FIRST = (
    ("Lead One", "facilitator", "What helps you to stay in this work?"),
    ("Hannah Obiora", "nurse", "Quennell at the desk helps, and so does anybody who rings back."),
    ("Carl Dunmore", "nurse", "They sent it all on to fenwold and nobody answered me."),
)
SECOND = (
    ("Lead One", "facilitator", "And what is it like here?"),
    ("Tamsin Quennell", "nurse", "My name is Tamsin Quennell and I came from Fenwold School."),
    ("Dev Larkin", "nurse", "We lost two posts in March and never had either of them back."),
)
TABLES = (
    "SELECT id, participant, text, words FROM turn ORDER BY id",
    'SELECT turn, start, "end", kind, surrogate, rule, score FROM redaction ORDER BY 1, 2',
    'SELECT turn, start, "end", kind, reason FROM doubt ORDER BY 1, 2',
    'SELECT turn, start, "end", kind, rule, score FROM heard ORDER BY turn, rowid',
)


def found(mine: Path) -> list[list[tuple[object, ...]]]:
    done = typed(mine, "names", "find")
    assert done.code == 0, done.err
    with sqlite3.connect(mine / "study.db") as db:
        return [db.execute(table).fetchall() for table in TABLES]


def test_a_session_that_comes_later_changes_nothing_about_what_is_found(tmp_path: Path) -> None:
    for name in ("grown", "whole"):
        (tmp_path / name).mkdir()
    grown = study_of(tmp_path / "grown", FIRST, "one")
    found(grown)
    add(grown, SECOND, "two")
    later = found(grown)
    whole = study_of(tmp_path / "whole", FIRST, "one")
    add(whole, SECOND, "two")
    assert later == found(whole)


def test_names_that_come_later_are_looked_for_in_turns_that_were_clean(tmp_path: Path) -> None:
    """Only the second look finds names that are glued to other words, spelt out, or misspelt."""
    said = "It was larkinsaid all along, then L A R K I N, and Tamsinquennell, and one Quenell."
    first = (*FIRST, ("Carl Dunmore", "nurse", said))
    for name in ("grown", "whole"):
        (tmp_path / name).mkdir()
    grown = study_of(tmp_path / "grown", first, "one")
    before = found(grown)
    add(grown, SECOND, "two")
    later = found(grown)
    whole = study_of(tmp_path / "whole", first, "one")
    add(whole, SECOND, "two")
    assert later == found(whole)
    assert "larkinsaid" in str(before[0])
    assert "larkin" not in str(later[0]).lower()
    assert "L A R K" not in str(later[0])
    assert typed(grown, "names", "check").code == 0


def test_words_that_are_no_names_are_heard_anew_in_every_session(tmp_path: Path) -> None:
    mine = study_of(tmp_path, FIRST, "one")
    before = found(mine)
    assert "Quennell" not in str(before[0])
    allow = mine / "transcripts" / "allow.txt"
    allow.write_text("Quennell\n", encoding="utf-8")
    assert "Quennell" in str(found(mine)[0])


@pytest.mark.parametrize("change", ["transcript", "roster", "withdrawal"])
def test_what_changes_in_a_session_is_heard_anew(change: str, tmp_path: Path) -> None:
    """The study ends as one that nobody had looked at before the change."""
    for name in ("looked", "straight"):
        (tmp_path / name).mkdir()
    studies = [study_of(tmp_path / name, FIRST, "one") for name in ("looked", "straight")]
    found(studies[0])
    for mine in studies:
        if change == "transcript":
            said = "Quennell at the desk helps, and Marchetti from the office rings back."
            table = mine.parent / "new.csv"
            said_now = [FIRST[0], ("Hannah Obiora", "nurse", said), FIRST[2]]
            lines = [",".join(("one", *row[:2], f'"{row[2]}"')) for row in said_now]
            table.write_text("\n".join(("session,speaker,role,text", *lines)), encoding="utf-8")
            done = typed(mine, "transcripts", "replace", "one", str(table), "--yes")
            assert done.code == 0, done.err
        elif change == "roster":
            roster = mine / "transcripts" / "roster.csv"
            rows = "session,name,role,email\none,Robin Fenwold,nurse,\n"
            roster.write_text(rows, encoding="utf-8")
        else:
            assert typed(mine, "transcripts", "withdraw", "one.p02", "--yes").code == 0
    assert found(studies[0]) == found(studies[1])


@pytest.mark.parametrize("table", ["key.csv", "people.csv"])
def test_a_key_that_cannot_be_read_is_written_anew(table: str, tmp_path: Path) -> None:
    mine = study_of(tmp_path, FIRST, "one")
    before = found(mine)
    (mine / "transcripts" / "key" / table).write_text("some;other;columns\n1;2;3\n", "utf-8")
    (mine / "transcripts" / "allow.txt").write_text("Zwolle\n", "utf-8")  # so that it runs again
    assert found(mine) == before
    assert typed(mine, "names", "check").code == 0
