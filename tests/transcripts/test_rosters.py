"""Attendance reports and people's own spreadsheets."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from fgtools.errors import FgtoolsError
from fgtools.transcripts.rosters import Person, read_roster

REPORT = """1. Summary
Meeting title\tGroup
Attended participants\t3
Start time\t14/11/22, 09:29:07

2. Participants
Name\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tParticipant ID (UPN)\tRole
Reid, Jo (EXT)\t14/11/22, 09:30:46\t14/11/22, 09:50:12\t19m 26s\tj@x.example\tj@x.example\tOrganiser
Ana Li\t14/11/22, 09:30:52\t14/11/22, 09:50:12\t19m 20s\ta@x.example\ta@x.example\tPresenter

3. In-Meeting Activities
Name\tJoin Time\tLeave Time\tDuration\tEmail\tRole
Reid, Jo (EXT)\t14/11/22, 09:30:46\t14/11/22, 09:50:12\t19m 26s\tj@x.example\tOrganiser
"""


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_a_teams_report_gives_people_and_times(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "report.csv"
    path.write_bytes(REPORT.replace("\n", "\r\n").encode(encoding))
    roster = read_roster(path)
    assert roster.format == "teams-attendance"
    assert roster.people[0] == Person(
        "Reid, Jo (EXT)", "Organiser", "2022-11-14T09:30:46", "2022-11-14T09:50:12"
    )
    assert len(roster.people) == 2
    assert roster.warnings == ("The report says 3 people attended; it lists 2.",)


def test_a_list_of_joins_and_leaves_gives_each_person_once(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(
        "Full Name\tUser Action\tTimestamp\nAna Li\tJoined\t7/20/23, 4:30:36 PM\n"
        "Ana Li\tLeft\t7/20/23, 4:40:00 PM\nAna Li\tJoined\t7/20/23, 4:45:00 PM\n"
        "Ana Li\tLeft\t7/20/23, 5:00:00 PM\nBo\tJoined before\t7/20/23, 4:31:00 PM\n",
        encoding="utf-16",
    )
    roster = read_roster(path)
    assert roster.people == (
        Person("Ana Li", "", "2023-07-20T16:30:36", "2023-07-20T17:00:00"),
        Person("Bo", "", "2023-07-20T16:31:00", None),
    )


def test_own_spreadsheets_have_a_name_and_a_role_somewhere(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Our group"], ["Role", "Full name", "Session"], ["EP", "Ana Li", "ep-1"]):
        sheet.append(row)
    book.save(tmp_path / "people.xlsx")
    assert read_roster(tmp_path / "people.xlsx").people == (Person("Ana Li", "EP", session="ep-1"),)


def test_zoom_participants_stand_below_the_meeting(tmp_path: Path) -> None:
    path = tmp_path / "zoom.csv"
    path.write_text(
        "Meeting ID,Topic,Start Time,\n0001,Group,09/24/2020 11:35:16 AM,\n\n"
        "Name (Original Name),User Email,Total Duration (Minutes),Guest\nAna Li,,75,\nBo,,70,\n",
        encoding="utf-8-sig",
    )
    roster = read_roster(path)
    assert (roster.format, [person.name for person in roster.people]) == (
        "zoom-participants",
        ["Ana Li", "Bo"],
    )


def test_a_file_without_names_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("colour,size\nred,3\n", encoding="utf-8")
    with pytest.raises(FgtoolsError, match="No column of names"):
        read_roster(path)
