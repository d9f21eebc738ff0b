"""A leak that somebody planted in anything written is found, placed, and never repeated."""

from __future__ import annotations

import base64
import json
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from fgtools.nouns import Participant, SafeTurn
from fgtools.safe import stored
from fgtools.study import leaks
from fgtools.study.folder import Folder, open_study
from fgtools.study.private import DECISIONS, KEY, PEOPLE
from fgtools.study.store import Read

ROOM = (("one", "Siobhan Kelleher"), ("one", "Bob Marsh"), ("two", "Bartholomew Nkemelu"))
SAID = (
    ("one", "[child A]", "person", "Ottoline"),
    ("one", "[school A]", "school", "Drellwick Primary"),
    ("two", "[person A]", "person", "Quarvle"),
)
TURNS = {
    "one": ("We said that [child A] waits for a plan.",),
    "two": ("[person A] never rang us back.",),
}


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Folder]:
    """A study of two sessions with its key, and nothing left in it."""
    (tmp_path / "study.toml").write_text("[sessions.one]\n[sessions.two]\n", "utf-8")
    study = open_study(tmp_path)
    study.private.write_rows("key/key.csv", KEY, [dict(zip(KEY, r, strict=True)) for r in SAID])
    people = [dict(zip(PEOPLE, (s, "", n, "participant"), strict=True)) for s, n in ROOM]
    study.private.write_rows("key/people.csv", PEOPLE, people)
    for session, said in TURNS.items():
        keep(study, session, said)
    study.outputs.mkdir()
    yield study
    study.store.close()


def keep(study: Folder, session: str, said: tuple[str, ...]) -> None:
    voice = Participant(f"{session}.p01", session, "casework")
    turns = [
        SafeTurn(f"{session}/{at}", session, at, voice.id, stored(text))
        for at, text in enumerate(said)
    ]
    with study.store.writing():
        study.store.set_session(
            Read(session, "vtt", 60.0, 9, session), [voice], turns, [9] * len(turns), [], [], []
        )


def decide(study: Folder, session: str, words: str, is_name: str = "no") -> None:
    rows = [*study.private.rows("decisions.csv", DECISIONS)]
    rows.append({"session": session, "words": words, "is_name": is_name, "kind": ""})
    study.private.write_rows("decisions.csv", DECISIONS, rows)


def word(path: Path, text: str = "Clean.") -> docx.document.Document:
    document = docx.Document()
    document.add_paragraph(text)
    document.save(str(path))
    return document


def word_author(path: Path) -> None:
    document = word(path)
    document.core_properties.last_modified_by = "Marsh"
    document.save(str(path))


def word_runs(path: Path) -> None:
    document = word(path)
    paragraph = document.add_paragraph("as Kel")
    paragraph.add_run("leher said")
    document.save(str(path))


def word_header(path: Path) -> None:
    document = word(path)
    document.sections[0].header.paragraphs[0].text = "Kelleher"
    document.save(str(path))


def word_picture(path: Path) -> None:
    document = word(path)
    picture = path.with_name("picture.png")
    picture.write_bytes(png(b""))
    shape = document.add_picture(str(picture))
    picture.unlink()
    shape._inline.docPr.set("descr", "what Kelleher drew")
    document.save(str(path))


def sheet(path: Path, change: Callable[[Worksheet], object]) -> None:
    book = Workbook(write_only=False)
    change(book.create_sheet("Numbers"))
    book.save(path)


def workbook_author(path: Path) -> None:
    book = Workbook()
    book.properties.creator = "Bob Marsh"
    book.save(path)


def png(note: bytes) -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        head = struct.pack(">I", len(content)) + kind + content
        return head + struct.pack(">I", zlib.crc32(kind + content))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")
    return (
        b"\x89PNG\r\n\x1a\n" + header + (chunk(b"tEXt", b"Author\0" + note) if note else b"") + body
    )


def packed(path: Path, inner: str) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("sources/1.txt", inner)


TEXTS = {
    "first name": "and then siobhan agreed",
    "surname": "and Marsh agreed",
    "surname with an s": "it is marsh's plan",
    "full name in lower case": "we asked bob marsh for it",
    "nickname": "as Bart asked",
    "misheard": "nkemellu left in May",
    "spelt out": "that's N K E M E L U",
    "spelt with a double": "k e double l e h e r",
    "phone": "ring 07700 900123 after three",
    "phone said": "ring oh seven seven double oh nine hundred one two three",
    "e-mail": "write to sam@fernbrook.gov.uk",
    "school": "at Drellwick Primary again",
    "child": "for Ottoline again",
    "glued": "BobMarsh said so",
    "glued in lower case": "see bobmarsh",
    "glued to a word": "siobhansaid it",
    "underscore": "see bob_marsh",
    "initial": "see b.marsh",
    "zero width": "as Kel\u200bleher said",
    "soft hyphen": "as Kel\u00adleher said",
    "accent": "as Siobhán said",
    "combining accent": "as Siobha\u0301n said",
    "full width": "as Ｋｅｌｌｅｈｅｒ said",
    "look-alike": "as K\u0435ll\u0435her said",
    "non-breaking blank": "we asked bob\u00a0marsh",
    "entity": "as K&#101;lleher said",
    "web address": "see x/siobhan%20kelleher",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_a_planted_leak_is_found_in_an_output(folder: Folder, text: str) -> None:
    (folder.outputs / "notes.md").write_text(f"Clean.\n\nHere {text}.\n", "utf-8")
    found = leaks.everywhere(folder)
    assert {f.where for f in found} == {"notes.md line 3"}
    assert all(f.hint for f in found)
    assert "marsh" not in repr(found).lower()


ENCLOSED = base64.b64encode(b"as Kelleher said").decode()
HIDDEN: dict[str, tuple[str, Callable[[Path], object]]] = {
    "word": ("a.docx", lambda p: word(p, "as Kelleher said")),
    "word, over two runs": ("a.docx", word_runs),
    "word properties": ("a.docx", word_author),
    "word header": ("a.docx", word_header),
    "alternative text": ("a.docx", word_picture),
    "cell": ("a.xlsx", lambda p: sheet(p, lambda b: b.append(["as Kelleher said"]))),
    "comment": (
        "a.xlsx",
        lambda p: sheet(p, lambda b: setattr(b["B2"], "comment", Comment("Kelleher", "x"))),
    ),
    "comment's author": (
        "a.xlsx",
        lambda p: sheet(p, lambda b: setattr(b["B2"], "comment", Comment("x", "Marsh"))),
    ),
    "sheet's name": (
        "a.xlsx",
        lambda p: sheet(p, lambda b: setattr(b, "title", "Kelleher")),
    ),
    "workbook properties": ("a.xlsx", workbook_author),
    "number": ("a.xlsx", lambda p: sheet(p, lambda b: b.append([447700900123]))),
    "html attribute": ("a.html", lambda p: p.write_text('<p title="for Kelleher">x</p>', "utf-8")),
    "html meta": (
        "a.html",
        lambda p: p.write_text('<meta name="author" content="Marsh">', "utf-8"),
    ),
    "html title": ("a.html", lambda p: p.write_text("<title>Kelleher</title>", "utf-8")),
    "html remark": ("a.html", lambda p: p.write_text("<p>x</p><!-- ask Kelleher -->", "utf-8")),
    "html inline": ("a.html", lambda p: p.write_text("<p>Kel<b>leher</b></p>", "utf-8")),
    "html hidden": ("a.html", lambda p: p.write_text("<p hidden>Kelleher</p>", "utf-8")),
    "html script": (
        "a.html",
        lambda p: p.write_text("<script>const x = {n: 'as Marsh'}</script>", "utf-8"),
    ),
    "html data": (
        "a.html",
        lambda p: p.write_text(
            '<script type="application/json">["x", {"who": "Kelleher"}]</script>', "utf-8"
        ),
    ),
    "html enclosed": (
        "a.html",
        lambda p: p.write_text(f'<a href="data:text/plain;base64,{ENCLOSED}">x</a>', "utf-8"),
    ),
    "markdown emphasis": ("a.md", lambda p: p.write_text("Kel**leher** said", "utf-8")),
    "json list": ("a.json", lambda p: p.write_text(json.dumps([["Kelleher"]]), "utf-8")),
    "json key": ("a.json", lambda p: p.write_text(json.dumps({"kelleher": 1}), "utf-8")),
    "csv": ("a.csv", lambda p: p.write_bytes("x,as Kelleher".encode("utf-16"))),
    "subfolder": ("deep/er/a.md", lambda p: p.write_text("as Kelleher said", "utf-8")),
    "hidden file": (".a.md", lambda p: p.write_text("as Kelleher said", "utf-8")),
    "file's name": ("siobhan-kelleher.md", lambda p: p.write_text("x", "utf-8")),
    "file's name, an ordinary word": ("notes marsh.md", lambda p: p.write_text("x", "utf-8")),
    "picture's author": ("a.png", lambda p: p.write_bytes(png(b"Siobhan Kelleher"))),
    "file in a file": ("a.qdpx", lambda p: packed(p, "as Kelleher said")),
}


@pytest.mark.parametrize("leak", HIDDEN.values(), ids=HIDDEN.keys())
def test_a_leak_is_found_wherever_a_file_hides_it(
    folder: Folder, leak: tuple[str, Callable[[Path], object]]
) -> None:
    name, write = leak
    path = folder.outputs / name
    path.parent.mkdir(parents=True, exist_ok=True)
    write(path)
    found = leaks.everywhere(folder)
    assert found
    assert "kelleher" not in repr(found).lower()
    assert "marsh" not in repr(found).lower()


def test_a_clean_study_has_no_findings(folder: Folder) -> None:
    word(folder.outputs / "report.docx", "[child A] waits, and so do 12 others.")
    sheet(folder.outputs / "evidence.xlsx", lambda b: b.append(["one/1", 0.123456789012]))
    (folder.outputs / "report.html").write_text("<p class='mark'>x</p>", "utf-8")
    (folder.outputs / "chart.png").write_bytes(png(b"Matplotlib"))
    assert leaks.everywhere(folder) == ()


def test_a_file_that_cannot_be_looked_into_is_said_to_be_one(folder: Folder) -> None:
    (folder.outputs / "scan.pdf").write_bytes(b"%PDF-1.7 ...")
    assert [(f.rule, f.where) for f in leaks.everywhere(folder)] == [("unreadable", "scan.pdf")]


def test_leaks_in_the_database_are_found_by_session_and_turn(folder: Folder) -> None:
    keep(folder, "two", ("Clean.", "It was Kelleher."))
    assert [(f.rule, f.where) for f in leaks.everywhere(folder)] == [("name-left", "two/1")]


def test_a_name_in_own_text_is_found_by_file_and_line(folder: Folder) -> None:
    (folder.root / "report").mkdir()
    (folder.root / "report" / "introduction.md").write_text("Thanks\nto Kelleher.", "utf-8")
    assert {f.where for f in leaks.in_own_text(folder)} == {"report/introduction.md line 2"}


QUARVLE = "Nobody asked the quarvle team for this."


def test_no_name_in_one_session_holds_there_and_in_what_is_drawn_from_it(folder: Folder) -> None:
    keep(folder, "one", (QUARVLE,))
    assert [f.where for f in leaks.everywhere(folder)] == ["one/0"]
    decide(folder, "one", "quarvle")
    (folder.outputs / "report.md").write_text(f"> “{QUARVLE}”\n", "utf-8")
    assert leaks.everywhere(folder) == ()


def test_no_name_in_one_session_leaves_it_a_secret_elsewhere(folder: Folder) -> None:
    decide(folder, "one", "Quarvle")
    keep(folder, "two", ("We rang Quarvle twice.",))
    (folder.outputs / "report.md").write_text("We should all thank Quarvle.", "utf-8")
    assert {f.where for f in leaks.everywhere(folder)} == {"two/0", "report.md line 1"}
    assert leaks.in_text(folder, "why", "said by Quarvle")


def test_no_name_everywhere_holds_everywhere(folder: Folder) -> None:
    decide(folder, "", "Quarvle")
    keep(folder, "two", ("We rang Quarvle twice.",))
    assert leaks.everywhere(folder) == ()
    assert leaks.in_text(folder, "why", "said by Quarvle") == ()


def test_the_nearer_decision_holds(folder: Folder) -> None:
    decide(folder, "", "Quarvle")
    decide(folder, "two", "Quarvle", "yes")
    keep(folder, "two", ("We rang Quarvle twice.",))
    assert [f.where for f in leaks.everywhere(folder)] == ["two/0"]


def test_a_participants_name_cannot_be_decided_away(folder: Folder) -> None:
    decide(folder, "", "Kelleher")
    assert leaks.in_text(folder, "why", "said by Kelleher")


def test_the_second_opinion_names_turns_until_somebody_settles_them(folder: Folder) -> None:
    keep(folder, "two", ("And then I rang Theodora about it, and Theodora said no.",))
    found = leaks.second_opinion(folder)
    assert [(f.rule, f.where) for f in found] == [("model-left", "two/0")]
    assert "theodora" not in repr(found).lower()
    decide(folder, "two", "Theodora")
    assert leaks.second_opinion(folder) == ()
