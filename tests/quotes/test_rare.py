from __future__ import annotations

import pytest

from fgtools.quotes.rare import rare_combination


@pytest.mark.parametrize(
    "text",
    [
        "I do part-time in [place A] and I like it.",
        "I do part-time at [primary school A] and I like it.",
        "I'm thirty in May and my contract's fixed term to July.",
        "As an art therapist on a fixed-term contract I never know.",
        "I'm an agency EP and I work in a prison two days a week.",
        "I'm a locum. The special school where I work has no room.",
        "As the physio at the secure unit I see them weekly.",
        "I work in a nursery in [place A].",
        "I'm a trainee, and I'm based at the hospital school.",
        "As a deaf teacher in a special school I notice it.",
        "I'm the agency caseworker on the tribunal team",
        "I've been twenty two years in the service and I'm part-time",
        "I'm a self-employed EP covering the north of the borough",
        "As a music therapist in Rutland I drive",
        "I'm seconded to the hospital from the council",
        "I'm a zero-hours OT at the PRU",
        "being a part time dietitian you miss things",
        "we're a portage team, I'm fixed term",
        "the locum at our alternative provision",
        "I do my two days a week at the nursery as the bank OT.",
        "They took me on as maternity cover in the youth offending team.",
        "As a Muslim woman in a Catholic school I had to explain it.",
        "on a fixed-term contract in alternative provision you are invisible",
        "I'm freelance now, mostly in prisons.",
        "I am one of the few Welsh-speaking psychologists, I cover the west of the county.",
        "I've worked at [school A] for thirty one years.",
    ],
)
def test_two_details_of_one_person_together_are_found_in_many_wordings(text: str) -> None:
    assert rare_combination(text)
    assert rare_combination(text.replace("'", "’"))


@pytest.mark.parametrize(
    "text",
    [
        "I do term-time only and it is the one thing that keeps me.",
        "The agency staff cost twice as much as we do.",
        "I think the hospital should send the report in time.",
        "We spend more on agency than on training.",
        "The special school said they were full again.",
        "As a caseworker I never see the child.",
        "We sent him to [school A] and waited.",
        "The tribunal sat in [place A] on a Monday.",
        "The school nurse service never rings back.",
        "An independent school asked for the whole fee.",
        "I'm an EP and I visit schools.",
        "We took him to the hospital twice.",
        "Interim measures came in for the spring.",
    ],
)
def test_one_detail_or_details_of_others_pass(text: str) -> None:
    assert not rare_combination(text)


def test_under_the_label_of_a_rare_role_one_detail_of_oneself_is_enough() -> None:
    for text in ("I work in [place A] and it rains.", "I'm agency and nobody minds."):
        assert not rare_combination(text)
        assert rare_combination(text, rare_role=True)
    assert not rare_combination("We sent him to [school A] and waited.", rare_role=True)


def test_what_is_found_is_told_without_the_words() -> None:
    told = rare_combination("As an art therapist on a fixed-term contract I never know.")
    assert told == "joins a kind of contract and a rare title"
