"""A surrogate keeps the sense of what it stands for, and is known again as one."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fgtools.marks import DETAIL, KIND, LEVELS, MARK, NOUNS, OTHER, PLAIN, released
from fgtools.names.people import KnownPerson
from fgtools.names.redact import redact
from fgtools.names.roster import Roster
from fgtools.names.sense import settled_noun, told_by_name, told_here
from fgtools.names.surrogates import Session
from fgtools.nouns import Turn
from fgtools.safe import stored, write_over


def safe(*texts: str, people: tuple[KnownPerson, ...] = ()) -> list[str]:
    said = [Turn(f"s:{i}", "s", i, "x", text) for i, text in enumerate(texts)]
    marks = redact({"s": said}, {"s": people}, {})["s"].redactions
    return [write_over(t.text, [r for r in marks if r.turn == t.id]) for t in said]


@pytest.mark.parametrize(
    ("kind", "name", "noun"),
    [
        ("school", "drellwick primary", "primary school"),
        ("school", "drellwick cofe primary academy", "primary school"),
        ("school", "st wilfa's infants", "primary school"),
        ("school", "drellwick high", "secondary school"),
        ("school", "drellwick grammar", "secondary school"),
        ("school", "oakmere special school", "special school"),
        ("school", "drellwick pru", "pupil referral unit"),
        ("school", "little acorns nursery", "nursery"),
        ("school", "drellwick sixth form college", "college"),
        ("school", "drellwick academy", "academy"),
        ("school", "st wilfa's", "school"),
        ("place", "camden", "London borough"),
        ("place", "london borough of camden", "London borough"),
        ("place", "tower hamlets", "London borough"),
        ("place", "kent", "county"),
        ("place", "wellshire", "county"),
        ("place", "derbyshire dales", "place"),
        ("place", "drellwick", "place"),
        ("organisation", "drellwick general hospital", "hospital"),
        ("organisation", "drellwick council", "council"),
        ("organisation", "drellwick children's centre", "service"),
        ("organisation", "drellwick solicitors", "organisation"),
    ],
)
def test_a_name_tells_what_it_names(kind: str, name: str, noun: str) -> None:
    assert told_by_name(kind, name) == noun


@pytest.mark.parametrize(
    ("kind", "before", "after", "noun"),
    [
        ("school", "He goes to a special school called ", " now.", "special school"),
        ("school", "We rang ", ", which is a primary school.", "primary school"),
        ("school", "We rang ", ", our nursery, twice.", "nursery"),
        ("school", "We rang ", " about his special needs.", "school"),
        ("place", "in the London borough of ", " they pay more", "London borough"),
        ("place", "I drive to the town of ", " every day", "town"),
        ("place", "I drive to ", " city centre", "city"),
        ("place", "I drive to ", " every day", "place"),
        ("organisation", "a charity called ", " helped", "charity"),
        ("organisation", "We paid ", " a fortune for hospital transport", "organisation"),
        ("person", "my manager ", " said no", "colleague"),
        ("person", "My supervisor's called ", ", he's good", "colleague"),
        ("person", "our SENCO, ", ", was off", "colleague"),
        ("person", "Then ", ", our SENCO, was off", "colleague"),
        ("person", "Then ", " who's my line manager rang", "colleague"),
        ("person", "a colleague of mine, ", " left", "colleague"),
        ("person", "a boy called ", " who rang", "child"),
        ("person", "I worked with ", " and our head said", "person"),
        ("person", "I gave ", " our SENCO's number", "person"),
    ],
)
def test_the_words_beside_a_name_tell_what_it_names(
    kind: str, before: str, after: str, noun: str
) -> None:
    assert told_here(kind, f"{before}Zed{after}", len(before), len(before) + 3) == noun


def test_two_schools_of_a_session_stay_apart_and_each_keeps_its_sense() -> None:
    one, two, three = safe(
        "She left Drellwick Primary. Then it was Oakmere Special School.",
        "And then drellwick closed.",
        "And then oakmere closed.",
    )
    assert one == "She left [primary school A]. Then it was [special school B]."
    assert two == "And then [primary school A] closed."
    assert three == "And then [special school B] closed."


def test_a_colleague_who_is_not_in_the_room_is_a_colleague_all_through() -> None:
    room = (KnownPerson("Grace Okafor", "participant"),)
    texts = ("My manager Zdravko said no.", "Grace, did Zdravko ring?")
    one, two = safe(*texts, people=room)
    assert one == "My manager [colleague A] said no."
    assert two == "[colleague B], did [colleague A] ring?"


def test_somebody_once_told_to_be_a_child_stays_one() -> None:
    told = Counter({"colleague": 3, "child": 1})
    assert settled_noun("person", ["zed"], told) == "child"


EVERY = sorted({f"[{noun}]" for noun in KIND} | {*PLAIN.values(), OTHER, DETAIL})


@given(st.sampled_from(sorted(NOUNS)), st.data())
def test_every_surrogate_that_is_given_is_known_as_one(kind: str, data: st.DataObject) -> None:
    noun = data.draw(st.sampled_from(NOUNS[kind]))
    session = Session((), Roster(()), {(kind, name): noun for name in "abc"})
    given_out = [session.surrogate((kind, name)) for name in "abcab"]
    assert len(set(given_out)) == 3
    assert given_out[:2] == given_out[3:]
    assert all(MARK.fullmatch(one) for one in given_out)


@pytest.mark.parametrize("mark", EVERY)
def test_redaction_leaves_every_surrogate_alone(mark: str) -> None:
    said = f"Thanks {mark}, and the one after {mark} was fine."
    assert MARK.fullmatch(mark)
    assert safe(said) == [said]


PIECES = st.lists(
    st.sampled_from(
        ["and then", "Grace", "[child A]", "[child B]", "[primary school A]", "[London borough AB]",
         "[post A]", "[health condition]", "[phone number]", "[unclear]", "[facilitator]", "[", "]"]
    ),
    max_size=8,
).map(lambda words: stored(" ".join(words)))  # fmt: skip


@given(PIECES, st.sampled_from(LEVELS))
def test_a_release_changes_only_what_is_marked(text: str, level: str) -> None:
    out = released(stored(text), level)
    assert MARK.split(out)[:: MARK.groups + 1] == MARK.split(text)[:: MARK.groups + 1]
    assert released(out, level) == out


@given(PIECES)
def test_a_stricter_level_never_gives_anything_back(text: str) -> None:
    for mild, strict in pairwise(LEVELS):
        assert released(released(stored(text), mild), strict) == released(stored(text), strict)


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        ("internal", "[child A] of [primary school B] in [town A], [post A], [health condition]"),
        ("regional", "[child A] of [primary school] in [town], [post], [health condition]"),
        ("central", "[child] of [school] in [place], [post], [health condition]"),
        ("public", "[child] of [school] in [place], [detail], [detail]"),
        ("a level of our own", "[child] of [school] in [place], [detail], [detail]"),
    ],
)
def test_stricter_levels_replace_more_of_what_is_marked(level: str, expected: str) -> None:
    text = "[child A] of [primary school B] in [town A], [post A], [health condition]"
    assert released(stored(text), level) == expected
