"""What the codebook misses is found and taken in one command; what people decided still holds."""

from __future__ import annotations

import csv
import json
import re
import shutil
import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from tests.conftest import typed

from fgtools.codebook.read import read

BOOK = """\
# What district nurses say about their work.
name: District nursing
version: "1"        # counted up with every change
codes:
  # how much there is to do
  - key: caseload
    label: Caseload
    definition: How many patients a nurse carries and whether the visits fit into the day.
    examples:
      - I have forty patients on my list and the visits never fit into the day.
    cues: [caseload, visits, patients]

  - key: records     # asked for by the board
    label: Records
    definition: Writing patient records, the computer system and its passwords.
    examples:
      - We type everything twice because the computer systems do not talk to each other.
    cues: [computer*, system*, password*, type]

  - key: uniforms
    label: Uniforms
    definition: Tunics and uniforms, who pays for them and who washes them.
    examples:
      - I wash my own tunic every evening.
    cues: [tunic*, uniform*]
"""
LEAD = ("Lead One", "facilitator", "What is it like to do this work at the moment?")
TALK: Mapping[str, Sequence[tuple[str, str, str]]] = {
    "spring": (
        LEAD,
        ("Hannah Obiora", "nurse", "My caseload has doubled, the visits never fit into the day."),
        ("Carl Dunmore", "nurse", "Parking is dreadful near the clinic, I circle half an hour."),
        ("Bea Lindgren", "carer", "I got a parking ticket outside a bungalow last winter, sixty "
         "pounds it was."),
        ("Hannah Obiora", "nurse", "The computer system wants a new password every single month."),
        ("Gwen Tarrant", "carer", "There is no parking permit for carers, so we pay the meter."),
    ),
    "summer": (
        LEAD,
        ("Ivo Marsh", "nurse", "We type everything twice because the computer systems differ."),
        ("Pia Sorrell", "carer", "They refused me a parking permit and told me to take the bus."),
        ("Ivo Marsh", "nurse", "The parking meter swallowed my coins while I changed a dressing."),
        ("Pia Sorrell", "carer", "Thirty patients on the list and the visits run into the night."),
        ("Noor Basset", "nurse", "My sister bakes bread on Sundays and sells it at the church."),
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study of two sessions whose codebook has no code for parking. Do not change it."""
    place = tmp_path_factory.mktemp("suggest")
    assert typed(place, "study", "new", "mine").code == 0
    for session, rows in TALK.items():
        table = place / f"{session}.csv"
        with table.open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out)
            writer.writerow(["session", "speaker", "role", "text"])
            writer.writerows([session, *row] for row in rows)
        assert typed(place / "mine", "transcripts", "add", str(table), "--yes").code == 0
    (place / "nursing.yaml").write_text(BOOK, "utf-8")
    done = typed(place / "mine", "codes", "apply", "--codebook", str(place / "nursing.yaml"))
    assert done.code == 0, done.err
    return place / "mine"


@pytest.fixture
def mine(made: Path, tmp_path: Path) -> Path:
    """A copy of it, to be changed at will."""
    return Path(shutil.copytree(made, tmp_path / "mine"))


def suggested(folder: Path) -> dict[str, object]:
    done = typed(folder, "codes", "suggest", "--json")
    assert done.code == 0, done.err
    return done.json


def coded(folder: Path) -> dict[tuple[str, str], str]:
    done = typed(folder, "codes", "apply", "--json")
    assert done.code == 0, done.err
    return {(c["turn"], c["code"]): c["coder"] for c in json.loads(done.out)["codings"]}


def decided(folder: Path) -> list[tuple[object, ...]]:
    with sqlite3.connect(folder / "study.db") as db:
        return db.execute("SELECT what, subject, who, why FROM decision ORDER BY id").fetchall()


def first_of(mine: Path) -> str:
    groups = suggested(mine)["groups"]
    assert isinstance(groups, list)
    return str(groups[0]["id"])


PARKING = {"spring/2", "spring/3", "spring/5", "summer/2", "summer/3"}


def test_talk_that_the_codebook_lacks_is_one_group_with_a_draft(mine: Path) -> None:
    found = suggested(mine)
    groups = found["groups"]
    assert isinstance(groups, list)
    first = groups[0]
    assert re.fullmatch(r"g[0-9a-f]{6}", first["id"])
    assert first["participants"] >= 4
    assert first["sessions"] == ["spring", "summer"]
    assert first["roles"] == ["carer", "nurse"]
    assert "parking" in " ".join(first["terms"])
    assert {e["turn"] for e in first["exemplars"]} <= PARKING
    draft = first["proposed"]
    assert draft["definition"].startswith("Draft: talk about")
    assert any("parking" in cue for cue in draft["cues"])
    assert 1 <= len(draft["examples"]) <= 3
    shown = typed(mine, "codes", "suggest")
    assert shown.code == 0
    assert f"--take {first['id']}" in shown.err
    assert suggested(mine) == found
    assert decided(mine) == []


def test_a_code_that_never_fires_is_listed_and_sessions_come_by_date(mine: Path) -> None:
    for session, date in (("spring", "2026-05-04"), ("summer", "2025-07-01")):
        settings = (mine / "study.toml").read_text("utf-8")
        head = f"[sessions.{session}]\n"
        (mine / "study.toml").write_text(
            settings.replace(head, f'{head}date = "{date}"\n'), "utf-8"
        )
    found = suggested(mine)
    assert {"code": "uniforms", "why": "no turn shows it"} in found["silent"]  # type: ignore[operator]
    rows = found["by_session"]
    assert isinstance(rows, list)
    assert [(r["session"], r["date"]) for r in rows] == [
        ("summer", "2025-07-01"), ("spring", "2026-05-04"),
    ]  # fmt: skip
    assert rows[0]["new"] == rows[0]["codes"]
    assert not {*rows[1]["new"]} & {*rows[0]["codes"]}
    assert "cannot be said" in str(found["saturation"])


def test_one_command_takes_it_and_the_new_version_codes_that_talk(mine: Path) -> None:
    turn = "summer/1"
    assert typed(mine, "codes", "set", turn, "--code", "records", "--by", "JM").code == 0
    assert typed(mine, "codes", "set", turn, "--code", "caseload", "--reject").code == 0
    before = coded(mine)
    old = (mine / "codebooks" / "nursing.yaml").read_text("utf-8")
    done = typed(
        mine, "codes", "suggest", "--take", first_of(mine), "--key", "parking", "--label",
        "Parking at visits", "--by", "HK", "--why", "raised in both sessions",
    )  # fmt: skip
    assert done.code == 0, done.err
    assert "fgtools codebook diff nursing nursing-v2" in done.err
    assert (mine / "codebooks" / "nursing.yaml").read_text("utf-8") == old
    new = (mine / "codebooks" / "nursing-v2.yaml").read_text("utf-8")
    for line in old.splitlines():  # comments and order stay
        assert line.replace('"1"', '"2"') in new.splitlines()
    book = read(mine / "codebooks" / "nursing-v2.yaml")
    assert [c.key for c in book.codes] == ["caseload", "records", "uniforms", "parking"]
    assert 'codebook = "nursing-v2"' in (mine / "study.toml").read_text("utf-8")
    for name in ("Obiora", "Dunmore", "Lindgren", "Tarrant", "Marsh", "Sorrell"):
        assert name not in new
    now = coded(mine)
    assert len({turn for turn, code in now if code == "parking"} & PARKING) >= 4
    assert now[turn, "records"] == "JM"
    assert (turn, "caseload") not in now
    assert before.keys() - now.keys() == set()
    assert decided(mine)[-1] == ("codebook", "parking", "HK", "raised in both sessions")
    again = suggested(mine)
    left = {e["turn"] for g in again["groups"] for e in g["exemplars"]}  # type: ignore[attr-defined]
    assert not left & PARKING
    assert typed(mine, "names", "check").code == 0
    assert typed(mine, "run").code == 0
    assert typed(mine, "codebook", "diff", "nursing", "nursing-v2").code == 0


def test_nothing_is_ever_overwritten(mine: Path) -> None:
    own = mine / "codebooks" / "nursing-v2.yaml"
    own.write_text("# my own notes, no codebook\n", "utf-8")
    done = typed(
        mine, "codes", "suggest", "--take", first_of(mine), "--parent", "caseload", "--json"
    )
    assert done.code == 0, done.err
    assert own.read_text("utf-8") == "# my own notes, no codebook\n"
    assert (done.json["file"], done.json["version"]) == ("nursing-v3", "3")
    book = read(mine / "codebooks" / "nursing-v3.yaml")
    assert next(c for c in book.codes if c.label == done.json["code"]["label"]).parent == "caseload"  # type: ignore[index]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--take", "g99"), 2, "no such group"),
        (("--key", "parking"), 2, "--take ID"),
        (("--take", "FIRST", "--key", "records"), 2, "--key KEY"),
        (("--take", "FIRST", "--key", "two words"), 2, "one word"),
        (("--take", "FIRST", "--parent", "nowhere"), 2, "no such code"),
        (("--take", "FIRST", "--label", "What Hannah Obiora said"), 3, "identifies somebody"),
        (("--take", "FIRST", "--by", "Carl Dunmore"), 3, "identifies somebody"),
    ],
)
def test_a_slip_or_a_name_writes_nothing(
    mine: Path, words: Sequence[str], code: int, said: str
) -> None:
    group = first_of(mine)
    done = typed(mine, "codes", "suggest", *(group if w == "FIRST" else w for w in words))
    assert (done.code, said in done.err) == (code, True), done.err
    assert "Obiora" not in done.err
    assert [path.name for path in (mine / "codebooks").iterdir()] == ["nursing.yaml"]
    assert decided(mine) == []


def test_codes_that_coders_mix_up_are_said_with_what_to_do(mine: Path, tmp_path: Path) -> None:
    rows = ["session,ordinal,code,coder"]
    for session, ordinal in (("spring", 2), ("spring", 3)):
        rows += [f"{session},{ordinal},caseload,HK", f"{session},{ordinal},records,JM"]
    (tmp_path / "coded.csv").write_text("\n".join(rows), "utf-8")
    assert typed(mine, "codes", "import", str(tmp_path / "coded.csv")).code == 0
    assert typed(mine, "codes", "set", "spring/5", "--code", "caseload", "--reject").code == 0
    assert typed(mine, "codes", "set", "spring/5", "--code", "records").code == 0
    mixed = suggested(mine)["mixed"]
    assert isinstance(mixed, list)
    pair = mixed[0]
    assert (pair["codes"], pair["turns"]) == (["caseload", "records"], 3)
    assert (pair["people"], pair["decided"]) == (2, 1)
    assert pair["examples"] == ["spring/2", "spring/3", "spring/5"]
    assert "(see records)" in typed(mine, "codes", "suggest").out


def test_who_withdraws_is_told_where_their_words_stand_as_examples(mine: Path) -> None:
    done = typed(mine, "codes", "suggest", "--take", first_of(mine), "--json")
    example = done.json["code"]["examples"][0]  # type: ignore[index]
    with sqlite3.connect(mine / "study.db") as db:
        rows = db.execute("SELECT participant, text FROM turn").fetchall()
    person = next(who for who, text in rows if example in text)
    done = typed(mine, "transcripts", "withdraw", person, "--yes")
    assert done.code == 0, done.err
    assert "codebooks/nursing-v2.yaml" in done.out


def test_a_codebook_in_short_form_is_written_anew_and_says_so(mine: Path) -> None:
    (mine / "codebooks" / "nursing.yaml").write_text(
        "# mine\nname: District nursing\ncodes: [{key: caseload, label: Caseload, definition: "
        "patients and visits, cues: [visits, patients]}]\n",
        "utf-8",
    )
    assert typed(mine, "codes", "suggest", "--take", first_of(mine), "--key", "parking").code == 0
    made = mine / "codebooks" / "nursing-v2.yaml"
    assert made.read_text("utf-8").startswith("# Comments and order of nursing.yaml could not be")
    assert [code.key for code in read(made).codes] == ["caseload", "parking"]
