from __future__ import annotations

import pytest

from fgtools.topics.phrases import phrases, without_surrogates
from fgtools.topics.smalltalk import small_talk


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Good morning everyone.", "small talk: greeting or thanks"),
        ("Hello, can you hear me now?", "small talk: sound, screen or recording"),
        ("Sorry, you go.", "small talk: taking turns"),
        ("Yeah, yeah, no, exactly.", "small talk: too short"),
        ("[person A], [place A], twenty-two years.", "small talk: introduction"),
        ("Hi, I'm [person A], EHC coordinator at [place A].", "small talk: introduction"),
        ("", "small talk: too short"),
    ],
)
def test_what_keeps_a_meeting_going_is_small_talk(text: str, why: str) -> None:
    assert small_talk(text) == why


@pytest.mark.parametrize(
    "text",
    [
        "Thanks. The agency workers leave and their caseload lands on the permanent team.",
        "The duty desk never stops ringing and the backlog just grows.",
        "I told [person A] that the panel turns down every request for a special school.",
    ],
)
def test_what_says_something_is_kept(text: str) -> None:
    assert small_talk(text) == ""


def test_phrases_never_reach_over_a_stop_word_a_surrogate_or_a_comma() -> None:
    found = phrases("The annual reviews, EHCPs and [child A] panel of doom.")
    assert found == ("annual", "reviews", "annual reviews", "EHCPs", "panel", "doom")


def test_surrogates_are_read_as_what_they_stand_for() -> None:
    text = "[person B] rang [school A] and [social worker 2]."
    assert without_surrogates(text) == "someone rang school and social worker."


@pytest.mark.parametrize(
    "text", ["Waiting times", "Friendly staff", "Very good.", "Nothing at all"]
)
def test_an_answer_that_nobody_leads_may_be_short(text: str) -> None:
    assert small_talk(text, answer=True) == ""
    assert small_talk(text) == "small talk: too short"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Yeah. Mm-hmm, exactly.", "small talk: too short"),
        ("Okay, right.", "small talk: too short"),
        ("Good morning everyone.", "small talk: greeting or thanks"),
        ("", "small talk: too short"),
    ],
)
def test_going_along_with_another_is_no_answer(text: str, why: str) -> None:
    assert small_talk(text, answer=True) == why
