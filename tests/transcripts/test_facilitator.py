"""Who leads a talk is proposed where it is clear, and nobody where it is not."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from fgtools.nouns import Session, Turn
from fgtools.transcripts.facilitator import hands_over, lead_of
from fgtools.transcripts.rosters import Person
from fgtools.transcripts.speakers import match

LONG = "We have had three vacancies since last spring and every plan goes through two people now."
OPENS = "Welcome everybody, and thank you for coming. Are you all happy that we are recording?"
ASKED = (
    "What takes most of your time?",
    "And how does that feel by Friday?",
    "Could you say a little more about the panel?",
    "Does anyone see that differently?",
    "What would help?",
    "Is there anything else before we stop?",
)


def said(*turns: tuple[str, str]) -> tuple[Turn, ...]:
    return tuple(Turn("", "", at, who, text) for at, (who, text) in enumerate(turns))


def group(lead: str = "Lead", opening: str = OPENS) -> Iterator[tuple[str, str]]:
    yield lead, opening
    for at, question in enumerate(ASKED):
        yield lead, question
        yield "Ana", f"{LONG} {at}"
        yield "Bo", f"Yes, {LONG}"


def test_who_opens_and_asks_all_through_in_short_turns_leads() -> None:
    lead = lead_of(said(*group()))
    assert lead is not None
    assert lead.label == "Lead"
    assert "opens the session, welcomes, thanks or explains" in lead.why
    assert "100% of the questions" in lead.why


def test_dictation_without_question_marks_is_understood() -> None:
    bare = [(who, text.replace("?", "").replace(".", "").lower()) for who, text in group()]
    lead = lead_of(said(*bare))
    assert lead is not None
    assert lead.label == "Lead"


def test_rhetorical_questions_in_the_middle_of_a_turn_lead_nothing() -> None:
    assert not hands_over("And who pays for that? Nobody does. So we wait, and the child waits.")
    assert hands_over("I see. And who pays for that? Sorry, go on.")


def test_a_talk_among_equals_has_no_lead() -> None:
    turns = [("Ana", f"{LONG} What about you?"), ("Bo", f"{LONG} And how is it with you?")] * 6
    assert lead_of(said(*turns)) is None


def test_a_colleague_who_asks_for_a_while_does_not_lead() -> None:
    curious = [("Cy", question) if at < 5 else ("Bo", LONG) for at, question in enumerate(ASKED)]
    turns = [("Ana", LONG), *curious, *[("Bo", LONG), ("Ana", LONG)] * 10]
    assert lead_of(said(*turns)) is None


def test_who_speaks_most_does_not_lead() -> None:
    turns = [(who, f"{LONG} {LONG} {text}" if who == "Lead" else "Yes.") for who, text in group()]
    assert lead_of(said(*turns)) is None


def test_who_neither_opens_nor_sets_the_frame_does_not_lead() -> None:
    turns = [("Ana", LONG), *group(opening="Hm, right.")][:-1]
    assert lead_of(said(*turns)) is None


def test_rooms_and_settled_people_do_not_lead() -> None:
    assert lead_of(said(*group("Room 2")), {"Room 2"}) is None
    assert lead_of(said(*group(""))) is None


def test_a_few_turns_are_too_little_to_tell() -> None:
    assert lead_of(said(*list(group())[:7])) is None


@given(st.lists(st.tuples(st.sampled_from(["Ana", "Bo", ""]), st.text(max_size=60)), max_size=30))
def test_the_lead_is_always_one_of_the_labels(turns: list[tuple[str, str]]) -> None:
    lead = lead_of(said(*turns))
    assert lead is None or lead.label in {who for who, _ in turns if who}


def proposed(
    turns: tuple[Turn, ...],
    people: tuple[Person, ...] = (),
    printed: dict[str, str] | None = None,
    mode: str = "",
) -> list[str]:
    labels = tuple(dict.fromkeys(turn.speaker for turn in turns))
    roles = {"therapies": ("OT",)}
    session = Session("therapies-1", role="therapies", mode=mode)
    found = match(labels, session=session, people=people, roles=roles, printed=printed, talk=turns)
    return [s.label for s in found if s.is_facilitator and s.guessed_role]


def test_who_has_no_role_but_the_sessions_or_the_meetings_may_lead() -> None:
    assert proposed(said(*group())) == ["Lead"]
    assert proposed(said(*group()), (Person("Lead", "Presenter"), Person("Bo", "OT"))) == ["Lead"]
    assert proposed(said(*group()), printed={"Lead": "Attendee"}) == ["Lead"]


def test_who_has_a_role_of_their_own_is_never_proposed_to_lead() -> None:
    assert proposed(said(*group()), (Person("Lead", "OT"),)) == []
    assert proposed(said(*group()), printed={"Lead": "social worker"}) == []
    for label in ("Cy (OT)", "Cy (EP)", "Cy Day, SENCO", "SENCO 1", "Parent 2", "Cy - Parent"):
        assert proposed(said(*group(label))) == [], label


def test_where_the_file_gives_roles_nobody_is_guessed_to_lead() -> None:
    assert proposed(said(*group()), printed={"Ana": "OT", "Bo": "OT"}) == []


def test_nobody_leads_a_survey() -> None:
    assert proposed(said(*group()), mode="survey") == []
