from __future__ import annotations

from collections.abc import Mapping

import pytest

from fgtools.errors import Misused
from fgtools.nouns import Finding, Participant, Quote, Span
from fgtools.quotes.guard import guard
from fgtools.safe import stored

PEOPLE = {f"p{at}": Participant(f"p{at}", "s1", "casework") for at in range(12)}


MANY = {"casework": 400}


def _quote(text: str, at: int = 0, role: str = "casework", turn: int = 0) -> Quote:
    return Quote(
        f"q-{at:06x}", f"s1/{turn or at}", Span(0, len(text)), "s1", f"p{at}", role,
        "caseload", "barrier", stored(text), "typical",
    )  # fmt: skip


def _guard(
    *quotes: Quote,
    level: str = "public",
    threshold: int = 10,
    populations: Mapping[str, int] | None = None,
) -> tuple[Finding, ...]:
    return guard(quotes, PEOPLE, populations=populations or {}, threshold=threshold, level=level)


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("unique-post", "I'm the only EP in the whole of the north of the borough."),
        ("unique-post", "He is the only paediatric physio in there."),
        ("unique-post", "Our DCO rings us every Friday."),
        ("unique-post", "Our Post 14 team handles these cases."),
        ("unique-post", "We have a 14-25 SEN Casework team for this."),
        ("unique-post", "I am PFA strategic lead and I see it all."),
        ("unique-post", "I'm the only one who still has a voice."),
        ("class-statement", "All EPs in [place A] said the same to their manager."),
        ("class-statement", "Every one of us in [organisation B] has looked for other work."),
        ("class-statement", "Nobody in our borough has had supervision since May."),
        ("rare-combination", "I do part-time in [place A] and I like it."),
        ("class-statement", "All EPs in [London borough A] said the same to their manager."),
        ("rare-combination", "I do part-time at [primary school A] and I like it."),
        ("rare-combination", "I'm thirty in May and my contract's fixed term to July."),
        ("residual-pattern", "Ring me on 020 7946 0018 any day."),
        ("residual-pattern", "It's oh seven seven, double oh nine, four one seven."),
        ("residual-pattern", "Write to ann dot smith at council dot gov dot uk."),
        ("residual-pattern", "They live in SW1A 1AA near the park."),
        ("residual-pattern", "Born 03/05/2016, that is him."),
        ("health", "There's [child A], he's nine, and he has cerebral palsy."),
        ("too-long", "We wait and wait for it. " * 17),
    ],
)  # fmt: skip
def test_words_that_would_give_somebody_away_are_stopped(rule: str, text: str) -> None:
    (finding,) = _guard(_quote(text), populations=MANY)
    assert finding.rule == rule
    assert finding.where == "q-000000"
    assert finding.hint.startswith("Type: fgtools quotes pick q-000000 --drop")
    assert not any(word in finding.what for word in ("EP", "Friday", "May", "7946", "nine"))


@pytest.mark.parametrize(
    "text",
    [
        "The only thing a therapist can do is write another letter.",
        "Everybody says the same, the forms come back three times.",
        "I've got two hundred and eighty seven now, I counted on Monday.",
        "Every one of them's got speech therapy in section F.",
        "I do term-time only and it is the one thing that keeps me.",
        "I'm on my fourth service manager.",
        "That went in twenty twenty-two to make room for statutory work.",
        "He's autistic and that's two years gone.",
        "I asked the officer in our office about all of it.",
        "We are at thirty eight per cent in time, 1,250 plans in all.",
    ],
)
def test_ordinary_words_are_let_through(text: str) -> None:
    assert _guard(_quote(text), populations=MANY) == ()


def test_a_role_that_few_could_hold_is_not_printed() -> None:
    rare = _quote("We wait.", role="physiotherapy")
    assert [f.rule for f in _guard(rare)] == ["small-role"]
    assert _guard(rare, threshold=0) == ()
    assert _guard(rare, populations={"physiotherapy": 400}) == ()


def test_what_counts_is_who_could_hold_a_role_not_who_came() -> None:
    quote = _quote("We wait.")
    assert _guard(quote) == ()
    assert [f.rule for f in _guard(quote, populations={"casework": 4})] == ["small-role"]


def test_more_than_two_quotes_of_one_participant_are_too_many() -> None:
    texts = ("We wait.", "We hope.", "We go.")
    quotes = [*(_quote(text, 1, turn=at) for at, text in enumerate(texts, 3)), _quote("So.", 2)]
    assert [f.rule for f in _guard(*quotes)] == ["too-many-of-one"]


def test_an_internal_report_may_say_more_of_a_group_but_no_more_of_a_person() -> None:
    everyone = _quote("All EPs in [place A] said the same to their manager.")
    alone = _quote("I'm the only EP in the team.")
    assert _guard(everyone, level="internal", threshold=0) == ()
    assert [f.rule for f in _guard(alone, level="internal", threshold=0)] == ["unique-post"]


def test_a_chain_of_quotes_and_a_rare_role_are_looked_at_where_the_report_leaves_the_house() -> (
    None
):
    one, other = _quote("We wait.", 1, turn=3), _quote("As I said about panel, we wait.", 1, turn=4)
    assert [f.rule for f in _guard(one, other)] == ["linkable"]
    assert _guard(one, other, level="internal", threshold=0) == ()
    alone = _quote("I'm agency and I work hard.")
    assert [f.rule for f in _guard(alone)] == ["rare-combination"]
    assert _guard(alone, populations=MANY) == ()


def test_what_few_could_hold_is_put_right_in_the_settings() -> None:
    (finding,) = _guard(_quote("We wait.", role="physiotherapy"))
    assert "[roles.physiotherapy]" in finding.hint
    assert "population" in finding.hint


def test_an_unknown_release_level_is_refused() -> None:
    with pytest.raises(Misused, match="no release level"):
        _guard(level="secret")
