from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fgtools.names import misheard
from fgtools.names.people import KnownPerson
from fgtools.names.phones import alike, distance, least_distance, phones, places
from fgtools.names.redact import redact
from fgtools.names.roster import Roster
from fgtools.names.sounds import is_alike, likeness
from fgtools.names.words import talk
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


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Frida Holm", "It comes out on a Friday and it is wrong."),
        ("Frida Holm", "so we do it of a friday when the hall is free"),
        ("Amanda Holm", "It was a Monday, they said so."),
        ("Amanda Holm", "We close early, a Monday is best."),
    ],
)
def test_a_day_behind_an_article_is_nobody(name: str, text: str) -> None:
    assert not heard(name, text)


def test_who_is_thanked_is_somebody_even_if_a_day_was_written() -> None:
    assert is_covered("Amanda Holm", "a monday", "thanks {} that's really helpful")


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


class Thorough(Roster):
    """The same people, with whom every stretch of words is compared."""

    def weight_from(self, placed: str, least: float) -> float:
        return 0.0


PEOPLE = tuple(
    KnownPerson(name, "participant")
    for name in ("Siobhan O'Rourke", "Clodagh McKenzie", "Jo Anne Lee", "Tremaine Ashworth-Lowe")
)
SYLLABLES = st.text("aeiouabdfghjklmnoprstvwy'", min_size=1, max_size=7).filter(
    lambda word: word.strip("'") == word and "''" not in word
)
SAID = st.one_of(
    st.sampled_from(
        [
            "shove",
            "on",
            "claw",
            "da",
            "o",
            "rourke",
            "roark",
            "mick",
            "ken",
            "zee",
            "kenzie",
            "join",
            "joan",
            "ann",
            "lee",
            "train",
            "tree",
            "mane",
            "ash",
            "worth",
            "low",
            "thanks",
            "i'm",
            "is",
            "said",
            "the",
            "and",
            "to",
            "spelt",
            "as",
            "Siobhan,",
            "Ash",
        ]
    ),
    SYLLABLES,
)


@given(st.lists(SAID, min_size=1, max_size=12))
def test_no_mishearing_is_lost_by_what_is_not_compared(words: list[str]) -> None:
    said = talk("t", " ".join(words))
    found = list(misheard.find(said, Roster(PEOPLE), set()))
    assert found == list(misheard.find(said, Thorough(PEOPLE), set()))


@given(st.lists(SAID, min_size=1, max_size=3), st.sampled_from([p.name for p in PEOPLE]))
def test_a_likeness_above_a_limit_is_the_same_where_less_is_not_looked_for(
    words: list[str], name: str
) -> None:
    heard = " ".join(words).lower()
    like = likeness(heard, name)
    assert is_alike(heard, [name], 0.74) == (like >= 0.74)
    assert like < 0.74 or likeness(heard, name, 0.74) == like
