from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fgtools.nouns import Participant
from fgtools.roles.stances import STANCES, StanceView, Taken, stances

TWO_EACH = {"c1": "casework", "c2": "casework", "e1": "ep", "e2": "ep", "t1": "slt", "t2": "slt"}
THEMES = ("caseload", "pay")
Views = dict[tuple[str, str, str], StanceView]


class Study:
    """Everybody raises both themes, and half of them see a barrier, unless told otherwise."""

    def __init__(self, sessions: dict[str, str] = TWO_EACH, people: int = 12) -> None:
        self.sessions, self.people = sessions, people
        self.speakers = {
            f"{name}/p{n}": Participant(f"{name}/p{n}", name, role)
            for name, role in sessions.items()
            for n in range(people)
        }
        self.stance = {
            (theme, key): "barrier" if int(key.partition("/p")[2]) % 2 else "none"
            for theme in THEMES
            for key in self.speakers
        }

    def all_say(self, theme: str, stance: str, *sessions: str) -> None:
        for key, person in self.speakers.items():
            if person.session in sessions:
                self.stance[theme, key] = stance

    def compare(self, threshold: int = 0, noun: str = "role") -> Views:
        taken = [
            Taken(theme, stance, f"{key}-{theme}", key)
            for (theme, key), stance in self.stance.items()
        ]
        groups = {
            key: person.session if noun == "session" else person.role
            for key, person in self.speakers.items()
        }
        found = stances(
            taken, self.speakers, groups, subjects=THEMES, threshold=threshold, noun=noun
        )
        return {(v.subject, v.group, v.stance): v for v in found}


def test_a_group_that_speaks_of_a_theme_otherwise_in_each_session_is_called() -> None:
    study = Study()
    study.all_say("pay", "enabler", "c1", "c2")
    views = study.compare()
    called = {key for key, view in views.items() if view.differs in ("more", "less")}
    assert ("pay", "casework", "enabler") in called
    assert {theme for theme, _, _ in called} == {"pay"}
    assert views["pay", "casework", "enabler"].verdict == (
        "Spoken of as something that helps more in this role than in the others: 24 of 24 in 2 "
        "sessions, against none of 48 others."
    )


def test_one_session_alone_makes_no_difference_of_role() -> None:
    study = Study()
    study.all_say("pay", "enabler", "c1")
    study.all_say("pay", "none", "c2")
    assert {view.differs for view in study.compare().values()} == {"no"}


def test_a_role_of_one_session_cannot_be_told_from_it() -> None:
    study = Study({"c1": "casework", "e1": "ep", "t1": "slt"})
    study.all_say("pay", "enabler", "c1")
    view = study.compare()["pay", "casework", "enabler"]
    assert view.differs == "unknown"
    assert "role and session cannot be told apart" in view.verdict


def test_a_session_can_be_compared_with_the_others() -> None:
    study = Study()
    study.all_say("pay", "enabler", "c1")
    views = study.compare(noun="session")
    assert {view.differs for view in views.values()} <= {"more", "less", "no"}


def test_few_who_raised_it_cannot_be_compared() -> None:
    study = Study(people=2)
    view = study.compare()["pay", "ep", "barrier"]
    assert (view.participants, view.of_participants, view.differs) == (2, 4, "unknown")
    assert view.verdict == "Cannot be said: fewer than 5 participants of this role raised it."


@pytest.mark.parametrize("spread", [0.0, 0.3])
def test_where_nobody_differs_hardly_anything_is_called(spread: float) -> None:
    draws = random.Random(5)
    studies = 30
    wrong = 0
    for _ in range(studies):
        study = Study()
        for theme in THEMES:
            likely = {name: 0.5 + draws.uniform(-spread, spread) for name in TWO_EACH}
            for key, person in study.speakers.items():
                says = draws.random() < likely[person.session]
                study.stance[theme, key] = "barrier" if says else "none"
        wrong += any(v.differs in ("more", "less") for v in study.compare().values())
    assert wrong <= 3


def test_hidden_counts_are_in_no_verdict_nor_to_be_worked_out_from_others() -> None:
    study = Study()
    study.all_say("pay", "none", "c1", "c2")
    for n in range(3):
        study.stance["pay", f"c1/p{n}"] = "request"
    views = study.compare(threshold=5)
    hidden = views["pay", "casework", "request"]
    assert hidden.suppressed
    assert not any(letter.isdigit() for letter in hidden.verdict)
    assert "against" not in views["pay", "ep", "request"].verdict
    assert not study.compare()["pay", "casework", "request"].suppressed


def test_nothing_said_gives_views_of_nothing() -> None:
    assert stances([], {}, {}, subjects=THEMES) == ()


@settings(max_examples=30)
@given(st.data())
def test_shares_lie_in_their_intervals_and_order_does_not_matter(data: st.DataObject) -> None:
    people = {
        f"p{n}": Participant(f"p{n}", f"s{n % 4}", f"r{n % 2}")
        for n in range(data.draw(st.integers(1, 14)))
    }
    keys = data.draw(st.lists(st.sampled_from([*people]), max_size=40))
    taken = [
        Taken(data.draw(st.sampled_from(THEMES)), data.draw(st.sampled_from(STANCES)), f"t{n}", key)
        for n, key in enumerate(keys)
    ]
    groups = {key: person.role for key, person in people.items()}
    views = stances(taken, people, groups, subjects=THEMES, threshold=3)
    assert len(views) == len(THEMES) * len(STANCES) * len({*groups.values()})
    for view in views:
        assert 0 <= view.low <= view.share <= view.high <= 1
        assert view.participants <= view.of_participants
        assert view.sessions <= view.of_sessions
    assert stances(taken[::-1], people, groups, subjects=THEMES, threshold=3) == views
