from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fgtools.names.plain import plain
from fgtools.nouns import Span


@pytest.mark.parametrize(
    ("hidden", "seen"),
    [
        ("Ma\u00adrsh", "Marsh"),
        ("Ma\u200brsh", "Marsh"),
        ("\u202eMarsh\u202c", "Marsh"),
        ("Ｍａｒｓｈ", "Marsh"),
        ("M\u0430rsh", "Marsh"),
        ("Siobha\u0301n", "Siobhan"),
        ("Łukasz", "Lukasz"),
        ("O’Rourke", "O'Rourke"),
        ("bob\u00a0marsh", "bob marsh"),
        ("bob%20marsh", "bob marsh"),
        ("M&#97;rsh", "Marsh"),
        ("\\u004darsh", "Marsh"),
        ("100% of 20", "100% of 20"),
    ],
)
def test_a_name_is_read_through_what_hides_it(hidden: str, seen: str) -> None:
    assert plain(hidden).text == seen


def test_a_stretch_leads_back_to_where_it_stood() -> None:
    text = "as K&#101;l\u200bleher said"
    found = plain(text)
    at = found.text.index("Kelleher")
    assert found.origin(Span(at, at + 8)) == Span(3, text.index(" said"))


@given(st.text())
def test_every_stretch_leads_back_into_the_text(text: str) -> None:
    found = plain(text)
    for at in range(len(found.text)):
        start, end = found.origin(Span(at, at + 1))
        assert 0 <= start < end <= len(text)


@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=36)))
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert plain(text).text == text
