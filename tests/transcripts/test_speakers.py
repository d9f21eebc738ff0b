"""Labels become people with roles, or are marked as not one known person."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fgtools.nouns import Session
from fgtools.transcripts.role_names import match_role
from fgtools.transcripts.rosters import Person
from fgtools.transcripts.speakers import Speaker, match

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
        "Kaur, Priya (Wexbourne) (External)", "Priya Kaur she/her", "Priya Kaur - she/her/hers",
        "Priya Kaur (she, her)", "Priya Kaur {They/Them}", "KAUR Priya", "PRIYA KAUR", "Prïya Kaur",
        "Priya K", "Priya K.", "P. Kaur", "Kaur P", "Priya Anne Kaur", "Priya's iPad",
        "Priya’s iPhone (2)", "Priya Kaur (2)", "Priya Kaur 2", "Priya Kaur - phone",
        "Priya Kaur (iPad)", "iPad (Priya Kaur)", "Priya Kaur iPhone", "iPhone von Priya",
        "priya.kaur@northmere.gov.uk", "Priya Kaur - Northmere Council", "EP - Priya Kaur",
        "Priya Kaur, EP", "Kaur, Dr Priya", "Priya Kaur (Educational Psychologist)",
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


def test_a_facilitator_is_a_guess_only_where_nobody_said_so() -> None:
    organiser = (Person("Jo Reid", "Organiser"),)
    assert matched("Jo Reid", people=organiser)[0].proposed
    assert not matched("Jo Reid (Facilitator)", people=organiser)[0].proposed
    assert not matched("Reid, Joanna")[0].proposed
    assert not matched("Facilitator", people=())[0].proposed
    decided = {"Jo Reid": Person("Jo Reid", "")}
    (speaker,) = matched("Jo Reid", people=organiser, decided=decided)
    assert (speaker.how, speaker.proposed) == (
        "decided by a person; facilitator: role organiser", True,
    )  # fmt: skip


def test_a_name_that_a_person_gave_is_no_proposal_for_who_has_it() -> None:
    decided = {"Speaker 3": Person("Ana Li", "")}
    for labels in (("Speaker 3", "Ana Li"), ("Li, Ana", "Speaker 3")):
        found = matched(*labels, people=(), decided=decided)
        assert [(s.name, s.proposed) for s in found] == [("Ana Li", False)] * 2
    (_, other) = matched("Speaker 3", "Ana", people=(), decided=decided)
    assert (other.name, other.proposed) == ("Ana Li", True)


def test_two_labels_of_one_person_get_one_name_without_a_roster() -> None:
    names = [s.name for s in matched("Bekah Weigel", "Weigel, B", "Bekah", "Dan", people=())]
    assert names == ["Bekah Weigel", "Bekah Weigel", "Bekah Weigel", "Dan"]


def test_a_first_name_that_fits_two_people_is_left_to_people() -> None:
    two = (Person("Ana Li", "EP"), Person("Ana Roy", "OT"))
    (speaker,) = matched("Ana", people=two)
    assert (speaker.name, speaker.known, speaker.names) == ("", False, ("Ana",))
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


@pytest.mark.parametrize(
    "labels",
    [
        ("Zoë Núñez", "Zoe Nunez"), ("Lucy Pemberton-Hale", "Lucy Pemberton Hale"),
        ("Maeve O'Rourke", "ORourke, Maeve"), ("Łukasz Król", "Lukasz Krol"),
        ("Phillip Marsden", "Philip Marsden"), ("Tomasz Zielinski", "Tomasz Zielniski"),
        ("Eric Clay", "Eric's iPad (Northmere)"), ("Ana Li", "Ana Li (2)"), ("ana li", "Ana Li"),
        ("P07", "[p7]"), ("Grote, Justin", "Justin Grote"), ("Bo Finch (SHE/HER)", "Bo Finch"),
    ],
)  # fmt: skip
def test_two_spellings_are_proposed_as_one_person(labels: tuple[str, str]) -> None:
    first, second = sorted(matched(*labels, people=()), key=lambda s: s.guessed_person)
    assert first.name == second.name
    assert (first.proposed, second.proposed) == (False, True)
    assert f'the same person as "{first.label}"' in second.how


@pytest.mark.parametrize(
    "labels",
    [
        ("Ana Li", "Ann Li"), ("Maria Lopez", "Marie Lopez"), ("Joan Smith", "John Smith"),
        ("Dan Brown", "Dean Brown"), ("Julia Marsh", "Julie Marsh"), ("Ana Li", "Ben Li"),
        ("Daniel Marsh", "Danielle Marsh"), ("Christina Boyd", "Christine Boyd"), ("Ana", "Anna"),
        ("Ana B Li", "Ana C Li"), ("P1", "P2"), ("Parent 1", "Parent 2"), ("T", "Tom Reid"),
        ("R1", "Respondent 12"), ("Smith", "Joan Smith"), ("Teacher", "Teacher 2"),
        ("Ana's iPad", "Bo's iPad"), ("A Li", "Ben Li"), ("EP 1", "EP 2"),
    ],
)  # fmt: skip
def test_two_people_are_never_made_one(labels: tuple[str, str]) -> None:
    one, other = matched(*labels, people=())
    assert one.name != other.name
    assert {one.proposed, other.proposed} == {False}


def test_two_people_of_the_roster_stay_two() -> None:
    both = (Person("Ana Li", "EP"), Person("Ann Li", "OT"), Person("Sarah Jones", "EP"))
    found = matched("Ana Li", "Ann Li", "Sarah Jones", "Sara Jones", people=both)
    assert len({speaker.name for speaker in found}) == 4
    assert [s.role for s in found[:2]] == ["educational-psychology", "therapies"]


@pytest.mark.parametrize("short", ["Priya", "P Kaur", "Priya K", "Priya's iPad"])
def test_what_fits_two_people_joins_neither(short: str) -> None:
    found = matched("Priya Kaur", "Pavan Kaur", "Priya Khan", short, people=())
    assert len({speaker.name for speaker in found}) == 4
    assert "several people" in found[-1].how


def test_a_first_name_that_a_speaker_and_the_roster_share_is_left_to_people() -> None:
    priya = matched("Priya", "Priya Lund")[0]
    assert (priya.name, priya.known) == ("", False)


def test_a_roster_may_hold_numbers_for_people() -> None:
    people = (Person("P7", "OT"), Person("P8", "EP"))
    roles = [s.role for s in matched("P07", "p8", people=people)]
    assert roles == ["therapies", "educational-psychology"]


def test_one_role_holds_for_all_labels_of_a_person() -> None:
    labels = ("Bekah Weigel", "Bekah")
    found = matched(*labels, people=(), printed={"Bekah": "O.T."})
    assert [s.role for s in found] == ["therapies", "therapies"]
    found = matched(*labels, people=(), printed={"Bekah": "Moderator"})
    assert [s.is_facilitator for s in found] == [True, True]


def test_a_decided_name_keeps_the_role_that_the_roster_gives() -> None:
    (speaker,) = matched("LPH", decided={"LPH": Person("Lucy Pemberton-Hale", "")})
    assert (speaker.role, speaker.proposed) == ("therapies", False)


def test_who_was_decided_to_have_another_role_does_not_facilitate() -> None:
    decided = {"Interviewer": Person("Interviewer", "EP")}
    (speaker,) = matched("Interviewer", decided=decided, people=())
    assert (speaker.is_facilitator, speaker.role) == (False, "educational-psychology")


def test_a_role_in_brackets_is_a_role_of_the_label() -> None:
    (speaker,) = matched("Ana Li (OT)", people=())
    assert (speaker.name, speaker.role) == ("Ana Li", "therapies")


def test_only_names_are_given_to_the_search_for_names() -> None:
    labels = ("Participant 3", "Facilitator", "Speaker 1", "Meeting Room 4", "P07", "Ana and Bo",
              "Lucy Pembertonhale", "Cy Day")  # fmt: skip
    names = [name for s in matched(*labels) for name in s.names]
    assert names == ["Ana", "Bo", "Lucy Pemberton-Hale", "Cy Day"]


@given(st.lists(st.text(max_size=40), unique=True, max_size=12))
def test_every_label_gets_one_speaker_in_order(labels: list[str]) -> None:
    found = matched(*labels, people=())
    assert [speaker.label for speaker in found] == labels
    assert all(speaker.known == bool(speaker.name) for speaker in found)
    assert found == matched(*labels, people=())


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
