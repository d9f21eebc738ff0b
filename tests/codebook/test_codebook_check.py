from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.conftest import ROOT

from fgtools.codebook.check import check
from fgtools.codebook.read import files, read
from fgtools.nouns import Code, Codebook

SHIPPED = files(ROOT / "codebooks")

WATER = Code("water", "Water", "Getting water to the plots.", examples=("The tap is off.",))
FENCES = Code("fences", "Fences", "Keeping deer out.", examples=("They jumped it.",))


def rules(*codes: Code) -> list[tuple[str, str]]:
    return [(found.rule, found.where) for found in check(Codebook("x", "1", codes))]


def changed(code: Code, **fields: object) -> Code:
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
        (changed(WATER, examples=("Rain butts leak.",), exclude=("rain butts leak",)),
         "self-contradiction"),
        (changed(WATER, exclude=("rain (see water)",)), "see-circle"),
        (changed(WATER, examples=("They jumped it",)), "shared-text"),
        (changed(WATER, label="fences"), "near-duplicate"),
        (changed(WATER, definition="Keeping out deer."), "near-duplicate"),
    ],
)  # fmt: skip
def test_each_fault_is_found_where_it_is(code: Code, rule: str) -> None:
    assert rules(code, FENCES) == [(rule, "water")]


def test_pointers_to_codes_that_exist_are_fine() -> None:
    plots = Code("plots-and-paths", "Paths", "Ways between.", examples=("It is all mud.",))
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


def test_talk_that_two_codes_send_to_one_another_is_found() -> None:
    water = changed(WATER, exclude=("mud by the gate (see fences)",))
    fences = changed(FENCES, exclude=("Mud by the gate (see water)",))
    assert rules(water, fences) == [("see-circle", "water")]
    assert rules(water, changed(FENCES, exclude=("dry soil (see water)",))) == []


def test_a_text_and_its_negation_are_two_texts() -> None:
    water = changed(WATER, include=("plots that can be reached by the hose",))
    fences = changed(FENCES, include=("plots that cannot be reached by the hose",))
    assert rules(water, fences) == []
    assert rules(water, changed(fences, include=water.include)) == [("shared-text", "water")]


def test_codes_that_say_the_same_in_one_anothers_words_are_found() -> None:
    one = changed(WATER, label="Watering", include=("hoses", "taps", "rain butts", "dry plots"))
    other = Code(
        "drought", "Dry plots", "Plots that get no water from hoses or taps.",
        include=("watering in a dry summer", "butts without rain"), examples=("All of it died.",),
    )  # fmt: skip
    found = check(Codebook("x", "1", (one, other, FENCES)))
    assert [(f.rule, f.where) for f in found] == [("indistinct", "water")]
    assert "drought" in found[0].what


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_nothing_is_to_be_put_right_in_a_codebook_that_comes_with_the_program(path: Path) -> None:
    assert check(read(path)) == ()


def test_a_definition_that_is_still_a_draft_is_said() -> None:
    code = Code("parking", "Parking", "Draft: talk about parking.", examples=("No space again.",))
    assert [f.rule for f in check(Codebook("Visits", "1", (code,)))] == ["draft-definition"]
