from __future__ import annotations

import pytest

from fgtools.quotes.classes import class_statement


@pytest.mark.parametrize(
    "text",
    [
        "All EPs in [place A] said the same to their manager.",
        "Every one of us in [organisation B] has looked for other work.",
        "Nobody in our borough has had supervision since May.",
        "All EPs in [London borough A] said the same to their manager.",
        "all the EPs said they would leave",
        "every single caseworker here is looking for another job",
        "none of us in the team has had an appraisal",
        "to a person, they want out",
        "it was unanimous, we are going",
        "the whole team is off sick",
        "we all hate the new system",
        "we're all looking for other jobs",
        "all of us here feel the same",
        "each of the therapists told her manager",
        "not one of my colleagues wants to stay",
        "the entire department has handed in notice",
        "every last one of us",
        "our caseworkers all think the threshold is wrong",
        "all six of the OTs have applied elsewhere",
        "everybody in our service works weekends",
        "no caseworker in this borough has been trained",
        "there isn't an EP in our team who wants to stay",
        "Everyone on the team said they'd leave",
        "All of my colleagues in the office are leaving",
        "without exception we feel let down",
        "All twelve of us signed the letter.",
        "Everyone in casework is on tablets.",
        "Not a single person in the service believes in it.",
        "I don't know a single caseworker here who isn't looking",
        "a hundred per cent of the team voted to strike",
        "In our service everybody has failed an audit.",
        "My colleagues are all planning to go by Easter.",
        "none of the others in my team have passed probation",
        "The lot of us went off sick in March.",
        "The whole of casework is off sick",
    ],
)
def test_what_is_said_of_all_of_a_group_is_found_in_many_wordings(text: str) -> None:
    assert class_statement(text)
    assert class_statement(text.replace("'", "’"))


@pytest.mark.parametrize(
    "text",
    [
        "Everybody says the same, the forms come back three times.",
        "Every one of them's got speech therapy in section F.",
        "We all know that a plan is not a promise.",
        "All children deserve a plan that works.",
        "The whole system is broken.",
        "Every parent wants the same thing, an answer.",
        "All of this takes time and nobody says so.",
        "Not all of us agree on that.",
        "If every caseworker said no we would stop.",
        "Nearly all the EPs said so.",
        "Everybody in the school knew the boy.",
        "There are three professionals who all disagree.",
        "We all have to log in twice.",
        "None of that helps anybody.",
        "I told the whole story twice.",
        "Nobody can attribute the words to a person.",
        "That holds in 100% of the orders that the sessions could have had.",
        "They have lost faith in the whole lot of us.",
        "Everybody came, in one room, on time.",
    ],
)
def test_talk_of_all_and_everybody_that_gives_no_member_away_passes(text: str) -> None:
    assert not class_statement(text)
