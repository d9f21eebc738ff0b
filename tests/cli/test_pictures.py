"""Pictures of the report: where they lie, what they say, and what they must never show."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from tests.conftest import typed

DRAWN = ("themes", "words", "convergence", "saturation", "voice", "sessions")


def files(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted(folder.iterdir())}


def test_a_report_comes_with_its_pictures_and_their_findings_in_words(study: Path) -> None:
    made = files(study / "outputs" / "pictures")
    assert {f"{name}.{kind}" for name in DRAWN for kind in ("png", "svg")} <= made.keys()
    captions = made["captions.md"].decode()
    assert all(f"## {name}\n" in captions for name in DRAWN)
    manifest = json.loads((study / "outputs" / "manifest.json").read_text("utf-8"))
    assert {f"pictures/{name}" for name in made} <= manifest["outputs"].keys()
    page = (study / "outputs" / "report.md").read_text("utf-8")
    assert all(f"](pictures/{name}.png)" in page for name in DRAWN)


def test_pictures_go_where_they_are_wanted_byte_for_byte(study: Path) -> None:
    done = typed(study, "report", "pictures", "--to", "slides", "--as", "svg", "--only", "themes")
    assert done.code == 0, done.err
    made = files(study / "slides")
    assert made.keys() == {"themes.svg", "captions.md"}
    assert made["themes.svg"] == (study / "outputs" / "pictures" / "themes.svg").read_bytes()
    assert "participants" in done.out
    asked = typed(study, "report", "pictures", "--only", "voice", "--json").json
    assert [p["name"] for p in asked["pictures"]] == ["voice"]  # type: ignore[attr-defined]


def test_a_picture_that_was_lost_is_drawn_again(study: Path) -> None:
    lost = study / "outputs" / "pictures" / "words.png"
    before = files(lost.parent)
    lost.unlink()
    done = typed(study, "report", "write", "--json")
    assert done.code == 0, done.err
    assert "pictures/words.png" in str(done.json["files"])
    assert files(lost.parent) == before


def test_a_release_takes_internal_pictures_away(study: Path) -> None:
    settings = study / "study.toml"
    text = settings.read_text("utf-8")
    settings.write_text(text.replace('level = "internal"', 'level = "regional"'), "utf-8")
    assert typed(study, "run").code == 0
    made = files(study / "outputs" / "pictures")
    assert not {name for name in made if name.startswith("sessions.")}
    drawn = b"".join(content for name, content in made.items() if name.endswith(".svg")).decode()
    assert ">hidden<" in drawn
    assert not [name for name in ("casework-1", "ep-2", "therapies-1") if name in drawn]
    asked = typed(study, "report", "pictures", "--only", "sessions")
    assert asked.code == 2
    assert "nothing to show" in asked.err


def test_no_picture_is_written_while_a_name_is_left_in_one(study: Path) -> None:
    roster = (study / "transcripts" / "roster.csv").read_text("utf-8").splitlines()
    name = next(csv.DictReader(roster))["name"]
    settings = study / "study.toml"
    text = settings.read_text("utf-8")
    label = 'label = "Therapies"'
    assert label in text
    settings.write_text(text.replace(label, f'label = "The team around {name}"'), "utf-8")
    before = files(study / "outputs" / "pictures")
    done = typed(study, "report", "pictures", "--to", "slides")
    assert done.code == 3
    assert name not in done.err
    assert not (study / "slides").exists()
    assert files(study / "outputs" / "pictures") == before
