"""Labels that are not one known person are told from people and from numbers for people."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fgtools.transcripts.voices import is_chair, is_number, names_within, not_one_person


@pytest.mark.parametrize(
    "label",
    [
        "", "Unknown", "unknown speaker", "Unidentified male", "Speaker 1", "SPEAKER_03",
        "Speaker A", "spk_0", "S01", "Sprecher 2", "Guest", "Guest 3", "Anonymous", "Caller 1",
        "+44 7700 900123", "07700 900123", "+1*******23", "User 2", "Inaudible", "Female voice",
        "iPad", "iPad (2)", "Conference phone", "Galaxy S21", "DESKTOP-4F2KQ1", "Meeting Owl",
        "Team Room 40/3125 (8)", "Civic Centre Room 2.14", "Boardroom", "Town Hall", "SEN Office",
        "Northmere Family Hub", "Classroom 3", "Library", "Wexbourne (12)", "Zoom Room",
        "Multiple speakers", "Participants", "All", "Everyone", "Several voices", "Group",
        "Ana and Bo", "Ana & Bo", "Ana Li + Bo Finch", "L1 & L2",
    ],
)  # fmt: skip
def test_rooms_devices_and_many_voices_are_nobody_known(label: str) -> None:
    assert "not one known person" in not_one_person(label)


@pytest.mark.parametrize(
    "label",
    [
        "Priya Kaur", "Kaur, Priya (Wexbourne)", "Ana Li (2)", "Ana Li (Guest)", "Ana's iPad",
        "Ana Li - phone", "Amelia Hall", "Tom Room-Baker", "Grace Speaker", "Carl Guest",
        "Ana (she/her)", "Andy Anders", "Sandy", "P07", "Participant 3", "Respondent 12", "R1",
        "[p1]", "T", "S", "DB", "Parent 2", "Teacher", "SENCO 1", "Interviewer", "Facilitator",
        "MOT", "L1", "EP 2", "Grace Student", "Mo",
    ],
)  # fmt: skip
def test_people_and_numbers_for_people_are_one_person(label: str) -> None:
    assert not_one_person(label) == ""


def test_labels_of_two_are_told_by_the_other_labels() -> None:
    others = frozenset(("L1", "L2", "Ana Li", "Bo Finch", "Ana", "Bo"))
    for label in ("L1 L2", "Ana/Bo", "Ana, Bo", "Ana Li / Bo Finch"):
        assert "several people" in not_one_person(label, others)
    assert not_one_person("Ana Li", frozenset(("Ana", "Li, Bo"))) == ""
    assert not_one_person("Li, Ana", frozenset(("Ana", "Bo"))) == ""


def test_many_seats_are_a_room_unless_the_name_is_somebodys() -> None:
    assert "room" in not_one_person("Fernbrook (8)")
    assert not_one_person("Ana Li (8)", frozenset(("Ana Li",))) == ""


@pytest.mark.parametrize("label", ["P07", "[p1]", "Respondent", "Participant 12", "Parent B", "EP"])
def test_numbers_and_posts_are_no_names(label: str) -> None:
    assert is_number(label)


@pytest.mark.parametrize("label", ["Ana", "Jo 2", "Ana Li", "Grace Carer", "DB", "Hope", "Will"])
def test_names_are_no_numbers(label: str) -> None:
    assert not is_number(label)


@pytest.mark.parametrize(
    "label", ["Facilitator", "Interviewer 2", "Co-facilitator", "MOD", "Jo Reid (Facilitator)",
              "Moderator - Jo Reid", "[INT]"],
)  # fmt: skip
def test_a_label_may_say_who_facilitates(label: str) -> None:
    assert is_chair(label)


def test_the_names_in_a_label_of_two_are_names_all_the_same() -> None:
    assert names_within("Ana Li and Bo") == ("Ana Li", "Bo")
    assert names_within("P1 & P2") == ()
    assert names_within("Meeting Room 4") == ()


@given(st.text(max_size=300))
def test_any_label_is_answered(label: str) -> None:
    assert isinstance(not_one_person(label, frozenset((label,))), str)
    is_number(label)
    is_chair(label)
