"""A transcript is corrected, a session or somebody's consent leaves: what stays, what goes."""

from __future__ import annotations

import csv
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.conftest import typed

from fgtools.errors import FgtoolsError
from fgtools.study.folder import open_study
from fgtools.study.standing import standing, words

TALK = (
    ("Lead One", "facilitator", "What is it like to do this work at the moment?"),
    ("Hannah Obiora", "nurse", "My caseload has doubled and the zeppelin forms pile up by Friday."),
    ("Carl Dunmore", "nurse", "We type everything twice in two record systems, day after day."),
    ("Speaker 3", "nurse", "Nobody explained the quokka rota to us when we started here in May."),
    ("Bea Lindgren", "nurse", "Supervision once a month is what keeps me in the job, honestly."),
)
Rows = Sequence[tuple[str, str, str]]


def table(folder: Path, rows: Rows, session: str = "one") -> str:
    path = folder / f"{session}-{len(list(folder.glob('*.csv')))}.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["session", "speaker", "role", "text"])
        writer.writerows([session, *row] for row in rows)
    return str(path)


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A small study of one session, names found by rules alone."""
    assert typed(tmp_path, "study", "new", "mine").code == 0
    study = tmp_path / "mine"
    with (study / "study.toml").open("a", encoding="utf-8") as settings:
        settings.write('[names]\nmodel = "none"\n')
    add(study, TALK)
    return study


def add(study: Path, rows: Rows, session: str = "one") -> None:
    path = table(study.parent, rows, session)
    assert typed(study, "transcripts", "add", path, "--yes").code == 0
    found = typed(study, "names", "find")
    assert found.code == 0, found.err


def replace(study: Path, rows: Rows, *more: str) -> tuple[str, str]:
    done = typed(study, "transcripts", "replace", "one", table(study.parent, rows), *more)
    assert done.code == 0, done.err
    return done.out, done.err


def code(study: Path, turn: str, key: str, *more: str) -> None:
    done = typed(study, "codes", "set", turn, "--code", key, "--by", "HK", *more)
    assert done.code == 0, done.err


def places(study: Path) -> list[tuple[str, str]]:
    with sqlite3.connect(study / "study.db") as db:
        rows = db.execute(
            "SELECT d.subject, coalesce(c.turn, json_extract(d.value, '$.turn')) FROM decision d"
            " LEFT JOIN carried c ON c.decision = d.id ORDER BY d.id"
        )
        return [(subject, turn) for subject, turn in rows]


def words_decided_on(study: Path) -> list[tuple[str, str]]:
    """Return the codes that hold, with the words they stand on now."""
    folder = open_study(study)
    found = standing(folder, "one").values()
    folder.store.close()
    return [(one.decision.subject, words(one.placed)) for one in found if one.placed]


def everything(study: Path) -> str:
    files = (p for p in study.rglob("*") if p.is_file() and "outputs" not in p.parts)
    return " ".join(p.read_bytes().decode("utf-8", "replace") for p in files).casefold()


def test_decisions_go_with_their_words_and_the_rest_is_listed(mine: Path) -> None:
    for turn, key in (("one/1", "caseload"), ("one/2", "systems"), ("one/4", "supervision")):
        if turn != "one/2":
            code(mine, turn, key)
    code(mine, "one/2", "pay", "--reject")
    out, _ = replace(mine, [TALK[0], *TALK[2:]])
    assert (
        "Carried over: 2 decisions: 1 code set, 1 code taken off "
        "(2 moved, 0 on words that were corrected)." in out
    )
    assert "Cannot be carried over: 1." in out
    lost = next(line for line in out.splitlines() if line.startswith("code set"))
    assert lost.split()[:4] == ["code", "set", "one/1", "caseload"]
    assert "fgtools codes set TURN --code caseload" in lost
    assert "zeppelin" not in out
    assert dict(places(mine)) == {"caseload": "", "supervision": "one/3", "pay": "one/1"}
    out, _ = replace(mine, TALK)
    assert "Carried over: 2" in out
    assert "Found their words again: 1 decision that" in out
    assert dict(words_decided_on(mine)) == {
        "caseload": TALK[1][2], "supervision": TALK[4][2], "pay": TALK[2][2],
    }  # fmt: skip


def test_of_one_code_on_two_turns_made_one_the_later_holds_and_none_is_called_lost(
    mine: Path,
) -> None:
    code(mine, "one/1", "caseload")
    code(mine, "one/2", "caseload")
    joined = (*TALK[1][:2], f"{TALK[1][2]} {TALK[2][2]}")
    out, _ = replace(mine, [TALK[0], joined, *TALK[3:]])
    assert "Carried over: 1" in out
    assert "Cannot" not in out
    replace(mine, TALK)
    assert words_decided_on(mine) == [("caseload", TALK[1][2]), ("caseload", TALK[2][2])]


def test_a_code_on_a_short_turn_said_twice_stays_when_its_voice_gets_a_name(mine: Path) -> None:
    short = [*TALK, ("Speaker 7", "nurse", "Too many cases."), ("Speaker 8", "nurse", "Too many.")]
    short += [("Speaker 9", "nurse", "Too many cases.")]
    replace(mine, short)
    code(mine, "one/7", "caseload")
    place = ("--session", "one", "--label", "Speaker 9", "--name", "Ada Quill")
    assert typed(mine, "transcripts", "speakers", *place).code == 0
    assert typed(mine, "names", "find").code == 0
    assert words_decided_on(mine) == [("caseload", "Too many cases.")]


def test_a_session_without_decisions_is_replaced_at_once(mine: Path) -> None:
    out, err = replace(mine, TALK[:4])
    assert "4 turns, 4 voices" in out
    assert "Carried" not in out
    assert "fgtools run" in err


def test_a_corrected_label_keeps_its_number_and_what_was_settled(mine: Path) -> None:
    place = ("--session", "one", "--label", "Speaker 3", "--name", "Ada Quill")
    settled = typed(mine, "transcripts", "speakers", *place, "--role", "therapist")
    assert settled.code == 0
    code(mine, "one/3", "caseload")
    out, _ = replace(mine, [*TALK[:3], ("Ada Quill", *TALK[3][1:]), TALK[4]])
    assert "Carried over: 1 decision:" in out
    assert "Cannot" not in out
    with sqlite3.connect(mine / "study.db") as db:
        voice = db.execute("SELECT participant FROM turn WHERE ordinal = 3").fetchone()[0]
        role = db.execute("SELECT role FROM participant WHERE id = ?", (voice,)).fetchone()[0]
    assert (voice, role) == ("one.p04", "therapist")


def test_a_settled_label_and_settled_words_that_are_gone_are_listed_without_them(
    mine: Path,
) -> None:
    place = ("--session", "one", "--label", "Speaker 3", "--name", "Ada Quill")
    assert typed(mine, "transcripts", "speakers", *place).code == 0
    words = ("--words", "quokka", "--no-name", "--session", "one")
    assert typed(mine, "names", "review", *words).code == 0
    out, _ = replace(mine, [*TALK[:3], TALK[4]])
    assert "speaker settled" in out
    assert "number 4" in out
    assert "words that are no name" in out
    assert "quokka" not in out
    assert "Quill" not in out
    assert "Speaker 3" not in out


def test_where_the_new_file_cannot_be_used_the_old_one_stays(mine: Path, tmp_path: Path) -> None:
    code(mine, "one/1", "caseload")
    before = everything(mine)
    bad = tmp_path / "bad.vtt"
    bad.write_bytes(b"\x00\x01")
    assert typed(mine, "transcripts", "replace", "one", str(bad)).code == 1
    assert everything(mine) == before


def test_where_reading_names_fails_the_old_transcript_is_put_back(mine: Path) -> None:
    code(mine, "one/1", "caseload")
    before = (mine / "transcripts" / "raw" / "one.csv").read_bytes()
    settings = mine / "study.toml"
    settings.write_text(settings.read_text("utf-8").replace('"none"', '"no-such-model"'), "utf-8")
    path = table(mine.parent, TALK[:2])
    assert typed(mine, "transcripts", "replace", "one", path).code == 1
    assert (mine / "transcripts" / "raw" / "one.csv").read_bytes() == before
    assert places(mine) == [("caseload", "one/1")]


def test_who_withdraws_is_in_no_byte_of_the_study(mine: Path) -> None:
    add(mine, (TALK[0], ("Ines Calloway", "nurse", "The pangolin report took me a week.")), "two")
    code(mine, "one/1", "caseload")
    assert typed(mine, "names", "review", "--words", "zeppelin", "--no-name").code == 0
    assert typed(mine, "names", "review", "--words", "pangolin", "--no-name").code == 0
    assert "zeppelin" in everything(mine)
    assert typed(mine, "transcripts", "withdraw", "one.p02", "--yes").code == 0
    assert "zeppelin" not in everything(mine)
    assert "pangolin" in everything(mine)
    with sqlite3.connect(mine / "study.db") as db:
        assert db.execute("SELECT COUNT(*) FROM decision").fetchone() == (0,)


@pytest.mark.parametrize(("participant", "word"), [("one.p02", "zeppelin"), ("one.p04", "quokka")])
def test_a_corrected_transcript_does_not_bring_back_who_withdrew(
    mine: Path, participant: str, word: str
) -> None:
    listed = typed(mine, "transcripts", "speakers").out
    voice = participant if participant in listed else participant.replace(".p", ".u")
    assert typed(mine, "transcripts", "withdraw", voice, "--yes").code == 0
    assert word not in everything(mine)
    replace(mine, TALK)
    assert word not in everything(mine)
    assert typed(mine, "names", "find").code == 0
    assert word not in everything(mine)
    with sqlite3.connect(mine / "study.db") as db:
        assert db.execute("SELECT COUNT(*) FROM turn").fetchone() == (4,)
        left = [r[0] for r in db.execute("SELECT reason FROM left_out")]
    assert "consent withdrawn" in left


def test_a_new_label_where_somebody_withdrew_is_asked_about(mine: Path) -> None:
    assert typed(mine, "transcripts", "withdraw", "one.p02", "--yes").code == 0
    other = [("Voice of Nobody", *TALK[1][1:]) if row is TALK[1] else row for row in TALK]
    done = typed(mine, "transcripts", "replace", "one", table(mine.parent, other))
    assert done.code == 2
    assert "--yes" in done.err
    assert "zeppelin" not in everything(mine)
    without = [row for row in TALK if row is not TALK[1]]
    replace(mine, without)


def test_who_withdrew_stays_away_when_the_session_is_removed_and_added_again(mine: Path) -> None:
    assert typed(mine, "transcripts", "withdraw", "one.p02", "--yes").code == 0
    assert typed(mine, "transcripts", "remove", "one", "--yes").code == 0
    add(mine, TALK)
    assert "zeppelin" not in everything(mine)


def test_labels_that_are_one_person_by_a_proposal_only_are_not_taken_out(tmp_path: Path) -> None:
    study = tmp_path / "mine"
    assert typed(tmp_path, "study", "new", "mine").code == 0
    rows = (*TALK, ("Obiora, Hannah (Guest)", "nurse", "And my own forms wait until Sunday."))
    assert typed(study, "transcripts", "add", table(tmp_path, rows), "--yes").code == 0
    refused = typed(study, "transcripts", "withdraw", "one.p02", "--yes")
    assert refused.code == 2
    assert "--session one --confirm" in refused.err
    assert "Obiora" not in refused.err
    assert typed(study, "transcripts", "speakers", "--session", "one", "--confirm").code == 0
    assert typed(study, "transcripts", "withdraw", "one.p02", "--yes").code == 0
    (kept,) = (study / "transcripts" / "raw").glob("one.*")
    assert "forms" not in kept.read_text("utf-8")


def test_sessions_of_one_table_that_say_the_same_are_all_taken(tmp_path: Path) -> None:
    study = tmp_path / "mine"
    assert typed(tmp_path, "study", "new", "mine").code == 0
    path = tmp_path / "all.csv"
    rows = [f"{name},Ana Li,nurse,Too many cases." for name in ("one", "two", "three")]
    path.write_text("\n".join(["session,speaker,role,text", *rows]) + "\n", "utf-8")
    assert typed(study, "transcripts", "add", str(path), "--yes").code == 0
    done = typed(study, "transcripts", "list", "--json")
    assert len(json.loads(done.out)["sessions"]) == 3


def test_decisions_of_those_who_stay_outlive_a_withdrawal(mine: Path) -> None:
    code(mine, "one/4", "supervision")
    split = TALK[4][2].split(" is ")
    cut = [*TALK[:4], ("Bea Lindgren", "nurse", split[0]), ("Bea Lindgren", "nurse", split[1])]
    replace(mine, cut)
    assert places(mine) == [("supervision", "one/4"), ("supervision", "one/5")]
    assert typed(mine, "transcripts", "withdraw", "one.p02", "--yes").code == 0
    assert typed(mine, "names", "find").code == 0
    assert places(mine) == [("supervision", "one/4"), ("supervision", "one/5")]


def test_decisions_on_words_that_moved_go_with_who_said_them(mine: Path) -> None:
    code(mine, "one/2", "caseload")
    code(mine, "one/4", "supervision")
    replace(mine, [TALK[0], TALK[0], *TALK[1:]])
    assert typed(mine, "transcripts", "withdraw", "one.p03", "--yes").code == 0
    assert places(mine) == [("supervision", "one/5")]


def test_a_removed_session_is_in_no_byte_and_can_come_back(mine: Path) -> None:
    add(mine, (TALK[0], ("Ines Calloway", "nurse", "The pangolin report took me a week.")), "two")
    code(mine, "one/4", "supervision")
    assert typed(mine, "names", "review", "--words", "zeppelin", "--no-name").code == 0
    assert typed(mine, "transcripts", "remove", "one", "--yes").code == 0
    left = everything(mine)
    for word in ("zeppelin", "quokka", "lindgren"):
        assert word not in left
    add(mine, TALK)
    assert [one for one, _ in words_decided_on(mine)] == ["supervision"]


def test_only_outputs_that_hold_the_session_are_to_be_replaced(mine: Path) -> None:
    outputs = mine / "outputs"
    (outputs / "report.docx").write_bytes(b"made before")
    (outputs / "own.txt").write_bytes(b"nobody knows")
    manifest = {"sessions": {"two": ""}, "outputs": {"report.docx": ""}}
    (outputs / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    done = typed(mine, "transcripts", "withdraw", "one.p02", "--yes")
    assert "must be replaced: own.txt\n" in done.out
    manifest["sessions"] = {"one": ""}
    (outputs / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    done = typed(mine, "transcripts", "withdraw", "one.p03", "--yes")
    assert "must be replaced: manifest.json, own.txt, report.docx" in done.out
    (outputs / "manifest.json").write_text("damaged", "utf-8")
    done = typed(mine, "transcripts", "remove", "one", "--yes")
    assert "report.docx" in done.out


OTHER = (
    ("Ines Calloway", "nurse", "The pangolin report took me a week to write."),
    ("Doro Whitlock", "nurse", "I eat my sandwich at the lights between seven schools."),
)
LONG = {
    "Hannah Obiora": "My caseload has doubled and the zeppelin forms pile up by Friday, so I stay "
    "behind until the caretaker locks the gate and then I finish the rest of it at home.",
    "Speaker 3": "Nobody explained the quokka rota to us when we started here in May, and I still "
    "do not know who covers the second clinic when both of the seniors are away on leave.",
}
MEETING = tuple((who, role, LONG.get(who, said)) for who, role, said in TALK)


def vtt(folder: Path, rows: Rows) -> str:
    path = folder / f"talk-{len(list(folder.glob('*.vtt')))}.vtt"
    cues = [
        f"00:0{at}:01.250 --> 00:0{at}:41.500\n<v {who}>{said}</v>\n"
        for at, (who, _, said) in enumerate(rows)
    ]
    path.write_text("WEBVTT\n\n" + "\n".join(cues), "utf-8")
    return str(path)


@pytest.fixture
def talked(tmp_path: Path) -> Path:
    """A small study of one longer session."""
    assert typed(tmp_path, "study", "new", "mine").code == 0
    study = tmp_path / "mine"
    with (study / "study.toml").open("a", encoding="utf-8") as settings:
        settings.write('[names]\nmodel = "none"\n')
    add(study, MEETING)
    return study


def leave(study: Path, label: str) -> None:
    with (study / "transcripts" / "numbers.csv").open(encoding="utf-8") as rows:
        number = next(int(r["number"]) for r in csv.DictReader(rows) if r["label"] == label)
    for letter in "pu":
        if not typed(study, "transcripts", "withdraw", f"one.{letter}{number:02d}", "--yes").code:
            return
    raise AssertionError(label)


@pytest.mark.parametrize(
    ("label", "word"), [("Hannah Obiora", "zeppelin"), ("Speaker 3", "quokka")]
)
@pytest.mark.parametrize("spelt", ["as it was", "OBIORA, Hannah (Wexbourne)", "Speaker 7"])
def test_who_withdrew_stays_away_when_the_recording_comes_back_under_another_name(
    talked: Path, label: str, word: str, spelt: str
) -> None:
    if label == "Speaker 3" and "Hannah" in spelt:
        pytest.skip("her own name only")
    leave(talked, label)
    assert typed(talked, "transcripts", "remove", "one", "--yes").code == 0
    rows = [(spelt, *row[1:]) if row[0] == label and spelt != "as it was" else row
            for row in MEETING]  # fmt: skip
    done = typed(
        talked, "transcripts", "add", vtt(talked.parent, rows), "--session", "new", "--yes"
    )
    assert done.code == 0, done.err
    assert "new: 1 person of this recording withdrew their consent" in done.out
    assert "words are left out" in done.out
    row = next(line for line in done.out.splitlines() if line.startswith("new  "))
    assert row.split()[2:4] == ["4", "4"]
    assert word not in everything(talked)
    assert typed(talked, "names", "find").code == 0
    assert word not in everything(talked)
    assert "withdrew their consent" in typed(talked, "transcripts", "list").out


def test_the_whole_recording_is_no_second_session_beside_the_one_without_the_withdrawn(
    talked: Path,
) -> None:
    for label in ("Hannah Obiora", "Speaker 3"):
        leave(talked, label)
    done = typed(
        talked, "transcripts", "add", vtt(talked.parent, MEETING), "--session", "b", "--yes"
    )
    assert done.code == 1
    assert "in the study already, as one, without the words of who withdrew" in done.err
    assert "zeppelin" not in everything(talked)


def test_a_file_that_does_not_tell_whose_words_they_are_is_refused_after_a_withdrawal(
    talked: Path,
) -> None:
    leave(talked, "Hannah Obiora")
    assert typed(talked, "transcripts", "remove", "one", "--yes").code == 0
    rows = [("Speaker 1", *row[1:]) for row in MEETING]
    done = typed(talked, "transcripts", "add", vtt(talked.parent, rows), "--session", "b", "--yes")
    assert done.code == 1
    assert "does not tell which words are theirs" in done.err
    assert "zeppelin" not in everything(talked)
    without = [row for row in rows if row[2] != LONG["Hannah Obiora"]]
    again = typed(
        talked, "transcripts", "add", vtt(talked.parent, without), "--session", "b", "--yes"
    )
    assert again.code == 0, again.err


def test_somebody_of_the_same_label_in_another_meeting_is_heard(talked: Path) -> None:
    leave(talked, "Speaker 3")
    said = "The pangolin report took me a week and a half, and the panel read the first page of it."
    other = [TALK[0], ("Speaker 3", "nurse", said)]
    done = typed(talked, "transcripts", "add", vtt(talked.parent, other), "--session", "b", "--yes")
    assert done.code == 0, done.err
    assert "withdrew" not in done.out
    assert "pangolin" in everything(talked)


def test_what_a_replacement_leaves_out_is_counted(talked: Path) -> None:
    leave(talked, "Hannah Obiora")
    done = typed(talked, "transcripts", "replace", "one", vtt(talked.parent, MEETING))
    assert done.code == 0, done.err
    assert "4 turns, 4 voices" in done.out
    assert "one: 1 person of this recording withdrew their consent: their 32 words" in done.out
    again = typed(talked, "transcripts", "replace", "one", vtt(talked.parent, MEETING))
    assert "nothing changed" in again.out
    listed = typed(talked, "transcripts", "list", "--json").json["sessions"]
    assert isinstance(listed, list)
    assert (listed[0]["withdrew"], listed[0]["withdrawn_words"]) == (1, 32)


def test_another_meeting_takes_a_session_s_place_only_where_somebody_says_so(mine: Path) -> None:
    done = typed(mine, "transcripts", "replace", "one", table(mine.parent, OTHER))
    assert done.code == 2
    assert "hardly any words" in done.err
    assert "--yes" in done.err
    assert "zeppelin" in everything(mine)
    replace(mine, OTHER, "--yes")
    assert typed(mine, "names", "find").code == 0
    assert "zeppelin" not in everything(mine)


def test_the_same_file_changes_nothing(mine: Path) -> None:
    replace(mine, TALK)
    before = everything(mine)
    out, err = replace(mine, TALK)
    assert "one: nothing changed" in out
    assert "Next" not in err
    assert everything(mine) == before


def test_a_recording_that_is_another_session_does_not_replace_this_one(mine: Path) -> None:
    other = (TALK[0], ("Ines Calloway", "nurse", "The pangolin report took me a week."))
    add(mine, other, "two")
    done = typed(mine, "transcripts", "replace", "one", table(mine.parent, other, "one"), "--yes")
    assert done.code == 1
    assert "in the study already, as two" in done.err
    assert "zeppelin" in everything(mine)


def test_all_that_waits_is_listed_each_time_and_by_the_status(mine: Path) -> None:
    code(mine, "one/1", "caseload")
    code(mine, "one/4", "supervision")
    replace(mine, [TALK[0], *TALK[2:]])
    out, _ = replace(mine, [TALK[0], *TALK[2:4]])
    assert "Cannot be carried over: 2 (1 waited before)." in out
    assert len([line for line in out.splitlines() if line.startswith("code set")]) == 2
    status = typed(mine, "study", "status")
    assert "Waiting for their words to come back: 2 decisions" in status.out
    assert [line.split()[:4] for line in status.out.splitlines() if line.startswith("code ")] == [
        ["code", "set", "one/1", "caseload"], ["code", "set", "one/4", "supervision"],
    ]  # fmt: skip
    replace(mine, TALK)
    assert "Waiting" not in typed(mine, "study", "status").out


def test_what_is_typed_for_an_id_or_a_session_is_not_said_again(mine: Path) -> None:
    for command in (
        ("withdraw", "Desmond Achterberg", "--yes"),
        ("remove", "Desmond Achterberg", "--yes"),
        ("add", vtt(mine.parent, OTHER), "--session", "Desmond Achterberg", "--yes"),
    ):
        done = typed(mine, "transcripts", *command)
        assert done.code == 2
        assert "Desmond" not in done.out + done.err
    assert "one.p99" in typed(mine, "transcripts", "withdraw", "one.p99", "--yes").err


def test_no_is_an_answer(mine: Path, tmp_path: Path) -> None:
    pty = pytest.importorskip("pty")
    for asked in (("remove", "one"), ("withdraw", "one.p02")):
        here, there = pty.openpty()
        command = [sys.executable, "-m", "fgtools", "transcripts", *asked]
        with subprocess.Popen(command, cwd=mine, stdin=there, stdout=there, stderr=there) as run:
            os.close(there)
            shown = b""
            while b"[y/N]" not in shown:
                shown += os.read(here, 1024)
            os.write(here, b"n\n")
            while b"Nothing was taken out." not in shown:
                shown += os.read(here, 1024)
            assert run.wait(60) == 0
        os.close(here)
    assert "zeppelin" in everything(mine)


def test_a_review_that_waits_stops_where_somebody_withdrew_meanwhile(mine: Path) -> None:
    assert typed(mine, "names", "find").code == 0
    folder = open_study(mine)
    with pytest.raises(FgtoolsError, match="transcripts meanwhile"), folder.set_aside():
        assert typed(mine, "transcripts", "withdraw", "one.p03", "--yes").code == 0
    folder.store.close()


def test_sheets_that_were_taken_hold_nobody_up_who_withdraws(mine: Path) -> None:
    """What their coder coded anew since is not asked for again."""
    assert typed(mine, "names", "find").code == 0
    sheet = mine / "transcripts" / "coding-HK.csv"
    head = "session,ordinal,code,coder\n"
    sheet.write_text(f"{head}one,2,caseload,HK\n", "utf-8")
    refused = typed(mine, "transcripts", "withdraw", "one.p03", "--yes")
    assert refused.code == 2
    assert "coding-HK.csv" in refused.err
    assert typed(mine, "codes", "import", str(sheet)).code == 0
    newer = mine.parent / "newer.csv"
    newer.write_text(f"{head}one,2,supervision,HK\n", "utf-8")
    assert typed(mine, "codes", "import", str(newer)).code == 0
    done = typed(mine, "transcripts", "withdraw", "one.p03", "--yes")
    assert done.code == 0, done.err
    assert not sheet.exists()
