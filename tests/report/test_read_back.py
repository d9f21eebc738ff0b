"""A file is read back as its readers see it."""

from __future__ import annotations

from pathlib import Path

import pytest

from fgtools.names.check import residuals, secrets_of
from fgtools.names.people import KnownPerson
from fgtools.report.read_back import texts_of

NAMES = ("Bartholomew Nkemelu", "Mark Long", "Will Marsh")
SECRETS = secrets_of((), [KnownPerson(name, "participant") for name in NAMES])


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("| Participants | 233 | 41 | 118 | 286 |", False),
        ("| Member | 80 | 350 | 184,889 |", False),
        ("  | Words | 222 | 126 | 159 | 390 |", False),
        (r"| as said by Nkemelu \| others | 41 |", True),
        ("| **Total** | **1245** | **90103** |", False),
        ("> | North | 1245 | 90103 |", False),
        ("North | 1245 | 90103", False),
        ("| North | 1245% | 90103 |", False),
        ("| Ring | 07700 900123 |", True),
        ("| by N**kem**elu | 41 |", True),
        ("| 3 | Marsh | 4 |", True),
        ("| Mark | Long |", True),
        ("| Date of birth | 12/03/2011 |", True),
        ("Ring 07700 | 900123", True),  # no table
    ],
)
def test_figures_side_by_side_in_a_table_are_no_number(
    tmp_path: Path, line: str, left: bool
) -> None:
    file = tmp_path / "report.md"
    file.write_text(f"Before.\n\n{line}\n|---|---|\n", encoding="utf-8")
    assert bool(residuals(texts_of(file), SECRETS)) == left
