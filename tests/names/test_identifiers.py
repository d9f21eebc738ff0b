from __future__ import annotations

import csv
from pathlib import Path

import pytest

from fgtools.names.redact import redact
from fgtools.nouns import Turn

with (Path(__file__).parents[1] / "cases" / "identifiers.csv").open(encoding="utf-8") as file:
    CASES = [(row["text"], row["identifier"], row["kind"]) for row in csv.DictReader(file)]


@pytest.mark.parametrize(("text", "identifier", "kind"), CASES)
def test_identifiers_written_and_spoken_are_found_whole(
    text: str, identifier: str, kind: str
) -> None:
    found = redact({"s": [Turn("s:0", "s", 0, "x", text)]}, {}, {})["s"].redactions
    start = text.index(identifier)
    inside = [r for r in found if r.span.start <= start and r.span.end >= start + len(identifier)]
    assert [r.kind for r in inside] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "We had two hundred and six in 2024, about one in five.",
        "One two three, is this on?",
        "Year seven and eight and nine.",
        "It went from 12 to 20 weeks, 45 per cent.",
        "At the end of the day, dot the i's.",
        "On the high street, down the road.",
    ],
)
def test_ordinary_numbers_are_left(text: str) -> None:
    assert not redact({"s": [Turn("s:0", "s", 0, "x", text)]}, {}, {})["s"].redactions
