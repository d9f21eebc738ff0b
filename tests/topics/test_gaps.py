"""Talk without a code is grouped by what it is about, the same whatever the order of turns."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.topics.test_discover import SUBJECTS, WordHash, study

from fgtools.models.clusters import alike
from fgtools.nouns import Participant, SafeTurn
from fgtools.safe import stored
from fgtools.topics.drafts import draft
from fgtools.topics.gaps import Gaps, gaps
from fgtools.topics.marking import log_likelihood

TURNS, PEOPLE = study()


def about(subject: str) -> set[str]:
    return {t.id for t in TURNS if any(f"the {word} " in t.text for word in SUBJECTS[subject])}


def found(turns: tuple[SafeTurn, ...] = TURNS, *missing: str) -> Gaps:
    uncoded = set().union(*(about(subject) for subject in missing)) if missing else set()
    coded = {turn.id for turn in turns} - uncoded
    return gaps(turns, coded, PEOPLE, WordHash(), alike)


def test_what_the_codebook_misses_is_one_group_of_all_who_said_it() -> None:
    (group,) = found(TURNS, "pay").groups
    assert {one.turn for one in group.members} == about("pay")
    assert (len(group.people), len(group.sessions)) == (12, 3)
    assert {word for term in group.terms for word in term.split()} & {*SUBJECTS["pay"]}
    people = [next(t.participant for t in TURNS if t.id == one.turn) for one in group.exemplars]
    assert len({*people}) == len(people) == 4


def test_two_things_that_are_missed_are_two_groups() -> None:
    both = found(TURNS, "pay", "laptop")
    assert [{one.turn for one in g.members} for g in both.groups] in (
        [about("pay"), about("laptop")], [about("laptop"), about("pay")],
    )  # fmt: skip
    assert len({group.id for group in both.groups}) == 2
    assert found(TURNS, "pay", "laptop") == both
    assert both.left_over == 0


@settings(max_examples=10)
@given(st.integers(0, 1000))
def test_the_order_of_turns_changes_nothing(seed: int) -> None:
    turns = list(TURNS)
    random.Random(seed).shuffle(turns)
    assert found(tuple(turns), "pay", "laptop") == found(TURNS, "pay", "laptop")


def test_talk_of_a_facilitator_and_small_talk_are_in_no_group_and_all_is_counted() -> None:
    none = gaps(TURNS, (), PEOPLE, WordHash(), alike)
    hosts = {turn.id for turn in TURNS if turn.participant.endswith("host")}
    assert not {one.turn for group in none.groups for one in group.members} & hosts
    assert none.small_talk == 6
    placed = sum(len(group.members) for group in none.groups)
    assert placed + none.left_over + none.small_talk == len(TURNS) - len(hosts)
    assert gaps(TURNS, {turn.id for turn in TURNS}, PEOPLE, WordHash(), alike) == Gaps((), 0, 0)


def said_by(person: str, session: str, times: int, first: int) -> tuple[SafeTurn, ...]:
    text = "Honestly the parking permit and the parking meter again."
    return tuple(
        SafeTurn(f"{session}/{at}", session, at, person, stored(text))
        for at in range(first, first + times)
    )


def test_one_voice_comes_last_and_a_voice_nobody_knows_is_nobodys_group() -> None:
    people = {**PEOPLE, "x/u1": Participant("x/u1", "x", "", known=False)}
    more = said_by("group-0/p1", "group-0", 5, 500)
    coded = {turn.id for turn in TURNS} - about("pay")
    both = gaps((*TURNS, *more), coded, people, WordHash(), alike).groups
    assert [len(group.people) for group in both] == [12, 1]
    unknown = said_by("x/u1", "x", 5, 0)
    (only,) = gaps((*TURNS, *unknown), coded, people, WordHash(), alike).groups
    assert len(only.people) == 12


def test_a_turn_of_many_sentences_is_one_mention() -> None:
    text = " ".join(["The parking permit and the parking meter cost a fortune here."] * 4)
    turn = SafeTurn("group-0/900", "group-0", 900, "group-0/p1", stored(text))
    everything = {one.id for one in TURNS}
    assert gaps((*TURNS, turn), everything, PEOPLE, WordHash(), alike) == Gaps((), 4, 0)


def test_a_draft_has_a_free_key_and_no_cue_of_another_code() -> None:
    (group,) = found(TURNS, "pay").groups
    code = draft(group, [], lambda form: False)
    assert code.definition.startswith("Draft: talk about ")
    assert code.cues
    assert 1 <= len(code.examples) <= 3
    other = draft(group, [code.key], lambda form: form == code.cues[0])
    assert other.key != code.key
    assert code.cues[0] not in other.cues


def test_the_log_likelihood_is_that_of_dunning() -> None:
    assert round(log_likelihood(10, 100, 15, 1000), 2) == 28.85
    assert log_likelihood(1, 100, 10, 1000) == 0
    assert log_likelihood(0, 10, 5, 100) == 0
