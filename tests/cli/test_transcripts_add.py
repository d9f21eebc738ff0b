"""Handing in transcripts: what is said, what is asked, what is refused, and what is written."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from tests.conftest import typed

TALK = [
    ("Tilda Marchbanks", "What takes up your week, would you say, and what do you leave undone?"),
    ("Orla Fennimore", "Honestly it is the reports, I write them on Sunday evenings at home."),
    ("Bram Castellane", "We have two record systems and neither of them talks to the other."),
    ("Orla Fennimore", "Bram is right, and the waiting list grows longer while we type it all."),
    ("Bram Castellane", "Supervision is what keeps me here, one hour a month that is protected."),
    ("Tilda Marchbanks", "And if you could change a single thing about the work by next spring?"),
    ("Orla Fennimore", "Fewer forms, and somebody who answers the phone when a family rings us."),
]
OTHER = [
    ("Tilda Marchbanks", "What takes up your week, would you say, and what do you leave undone?"),
    ("Ines Calloway", "Annual reviews mostly, forty in a term, and the minutes come to me too."),
    ("Doro Whitlock", "Travel between seven schools, I eat my sandwich at the traffic lights."),
    ("Ines Calloway", "The tribunal bundle took me three weeks and nobody covered my caseload."),
    ("Doro Whitlock", "New staff leave within the year because nobody has time to train them."),
    ("Tilda Marchbanks", "And if you could change a single thing about the work by next spring?"),
    ("Ines Calloway", "Pay us for the hours we do, that would be a start in my own opinion."),
]


def vtt(path: Path, talk: list[tuple[str, str]] = TALK) -> Path:
    cues = [
        f"00:0{at}:01.250 --> 00:0{at}:41.500\n<v {who}>{text}</v>\n"
        for at, (who, text) in enumerate(talk)
    ]
    path.write_text("WEBVTT\n\n" + "\n".join(cues), "utf-8")
    return path


def text(path: Path, talk: list[tuple[str, str]] = TALK) -> Path:
    path.write_text("\n\n".join(f"{who}: {words}" for who, words in talk), "utf-8")
    return path


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    assert typed(tmp_path, "study", "new", "mine").code == 0
    return tmp_path / "mine"


@pytest.fixture
def with_roles(mine: Path) -> Path:
    settings = mine / "study.toml"
    roles = '[roles.therapies]\nsynonyms = ["SLT"]\n[roles.nursing]\n'
    settings.write_text(settings.read_text("utf-8") + roles, "utf-8")
    return mine


def sessions(study: Path) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = tomllib.loads((study / "study.toml").read_text("utf-8")).get(
        "sessions", {}
    )
    return found


def raw(study: Path) -> set[str]:
    return {p.name for p in (study / "transcripts" / "raw").iterdir()}


def test_what_is_added_is_told_without_a_name(mine: Path, tmp_path: Path) -> None:
    done = typed(mine, "transcripts", "add", str(vtt(tmp_path / "group.vtt")), "--yes")
    assert done.code == 0, done.err
    header, row, *_ = done.out.splitlines()
    assert header.split() == ["session", "format", "turns", "voices", "words", "minutes", "role"]
    assert row.split()[0] == "group"
    assert row.split()[2:4] == ["7", "3"]
    assert "fgtools run" in done.err
    for name in ("Orla", "Bram", "Tilda"):
        assert name not in done.out + done.err


def test_what_is_left_out_is_told_by_reason_with_its_words(mine: Path, tmp_path: Path) -> None:
    talk = [*TALK, ("Orla Fennimore", "[applause] Thank you.")]
    done = typed(mine, "transcripts", "add", str(vtt(tmp_path / "group.vtt", talk)), "--yes")
    assert "group: words left out: 1 event in brackets" in done.out


def test_the_original_is_never_touched_and_the_copy_is_for_the_owner_alone(
    mine: Path, tmp_path: Path
) -> None:
    path = vtt(tmp_path / "group.vtt")
    path.chmod(0o444)
    os.utime(path, ns=(10**18, 10**18))
    before = path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_mode
    assert typed(mine, "transcripts", "add", str(path), "--yes").code == 0
    assert (path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_mode) == before
    zone = mine / "transcripts"
    assert (zone / "raw" / "group.vtt").read_bytes() == before[0]
    for place in (zone, *zone.rglob("*")):
        assert place.stat().st_mode & 0o077 == 0, place


def test_the_same_words_in_another_format_are_refused_and_the_command_to_replace_is_given(
    mine: Path, tmp_path: Path
) -> None:
    assert typed(mine, "transcripts", "add", str(text(tmp_path / "group.txt")), "--yes").code == 0
    done = typed(mine, "transcripts", "add", str(vtt(tmp_path / "later.vtt")), "--yes")
    assert done.code == 1
    assert "later.vtt: not added: this recording is in the study already, as group" in done.err
    assert "This file is the better one: its times are finer." in done.err
    assert "fgtools transcripts replace group FILE" in done.err
    assert raw(mine) == {"group.txt"}
    assert list(sessions(mine)) == ["group"]


def test_a_recording_that_is_there_does_not_keep_the_others_out(mine: Path, tmp_path: Path) -> None:
    assert typed(mine, "transcripts", "add", str(text(tmp_path / "group.txt")), "--yes").code == 0
    files = [str(vtt(tmp_path / "again.vtt")), str(vtt(tmp_path / "other.vtt", OTHER))]
    done = typed(mine, "transcripts", "add", *files, "--yes")
    assert done.code == 0, done.err
    assert "again.vtt: not added" in done.err
    assert list(sessions(mine)) == ["group", "other"]


def test_of_the_two_files_of_a_meeting_the_better_one_is_taken(mine: Path, tmp_path: Path) -> None:
    heard_otherwise = [(who, words.replace("forms", "farms")) for who, words in TALK]
    files = [str(text(tmp_path / "group.txt", heard_otherwise)), str(vtt(tmp_path / "meeting.vtt"))]
    done = typed(mine, "transcripts", "add", *files, "--yes")
    assert done.code == 0, done.err
    assert "group.txt: not added: the same recording as meeting.vtt" in done.err
    assert "its times are finer" in done.err
    assert raw(mine) == {"meeting.vtt"}


def test_a_file_that_names_the_speakers_is_better_than_one_with_finer_times(
    mine: Path, tmp_path: Path
) -> None:
    nobody = [(f"Speaker {len(who)}", words) for who, words in TALK]
    files = [str(vtt(tmp_path / "machine.vtt", nobody)), str(text(tmp_path / "typed.txt"))]
    done = typed(mine, "transcripts", "add", *files, "--yes")
    assert "machine.vtt: not added" in done.err
    assert "it names more of the speakers" in done.err
    assert raw(mine) == {"typed.txt"}


def test_two_meetings_of_one_group_are_two_sessions(mine: Path, tmp_path: Path) -> None:
    files = [str(vtt(tmp_path / "first.vtt")), str(vtt(tmp_path / "second.vtt", OTHER))]
    assert typed(mine, "transcripts", "add", *files, "--yes").code == 0
    assert list(sessions(mine)) == ["first", "second"]


def test_hashes_of_what_is_held_are_kept_without_a_word(mine: Path, tmp_path: Path) -> None:
    typed(mine, "transcripts", "add", str(vtt(tmp_path / "first.vtt")), "--yes")
    typed(mine, "transcripts", "add", str(vtt(tmp_path / "second.vtt", OTHER)), "--yes")
    kept = (mine / "transcripts" / "contents.csv").read_text("utf-8")
    assert len(kept.splitlines()) == 3
    assert not {word for _, said in TALK for word in said.split() if len(word) > 5} & set(
        kept.replace(",", " ").split()
    )


def test_what_is_known_of_a_file_since_it_came_is_what_a_look_at_it_tells(
    mine: Path, tmp_path: Path
) -> None:
    files = [str(vtt(tmp_path / "first.vtt")), str(text(tmp_path / "typed.txt", OTHER))]
    typed(mine, "transcripts", "add", *files, "--yes")
    contents = mine / "transcripts" / "contents.csv"
    kept = contents.read_bytes()
    contents.unlink()
    again = typed(mine, "transcripts", "add", files[0], "--yes")
    assert "in the study already, as first" in again.err
    assert contents.read_bytes() == kept


def test_one_bad_file_is_named_and_nothing_is_added(mine: Path, tmp_path: Path) -> None:
    bad = tmp_path / "empty.vtt"
    bad.write_bytes(b"")
    files = [str(vtt(tmp_path / "group.vtt")), str(bad), str(vtt(tmp_path / "other.vtt", OTHER))]
    done = typed(mine, "transcripts", "add", *files, "--yes")
    assert done.code == 1
    assert "empty.vtt" in done.err
    assert "1 of 3 files cannot be read" in done.err
    assert raw(mine) == set()
    assert sessions(mine) == {}


def test_nothing_is_half_written_where_the_second_copy_fails(mine: Path, tmp_path: Path) -> None:
    (mine / "transcripts" / "raw" / "other.vtt").mkdir(parents=True)
    before = (mine / "study.toml").read_bytes()
    files = [str(vtt(tmp_path / "group.vtt")), str(vtt(tmp_path / "other.vtt", OTHER))]
    done = typed(mine, "transcripts", "add", *files, "--yes")
    assert done.code == 1
    assert raw(mine) == {"other.vtt"}
    assert (mine / "study.toml").read_bytes() == before


@pytest.mark.parametrize(
    "name",
    ["Meeting with Priya Kaur", "Grace", "anneke_interview", "Orla", "Call Fennimore", "Zbigniew"],
)
def test_a_name_in_a_file_s_name_never_becomes_a_session(
    mine: Path, tmp_path: Path, name: str
) -> None:
    done = typed(mine, "transcripts", "add", str(vtt(tmp_path / f"{name}.vtt")), "--yes")
    assert done.code == 0, done.err
    assert list(sessions(mine)) == ["session-1"]
    for word in name.split():
        assert word == "Meeting" or word == "Call" or word not in done.out + done.err


def test_a_name_on_the_roster_never_becomes_a_session(mine: Path, tmp_path: Path) -> None:
    roster = tmp_path / "roster.csv"
    roster.write_text("name,role\nMay Summer,nurse\n", "utf-8")
    path = vtt(tmp_path / "may_summer.vtt")
    done = typed(mine, "transcripts", "add", str(path), "--roster", str(roster), "--yes")
    assert list(sessions(mine)) == ["session-1"], done.err


@pytest.mark.parametrize("name", ["EHCP-40318 group", "mos-40318", "call 07700 900123"])
def test_what_looks_like_an_identifier_never_becomes_a_session(
    mine: Path, tmp_path: Path, name: str
) -> None:
    path = str(vtt(tmp_path / f"{name}.vtt"))
    refused = typed(mine, "transcripts", "add", path, "--session", name.replace(" ", "-"), "--yes")
    assert refused.code == 2
    assert "reference of a case" in refused.err
    assert typed(mine, "transcripts", "add", path, "--yes").code == 0
    assert list(sessions(mine)) == ["session-1"]


@pytest.mark.parametrize(
    "name",
    ["therapies-2", "SENCO group 3", "ep-1", "casework_final", "july-2026", "focus group", "s01"],
)
def test_a_useful_name_stays(mine: Path, tmp_path: Path, name: str) -> None:
    assert typed(mine, "transcripts", "add", str(vtt(tmp_path / f"{name}.vtt")), "--yes").code == 0
    assert list(sessions(mine)) == [name.replace(" ", "-")]


def test_without_anybody_to_ask_the_role_is_an_option(with_roles: Path, tmp_path: Path) -> None:
    done = typed(with_roles, "transcripts", "add", str(vtt(tmp_path / "group.vtt")))
    assert done.code == 2
    assert "--role" in done.err
    assert "therapies" in done.err
    assert sessions(with_roles) == {}


def test_a_role_that_stands_in_the_session_s_name_is_proposed(
    with_roles: Path, tmp_path: Path
) -> None:
    files = [str(vtt(tmp_path / "therapies-1.vtt")), str(vtt(tmp_path / "group.vtt", OTHER))]
    done = typed(with_roles, "transcripts", "add", *files, "--yes")
    assert done.code == 0, done.err
    assert sessions(with_roles) == {"therapies-1": {"role": "therapies"}, "group": {}}
    assert "[sessions.group]" in done.err


@pytest.mark.parametrize("told", ["option", "roster", "file"])
def test_a_role_that_is_told_is_not_asked_for(with_roles: Path, tmp_path: Path, told: str) -> None:
    path, more = vtt(tmp_path / "group.vtt"), ["--role", "SLT"]
    if told == "roster":
        (tmp_path / "people.csv").write_text("name,role\nOrla Fennimore,nursing\n", "utf-8")
        more = ["--roster", str(tmp_path / "people.csv")]
    elif told == "file":
        path, more = tmp_path / "group.csv", []
        rows = "\n".join(f'one,{who},nursing,"{words}"' for who, words in TALK)
        path.write_text(f"session,speaker,role,text\n{rows}\n", "utf-8")
    done = typed(with_roles, "transcripts", "add", str(path), *more)
    assert done.code == 2
    assert "--role" not in done.err
    assert "Add --yes" in done.err
    assert typed(with_roles, "transcripts", "add", str(path), *more, "--yes").code == 0
    (kept,) = sessions(with_roles).values()
    assert kept == ({"role": "therapies"} if told == "option" else {})


def test_at_a_terminal_the_role_is_chosen_from_those_declared(
    with_roles: Path, tmp_path: Path
) -> None:
    pty = pytest.importorskip("pty")
    here, there = pty.openpty()
    command = [sys.executable, "-m", "fgtools", "transcripts", "add", str(vtt(tmp_path / "g.vtt"))]
    with subprocess.Popen(command, cwd=with_roles, stdin=there, stdout=there, stderr=there) as run:
        os.close(there)
        shown = b""
        for prompt, answer in (
            (b"by person)", b"cooking\n"),
            (b"Error", b"nursing\n"),
            (b"[Y/n]", b"y\n"),
        ):
            while prompt not in shown:
                shown += os.read(here, 1024)
            os.write(here, answer)
        assert run.wait(60) == 0
    os.close(here)
    assert sessions(with_roles) == {"g": {"role": "nursing"}}


def test_a_survey_s_answers_are_a_session_of_their_own(mine: Path, tmp_path: Path) -> None:
    path = tmp_path / "survey.csv"
    answers = [words for _, words in (*TALK, *OTHER)]
    rows = "\n".join(
        f'{n},2026-03-0{1 + n % 9} 10:00:00,"{one}","{two}"'
        for n, (one, two) in enumerate(zip(answers, answers[::-1], strict=True), 1)
    )
    path.write_text(
        "Respondent ID,Start Date,What gets in the way of your work?,What would help you most?\n"
        + rows,
        "utf-8",
    )
    done = typed(mine, "transcripts", "add", str(path), "--yes")
    assert done.code == 0, done.err
    assert [one["mode"] for one in sessions(mine).values()] == ["survey"]


def test_a_roster_is_refused_as_a_transcript_with_the_right_command(
    mine: Path, tmp_path: Path
) -> None:
    path = tmp_path / "people.csv"
    path.write_text("name,role\nOrla Fennimore,nursing\nBram Castellane,nursing\n", "utf-8")
    done = typed(mine, "transcripts", "add", str(path), "--yes")
    assert done.code == 1
    assert "--roster" in done.err


def test_an_attendance_report_of_teams_is_refused_as_a_transcript(
    mine: Path, tmp_path: Path
) -> None:
    """Its sections make rows of several lengths, with times beside names."""
    names = ("Orla Fennimore", "Bram Castellane", "Ines Quarvle", "Tove Marsden", "Ade Lindqvist")
    addresses = [f"{name.replace(' ', '.').lower()}@wexbourne.council.example" for name in names]
    came = [
        f"{name}\t05/02/26, 13:5{at}:46\t05/02/26, 14:31:32\t3{at}m 46s\t{addresses[at]}"
        for at, name in enumerate(names)
    ]
    lines = [
        "1. Summary", "Meeting title\tFocus group", "Attended participants\t5",
        "Start time\t05/02/26, 13:53:47", "End time\t05/02/26, 14:31:36", "", "2. Participants",
        "Name\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tParticipant ID (UPN)\tRole",
        *(f"{row}\t{at}\tPresenter" for row, at in zip(came, addresses, strict=True)),
        "", "3. In-Meeting Activities",
        "Name\tJoin Time\tLeave Time\tDuration\tEmail\tRole",
        *(f"{row}\tPresenter" for row in came),
    ]  # fmt: skip
    path = tmp_path / "attendance.csv"
    path.write_text("\r\n".join(lines), encoding="utf-16")
    done = typed(mine, "transcripts", "add", str(path), "--yes")
    assert done.code == 1
    assert "--roster" in done.err
    assert raw(mine) == set()


def test_a_chat_is_refused_as_a_transcript(mine: Path, tmp_path: Path) -> None:
    path = tmp_path / "chat.txt"
    path.write_text(
        "00:05:41\tOrla Fennimore:\tHello all\n00:06:02\tBram Castellane:\tMorning\n", "utf-8"
    )
    done = typed(mine, "transcripts", "add", str(path), "--yes")
    assert done.code == 1
    assert "chat" in done.err
    assert raw(mine) == set()


def test_a_session_s_name_that_nothing_could_be_stored_under_is_refused(
    mine: Path, tmp_path: Path
) -> None:
    for name in ("../one", "a.attendance", "x" * 80):
        path = str(vtt(tmp_path / "group.vtt"))
        done = typed(mine, "transcripts", "add", path, "--session", name, "--yes")
        assert done.code == 2, name
    assert typed(mine, "transcripts", "list").code == 0


def test_the_list_says_how_each_session_stands(mine: Path, tmp_path: Path) -> None:
    assert "transcripts add" in typed(mine, "transcripts", "list").err
    typed(mine, "transcripts", "add", str(vtt(tmp_path / "one.vtt")), "--role", "nurse", "--yes")
    typed(mine, "transcripts", "add", str(vtt(tmp_path / "two.vtt", OTHER)), "--yes")
    (mine / "transcripts" / "raw" / "two.vtt").unlink()
    listed = typed(mine, "transcripts", "list", "--json").json["sessions"]
    assert isinstance(listed, list)
    assert [(s["session"], s["role"], s["status"]) for s in listed] == [
        ("one", "nurse", "not read yet"), ("two", "", "no transcript"),
    ]  # fmt: skip
    assert json.dumps(listed)


def test_a_recording_heard_badly_is_still_the_same_one(mine: Path, tmp_path: Path) -> None:
    dice = random.Random(3)
    long = [(who, f"{words} {other}") for (who, words), (_, other) in zip(TALK, OTHER, strict=True)]
    noisy = [
        (who, " ".join(w if dice.random() > 0.08 else f"{w}s" for w in words.split()))
        for who, words in long
    ]
    assert (
        typed(mine, "transcripts", "add", str(vtt(tmp_path / "one.vtt", long)), "--yes").code == 0
    )
    done = typed(mine, "transcripts", "add", str(vtt(tmp_path / "two.vtt", noisy)), "--yes")
    assert done.code == 1
    assert "as one, with a few other words" in done.err


@pytest.mark.parametrize(
    "name", ["Minutes Joss Penhallow.vtt", "Call with Orla.vtt", "Yewande Brisbane.pdf"]
)
def test_an_error_about_a_file_never_says_a_name_that_stands_in_its_own(
    mine: Path, tmp_path: Path, name: str
) -> None:
    bad = tmp_path / name
    bad.write_bytes(b"")
    assert typed(mine, "transcripts", "add", str(vtt(tmp_path / "one.vtt")), "--yes").code == 0
    for words, said in (
        (("add", str(bad), "--yes"), "file 1"),
        (("replace", "one", str(bad), "--yes"), "the file"),
        (("add", str(vtt(tmp_path / "b.vtt", OTHER)), "--roster", str(bad), "--yes"), "the roster"),
        (("add", str(tmp_path / f"no {name}"), "--yes"), "file 1"),
    ):
        done = typed(mine, "transcripts", *words)
        assert done.code in (1, 2)
        assert done.err.startswith(f"fgtools: {said}: "), done.err
        assert not {"Joss", "Penhallow", "Orla", "Yewande"} & {*done.err.replace(".", " ").split()}


@pytest.mark.parametrize("name", ["Orla-Fennimore", "fennimore-1", "orla", "Ida-Quillon"])
def test_a_session_is_not_called_by_somebody_s_name(mine: Path, tmp_path: Path, name: str) -> None:
    roster = tmp_path / "roster.csv"
    roster.write_text("name,role\nIda Quillon,nurse\n", "utf-8")
    path = str(vtt(tmp_path / "group.vtt"))
    done = typed(
        mine, "transcripts", "add", path, "--session", name, "--roster", str(roster), "--yes"
    )
    assert done.code == 2
    assert name not in done.out + done.err
    assert sessions(mine) == {}


def test_nobody_makes_facilitators_of_all(mine: Path, tmp_path: Path) -> None:
    path = str(vtt(tmp_path / "group.vtt"))
    done = typed(mine, "transcripts", "add", path, "--role", "Facilitator", "--yes")
    assert done.code == 2
    assert "--label LABEL --role facilitator" in done.err
    assert sessions(mine) == {}


@pytest.mark.parametrize("role", ["Orla Fennimore", "orla", "nurse Castellane", "Ida Quillon"])
def test_a_role_that_names_somebody_is_refused(mine: Path, tmp_path: Path, role: str) -> None:
    roster = tmp_path / "roster.csv"
    roster.write_text("name,role\nIda Quillon,nurse\n", "utf-8")
    path = str(vtt(tmp_path / "group.vtt"))
    done = typed(mine, "transcripts", "add", path, "--role", role, "--roster", str(roster), "--yes")
    assert done.code == 2
    assert "the role holds the name of a person" in done.err
    assert not {*role.split()} - {"nurse"} & {*done.err.split()}
    assert sessions(mine) == {}


def test_one_next_step_and_no_role_that_nobody_told(mine: Path, tmp_path: Path) -> None:
    done = typed(mine, "transcripts", "add", str(vtt(tmp_path / "group.vtt")), "--yes")
    assert done.err.count("Next:") == 1
    assert "none yet" in done.out
    listed = typed(mine, "transcripts", "list")
    row = next(line for line in listed.out.splitlines() if line.startswith("group"))
    assert row.split()[1:] == ["-", "-", "-", "not", "read", "yet"]
    again = typed(mine, "transcripts", "add", str(vtt(tmp_path / "more.vtt")), "--yes")
    assert again.code == 1
    assert "Next:" not in again.err


def test_warnings_of_a_correction_are_said_before_anything_is_done(
    mine: Path, tmp_path: Path
) -> None:
    assert typed(mine, "transcripts", "add", str(vtt(tmp_path / "one.vtt")), "--yes").code == 0
    cut = vtt(tmp_path / "cut.vtt", OTHER[1:6])
    cut.write_text(cut.read_text("utf-8") + "\n00:09:01.250 --> 00:0", "utf-8")
    done = typed(mine, "transcripts", "replace", "one", str(cut))
    assert done.code == 2
    assert done.err.index("one: Line") < done.err.index("hardly any words")
    assert raw(mine) == {"one.vtt"}
