"""Bytes become text without losing a word, and without what nobody sees."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fgtools.errors import FgtoolsError
from fgtools.transcripts.decode import clean, decoded

TALK = "Siân: we wait.\r\nBo: so do we, the café said.\r\n" * 9


@pytest.mark.parametrize(
    "coding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be"]
)
def test_every_encoding_of_the_world_reads_the_same(coding: str) -> None:
    text, warnings = decoded(TALK.encode(coding), "talk.txt")
    assert text == TALK.replace("\r\n", "\n")
    assert warnings == ()


def test_windows_1252_is_told() -> None:
    text, warnings = decoded(TALK.encode("cp1252"), "talk.txt")
    assert text == TALK.replace("\r\n", "\n")
    assert len(warnings) == 1
    assert "Windows-1252" in warnings[0]


def test_lines_of_another_encoding_are_named_and_none_is_lost() -> None:
    data = "Siân: one\n".encode() + "Éva: two\n".encode("cp1252") + b"Bo: three\n"
    text, warnings = decoded(data, "talk.txt")
    assert text == "Siân: one\nÉva: two\nBo: three\n"
    assert "lines 2" in warnings[0]


def test_a_utf_16_file_cut_in_a_letter_says_where() -> None:
    text, warnings = decoded("Ana: one\nBo: two".encode("utf-16")[:-1], "talk.txt")
    assert text == "Ana: one\nBo: tw\ufffd"
    assert "line 2" in warnings[0]


def test_control_characters_are_dropped_and_counted() -> None:
    text, warnings = decoded(b"Ana: one\nBo: t\0w\x07o\n", "talk.txt")
    assert text == "Ana: one\nBo: two\n"
    assert warnings == (
        "Control characters were dropped (2, the first in line 2): check the words there.",
    )


def test_what_is_mostly_control_characters_is_no_text() -> None:
    with pytest.raises(FgtoolsError, match="binary"):
        decoded(bytes(range(32)) * 9 + b"Ana: hello", "talk.txt")


def test_the_times_of_chat_stay() -> None:
    assert decoded(b"*ANA:\thello . \x150_50\x15\n", "a.cha") == (
        "*ANA:\thello . \x150_50\x15\n",
        (),
    )


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("Si\u200b\u0302an", "Sîan"),
        ("\u202eanA\u202c", "anA"),
        ("A\u00adna", "Ana"),
        ("\x1b[31mAna\x1b[0m", "Ana"),
        ("A\U000e0041na", "Ana"),
        ("a\ud800b", "a\ufffdb"),
        ("Sia\u0302n", "Siân"),
        ("👩\u200d🏫", "👩🏫"),
    ],
)
def test_what_nobody_sees_is_taken_out(written: str, seen: str) -> None:
    assert clean(written) == seen


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.binary(max_size=300))
def test_any_bytes_become_text_or_are_refused(data: bytes) -> None:
    try:
        text, warnings = decoded(data, "talk.txt")
    except FgtoolsError:
        return
    assert "\r" not in text
    assert "\0" not in text
    assert all("\n" not in warning for warning in warnings)
