from __future__ import annotations

import pytest

from fgtools.quotes.posts import unique_post


@pytest.mark.parametrize(
    "text",
    [
        "I'm the only EP in the whole of the north of the borough.",
        "He is the only paediatric physio in there.",
        "Our DCO rings us every Friday.",
        "Our Post 14 team handles these cases.",
        "We have a 14-25 SEN Casework team for this.",
        "I am PFA strategic lead and I see it all.",
        "I'm the only one who still has a voice.",
        "there's just one of me for four hundred schools",
        "well I'm the borough's autism adviser so they come to me",
        "I run the sensory service and I cannot recruit",
        "as head of inclusion I sign every letter",
        "I'm the sole physio",
        "nobody else does my job here so when I am off it stops",
        "our one and only speech therapist left",
        "no one else in the council has this role",
        "I'm the county's tribunal lead",
        "there isn't another QTVI in the county",
        "we only have one educational psychologist",
        "we've got just the one occupational therapist",
        "there's one EP for the whole borough",
        "I am the longest-serving caseworker in the service",
        "I head up the tribunal team and it's relentless",
        "my post is unique, there is no one to cover",
        "it's just me covering the whole patch",
        "the team is just me",
        "I set up the autism outreach team ten years ago",
        "Our principal EP told us to stop",
        "as the designated clinical officer I get all of them",
        "they made me head of SEND last spring",
        "I'm a one-woman band really",
        "I was the first male caseworker they ever had",
        "You won't find a second person with my job title anywhere in the region.",
        "I'm the one person here that signs off the plans",
        "I'm the lead for autism across the borough",
        "There are no other speech therapists in our team, it is me or nobody.",
        "When I go on leave there is no tribunal lead at all.",
        "Apart from me there isn't a single Polish-speaking caseworker here.",
        "I am literally the dyslexia service.",
        "We are down to our last speech therapist",
        "I do every single appeal in this authority",
        "No one else is qualified to test hearing here.",
        "as assistant director I have to defend the budget",
        "there used to be four of us psychologists and now it's me",
        "I'm the SENDIASS manager, there's one in each borough.",
        "I am the one physio they have got",
        "I have been the entire hearing impairment team",
        "There are two of us EPs left in the borough",
        "I wrote the book on selective mutism",
        "I gave evidence to the Education Committee",
        "I stood for council for Labour",
        "I was the EP in the serious case review that was in the papers",
        "I ended up on the local news over it",
        "My husband is the headteacher of the special school down the road",
    ],
)
def test_claims_of_a_post_that_one_person_holds_are_found_in_many_wordings(text: str) -> None:
    assert unique_post(text)
    assert unique_post(text.replace("'", "’"))


@pytest.mark.parametrize(
    "text",
    [
        "The only thing a therapist can do is write another letter.",
        "I'm on my fourth service manager.",
        "I asked the officer in our office about all of it.",
        "My manager is good and she listens.",
        "I manage the caseload as best I can.",
        "I lead on annual reviews with two others.",
        "I run the risk of burning out.",
        "The only way a caseworker survives is saying no.",
        "It's the only place where a teacher can sit down.",
        "We need one person who holds the case.",
        "One of the EPs told me it takes a year.",
        "I was only one minute late.",
        "They see one caseworker at a time.",
        "As a team we run late every week.",
        "Nobody else rang, so I closed it.",
        "I read in the papers that it is getting worse.",
        "I think every serious case review says the same.",
        "I gave evidence of need to the panel and they said no.",
        "My mum was a teacher and told me not to.",
        "There are two of us and a student.",
        "We had a head of steam and then it stopped.",
    ],
)
def test_ordinary_talk_of_work_claims_no_post(text: str) -> None:
    assert not unique_post(text)
