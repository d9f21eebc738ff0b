"""Labels become people with roles, or are marked as not one known person."""

from __future__ import annotations

import pytest

from fgtools.nouns import Session
from fgtools.transcripts.rosters import Person
from fgtools.transcripts.speakers import Speaker, match, match_role

SESSION = Session("ep-1", role="educational-psychology")
PEOPLE = (
    Person("Joanna Reid", "facilitator", session="ep-1"),
    Person("Priya Kaur", "educational-psychology", session="ep-1"),
    Person("Lucy Pemberton-Hale", "therapies", session="ep-1"),
    Person("Priya Shah", "casework", session="casework-1"),
)


def matched(
    *labels: str,
    people: tuple[Person, ...] = PEOPLE,
    decided: dict[str, Person] | None = None,
    printed: dict[str, str] | None = None,
) -> list[Speaker]:
    roles = {"educational-psychology": ("EP",), "therapies": ("OT", "speech therapist")}
    found = match(
        labels,
        session=SESSION,
        people=people,
        roles=roles,
        decided=decided or {},
        printed=printed or {},
    )
    return list(found)


@pytest.mark.parametrize(
    "label",
    [
        "Priya Kaur", "Kaur, Priya (Wexbourne)", "KAUR, Priya [NA]", "Dr Priya Kaur (SHE/HER)",
        "priya kaur (Guest)", "P Kaur", "Priya", "Priya Kuar", "Priya Kaur | Northmere",
    ],
)  # fmt: skip
def test_one_person_is_found_under_every_label(label: str) -> None:
    (speaker,) = matched(label)
    assert (speaker.name, speaker.known) == ("Priya Kaur", True)
    assert speaker.how.startswith("roster")


@pytest.mark.parametrize(
    "label",
    [
        "", "Unknown", "Unknown Speaker", "Speaker 1", "SPEAKER_00", "spk_0", "S01", "+1*******23",
        "Meeting Room 4 (Civic Centre)", "Team Room 40/3125 (8)", "Civic Centre Room 2.14",
    ],
)  # fmt: skip
def test_rooms_and_unknown_voices_are_not_one_known_person(label: str) -> None:
    (speaker,) = matched(label)
    assert (speaker.known, speaker.name, speaker.is_facilitator) == (False, "", False)
    assert "not one known person" in speaker.how


def test_the_facilitator_is_found_by_roster_software_file_or_label() -> None:
    organiser = (Person("Reid, Jo", "Organiser"),)
    assert matched("Reid, Joanna (Guest)")[0].is_facilitator
    assert matched("Jo Reid", people=organiser)[0].is_facilitator
    assert matched("Jo", people=(), printed={"Jo": "Facilitator"})[0].is_facilitator
    assert matched("Interviewer 1", people=())[0].is_facilitator


def test_two_labels_of_one_person_get_one_name_without_a_roster() -> None:
    names = [s.name for s in matched("Bekah Weigel", "Weigel, B", "Bekah", "Dan", people=())]
    assert names == ["Bekah Weigel", "Bekah Weigel", "Bekah Weigel", "Dan"]


def test_a_first_name_that_fits_two_people_is_left_to_people() -> None:
    two = (Person("Ana Li", "EP"), Person("Ana Roy", "OT"))
    (speaker,) = matched("Ana", people=two)
    assert speaker.name == "Ana"
    assert "several people" in speaker.how


def test_roles_come_from_the_person_then_the_file_then_the_session() -> None:
    people = (Person("Ana Li", "speech therapist"), Person("Bo Finch", "Presenter"))
    roles = [s.role for s in matched("Ana Li", "Bo Finch", "Cy Day", "Di Eve", people=people,
                                     printed={"Ana Li": "EP", "Cy Day": "O.T."})]  # fmt: skip
    assert roles == ["therapies", "educational-psychology", "therapies", "educational-psychology"]


def test_what_people_decided_goes_first() -> None:
    decided = {"Meeting Room 4": Person("Ana Li", "therapies")}
    (speaker,) = matched("Meeting Room 4", decided=decided)
    assert (speaker.name, speaker.known) == ("Ana Li", True)


ROLES = {
    "ASYE": (),
    "casework": ("EHC coordinator", "case officer"),
    "educational-psychology": ("EP", "educational psychologist"),
}


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("AYSE", "ASYE"), ("EHCP coordinator", "casework"), ("Casework", "casework"),
        ("Senior Educational Psychologist", "educational-psychology"), ("plumber", ""), ("", ""),
    ],
)  # fmt: skip
def test_roles_are_matched_with_slips_of_the_pen(text: str, role: str) -> None:
    assert match_role(text, ROLES)[0] == role
