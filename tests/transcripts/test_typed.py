"""Talk typed by people, and tables of talk."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import docx
import openpyxl
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from fgtools.errors import FgtoolsError
from fgtools.spans import WORD, word_count
from fgtools.transcripts.read import read

TYPED = """Focus group 3
Date: 5 March 2026

Facilitator:  Shall we start?
Ana Li: Yes. Note this: it is on record.

And another thing.

**Bo Finch:** No. \\[laughter\\]
See https://example.org for more.
Facilitator: Question 1: what is your week like?
Ana Li: Long.
"""


def test_typed_talk_keeps_paragraphs_with_their_speaker(tmp_path: Path) -> None:
    path = tmp_path / "talk.md"
    path.write_text(TYPED, encoding="utf-8")
    (recording,) = read(path)
    assert recording.format == "typed"
    assert [(turn.speaker, turn.text) for turn in recording.turns] == [
        ("Facilitator", "Shall we start?"),
        ("Ana Li", "Yes. Note this: it is on record. And another thing."),
        ("Bo Finch", "No. [laughter] See https://example.org for more."),
        ("Facilitator", "Question 1: what is your week like?"),
        ("Ana Li", "Long."),
    ]
    assert recording.duration is None
    assert sum(left.word_count for left in recording.left_out) == 8


def test_times_before_and_after_names_are_read(tmp_path: Path) -> None:
    path = tmp_path / "talk.txt"
    path.write_text(
        "[00:00] Ana: Hello.\nBo (00:12): Hi.\n[00:15] [m1] And me.\n0:20 Ana: Yes.\n",
        encoding="utf-8",
    )
    (recording,) = read(path)
    assert [(turn.speaker, turn.begin) for turn in recording.turns] == [
        ("Ana", 0.0), ("Bo", 12.0), ("m1", 15.0), ("Ana", 20.0),
    ]  # fmt: skip


def test_a_typed_word_file_is_read_like_its_text(tmp_path: Path) -> None:
    made = docx.Document()
    for line in ("Group 1", "Ana: One.", "Bo: Two.", "Ana: Three."):
        made.add_paragraph(line)
    made.save(str(tmp_path / "talk.docx"))
    (recording,) = read(tmp_path / "talk.docx")
    assert (recording.format, [turn.text for turn in recording.turns]) == (
        "typed",
        ["One.", "Two.", "Three."],
    )


ROWS = (
    ("session", "speaker", "role", "text"),
    ("a", "Jo", "facilitator", "Shall, we?"),
    ("a", "Ana", "EP", "Yes."),
    ("a", "Ana", "EP", "  And\nmore."),
    ("b", "Bo", "SENCO", "=1+1 is two."),
    ("a", "Ana", "EP", ""),
    ("a", "Ana", "EP", "Last."),
)


def test_a_row_of_a_table_is_a_turn_and_stays_one(tmp_path: Path) -> None:
    path = tmp_path / "talk.csv"
    lines = [";".join(f'"{cell}"' for cell in row) for row in ROWS]
    path.write_text("\n".join(lines), encoding="utf-8-sig")
    first, second = read(path)
    assert (first.format, first.session, second.session) == ("table", "a", "b")
    assert [(turn.ordinal, turn.text) for turn in first.turns] == [
        (0, "Shall, we?"), (1, "Yes."), (2, "  And\nmore."), (4, "Last."),
    ]  # fmt: skip
    assert first.roles == (("Jo", "facilitator"), ("Ana", "EP"))
    assert [left.reason for left in first.left_out] == ["row without words"]


def test_a_workbook_is_read_like_the_csv_and_its_ordinals_are_honoured(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Ordinal", "Session", "Speaker", "Text", "Begin"])
    sheet.append([7, "a", "Ana", "Yes.", "0:01:05"])
    sheet.append([9, "a", None, "No.", 70.5])
    book.save(tmp_path / "talk.xlsx")
    (recording,) = read(tmp_path / "talk.xlsx")
    assert [(t.ordinal, t.speaker, t.begin) for t in recording.turns] == [
        (7, "Ana", 65.0),
        (9, "", 70.5),
    ]


SAID = [
    ("Ana Li", "Shall we start then?", 0),
    ("Bo Finch", "Yes, the plans come late.", 12),
    ("Ana Li", "How late are they?", 15),
    ("Cy Odu-Price", "Months, and note this: nobody calls.", 75),
    ("Bo Finch", "I agree.", 3723),
    ("Ana Li", "Thank you all.", 3730),
]


def clock(begin: int) -> str:
    return f"{begin // 3600:02d}:{begin // 60 % 60:02d}:{begin % 60:02d}"


TIMED: dict[str, str] = {
    "time in brackets first": "[{t}] {n}: {w}\n",
    "time in round brackets first": "({t}) {n}: {w}\n",
    "bare time first": "{t} {n}: {w}\n",
    "bold time and name": "**[{t}]** **{n}:** {w}\n\n",
    "bold round both": "**[{t}] {n}:** {w}\n\n",
    "time behind the name": "{n} ({t}): {w}\n",
    "time behind the name, square": "{n} [{t}]: {w}\n",
    "time behind, no colon": "{n} [{t}] {w}\n",
    "name and time on a line": "{n} ({t}):\n{w}\n\n",
    "name and time on a line, bold": "**{n}** [{t}]\n\n{w}\n\n",
    "time and name on a line": "{t} {n}\n{w}\n\n",
    "time, dash and name on a line": "[{t}.00] - {n}\n{w}\n\n",
    "name, dash and time on a line": "{n} - {t}\n{w}\n\n",
    "between colons": "{t} : {n} : {w}\n",
    "a range and a dash": "[{t}.000 - {t}.000] {n} - {w}\n",
    "frames": "[{t}:12] {n}: {w}\n",
    "time behind the colon": "{n}: [{t}] {w}\n",
    "heading with time": "### {n} ({t})\n\n{w}\n\n",
}
UNTIMED: dict[str, str] = {
    "colon": "{n}: {w}\n",
    "wide colon": "{n}：{w}\n",
    "French colon": "{n}\xa0: {w}\n",
    "bold": "**{n}:** {w}\n\n",
    "bold without colon": "**{n}**: {w}\n\n",
    "italics": "*{n}:* {w}\n\n",
    "underlines": "_{n}_: {w}\n\n",
    "bullets": "- {n}: {w}\n",
    "captions": ">> {n}: {w}\n",
    "colon and tab": "{n}:\t{w}\n",
    "dash": "{n} - {w}\n",
    "long dash": "{n} – {w}\n",
    "heading": "### {n}\n\n{w}\n\n",
    "name on a line": "{n}\n{w}\n\n",
}


@pytest.mark.parametrize("shape", TIMED.values(), ids=TIMED.keys())
def test_times_are_read_wherever_they_stand(tmp_path: Path, shape: str) -> None:
    path = tmp_path / "talk.txt"
    body = "".join(shape.format(n=name, w=text, t=clock(at)) for name, text, at in SAID)
    path.write_text(body, encoding="utf-8")
    (recording,) = read(path)
    assert recording.format == "typed"
    assert [(turn.speaker, turn.text, turn.begin) for turn in recording.turns] == SAID
    assert (recording.left_out, recording.duration) == ((), 3730.0)


@pytest.mark.parametrize("shape", UNTIMED.values(), ids=UNTIMED.keys())
def test_names_are_read_however_they_are_set_off(tmp_path: Path, shape: str) -> None:
    path = tmp_path / "talk.txt"
    path.write_text("".join(shape.format(n=n, w=w) for n, w, _ in SAID), encoding="utf-8")
    (recording,) = read(path)
    assert recording.format == "typed"
    assert [(turn.speaker, turn.text) for turn in recording.turns] == [(n, w) for n, w, _ in SAID]
    assert (recording.left_out, recording.duration) == ((), None)


def test_numbers_in_front_of_lines_are_no_words(tmp_path: Path) -> None:
    path = tmp_path / "talk.txt"
    body = "".join(f"{n}: {w}\nAnd more.\n" for n, w, _ in SAID).splitlines()
    path.write_text("\n".join(f"{at:3} {line}" for at, line in enumerate(body, 1)))
    (recording,) = read(path)
    assert [turn.text for turn in recording.turns] == [f"{w} And more." for _, w, _ in SAID]


@pytest.mark.parametrize("shape", ["[{n}] {t}\n{w}\n\n", "{t} {n}\n{w}\n\n"])
def test_times_of_day_are_counted_from_the_first(tmp_path: Path, shape: str) -> None:
    path = tmp_path / "talk.txt"
    nine = 9 * 3600 + 82
    body = "".join(shape.format(n=n, w=w, t=clock(at + nine)) for n, w, at in SAID)
    path.write_text(body, encoding="utf-8")
    (recording,) = read(path)
    assert [(turn.speaker, turn.text, turn.begin) for turn in recording.turns] == SAID
    assert any("times of day" in warning for warning in recording.warnings)


def test_a_stamp_behind_a_paragraph_is_its_end(tmp_path: Path) -> None:
    path = tmp_path / "talk.txt"
    path.write_text("I: So? #00:00:04-5#\nR: Well, yes. #00:00:12-0#\nI: Good. #00:00:14-1#\n")
    (recording,) = read(path)
    assert [(turn.speaker, turn.text, turn.end) for turn in recording.turns] == [
        ("I", "So?", 4.0), ("R", "Well, yes.", 12.0), ("I", "Good.", 14.0),
    ]  # fmt: skip


@pytest.mark.parametrize("pair", [("Q", "A"), ("I", "R"), ("I", "P1"), ("INT", "P02"), ("M", "W1")])
def test_letters_are_labels_in_interviews(tmp_path: Path, pair: tuple[str, str]) -> None:
    path = tmp_path / "talk.txt"
    one, two = pair
    path.write_text(f"{one}: How is it?\n{two}: Long days: always.\n{one}: Why?\n{two}: I know.\n")
    (recording,) = read(path)
    assert [turn.speaker for turn in recording.turns] == [one, two, one, two]


def test_capitals_alone_on_a_line_are_a_name(tmp_path: Path) -> None:
    path = tmp_path / "talk.txt"
    path.write_text(
        "FOCUS GROUP 3\n\nMODERATOR\nHow is it?\n\nANA\nLong.\n\nMODERATOR\nWhy?\n\nANA\nPlans.\n"
        "\nBO LEE\nYes.\n"
    )
    (recording,) = read(path)
    assert [turn.speaker for turn in recording.turns] == [
        "MODERATOR", "ANA", "MODERATOR", "ANA", "BO LEE",
    ]  # fmt: skip


HEADER = """Interviewer: Jo Reid
Participant: SENCO, primary
Date: 5 March 2026
Location: Northmere

"""


def test_names_in_the_header_open_no_turn(tmp_path: Path) -> None:
    path = tmp_path / "talk.txt"
    talk = "Interviewer: Shall we?\nParticipant: Yes.\nInterviewer: Good. So?\nParticipant: Well.\n"
    path.write_text(HEADER + talk, encoding="utf-8")
    (recording,) = read(path)
    assert [turn.text for turn in recording.turns] == ["Shall we?", "Yes.", "Good. So?", "Well."]
    assert sum(left.word_count for left in recording.left_out) == 12
    assert {left.reason for left in recording.left_out} == {"header"}


def test_words_before_a_colon_are_no_label_and_are_listed_by_place(tmp_path: Path) -> None:
    path = tmp_path / "talk.txt"
    path.write_text(
        "Participants: Ana Li, Bo Finch, Dee\n\nAna Li: Hello.\nBo Finch: Hi.\n"
        "Note: the tape stopped\nAna Li: Go on.\nQuestion 1: what is your week?\n"
        "https://example.org: see there\nDee: Long.\nSo: we stop.\nSo: we go.\n"
        "What I mean is: no.\nWhat I mean is: yes.\nBo Finch: Thanks.\n",
        encoding="utf-8",
    )
    (recording,) = read(path)
    assert [turn.speaker for turn in recording.turns] == [
        "Ana Li", "Bo Finch", "Ana Li", "Dee", "Bo Finch",
    ]  # fmt: skip
    listed = [warning for warning in recording.warnings if "not taken for a speaker" in warning]
    assert "line 5" in listed[0]
    assert "line 7" in listed[0]
    assert "What I mean is: no." in recording.turns[3].text


@pytest.mark.parametrize(
    "text",
    [
        "We met. It was long.\n\nThe point is this: nobody came.\n\nNobody said a word.\n",
        "Minutes of the meeting: autumn\n\nThe group met and agreed on a plan.\n\nIt was long.\n",
        "# Plan\n\n## Aims\n\nWe want more.\n\n## Means\n\nWe have few.\n\n## Aims\n\nMore.\n",
        "One\n\nTwo\n\nThree\n\nOne\n\nTwo\n\nThree\n\nOne\n",
        "Bread - two\nMilk - one\nEggs - six\nFlour - some\nSalt - none\n",
    ],
)
def test_prose_and_lists_are_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "prose.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FgtoolsError, match="No speakers"):
        read(path)


NAMES = st.sampled_from(["Ana Li", "Bo Finch", "Cy O'Dowd", "Facilitator", "Dr Ezra van Dam", "P4"])
PIECES = "plan late I we that school parent's co-write né 30 [pause] (laughs)"
WORDS = st.lists(st.sampled_from(PIECES.split()), min_size=1, max_size=9).map(
    lambda words: " ".join(words) + "."
)
TALK = st.lists(st.tuples(NAMES, WORDS), min_size=6, max_size=20).filter(
    lambda talk: min(sum(n == name for n, _ in talk) for name, _ in talk) > 1
)


@settings(max_examples=40, deadline=None)
@given(TALK, st.sampled_from(sorted({**TIMED, **UNTIMED}.items())))
def test_any_talk_comes_back_from_any_layout_word_for_word(
    tmp_path_factory: pytest.TempPathFactory, talk: list[tuple[str, str]], layout: tuple[str, str]
) -> None:
    path = tmp_path_factory.mktemp("talk") / "talk.txt"
    rows = (layout[1].format(n=n, w=w, t=clock(at * 9)) for at, (n, w) in enumerate(talk))
    path.write_text("".join(rows), encoding="utf-8")
    assume(len({name for name, _ in talk}) > 1)
    (recording,) = read(path)
    merged = [
        (name, " ".join(w for _, w in run)) for name, run in groupby(talk, lambda row: row[0])
    ]
    assert [(turn.speaker, turn.text) for turn in recording.turns] == merged
    brackets = sum(left.word_count for left in recording.left_out)
    spoken = sum(word_count(turn.text) for turn in recording.turns)
    assert spoken + brackets == sum(len(WORD.findall(text)) for _, text in talk)


@pytest.mark.parametrize("piece", ["a:", "[", "(0:1", "**", "- ", "\t", "![", "0:00 ", "# ", "a "])
def test_long_odd_lines_are_read(tmp_path: Path, piece: str) -> None:
    path = tmp_path / "talk.txt"
    path.write_text("Ana: Hello.\nBo: Hi.\nAna: Yes.\n" + piece * 60_000 + "\n", encoding="utf-8")
    (recording,) = read(path)
    assert [turn.speaker for turn in recording.turns][:3] == ["Ana", "Bo", "Ana"]


ONCE = (
    "Facilitator", "Priya", "Case officer", "van der Berg, Anneke", "Karim T. (mattk)",
    "Ryan.Wakefield", "P2", "Eric's iPad (Northmere)", "Speaker A", "Will", "Ffion ap Rhys (EP)",
    "d'Souza, Ana", "O'Brien",
)  # fmt: skip


@pytest.mark.parametrize(
    "shape",
    ["{n}: {w}\n\n", "{n}: {w}\n", "[00:00:0{t}] {n}: {w}\n\n", "{n} (00:0{t}):\n{w}\n\n"],
    ids=["paragraphs", "lines", "time first", "time behind"],
)
def test_people_who_speak_once_are_believed_where_all_lines_have_a_name(
    tmp_path: Path, shape: str
) -> None:
    path = tmp_path / "talk.txt"
    said = [(name, f"We met {at} of them.") for at, name in enumerate(ONCE)]
    path.write_text("".join(shape.format(n=n, w=w, t=min(a, 9)) for a, (n, w) in enumerate(said)))
    (recording,) = read(path)
    assert [(turn.speaker, turn.text) for turn in recording.turns] == said


@pytest.mark.parametrize(
    "words",
    [
        "So the question is: who pays?",
        "Three things: time, people, money.",
        "My point: nobody came.",
        "Main worry: nobody rings.",
        "Parents: they are frightened.",
        "Note: I was not there.",
        "https://example.org holds it.",
    ],
)
def test_words_before_a_colon_are_no_speaker_even_where_all_lines_have_a_name(
    tmp_path: Path, words: str
) -> None:
    path = tmp_path / "talk.txt"
    talk = "".join(f"{name}: We met.\n\n" for name in ONCE)
    spoken = "Priya: The parents came.\n\n"
    path.write_text(f"{talk}{spoken}{words}\n\nPriya: Yes.\n")
    (recording,) = read(path)
    assert recording.turns[-1].text == f"The parents came. {words} Yes."


def test_a_dash_sets_the_name_off_where_a_range_of_times_stands_before(tmp_path: Path) -> None:
    path = tmp_path / "talk.txt"
    path.write_text(
        "[0:00:01.500000 - 0:00:03.000000] Case officer - One thing: we are late.\n"
        "[0:00:03.000000 - 0:00:04.000000] Priya - Yes - always.\n"
    )
    (recording,) = read(path)
    assert [(turn.speaker, turn.text, turn.begin) for turn in recording.turns] == [
        ("Case officer", "One thing: we are late.", 1.5),
        ("Priya", "Yes - always.", 3.0),
    ]


def test_lettered_speakers_are_believed_in_subtitles(tmp_path: Path) -> None:
    path = tmp_path / "talk.srt"
    said = [
        "Speaker A: Hello.",
        "And more.",
        "Speaker B: Yes.",
        "Unknown: No.",
        "Case officer: So.",
    ]
    path.write_text(
        "\n\n".join(
            f"{at}\n00:00:0{at},000 --> 00:00:0{at},900\n{text}" for at, text in enumerate(said)
        )
    )
    (recording,) = read(path)
    assert [turn.speaker for turn in recording.turns] == [
        "Speaker A", "Speaker B", "Unknown", "Case officer",
    ]  # fmt: skip


NOTES = """**02:10** - Ana Li&#39;s story

- Ana Li: two new plans
- Bo Finch: a longer wait

## Transcript

<div class="transcript">

**Ana Li** [00:00:04] We&#39;re one short.

**Bo Finch** [00:00:09] So are we.

**Ana Li** [00:00:12] Since May.

</div>
"""


def test_notes_above_the_heading_of_a_transcript_are_no_talk(tmp_path: Path) -> None:
    path = tmp_path / "episode.md"
    path.write_text(NOTES, encoding="utf-8")
    (recording,) = read(path)
    assert [(turn.speaker, turn.begin, turn.text) for turn in recording.turns] == [
        ("Ana Li", 4.0, "We're one short."),
        ("Bo Finch", 9.0, "So are we."),
        ("Ana Li", 12.0, "Since May."),
    ]


def test_a_heading_called_transcript_without_talk_below_it_hides_nothing(tmp_path: Path) -> None:
    path = tmp_path / "talk.md"
    path.write_text(
        "Ana Li: Yes.\nBo Finch: No.\nAna Li: Why?\n\n## Transcript\n\nTo follow.\n",
        encoding="utf-8",
    )
    (recording,) = read(path)
    assert [turn.speaker for turn in recording.turns] == ["Ana Li", "Bo Finch", "Ana Li"]


def test_captions_that_open_with_the_time_of_day_have_no_speaker(tmp_path: Path) -> None:
    path = tmp_path / "closed_caption.txt"
    path.write_text(
        "16:02:22 Just one minute.\n16:02:24 Yes: I can hear you.\n16:02:31 Then we begin.\n",
        encoding="utf-8",
    )
    (recording,) = read(path)
    assert [(turn.speaker, turn.begin, turn.text) for turn in recording.turns] == [
        ("", 0.0, "Just one minute."),
        ("", 2.0, "Yes: I can hear you."),
        ("", 9.0, "Then we begin."),
    ]


def test_a_stamp_on_the_line_below_a_name_is_its_start(tmp_path: Path) -> None:
    path = tmp_path / "talk.md"
    path.write_text(
        "**Ana:**\n[00:05] Good morning.\n[00:09] We begin.\n\n**Bo:**\n[00:14] One moment.\n",
        encoding="utf-8",
    )
    (recording,) = read(path)
    assert [(turn.speaker, turn.begin) for turn in recording.turns] == [("Ana", 5.0), ("Bo", 14.0)]


def test_a_bar_between_the_times_of_a_line_makes_no_survey(tmp_path: Path) -> None:
    path = tmp_path / "talk.txt"
    path.write_text(
        "[00:00:00.000 - 00:00:01.200 | 00:00:01.200] SPEAKER_01\nGood morning everyone.\n\n"
        "[00:00:01.200 - 00:00:04.800 | 00:00:03.600] SPEAKER_00\nShall we start?\n",
        encoding="utf-8",
    )
    (recording,) = read(path)
    assert recording.format == "typed"
    assert [(turn.speaker, turn.begin, turn.end) for turn in recording.turns] == [
        ("SPEAKER_01", 0.0, 1.2), ("SPEAKER_00", 1.2, 4.8),
    ]  # fmt: skip
