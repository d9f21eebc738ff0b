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
        "I went from mainstream primary to a special school, then the local high school.",
        "so he was in mainstream primary then the local special school and then college",
        "We had 2019, 2020, 2021, and then in 2023/24 it was 1,250,000 pounds.",
        "They come in at nine thirty, ten fifteen, eleven, and I see four or five, six or seven.",
        "One, two, three, four, five, six, seven, eight, nine, ten, coming!",
        "from nought to twenty-five, and ages three, four, five and six",
        "Section 19, Regulation 28, KS2, Year 6, Band 5, Level 3, the M62 and the A1.",
        "The only thing is, our SENCO and my manager are the only people who ask.",
        "you'd need a DCO and the head of service and the director of children's services to agree",
        "It was the right way, on the main road to a care home, a good point of view.",
        "look at the school, at the centre, at the end, at home, at college, at work",
        "he lives on crisps and quality street",
        "it's just me that thinks that, and there's only me and my husband",
        "you ask the head of year, the lead professional, or the SENCO in each school",
        "a lead teacher for maths, the director of a company, the chief complaint was waiting",
        "the case is three years old, the file is 3 inches thick, the record was 2 years old",
        "stage 2 complaint took six weeks, an appeal can take 50 weeks, the tribunal in 2022",
        "the plan was 40 pages, section F, 15 hours a week, 26 weeks in all, case 1 and case 2",
        "the extension was two weeks, and then extension of time to 20 weeks",
        "put it to one side, on one side of it, a sort of side street, down the road",
        "it was at school on Facebook, and I've got a handle on everybody",
    ],
)
def test_ordinary_numbers_are_left(text: str) -> None:
    assert not redact({"s": [Turn("s:0", "s", 0, "x", text)]}, {}, {})["s"].redactions
