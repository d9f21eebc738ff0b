"""Google Meet: transcripts of both ages, and the notes that must never become quotes."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from fgtools.errors import FgtoolsError
from fgtools.spans import WORD
from fgtools.transcripts.read import read
from fgtools.transcripts.recording import Recording

OLDER = """SEND group (2023-09-07 16:03 GMT+1) - Transcript

Attendees
Ana Li, Ana Li's Presentation, Bo Finch, Cy Odu, Notetaker Bot

Transcript

This editable transcript was computer generated and might contain errors.

Ana Li: Shall we start?
One more thing: say your role.

Ana Li:  And your name.

Bo Finch: I am a SENCO.

Cy Odu: Hello.

Meeting ended after 00:33:36 👋
"""
SAID = [
    ("Ana Li", "Shall we start? One more thing: say your role. And your name."),
    ("Bo Finch", "I am a SENCO."),
    ("Cy Odu", "Hello."),
]
NOTES = (
    "📝 Notes",
    "Aug 15, 2026",
    "SEND group",
    "Invited ana@example.org Ana Li",
    "Attachments SEND group - 2026/08/15 22:45 BST - Recording",
    "Meeting records Transcript",
    "Summary",
    "Ana Li: praised the plans, and Bo Finch agreed to everything.",
    "Details",
    "Waiting times: Bo Finch said that months go by (00:00:11).",
    "You should review Gemini's notes to make sure they're accurate. "
    "Get tips and learn how Gemini takes notes",
    "How is the quality of these specific notes? Take a short survey.",
)
TALK = (
    "📖 Transcript",
    "Aug 15, 2026",
    "SEND group - Transcript",
    "00:00:11",
    "Ana Li: Shall we start?",
    "Bo Finch: Yes. The plans come late.",
    "00:05:02",
    "Bo Finch: Very late.",
    "Ana Li: How late?",
    "Transcription ended after 00:39:00",
    "This editable transcript was computer generated and might contain errors. "
    "People can also change the text after it was created.",
)
SPOKEN = [
    ("Ana Li", "Shall we start?", 11.0),
    ("Bo Finch", "Yes. The plans come late. Very late.", None),
    ("Ana Li", "How late?", None),
]


def document(path: Path, paragraphs: tuple[str, ...]) -> Path:
    made = docx.Document()
    for text in paragraphs:
        made.add_paragraph(text)
    made.save(str(path))
    return path


def one(path: Path, text: str) -> Recording:
    path.write_text(text, encoding="utf-8")
    (recording,) = read(path)
    return recording


def said(recording: Recording) -> list[tuple[str, str, float | None]]:
    return [(turn.speaker, turn.text, turn.begin) for turn in recording.turns]


def words_left(recording: Recording) -> dict[str, int]:
    reasons = sorted({left.reason for left in recording.left_out})
    return {
        reason: sum(left.word_count for left in recording.left_out if left.reason == reason)
        for reason in reasons
    }


def count(lines: tuple[str, ...]) -> int:
    return len(WORD.findall("\n".join(lines)))


def test_the_older_layout_has_attendees_and_no_times(tmp_path: Path) -> None:
    recording = one(tmp_path / "talk.txt", OLDER)
    assert recording.format == "meet"
    assert [(turn.speaker, turn.text) for turn in recording.turns] == SAID
    assert (recording.duration, {turn.begin for turn in recording.turns}) == (None, {None})
    header = OLDER.split("Ana Li: Shall")[0]
    assert words_left(recording) == {"closing line": 6, "header": len(WORD.findall(header))}
    assert any("ended after 00:33:36" in warning for warning in recording.warnings)


def test_markdown_marks_make_no_difference(tmp_path: Path) -> None:
    marked = (
        OLDER.replace("SEND group", "## SEND group", 1)
        .replace("Attendees\n", "### Attendees\n")
        .replace("\nTranscript\n", "\n# **Transcript**\n")
        .replace("This editable", "#### **This editable")
        .replace("errors.", "errors.**")
        .replace("Bo Finch: ", "**Bo Finch:** ")
        .replace("Cy Odu: ", "**Cy Odu**: ")
    )
    recording = one(tmp_path / "talk.md", marked)
    assert recording.format == "meet"
    assert [(turn.speaker, turn.text) for turn in recording.turns] == SAID


def test_notes_by_the_machine_are_left_out_and_the_talk_below_is_read(tmp_path: Path) -> None:
    (recording,) = read(document(tmp_path / "talk.docx", NOTES + TALK))
    assert (recording.format, said(recording)) == ("meet", SPOKEN)
    assert recording.duration == 302.0
    assert words_left(recording) == {
        "AI notes": count(NOTES),
        "closing line": count(TALK[-2:]),
        "header": count(TALK[:3]),
    }
    assert any("starts only" in warning for warning in recording.warnings)


def test_the_transcript_tab_alone_is_read(tmp_path: Path) -> None:
    (recording,) = read(document(tmp_path / "talk.docx", TALK[2:]))
    assert (recording.format, said(recording)) == ("meet", SPOKEN)


def test_notes_below_the_talk_are_left_out_too(tmp_path: Path) -> None:
    (recording,) = read(document(tmp_path / "talk.docx", TALK + NOTES))
    assert said(recording) == SPOKEN
    assert words_left(recording)["AI notes"] == count(NOTES)


@pytest.mark.parametrize("paragraphs", [NOTES, NOTES + TALK[:3], NOTES[6:]])
def test_notes_without_a_transcript_are_refused(
    tmp_path: Path, paragraphs: tuple[str, ...]
) -> None:
    with pytest.raises(FgtoolsError, match="Google's AI"):
        read(document(tmp_path / "notes.docx", paragraphs))


def test_somebody_who_speaks_of_the_notes_is_not_refused(tmp_path: Path) -> None:
    text = "Ana: I read the Notes by Gemini\nBo: You should review Gemini's notes.\nAna: Yes.\n"
    assert one(tmp_path / "talk.txt", text).format == "typed"


def test_a_name_may_stand_on_a_line_of_its_own(tmp_path: Path) -> None:
    body = OLDER.replace("Bo Finch: ", "Bo Finch\n").replace("Cy Odu: ", "Cy Odu:\n")
    recording = one(tmp_path / "talk.txt", body)
    assert [(turn.speaker, turn.text) for turn in recording.turns] == SAID


def test_the_last_line_is_known_in_other_languages(tmp_path: Path) -> None:
    paragraphs = (
        "Grupo (2024-02-07 16:03 GMT+1) - Transcripción",
        "Asistentes",
        "Ana Li, Bo Finch",
        "Transcripción",
        "Ana Li: Hola.",
        "Bo Finch: Hola.",
        "La transcripción finalizó después de 00:12:30",
    )
    (recording,) = read(document(tmp_path / "talk.docx", paragraphs))
    assert [turn.text for turn in recording.turns] == ["Hola.", "Hola."]
    assert words_left(recording)["closing line"] == count(paragraphs[-1:])


def test_every_name_before_a_paragraph_is_believed_though_it_stands_once(tmp_path: Path) -> None:
    path = tmp_path / "meet.txt"
    path.write_text(
        "📖 Transcript\n\nAug 15, 2026\n\nSEND group - Transcript\n\n00:00:11\n\n"
        "Amira: Hello: we start.\n\nvan der Berg, Anneke: Yes.\n\nCase officer: No.\n\n"
        "Karim T. (mattk): Late.\n\nSo the question is: who pays?\n\nNote: it ended.\n\n"
        "Transcription ended after 00:10:00\n"
    )
    (recording,) = read(path)
    assert [(turn.speaker, turn.text) for turn in recording.turns] == [
        ("Amira", "Hello: we start."),
        ("van der Berg, Anneke", "Yes."),
        ("Case officer", "No."),
        ("Karim T. (mattk)", "Late. So the question is: who pays? Note: it ended."),
    ]


def test_an_attendee_whose_name_holds_a_comma_is_known(tmp_path: Path) -> None:
    path = tmp_path / "meet.txt"
    path.write_text(
        "SEND (2023-09-07 16:03 GMT+1) - Transcript\n\nAttendees\n\n"
        "Amira, Kaur, Priya (Wexbourne), Jo Reid\n\nTranscript\n\n"
        "Amira: Hello.\n\nMain worry: none.\n\nKaur, Priya (Wexbourne): Yes.\n\nJo: Me.\n\n"
    )
    (recording,) = read(path)
    assert [(turn.speaker, turn.text) for turn in recording.turns] == [
        ("Amira", "Hello. Main worry: none."),
        ("Kaur, Priya (Wexbourne)", "Yes."),
        ("Jo", "Me."),
    ]
