"""Teams transcripts in Word, and pasted from it."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

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
