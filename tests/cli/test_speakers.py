"""Who spoke, in which role, how much: proposed, confirmed, taken apart, through the commands."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.conftest import Done, typed

Rows = Sequence[tuple[str, str, str]]
ANSWER = "We have had three vacancies since last spring and every plan goes through two people."
LED = (
    ("Jo Reid", "", "Welcome everybody, thank you for coming. Are you happy to be recorded?"),
    ("Bekah Weigel", "EHCP coordinator", f"Yes. {ANSWER}"),
    ("Jo Reid", "", "What takes most of your time?"),
    ("Weigel, Bekah (Wexbourne)", "", f"The panel papers. {ANSWER} {ANSWER}"),
    ("Jo Reid", "", "How is it for the others?"),
    ("Dan Osei", "EHCP coordinator", f"The same. {ANSWER}"),
    ("Bekah", "", "And the phone calls."),
    ("Jo Reid", "", "What would help?"),
    ("Dan Osei", "", f"Two more people. {ANSWER}"),
    ("Meeting Room 4", "", f"Somewhere to sit. {ANSWER}"),
    ("Jo Reid", "", "Is there anything else before we stop recording?"),
    ("Bekah", "", "No, that is all of it."),
)


def study_of(folder: Path, rows: Rows, role: str = "casework") -> Path:
    assert typed(folder, "study", "new", "mine").code == 0
    settings = folder / "mine" / "study.toml"
    text = settings.read_text("utf-8")
    settings.write_text(f'{text}\n[roles.{role}]\nlabel = "SEND casework"\n', "utf-8")
    table = folder / "one.csv"
    with table.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["session", "speaker", "role", "text"])
        writer.writerows(["one", *row] for row in rows)
    done = typed(folder / "mine", "transcripts", "add", str(table), "--yes")
    assert done.code == 0, done.err
    return folder / "mine"


def speakers(mine: Path, *options: str) -> Done:
    done = typed(mine, "transcripts", "speakers", "--session", "one", *options)
    assert done.code == 0, done.err
    return done


def voices(mine: Path) -> dict[str, dict[str, object]]:
    found = json.loads(speakers(mine, "--json").out)
    return {voice["label"]: voice for voice in found["speakers"]}


def test_labels_of_one_person_are_proposed_as_one_with_the_reason(tmp_path: Path) -> None:
    mine = study_of(tmp_path, LED)
    found = voices(mine)
    bekah = [found[label] for label in ("Bekah Weigel", "Weigel, Bekah (Wexbourne)", "Bekah")]
    assert len({str(voice["participant"]) for voice in bekah}) == 1
    assert [voice["proposed"] for voice in bekah[1:]] == [True, True]
    shown = speakers(mine)
    assert 'proposed: the same person as "Bekah Weigel": the first name only' in shown.out
    assert "--confirm" in shown.err


def test_confirming_keeps_every_proposal_as_decided(tmp_path: Path) -> None:
    mine = study_of(tmp_path, LED)
    before = voices(mine)
    assert "--confirm" not in speakers(mine, "--confirm").err
    after = voices(mine)
    assert not any(voice["proposed"] for voice in after.values())
    for key in ("participant", "role", "facilitator", "known", "name"):
        assert {n: v[key] for n, v in after.items()} == {n: v[key] for n, v in before.items()}
    kept = (mine / "transcripts" / "speakers.csv").read_text("utf-8")
    assert "one,Bekah,Bekah Weigel," in kept


@pytest.mark.parametrize(
    "role",
    [
        "Philippa Drummond-Hay",
        "Head Philippa Drummond-Hay",
        "Osei",
        "Bekah Weigel",
        "Bo Finch (OT)",
    ],
)
def test_a_name_is_never_taken_for_a_role(tmp_path: Path, role: str) -> None:
    mine = study_of(tmp_path, LED)
    roster = tmp_path / "roster.csv"
    roster.write_text("name,role\nBo Finch,casework\n", "utf-8")
    added = typed(mine, "transcripts", "add", str(tmp_path / "one.csv"), "--roster", str(roster),
                  "--yes")  # fmt: skip
    assert added.code == 0, added.err
    for apart in ((), ("--apart",)):
        done = typed(mine, "transcripts", "speakers", "--session", "one", "--label", "Dan Osei",
                     "--role", role, *apart)  # fmt: skip
        assert done.code == 2
        assert "name of a person" in done.err
        assert not [word for word in role.split() if word in done.err]
    assert not (mine / "transcripts" / "speakers.csv").exists()


@pytest.mark.parametrize(
    "role",
    ["SENCO", "senior EHCP co-ordinator", "Hope House manager", "parent carer", "facilitator"],
)
def test_words_for_work_are_taken_as_a_role(tmp_path: Path, role: str) -> None:
    mine = study_of(tmp_path, LED)
    speakers(mine, "--label", "Dan Osei", "--role", role)
    assert voices(mine)["Dan Osei"]["role"] == role


def test_taking_a_label_apart_keeps_what_was_decided_about_it(tmp_path: Path) -> None:
    mine = study_of(tmp_path, LED)
    speakers(mine, "--label", "Bekah", "--role", "SENCO")
    speakers(mine, "--label", "Bekah", "--apart")
    speakers(mine, "--label", "Meeting Room 4", "--name", "Cy Day")
    speakers(mine, "--label", "Meeting Room 4", "--apart")
    found = voices(mine)
    assert (found["Bekah"]["name"], found["Bekah"]["role"]) == ("Bekah", "SENCO")
    assert found["Meeting Room 4"]["name"] == "Cy Day"


def test_a_decision_is_taken_back_to_what_the_program_tells(tmp_path: Path) -> None:
    mine = study_of(tmp_path, LED)
    before = voices(mine)
    speakers(mine, "--label", "Jo Reid", "--role", "casework")
    assert voices(mine) != before
    speakers(mine, "--label", "jo reid", "--undo")
    assert voices(mine) == before


@pytest.mark.parametrize("role", ["", "  ", "none", "None"])
def test_no_role_is_no_role_and_the_way_back_is_named(tmp_path: Path, role: str) -> None:
    mine = study_of(tmp_path, LED)
    done = typed(mine, "transcripts", "speakers", "--session", "one", "--label", "Bekah", "--role",
                 role)  # fmt: skip
    assert done.code == 2
    assert "--undo" in done.err


def test_a_name_given_to_a_label_joins_it_to_who_has_that_name(tmp_path: Path) -> None:
    rows = (
        ("Yewande Brisbane", "casework", ANSWER),
        ("Speaker 3", "", ANSWER),
        ("Dan Osei", "casework", ANSWER),
    )
    mine = study_of(tmp_path, rows)
    for name in ("Yewande Brisbane", "Brisbane, Yewande"):
        speakers(mine, "--label", "Speaker 3", "--name", name)
        found = voices(mine)
        assert found["Speaker 3"]["participant"] == found["Yewande Brisbane"]["participant"]
        assert not any(voice["proposed"] for voice in found.values())
    speakers(mine, "--label", "Yewande Brisbane", "--apart")
    found = voices(mine)
    assert found["Yewande Brisbane"]["name"] == "Yewande Brisbane"
    assert found["Speaker 3"]["name"] == "Yewande Brisbane (2)"
    assert found["Speaker 3"]["participant"] != found["Yewande Brisbane"]["participant"]


def test_who_organised_the_meeting_is_only_proposed_as_its_facilitator(tmp_path: Path) -> None:
    rows = (("Dan Osei", "Organiser", ANSWER), ("Bo Finch", "casework", ANSWER))
    mine = study_of(tmp_path, rows)
    dan = voices(mine)["Dan Osei"]
    assert (dan["facilitator"], dan["proposed"]) == (True, True)
    speakers(mine, "--confirm")
    dan = voices(mine)["Dan Osei"]
    assert (dan["facilitator"], dan["proposed"], dan["how"]) == (True, False, "decided by a person")


def test_one_next_step_is_told(tmp_path: Path) -> None:
    mine = study_of(tmp_path, LED)
    assert steps(speakers(mine)) == ["fgtools transcripts speakers --session one --confirm"]
    assert steps(speakers(mine, "--confirm")) == ["fgtools run"]


def test_a_study_without_sessions_says_how_to_add_one(tmp_path: Path) -> None:
    assert typed(tmp_path, "study", "new", "mine").code == 0
    done = typed(tmp_path / "mine", "transcripts", "speakers")
    assert (done.code, done.out) == (0, "There is no session yet.\n")
    assert steps(done) == ["fgtools transcripts add FILE"]


def steps(done: Done) -> list[str]:
    told = done.err.splitlines()
    return [line.removeprefix("Next: ") for line in told if line.startswith("Next: ")]


def test_a_label_taken_apart_is_a_person_of_its_own(tmp_path: Path) -> None:
    mine = study_of(tmp_path, LED)
    speakers(mine, "--label", "Weigel, Bekah (Wexbourne)", "--apart")
    found = voices(mine)
    assert found["Weigel, Bekah (Wexbourne)"]["name"] == "Bekah Weigel (2)"
    assert found["Bekah Weigel"]["participant"] != found["Weigel, Bekah (Wexbourne)"]["participant"]
    speakers(mine, "--label", "Bekah", "--apart")
    people = {voice["participant"] for voice in voices(mine).values() if voice["known"]}
    assert len(people) == 5


def test_the_facilitator_is_proposed_from_the_talk_and_left_out_of_counts(tmp_path: Path) -> None:
    mine = study_of(tmp_path, [(who, "", text) for who, _, text in LED])
    jo = voices(mine)["Jo Reid"]
    assert (jo["facilitator"], jo["proposed"], jo["participant"]) == (True, True, "one.f01")
    assert "opens the session" in str(jo["how"])
    roles = json.loads(speakers(mine, "--json").out)["roles"]
    assert [(r["role"], r["participants"]) for r in roles] == [
        ("no role given", 2), ("not one known person", 0), ("facilitator", 1),
    ]  # fmt: skip
    assert sum(r["share"] for r in roles[:2]) == pytest.approx(1, abs=0.001)


def test_a_wrong_facilitator_is_rejected_by_a_role(tmp_path: Path) -> None:
    mine = study_of(tmp_path, LED)
    done = speakers(mine, "--label", "Jo Reid", "--role", "casework")
    assert "no facilitator was found" in done.err
    assert "--role facilitator" in done.err
    assert voices(mine)["Jo Reid"]["participant"] == "one.p01"
    speakers(mine, "--label", "Dan Osei", "--role", "facilitator")
    assert voices(mine)["Dan Osei"]["facilitator"] is True


def test_a_guessed_role_shows_what_was_written_for_and_how_surely(tmp_path: Path) -> None:
    rows = (("Dan Osei", "senior EHCP co-ordinator", ANSWER), ("Bo Finch", "parent carer", ANSWER))
    mine = study_of(tmp_path, rows)
    found = voices(mine)
    assert (found["Dan Osei"]["role"], found["Dan Osei"]["proposed"]) == ("casework", True)
    assert "read as casework (0.95)" in str(found["Dan Osei"]["how"])
    assert (found["Bo Finch"]["role"], found["Bo Finch"]["proposed"]) == ("parent carer", False)


def test_a_survey_has_no_facilitator(tmp_path: Path) -> None:
    mine = study_of(tmp_path, LED)
    settings = mine / "study.toml"
    text = settings.read_text("utf-8")
    settings.write_text(text.replace("[sessions.one]", '[sessions.one]\nmode = "survey"'), "utf-8")
    assert not any(voice["facilitator"] for voice in voices(mine).values())
    assert "facilitator" not in speakers(mine).err


def test_a_word_for_a_speaker_is_never_written_over(tmp_path: Path) -> None:
    rows = (
        ("Interviewer", "", "What does a participant need?"),
        ("Participant 3", "", "A facilitator who lets every respondent and participant speak."),
        ("Respondent 12", "", "The interviewer asked P07 about it, and every speaker agreed."),
        ("P07", "", "I agree with what was said about the speaker."),
    )
    mine = study_of(tmp_path, rows)
    assert typed(mine, "names", "find").code == 0
    found = voices(mine)
    assert [found[label]["known"] for label in ("Participant 3", "Respondent 12", "P07")] == [
        True, True, True,
    ]  # fmt: skip
    table = typed(mine, "names", "find", str(tmp_path / "one.csv"), "--json").json
    files = table["files"]
    assert isinstance(files, list)
    assert [turn["finds"] for turn in files[0]["turns"]] == [[], [], [], []]


@pytest.mark.parametrize(
    ("options", "what"),
    [
        (["--label", "Bekah", "--apart"], "--session"),
        (["--confirm"], "--session"),
        (["--session", "one", "--apart"], "--label"),
        (["--session", "one", "--confirm", "--label", "Bekah"], "--label"),
        (["--session", "one", "--label", "Nobody here", "--apart"], "speakers --session one"),
        (["--session", "one", "--label", "Nobody here", "--undo"], "speakers --session one"),
        (["--session", "one", "--label", "Bekah", "--undo"], "nothing was decided"),
        (["--session", "one", "--label", "Bekah", "--undo", "--apart"], "Leave out"),
        (["--session", "one", "--label", "Bekah", "--name", ""], "--undo"),
        (["--session", "one", "--label", "Bekah"], "--role"),
        (["--session", "one", "--undo"], "--label"),
    ],
)
def test_what_is_missing_is_named(tmp_path: Path, options: list[str], what: str) -> None:
    mine = study_of(tmp_path, LED)
    done = typed(mine, "transcripts", "speakers", *options)
    assert done.code == 2
    assert what in done.err
    assert not (mine / "transcripts" / "speakers.csv").exists()


def test_show_tells_shares_duration_and_who_is_nobody_known(tmp_path: Path) -> None:
    talk = tmp_path / "talk.vtt"
    cues = [("Dan Osei", "Three words here."), ("Team Room 4 (8)", "Not one known person here.")]
    lines = ["WEBVTT", ""]
    for at, (who, text) in enumerate(cues):
        lines += [f"00:00:0{at}.000 --> 00:00:0{at + 1}.500", f"<v {who}>{text}</v>", ""]
    talk.write_text("\n".join(lines), "utf-8")
    found = typed(tmp_path, "transcripts", "show", str(talk), "--json").json
    assert found["voices"] == [
        {"label": "Dan Osei", "words": 3, "share": 0.375, "turns": 1, "known": True},
        {"label": "Team Room 4 (8)", "words": 5, "share": 0.625, "turns": 1, "known": False},
    ]
    shown = typed(tmp_path, "transcripts", "show", str(talk)).out
    assert "8 words, 0:00:02 long" in shown
    assert "a shared room: not one known person" in shown


def test_a_voice_without_a_name_is_no_speaker_but_its_words_count(tmp_path: Path) -> None:
    talk = tmp_path / "talk.vtt"
    text = "WEBVTT\n\n00:00:00.000 --> 00:00:01.000\nHello there.\n"
    talk.write_text(text, "utf-8")
    found = typed(tmp_path, "transcripts", "show", str(talk), "--json").json
    assert found["speakers"] == []
    assert found["voices"] == [{"label": "", "words": 2, "share": 1.0, "turns": 1, "known": False}]
