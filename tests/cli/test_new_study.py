"""A study from nothing, and what is said to who mistypes."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from tests.conftest import typed

from fgtools.cli.main import NOUNS

TALK = [
    ("g1", "Facil One", "facilitator", "What is it like to do this work at the moment?"),
    ("g1", "Anneke Sturt", "nurse", "My caseload has doubled and I take it home every weekend."),
    (
        "g1",
        "Babak Lorne",
        "nurse",
        "Yes, I work in the evenings too, unpaid, to keep up.",
    ),
    ("g2", "Facil One", "facilitator", "And what would help the most, do you think?"),
    ("g2", "Corin Vale", "teacher", "A computer system that does not fall over twice a day."),
    (
        "g2",
        "Dilys Moor",
        "teacher",
        "Good supervision. Mine is monthly and it keeps me here.",
    ),
]


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    path = tmp_path / "talk.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["session", "speaker", "role", "text"])
        writer.writerows(TALK)
    return path


def test_a_table_of_talk_is_coded_in_three_commands(tmp_path: Path, talk: Path) -> None:
    assert typed(tmp_path, "study", "new", "mine").code == 0
    mine = tmp_path / "mine"
    added = typed(mine, "transcripts", "add", str(talk), "--yes")
    assert added.code == 0, added.err
    done = typed(mine, "codes", "apply", "--codebook", "send-workforce", "--json")
    assert done.code == 0, done.err
    codings = done.json["codings"]
    assert isinstance(codings, list)
    found = {(c["session"], c["ordinal"], c["code"]) for c in codings}
    assert ("g1", 1, "caseload") in found
    assert ("g2", 2, "supervision") in found
    assert not {c["ordinal"] for c in codings} & {0}
    every = typed(mine, "codes", "apply", "--all", "--json").json["codings"]
    assert isinstance(every, list)
    assert len(every) == 4 * 24
    assert {c["assigned"] for c in every} == {True, False}


def test_roles_need_not_be_declared(tmp_path: Path, talk: Path) -> None:
    typed(tmp_path, "study", "new", "mine")
    typed(tmp_path / "mine", "transcripts", "add", str(talk), "--yes")
    done = typed(tmp_path / "mine", "roles", "compare", "--json")
    assert done.code == 0, done.err
    views = done.json["views"]
    assert isinstance(views, list)
    assert {(v["group"], v["of_participants"]) for v in views} == {("nurse", 2), ("teacher", 2)}
    assert {v["differs"] for v in views} == {"unknown"}


def test_the_private_zone_is_for_the_owner_alone(tmp_path: Path, talk: Path) -> None:
    typed(tmp_path, "study", "new", "mine")
    typed(tmp_path / "mine", "transcripts", "add", str(talk), "--yes")
    zone = tmp_path / "mine" / "transcripts"
    assert zone.stat().st_mode & 0o077 == 0
    assert all(p.stat().st_mode & 0o077 == 0 for p in (zone / "raw").iterdir())


def test_a_file_named_after_a_person_lends_no_name_to_its_session(tmp_path: Path) -> None:
    path = tmp_path / "Meeting with Anneke.txt"
    path.write_text(
        "Anneke Sturt: Hello there.\n\nBabak Lorne: Hello.\n\nAnneke Sturt: So.\n", "utf-8"
    )
    typed(tmp_path, "study", "new", "mine")
    done = typed(tmp_path / "mine", "transcripts", "add", str(path), "--role", "nurse", "--yes")
    assert done.code == 0, done.err
    assert "Anneke" not in (tmp_path / "mine" / "study.toml").read_text("utf-8")
    assert "Anneke" not in done.out + done.err


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("run",), 2, "fgtools study new"),
        (("transcripts", "show", "nowhere.vtt"), 2, "nowhere.vtt"),
        (("codebook", "check", "no-such-book"), 2, "no-such-book"),
        (("fly",), 2, "fly"),
    ],
)
def test_a_slip_is_answered_with_what_to_type(
    tmp_path: Path, words: tuple[str, ...], code: int, says: str
) -> None:
    done = typed(tmp_path, *words)
    assert done.code == code
    assert says in done.err


def test_an_unknown_setting_is_named(tmp_path: Path) -> None:
    typed(tmp_path, "study", "new", "mine")
    settings = tmp_path / "mine" / "study.toml"
    settings.write_text(settings.read_text("utf-8") + '\nlevle = "public"\n', "utf-8")
    done = typed(tmp_path / "mine", "study", "status")
    assert done.code == 2
    assert "levle" in done.err


def test_nobody_to_ask_is_an_error_that_names_the_option(tmp_path: Path, talk: Path) -> None:
    typed(tmp_path, "study", "new", "mine")
    done = typed(tmp_path / "mine", "transcripts", "add", str(talk))
    assert done.code == 2
    assert "--yes" in done.err


@pytest.mark.parametrize("noun", list(NOUNS))
def test_every_command_has_help_that_ends_in_an_example(tmp_path: Path, noun: str) -> None:
    shown = typed(tmp_path, noun, "--help")
    assert shown.code == 0
    import importlib

    command = getattr(importlib.import_module(f"fgtools.cli.{noun}"), noun)
    for name in getattr(command, "commands", {}):
        assert "Example" in typed(tmp_path, noun, name, "--help").out, name


def test_a_fault_of_the_program_shows_no_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from fgtools.cli import study as command

    def broken(*_: object) -> None:
        raise RuntimeError("Anneke said that")

    monkeypatch.setattr(command, "make", broken)
    done = typed(tmp_path, "study", "new", "mine")
    assert done.code == 1
    assert "Anneke" not in done.out + done.err
    assert "RuntimeError" in done.err
