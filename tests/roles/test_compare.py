from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fgtools.nouns import Participant, View
from fgtools.roles.compare import Mention, Speaking, compare

SUBJECTS = ("caseload", "pay", "laptop", "panel", "training", "parents", "travel", "praise")


class Study:
    """An invented study in which everybody raises things at random, unless told otherwise."""

    def __init__(self, sessions: dict[str, str], people: int = 8, seed: int = 0) -> None:
        self.random = random.Random(seed)
        self.speakers = [
            Speaking(Participant(f"{name}/p{n}", name, role), 400)
            for name, role in sessions.items()
            for n in range(people)
        ]
        self.mentions: list[Mention] = []
        for speaker in self.speakers:
            for turn in range(20):
                self.say(speaker, self.random.choice(SUBJECTS[1:]), f"{turn}")

    def say(self, speaker: Speaking, subject: str, turn: str) -> None:
        who = speaker.participant
        place = f"{who.session}/{who.id}-{turn}"
        self.mentions.append(Mention(subject, place, who.id, who.session, 20))

    def compare(self, threshold: int = 0) -> dict[tuple[str, str], View]:
        groups = {s.participant.id: s.participant.role for s in self.speakers}
        views = compare(
            self.mentions, self.speakers, subjects=SUBJECTS, groups=groups, threshold=threshold
        )
        return {(v.subject, v.group): v for v in views}


TWO_EACH = {"c1": "casework", "c2": "casework", "e1": "ep", "e2": "ep", "t1": "slt", "t2": "slt"}


def with_caseload(sessions: dict[str, str], raised_in: set[str]) -> Study:
    made = Study(sessions)
    for speaker in made.speakers:
        if speaker.participant.session in raised_in:
            for turn in range(5):
                made.say(speaker, "caseload", f"more-{turn}")
    return made


def test_a_subject_that_one_role_raised_is_called_and_said_in_words() -> None:
    views = with_caseload(TWO_EACH, {"c1", "c2"}).compare()
    view = views["caseload", "casework"]
    assert view.differs == "more"
    assert view.verdict == (
        "Raised by more participants of this role than of the others: 16 of 16, in both sessions "
        "of this role and in none of the others, against none of 32 others."
    )
    assert (view.participants, view.of_participants, view.turns) == (16, 16, 80)
    assert view.sessions == view.of_sessions == 2
    assert view.share == view.high == 1.0
    assert 0.5 < view.low < 1.0


def test_what_one_role_says_more_does_not_make_the_others_say_everything_else_less() -> None:
    views = with_caseload(TWO_EACH, {"c1", "c2"}).compare()
    assert {key for key, v in views.items() if v.differs != "no"} == {("caseload", "casework")}


def test_every_pair_has_a_view_also_of_what_nobody_raised() -> None:
    views = Study(TWO_EACH).compare()
    assert len(views) == len(SUBJECTS) * 3
    nobody = views["caseload", "ep"]
    assert (nobody.participants, nobody.share, nobody.low) == (0, 0.0, 0.0)
    assert nobody.verdict == "Raised by nobody who can be counted."


@pytest.mark.parametrize("seed", range(12))
def test_where_roles_do_not_differ_nothing_is_called(seed: int) -> None:
    views = Study(TWO_EACH, seed=seed).compare()
    assert {v.differs for v in views.values()} <= {"no", "unknown"}


def test_one_loud_person_is_no_difference_of_role() -> None:
    made = Study(TWO_EACH)
    for turn in range(60):
        made.say(made.speakers[0], "caseload", f"more-{turn}")
    assert made.compare()["caseload", "casework"].differs != "more"


def test_sessions_of_a_role_that_contradict_each_other_give_unknown() -> None:
    view = with_caseload(TWO_EACH, {"c1"}).compare()["caseload", "casework"]
    assert view.differs == "unknown"
    assert "contradict each other" in view.verdict


def test_few_participants_give_unknown() -> None:
    made = Study(TWO_EACH, people=2)
    view = made.compare()["pay", "casework"]
    assert view.differs == "unknown"
    assert "fewer than 5 participants of this role" in view.verdict


def test_one_session_a_role_may_differ_but_the_verdict_says_what_that_is_worth() -> None:
    sessions = {"c1": "casework", "e1": "ep", "t1": "slt"}
    view = with_caseload(sessions, {"c1"}).compare()["caseload", "casework"]
    assert view.differs == "more"
    assert view.verdict.endswith(
        "but it had one session, so role and session cannot be told apart."
    )


def test_hidden_numbers_are_not_in_the_verdict_nor_to_be_worked_out_from_the_others() -> None:
    made = Study(TWO_EACH)
    for speaker in made.speakers[:3] + made.speakers[16:24]:
        made.say(speaker, "caseload", "more")
    views = made.compare(threshold=5)
    hidden = views["caseload", "casework"]
    assert hidden.suppressed
    assert not any(letter.isdigit() for letter in hidden.verdict)
    assert "against" not in views["caseload", "ep"].verdict
    assert made.compare(threshold=0)["caseload", "casework"].suppressed is False


def test_unknown_voices_have_turns_but_are_no_participants() -> None:
    made = Study(TWO_EACH)
    unknown = Speaking(Participant("c1/voice", "c1", "casework", known=False), 50)
    made.speakers.append(unknown)
    made.say(unknown, "caseload", "0")
    view = made.compare()["caseload", "casework"]
    assert (view.turns, view.participants, view.of_participants) == (1, 0, 16)


def test_a_turn_with_two_stretches_on_a_subject_is_one_turn() -> None:
    made = Study(TWO_EACH)
    made.say(made.speakers[0], "caseload", "same")
    made.say(made.speakers[0], "caseload", "same")
    view = made.compare()["caseload", "casework"]
    assert view.turns == 1
    assert view.talk == pytest.approx(40 / (16 * 400))


def test_sessions_that_differ_widen_the_interval() -> None:
    apart, alike = Study(TWO_EACH), Study(TWO_EACH)
    for at, speaker in enumerate(apart.speakers):
        if speaker.participant.session in {"c1", "e1", "t1"}:
            apart.say(speaker, "caseload", "more")
        if at % 2:
            alike.say(alike.speakers[at], "caseload", "more")
    one = apart.compare()["caseload", "casework"]
    other = alike.compare()["caseload", "casework"]
    assert one.share == other.share == 0.5
    assert one.high - one.low > other.high - other.low


def test_nothing_said_gives_views_of_nothing() -> None:
    assert compare([], [], subjects=SUBJECTS, groups={}) == ()


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_shares_lie_in_their_intervals_and_order_does_not_matter(data: st.DataObject) -> None:
    people = [
        Participant(f"p{n}", f"s{n % 4}", f"r{n % 2}") for n in range(data.draw(st.integers(1, 14)))
    ]
    speakers = [Speaking(p, data.draw(st.integers(0, 500))) for p in people]
    mentions = [
        Mention(data.draw(st.sampled_from(SUBJECTS)), f"t{n}", p.id, p.session, 10)
        for n, p in enumerate(data.draw(st.lists(st.sampled_from(people), max_size=40)))
    ]
    groups = {p.id: p.role for p in people}
    views = compare(mentions, speakers, subjects=SUBJECTS, groups=groups, threshold=3)
    for view in views:
        assert 0 <= view.low <= view.share <= view.high <= 1
        assert 0 <= view.talk <= 1
        assert view.participants <= view.of_participants
    again = compare(mentions[::-1], speakers[::-1], subjects=SUBJECTS, groups=groups, threshold=3)
    assert again == views
