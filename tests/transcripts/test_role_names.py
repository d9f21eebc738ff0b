"""What people write for their work is read as a role of the study, or stays as written."""

from __future__ import annotations

import pytest

from fgtools.transcripts.role_names import match_role

DECLARED = {
    "ASYE": (),
    "casework": ("Casework and assessment",),
    "educational-psychology": ("Educational psychology",),
    "therapies": ("Therapies",),
    "social-work": ("Social work",),
    "senco": ("SENCOs",),
}
WRITTEN = """
AYSE | ASYE
ASYE | ASYE
asye social worker | ASYE
ASYE Social Worker (children) | ASYE
Newly qualified social worker | ASYE
NQSW | ASYE
Social worker | social-work
Senior social worker | social-work
Social Wroker | social-work
Social worker, children with disabilities team | social-work
EHCP coordinator | casework
EHC Co-ordinator | casework
EHCP Co ordinator | casework
Senior EHCP coordinator | casework
EHC coordinater | casework
SEN case officer | casework
SEND Case Officer (agency) | casework
SEND caseworker | casework
Case worker | casework
casworker | casework
Plan writer | casework
EHC plan writer | casework
EHCP Plan Writer (temporary) | casework
Annual reviews officer | casework
Tribunal officer | casework
SEND Tribunal Officer | casework
Assessment officer | casework
SEND team manager | casework
Casework & Assessment | casework
case officer and data lead | casework
SaLT | therapies
SALT | therapies
SLAT | therapies
SLT | therapies
SLTs | therapies
S&LT | therapies
Speech and language therapist | therapies
Speech & Language Therapist | therapies
speech therapist | therapies
Speech and langauge therapist | therapies
Clinical lead speech and language therapist | therapies
Speech and language therapist, youth justice and post-16 | therapies
OT | therapies
O.T. | therapies
Paediatric OT | therapies
Occupational Therapist | therapies
occupational therepist | therapies
physio | therapies
Physiotherapist | therapies
Physiotherapist (band 7) | therapies
TEP | educational-psychology
trainee EP | educational-psychology
Senior EP | educational-psychology
EP | educational-psychology
E.P. | educational-psychology
Main grade EP | educational-psychology
Principal EP | educational-psychology
Ed Psych | educational-psychology
ed. psych. | educational-psychology
Educational pyschologist | educational-psychology
Principal Educational Psychologist | educational-psychology
Educational psychologist and independent associate | educational-psychology
Assistant educational psychologist | educational-psychology
SENCo | senco
SENDCO | senco
Special Educational Needs Coordinator | senco
Head of Service |
Parent carer |
Parent |
Parent of a child who sees an OT |
plumber |
Clinical psychologist |
Occupational psychologist |
Occupational health adviser |
EP service administrator |
Business support |
Commissioner |
Headteacher |
Deputy head |
Class teacher |
Teaching assistant |
Social care worker |
Social media officer |
Art therapist |
Finance officer |
Designated clinical officer |
Director of Education |
Careers adviser |
Health visitor |
IT |
PO |
EA |
Data officer |
Elected member |
Case law solicitor |
""".strip()


def pairs() -> list[tuple[str, str]]:
    rows = (line.partition("|") for line in WRITTEN.splitlines())
    return [(written.strip(), role.strip()) for written, _, role in rows]


@pytest.mark.parametrize(("written", "role"), pairs())
def test_a_role_is_read_as_people_write_it(written: str, role: str) -> None:
    assert match_role(written, DECLARED)[0] == role


def test_only_what_is_exactly_so_is_certain() -> None:
    assert match_role("EHC coordinator", DECLARED)[1] == 1
    assert 0.7 <= match_role("AYSE", DECLARED)[1] < 1
    assert 0.9 <= match_role("Senior EP", DECLARED)[1] < 1


def test_the_studys_own_words_go_before_the_fields() -> None:
    own = {"therapies": ("Therapies",), "health": ("Health", "SaLT")}
    assert match_role("SaLT", own) == ("health", 1.0)
    assert match_role("OT", own) == ("therapies", 1.0)


def test_a_narrow_role_keeps_what_is_its_own() -> None:
    narrow = {"therapies": ("Therapies",), "speech": ("Speech and language therapy",)}
    assert match_role("SaLT", narrow)[0] == "speech"
    assert match_role("physio", narrow)[0] == "therapies"


def test_roles_that_the_study_does_not_declare_are_never_guessed() -> None:
    assert match_role("EHCP coordinator", {"nursing": ("Nursing",)})[0] == ""
    assert match_role("OT", {}) == ("", 0.0)
