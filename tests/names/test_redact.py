from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fgtools.names.people import KnownPerson
from fgtools.names.redact import NameDecision, Redacted, redact
from fgtools.nouns import Find, Span, Turn
from fgtools.safe import write_over

ROOM = (
    KnownPerson("Siobhan Kelleher", "participant"),
    KnownPerson("Okafor, Grace (Fernbrook)", "participant"),
    KnownPerson("Will Tanner", "participant"),
    KnownPerson("Bartholomew Nkemelu", "participant"),
    KnownPerson("Meera Joshi", "facilitator"),
)


def turns(*texts: str) -> list[Turn]:
    return [Turn(f"s:{i}", "s", i, "x", text) for i, text in enumerate(texts)]


def run(
    *texts: str,
    people: Sequence[KnownPerson] = ROOM,
    model: dict[str, tuple[Find, ...]] | None = None,
    allow: frozenset[str] = frozenset(),
    decisions: Sequence[NameDecision] = (),
) -> tuple[list[str], Redacted]:
    said = turns(*texts)
    result = redact({"s": said}, {"s": people}, model or {}, allow, decisions)["s"]
    return [
        write_over(t.text, [r for r in result.redactions if r.turn == t.id]) for t in said
    ], result


def safe(*texts: str, people: Sequence[KnownPerson] = ROOM) -> list[str]:
    return run(*texts, people=people)[0]


def test_one_person_has_one_surrogate_however_named() -> None:
    first, second, third = safe(
        "Thanks Bart.", "Bartholomew Nkemelu said so.", "I agree with mr nkemelu there."
    )
    assert first == "Thanks [colleague A]."
    assert second == "[colleague A] said so."
    assert third == "I agree with mr [colleague A] there."


def test_the_facilitator_is_called_so() -> None:
    assert safe("Thank you, Meera.") == ["Thank you, [facilitator]."]


@pytest.mark.parametrize(
    "text",
    [
        "Will you send it round?",
        "I will ask, and they will say no.",
        "There is no grace period with the deadlines.",
        "He said it with good grace.",
        "Will it change? I hope so.",
        "We may have to wait until May for the panel.",
        "They brought in the Bill in the autumn.",
        "Mark my words, it is a question mark over the funding.",
        "We use Makaton and Mosaic, and Ofsted came in on Thursday.",
        "An Education Health and Care plan under the Care Act, in London.",
        "He has Asperger's and Down's syndrome, and they did a WISC.",
        "The local primary school and the special school are full.",
        "I've got it and I'm fine. Right, well, thank you all.",
        "They rob Peter to pay Paul.",
    ],
)
def test_everyday_words_and_jargon_stay(text: str) -> None:
    assert safe(text) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I agree with Will on that.", "I agree with [colleague A] on that."),
        ("Grace, do you want to go first?", "[colleague A], do you want to go first?"),
        ("Grace's point was fair.", "[colleague A]'s point was fair."),
        ("thanks grace", "thanks [colleague A]"),
        ("Over to you, Will?", "Over to you, [colleague A]?"),
    ],
)
def test_everyday_words_go_where_they_stand_like_a_name(text: str, expected: str) -> None:
    assert safe(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Oh look, it's writing me down as shove on.",
        "Thank you, shavon.",
        "I'm shiv on, hello.",
    ],
)
def test_names_misheard_by_the_recogniser_are_written_over(text: str) -> None:
    assert "[colleague A]" in safe(text)[0]


def test_a_name_spelt_out_is_written_over() -> None:
    assert safe("That's J O S H I.") == ["That's [facilitator]."]


def test_children_and_parents_are_told_apart_from_colleagues() -> None:
    (text,) = safe("A little boy called Zakariah, and his mum, Mrs Adeleke, at St Wilfa's.")
    assert text == "A little boy called [child A], and his mum, Mrs [parent B], at [school A]."


def test_a_school_is_the_same_by_its_short_name() -> None:
    one, two = safe("She was at Drellwick Primary.", "And then drellwick closed.")
    assert one == "She was at [primary school A]."
    assert two == "And then [primary school A] closed."


@pytest.mark.parametrize(
    ("text", "post"),
    [
        ("I'm the only EP in Fernbrook.", "I'm [post A]."),
        ("Then our DCO left.", "Then [post A] left."),
    ],
)
def test_a_unique_post_is_written_over(text: str, post: str) -> None:
    assert safe(text) == [post]


def test_a_name_found_once_is_a_name_everywhere() -> None:
    study = {"a": turns("My manager Zdravko said no."), "b": turns("then zdravko rang")}
    study["b"] = [replace(t, id="b:0", session="b") for t in study["b"]]
    found = redact(study, {}, {})
    assert [r.surrogate for r in found["b"].redactions] == ["[person A]"]


def test_doubts_are_written_over_until_somebody_decides() -> None:
    text = "Then it went to Quarvle and back."
    written, result = run(text)
    (doubt,) = result.doubts
    assert text[slice(*doubt.span)] == "Quarvle"
    assert "Quarvle" not in written[0]
    assert "Quarvle" not in doubt.reason
    no = NameDecision("", "quarvle", is_name=False)
    assert run(text, decisions=[no])[0] == [text]
    yes = NameDecision("s", "Quarvle", is_name=True, kind="organisation")
    written, result = run(text, decisions=[no, yes])
    assert written == ["Then it went to [organisation A] and back."]
    assert not result.doubts


def test_a_decision_for_a_session_beats_one_for_all() -> None:
    everywhere = NameDecision("", "table", is_name=True)
    here = NameDecision("s", "Table", is_name=False)
    assert run("put it on the table", decisions=[here, everywhere])[0] == ["put it on the table"]


def test_the_study_allows_words_of_its_own() -> None:
    text = "It is all on Quarvle now."
    assert run(text, allow=frozenset({"quarvle"}))[0] == [text]


def test_what_the_model_found_is_weighed() -> None:
    text = "Ask Ileana Voss about Mosaic and the paperwork."
    spans = {
        w: Span(text.index(w), text.index(w) + len(w)) for w in ("Voss", "Mosaic", "paperwork")
    }
    finds = tuple(Find(span, "person", "model", 0.9) for span in spans.values())
    written, _ = run(text, model={"s:0": finds})
    assert written == ["Ask [person A] about Mosaic and the paperwork."]


def test_redacting_twice_changes_nothing() -> None:
    said = ("Thanks Bart, ring 07700 900123.", "I'm Siobhan at Drellwick Primary, our DCO left.")
    once = safe(*said)
    assert safe(*once) == once


def test_the_key_holds_the_words_and_no_surrogate_has_two_owners() -> None:
    _, result = run("Bart and Siobhan, and a girl called Zuleika.", "Thanks Grace. Thanks Meera.")
    owners: dict[str, str] = {}
    for row in result.key:
        assert owners.setdefault(row.surrogate, row.kind) == row.kind
    assert len({row.surrogate.strip("[]").split()[-1] for row in result.key}) == len(result.key)


def test_letters_go_on_after_z() -> None:
    from fgtools.names.surrogates import letters

    assert [letters(n) for n in (0, 25, 26, 27, 701, 702)] == ["A", "Z", "AA", "AB", "ZZ", "AAA"]


WORDS = [
    "thanks", "Grace", "will", "Siobhan", ",", ".", "the", "boy", "called", "Zed", "07700",
    "900123", "our", "DCO", "at", "St", "Ann's", "Primary", "[colleague", "A]", "é", "Nkemelu",
]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(WORDS),
        max_size=14,
    )
)
def test_redactions_are_disjoint_in_order_and_repeatable(words: list[str]) -> None:
    text = " ".join(words)
    once, result = run(text)
    spans = [r.span for r in result.redactions]
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert run(text)[1] == result
    assert "Nkemelu" not in once[0]
