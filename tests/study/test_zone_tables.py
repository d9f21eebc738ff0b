"""Tables that people edit by hand are read as they are meant, or refused with the row."""

from __future__ import annotations

import pytest

from fgtools.errors import FgtoolsError
from fgtools.study.private import DECISIONS
from fgtools.study.zone_tables import as_csv, rows

WHERE = "transcripts/decisions.csv"
HEAD = "session,words,is_name,kind\n"


def read(text: str) -> list[tuple[str, ...]]:
    return [tuple(row.values()) for row in rows(WHERE, text.encode(), DECISIONS)]


def test_what_a_spreadsheet_writes_is_read() -> None:
    found = [("", "Quarvle", "yes", "person"), ("one", 'the "hub", upstairs', "no", "")]
    assert read("\ufeff" + as_csv(DECISIONS, found).replace("\n", "\r\n")) == found
    assert read(HEAD + ",Quarvle,Yes,person,,\n,software,NO\n\n") == [
        ("", "Quarvle", "yes", "person"), ("", "software", "no", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (",Zomplix,no,\n,Quarvle,ja,person\n", 3),
        (",Zomplix,no,\n,Quarvle\n", 3),
        (",Quarvle,,person\n", 2),
        (',"Zomplix,no,\n,software,yes,organisation\n,Quarvle,yes,person\n', 2),
        (',"Zomplix,no,\n,"software",yes,organisation\n', 2),
        (",Zomplix,no,,\n,Quarvle,yes,person,and more\n", 3),
    ],
)
def test_a_row_that_is_not_whole_is_refused_and_not_repeated(text: str, row: int) -> None:
    with pytest.raises(FgtoolsError) as refused:
        read(HEAD + text)
    assert refused.value.where.startswith(f"{WHERE} row {row}")
    assert "Quarvle" not in str(refused.value)


def test_semicolons_are_named_as_what_is_wrong() -> None:
    with pytest.raises(FgtoolsError, match="not semicolons"):
        read(HEAD.replace(",", ";") + ";Quarvle;yes;person\n")
