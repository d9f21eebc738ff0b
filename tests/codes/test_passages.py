from __future__ import annotations

import pytest

from fgtools.marks import readable


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("At [school A] we waited.", "At school we waited."),
        ("At [primary school B] we waited.", "At primary school we waited."),
        ("In [London borough AB] we waited.", "In london borough we waited."),
        ("Ring [phone number] first.", "Ring phone first."),
    ],
)
def test_a_surrogate_is_read_as_its_noun(said: str, read: str) -> None:
    assert readable(said) == read
