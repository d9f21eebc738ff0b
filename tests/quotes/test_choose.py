from __future__ import annotations

from typing import TYPE_CHECKING

from fgtools.nouns import Codebook, Quote
from fgtools.quotes.choose import choose, in_order

if TYPE_CHECKING:
    from tests.quotes.conftest import Group

MANY = "Everybody in my team holds far too many cases and nobody can read {} of them before panel."
LESS = "Our manager put a limit on cases this year and every child on my list gets {} visits now."


def _chosen(group: Group, book: Codebook, **options: object) -> tuple[Quote, ...]:
    return choose(
        group.turns,
        group.codings,
        group.speakers,
        book,
        group.encoder,
        **options,  # type: ignore[arg-type]
    )


def _busy(group: Group) -> Group:
    for at, name in enumerate(("ann", "ben", "cat", "dee")):
        group.say(f"s1:casework:{name}", MANY.format(f"{at} thousand"), "caseload")
        group.say(f"s2:therapies:{name}", MANY.format(f"{at} hundred"), "unpaid-hours")
    return group


def test_every_role_that_raised_a_theme_is_heard(group: Group, book: Codebook) -> None:
    _busy(group).say("s3:psychology:eve", MANY.format("half"), "caseload")
    quotes = _chosen(group, book, per_theme=3)
    assert {q.role for q in quotes} == {"casework", "therapies", "psychology"}
    assert {q.theme for q in quotes} == {"caseload"}
    assert all(q.why.startswith("typical of what was said on this in") for q in quotes)


def test_the_one_who_sees_it_differently_is_heard(group: Group, book: Codebook) -> None:
    _busy(group).say("s2:therapies:una", LESS.format("two"), "caseload", stance="enabler")
    quotes = _chosen(group, book, per_theme=2)
    assert [q.why for q in quotes if q.stance == "enabler"] == ["the only enabler among barriers"]


def test_the_quiet_and_every_session_are_heard(group: Group, book: Codebook) -> None:
    _busy(group)
    for name in ("ann", "ben", "cat", "dee"):
        group.say(f"s1:casework:{name}", "I could talk about trains for an hour. " * 12)
    group.say("s1:casework:shy", MANY.format("three"), "caseload")
    group.say("s4:casework:far", MANY.format("none"), "caseload")
    quotes = _chosen(group, book)
    assert {q.session for q in quotes} == {"s1", "s2", "s4"}
    assert "s1:casework:shy" in {q.participant for q in quotes}
    assert "from a participant who spoke little" in {q.why for q in quotes}


def test_nobody_is_quoted_twice_on_a_theme_or_more_than_allowed(
    group: Group, book: Codebook
) -> None:
    for at in range(6):
        group.say(
            "s1:casework:loud", MANY.format(f"{at} thousand"), "caseload" if at % 2 else "pay"
        )
    assert len(_chosen(group, book, per_person=2)) == 2
    assert len(_chosen(group, book, per_person=1)) == 1


def test_facilitators_and_unknown_voices_are_never_quoted(group: Group, book: Codebook) -> None:
    group.say("s1:facilitator:fay", MANY.format("most"), "caseload")
    group.say("s1:unknown:room", MANY.format("some"), "caseload")
    assert _chosen(group, book) == ()


def test_without_codings_there_are_no_quotes_and_no_model_is_asked(
    group: Group, book: Codebook
) -> None:
    group.say("s1:casework:ann", MANY.format("any"))
    assert _chosen(group, book) == ()
    assert group.encoder.asked == []


def test_a_quote_is_whole_sentences_around_what_was_coded(group: Group, book: Codebook) -> None:
    said = (
        "Well. The bus was late again this morning and I had no tea. "
        "Um, I hold two hundred cases on my own and the the list gets longer every week, because "
        "nobody has been put in the old post. "
        "My daughter has a recorder concert tonight in the church hall."
    )
    turn = group.say("s1:casework:ann", said, "caseload", about="two hundred cases")
    (quote,) = _chosen(group, book)
    assert quote.text == (
        "I hold two hundred cases on my own and the list gets longer every week, because "
        "nobody has been put in the old post."
    )
    assert turn.text[quote.span.start : quote.span.end].startswith("Um, I hold")


def test_a_quote_does_not_stop_before_the_but_that_turns_it_round(
    group: Group, book: Codebook
) -> None:
    group.say(
        "s1:casework:ann",
        "We were given a machine for the case notes and it saves me two hours every single week. "
        "But it made up a school, and I signed it before I noticed.",
        "caseload", about="saves me two hours",
    )  # fmt: skip
    (quote,) = _chosen(group, book)
    assert quote.text.endswith("before I noticed.")


def test_talk_that_nobody_outside_the_room_would_follow_is_not_quoted(
    group: Group, book: Codebook
) -> None:
    for text in (
        "Too many.",
        "How many cases do you think any of us can hold before it all falls over?",
        "[person A] and [person B] and [person C] all said that the caseload was far too high.",
        "many cases " * 70 + ".",
    ):
        group.say(f"s1:casework:{len(text)}", text, "caseload")
    assert _chosen(group, book) == ()


def test_what_people_chose_comes_first_and_what_they_dropped_never_comes(
    group: Group, book: Codebook
) -> None:
    _busy(group)
    before = _chosen(group, book, per_theme=2)
    gone = before[0]
    kept = next(t for t in group.turns if t.id not in {q.turn for q in before})
    after = _chosen(
        group, book, per_theme=2,
        chosen=[(kept.id, 0, 40), ("s9/gone", 0, 10)],
        dropped=[(gone.turn, gone.span.start, gone.span.start + 5)],
    )  # fmt: skip
    assert (after[0].turn, after[0].span, after[0].why) == (kept.id, (0, 40), "chosen by people")
    assert gone.turn not in {q.turn for q in after}
    assert len(after) == 2


def test_a_choice_stays_with_the_theme_it_was_made_for(group: Group, book: Codebook) -> None:
    turn = group.say("s1:casework:ann", MANY.format("any"), "caseload", score=0.9)
    assert _chosen(group, book, chosen=[(turn.id, 0, 30)])[0].theme == "caseload"
    assert _chosen(group, book, chosen=[(turn.id, 0, 30, "pay")])[0].theme == "pay"


def test_quotes_of_a_theme_stand_in_the_order_somebody_gave_them(
    group: Group, book: Codebook
) -> None:
    _busy(group).say(
        "s4:casework:far", "Pay has not moved in my grade for eight years or so.", "pay"
    )
    before = _chosen(group, book, per_theme=3)
    a, b, c, pay = (q.id for q in before)
    assert [q.id for q in in_order(before, [])] == [a, b, c, pay]
    assert [q.id for q in in_order(before, [(c, "q-gone")])] == [c, a, b, pay]
    assert [q.id for q in in_order(before, [(c, a), (b,)])] == [b, c, a, pay]
    assert [q.id for q in in_order(before, [(pay, c)])] == [c, a, b, pay]


def test_a_sure_coding_is_quoted_before_an_unsure_one(group: Group, book: Codebook) -> None:
    group.say("s1:casework:ann", MANY.format("a thousand"), "caseload", score=0.3)
    sure = group.say("s1:casework:ben", MANY.format("a hundred"), "caseload", score=0.95)
    (quote,) = _chosen(group, book, per_theme=1)
    assert quote.turn == sure.id


def test_a_persons_picks_count_and_the_machine_gives_way(group: Group, book: Codebook) -> None:
    for at in range(4):
        group.say("s1:casework:ann", MANY.format(f"{at} thousand"), "pay" if at % 2 else "caseload")
    kept = [(t.id, 0, len(t.text), "caseload") for t in group.turns[:2]]
    quotes = _chosen(group, book, chosen=kept)
    assert {q.turn for q in quotes} == {t.id for t in group.turns[:2]}


def test_a_quote_that_the_guard_stops_gives_way_to_the_next_best(
    group: Group, book: Codebook
) -> None:
    _busy(group)
    first = _chosen(group, book, per_theme=1)
    second = _chosen(group, book, per_theme=1, may=lambda q: q.id != first[0].id)
    assert len(first) == len(second) == 1
    assert first[0].id != second[0].id


def test_the_same_study_gives_the_same_quotes_whatever_the_order_of_its_codings(
    group: Group, book: Codebook
) -> None:
    _busy(group).say("s1:casework:twin", MANY.format("0 thousand"), "caseload")
    before = _chosen(group, book, per_theme=3)
    group.codings.reverse()
    assert _chosen(group, book, per_theme=3) == before


def test_an_id_is_that_of_the_words_and_hides_the_session(group: Group, book: Codebook) -> None:
    group.say("s1:casework:ann", MANY.format("any"), "caseload")
    (before,) = _chosen(group, book)
    group.say(
        "s1:casework:ben", "Pay has not moved in my grade for eight years, not by a penny.", "pay"
    )
    after = next(q for q in _chosen(group, book) if q.turn == before.turn)
    assert before.id == after.id
    assert before.id.startswith("q-")
    assert "s1" not in before.id


def test_a_decision_changes_no_more_of_the_report_than_it_must(
    group: Group, book: Codebook
) -> None:
    _busy(group)
    for at, name in enumerate(("ann", "ben", "cat", "dee")):
        pay = f"My grade has not moved in {at + 8} years and every school pays its people better."
        group.say(f"s1:casework:{name}", pay, "pay")
    before = _chosen(group, book, per_theme=2)
    gone = next(q for q in before if q.theme == "caseload")
    after = _chosen(
        group, book, per_theme=2, dropped=[(gone.turn, gone.span.start, gone.span.end, "caseload")]
    )
    assert {q.id for q in before} - {q.id for q in after} == {gone.id}
