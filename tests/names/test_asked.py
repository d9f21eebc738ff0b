"""What a name model is asked about: whatever may hold a name, and every place told rightly."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fgtools.names.asked import asked, worth_reading
from fgtools.names.lexicon import given_word_names, nicknames
from fgtools.nouns import Find, Span

SAID = st.lists(
    st.sampled_from(
        ["We wait for months and nobody rings us back.", "Thanks Bethan, that is all I had.",
         "I rang Quarvle about it twice last week.", "It is what it is, as my mum would say.",
         "Mark said that they would look at it again."]
    ),
    max_size=6,
).map(" ".join)  # fmt: skip


def names_of(texts: Sequence[str]) -> list[tuple[Find, ...]]:
    """Find two words, wherever they stand."""
    return [
        tuple(
            Find(Span(at, at + len(word)), "person", "model", 0.9)
            for word in ("Bethan", "Quarvle")
            for at in range(len(text))
            if text.startswith(word, at)
        )
        for text in texts
    ]


@given(st.lists(SAID, max_size=4))
def test_every_name_is_found_at_its_place(texts: list[str]) -> None:
    whole = [set(found) for found in names_of(texts)]
    assert [set(found) for found in asked(names_of, texts)] == whole


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("We wait for months. Nobody rings anybody back, I think.", False),
        ("It will be hard to mark the bill as paid, and rose is a colour.", False),
        ("Then Will said that it was fine.", True),
        ("Attainment was the word that they all used about it.", True),
        ("then will said that it was fine", True),  # nothing tells a name here
        ("I asked Minister about it all.", True),
        ("THANKS ROSE THAT IS ALL I HAD", True),
        ("it went to quarvle and back, I think", True),
    ],
)
def test_what_may_hold_a_name_is_read(text: str, read: bool) -> None:
    assert bool(worth_reading(text)) is read


def test_a_name_is_read_with_what_was_said_beside_it() -> None:
    text = "Nobody rings us back at all. I rang Bethan. It was fine in the end, they said."
    (span,) = worth_reading(text)
    assert text[span.start : span.end].startswith("I rang Bethan.") or "Bethan" in text[: span.end]


def test_every_first_name_that_opens_a_sentence_is_read() -> None:
    names = {*nicknames(), *(short for same in nicknames().values() for short in same)}
    unread = [
        name
        for name in sorted({*names, *given_word_names()})
        if not worth_reading(
            f"We had a hard week. {name.capitalize()} told me about the forms again."
        )
    ]
    assert unread == []
