from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fgtools.errors import Misused
from fgtools.nouns import Codebook
from fgtools.quotes.search import Hit, search

if TYPE_CHECKING:
    from tests.quotes.conftest import Group


@pytest.fixture
def talk(group: Group) -> Group:
    group.say("s1:facilitator:fay", "Tell me about waiting for the panel to decide anything.")
    group.say(
        "s1:casework:ann", "I like trains. Waiting for panel decisions eats my Mondays.", "caseload"
    )
    group.say("s2:therapies:bea", "The panel decided in May and we are waiting for money.", "pay")
    group.say(
        "s2:therapies:cat",
        "I write reports in the evening when the house is quiet.",
        "unpaid-hours",
    )
    return group


def _search(talk: Group, book: Codebook, query: str, **options: object) -> tuple[Hit, ...]:
    return search(
        query,
        talk.turns,
        talk.codings,
        talk.speakers,
        book,
        talk.encoder,
        reader=talk.encoder,
        **options,  # type: ignore[arg-type]
    )


def test_the_words_asked_for_come_first(talk: Group, book: Codebook) -> None:
    hits = _search(talk, book, "waiting for panel decisions")
    assert [h.quote.participant for h in hits] == ["s1:casework:ann", "s2:therapies:bea"]
    assert 0 < hits[1].score < hits[0].score <= 1
    assert hits[0].quote.theme == "caseload"


def test_the_facilitator_is_never_found(talk: Group, book: Codebook) -> None:
    hits = _search(talk, book, "tell me about waiting")
    assert all("facilitator" not in h.quote.participant for h in hits)


def test_a_search_may_be_kept_to_a_theme_with_what_lies_below_it_and_to_a_role(
    talk: Group, book: Codebook
) -> None:
    assert not _search(talk, book, "reports in the evening", theme="pay")
    (hit,) = _search(talk, book, "reports in the evening", theme="workload", role="therapies")
    assert hit.quote.theme == "caseload"
    assert not _search(talk, book, "reports in the evening", role="casework")


@pytest.mark.parametrize(
    ("query", "options"), [("?!", {}), ("pay", {"theme": "trains"}), ("pay", {"role": "pilot"})]
)
def test_a_search_that_cannot_be_answered_says_why(
    talk: Group, book: Codebook, query: str, options: dict[str, str]
) -> None:
    with pytest.raises(Misused) as error:
        _search(talk, book, query, **options)
    assert error.value.hint


def test_other_forms_of_a_word_are_found(talk: Group, book: Codebook) -> None:
    assert _search(talk, book, "report")[0].quote.participant == "s2:therapies:cat"


def test_no_more_hits_than_asked_for(talk: Group, book: Codebook) -> None:
    assert len(_search(talk, book, "waiting panel", limit=1)) == 1
