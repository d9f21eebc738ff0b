from __future__ import annotations

import pytest

from fgtools.codes.cues import found, pattern, words_of


@pytest.mark.parametrize(
    ("cue", "said", "hits"),
    [
        ("too many slugs", "There were too many slugs.", ["too many slugs"]),
        ("too many slugs", "too, um, many er slugs", ["too many slugs"]),
        ("too many slugs", "too too many many slugs", ["too many slugs"]),
        ("hose*", "The hosepipe and the hoses", ["hosepipe", "hoses"]),
        ("hose*", "whose is it", []),
        ("hose", "the hosepipe", []),
        ("one to one", "my one-to-ones, I mean one-to-one", ["one to one"]),
        ("water-butt", "The WATER butt is empty", ["water butt"]),
        ("seven o'clock", "by seven o’clock", ["seven o'clock"]),
        ("fill the post*", "to fill the posts", ["fill the posts"]),
        ("school", "I was at [School 3] then", []),
        ("bring~ up", "she brought it up and I bring up", ["bring up"]),
        ("bring~ up", "it was brought up, bringing up", ["brought up", "bringing up"]),
        ("plan~", "planning plans they planned for planets", ["planning", "plans", "planned"]),
        ("child~", "the children's, a child, childish", ["child"]),
        (
            "carry~ on",
            "she carries on, carried on, carrying on",
            ["carries on", "carried on", "carrying on"],
        ),
        ("c.v.", "nothing here", []),
        ("a+b (c)", "a b c", ["a b c"]),
    ],
)
def test_a_cue_is_found_as_people_say_it(cue: str, said: str, hits: list[str]) -> None:
    assert list(found(pattern([cue]), words_of(said))) == hits


def test_the_longest_cue_is_taken_where_several_begin() -> None:
    assert found(pattern(["water", "water butt"]), words_of("a water butt")) == ("water butt",)


def test_a_code_without_cues_finds_nothing() -> None:
    assert pattern([]) is None
    assert pattern(["…"]) is None
    assert found(None, ["tap"]) == ()
