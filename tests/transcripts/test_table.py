"""Tables of turns: CSV, workbooks, Word tables, whatever their columns are called."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Sequence
from pathlib import Path

import docx
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fgtools.errors import FgtoolsError
from fgtools.spans import WORD
from fgtools.transcripts.read import read
from fgtools.transcripts.recording import Recording

SAID = (
    "We have far too many plans to hold on our own here.",
    "Yes, and the panel meets only twice a term in our area.",
    "I would say that the schools wait for months, honestly.",
    "And what would help you the most in this work?",
)


def of_text(folder: Path, text: str, encoding: str = "utf-8") -> Recording:
    path = folder / "talk.csv"
    path.write_bytes(text.encode(encoding))
    (recording,) = read(path)
    return recording


def of_sheets(folder: Path, *sheets: Sequence[Sequence[object]]) -> Recording:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for number, rows in enumerate(sheets):
        page = book.create_sheet(f"Sheet {number}")
        for row in rows:
            page.append(list(row))
    book.save(folder / "talk.xlsx")
    (recording,) = read(folder / "talk.xlsx")
    return recording


def of_word(folder: Path, paragraphs: Sequence[str], *tables: Sequence[Sequence[str]]) -> Recording:
    made = docx.Document()
    for paragraph in paragraphs:
        made.add_paragraph(paragraph)
    for rows in tables:
        table = made.add_table(0, len(rows[0]))
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    made.save(str(folder / "talk.docx"))
    (recording,) = read(folder / "talk.docx")
    return recording


def shown(recording: Recording) -> list[tuple[str, str]]:
    return [(turn.speaker, turn.text) for turn in recording.turns]


def all_words(recording: Recording) -> int:
    said = sum(len(WORD.findall(turn.text)) for turn in recording.turns)
    bracketed = sum(o.word_count for o in recording.left_out if o.reason == "event in brackets")
    return said - bracketed + sum(out.word_count for out in recording.left_out)


def test_the_house_table_is_read_without_a_word_about_its_columns(tmp_path: Path) -> None:
    recording = of_text(
        tmp_path,
        "session,ordinal,speaker,role,begin,end,text\n"
        'one,4,Ana,EP,1.500,2.000,"Well, yes"\none,7,Bo,facilitator,,,=1+1\n',
    )
    assert recording.format == "table"
    assert [turn.ordinal for turn in recording.turns] == [4, 7]
    assert shown(recording) == [("Ana", "Well, yes"), ("Bo", "=1+1")]
    assert recording.roles == (("Ana", "EP"), ("Bo", "facilitator"))
    assert (recording.turns[0].begin, recording.duration) == (1.5, 2.0)
    assert recording.warnings == ()


def test_each_session_of_a_table_is_a_recording(tmp_path: Path) -> None:
    path = tmp_path / "talk.csv"
    path.write_text("session,speaker,text\na,Ana,Hello\nb,Bo,Hi\na,Bo,Yes\n", encoding="utf-8")
    assert [(r.session, len(r.turns)) for r in read(path)] == [("a", 2), ("b", 1)]


def test_sparse_times_two_spellings_of_a_label_and_entities(tmp_path: Path) -> None:
    recording = of_text(
        tmp_path,
        "timestamp,speaker,words,tags\n"
        f"[0:00],DB,{SAID[0]},asks again\n"
        ',DB:,"Yes, &#8212; and no.\nReally.",\n'
        "[00:01:09],AL,Panels,waiting times\n"
        ",,somebody far off,\n",
    )
    assert [turn.speaker for turn in recording.turns] == ["DB", "DB", "AL", ""]
    assert recording.turns[1].text == "Yes, — and no.\nReally."
    assert [turn.begin for turn in recording.turns] == [0.0, None, 69.0, None]
    assert [(o.where, o.reason, o.word_count) for o in recording.left_out] == [
        ("column 4", "other column", 4)
    ]
    assert recording.warnings[0] == (
        "Columns taken: begin = column 1 'timestamp', speaker = column 2 'speaker', "
        "text = column 3 'words'."
    )


@pytest.mark.parametrize(
    "header",
    [
        "Sprecher;Startzeit;Ende;Äußerung",
        "Intervenant;Début;Fin;Propos",
        "HABLANTE;Inicio;Fin;Transcripción",
        "Siaradwr;Start (s);End (s);Testun",
        "Who;Time in;Time out;What was said",
        "Speaker Name;start_time;end_time;Transcript:",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_headers_in_other_words_and_languages(tmp_path: Path, header: str, encoding: str) -> None:
    recording = of_text(
        tmp_path, f"{header}\nAna;0:01;0:04;Good, very good\nBo;0:05;0:09;Ja", encoding
    )
    assert shown(recording) == [("Ana", "Good, very good"), ("Bo", "Ja")]
    assert recording.duration == 9.0


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_any_separator_and_no_header(tmp_path: Path, mark: str) -> None:
    rows = [(f"00:0{n}:00", "Ana" if n % 2 else "Bo", text) for n, text in enumerate(SAID)]
    page = io.StringIO()
    csv.writer(page, delimiter=mark).writerows(rows)
    recording = of_text(tmp_path, page.getvalue())
    assert shown(recording) == [(who, text) for _, who, text in rows]
    assert [turn.begin for turn in recording.turns] == [0.0, 60.0, 120.0, 180.0]
    assert "told by its cells" in recording.warnings[0]
    assert not any(text in warning for text in SAID for warning in recording.warnings)


def test_a_header_of_unknown_words_is_no_turn(tmp_path: Path) -> None:
    rows = [("Frau/Mann", "Was war")] + [
        (who, t) for who, t in zip(("Ana", "Bo") * 2, SAID, strict=True)
    ]
    page = io.StringIO()
    csv.writer(page).writerows(rows)
    recording = of_text(tmp_path, page.getvalue())
    assert shown(recording) == rows[1:]
    assert recording.warnings[0].endswith("Row 1 was taken for their header.")


def test_comments_are_talk_beside_a_speaker_only(tmp_path: Path) -> None:
    recording = of_text(tmp_path, "Speaker,Comments\nAna,Hello\nBo,Hi\n")
    assert shown(recording) == [("Ana", "Hello"), ("Bo", "Hi")]


def test_milliseconds_ranges_and_durations_are_seconds(tmp_path: Path) -> None:
    in_ms = of_text(tmp_path, "start_ms,end_ms,speaker,text\n0,1500,Ana,Hello\n1500,3250,Bo,Hi\n")
    assert in_ms.duration == 3.25
    ranges = of_text(tmp_path, "Time,Who,Text\n[0:01 - 0:05],Ana,Hello\n[0:05 - 0:09],Bo,Hi\n")
    assert [(t.begin, t.end) for t in ranges.turns] == [(1.0, 5.0), (5.0, 9.0)]
    lasting = of_text(
        tmp_path, "Start,Dur.,Speaker,Text\n0:00:01.5,5.0s,Ana,Hello\n0:00:08,1s,Bo,Hi\n"
    )
    assert lasting.turns[0].end == 6.5
    assert lasting.duration == 9.0


def test_the_time_of_the_day_is_not_the_time_of_the_recording(tmp_path: Path) -> None:
    recording = of_text(tmp_path, "Time,Who,Text\n14:01:00,Ana,Hello\n14:02:00,Bo,Hi\n")
    assert recording.duration is None
    assert any("of the day" in warning for warning in recording.warnings)


def test_commas_that_nobody_quoted_stay_in_the_text(tmp_path: Path) -> None:
    recording = of_text(tmp_path, "speaker,text\nAna,Well, I think, it works\nBo,Yes\n")
    assert shown(recording) == [("Ana", "Well, I think, it works"), ("Bo", "Yes")]


def test_a_quotation_mark_that_is_not_closed_swallows_no_rows(tmp_path: Path) -> None:
    rows = "".join(f"a,Bo,SENCO,Number {n}\n" for n in range(5))
    recording = of_text(tmp_path, f'session,speaker,role,text\na,Ana,EP,"Well then\n{rows}')
    assert len(recording.turns) == 6
    assert any("quotation mark" in warning for warning in recording.warnings)


def test_a_workbook_with_titles_other_sheets_numbers_and_dates(tmp_path: Path) -> None:
    recording = of_sheets(
        tmp_path,
        [["Read me first"], ["A project about plans"]],
        [
            ["Focus group of caseworkers"],
            [],
            [None, "TimeStamp", "Turn", "Speaker", "Sentence", "Tag", "Day"],
            [0, datetime.time(0, 0, 9), 1, "T", SAID[0], "4 - claim", datetime.date(2024, 5, 1)],
            [1, None, 1, "S", 2.0, None, None],
            [2, datetime.time(0, 1, 9), 2, "T", "=1+1", None, None],
            [3, None, 3, "S", None, None, None],
        ],
    )
    assert shown(recording) == [("T", SAID[0]), ("S", "2"), ("T", "=1+1")]
    assert recording.duration == 69.0
    assert "The talk was read from sheet 2 of 2." in recording.warnings
    reasons = {out.reason: out.word_count for out in recording.left_out}
    assert reasons == {
        "header": 4, "other sheet": 7, "other column": 2, "row without words": 1,
    }  # fmt: skip


def test_cells_merged_downwards_name_each_of_their_rows(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    for row in (["Speaker", "Text"], ["Ana", SAID[0]], [None, SAID[1]], ["Bo", SAID[2]]):
        page.append(row)
    page.merge_cells("A2:A3")
    book.save(tmp_path / "talk.xlsx")
    (recording,) = read(tmp_path / "talk.xlsx")
    assert [turn.speaker for turn in recording.turns] == ["Ana", "Ana", "Bo"]


def test_a_sheet_that_claims_to_be_endless_is_read_as_it_is(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.append(["Speaker", "Text"])
    page.append(["Ana", SAID[0]])
    page["XFD90000"] = " "
    book.save(tmp_path / "talk.xlsx")
    assert len(read(tmp_path / "talk.xlsx")[0].turns) == 1


@pytest.mark.parametrize(
    "header",
    [
        [["Start", "Dur.", "Speaker", "", "Transcription"]],
        [["", "", "", "", ""]],
        [],
    ],
)
def test_talk_in_a_word_table_among_other_tables(tmp_path: Path, header: list[list[str]]) -> None:
    talk = [
        [f"0:00:0{n}", "1.0s", "Agent" if n % 2 else "Caller", "", text]
        for n, text in enumerate(SAID)
    ]
    recording = of_word(
        tmp_path,
        ["Call Transcription"],
        [["Job Name", "call.wav"], ["Language", "en-GB"]],
        [*header, *talk],
    )
    assert recording.format == "table"
    assert shown(recording) == [(row[2], row[4]) for row in talk]
    assert recording.turns[-1].begin == 3.0
    assert "The talk was read from table 2 of 2." in recording.warnings
    places = {out.where: out.word_count for out in recording.left_out}
    assert places == {"table 1": 6, "paragraphs outside the table": 2}


@pytest.mark.parametrize("header", [[["Name", "Comment"]], []])
def test_names_beside_text_go_on_over_several_word_tables(
    tmp_path: Path, header: list[list[str]]
) -> None:
    first = [["Ana", SAID[0]], ["Bo:", SAID[1]], ["Ana", SAID[2]]]
    recording = of_word(tmp_path, [], [*header, *first], [["Bo", SAID[3]], ["Ana", "Yes."]])
    assert [turn.speaker for turn in recording.turns] == ["Ana", "Bo", "Ana", "Bo", "Ana"]


def test_a_list_of_people_in_a_typed_transcript_is_not_its_talk(tmp_path: Path) -> None:
    typed = [f"{who}: {text}" for who, text in zip(("Ana", "Bo") * 2, SAID, strict=True)]
    recording = of_word(tmp_path, typed, [["Name", "Role"], ["Ana", "EP"], ["Bo", "SENCO"]])
    assert recording.format == "typed"


PROSE = (
    "We met on Monday, it rained, and nobody came at all.\n"
    "Then on Tuesday, we met again, and all came at once.\nSo, it went well, all in all.\n"
)


@pytest.mark.parametrize(
    "text", [PROSE, "colour,size\nred,3\nblue,4\n", "name,notes\nAna,Needs a ramp, please\n"]
)
def test_what_only_has_commas_is_no_table_of_talk(tmp_path: Path, text: str) -> None:
    path = tmp_path / "notes.csv"
    path.write_text(text, encoding="utf-8")
    try:
        assert read(path)[0].format == "typed"
    except FgtoolsError:
        return


def test_typed_lines_with_a_comma_each_stay_typed(tmp_path: Path) -> None:
    recording = of_text(
        tmp_path,
        "Ana: Well, how are you today?\nBo: Fine, thank you very much\nAna: Good, let us begin\n",
    )
    assert recording.format == "typed"


LABELS = st.sampled_from(["Ana", "Bo Ray", "Cerys", "D4"])
TEXTS = st.text(st.sampled_from("abcé ,;|\"=+-@\n\t.?!'’1"), min_size=1, max_size=60).filter(
    lambda text: WORD.search(text) is not None and not text.startswith("=")
)
ROWS = st.lists(st.tuples(LABELS, TEXTS, st.integers(0, 9000)), min_size=1, max_size=12)


@settings(max_examples=60, deadline=None)
@given(ROWS, st.sampled_from([",", ";", "\t", "|", "xlsx"]))
def test_rows_that_are_written_are_read_back_word_for_word(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[tuple[str, str, int]],
    written: str,
) -> None:
    folder = tmp_path_factory.mktemp("rows")
    if written == "xlsx":
        header = ["Time", "Speaker", "What was said", "Notes"]
        recording = of_sheets(folder, [header, *([n, who, text, "kept"] for who, text, n in rows)])
    else:
        page = io.StringIO()
        writer = csv.writer(page, delimiter=written, quoting=csv.QUOTE_ALL)
        writer.writerow(["Time", "Speaker", "What was said", "Notes"])
        writer.writerows([n, who, text, "kept"] for who, text, n in rows)
        recording = of_text(folder, page.getvalue())
    assert shown(recording) == [(who, text) for who, text, _ in rows]
    assert [turn.begin for turn in recording.turns] == [float(n) for _, _, n in rows]
    said = sum(len(WORD.findall(text)) for _, text, _ in rows)
    assert all_words(recording) == said + len(rows)


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("id,session,speaker,role,text,respondent", "{n},one,{who},EP,{text},{n}"),
        ("session,speaker,role,text,status,response id", "one,{who},EP,{text},kept,{n}"),
        (
            "timestamp,session,speaker,role,text,Any other comment?",
            "2024-01-01 10:0{n},one,{who},EP,{text},",
        ),
        ("Session,Collector ID,Respondent ID,Text", "one,4,{who},{text}"),
    ],
)
def test_the_columns_of_the_house_win_over_those_of_a_survey(
    tmp_path: Path, header: str, cells: str
) -> None:
    people = ("Ana", "Bo", "Ana")
    rows = [
        cells.format(n=n, who=who, text=text)
        for n, (who, text) in enumerate(zip(people, ("Hello there", "Yes", "Quite"), strict=True))
    ]
    recording = of_text(tmp_path, "\n".join((header, *rows)))
    assert (recording.format, recording.session) == ("table", "one")
    assert shown(recording) == [("Ana", "Hello there"), ("Bo", "Yes"), ("Ana", "Quite")]


@pytest.mark.parametrize("end", ["", "\n", "\n\n"])
def test_a_last_cell_of_lines_and_commas_in_quotes_is_one_turn(tmp_path: Path, end: str) -> None:
    last = "a,b,c,d\ne,f,g,h\ni,j,k,l"
    recording = of_text(
        tmp_path, f'session,speaker,role,text\none,Ana,EP,Hello\none,Bo,OT,"{last}"{end}'
    )
    assert shown(recording) == [("Ana", "Hello"), ("Bo", last)]
    assert recording.warnings == ()


TALKED = (
    ("Mina Rees", "EP", "Waiting Lists", "I have far too many plans on my own these days"),
    ("Bo Lark", "OT", "Training", "We never get any training in our area at all"),
    ("Mina Rees", "EP", "Training", "Then nobody answers the phone when we call them"),
    ("Cara Day", "EP", "Waiting Lists", "I agree with that and so do all the others"),
)


@pytest.mark.parametrize(
    ("header", "columns"),
    [
        ("Who spoke,Topic area,Spoken", (0, 2, 3)),
        ("Person,Topic area,Spoken", (0, 2, 3)),
        ("Who was it,Area of work,Their line", (0, 2, 3)),
        ("Sp.,Topic,Line", (0, 2, 3)),
        ("Who said it,Theme,Comment", (0, 2, 3)),
        ("Topic,Name,Remarks", (2, 0, 3)),
        ("Name,Role,What they said", (0, 1, 3)),
        ("Name,Role,Comments", (0, 1, 3)),
        ("Name,Theme,Role,Said", (0, 2, 1, 3)),
        ("", (0, 1, 3)),
        ("", (1, 0, 3)),
        ("", (0, 1, 2, 3)),
    ],
)
def test_who_speaks_is_neither_the_theme_nor_the_role(
    tmp_path: Path, header: str, columns: tuple[int, ...]
) -> None:
    rows = [",".join(row[n] for n in columns) for row in TALKED]
    recording = of_text(tmp_path, "\n".join(([header] if header else []) + rows))
    assert recording.format == "table"
    assert shown(recording) == [(row[0], row[3]) for row in TALKED]
    roles = (("Mina Rees", "EP"), ("Bo Lark", "OT"), ("Cara Day", "EP"))
    assert recording.roles == (roles if 1 in columns else ())
    cells = [cell for row in TALKED for cell in row[::2]]
    assert not any(cell in warning for cell in cells for warning in recording.warnings)


def test_roles_are_who_speaks_where_nothing_else_tells_them_apart(tmp_path: Path) -> None:
    recording = of_text(tmp_path, "\n".join(f"{row[1]},{row[3]}" for row in TALKED))
    assert [turn.speaker for turn in recording.turns] == ["EP", "OT", "EP", "EP"]


def test_a_header_that_names_somebody_is_not_shown(tmp_path: Path) -> None:
    recording = of_text(
        tmp_path,
        "Speaker (with Petra Vaughan),Comments,Petra's mark\nAna,Hello,x\nBo,Yes,y\nAna,No,x\n",
    )
    assert recording.warnings == (
        "Columns taken: speaker = column 1 'speaker', text = column 2 'Comments'.",
    )


def test_notes_on_people_who_come_to_several_sessions_are_no_talk(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text(
        "Session,Name,Role,Notes\n1,Ana Pugh,EP,Needs a parking space near the door\n"
        "1,Bo Lark,OT,\n2,Ana Pugh,EP,Needs a parking space at the back\n",
        encoding="utf-8",
    )
    with pytest.raises(FgtoolsError, match="list of people"):
        read(path)


def test_times_with_frames_are_read_to_the_second(tmp_path: Path) -> None:
    path = tmp_path / "talk.csv"
    path.write_text(
        "Speaker,Start Time,End Time,Text\nAna,00:00:01:05,00:00:03:00,We are one short.\n"
        "Bo,00:00:04:00,00:00:06:12,So are we.\n",
        encoding="utf-8",
    )
    (recording,) = read(path)
    assert [(turn.begin, turn.end) for turn in recording.turns] == [(1.0, 3.0), (4.0, 6.0)]


def test_tabs_with_clocks_are_a_table_and_no_milliseconds(tmp_path: Path) -> None:
    path = tmp_path / "talk.tsv"
    path.write_text(
        "start\tend\ttext\n00:00:01\t00:00:02\tWe are one short.\n"
        "00:00:02\t00:00:04\tSince May, I think.\n",
        encoding="utf-8",
    )
    (recording,) = read(path)
    assert recording.format == "table"
    assert [turn.end for turn in recording.turns] == [2.0, 4.0]
