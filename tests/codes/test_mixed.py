"""Codes that are mixed up: by coders, by a person's decisions, by standing together."""

from __future__ import annotations

from fgtools.codes.layers import Layer
from fgtools.codes.mixed import at_least, mixed
from fgtools.codes.silent import Judged, silent
from fgtools.nouns import Code, Codebook, Coding, Span

TURNS = [f"one/{at}" for at in range(40)]


def layer(coder: str, given: dict[int, str], *, read: int = 40, machine: bool = False) -> Layer:
    pairs = frozenset((TURNS[at], code) for at, codes in given.items() for code in codes.split())
    return Layer(coder, frozenset(TURNS[:read]), pairs, machine)


def coding(turn: int, code: str, start: int = 0) -> Coding:
    return Coding(TURNS[turn], Span(start, start + 9), code, "none", "fgtools", 0.9, "")


def test_coders_who_gave_one_code_each_mix_the_two_up(codebook: Codebook) -> None:
    layers = (layer("HK", {1: "water", 2: "water", 3: "pests"}),
              layer("JM", {1: "fences", 2: "fences water", 3: "pests"}),
              layer("AB", {1: "water", 2: "fences", 4: "water"}))  # fmt: skip
    (one,) = mixed(codebook, TURNS, layers, {}, ())
    assert (one.codes, one.turns, one.people, one.machine) == (("water", "fences"), 2, 2, 0)
    assert one.examples == ("one/1", "one/2")
    assert "(see fences)" in one.todo
    assert "(see water)" in one.todo


def test_a_turn_that_only_one_of_them_read_says_nothing(codebook: Codebook) -> None:
    layers = (
        layer("HK", {5: "water", 6: "water"}),
        layer("JM", {5: "fences", 6: "fences"}, read=3),
    )
    assert mixed(codebook, TURNS, layers, {}, ()) == ()


def test_people_come_before_the_machine_and_one_slip_is_none(codebook: Codebook) -> None:
    layers = (
        layer("HK", {1: "water", 2: "water", 3: "pests", 4: "pests", 5: "pests", 6: "leaks"}),
        layer("JM", {1: "fences", 2: "fences", 3: "pests", 4: "pests", 5: "pests", 6: "pests"}),
        layer("fgtools", {3: "leaks", 4: "leaks", 5: "leaks"}, machine=True),
    )
    found = mixed(codebook, TURNS, layers, {}, ())
    assert [(m.codes, m.people, m.machine) for m in found] == [
        (("water", "fences"), 2, 0), (("leaks", "pests"), 1, 3),
    ]  # fmt: skip


def test_a_code_taken_off_where_another_was_set_is_told_and_points_are_not_told_twice(
    codebook: Codebook,
) -> None:
    verdicts = {("one/7", "pests"): False, ("one/7", "fences"): True, ("one/8", "water"): False}
    (one,) = mixed(codebook, TURNS, (), verdicts, ())
    assert (one.codes, one.decided, one.examples) == (("pests", "fences"), 1, ("one/7",))
    assert one.todo == "say in what is out of fences what belongs to pests: (see pests)"


def test_codes_that_stand_together_far_more_often_than_chance_are_told(codebook: Codebook) -> None:
    together = [coding(at, code) for at in range(6) for code in ("water", "leaks")]
    apart = [coding(at, "pests") for at in range(6, 40)]
    beside = [coding(at, "fences", start=20) for at in range(6, 40)]
    (one,) = mixed(codebook, TURNS, (), {}, (*together, *apart, *beside))
    assert (one.codes, one.together) == (("water", "leaks"), 6)
    assert one.chance < 1
    assert "part of water" in one.todo


def test_chance_is_the_tail_of_a_poisson_distribution() -> None:
    assert at_least(0, 2.0) == 1
    assert abs(at_least(1, 2.0) - 0.8647) < 1e-4
    assert abs(at_least(5, 2.0) - 0.0527) < 1e-4


def test_silent_codes_are_told_why_and_a_theme_is_heard_in_its_codes() -> None:
    book = Codebook("Plots", "1", (
        Code("water", "Water"), Code("leaks", "Leaks", parent="water"), Code("pests", "Pests"),
        Code("fences", "Fences"), Code("sheds", "Sheds"),
    ))  # fmt: skip
    given = {"leaks": {"one": 2, "two": 1}, "pests": {"one": 1}, "fences": {"one": 4, "two": 2}}
    found = silent(book, given, {"fences": Judged(1, 2), "leaks": Judged(0, 1)}, 2)
    assert [(s.code, s.why) for s in found] == [
        ("pests", "in one session only: one (1 turn)"),
        ("fences", "people took it off 2 of the 3 turns they looked at"),
        ("sheds", "no turn shows it"),
    ]
    assert not any("one session" in s.why for s in silent(book, {"pests": {"one": 1}}, {}, 1))
