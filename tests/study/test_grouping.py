"""What participants can be compared by: settings of sessions, columns of the roster."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from fgtools.errors import Misused
from fgtools.study import stage_roles
from fgtools.study.folder import open_study


def grouped(study: Path, by: str) -> tuple[Counter[str], int]:
    """Return how many voices each group has, and how many participants are left out."""
    folder = open_study(study)
    with closing(folder.store):
        people = folder.store.participants()
        counted = [g for key, g in stage_roles.groups(folder, by).items() if people[key].counts]
        return Counter(counted), stage_roles.left_out(folder, by)


def roster(study: Path) -> Iterator[dict[str, str]]:
    with (study / "transcripts" / "roster.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def write_roster(study: Path, people: Sequence[Mapping[str, str]]) -> None:
    with (study / "transcripts" / "roster.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, people[0].keys())
        writer.writeheader()
        writer.writerows(people)


def test_a_setting_of_sessions_makes_groups_and_a_missing_value_is_left_out(study: Path) -> None:
    settings = study / "study.toml"
    text = settings.read_text("utf-8")
    for name, setting in (("casework-1", "inner"), ("ep-1", "inner"), ("ep-2", "outer")):
        text += f'\n[sessions.{name}.attributes]\nsetting = "{setting}"\n'
    settings.write_text(text, "utf-8")
    assert grouped(study, "setting") == ({"inner": 17, "outer": 15}, 33)


def test_a_column_of_the_roster_makes_groups_of_what_people_share(study: Path) -> None:
    people = [
        person | {"contract": "agency" if at % 5 == 0 else "permanent", "payroll": f"{at:04d}"}
        for at, person in enumerate(roster(study))
    ]
    write_roster(study, people)
    counts, left = grouped(study, "Contract")
    assert set(counts) == {"agency", "permanent"}
    assert counts.total() + left == 65
    with pytest.raises(Misused, match="nothing to compare by"):
        grouped(study, "payroll")


def test_values_that_name_somebody_are_no_groups(study: Path) -> None:
    people = [*roster(study)]
    names = [person["name"] for person in people]
    write_roster(
        study,
        [p | {"manager": names[1] if at % 2 else "the board"} for at, p in enumerate(people)],
    )
    counts, left = grouped(study, "manager")
    assert set(counts) == {"the board"}
    assert counts.total() + left == 65
