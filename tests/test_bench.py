"""The sessions that bench/whole.py makes to measure growth are as many and as long, and new."""

from __future__ import annotations

import csv
import runpy
from pathlib import Path

import pytest

make = runpy.run_path(str(Path(__file__).resolve().parents[1] / "bench" / "resampled.py"))["make"]
SAID = (
    "Ann Moss: Welcome, everybody. Can we begin with the 12 plans, as agreed? Bryn Lee will start.",
    "Bryn Lee: The schools think it is late, and Ann knows. In some councils it took 30 weeks, no "
    "less.",
    "Cai Rowe: Many families hope that it will change, but few believe it. We were told in May.",
)
ROSTER = (
    "session,name,role\n"
    "session_0,Ann Moss,facilitator\nsession_0,Bryn Lee,member\nsession_0,Cai Rowe,member\n"
)


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("talk")
    (folder / "session_0.txt").write_text("\n\n".join(SAID * 3), encoding="utf-8")
    (folder / "roster.csv").write_text(ROSTER, encoding="utf-8")
    return folder


def made(talk: Path, to: Path, seed: int) -> dict[str, str]:
    make(talk, 10, to, seed)
    return {path.name: path.read_text("utf-8") for path in to.iterdir()}


def test_the_same_seed_gives_the_same_bytes_and_another_does_not(
    talk: Path, tmp_path: Path
) -> None:
    first = made(talk, tmp_path / "a", 1)
    assert first == made(talk, tmp_path / "b", 1)
    assert first != made(talk, tmp_path / "c", 2)


def test_every_session_has_as_many_turns_and_sentences_of_its_own_people(
    talk: Path, tmp_path: Path
) -> None:
    files = made(talk, tmp_path, 1)
    people: dict[str, set[str]] = {}
    for row in csv.DictReader(files.pop("roster.csv").splitlines()):
        people.setdefault(row["session"], set()).add(row["name"])
    assert len(files) == len(people) == 10
    assert len(set().union(*people.values())) == 30
    for name, text in files.items():
        turns = text.strip().split("\n\n")
        assert len(turns) == 9
        assert {turn.split(": ")[0] for turn in turns} == people[name.removesuffix(".txt")]
        assert sum(text.count(end) for end in ".?") == 3 * sum(
            words.count(end) for words in SAID for end in ".?"
        )


def test_nobody_who_spoke_is_named_and_few_turns_come_twice(talk: Path, tmp_path: Path) -> None:
    files = made(talk, tmp_path, 1)
    whole = "\n\n".join(files.values())
    assert not [name for name in ("Ann", "Moss", "Bryn Lee", "Cai", "Rowe") if name in whole]
    files.pop("roster.csv")
    turns = [turn.split(": ", 1)[1] for text in files.values() for turn in text.split("\n\n")]
    assert len(set(turns)) > 0.8 * len(turns)
