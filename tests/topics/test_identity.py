from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fgtools.nouns import Span, Topic, TopicAssignment
from fgtools.topics.identity import places, with_old_ids

Placed = tuple[TopicAssignment, ...]


def run(**talk: range) -> tuple[tuple[Topic, ...], Placed]:
    """Return topics, largest first, and the turns that stand in each."""
    topics = tuple(Topic(key, key, (), (), len(turns)) for key, turns in talk.items())
    placed = tuple(
        TopicAssignment(f"s/{n}", Span(0, 5), key) for key, turns in talk.items() for n in turns
    )
    return topics, placed


def kept(topics: tuple[Topic, ...], placed: Placed, before: Placed) -> list[str]:
    return [t.id for t in with_old_ids(topics, placed, places(before))[0]]


def test_the_first_run_keeps_the_ids_it_made() -> None:
    topics, placed = run(t01=range(10), t02=range(10, 15))
    assert with_old_ids(topics, placed, {}) == (topics, placed)


def test_a_topic_that_grew_past_another_keeps_its_id() -> None:
    _, before = run(t01=range(10), t02=range(10, 18))
    topics, placed = run(t01=range(10, 40), t02=range(10))
    assert kept(topics, placed, before) == ["t02", "t01"]


def test_a_new_topic_gets_a_number_that_no_topic_ever_had() -> None:
    _, before = run(t01=range(10), t02=range(10, 20), t07=range(20, 30))
    topics, placed = run(t01=range(40, 60), t02=range(10))
    assert kept(topics, placed, before) == ["t08", "t01"]


def test_the_bigger_part_of_a_topic_that_split_keeps_the_id() -> None:
    _, before = run(t01=range(20))
    topics, placed = run(t01=range(13, 20), t02=range(13))
    assert kept(topics, placed, before) == ["t02", "t01"]


def test_talk_of_sessions_that_came_later_does_not_hide_a_topic() -> None:
    _, before = run(t01=range(5))
    topics, placed = run(t01=(range(100)))
    assert kept(topics, placed, before) == ["t01"]


def test_ids_that_were_given_stand_in_the_assignments_too() -> None:
    _, before = run(t01=range(10), t02=range(10, 18))
    topics, placed = run(t01=range(10, 40), t02=range(10))
    _, again = with_old_ids(topics, placed, places(before))
    assert places(again) == {"t02": {(f"s/{n}", 0) for n in range(10, 40)},
                             "t01": {(f"s/{n}", 0) for n in range(10)}}  # fmt: skip


@given(st.lists(st.integers(0, 5), min_size=1, max_size=40), st.permutations(range(6)))
def test_the_same_groups_under_other_names_get_the_same_ids_back(
    groups: list[int], order: list[int]
) -> None:
    def named(names: dict[int, str]) -> tuple[tuple[Topic, ...], Placed]:
        return (
            tuple(Topic(names[g], "", (), (), groups.count(g)) for g in sorted(set(groups))),
            tuple(TopicAssignment(f"s/{n}", Span(0, 5), names[g]) for n, g in enumerate(groups)),
        )

    _, before = named({g: f"t{g + 1:02d}" for g in range(6)})
    topics, placed = named({g: f"t{at + 1:02d}" for g, at in enumerate(order)})
    assert with_old_ids(topics, placed, places(before))[1] == before
