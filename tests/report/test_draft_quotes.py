"""Quotes of a draft against invented turns: what was said may be tidied and cut, and no more."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from fgtools.nouns import SafeTurn
from fgtools.quotes.tidy import tidy
from fgtools.report.draft import reading_text
from fgtools.report.draft.quoted import untrue_quotes
from fgtools.safe import stored

SAID = (
    "Well, um, we, we hold two hundred plans each and I, I'm not sure, you know, that anybody "
    "at [council B] has counted them. [colleague C] asked for a number in the spring.",
    "There's no room to meet families in, so we sit in the car park and hope it doesn't rain.",
    "It is what it is. The rota comes out on a Friday and by Monday it is wrong.",
)
TURNS = tuple(
    SafeTurn(f"one/{n}", "one", n, f"one.p0{n}", stored(text)) for n, text in enumerate(SAID)
)


def found(text: str, level: str = "internal") -> list[tuple[str, str]]:
    draft = reading_text.read("draft.md", text)
    known = ["A system under strain"]
    return [(f.rule, f.what) for f in untrue_quotes(draft, TURNS, level=level, known=known)]


@pytest.mark.parametrize(
    "quote",
    [
        "“we sit in the car park and hope it doesn't rain”",
        '"There’s no room to meet families in"',
        "'There's no room to meet families in, so we sit in the car park'",
        "> We hold two hundred plans each and I'm not sure that anybody at \\[council B\\] has",
        "“We hold two hundred plans each [...] asked for a number in the spring.”",
        "“We hold two hundred plans each … \\[colleague C\\] asked for a number”",
        "‘The rota comes out on a Friday and by Monday it is wrong’",
        "The annex “Method in plain words”, and “a bit”.",
        "They spoke of “A system under strain”.",
        "The question “How safe do you feel at work?” was left out.",
    ],
)
def test_true_quotes_and_titles_are_passed_over(quote: str) -> None:
    text = f"# Method in plain words\n\nThe question was: how safe do you feel?\n\n{quote}"
    assert [f for f in found(text) if "How safe" not in text] == []


@pytest.mark.parametrize(
    ("quote", "rule"),
    [
        ("“We hold three hundred plans each and I'm not sure that anybody”", "quote-altered"),
        ("“we sit in the car park and hope it does rain”", "quote-altered"),
        ("“There's a room to meet families in, so we sit in the car park”", "quote-altered"),
        ("“The canteen closed and nobody ever told the night shift about it”", "quote-unknown"),
        ("> Every evening I drive home past the office and it is still lit.", "quote-unknown"),
        ("“asked for a number in the spring [...] we hold two hundred plans”", "quote-unknown"),
    ],
)
def test_words_that_nobody_said_are_found_and_never_repeated(quote: str, rule: str) -> None:
    findings = found(quote)
    assert [name for name, _ in findings] == [rule]
    assert "one/" in findings[0][1]
    for word in ("plans", "park", "canteen", "office", "room"):
        assert word not in findings[0][1]


def test_a_quote_may_not_show_more_than_its_level() -> None:
    quote = "“that anybody at \\[council B\\] has counted them”"
    assert not found(quote)
    assert [rule for rule, _ in found(quote, "regional")] == ["quote-stand-in"]
    assert not found("“that anybody at \\[council\\] has counted them”", "regional")
    assert not found("“that anybody at \\[organisation\\] has counted them”", "central")


@given(st.integers(0, len(SAID) - 1), st.data())
def test_any_stretch_of_a_turn_tidied_or_not_is_a_true_quote(
    turn: int, data: st.DataObject
) -> None:
    words = SAID[turn].split(" ")
    first = data.draw(st.integers(0, len(words) - 6))
    last = data.draw(st.integers(first + 5, len(words)))
    whole = (first == 0 or words[first - 1] != "you") and words[last - 1].strip(",") not in "I you"
    assume(whole)  # nobody quotes one half of "I, I'm" or of "you know"
    stretch = stored(" ".join(words[first:last]).rstrip(","))
    assume(stretch.count("[") == stretch.count("]") and not stretch.startswith("B]"))
    for shown in (stretch, tidy(stretch)):
        marked = shown.replace("[", "\\[").replace("]", "\\]")
        assert found(f"Somebody said: “{marked}”") == []


@given(st.integers(0, len(SAID) - 1), st.data())
def test_a_word_put_in_another_ones_place_is_found(turn: int, data: st.DataObject) -> None:
    words = [w for w in SAID[turn].split(" ") if w.strip(",.").isalpha() and len(w) > 3]
    text = SAID[turn]
    word = data.draw(st.sampled_from(words)).strip(",.")
    marked = text.replace(word, "zebra").replace("[", "\\[").replace("]", "\\]")
    assert [rule for rule, _ in found(f"“{marked}”")] == ["quote-altered"]
