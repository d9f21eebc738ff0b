"""Decisions of people lie over the machine's proposals and follow their words."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from fgtools.nouns import Coding, SafeTurn, Span, Topic, TopicAssignment
from fgtools.safe import stored
from fgtools.study.decisions import (
    CODE,
    OPEN,
    Turns,
    as_value,
    labelled,
    overlaid,
    place_in,
    place_of,
    sketch,
)
from fgtools.study.store import Carried, Decision

SAID = (
    "We hold two hundred plans each, and nobody can.",
    "Supervision is the only hour that is mine in the week.",
    "Yes.",
)


def turns(said: tuple[str, ...] = SAID) -> tuple[SafeTurn, ...]:
    return tuple(
        SafeTurn(f"s/{at}", "s", at, "s.p01", stored(text)) for at, text in enumerate(said)
    )


def coding(turn: str, code: str, *, assigned: bool = True) -> Coding:
    return Coding(turn, Span(0, 3), code, "barrier", "fgtools", 0.7, "a cue", assigned)


def decision(turn: SafeTurn, code: str, verdict: str, number: int = 1) -> Decision:
    value = as_value(place_of(turn, Span(0, len(turn.text))), verdict=verdict, stance="")
    return Decision(number, CODE, code, value, "HK", "2026-03-01T10:00:00+00:00")


def test_what_a_person_rejects_is_not_shown_and_what_they_accept_is() -> None:
    now = turns()
    decisions = [decision(now[0], "caseload", "reject"), decision(now[1], "supervision", "accept")]
    shown, waiting = overlaid([coding("s/0", "caseload")], decisions, Turns(now))
    assert [(c.turn, c.code, c.coder) for c in shown] == [("s/1", "supervision", "HK")]
    assert waiting == ()


def test_the_latest_decision_holds_and_the_machine_never_wins_it_back() -> None:
    now = turns()
    decisions = [
        decision(now[0], "caseload", "accept", 1),
        decision(now[0], "caseload", "reject", 2),
    ]
    shown, _ = overlaid([coding("s/0", "caseload")], decisions, Turns(now))
    assert shown == ()


def undo(turn: SafeTurn, code: str, number: int, *undone: int) -> Decision:
    place = place_of(turn, Span(0, len(turn.text)))
    value = as_value(place, verdict=OPEN, undoes=" ".join(map(str, undone)))
    return Decision(number, CODE, code, value, "HK", "2026-03-01T10:00:00+00:00")


def test_what_is_taken_back_is_as_if_nobody_had_decided() -> None:
    now = turns()
    proposed = [coding("s/0", "caseload")]
    for verdict in ("accept", "reject"):
        one = decision(now[0], "caseload", verdict, 1)
        shown, waiting = overlaid(proposed, [one, undo(now[0], "caseload", 2, 1)], Turns(now))
        assert (shown, waiting) == (tuple(proposed), ())
    other = [decision(now[0], "caseload", "reject", 1), undo(now[0], "caseload", 2, 1)]
    again = decision(now[0], "caseload", "reject", 3)
    assert overlaid(proposed, [*other, again], Turns(now))[0] == ()


def test_what_was_taken_back_does_not_wait_when_its_words_are_gone() -> None:
    then, now = turns(), turns(("Something quite different, longer than it ever was.",))
    made = [decision(then[1], "supervision", "accept", 1), undo(then[1], "supervision", 2, 1)]
    assert overlaid([], made, Turns(now)) == ((), ())


def test_taking_one_back_leaves_the_others_decision_on_turns_that_are_one_now() -> None:
    then = turns()
    made = [
        decision(then[0], "caseload", "accept", 1),
        decision(then[1], "caseload", "accept", 2),
        undo(then[0], "caseload", 3, 1),
    ]
    one = turns((f"{SAID[0]} {SAID[1]}",))
    moved = [Carried(n, f"s/{at}", "s/0", Span(at, at + 9)) for n, at in ((1, 0), (2, 1), (3, 0))]
    shown, _ = overlaid([], made, Turns(one, moved))
    assert [(c.turn, c.span) for c in shown] == [("s/0", Span(1, 10))]


def test_a_decision_follows_its_words_when_turns_have_moved() -> None:
    then = turns()
    now = turns(("A new first turn that was not there.", *SAID))
    shown, waiting = overlaid([], [decision(then[1], "supervision", "accept")], Turns(now))
    assert [c.turn for c in shown] == ["s/2"]
    assert waiting == ()


def test_a_decision_whose_words_are_gone_waits_and_is_not_lost() -> None:
    then = turns()
    now = turns((SAID[0], "Something quite different, longer than it ever was."))
    _, waiting = overlaid([], [decision(then[1], "supervision", "accept")], Turns(now))
    assert [d.subject for d in waiting] == ["supervision"]


def test_a_name_settled_later_does_not_move_a_decision() -> None:
    before = "We told [colleague A] that two hundred plans is too many."
    after = "We told [colleague B] that two hundred plans is too many."
    assert sketch(before) == sketch(after)


@given(st.integers(0, 5), st.integers(6, 20), st.text(max_size=20))
def test_a_decision_reads_back_as_it_was_made(start: int, end: int, note: str) -> None:
    place = place_of(turns()[0], Span(start, end))
    assert place_in(as_value(place, note=note)) == (place, {"note": note})


def test_a_label_follows_the_talk_of_its_topic() -> None:
    value = json.dumps({"label": "Hours of our own", "turns": ["s/0", "s/1"]})
    given_name = Decision(1, "topic-label", "t01", value, "HK", "")
    topics = [Topic(key, key, (), (), 2) for key in ("t01", "t02")]
    moved = [
        TopicAssignment("s/0", Span(0, 3), "t02"),
        TopicAssignment("s/1", Span(0, 3), "t02"),
        TopicAssignment("s/2", Span(0, 3), "t01"),
    ]
    assert [t.label for t in labelled(topics, moved, [given_name])] == ["t01", "Hours of our own"]
