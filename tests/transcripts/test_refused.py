"""Files that are no transcript get one clear line."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fgtools.errors import FgtoolsError
from fgtools.transcripts.read import read

ENTITY = b'<!DOCTYPE w [<!ENTITY a "aaaa">]><w:document xmlns:w="x">&a;</w:document>'
ATTENDANCE = (
    "1. Summary\nMeeting title\tGroup\n\n2. Participants\nName\tFirst Join\tRole\nAna\t\tX\n"
)
CHAT = "00:05:41\tAna Li:\tsounds great\n00:07:06\tBo:\tyes\n"
OLD_CHAT = "[Thursday 9:24 AM] Ana Li\n\nHello all\n\n[Thursday 9:25 AM] Bo\n\nhi\n"


def package(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members.items():
            made.writestr(name, data)
    return out.getvalue()


CASES = {
    "0 bytes": (b"", "empty"),
    "blanks": (b" \n \n", "no text"),
    "noise": (bytes(range(256)) * 20, "binary"),
    "pdf": (b"%PDF-1.7 ...", "PDF"),
    "old or encrypted office": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, "encrypted"),
    "picture": (b"\x89PNG\r\n\x1a\n", "picture"),
    "video": (b"\0\0\0\x18ftypmp42", "video"),
    "other package": (package({"a.txt": b"Ana: hi"}), "packed file"),
    "damaged package": (package({"word/document.xml": b"x" * 999})[:60], "damaged"),
    "bomb": (package({"word/document.xml": b" " * 30_000_000}), "far larger"),
    "entities": (package({"word/document.xml": ENTITY}), "entities"),
    "macros": (package({"word/document.xml": b"", "word/vbaProject.bin": b"x"}), "macros"),
    "no word file": (package({"word/document.xml": b"<a/>"}), "damaged"),
    "no workbook": (package({"xl/workbook.xml": b"<a/>"}), "damaged"),
    "attendance": (ATTENDANCE.encode("utf-16"), "list of people"),
    "zoom chat": (CHAT.encode(), "chat of a meeting"),
    "teams chat": (OLD_CHAT.encode(), "chat of a meeting"),
    "json": (b'{"segments": [{"text": "hello: there"}]}', "data file"),
    "prose": (b"We met on Monday. It rained and nobody came.\n" * 9, "No speakers"),
    "no cues": (b"WEBVTT\n\nNOTE nothing\n", "no speech"),
}


@pytest.mark.parametrize(("data", "what"), CASES.values(), ids=CASES.keys())
def test_what_is_no_transcript_is_refused_in_one_line(
    tmp_path: Path, data: bytes, what: str
) -> None:
    path = tmp_path / "Secret Folder" / "talk.vtt"
    path.parent.mkdir()
    path.write_bytes(data)
    with pytest.raises(FgtoolsError, match=what) as caught:
        read(path)
    assert caught.value.where == "talk.vtt"
    assert caught.value.hint
    assert "\n" not in str(caught.value)
    assert "Secret" not in str(caught.value)


def test_ai_notes_never_become_quotes(tmp_path: Path) -> None:
    made = docx.Document()
    for line in ("Notes", "Summary", "Ana: did well", "You should review Gemini's notes", "Bo: ok"):
        made.add_paragraph(line)
    made.save(str(tmp_path / "notes.docx"))
    with pytest.raises(FgtoolsError, match="AI"):
        read(tmp_path / "notes.docx")


def test_a_file_over_the_limit_names_the_option_that_raises_it(tmp_path: Path) -> None:
    path = tmp_path / "talk.vtt"
    path.write_bytes(b"WEBVTT\n" + b" " * 1_100_000)
    with pytest.raises(FgtoolsError, match="--limit-mb 2"):
        read(path, limit_mb=1)


def test_missing_files_and_folders_are_named_without_their_folder(tmp_path: Path) -> None:
    for path in (tmp_path / "gone.vtt", tmp_path):
        with pytest.raises(FgtoolsError) as caught:
            read(path)
        assert caught.value.where == path.name


SEEDS = (
    b"WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.000\n<v Ana>Hello</v>\n\n",
    b"1\n00:00:01,000 --> 00:00:02,000\nAna: Hello\n\n",
    b"Ana   0:04\nHello.\n\nBo   0:09\nHi.\n\nBo joined the meeting\n",
    b'session,speaker,text\na,Ana,Hello\nb,"Bo",Hi\n',
    b"Ana: Hello.\nBo: Hi.\n[00:12] Ana: yes\n",
)


@given(st.sampled_from(SEEDS), st.lists(st.tuples(st.integers(0, 120), st.binary(max_size=9))))
def test_no_damage_makes_a_reader_fall_over(
    tmp_path_factory: pytest.TempPathFactory, seed: bytes, damage: list[tuple[int, bytes]]
) -> None:
    data = seed * 2
    for at, noise in damage:
        data = data[:at] + noise + data[at + len(noise) // 2 :]
    path = tmp_path_factory.mktemp("damage") / "talk.txt"
    path.write_bytes(data)
    try:
        recordings = read(path)
    except FgtoolsError:
        return
    assert any(recording.turns for recording in recordings)
