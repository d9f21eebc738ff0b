"""Who has to settle what a check found is told the words, in the private zone and nowhere else."""

from __future__ import annotations

import csv
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cli.test_small_studies import study_of
from tests.conftest import typed

from fgtools.nouns import Span
from fgtools.study.to_settle import AROUND, Place

TALK = (
    ("Lead One", "facilitator", "What is it like to do this work at the moment?"),
    ("Hannah Obiora", "nurse", "The caseload doubled, and nobody ever asked us about the rota."),
    ("Bea Lindgren", "nurse", "Supervision once a month keeps me in the job, and nothing else."),
)
BOOK = """\
name: Own
version: "1"
codes:
  - key: rota
    label: Rota
    definition: How work is shared out over the week, as =Lindgren= asked.
    cues: [the duty rota, being on call]
"""


def listed(mine: Path) -> list[dict[str, str]]:
    with (mine / "transcripts" / "to-settle.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def refused(tmp_path: Path) -> Path:
    """A study whose report was refused, for a name in the definition of a code."""
    mine = study_of(tmp_path, TALK)
    (mine / "codebooks" / "own.yaml").write_text(BOOK, encoding="utf-8")
    text = (mine / "study.toml").read_text("utf-8")
    was = next(line for line in text.splitlines() if line.startswith("codebook"))
    (mine / "study.toml").write_text(text.replace(was, 'codebook = "own"'), "utf-8")
    done = typed(mine, "run")
    assert done.code == 3, done.err
    assert "transcripts/to-settle.csv" in done.err
    assert "lindgren" not in (done.out + done.err).lower()
    return mine


def test_the_words_are_listed_for_their_owner_until_the_next_outputs_pass(refused: Path) -> None:
    (row, *_) = rows = listed(refused)
    assert {one["words"] for one in rows} == {"Lindgren"}
    assert "shared out over the week" in row["said"]
    assert int(row["times"]) > 1
    path = refused / "transcripts" / "to-settle.csv"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "up to date" in typed(refused, "study", "status").out  # names do not depend on it
    book = refused / "codebooks" / "own.yaml"
    book.write_text(BOOK.replace("=Lindgren=", "somebody"), encoding="utf-8")
    assert typed(refused, "run").code == 0
    assert not path.exists()


def test_an_export_lists_them_too(refused: Path) -> None:
    (refused / "transcripts" / "to-settle.csv").unlink()
    assert typed(refused, "export", "xlsx").code == 3
    assert {one["words"] for one in listed(refused)} == {"Lindgren"}


def test_they_go_with_whoever_withdraws(refused: Path) -> None:
    gone = typed(refused, "transcripts", "withdraw", "one.p02", "--yes")
    assert gone.code == 0, gone.err
    assert not (refused / "transcripts" / "to-settle.csv").exists()


def test_a_name_of_the_room_is_not_settled_away(refused: Path) -> None:
    kept = typed(refused, "names", "review", "--words", "Lindgren", "--no-name")
    assert kept.code == 0, kept.err  # the check listed it, though nobody says it in the talk
    assert typed(refused, "run").code == 3
    (refused / "transcripts" / "allow.txt").write_text("Bea Lindgren\nlindgren\n", "utf-8")
    assert typed(refused, "run").code == 3
    never = typed(refused, "names", "review", "--words", "Zibberflam", "--no-name")
    assert never.code == 2
    assert "take out where you wrote it" in never.err


def test_a_list_that_another_program_saved_is_told(refused: Path) -> None:
    path = refused / "transcripts" / "to-settle.csv"
    path.write_text(path.read_text("utf-8").replace(",", ";"), "utf-8-sig")
    done = typed(refused, "names", "review", "--words", "Zibberflam", "--no-name")
    assert done.code == 1
    assert "transcripts/to-settle.csv: columns missing" in done.err
    assert "Lindgren" not in done.err


def test_a_word_that_only_sounds_like_somebody_is_settled(tmp_path: Path) -> None:
    mine = study_of(tmp_path, TALK)
    book = BOOK.replace("=Lindgren=", "Lindgrenn")
    (mine / "codebooks" / "own.yaml").write_text(book, encoding="utf-8")
    text = (mine / "study.toml").read_text("utf-8")
    was = next(line for line in text.splitlines() if line.startswith("codebook"))
    (mine / "study.toml").write_text(text.replace(was, 'codebook = "own"'), "utf-8")
    assert typed(mine, "run").code == 3
    assert {one["words"] for one in listed(mine)} == {"Lindgrenn"}
    assert typed(mine, "names", "review", "--words", "lindgrenn", "--no-name").code == 0
    assert typed(mine, "run").code == 0
    assert not (mine / "transcripts" / "to-settle.csv").exists()


@given(text=st.text(max_size=200), data=st.data())
def test_words_stand_on_one_line(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    place = Place("a name", "report.md line 1", text, Span(start, end))
    assert place.words.split() == text[start:end].split()
    assert "\n" not in place.words
    assert len(place.said) <= end - start + 2 * AROUND
