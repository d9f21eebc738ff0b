"""Teams transcripts in Word, and pasted from it."""

from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from fgtools.spans import WORD
from fgtools.transcripts.read import read
from fgtools.transcripts.recording import Recording

PARAGRAPHS = (
    "SEND group-20260815_200732-Meeting Recording",
    "15 August 2026, 06:07pm",
    "54m 9s",
    "Jo Reid started transcription",
    "Jo Reid   0:04\nShall we start.\nMorning.",
    "Okoro, Sam (Northmere)   0:09\nMorning.",
    "Bo Finch joined the meeting",
    "Okoro, Sam (Northmere)   0:15\nHello Bo.",
    "Jo Reid   1:02:03\nThat is time.",
    "Pat Lee stopped transcription",
)


def document(path: Path, paragraphs: tuple[str, ...]) -> Path:
    made = docx.Document()
    for text in paragraphs:
        made.add_paragraph(text)
    made.save(str(path))
    return path


def said(recording: Recording) -> list[tuple[str, str, float | None]]:
    return [(turn.speaker, turn.text, turn.begin) for turn in recording.turns]


EXPECTED = [
    ("Jo Reid", "Shall we start. Morning.", 4.0),
    ("Okoro, Sam (Northmere)", "Morning.", 9.0),
    ("Okoro, Sam (Northmere)", "Hello Bo.", 15.0),
    ("Jo Reid", "That is time.", 3723.0),
]


def test_a_paragraph_is_a_turn_and_an_event_ends_it(tmp_path: Path) -> None:
    (recording,) = read(document(tmp_path / "talk.docx", PARAGRAPHS))
    assert recording.format == "teams-docx"
    assert said(recording) == EXPECTED
    assert recording.duration == 3723.0
    assert any("starts only" in warning for warning in recording.warnings)
    reasons = [left.reason for left in recording.left_out]
    assert (reasons.count("header"), reasons.count("event line")) == (3, 3)


def test_pasted_text_gives_the_same_turns_as_the_word_file(tmp_path: Path) -> None:
    pasted = tmp_path / "pasted.txt"
    pasted.write_text("\n\n".join(PARAGRAPHS[:-1]) + "\n" + PARAGRAPHS[-1], encoding="utf-8")
    (recording,) = read(pasted)
    assert (recording.format, said(recording)) == ("teams-text", EXPECTED)


def test_the_old_layout_has_a_time_range_a_name_and_the_words(tmp_path: Path) -> None:
    path = tmp_path / "talk.txt"
    path.write_text(
        "Team Room 40/3125 (8)\nWelcome everyone.\n0:2:12.750 --> 0:2:15.800\nTeam Room 40/3125 (8)"
        "\nYou can see us.\n0:2:22.40 --> 0:2:25.580\nJo Reid\nThanks.\n",
        encoding="utf-8",
    )
    (recording,) = read(path)
    assert said(recording) == [
        ("Team Room 40/3125 (8)", "Welcome everyone. You can see us.", 132.75),
        ("Jo Reid", "Thanks.", 142.04),
    ]
    assert recording.duration == 145.58


def test_times_spelt_out_for_screen_readers_are_read(tmp_path: Path) -> None:
    path = tmp_path / "talk.txt"
    path.write_text(
        "Group\n\nJo Reid 0 minutes 5 seconds\n\nGood morning.\n\nSam Lee 1 minute 13 seconds\n\n"
        "Morning, it took 5 seconds\n\nJo Reid\n\n1 minute 20 seconds1:20\n\n"
        "Jo Reid 1 Minute 20 Sekunden\n\nJa.\n",
        encoding="utf-8",
    )
    (recording,) = read(path)
    assert said(recording) == [
        ("Jo Reid", "Good morning.", 5.0),
        ("Sam Lee", "Morning, it took 5 seconds", 73.0),
        ("Jo Reid", "Ja.", 80.0),
    ]


@pytest.mark.parametrize(
    "line", ["Jo Reid hat die Transkription gestartet", "Jo Reid inició la transcripción"]
)
def test_events_are_known_in_other_languages(tmp_path: Path, line: str) -> None:
    paragraphs = ("Jo Reid   0:04\nHello.", line, "Jo Reid   0:10\nAgain.", "Sam   0:12\nYes.")
    (recording,) = read(document(tmp_path / "talk.docx", paragraphs))
    assert [turn.text for turn in recording.turns] == ["Hello.", "Again.", "Yes."]


def test_inserted_words_count_and_deleted_words_do_not(tmp_path: Path) -> None:
    from docx.oxml import OxmlElement

    made = docx.Document()
    made.add_paragraph("Ana: we kept")
    paragraph = made.add_paragraph("Bo: we")
    for tag, inside, words in (("w:ins", "w:t", "added"), ("w:del", "w:delText", "struck")):
        change, run, text = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(inside)
        text.text = f" {words}"
        run.append(text)
        change.append(run)
        paragraph._p.append(change)
    made.save(str(tmp_path / "talk.docx"))
    (recording,) = read(tmp_path / "talk.docx")
    assert recording.turns[1].text == "we added"


def said_in(path: Path, text: str) -> Recording:
    path.write_text(text, encoding="utf-8")
    (recording,) = read(path)
    return recording


LINES = [
    ("Reid, Jo (She/Her)", "Shall we start.", 4.0),
    ("Team Room 40/3125 (8)", "Yes, we hear you.", 9.0),
    ("Bo Finch (External) (Guest)", "Hello.", 9.0),
    ("Reid, Jo (She/Her)", "That is time.", 3723.0),
]


def stamp(begin: float) -> str:
    hours, rest = divmod(int(begin), 3600)
    return f"{hours}:{rest // 60:02d}:{rest % 60:02d}" if hours else f"{rest // 60}:{rest % 60:02d}"


def spelt(begin: float, units: tuple[str, str, str]) -> str:
    hours, rest = divmod(int(begin), 3600)
    numbers = (hours, rest // 60, rest % 60)
    shown = zip(numbers, units, strict=True) if hours else zip(numbers[1:], units[1:], strict=True)
    return " ".join(f"{number} {unit}" for number, unit in shown)


GERMAN = ("Stunde", "Minuten", "Sekunden")
LAYOUTS: dict[str, Callable[[str, str, float], str]] = {
    "three blanks": lambda name, text, at: f"{name}   {stamp(at)}\n{text}\n\n",
    "tab": lambda name, text, at: f"{name}\t{stamp(at)}\n{text}\n\n",
    "non-breaking blanks": lambda name, text, at: f"{name}\xa0\xa0\xa0{stamp(at)}\n{text}\n\n",
    "own paragraphs": lambda name, text, at: f"{name}   {stamp(at)}\n\n{text}\n\n",
    "picture": lambda name, text, at: (
        f"![](data:image/png;base64,AAA=) **{name}** {stamp(at)}\n\n{text}\n\n"
    ),
    "picture above": lambda name, text, at: (
        f"![](media/image1.png)\n\n**{name}**   {stamp(at)}\\\n{text}\n\n"
    ),
    "spelt out": lambda name, text, at: (
        f"{name} {spelt(at, ('hour', 'minutes', 'seconds'))}\n\n{text}\n\n"
    ),
    "spelt in German": lambda name, text, at: (
        f"{name}\n\n{' '.join(spelt(at, ('', '', '')).split())}{stamp(at)}\n\n"
        f"{name} {spelt(at, GERMAN)}\n\n{text}\n\n"
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_every_layout_gives_the_same_turns(
    tmp_path: Path, layout: Callable[[str, str, float], str]
) -> None:
    recording = said_in(tmp_path / "talk.md", "".join(layout(*line) for line in LINES))
    assert (recording.format, said(recording), recording.left_out) == ("teams-text", LINES, ())


def test_a_picture_before_the_name_in_word_is_passed_over(tmp_path: Path) -> None:
    picture = tmp_path / "a.png"
    picture.write_bytes(
        base64.b64decode(
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5E"
            "rkJggg=="
        )
    )
    made = docx.Document()
    for name, text, at in LINES:
        paragraph = made.add_paragraph()
        paragraph.add_run().add_picture(str(picture))
        paragraph.add_run(name).bold = True
        paragraph.add_run(f"   {stamp(at)}").add_break()
        paragraph.add_run(text)
    made.save(str(tmp_path / "talk.docx"))
    (recording,) = read(tmp_path / "talk.docx")
    assert (recording.format, said(recording)) == ("teams-docx", LINES)


CHAT = (
    "[Thursday 9:24 AM] Jo Reid\n\nHello all, the plan is here.\n\nhttps://example.org/plan\n\n"
    "[Thursday 9:25 AM] Bo Finch\n\nthanks\n\n"
)


def test_the_chat_above_or_below_the_talk_is_left_out_as_chat(tmp_path: Path) -> None:
    talk = "".join(LAYOUTS["three blanks"](*line) for line in LINES)
    for text in (CHAT + talk, talk + CHAT):
        recording = said_in(tmp_path / "talk.txt", text)
        assert said(recording) == LINES
        assert {left.reason for left in recording.left_out} == {"chat"}
        assert sum(left.word_count for left in recording.left_out) == len(WORD.findall(CHAT))


def test_the_chat_above_the_old_layout_ends_at_the_first_name(tmp_path: Path) -> None:
    body = (
        "Jo Reid\nWe start.\n0:0:2.750 --> 0:0:3.800\nBo Finch\nYes.\n0:0:4.40 --> 0:0:5.0\nJo Reid"
        "\nGood.\n0:0:6.40 --> 0:0:7.0\nBo Finch\nVery.\n"
    )
    recording = said_in(tmp_path / "talk.txt", CHAT + body)
    assert [turn.text for turn in recording.turns] == ["We start.", "Yes.", "Good.", "Very."]
    assert {left.reason for left in recording.left_out} == {"chat"}


def test_the_old_layout_without_names_keeps_its_words(tmp_path: Path) -> None:
    body = "0:0:2.750 --> 0:0:3.800\nWe start\n0:0:4.40 --> 0:0:5.0\nYes.\n" * 2
    recording = said_in(tmp_path / "talk.txt", body)
    assert [(turn.speaker, turn.text) for turn in recording.turns] == [
        ("", "We start"), ("", "Yes."), ("", "We start"), ("", "Yes."),
    ]  # fmt: skip


EVENTS = (
    "Jo Reid started transcription",
    "Pat Lee joined the meeting",
    "pat left the meeting",
    "Jo Reid hat die Transkription gestartet",
    "Pat Lee ist der Besprechung beigetreten",
    "Jo Reid detuvo la transcripción",
    "Jo Reid a arrêté la transcription",
    "Pat Lee a rejoint la réunion",
    "Jo Reid ha interrotto la trascrizione",
    "Jo Reid heeft de transcriptie gestopt",
    "Pat Lee entrou na reunião",
    "Jo Reid started recording",
)


@pytest.mark.parametrize("line", EVENTS)
def test_events_end_a_turn_in_any_language(tmp_path: Path, line: str) -> None:
    body = (
        f"Jo Reid   0:04\nHello.\n\n{line}\n\nJo Reid   0:10\nAgain.\n\nSam   0:12\nYes.\n{line}\n"
    )
    recording = said_in(tmp_path / "talk.txt", body)
    assert [turn.text for turn in recording.turns][:2] == ["Hello.", "Again."]
    assert [left.reason for left in recording.left_out][:1] == ["event line"]


def test_events_of_an_unknown_language_are_known_by_coming_again(tmp_path: Path) -> None:
    body = "".join(
        f"{name}   0:0{at}\nHello.\n\n{name} tuli mukaan nyt\n\n"
        for at, name in enumerate(("Aino", "Pekka", "Aino"))
    )
    recording = said_in(
        tmp_path / "talk.txt", body + "Ville Virta tuli mukaan nyt\n\nAino   0:09\nYes."
    )
    assert [turn.text for turn in recording.turns] == ["Hello.", "Hello.", "Hello.", "Yes."]
    assert len(recording.left_out) == 4


@pytest.mark.parametrize(
    "line",
    ["I left the meeting early.", "Jo Reid thinks so", "We stopped recording", "This is a meeting"],
)
def test_talk_of_meetings_is_no_event(tmp_path: Path, line: str) -> None:
    body = f"Jo Reid   0:04\n\nHello.\n\n{line}\n\nSam   0:12\n\nYes.\n"
    recording = said_in(tmp_path / "talk.txt", body)
    assert recording.turns[0].text == f"Hello. {line}"


def test_a_header_that_contradicts_the_stamps_is_named_and_not_trusted(tmp_path: Path) -> None:
    body = "SEND group-20250320_100000-Meeting Recording\nApril 17, 2025, 4:29PM\n31m 8s\n\n"
    talk = "Jo Reid   0:04\nHello.\n\nSam   41:08\nYes.\n"
    recording = said_in(tmp_path / "talk.txt", body + talk)
    assert recording.duration == 2468.0
    assert any("31m 8s" in warning for warning in recording.warnings)
    assert any("different days" in warning for warning in recording.warnings)
    assert said_in(tmp_path / "talk.txt", body.replace("31m", "1h 2m") + talk).turns


def test_a_header_whose_stamp_was_deleted_still_opens_a_turn(tmp_path: Path) -> None:
    body = "Jo Reid   0:04\nHello.\n\nSam   0:12\nYes.\n\nJo Reid\nAnd now?\n\nSam   0:20\nWe go.\n"
    recording = said_in(tmp_path / "talk.txt", body)
    assert said(recording) == [
        ("Jo Reid", "Hello.", 4.0),
        ("Sam", "Yes.", 12.0),
        ("Jo Reid", "And now?", None),
        ("Sam", "We go.", 20.0),
    ]


def test_blanks_lost_in_pasting_are_no_hindrance_where_teams_says_who_it_is(tmp_path: Path) -> None:
    body = "Jo Reid started transcription\n\nJo Reid 0:04\nHello.\n\nSam Lee 0:12\nYes.\n"
    recording = said_in(tmp_path / "talk.txt", body)
    assert recording.format == "teams-text"
    assert [turn.speaker for turn in recording.turns] == ["Jo Reid", "Sam Lee"]


@pytest.mark.parametrize("names", [("Amira",), ("Eric's iPad (Northmere)", "Jo Reid")])
def test_a_german_paste_of_few_turns_is_read(tmp_path: Path, names: tuple[str, ...]) -> None:
    path = tmp_path / "talk.txt"
    turns = [
        f"{name}\n{at} Minuten 9 Sekunden{at}:09\n{name} {at} Minuten 9 Sekunden\n"
        + "Ja, so.\n" * 12
        for at, name in enumerate(names)
    ]
    path.write_text("KI-generierte Inhalte können falsch sein\n\n" + "".join(turns))
    (recording,) = read(path)
    assert recording.format == "teams-text"
    text = " ".join(["Ja, so."] * 12)
    assert said(recording) == [(name, text, 60.0 * at + 9) for at, name in enumerate(names)]


def test_a_pasted_stamp_without_a_name_opens_a_turn_of_nobody(tmp_path: Path) -> None:
    path = tmp_path / "talk.txt"
    path.write_text(
        "Jo Reid 0 minutes 5 seconds\n\nHello.\n\nAmy Lee 1 minute 4 seconds\n\nWe waited.\n\n"
        "1:39\n\n1 minute 39 seconds\n\nThanks.\n\nJo Reid\n\n1:50\n\n1 minute 50 seconds\n\n"
        "No.\n\nWe drove 5 minutes 30 seconds\n\n"
    )
    assert said(read(path)[0]) == [
        ("Jo Reid", "Hello.", 5.0),
        ("Amy Lee", "We waited.", 64.0),
        ("", "Thanks.", 99.0),
        ("Jo Reid", "No. We drove 5 minutes 30 seconds", 110.0),
    ]


def test_one_long_turn_alone_is_read(tmp_path: Path) -> None:
    path = tmp_path / "talk.txt"
    path.write_text("Jo Reid   0:04\n" + "We start now.\n" * 20)
    assert read(path)[0].format == "teams-text"


def test_initials_above_a_name_in_a_pasted_transcript_are_no_talk(tmp_path: Path) -> None:
    path = tmp_path / "talk.md"
    path.write_text(
        "Ana Li\n0 90:09\nAna Li 0 Minuten 9 Sekunden\nWe are one short.\n"
        "FB\nFinch, Bo\n0 Minuten 20 Sekunden0:20\nFinch, Bo 0 Minuten 20 Sekunden\nUs too.\n"
        "AL\n\nAna Li\n1 Minute 2 Sekunden1:02\nAna Li 1 Minute 2 Sekunden\nOK\n",
        encoding="utf-8",
    )
    (recording,) = read(path)
    assert [(turn.speaker, turn.text) for turn in recording.turns] == [
        ("Ana Li", "We are one short."), ("Finch, Bo", "Us too."), ("Ana Li", "OK"),
    ]  # fmt: skip
