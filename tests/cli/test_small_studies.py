"""Small studies in which something goes wrong, or somebody leaves."""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.conftest import typed

TALK = (
    ("Lead One", "facilitator", "What is it like to do this work at the moment?"),
    ("Hannah Obiora", "nurse", "My caseload has doubled and Carl Dunmore never replaced anybody."),
    ("Carl Dunmore", "nurse", "Hannah is right. We type everything twice in two record systems."),
    ("Bea Lindgren", "nurse", "Supervision once a month is what keeps me in the job, honestly."),
)
Rows = Sequence[tuple[str, str, str]]


def study_of(folder: Path, rows: Rows = TALK, session: str = "one") -> Path:
    """Make a study of a few turns."""
    assert typed(folder, "study", "new", "mine").code == 0
    add(folder / "mine", rows, session)
    return folder / "mine"


def add(mine: Path, rows: Rows, session: str) -> None:
    table = mine.parent / f"{session}.csv"
    with table.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["session", "speaker", "role", "text"])
        writer.writerows([session, *row] for row in rows)
    done = typed(mine, "transcripts", "add", str(table), "--yes")
    assert done.code == 0, done.err


def voices(mine: Path) -> dict[str, str]:
    """Return each participant's id and what was said, after names were found."""
    done = typed(mine, "names", "find")
    assert done.code == 0, done.err
    with sqlite3.connect(mine / "study.db") as db:
        rows = db.execute("SELECT participant, group_concat(text, ' ') FROM turn GROUP BY 1")
        return dict(rows.fetchall())


def test_withdrawing_twice_never_takes_out_somebody_else(tmp_path: Path) -> None:
    mine = study_of(tmp_path)
    before = voices(mine)
    assert typed(mine, "transcripts", "withdraw", "one.p02", "--yes").code == 0
    again = typed(mine, "transcripts", "withdraw", "one.p02", "--yes")
    assert again.code == 2
    after = voices(mine)
    assert after.keys() == before.keys() - {"one.p02"}


def test_who_withdrew_does_not_come_back_with_a_corrected_transcript(tmp_path: Path) -> None:
    mine = study_of(tmp_path)
    assert typed(mine, "transcripts", "withdraw", "one.p02", "--yes").code == 0
    assert typed(mine, "transcripts", "replace", "one", str(tmp_path / "one.csv")).code == 0
    said = voices(mine)
    assert "caseload has doubled" not in " ".join(said.values())
    assert "Hannah" not in " ".join(said.values())
    with sqlite3.connect(mine / "study.db") as db:
        left = [r[0] for r in db.execute("SELECT reason FROM left_out")]
    assert "consent withdrawn" in left


def test_who_withdraws_from_a_corrected_transcript_takes_their_own_turns_along(
    tmp_path: Path,
) -> None:
    mine = study_of(tmp_path)
    voices(mine)
    layer = tmp_path / "hk.csv"
    layer.write_text("session,ordinal,code,coder\none,2,,HK\n", "utf-8")
    assert typed(mine, "codes", "import", str(layer)).code == 0
    table = tmp_path / "corrected.csv"
    welcome = ("Lead One", "facilitator", "Welcome to everybody, and thank you.")
    rows = [f'one,{who},{role},"{said}"' for who, role, said in (welcome, *TALK)]
    table.write_text("\n".join(["session,speaker,role,text", *rows]), "utf-8")
    assert typed(mine, "transcripts", "replace", "one", str(table)).code == 0
    assert typed(mine, "transcripts", "withdraw", "one.p02", "--yes").code == 0
    with sqlite3.connect(mine / "study.db") as db:
        there = {who for (who,) in db.execute("SELECT participant FROM turn")}
        coded = db.execute("SELECT participant, turn, state FROM coded").fetchall()
    assert "one.p02" not in there
    assert coded == [("one.p03", "one/2", "superseded"), ("one.p03", "one/3", "held")]


def test_the_same_person_in_another_session_is_named_when_they_withdraw(tmp_path: Path) -> None:
    mine = study_of(tmp_path)
    add(mine, (TALK[0], ("Hannah Obiora", "nurse", "And the waiting list has grown again.")), "two")
    done = typed(mine, "transcripts", "withdraw", "one.p02", "--yes")
    assert "fgtools transcripts withdraw two.p02" in done.err


def test_settling_labels_without_names_keeps_people_apart(tmp_path: Path) -> None:
    rows = (
        ("Speaker 1", "", "What is it like at the moment, would you say?"),
        ("Speaker 2", "", "We are three people short and nobody is replaced."),
        ("Meeting Room 4", "", "The same with us, the posts stay empty for a year."),
    )
    mine = study_of(tmp_path, rows)
    for label, role in (("Speaker 1", "facilitator"), ("Meeting Room 4", "nurse")):
        place = ("--session", "one", "--label", label, "--role", role)
        assert typed(mine, "transcripts", "speakers", *place).code == 0
    assert len(voices(mine)) == 3
    with sqlite3.connect(mine / "study.db") as db:
        known = dict(db.execute("SELECT id, known FROM participant"))
    assert known["one.u03"] == 0


def test_an_accent_written_in_two_ways_is_one_name(tmp_path: Path) -> None:
    rows = (
        ("Sia\u0302n Prydderch", "nurse", "I said so, and nobody wrote it down for a month."),
        ("Bea Lindgren", "nurse", "Well, sia\u0302n meant it, and Siân always does."),
    )
    said = " ".join(voices(study_of(tmp_path, rows)).values())
    assert "meant it" in said
    assert "n meant" not in said.replace("] meant", "")
    assert "\u0302" not in said


def test_two_files_of_one_name_are_not_taken_for_one_session(tmp_path: Path) -> None:
    assert typed(tmp_path, "study", "new", "mine").code == 0
    for at, text in enumerate(
        ("A: We are short.\n\nB: Yes.\n\nA: So.", "A: No.\n\nB: Oh.\n\nA: Well.")
    ):
        (tmp_path / str(at)).mkdir()
        (tmp_path / str(at) / "meeting.txt").write_text(text, "utf-8")
    files = [str(tmp_path / str(at) / "meeting.txt") for at in (0, 1)]
    done = typed(tmp_path / "mine", "transcripts", "add", *files, "--role", "nurse", "--yes")
    assert done.code == 2
    assert "--session" in done.err
    assert typed(tmp_path / "mine", "transcripts", "list", "--json").json == {"sessions": []}


def test_a_study_of_unknown_voices_and_no_names_still_gets_its_report(tmp_path: Path) -> None:
    rows = (
        ("Speaker 1", "", "The computer system falls over twice a day and we type it all again."),
        ("Speaker 2", "", "We wait six weeks for the advice and then it is half a page."),
        ("Speaker 1", "", "And nobody asks the families what they would have wanted instead."),
    )
    mine = study_of(tmp_path, rows)
    done = typed(mine, "run")
    assert done.code == 0, done.err
    assert (mine / "outputs" / "report.html").is_file()


def test_a_full_name_as_decider_is_refused(tmp_path: Path) -> None:
    mine = study_of(tmp_path)
    voices(mine)
    done = typed(mine, "codes", "set", "one/3", "--code", "supervision", "--by", "Hannah Obiora")
    assert done.code == 3
    assert "Hannah" not in done.out + done.err
    assert typed(mine, "codes", "set", "one/3", "--code", "supervision", "--by", "HK").code == 0
    assert typed(mine, "names", "check").code == 0


def test_a_check_that_finds_something_says_so_to_machines_too(tmp_path: Path) -> None:
    mine = study_of(tmp_path)
    voices(mine)
    (mine / "report").mkdir(exist_ok=True)
    (mine / "report" / "introduction.md").write_text("Thanks to Carl Dunmore.", "utf-8")
    done = typed(mine, "names", "check", "--json")
    assert done.code == 3
    findings = done.json["findings"]
    assert isinstance(findings, list)
    assert "introduction.md" in findings[0]["where"]
    assert "Dunmore" not in done.out


@pytest.mark.parametrize("words", ["Zebedee", "nobody at all said this"])
def test_words_that_nobody_said_are_not_settled(tmp_path: Path, words: str) -> None:
    mine = study_of(tmp_path)
    done = typed(mine, "names", "review", "--words", words, "--no-name")
    assert done.code == 2
    assert not (mine / "transcripts" / "decisions.csv").exists()


def test_a_word_settled_as_no_name_does_not_let_a_participant_through(tmp_path: Path) -> None:
    mine = study_of(tmp_path)
    assert typed(mine, "names", "review", "--words", "Hannah", "--no-name").code == 0
    voices(mine)
    (mine / "report").mkdir(exist_ok=True)
    (mine / "report" / "introduction.md").write_text("Hannah was the one who cried.", "utf-8")
    assert typed(mine, "names", "check").code == 3


def test_a_surrogate_in_the_raw_talk_is_nobody_elses(tmp_path: Path) -> None:
    rows = (
        ("Hannah Obiora", "nurse", "I agree with what [colleague A] said about the waiting list."),
        ("Bea Lindgren", "nurse", "And Hannah Obiora wrote it all down for the whole team."),
    )
    said = voices(study_of(tmp_path, rows))
    assert "[colleague A]" in said["one.p01"]
    assert "[colleague A]" not in said["one.p02"]


def test_a_hand_written_withdrawal_on_the_roster_moves_nobodys_number(tmp_path: Path) -> None:
    mine = study_of(tmp_path)
    roster = "session,name,role\none,Hannah Obiora,consent withdrawn\n"
    (mine / "transcripts" / "roster.csv").write_text(roster, "utf-8")
    first = voices(mine)
    (mine / "transcripts" / "allow.txt").write_text("Makaton\n", "utf-8")
    assert voices(mine) == first
    assert first.keys() == {"one.f01", "one.p03", "one.p04"}


def test_nothing_names_a_person_of_a_removed_session(tmp_path: Path) -> None:
    mine = study_of(tmp_path)
    add(mine, (TALK[0], ("Corin Vale", "teacher", "The system falls over twice a day.")), "two")
    voices(mine)
    assert typed(mine, "transcripts", "remove", "one", "--yes").code == 0
    kept = [p.read_text("utf-8") for p in (mine / "transcripts").rglob("*.csv")]
    assert not [text for text in kept if "Obiora" in text]


def test_decisions_on_the_only_participant_go_with_them(tmp_path: Path) -> None:
    rows = (("Hannah Obiora", "nurse", "Supervision once a month is what keeps me in the job."),)
    mine = study_of(tmp_path, rows)
    voices(mine)
    assert typed(mine, "codes", "set", "one/0", "--code", "supervision", "--by", "HK").code == 0
    assert typed(mine, "transcripts", "withdraw", "one.p01", "--yes").code == 0
    with sqlite3.connect(mine / "study.db") as db:
        assert db.execute("SELECT COUNT(*) FROM decision").fetchone() == (0,)


def test_after_a_withdrawal_a_release_is_named_as_to_be_replaced(tmp_path: Path) -> None:
    rows = [("Lead One", "facilitator", "What is it like?")]
    names = ("Hannah Obiora", "Carl Dunmore", "Bea Lindgren", "Odile Ferris", "Tomas Reuter")
    rows += [(f"{name}", "nurse", "My caseload has doubled since last year.") for name in names]
    mine = study_of(tmp_path, rows)
    settings = (mine / "study.toml").read_text("utf-8").replace('"internal" ', '"regional" ')
    (mine / "study.toml").write_text(settings, "utf-8")
    assert typed(mine, "run").code == 0
    done = typed(mine, "transcripts", "withdraw", "one.p03", "--yes")
    assert done.code == 0, done.err
    assert "report.docx" in done.out + done.err
