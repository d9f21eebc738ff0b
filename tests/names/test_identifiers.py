from __future__ import annotations

import csv
from pathlib import Path

import pytest

from fgtools.names import addresses, patterns, postcodes, references
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
        "she waits at the door handle, arrived or not",
        "Words: handle, cjrs, furlough, salary.",
        "more than we can handle, frankly",
    ],
)
def test_ordinary_numbers_are_left(text: str) -> None:
    assert not redact({"s": [Turn("s:0", "s", 0, "x", text)]}, {}, {})["s"].redactions


BARE = [
    "ehc 12", "EHCP-34", "ab.12.c", "v.x.12.3", "24/AB", "12/ab/34", "AB 12 34", "EDT 881 12",
    "ref 40 318", "case 12", "QQ 12 34 56 C", "A 1 2 3 4 5 6 7 8 9 0 1 2", "0(20) 79 46 00 18",
    "0 -- 12 -- 34 -- 56 ext 78", "nhs 1 2 3 4 5", "ext 12", "bleep 12", "text to 12345", "x 123",
    "AB12 CDE", "A1 BCD", "car a1 bcd", "SW1A 1AA", "B 1 2 XY", "GIR 0AA", "from M4", "W1A",
    "12 The Lane", "4 old mill lane", "the old barn, mill lane", "mill road, number four",
    "7 Old Towers", "tower block", "miller tower block", "miller estate", "miller farm",
    "miller cottages, high street", "12-14 mill lane", "3 Mill Cedars", "heol las",
    "living on miller terrace", "Flat 3, 4 Mill Road", "The Old House, Mill Road", "four mill mews",
]  # fmt: skip
"""Identifiers with as little around them as their forms allow."""


@pytest.mark.parametrize(
    "text", [*(text for text, _, _ in CASES), *BARE, *(f"at {form}: so" for form in BARE)]
)
def test_a_text_that_is_passed_over_at_a_glance_has_no_identifier(text: str) -> None:
    """What spares a search must be true of everything that the search finds."""
    near = patterns.NEAR.search(text)
    for kind, number, _, long in patterns.NUMBERS:
        if long and not near:
            found = (m.group("it" if "it" in m.re.groupindex else 0) for m in number.finditer(text))
            assert not any(patterns._fits(kind, words) for words in found)
    two = references.TWO_DIGITS.search(text)
    assert two or not references.CUED.search(text)
    assert (two and references.WRITTEN_MARKS.search(text)) or not any(
        form.search(text) for form, _ in references.WRITTEN
    )
    codes = (postcodes.WHOLE, postcodes.BROKEN, postcodes.CUED, postcodes.BEHIND, postcodes.PLAIN)
    assert postcodes.MARKS.search(text) or not any(code.search(text) for code in codes)
    said = frozenset(addresses.WORDS.findall(text.lower()))
    for street, _, ends in (*addresses.CASED, *addresses.ANY):
        assert not ends or not ends.isdisjoint(said) or not street.search(text)
