from __future__ import annotations

import pytest

from fgtools.codebook.check import check
from fgtools.nouns import Code, Codebook

WATER = Code("water", "Water", "Getting water to the plots.", examples=("The tap is off.",))
FENCES = Code("fences", "Fences", "Keeping deer out.", examples=("They jumped it.",))


def rules(*codes: Code) -> list[tuple[str, str]]:
    return [(found.rule, found.where) for found in check(Codebook("x", "1", codes))]


def changed(code: Code, **fields: object) -> Code:
    from dataclasses import replace

    return replace(code, **fields)  # type: ignore[arg-type]


def test_a_sound_codebook_has_no_findings() -> None:
    assert rules(WATER, FENCES) == []


@pytest.mark.parametrize(
    ("code", "rule"),
    [
        (changed(WATER, examples=()), "no-example"),
        (changed(WATER, definition=""), "no-definition"),
        (changed(WATER, exclude=("deer (see fence)",)), "unknown-see"),
        (changed(WATER, exclude=("deer (see fences and hoses)",)), "unknown-see"),
        (changed(WATER, include=("rain butts",), exclude=("Rain-butts (see fences)",)),
         "self-contradiction"),
        (changed(WATER, cues=("rain*",), exclude=("rain*",)), "self-contradiction"),
        (changed(WATER, label="fences"), "near-duplicate"),
        (changed(WATER, definition="Keeping out deer."), "near-duplicate"),
    ],
)  # fmt: skip
def test_each_fault_is_found_where_it_is(code: Code, rule: str) -> None:
    assert rules(code, FENCES) == [(rule, "water")]


def test_pointers_to_codes_that_exist_are_fine() -> None:
    plots = changed(FENCES, key="plots-and-paths", label="Paths", definition="Ways between.")
    water = changed(WATER, exclude=("deer (see fences)", "mud (see fences, plots-and-paths)"))
    assert rules(water, FENCES, plots) == []


@pytest.mark.parametrize(
    ("mine", "theirs", "shared"),
    [
        ("hose pipe", "Hose-pipe", True),
        ("hose*", "hosepipe", True),
        ("hose", "hosepipe", False),
        ("hose*", "hose pipe", False),
        ("pipe", "hose pipe", False),
    ],
)
def test_a_cue_in_two_codes_is_found_however_it_is_written(
    mine: str, theirs: str, shared: bool
) -> None:
    found = rules(changed(WATER, cues=(mine,)), changed(FENCES, cues=(theirs,)))
    assert bool(found) == shared


def test_the_nearest_key_is_offered_for_one_that_does_not_exist() -> None:
    book = Codebook("x", "1", (changed(WATER, exclude=("deer (see fence)",)), FENCES))
    assert check(book)[0].hint == "Is fences meant?"
