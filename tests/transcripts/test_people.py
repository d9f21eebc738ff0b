"""Which part of a label is a name, and when two labels of one spelling are two people's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fgtools.nouns import Session
from fgtools.transcripts.people import name_parts, person_name
from fgtools.transcripts.rosters import Person
from fgtools.transcripts.speakers import Speaker, match

ROLES = {"educational-psychology": ("EP",), "therapies": ("OT", "SLT"), "parents": ("parent",)}


def heard(
    *labels: str,
    people: tuple[Person, ...] = (),
    decided: dict[str, Person] | None = None,
) -> list[Speaker]:
    session = Session("therapies-1")
    return list(match(labels, session=session, people=people, roles=ROLES, decided=decided))


def names(*labels: str) -> list[str]:
    return [speaker.name for speaker in heard(*labels)]


@pytest.mark.parametrize(
    "labels",
    [
        ("Thornby | Ana", "Thornby | Bo", "Thornby | Cy"), ("NHS - Ana", "NHS - Bo"),
        ("Thornby|Ana", "Thornby|Bo"), ("Thornby | Ana", "Bo | Thornby"),
        ("Thornby Council / Ana", "Thornby Council / Bo"),
        ("Early Years - Ana", "Cy - Early Years"),
        ("Long Thornby | Ana", "Long Thornby | Bo"), ("Ana - Inclusion", "Inclusion - Bo"),
    ],
)  # fmt: skip
def test_a_place_or_an_employer_beside_the_names_is_nobody(labels: tuple[str, ...]) -> None:
    assert set(names(*labels)) <= {"Ana", "Bo", "Cy"}
    assert len(set(names(*labels))) == len(labels)


def test_the_part_shaped_like_a_person_is_the_name() -> None:
    assert names("Thornby - Ana Li") == ["Ana Li"]
    assert names("Ana Li - Thornby", "Wexley - Bo Finch") == ["Ana Li", "Bo Finch"]
    assert names("NHS | P1", "NHS | P2") == ["P1", "P2"]
    assert names("Thornby | P1", "Thornby | P2") == ["P1", "P2"]


def test_a_name_of_the_roster_is_no_place_however_often_it_stands() -> None:
    labels = ("Ana Li | Thornby", "Ana Li | Wexley", "Thornby | Bo Finch")
    found = heard(*labels, people=(Person("Ana Li", "EP"), Person("Bo Finch", "OT")))
    assert [s.name for s in found] == ["Ana Li", "Ana Li", "Bo Finch"]


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("Thornby | Ana Li", {"Ana Li", "Thornby"}), ("NHS - Ana Li", {"Ana Li"}),
        ("EP 2 (Ana Li)", {"Ana Li"}), ("Room 4 - Ana Li", {"Ana Li"}), ("EP (online)", set()),
        ("Student 1 (Year 7)", set()), ("Researcher 1 (Fay)", {"Fay"}), ("Room 4", set()),
        ("Library - Ana & Bo", {"Ana", "Bo"}), ("Kaur, Ana (Thornby)", {"Ana Kaur"}),
        ("Ana Li - phone", {"Ana Li"}), ("Thornby (8)", set()),
    ],
)  # fmt: skip
def test_every_name_in_a_label_is_told_to_the_search_for_names(label: str, said: set[str]) -> None:
    assert set(name_parts(label)) == said
    assert {name for s in heard(label) for name in s.names} == said


def test_no_name_beside_a_doubtful_place_is_kept_from_the_search_for_names() -> None:
    found = heard("Ana | Thornby", "Ana | Wexley")
    assert len({s.name for s in found}) == 2
    assert all("Ana" in s.names for s in found)
    sure = heard("Thornby | Ana", "Thornby | Bo", "Thornby | Cy")
    assert [s.names for s in sure] == [("Ana",), ("Bo",), ("Cy",)]


@pytest.mark.parametrize(
    "labels",
    [
        ("Mr Jones", "Mrs Jones"), ("Dr Smith", "Mr Smith", "Mrs Smith"), ("Mr Ali", "Mrs Ali"),
        ("Mr Sam Lee", "Ms Sam Lee"), ("Miss Jones", "Mrs Jones"), ("Mr Hall", "Sandra Hall"),
        ("EP (Thornby)", "EP (Wexley)"), ("Ana (EP)", "Ana (OT)"), ("Ana (SLT)", "Ana (OT)"),
        ("Ana Li (EP)", "Ana Li (Parent)"), ("Ana Li, EP", "Ana Li, OT"), ("Ana - EP", "Ana - OT"),
        ("Christian Day", "Christina Day"), ("Ana | Parent", "Ana | SENCO"),
    ],
)  # fmt: skip
def test_labels_that_contradict_each_other_are_two_people(labels: tuple[str, ...]) -> None:
    found = heard(*labels)
    assert len({s.name.casefold() for s in found}) == len(labels)
    assert all(s.known and not s.guessed_person for s in found)


@pytest.mark.parametrize(
    "labels",
    [
        ("Dr Jones", "Sue Jones"), ("Mr Ali", "Mr Omar Ali"), ("Dr Ana Li", "Ms Ana Li"),
        ("Ana (EP)", "Ana (Senior EP)"), ("Ana (SLT)", "Ana (therapist)"), ("Ana (EP)", "Ana"),
        ("Ana Li (Parent)", "Ana Li (Mum)"), ("Ana (Guest)", "Ana (EP)"), ("Mr Ali", "Ali"),
        ("EP (Thornby)", "EP"), ("Li, Ana (Thornby)", "Li, Ana (Guest)"), ("Prof Li", "Prof. Li"),
    ],
)  # fmt: skip
def test_labels_that_agree_are_proposed_as_one_person(labels: tuple[str, str]) -> None:
    found = heard(*labels)
    assert len({s.name for s in found}) == 1
    assert [s.proposed for s in found].count(True) == 1


@pytest.mark.parametrize(
    "labels",
    [
        ("Jo's iPad", "Jo Ali", "Jo Day"), ("Smith", "Mr Smith", "Mrs Smith"),
        ("Ana", "Ana (EP)", "Ana (OT)"), ("EP", "EP (Thornby)", "EP (Wexley)"),
        ("Dr Day", "Jo Day", "Al Day"),
    ],
)  # fmt: skip
def test_what_fits_several_people_is_no_third_one(labels: tuple[str, ...]) -> None:
    first, *others = heard(*labels)
    assert (first.known, first.name) == (False, "")
    assert "several people fit" in first.how
    assert len({s.name for s in others if s.known}) == 2


def test_two_labels_that_contradict_are_not_both_the_rosters_one() -> None:
    found = heard("Ana Li (EP)", "Ana Li (Parent)", people=(Person("Ana Li", "EP"),))
    assert [s.name for s in found] == ["Ana Li", "Ana Li (2)"]
    couple = (Person("Mr Jones", "parent"), Person("Mrs Jones", "OT"))
    assert [s.role for s in heard("Mrs Jones", "Mr Jones", people=couple)] == [
        "therapies", "parents",
    ]  # fmt: skip


def test_what_was_decided_is_nobody_elses_name() -> None:
    decided = {"Ana (EP)": Person("Ana", ""), "Speaker 1": Person("Ana (2)", "")}
    found = heard("Ana (EP)", "Speaker 1", "Ana (OT)", decided=decided)
    assert [s.name for s in found] == ["Ana", "Ana (2)", "Ana (3)"]


def test_a_surname_alone_keeps_its_title() -> None:
    assert person_name("Jones, Mrs").shown == "Mrs Jones"
    assert person_name("Dr. Ana Li").shown == "Ana Li"


@given(st.lists(st.text(alphabet="Ab |-()/,.1'", max_size=24), unique=True, max_size=8))
def test_every_odd_label_is_answered(labels: list[str]) -> None:
    found = heard(*labels)
    assert [s.label for s in found] == labels
    assert all(s.known == bool(s.name) for s in found)
    assert all(name.strip() for s in found for name in s.names)
