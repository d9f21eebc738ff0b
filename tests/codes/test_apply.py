from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from fgtools.codes.apply import apply
from fgtools.codes.pair import PairModel
from fgtools.nouns import Code, Codebook, Coding, Participant, SafeTurn
from fgtools.ports import Encoder
from fgtools.safe import stored

SPEAKERS = {
    "f": Participant("f", "plots", "facilitator", is_facilitator=True),
    "a": Participant("a", "plots", "grower"),
    "b": Participant("b", "plots", "grower"),
}
TALK = (
    ("f", "What gets in the way on your plot, is it the hoses?"),
    ("a", "It's the slugs. They had every one of my lettuces. And the pigeons had the rest."),
    ("b", "Mm."),
    ("a", "I cycled in with [Person 2], lovely morning it was. Then the hosepipe came off again."),
    ("b", "The fence wants doing and there is a leaking tap by it."),
    ("f", "Slugs, pigeons, fences, taps."),
)


def turns(talk: Sequence[tuple[str, str]] = TALK) -> list[SafeTurn]:
    return [
        SafeTurn(f"t{at}", "plots", at, who, stored(text)) for at, (who, text) in enumerate(talk)
    ]


def assigned(codings: Sequence[Coding]) -> set[tuple[str, str]]:
    return {(coding.turn, coding.code) for coding in codings if coding.assigned}


def test_every_turn_of_a_participant_has_a_row_for_every_code(
    codebook: Codebook, encoder: Encoder, model: PairModel
) -> None:
    codings = apply(codebook, turns(), SPEAKERS, encoder, model)
    wanted = [(f"t{at}", code.key) for at in (1, 2, 3, 4) for code in codebook.codes]
    assert [(coding.turn, coding.code) for coding in codings] == wanted
    assert all(0 <= coding.score <= 1 and coding.coder == "fgtools" for coding in codings)


def test_codes_are_assigned_where_they_are_talked_about_and_small_talk_stays_uncoded(
    codebook: Codebook, encoder: Encoder, model: PairModel
) -> None:
    given = assigned(apply(codebook, turns(), SPEAKERS, encoder, model))
    assert {("t1", "pests"), ("t3", "water"), ("t4", "fences"), ("t4", "leaks")} <= given
    assert not {turn for turn, _ in given} & {"t0", "t2", "t5"}


def test_the_span_is_the_utterance_that_says_it(
    codebook: Codebook, encoder: Encoder, model: PairModel
) -> None:
    talk = turns()
    found = {(c.turn, c.code): c for c in apply(codebook, talk, SPEAKERS, encoder, model)}
    start, end = found["t3", "water"].span
    assert talk[3].text[start:end] == "Then the hosepipe came off again."
    assert found["t3", "water"].why.startswith('cue "hosepipe"')


def test_a_surer_child_takes_its_parents_place(
    codebook: Codebook, encoder: Encoder, model: PairModel
) -> None:
    everything = replace(model, threshold=0.0)
    rows = {(c.turn, c.code): c for c in apply(codebook, turns(), SPEAKERS, encoder, everything)}
    for turn in ("t1", "t3", "t4"):
        parent, child = rows[turn, "water"], rows[turn, "leaks"]
        assert child.assigned
        assert parent.assigned == (parent.score > child.score)


def test_reasons_are_short_and_name_what_is_near(
    codebook: Codebook, encoder: Encoder, model: PairModel
) -> None:
    talk = turns([("a", "The tap by the gate has been dry since Easter. " * 3)])
    (water, *_) = apply(codebook, talk, SPEAKERS, encoder, model)
    assert 'close to the example "The tap by the gate' in water.why
    assert len(water.why) <= 160


def test_rows_of_a_survey_say_nothing_about_one_another(
    codebook: Codebook, encoder: Encoder, model: PairModel
) -> None:
    rows = [(f"r{at}", text) for at, (_, text) in enumerate(TALK * 3)]
    codings = apply(codebook, turns(rows), {}, encoder, model)
    assert not any("talk around" in coding.why for coding in codings)
    assert codings[0].score == codings[6 * len(codebook.codes)].score


def test_the_same_input_gives_the_same_output(
    codebook: Codebook, encoder: Encoder, model: PairModel
) -> None:
    first = apply(codebook, turns(), SPEAKERS, encoder, model)
    assert apply(codebook, turns(), SPEAKERS, encoder, model) == first


def test_no_text_is_encoded_twice_and_a_codebook_once_for_all_sessions(
    codebook: Codebook, encoder: Encoder, model: PairModel
) -> None:
    apply(codebook, turns(), SPEAKERS, encoder, model)
    apply(codebook, turns([("a", "Another session altogether.")]), SPEAKERS, encoder, model)
    asked = encoder.asked  # type: ignore[attr-defined]
    assert len(asked) == len(set(asked))


@pytest.mark.parametrize("talk", [[], [("f", "Shall we start?")], [("a", "  ")]])
def test_talk_without_a_participants_words_has_no_codings(
    codebook: Codebook, encoder: Encoder, model: PairModel, talk: list[tuple[str, str]]
) -> None:
    assert apply(codebook, turns(talk), SPEAKERS, encoder, model) == ()


def test_a_codebook_of_bare_labels_works(encoder: Encoder, model: PairModel) -> None:
    bare = Codebook("bare", "1", (Code("fences", "Fences"),))
    codings = apply(bare, turns(), SPEAKERS, encoder, model)
    best = max(codings, key=lambda coding: coding.score)
    assert best.turn == "t4"
    assert np.isfinite([coding.score for coding in codings]).all()
