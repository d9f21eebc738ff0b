from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fgtools.quotes.tidy import edits, tidy
from fgtools.safe import stored


@pytest.mark.parametrize(
    ("spoken", "printed"),
    [
        ("um, so er we just, erm, carry on", "So we just, carry on"),
        ("Um, it's the forms.", "It's the forms."),
        ("It never stops. Er, ever.", "It never stops. Ever."),
        ("It's, um, a fib.", "It's a fib."),
        ("And that's, um. Well, it's gone.", "And that's. Well, it's gone."),
        ("Well, right, so we went.", "So we went."),
        ("So, we've asked.", "We've asked."),
        ("Now, look, the forms are late.", "The forms are late."),
        ("You know, it's hard, you know.", "It's hard."),
        ("They are, sort of, invisible to us.", "They are invisible to us."),
        ("We've we've asked the the council.", "We've asked the council."),
        ("I did the sum and it it comes to more.", "I did the sum and it comes to more."),
        ("And I couldn't, um, I couldn't tell her.", "And I couldn't tell her."),
        ("We need to to look again.", "We need to look again."),
        ("I, I've written it up.", "I've written it up."),
        ("It's the assess- assessment that is late.", "It's the assessment that is late."),
        ("nobody  asked .", "Nobody asked."),
    ],
)
def test_fillers_and_stumbles_are_cut(spoken: str, printed: str) -> None:
    assert tidy(stored(spoken)) == printed


@pytest.mark.parametrize(
    "meant",
    [
        "So many of us left.",
        "And nobody told her.",
        "It is very, very hard.",
        "I wasn't told told.",
        "It was four, four every week.",
        "Do you know, nobody has rung.",
        "It's the sort of job you take home.",
        "You know the family better than I do.",
        "When you close it it slams.",
        "They think that the school says it's the centre, the centre says it's us.",
        "The request came in in May.",
        "Uh-huh, and the ER is full.",
        "I asked him, no, no, not him.",
    ],
)
def test_words_that_mean_something_stay(meant: str) -> None:
    assert tidy(stored(meant)) == meant
    assert edits(stored(meant)) == ()


def test_the_rules_applied_are_named_so_that_they_can_be_recorded() -> None:
    assert edits(stored("um, we've we've  asked")) == (
        "filler", "repeated word", "spacing",
    )  # fmt: skip


PIECES = (
    "um|er,|I|I'm|it|it's|the|The|we|we've|you|know,|sort|of|.|?|!|,|and|but|to|need|hard-|harder|so|"
    "—|\ue000|\n|you know,|[person A]|[um um]|[school  B]|[|]|[…]|"
)
TALK = st.lists(st.sampled_from(sorted(set(PIECES.split("|")))), max_size=25).map(" ".join)


@given(TALK)
def test_tidying_twice_changes_nothing_more(talk: str) -> None:
    once = tidy(stored(talk))
    assert tidy(once) == once
    assert edits(once) == ()


@given(TALK)
def test_no_word_is_added_and_brackets_are_never_touched(talk: str) -> None:
    printed = tidy(stored(talk))
    left = iter(re.findall(r"[\w'’]+", talk.lower()))
    assert all(word in left for word in re.findall(r"[\w'’]+", printed.lower()))
    assert re.findall(r"\[[^\[\]\n]*\]", printed) == re.findall(r"\[[^\[\]\n]*\]", talk)
