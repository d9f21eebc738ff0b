"""Notes of nobody in particular, and two waves in one study."""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import docx
import pytest
from tests.conftest import typed

NOTES = """# What we heard at table 3

- Caseloads have doubled and people take work home every weekend
- Supervision once a month is what keeps people
  in the job, when it happens at all
What would help?
1) A computer system that does not fall over

Anneke said that Babak Lorne covers three vacant posts and nobody is replaced.
"""
FIRST = (
    ("Lead One", "facilitator", "What is it like to do this work at the moment?"),
    ("Anneke Sturt", "nurse", "My caseload has doubled and Babak Lorne was never replaced."),
    ("Corin Vale", "nurse", "Anneke is right, the caseload is far too high for all of us."),
)
LATER = (
    ("Lead One", "facilitator", "And what is it like two years on?"),
    (
        "Corin Vale",
        "nurse",
        "Supervision with Dilys Moor keeps me here, and then Babak Lorne left.",
    ),
    ("Anneke Sturt", "nurse", "My caseload is smaller now, and Corin says so as well."),
)
Rows = Sequence[tuple[str, str, str]]


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    assert typed(tmp_path, "study", "new", "mine").code == 0
    return tmp_path / "mine"


def add(mine: Path, rows: Rows, session: str) -> None:
    path = mine.parent / f"{session}.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["session", "speaker", "role", "text"])
        writer.writerows([session, *row] for row in rows)
    done = typed(mine, "transcripts", "add", str(path), "--yes")
    assert done.code == 0, done.err


def add_notes(mine: Path) -> None:
    path = mine.parent / "table-3.txt"
    path.write_text(NOTES, "utf-8")
    words = ("--notes", "--role", "nurse", "--session", "notes-3", "--yes")
    done = typed(mine, "transcripts", "add", str(path), *words)
    assert done.code == 0, done.err


def views(mine: Path, *words: str) -> list[dict[str, object]]:
    done = typed(mine, "roles", "compare", *words, "--json")
    assert done.code == 0, done.err
    found = done.json["views"]
    assert isinstance(found, list)
    return found


def test_notes_are_refused_as_a_transcript_with_what_to_type(mine: Path, tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Caseloads have doubled.\n\nNobody is replaced any more.\n", "utf-8")
    done = typed(mine, "transcripts", "add", str(path), "--yes")
    assert done.code == 1
    assert "--notes" in done.err


def test_notes_are_coded_and_counted_as_nobody(mine: Path) -> None:
    add(mine, FIRST, "one")
    before = {(v["subject"], v["group"]): v["of_participants"] for v in views(mine)}
    add_notes(mine)
    after = views(mine)
    assert {(v["subject"], v["group"]): v["of_participants"] for v in after} == before
    raised = {v["subject"]: v["participants"] for v in after}
    assert raised["caseload"] == 2
    assert raised["supervision"] == 0
    with sqlite3.connect(mine / "study.db") as db:
        assert db.execute("SELECT known FROM participant WHERE session='notes-3'").fetchall() == [
            (0,)
        ]
        turns = [t for (t,) in db.execute("SELECT text FROM turn WHERE session='notes-3'")]
        codes = "SELECT code FROM coding WHERE assigned AND session='notes-3'"
        coded = {code for (code,) in db.execute(codes)}
    assert {"caseload", "supervision"} <= coded
    assert len(turns) == 4
    assert "in the job, when it happens" in turns[1]
    assert not [t for t in turns if "Anneke" in t or "Lorne" in t or "table 3" in t]


def test_notes_may_be_quoted(mine: Path) -> None:
    add(mine, FIRST, "one")
    add_notes(mine)
    assert typed(mine, "run").code == 0
    with sqlite3.connect(mine / "study.db") as db:
        quoted = dict(db.execute("SELECT session, role FROM quote"))
    assert quoted["notes-3"] == "notes", "never under the role of a group"
    assert "no role" not in (mine / "outputs" / "report.md").read_text("utf-8").lower()


def test_the_same_notes_are_not_added_twice(mine: Path) -> None:
    add_notes(mine)
    words = ("--notes", "--session", "again", "--yes")
    done = typed(mine, "transcripts", "add", str(mine.parent / "table-3.txt"), *words)
    assert done.code == 1
    assert "notes-3" in done.err


def test_notes_come_as_word_files_too(mine: Path, tmp_path: Path) -> None:
    page = docx.Document()
    page.add_heading("Table 3", 1)
    page.add_paragraph("Caseloads have doubled and nobody is replaced.", style="List Bullet")
    page.add_table(rows=1, cols=1).rows[0].cells[0].text = "A system that does not fall over."
    page.save(str(tmp_path / "notes.docx"))
    words = ("--notes", "--session", "flip-chart", "--yes")
    done = typed(mine, "transcripts", "add", str(tmp_path / "notes.docx"), *words)
    assert done.code == 0, done.err
    assert 'mode = "notes"' in (mine / "study.toml").read_text("utf-8")


def test_waves_are_compared_and_nobody_is_followed_from_one_to_the_next(mine: Path) -> None:
    add(mine, FIRST, "first")
    add(mine, LATER, "later")
    path = mine / "study.toml"
    text = path.read_text("utf-8")
    for session, wave in (("first", "2023"), ("later", "2025")):
        text = text.replace(f"[sessions.{session}]", f'[sessions.{session}]\nwave = "{wave}"')
    path.write_text(text, "utf-8")
    found = views(mine, "--by", "wave")
    assert {(v["group"], v["of_participants"]) for v in found} == {("2023", 2), ("2025", 2)}
    with sqlite3.connect(mine / "study.db") as db:
        said = dict(db.execute("SELECT session, group_concat(text, ' ') FROM turn GROUP BY 1"))
        voices = dict(db.execute("SELECT id, session FROM participant"))
    # Babak and Corin have other letters in the other session: letters mean nothing there.
    assert "[person A] was never replaced" in said["first"]
    assert "then [person A] left" not in said["later"]
    assert "[colleague B] is right" in said["first"]
    assert "[colleague B] says so" not in said["later"]
    assert all(voice.startswith(f"{session}.") for voice, session in voices.items())


def test_a_crosswalk_lets_waves_of_two_codebooks_be_compared(mine: Path) -> None:
    add(mine, FIRST, "first")
    assert typed(mine, "codes", "set", "first/1", "--code", "retention", "--by", "HK").code in (
        0,
        1,
    )
    assert typed(mine, "names", "find").code == 0
    assert typed(mine, "codes", "set", "first/1", "--code", "recruitment", "--by", "HK").code == 0
    walk = mine.parent / "waves.crosswalk.yaml"
    books = ("send-workforce", "childrens-social-work", "--crosswalk", str(walk))
    assert typed(mine, "codebook", "diff", *books).code == 0
    done = typed(mine, "codebook", "take", str(walk), "--by", "HK")
    assert done.code == 0, done.err
    add(mine, LATER, "later")
    coded = typed(mine, "codes", "apply", "--json").json
    assert coded["codebook"] == "Children's social work"
    codings = coded["codings"]
    assert isinstance(codings, list)
    assert {"first", "later"} == {c["session"] for c in codings}
    assert ("first/1", "recruitment") in {(c["turn"], c["code"]) for c in codings}
