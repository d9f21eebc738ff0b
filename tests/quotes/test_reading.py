from __future__ import annotations

import pytest

from fgtools.quotes.faults import faults
from fgtools.quotes.reading import quality

REST = (
    "and every one of us in the team has carried two hundred plans since the spring of last year."
)


@pytest.mark.parametrize(
    ("fault", "text"),
    [
        ("starts mid-thought", f"Again in the tracker, {REST}"),
        ("starts mid-thought", f"However, the forms are late {REST}"),
        ("starts mid-thought", f"—the forms are late, {REST}"),
        ("points at something before it", f"And they tell the parents, {REST}"),
        ("points at something before it", f"It only went through last June, {REST}"),
        ("points at something before it", f"So for two years I had none, {REST}"),
        ("speaks to somebody in the room", f"Minister, the forms are late {REST}"),
        ("speaks to somebody in the room", f"You mentioned the forms, {REST}"),
        (
            "asks somebody in the room",
            f"What is in your plan for the autumn? The forms are late {REST}",
        ),
        ("asks somebody in the room", f"I'd like to move on to the forms, {REST}"),
        ("asks somebody in the room", f"Are you sure that, well, the forms are late {REST}"),
        ("starts mid-thought", f"You should do well at school.' But that is not so, {REST}"),
        ("breaks off", f"I think we need to be more—. The forms are late {REST}"),
        ("trails off", f"The forms are late {REST[:-1]}, so."),
        ("is about the meeting", f"I might mostly listen, {REST}"),
        ("introduces the speaker", f"I'm at [organisation A] for now, {REST}"),
    ],
)
def test_what_an_editor_would_mark_is_marked_and_costs(fault: str, text: str) -> None:
    assert fault in faults(text)
    assert quality(text) < 0.9


@pytest.mark.parametrize(
    "text",
    [
        f"It's the young ones who leave, {REST}",
        f"It is hard to say it aloud, {REST}",
        f"I asked my manager, he said are you lost? {REST.capitalize()}",
        f"I had one cry in my car outside the school, {REST}",
        f"We're piloting one of those machines for notes, {REST}",
        f"The minister came to see us, {REST}",
    ],
)
def test_talk_that_stands_alone_is_not_marked(text: str) -> None:
    assert not {*faults(text)} - {"points at something before it"}
    assert quality(text) >= 0.8


def test_a_question_behind_a_stump_is_still_only_a_question() -> None:
    assert (
        quality("Okay. And is there a role for the council in checking what the schools do?") == 0
    )


def test_words_that_mostly_ask_cost_more_than_words_that_mostly_tell() -> None:
    ask = "Where will the money come from for all of those posts in the coming year?"
    tell = "We need the money, and every school that I know needs it as badly as we do."
    assert quality(f"{ask} {tell} {tell}") > quality(f"{tell} {ask} {ask}") > 0
