"""The study goes out to other programs and comes back, by whole commands."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sqlite3
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from lxml import etree
from tests.conftest import Done, typed
from tests.exchange.projects import guid
from tests.exchange.test_round_trip import SCHEMA

from fgtools.exchange.read_project import read

TALK = (
    ("Lead One", "facilitator", "What is it like to do this work at the moment?"),
    ("Hannah Obiora", "nurse", "My caseload has doubled and Carl Dunmore never replaced anybody."),
    (
        "Carl Dunmore",
        "nurse",
        "Hannah is right \U0001f600 we type everything twice in two systems.",
    ),
    ("Bea Lindgren", "nurse", "Supervision once a month is what keeps me in the job, honestly."),
)
Rows = Sequence[tuple[str, str, str]]


def study_of(folder: Path, rows: Rows = TALK) -> Path:
    assert typed(folder, "study", "new", "mine").code == 0
    with (folder / "one.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["session", "speaker", "role", "text"])
        writer.writerows(["one", *row] for row in rows)
    done = typed(folder / "mine", "transcripts", "add", str(folder / "one.csv"), "--yes")
    assert done.code == 0, done.err
    return folder / "mine"


@pytest.fixture(scope="module")
def coded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small study that is coded. Do not change it."""
    study = study_of(tmp_path_factory.mktemp("export"))
    assert typed(study, "codes", "apply").code == 0
    return study


@pytest.fixture
def mine(coded: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(coded, tmp_path / "mine"))


def exported(study: Path, *words: str) -> Any:
    done = typed(study, "export", "qdpx", *words, "--json")
    assert done.code == 0, done.err
    return done.json


def rewritten(path: Path, change: tuple[str, str], to: Path) -> Path:
    """Copy a project with a change in its project.qde, as another program may make it."""
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(to, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "project.qde":
                assert change[0].encode() in data
                data = data.replace(change[0].encode(), change[1].encode())
            new.writestr(name, data)
    return to


def layer(study: Path) -> list[tuple[str, str, list[str], list[list[object]]]]:
    with sqlite3.connect(study / "study.db") as db:
        rows = db.execute("SELECT coder, turn, codes, places FROM coded WHERE state = 'held'")
        return [(c, t, json.loads(k), json.loads(p)) for c, t, k, p in rows]


def test_the_sample_study_goes_out_valid_and_without_a_name(study: Path) -> None:
    told = exported(study)
    with zipfile.ZipFile(told["file"]) as packed:
        SCHEMA.assertValid(etree.fromstring(packed.read("project.qde")))
        assert len(packed.namelist()) == 1 + told["sources"] == 7
    project = read(Path(told["file"]).read_bytes(), "out.qdpx").project
    assert project.left_out == ()
    assert len(project.codes) == told["codes"]
    assert len(project.cases) == told["cases"]
    assert sum(1 for _ in project.codings()) == told["codings"]
    variables = {v.guid: v.name for v in project.variables}
    assert {*variables.values()} == {"Role", "Session", "Wave"}
    assert any(source.times for source in project.sources)
    about = json.loads(Path(told["manifest"]).read_text("utf-8"))
    assert (about["level"], about["release"]) == ("internal", "Internal: not for publication.")
    assert typed(study, "names", "check").code == 0


def test_a_second_export_is_the_same_bytes(mine: Path) -> None:
    exported(mine, "--to", "a.qdpx")
    exported(mine, "--to", "b.qdpx")
    assert (mine / "a.qdpx").read_bytes() == (mine / "b.qdpx").read_bytes()


def test_codings_come_back_where_they_stood(mine: Path) -> None:
    told = exported(mine, "--to", "out.qdpx")
    assert told["codings"] > 0
    back = typed(mine, "codes", "import", "out.qdpx", "--coder", "HK", "--json")
    assert back.code == 0, back.err
    assert back.json["codings"] == told["codings"]
    assert back.json["left_out"] == []
    project = read((mine / "out.qdpx").read_bytes(), "out.qdpx").project
    codes = {code.guid: code for code in project.codes}
    words = {
        (codes[g.code].description.rpartition("Key: ")[2], s.text[slice(*one.span)])
        for s, one, g in project.codings() if one
    }  # fmt: skip
    with sqlite3.connect(mine / "study.db") as db:
        texts = dict(db.execute("SELECT id, text FROM turn").fetchall())
    mark = "\ufffd"
    kept = {
        (code, texts[turn].replace("\U0001f600", mark)[start:end])
        for _, turn, _, parts in layer(mine) for code, start, end in parts
    }  # fmt: skip
    assert kept == words


def test_a_colleague_s_own_coding_of_a_few_words_comes_in(mine: Path, tmp_path: Path) -> None:
    exported(mine, "--to", "out.qdpx")
    project = read((mine / "out.qdpx").read_bytes(), "out.qdpx").project
    (source,) = project.sources
    at = source.text.index("doubled")
    code = next(c.guid for c in project.codes if c.name == "Wellbeing and stress"
                or c.description.endswith("Key: wellbeing"))  # fmt: skip
    added = (
        f'<PlainTextSelection guid="{guid(71)}" startPosition="{at}" endPosition="{at + 7}">'
        f'<Coding guid="{guid(72)}" creatingUser="{guid(73)}"><CodeRef targetGUID="{code}" />'
        "</Coding></PlainTextSelection></TextSource>"
    )
    file = rewritten(mine / "out.qdpx", ("</TextSource>", added), tmp_path / "back.qdpx")
    done = typed(mine, "codes", "import", str(file), "--coder", "HK")
    assert done.code == 0, done.err
    parts = [part for _, _, _, places in layer(mine) for part in places]
    with sqlite3.connect(mine / "study.db") as db:
        texts = dict(db.execute("SELECT id, text FROM turn").fetchall())
    short = [
        (code, texts["one/1"][start:end])
        for code, start, end in parts
        if code == "wellbeing" and end - start == 7  # type: ignore[operator]
    ]
    assert short == [("wellbeing", "doubled")]


def test_nothing_is_learnt_from_the_machine_s_own_codings(mine: Path) -> None:
    exported(mine, "--to", "out.qdpx")
    assert typed(mine, "codes", "import", "out.qdpx", "--coder", "HK").code == 0
    again = typed(mine, "codes", "apply")
    assert again.code == 0
    assert "learning from" not in again.err


def test_what_came_back_as_it_went_out_is_nobody_s_word_unless_it_was_reviewed(mine: Path) -> None:
    exported(mine, "--to", "out.qdpx")
    for coder in ("HK", "MM"):
        assert typed(mine, "codes", "import", "out.qdpx", "--coder", coder).code == 0
    done = typed(mine, "codes", "agreement", "--json")
    coders = {row["coder"]: row["codings"] for row in done.json["coders"]} if done.code == 0 else {}  # type: ignore[attr-defined]
    assert {*coders.values()} <= {0} or "fgtools" in coders
    assert coders.get("HK", 0) == 0
    again = typed(mine, "codes", "import", "out.qdpx", "--coder", "HK", "--reviewed")
    assert again.code == 0, again.err
    done = typed(mine, "codes", "agreement", "--coder", "HK", "--json")
    assert done.code == 0, done.err


def test_another_coder_s_layer_is_not_taken_as_one_s_own(mine: Path) -> None:
    (mine / "jb.csv").write_text("session,ordinal,code,coder\none,1,pay,JB\n", "utf-8")
    assert typed(mine, "codes", "import", "jb.csv").code == 0
    exported(mine, "--to", "out.qdpx")
    done = typed(mine, "codes", "import", "out.qdpx", "--coder", "HK", "--json")
    assert "they have layers of their own: 1 codings" in str(done.json["left_out"])
    assert "pay" not in {c for coder, _, codes, _ in layer(mine) if coder == "HK" for c in codes}


@pytest.mark.parametrize("target", ["study.db", "study.toml", "notes.txt", "transcripts/x.qdpx"])
def test_an_export_never_takes_a_file_s_place_that_no_export_wrote(mine: Path, target: str) -> None:
    before = (mine / "study.toml").read_bytes()
    done = typed(mine, "export", "qdpx", "--to", target)
    assert done.code == 2, done.err
    assert (mine / "study.toml").read_bytes() == before
    (mine / "mine.qdpx").write_text("mine", "utf-8")
    assert typed(mine, "export", "qdpx", "--to", "mine.qdpx").code == 2
    assert (mine / "mine.qdpx").read_text("utf-8") == "mine"


def test_codings_and_memos_follow_their_words_into_a_corrected_transcript(
    mine: Path, tmp_path: Path
) -> None:
    exported(mine, "--to", "out.qdpx")
    project = read((mine / "out.qdpx").read_bytes(), "out.qdpx").project
    (source,) = project.sources
    at = source.text.index("once a month")
    code = project.codes[0].guid
    added = (
        f'<PlainTextSelection guid="{guid(71)}" startPosition="{at}" endPosition="{at + 12}">'
        f'<Coding guid="{guid(72)}" creatingUser="{guid(73)}"><CodeRef targetGUID="{code}" />'
        f'</Coding><NoteRef targetGUID="{guid(90)}" /></PlainTextSelection></TextSource>'
    )
    notes = (
        f'<Notes><Note guid="{guid(90)}" name="n"><PlainTextContent>Ask again.</PlainTextContent>'
        "</Note></Notes></Project>"
    )
    file = rewritten(mine / "out.qdpx", ("</TextSource>", added), tmp_path / "a.qdpx")
    file = rewritten(file, ("</Project>", notes), tmp_path / "b.qdpx")
    assert typed(mine, "codes", "import", str(file), "--coder", "HK").code == 0
    rows = [(*TALK[0][:2], "Welcome to all of you."), *TALK]
    rows[-1] = (*TALK[3][:2], "Honest supervision once a month is what keeps me in the job.")
    with (tmp_path / "one.csv").open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(
            [("session", "speaker", "role", "text"), *(("one", *r) for r in rows)]
        )
    done = typed(mine, "transcripts", "replace", "one", str(tmp_path / "one.csv"), "--yes")
    assert done.code == 0, done.err
    assert typed(mine, "codes", "apply").code == 0
    exported(mine, "--to", "again.qdpx")
    after = read((mine / "again.qdpx").read_bytes(), "again.qdpx").project
    (source,) = after.sources
    words = [source.text[slice(*one.span)] for one in source.selections if guid(90) in one.notes]
    assert words == ["once a month"]
    hk = next(user.guid for user in after.users if user.name == "HK")
    assert "once a month" in {
        source.text[slice(*one.span)]
        for one in source.selections for g in one.given if g.user == hk
    }  # fmt: skip


def test_texts_that_another_program_changed_are_known_by_their_words(
    mine: Path, tmp_path: Path
) -> None:
    told = exported(mine, "--to", "out.qdpx")
    project = read((mine / "out.qdpx").read_bytes(), "x").project
    (source,) = project.sources
    other = io.BytesIO()
    with zipfile.ZipFile(mine / "out.qdpx") as old, zipfile.ZipFile(other, "w") as new:
        for name in old.namelist():
            data = old.read(name).replace(source.guid.encode(), guid(80).encode())
            if name != "project.qde":
                name, data = f"sources/{guid(80)}.txt", data.replace(b"honestly", b"really")
            new.writestr(name, data)
    (tmp_path / "back.qdpx").write_bytes(other.getvalue())
    done = typed(mine, "codes", "import", str(tmp_path / "back.qdpx"), "--coder", "HK", "--json")
    assert done.code == 0, done.err
    assert done.json["codings"] == told["codings"]


def test_memos_come_in_without_names_and_go_out_again(mine: Path, tmp_path: Path) -> None:
    exported(mine, "--to", "out.qdpx")
    notes = (
        f'<Notes><Note guid="{guid(90)}" name="On Hannah"><PlainTextContent>Hannah Obiora sounded '
        "tired.</PlainTextContent></Note></Notes></Project>"
    )
    file = rewritten(mine / "out.qdpx", ("</Project>", notes), tmp_path / "notes.qdpx")
    code = read((mine / "out.qdpx").read_bytes(), "x").project.codes[0].guid
    hung = (f'<NoteRef targetGUID="{guid(90)}" /></Code>', "</Code>")
    file = rewritten(file, (hung[1], hung[0]), tmp_path / "hung.qdpx")
    done = typed(mine, "codes", "import", str(file), "--coder", "HK", "--json")
    assert done.code == 0, done.err
    assert done.json["memos"] == 1
    exported(mine, "--to", "again.qdpx")
    project = read((mine / "again.qdpx").read_bytes(), "x").project
    (memo,) = project.memos
    assert "Hannah" not in memo.name + memo.text
    assert memo.text.endswith("sounded tired.")
    assert code in {c.guid for c in project.codes if c.notes}
    assert typed(mine, "names", "check").code == 0


def test_coders_that_have_a_name_of_the_study_are_refused(mine: Path, tmp_path: Path) -> None:
    exported(mine, "--to", "out.qdpx")
    file = rewritten(
        mine / "out.qdpx", ('name="fgtools"', 'name="Hannah Obiora"'), tmp_path / "named.qdpx"
    )
    done = typed(mine, "codes", "import", str(file))
    assert done.code == 3
    assert "Hannah" not in done.err
    assert layer(mine) == []


def test_an_attribute_goes_out_only_where_it_is_asked_for(mine: Path) -> None:
    with (mine / "study.toml").open("a", encoding="utf-8") as out:
        out.write('attributes = {borough = "Camden"}\n')
    assert b"Camden" not in zipped_text(mine, exported(mine))
    done = typed(mine, "export", "qdpx", "--with", "borough", "--json")
    refused(done) if done.code else zipped_text(mine, done.json)
    wrong = typed(mine, "export", "qdpx", "--with", "shoe-size")
    assert (wrong.code, "There are: borough" in wrong.err) == (2, True)


def refused(done: Done) -> None:
    assert done.code == 3, done.err


def zipped_text(study: Path, told: Any) -> bytes:
    with zipfile.ZipFile(study / told["file"]) as packed:
        return b"".join(packed.read(name) for name in packed.namelist())


def test_an_export_that_fails_the_leak_check_does_not_happen(mine: Path) -> None:
    settings = (mine / "study.toml").read_text("utf-8")
    (mine / "study.toml").write_text(
        settings.replace('title = "mine"', 'title = "What Hannah Obiora says"'), "utf-8"
    )
    done = typed(mine, "export", "qdpx", "--to", "out.qdpx")
    assert done.code == 3
    assert "Obiora" not in done.err
    assert not (mine / "out.qdpx").exists()


def test_who_withdraws_is_gone_from_the_next_export(mine: Path) -> None:
    exported(mine, "--to", "out.qdpx")
    assert typed(mine, "transcripts", "withdraw", "one.p02", "--yes").code == 0
    exported(mine, "--to", "out.qdpx")
    assert b"never replaced" not in zipped_text(mine, {"file": "out.qdpx"})


def test_the_workbook_holds_turns_and_codings_and_is_read_back(mine: Path) -> None:
    done = typed(mine, "export", "xlsx", "--to", "out.xlsx", "--json")
    assert done.code == 0, done.err
    book = openpyxl.load_workbook(mine / "out.xlsx")
    assert book.sheetnames == ["Codings", "Turns", "Participants", "Codebook"]
    assert book["Codings"].max_row == 1 + int(str(done.json["codings"]))
    assert book["Turns"].max_row == 1 + len(TALK)


def test_a_codebook_goes_out_as_qdc_and_comes_back_with_its_guids(mine: Path) -> None:
    assert typed(mine, "codebook", "export", "--as", "qdc", "--to", "codes.qdc").code == 0
    done = typed(mine, "codebook", "import", "codes.qdc", "--name", "second", "--json")
    assert done.code == 0, done.err
    assert typed(mine, "codebook", "diff", "send-workforce", "second", "--json").json == {
        "changes": []
    }
    exported(mine, "--to", "one.qdpx")
    assert typed(mine, "codes", "apply", "--codebook", "second").code == 0
    exported(mine, "--to", "two.qdpx")
    one, two = (read((mine / f"{n}.qdpx").read_bytes(), n).project for n in ("one", "two"))
    assert [code.guid for code in one.codes] == [code.guid for code in two.codes]


def test_flat_codes_with_separators_are_offered_as_a_hierarchy(mine: Path) -> None:
    (mine / "tags.csv").write_text(
        "tag,description,number of highlights\nwork/pay,,1\nwork/hours,,2\n", "utf-8"
    )
    plain = typed(mine, "codebook", "import", "tags.csv", "--name", "flat")
    assert "--split '/'" in plain.err
    done = typed(mine, "codebook", "import", "tags.csv", "--name", "tree", "--split", "/", "--json")
    assert done.json["codes"] == 3
    assert "codes:\n  - key: pay" in (mine / "codebooks" / "tree.yaml").read_text("utf-8")
