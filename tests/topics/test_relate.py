from __future__ import annotations

from fgtools.nouns import Code, Codebook, Coding, Span, Topic, TopicAssignment
from fgtools.topics.relate import convergence, with_nearest

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
    return {(r.theme, r.topic): r.verdict for r in convergence(TOPICS, PLACED, codings, BOOK)}


def test_codes_below_a_theme_count_for_it() -> None:
    assert verdicts(coded("t01", 6, "overtime"))["load", "t01"] == "agreement"


def test_some_overlap_above_the_usual_is_partial() -> None:
    assert verdicts(coded("t01", 3, "load"))["load", "t01"] == "partial"


def test_the_same_words_without_the_codings_are_dissonance() -> None:
    assert verdicts([])["it", "t02"] == "dissonance"


def test_what_was_not_assigned_does_not_count() -> None:
    assert verdicts(coded("t03", 9, "load", assigned=False))["load", "t03"] == "silence"


def test_each_topic_is_told_its_nearest_code() -> None:
    codings = coded("t01", 8, "overtime") + coded("t01", 3, "it") + coded("t02", 1, "it")
    nearest = [t.nearest_code for t in with_nearest(TOPICS, PLACED, codings, BOOK)]
    assert nearest == ["overtime", "", ""]
