"""Attendance reports and people's own spreadsheets."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import openpyxl
import pytest
from click.testing import CliRunner

from fgtools.cli.transcripts_shown import roster as roster_command
from fgtools.errors import FgtoolsError
from fgtools.transcripts.dates import readable
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


GERMAN = """1. Zusammenfassung
Titel der Besprechung\tGruppe
Teilnehmer\t2

2. Teilnehmer
Name\tErster Beitritt\tLetztes Verlassen\tBesprechungsdauer\tE-Mail\tTeilnehmer-ID (UPN)\tRolle
Reid, Jo\t4.5.2024, 09:30:46\t4.5.2024, 09:50:12\t19 Min.\tj@x.example\tj@x.example\tOrganisator
"""
FRENCH = """Résumé de la réunion
Nombre total de participants\t1

Nom complet\tHeure d'arrivée\tHeure de départ\tDurée\tE-mail\tRôle
Reid, Jo\t04/05/2024 à 09:30:46\t04/05/2024 à 09:50:12\t19 min\tj@x.example\tOrganisateur
"""
SPANISH = """Nombre completo\tHora a la que se unió\tHora a la que salió\tDuración\tCorreo\tRol
Reid, Jo\t4/5/2024, 9:30:46 a. m.\t4/5/2024, 9:50:12 a. m.\t19 min\tj@x.example\tOrganizador
"""
UNKNOWN = """Yhteenveto

Osallistujat
Osallistuja\tSaapui\tLähti\tKesto\tSähköposti\tTehtävä
Reid, Jo\t4.5.2024 klo 9.30.46\t4.5.2024 klo 9.50.12\t19 min\tj@x.example\tJärjestäjä
"""
BACKWARDS = """3. In-Meeting Activities;;;;;
Name;Join Time;Leave Time;Duration;Email;Role
Reid, Jo;2024-05-04 09:30:46;2024-05-04 09:40:12;10m;j@x.example;Organiser
Reid, Jo;2024-05-04 09:45:46;2024-05-04 09:50:12;5m;j@x.example;Organiser
;;;;;
1. Summary;;;;;
Attended participants;1;;;;
"""


@pytest.mark.parametrize("report", [GERMAN, FRENCH, SPANISH, UNKNOWN, BACKWARDS])
def test_reports_in_other_languages_and_orders(tmp_path: Path, report: str) -> None:
    path = tmp_path / "report.csv"
    path.write_text(report, encoding="utf-16" if "\t" in report else "utf-8-sig")
    (person,) = read_roster(path).people
    assert person.name == "Reid, Jo"
    assert person.role.startswith(("Organi", "Järj"))
    assert (person.joined, person.left) == ("2024-05-04T09:30:46", "2024-05-04T09:50:12")


def test_those_whom_only_one_section_names_are_listed_too(tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    path.write_text(
        REPORT + "Late Guest\t14/11/22, 09:40:46\t14/11/22, 09:50:12\t9m 26s\t\tAttendee\n",
        encoding="utf-16",
    )
    assert [person.name for person in read_roster(path).people][-1] == "Late Guest"


@pytest.mark.parametrize(
    ("printed", "meant", "guessed"),
    [
        (["14/11/22, 09:29:07"], "2022-11-14T09:29:07", False),
        (["7/20/23, 4:30:36 PM"], "2023-07-20T16:30:36", False),
        (["5/4/24, 9:30:46 AM"], "2024-05-04T09:30:46", True),
        (["04/05/2024 09:30"], "2024-05-04T09:30:00", True),
        (["4/5/24, 12:05 a.m.", "4/6/24, 1:05 a.m."], "2024-04-05T00:05:00", False),
        (["20.7.2023, 16:30:36"], "2023-07-20T16:30:36", False),
        (["2023-07-20T16:30:36Z"], "2023-07-20T16:30:36", False),
        (["July 20, 2023 4:30:36\u202fPM"], "2023-07-20T16:30:36", False),
        (["Thursday, 20 July 2023 16:30:36"], "2023-07-20T16:30:36", False),
        (["20 de julio de 2023, 4:30:36 p. m."], "2023-07-20T16:30:36", False),
        (["9:30 AM"], "09:30:00", False),
    ],
)
def test_dates_are_read_in_either_order(printed: list[str], meant: str, guessed: bool) -> None:
    dates, warnings = readable(printed)
    assert dates[printed[0]] == meant
    assert bool(warnings) == guessed


def test_what_is_no_date_is_left_out() -> None:
    assert readable(["", "soon", "45/99/2020 10:00", "1/1/2020 99:99"]) == ({}, [])


def test_forename_and_surname_make_a_name_and_notes_are_not_shown(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text(
        "Email;Surname;Forename;Job title;Notes\n"
        "a@x.example;Li;Ana;EP;Needs a ramp and a quiet room, please\n"
        "b@x.example;Ray;Bo;SENCO;Comes late and leaves early, she says\nTotal;;;;\n",
        encoding="cp1252",
    )
    roster = read_roster(path)
    assert roster.people == (Person("Ana Li", "EP"), Person("Bo Ray", "SENCO"))
    assert "@" not in repr(roster)


@pytest.mark.parametrize(
    "header",
    [["Vorname", "Name", "Rolle"], ["Nombre", "Apellidos", "Rol"], ["Name", "Surname", "Role"]],
)
def test_half_names_are_joined_in_other_languages(tmp_path: Path, header: list[str]) -> None:
    path = tmp_path / "people.csv"
    path.write_text(",".join(header) + "\nAna,Li,EP\n", encoding="utf-8")
    assert read_roster(path).people == (Person("Ana Li", "EP"),)


def test_people_of_several_sheets_are_one_list(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["Staff list"], [], ["Email", "Job role", "Participant's name", "School name"],
                ["a@x.example", "EP", "Ana Li", "Oakfield"]):  # fmt: skip
        book.worksheets[0].append(row)
    page = book.create_sheet("More")
    for row in (["Participant's name", "Job role"], ["Bo Ray", "SENCO"], ["Ana Li", "EP"]):
        page.append(row)
    book.save(tmp_path / "people.xlsx")
    roster = read_roster(tmp_path / "people.xlsx")
    assert roster.people == (Person("Ana Li", "EP"), Person("Bo Ray", "SENCO"))
    assert roster.warnings == ("People were read from sheets 1, 2.",)
    assert roster.columns == (
        "Columns taken: name = column 3 'Participant's name', role = column 2 'Job role'."
    )


def test_a_table_in_a_word_file_is_a_roster(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_paragraph("Who comes to the focus group")
    table = made.add_table(0, 2)
    for row in (("Name", "Role"), ("Ana Li", "EP")):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    made.save(str(tmp_path / "people.docx"))
    assert read_roster(tmp_path / "people.docx").people == (Person("Ana Li", "EP"),)


def test_a_name_changed_in_zoom_is_kept_with_the_name_of_the_account(tmp_path: Path) -> None:
    path = tmp_path / "zoom.csv"
    path.write_text(
        "Topic,ID,Duration (minutes),Participants\nGroup,811 2222,60,3\n\n"
        "Name (original name),Email,Join time,Leave time,Duration (minutes),Guest\n"
        "Ana (Ana Li),a@x.example,05/13/2024 09:30:00 AM,05/13/2024 10:30:00 AM,60,No\n"
        "Bo Ray (she/her),,05/13/2024 09:30:00 AM,05/13/2024 09:40:00 AM,10,Yes\n"
        "Bo Ray (she/her),,05/13/2024 09:50:00 AM,05/13/2024 10:20:00 AM,30,Yes\n",
        encoding="utf-8-sig",
    )
    roster = read_roster(path)
    assert roster.people == (
        Person("Ana (Ana Li)", "", "2024-05-13T09:30:00", "2024-05-13T10:30:00"),
        Person("Bo Ray (she/her)", "", "2024-05-13T09:30:00", "2024-05-13T10:20:00"),
    )


OTHERS = {
    "a transcript": "WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.000\n<v Ana Li>Hello</v>\n",
    "a table of talk": "session,speaker,role,text\na,Ana,EP,Hello\na,Bo,EP,Hi\n",
    "a survey's answers": "Role,What are the barriers?\nEP,We wait for months on end\n"
    "SENCO,Nobody has time to meet us\n",
}


@pytest.mark.parametrize(("what", "text"), OTHERS.items())
def test_what_is_no_roster_is_named_with_the_right_command(
    tmp_path: Path, what: str, text: str
) -> None:
    path = tmp_path / "file.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FgtoolsError, match=f"This is {what}.*transcripts show"):
        read_roster(path)


@pytest.mark.parametrize(
    "text",
    [
        "09:01:10\tFrom Ana Li : I cannot hear, can you?\n09:02:11\tFrom Bo Ray : Is it better?\n",
        "[Monday 09:01] Ana Li\nHello, all\n[Monday 09:02] Bo Ray\nThe audio, is it back\n",
    ],
)
def test_a_chat_is_called_a_chat(tmp_path: Path, text: str) -> None:
    path = tmp_path / "chat.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FgtoolsError, match="This is the chat of a meeting, not a list of people"):
        read_roster(path)


def test_the_command_shows_names_roles_and_times_only(tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    path.write_text(REPORT, encoding="utf-16")
    shown = CliRunner().invoke(roster_command, [str(path)])
    assert shown.exit_code == 0
    assert "Ana Li" in shown.stdout
    assert "2022-11-14T09:50:12" in shown.stdout
    assert "x.example" not in shown.output
    asked = CliRunner().invoke(roster_command, [str(path), "--json"])
    document = json.loads(asked.stdout)
    assert document["format"] == "teams-attendance"
    assert document["people"][1] == {
        "name": "Ana Li", "role": "Presenter",
        "joined": "2022-11-14T09:30:52", "left": "2022-11-14T09:50:12",
    }  # fmt: skip


def test_a_file_without_names_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("colour,size\nred,3\n", encoding="utf-8")
    with pytest.raises(FgtoolsError, match="No column of names"):
        read_roster(path)
