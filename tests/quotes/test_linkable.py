from __future__ import annotations

import pytest

from fgtools.nouns import Quote, Span
from fgtools.quotes.linkable import linkable
from fgtools.safe import stored


def _quote(number: int, text: str, who: str = "p1", turn: str = "") -> Quote:
    return Quote(
        f"q-{number:08x}", turn or f"s1/{number}", Span(0, len(text)), "s1", who, "casework",
        "caseload", "none", stored(text), "typical",
    )  # fmt: skip


def _tied(one: str, other: str, **more: str) -> list[str]:
    quotes = [_quote(1, one), _quote(2, other, **more)]
    return [what for _, what in linkable(quotes, lambda word, _: word != "wheelbarrow")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("We wait for panel.", "As I said about the school, nobody came."),
        ("The families are waiting.", "As I said, waiting families ring me."),
        ("That boy I mentioned waited a year.", "We wait for panel."),
        ("[child A] waited a year.", "Then [child A] got a place."),
        ("I hold two hundred and eighty seven.", "Two hundred and eighty-seven is no caseload."),
        ("We had 1,250 plans.", "Of 1,250 plans none was read."),
        ("It is like a wheelbarrow.", "The wheelbarrow again, uphill."),
        ("I'm agency, and it shows.", "We work in a special school, so we see it."),
    ],
)
def test_two_quotes_of_one_person_that_point_to_each_other_are_tied(one: str, other: str) -> None:
    (told,) = _tied(one, other)
    assert "q-00000001" in told or "the same participant" in told
    assert not any(word in told for word in ("wheelbarrow", "1,250", "agency", "child"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("We wait for panel.", "Supervision keeps me here."),
        ("The waiting list grows by forty.", "As I said, we need a room."),
        ("I hold two hundred.", "There were two hundred at the door."),
        ("[child] waited a year.", "Then [child] got a place."),
        ("I'm agency, and it shows.", "Nobody asks what we think."),
    ],
)
def test_two_quotes_with_nothing_of_their_own_in_common_are_not(one: str, other: str) -> None:
    assert _tied(one, other) == []
    assert _tied("We wait for panel.", "As I said about panel, nobody came.", who="p2") == []


def test_two_stretches_of_one_turn_read_as_one_story() -> None:
    (told,) = _tied("We wait for panel.", "Supervision keeps me here.", turn="s1/1")
    assert "same turn" in told
