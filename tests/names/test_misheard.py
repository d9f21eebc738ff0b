from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fgtools.names.people import KnownPerson
from fgtools.names.phones import alike, distance, least_distance, phones, places
from fgtools.names.redact import redact
from fgtools.names.sounds import likeness
from fgtools.nouns import Redaction, Turn

CASES = Path(__file__).parents[1] / "cases"
OTHERS = ("Meera Joshi", "Janet Drummond", "Leroy Cassells", "Gemma Hartnoll")
PLACES = (
    "thanks {} that's really helpful",
    "I agree with {} about the panel.",
    "Yeah, over to {} for that one.",
)


def heard(name: str, text: str) -> tuple[Redaction, ...]:
    people = [KnownPerson(known, "participant") for known in (name, *OTHERS)]
    return redact({"s": [Turn("s:0", "s", 0, "x", text)]}, {"s": people}, {})["s"].redactions


def is_covered(name: str, words: str, sentence: str) -> bool:
    text = sentence.format(words)
    at = text.index(words)
    covered = {k for r in heard(name, text) for k in range(r.span.start, r.span.end)}
    return all(k in covered or not text[k].isalpha() for k in range(at, at + len(words)))


def test_most_mishearings_are_found_where_names_stand() -> None:
    with (CASES / "misheard.csv").open(encoding="utf-8") as file:
        kept = [row for row in csv.DictReader(file) if row["half"] == "test"]
    found = [is_covered(r["name"], r["heard"], p) for r in kept for p in PLACES]
    assert len(kept) > 100
    assert sum(found) / len(found) >= 0.7


@pytest.mark.parametrize(
    "text",
    [
        "We had to shove on with the reviews and it wore on for months.",
        "she made a good point and then she made another",
        "there was a banner over the door and a candy stall",
        "They follow the shady route, more in hope than anything.",
        "even the tiger at the zoo was quiet, the ocean was vary nice",
    ],
)
def test_words_in_their_ordinary_use_are_not_redacted_for_sure(text: str) -> None:
    for name in ("Siobhan Kelleher", "Sinead Culhane", "Abena Kusi", "Tadhg Looby"):
        assert not [r for r in heard(name, text) if r.score >= 0.5]


def test_a_first_name_with_an_initial_is_written_over_whole() -> None:
    text = "I think it was Sarah K who said it."
    (found,) = heard("Sarah Kowalczyk", text)
    assert text[slice(*found.span)] == "Sarah K"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Tremaine Fuller", "Thanks Trem, that helps."),
        ("Haydn Prosser", "I agree with Hayd on that."),
        ("Oluwaseun Bakare", "over to seun for the last bit"),
        ("Malgorzata Pietrzyk", "Gosia said so."),
        ("Jo Brackenbury", "Thanks JB."),
    ],
)
def test_short_forms_are_found_also_those_in_no_table(name: str, text: str) -> None:
    assert heard(name, text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Siobhan", "shove on"),
        ("Beauchamp", "beech um"),
        ("Wojciech", "voy check"),
        ("Nguyen", "win"),
        ("Caoimhe", "quiver"),
        ("Featherstonehaugh", "fan shaw"),
    ],
)
def test_names_are_alike_to_how_they_are_said(one: str, other: str) -> None:
    assert likeness(other, one) >= 0.84
    assert likeness("timetable", one) < 0.6


words = st.text("abcdefghijklmnopqrstuvwxyz ", min_size=1, max_size=14)


@given(words, words)
def test_likeness_is_between_nothing_and_the_same_and_has_no_order(one: str, other: str) -> None:
    ours, theirs = phones(one), phones(other)
    assert 0.0 <= alike(ours, theirs) <= 1.0
    assert distance(ours, ours) == 0.0
    assert least_distance(places(ours), places(theirs)) <= distance(ours, theirs) + 1e-9
