"""What people decide stays; what changes is redone, and nothing else; who leaves is gone."""

from __future__ import annotations

import csv
import sqlite3
from pathlib import Path

import pytest
from tests.conftest import ROOT, typed

SEVENTH = """\
Tilda Marchbanks: Thanks for coming, everyone. What takes up your week?

Orla Fennimore: Honestly, it is the reports. I write them on Sunday evenings because there is no
quiet hour in the week, and my manager Gwendolen knows.

Tilda Marchbanks: And you?

Bram Castellane: We have two record systems and neither talks to the other. I type everything
twice, once for the trust and once for the borough.

Orla Fennimore: Bram is right, and the waiting list grows while we type.

Bram Castellane: Supervision is what keeps me here. An hour a month, protected, and Orla and I
guard it with our lives.
"""


TURN_OF_A_QUOTE = "SELECT turn FROM quote WHERE theme != 'reform' ORDER BY id"
CODINGS_OF_EP_1 = "SELECT * FROM coding WHERE session = 'ep-1' ORDER BY rowid"


def words_in(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "replace")


def test_codes_labels_quotes_and_own_text_survive_a_rerun(study: Path) -> None:
    with sqlite3.connect(study / "study.db") as db:
        turn = db.execute("SELECT turn FROM quote WHERE theme != 'reform' ORDER BY id").fetchone()[
            0
        ]
        quote = db.execute("SELECT id, text FROM quote ORDER BY id").fetchone()
    assert typed(study, "codes", "set", turn, "--code", "reform", "--by", "HK").code == 0
    assert typed(study, "topics", "name", "t01", "The week as it is").code == 0
    assert typed(study, "quotes", "pick", quote[0], "--drop").code == 0
    (study / "report").mkdir(exist_ok=True)
    (study / "report" / "introduction.md").write_text("Why we *asked*, in our own words.", "utf-8")
    (study / "study.toml").write_text(
        (study / "study.toml").read_text("utf-8").replace("seed = 20260203", "seed = 7"), "utf-8"
    )
    done = typed(study, "run")
    assert done.code == 0, done.err
    report = (study / "outputs" / "report.md").read_text("utf-8")
    assert "The week as it is" in report
    assert "in our own words" in report
    assert quote[1] not in report
    shown = typed(study, "codes", "show", turn)
    assert "set by HK" in shown.out


def test_decisions_can_never_be_changed_or_deleted(study: Path) -> None:
    with sqlite3.connect(study / "study.db") as db:
        turn = db.execute("SELECT turn FROM quote").fetchone()[0]
    assert typed(study, "codes", "set", turn, "--code", "pay", "--reject").code == 0
    with sqlite3.connect(study / "study.db") as db:
        for statement in ("DELETE FROM decision", "UPDATE decision SET value = ''"):
            with pytest.raises(sqlite3.IntegrityError):
                db.execute(statement)


def test_a_seventh_session_redoes_only_what_it_touches(study: Path, tmp_path: Path) -> None:
    with sqlite3.connect(study / "study.db") as db:
        before = dict(db.execute("SELECT session, key FROM stage WHERE name = 'find'"))
        codings = db.execute(
            "SELECT * FROM coding WHERE session = 'ep-1' ORDER BY rowid"
        ).fetchall()
    new = tmp_path / "later.txt"
    new.write_text(SEVENTH, "utf-8")
    added = typed(
        study,
        "transcripts",
        "add",
        str(new),
        "--role",
        "therapies",
        "--session",
        "therapies-3",
        "--yes",
    )
    assert added.code == 0, added.err
    assert "Gwendolen" not in added.out + added.err
    done = typed(study, "run")
    assert done.code == 0, done.err
    assert "names: therapies-3 (" in done.err
    assert "names: ep-1 (" not in done.err
    assert "codes: therapies-3" in done.err
    with sqlite3.connect(study / "study.db") as db:
        after = dict(db.execute("SELECT session, key FROM stage WHERE name = 'find'"))
        again = db.execute(CODINGS_OF_EP_1).fetchall()
        said = " ".join(
            r[0] for r in db.execute("SELECT text FROM turn WHERE session = 'therapies-3'")
        )
    assert {name: after[name] for name in before} == before
    assert again == codings
    for name in ("Gwendolen", "Orla", "Bram", "Tilda"):
        assert name not in said


def test_the_same_recording_is_not_added_twice(study: Path, tmp_path: Path) -> None:
    copy = tmp_path / "another-name.vtt"
    copy.write_bytes((ROOT / "transcripts" / "raw" / "ep-2.vtt").read_bytes())
    done = typed(study, "transcripts", "add", str(copy), "--role", "therapies", "--yes")
    assert done.code == 1
    assert "already, as ep-2" in done.err
    assert "another-name" not in (study / "study.toml").read_text("utf-8")


def test_who_withdraws_is_gone_from_everywhere_at_once(study: Path) -> None:
    with sqlite3.connect(study / "study.db") as db:
        leaver = db.execute(
            "SELECT participant FROM quote WHERE session = 'therapies-2' ORDER BY id"
        ).fetchone()[0]
        said = [
            r[0]
            for r in db.execute("SELECT text FROM turn WHERE participant = ?", (leaver,))
            if len(r[0]) > 60
        ]
        others = db.execute(
            "SELECT id, text FROM turn WHERE session = 'therapies-2' AND participant != ?",
            (leaver,),
        ).fetchall()
    done = typed(study, "transcripts", "withdraw", leaver, "--yes")
    assert done.code == 0, done.err
    assert "report.docx" in done.out
    left = words_in(study / "study.db")
    assert not [text for text in said if text in left]
    assert typed(study, "run").code == 0
    left = words_in(study / "study.db")
    assert not [text for text in said if text in left]
    report = (study / "outputs" / "report.md").read_text("utf-8")
    assert not [text for text in said if text[:50] in report]
    with sqlite3.connect(study / "study.db") as db:
        kept = dict(db.execute("SELECT id, text FROM turn WHERE session = 'therapies-2'"))
    assert kept.keys() == {turn for turn, _ in others}
    with (study / "transcripts" / "raw" / "therapies-2.csv").open(encoding="utf-8") as table:
        assert len(list(csv.DictReader(table))) == len(others)


def test_a_removed_session_is_gone(study: Path) -> None:
    done = typed(study, "transcripts", "remove", "ep-1", "--yes")
    assert done.code == 0, done.err
    assert "ep-1/" not in words_in(study / "study.db")
    assert not list((study / "transcripts" / "raw").glob("ep-1*"))
    assert typed(study, "run").code == 0
    assert "ep-1" not in (study / "outputs" / "report.md").read_text("utf-8")


def test_decisions_follow_their_words_into_a_corrected_transcript(study: Path) -> None:
    with sqlite3.connect(study / "study.db") as db:
        turn, text = db.execute(
            "SELECT t.id, t.text FROM turn t JOIN participant p ON p.id = t.participant"
            " WHERE t.session = 'therapies-2' AND length(t.text) > 200 AND NOT p.is_facilitator"
            " ORDER BY t.ordinal DESC"
        ).fetchone()
    assert typed(study, "codes", "set", turn, "--code", "reform", "--by", "HK").code == 0
    shown = typed(study, "transcripts", "show", "transcripts/raw/therapies-2.docx", "--json").json
    turns = shown["turns"]
    assert isinstance(turns, list)
    corrected = [t for at, t in enumerate(turns) if at != 3]  # one turn was nobody's: it goes
    table = study / "corrected.csv"
    with table.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["session", "speaker", "role", "text"])
        writer.writerows(["therapies-2", t["speaker"], "", t["text"]] for t in corrected)
    replaced = typed(study, "transcripts", "replace", "therapies-2", str(table))
    assert replaced.code == 0, replaced.err
    assert "Carried over: 1 decision: 1 code set (1 moved" in replaced.out
    table.unlink()
    done = typed(study, "run")
    assert done.code == 0, done.err
    session, _, ordinal = turn.partition("/")
    moved = typed(study, "codes", "show", f"{session}/{int(ordinal) - 1}")
    assert "set by HK" in moved.out
    assert text[-40:] in moved.out


def test_a_writer_who_types_a_name_is_stopped_and_nothing_is_written(study: Path) -> None:
    before = written(study / "outputs")
    (study / "report").mkdir(exist_ok=True)
    (study / "report" / "introduction.md").write_text("As Georgina Falk told us,", "utf-8")
    done = typed(study, "run")
    assert done.code == 3
    assert "Falk" not in done.out + done.err
    assert "report/introduction.md line 1" in done.err
    assert written(study / "outputs") == before


def written(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_name_typed_as_a_topic_label_is_refused(study: Path) -> None:
    done = typed(study, "topics", "name", "t01", "What Georgina Falk said")
    assert done.code == 3
    assert "Falk" not in done.out + done.err


def test_a_word_settled_as_no_name_comes_back_and_stays(study: Path) -> None:
    with sqlite3.connect(study / "study.db") as db:
        doubts = db.execute("SELECT COUNT(*) FROM doubt").fetchone()[0]
    assert typed(study, "names", "review", "--yes").code == 0
    assert typed(study, "run").code == 0
    with sqlite3.connect(study / "study.db") as db:
        left = db.execute("SELECT COUNT(*) FROM doubt").fetchone()[0]
    assert doubts == 0 or left < doubts


def test_a_regional_release_hides_small_counts_and_places_in_the_recordings(study: Path) -> None:
    settings = (study / "study.toml").read_text("utf-8")
    (study / "study.toml").write_text(
        settings.replace('level = "internal"', 'level = "regional"'), "utf-8"
    )
    done = typed(study, "run")
    assert done.code == 0, done.err
    report = (study / "outputs" / "report.md").read_text("utf-8")
    assert "fewer than 5" in report
    assert "therapies-1/" not in report
