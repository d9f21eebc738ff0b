from __future__ import annotations

from fgtools.nouns import Code, Codebook, Coding, Span, Topic, TopicAssignment
from fgtools.topics.relate import convergence, in_words_of, with_nearest

BOOK = Codebook(
    "work",
    "1",
    (
        Code("load", "Caseload", cues=("caseload", "too many cases", "backlog")),
        Code("overtime", "Overtime", parent="load"),
        Code("it", "Computers", cues=("laptop", "portal", "password")),
    ),
)
WHOLE = Span(0, 10)
LIKE = {("t01", "overtime"): 0.4, ("t01", "load"): 0.3, ("t02", "it"): 0.6}
TOPICS = (
    Topic("t01", "Caseload", ("caseload", "overtime"), (), 10),
    Topic("t02", "Laptop", ("laptop", "portal"), (), 10),
    Topic("t03", "Parking", ("parking", "buses"), (), 10),
)
PLACED = tuple(
    TopicAssignment(f"{topic.id}/{n}", WHOLE, topic.id) for topic in TOPICS for n in range(10)
)


def coded(topic: str, number: int, code: str, *, assigned: bool = True) -> list[Coding]:
    return [
        Coding(f"{topic}/{n}", WHOLE, code, "none", "fgtools", 0.9, "", assigned)
        for n in range(number)
    ]


def verdicts(codings: list[Coding]) -> dict[tuple[str, str], str]:
    rows = convergence(TOPICS, PLACED, codings, BOOK, LIKE)
    return {(r.theme, r.topic): r.verdict for r in rows}


def test_codes_below_a_theme_count_for_it() -> None:
    assert verdicts(coded("t01", 6, "overtime"))["load", "t01"] == "agreement"


def test_some_overlap_above_the_usual_is_partial() -> None:
    assert verdicts(coded("t01", 3, "load"))["load", "t01"] == "partial"


def test_the_same_meaning_without_the_codings_is_dissonance() -> None:
    assert verdicts([])["it", "t02"] == "dissonance"


def test_a_code_on_nearly_all_of_the_talk_agrees_with_no_topic() -> None:
    everywhere = [row for t in TOPICS for row in coded(t.id, 9, "load")]
    assert "agreement" not in verdicts(everywhere).values()


def test_what_was_not_assigned_does_not_count() -> None:
    assert verdicts(coded("t03", 9, "load", assigned=False))["load", "t03"] == "silence"


def near(codings: list[Coding], like: dict[tuple[str, str], float] = LIKE) -> list[Topic]:
    every = {(t.id, c.key): like.get((t.id, c.key), 0.0) for t in TOPICS for c in BOOK.codes}
    return list(with_nearest(TOPICS, PLACED, codings, BOOK, every))


def test_the_nearest_code_is_given_to_much_of_a_topic() -> None:
    codings = coded("t01", 8, "overtime") + coded("t01", 3, "it") + coded("t02", 1, "it")
    assert [t.nearest_code for t in near(codings)] == ["overtime", "", ""]


def test_of_several_codes_given_to_a_topic_the_one_it_means_is_nearest() -> None:
    codings = coded("t01", 9, "load") + coded("t01", 7, "overtime")
    assert near(codings)[0].nearest_code == "overtime"


def test_a_code_that_means_something_else_is_not_near_however_often_it_was_given() -> None:
    assert near(coded("t03", 10, "it"))[2].nearest_code == ""


def test_a_topic_is_named_by_its_code_and_what_of_its_own_words_adds_to_it() -> None:
    laptops = Topic("t02", "Laptop, computer, portal", ("laptop",), (), 10, "it")
    parking = Topic("t03", "Parking, buses", ("parking",), (), 10)
    assert [t.label for t in in_words_of((laptops, parking), BOOK)] == [
        "Computers: laptop, portal",
        "Parking, buses",
    ]


def test_abbreviations_in_a_name_keep_their_capitals() -> None:
    staff = Topic("t02", "HR, officers", ("HR",), (), 10, "it")
    assert in_words_of((staff,), BOOK)[0].label == "Computers: HR, officers"
