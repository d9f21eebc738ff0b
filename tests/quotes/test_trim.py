from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from fgtools.errors import Misused
from fgtools.quotes.tidy import tidy
from fgtools.quotes.trim import MARK, lost_negation, trim, trimmed, words
from fgtools.safe import stored

SPOKEN = stored(
    "Um, I hold, I hold two hundred and forty cases on my own, you know, and the the list gets "
    "longer. [child A]'s mum rings me – she’s right to. I don't think we're coping, and nobody "
    "reads them."
)


def cut(typed: str, spoken: str = SPOKEN) -> str:
    text = stored(spoken)
    return trimmed(text, trim(text, typed).kept)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        (
            "I hold two hundred and forty cases [...] and the list gets longer.",
            "I hold two hundred and forty cases [...] and the list gets longer.",
        ),
        (
            "“i hold TWO hundred and forty cases on my own […] shes right to”",
            "I hold two hundred and forty cases on my own [...] she’s right to.",
        ),
        ("[...] the list gets longer [ ... ]", "The list gets longer."),
        ("[child]'s mum rings me", "[child A]'s mum rings me"),
        (
            "[place]'s mum rings me [...] and nobody reads them",
            "[child A]'s mum rings me [...] and nobody reads them.",
        ),
        (
            "I hold, I hold two hundred [...] cases on my own",
            "I hold two hundred [...] cases on my own",
        ),
    ],
)
def test_what_is_pasted_with_marks_is_printed_cut(typed: str, printed: str) -> None:
    assert cut(typed) == printed


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("I hold two hundred plans", "piece 1 of 1 is no run of the quote's words"),
        ("I hold two hundred [...] secret words", "piece 2 of 2 is no run"),
        ("the list gets longer [...] I hold two hundred", "does not come after"),
        ("I hold two hundred [...] and forty cases", "words between them to cut"),
        ("[...]", "no words of the quote are left"),
        (str(tidy(SPOKEN)), "nothing is cut"),
    ],
)
def test_anything_but_a_cut_is_refused_and_the_piece_is_named_without_its_words(
    typed: str, said: str
) -> None:
    with pytest.raises(Misused, match=re.escape(said)) as error:
        cut(typed)
    assert not {"secret", "plans", "hundred"} & set(re.findall(r"\w+", str(error.value)))


@pytest.mark.parametrize(
    "typed",
    [
        "I hold two hundred and forty cases [...] we're coping",
        "think we're coping, and nobody reads them.",
        "I [...] think we're coping",
        "I don't think we're coping, and [...] reads them",
    ],
)
def test_a_not_is_never_cut_from_beside_the_words_it_is_of(typed: str) -> None:
    with pytest.raises(Misused, match="turn round what was said"):
        cut(typed)


def test_a_clause_with_its_own_not_may_go_and_that_is_told() -> None:
    loses = trim(SPOKEN, "I hold two hundred [...] I don't think we're coping")
    assert lost_negation(SPOKEN, loses.kept)  # "and nobody reads them"
    keeps = trim(SPOKEN, "[...] I don't think we're coping, and nobody reads them.")
    assert not lost_negation(SPOKEN, keeps.kept)


def test_a_cut_holds_only_for_the_words_it_was_made_on() -> None:
    made = trim(SPOKEN, "I hold two hundred [...] longer")
    assert made.fits(SPOKEN)
    assert made.fits(SPOKEN.replace(",", " ,").replace("[child A]", "[child B]").upper())
    assert not made.fits(SPOKEN.replace("forty", "fifty"))
    assert not made.fits(SPOKEN.replace("I don't", "I do"))


PIECES = (
    "um|er,|I|I'm|it|the|The|we|we've|you know,|sort of|cases|list.|gets|longer,|and|but|"
    "twenty-four|[person A]|[school B]|’tis|—|(so)|1,250|£3"
)
TALK = st.lists(st.sampled_from(PIECES.split("|")), min_size=3, max_size=25).map(" ".join)


@given(TALK, st.data())
def test_a_cut_quote_is_a_part_of_the_words_that_were_said_in_their_order(
    talk: str, data: st.DataObject
) -> None:
    spoken = stored(talk)
    printed = tidy(spoken)
    said = words(printed)
    assume(len(said) > 3)
    edges = sorted(data.draw(st.sets(st.integers(0, len(said)), min_size=2, max_size=4).map(list)))
    runs = [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=False)]
    typed = f" {MARK} ".join(printed[said[a].start : said[b - 1].end] for a, b in runs)
    assume(runs != [(0, len(said))])
    made = trim(spoken, typed)
    result = trimmed(spoken, made.kept)
    left = iter(word.key for word in words(spoken))
    assert all(word.key in left for word in words(result.replace(MARK, "")))
    assert made.fits(spoken)
    assert result.count(MARK) == len(made.kept) - 1


@given(TALK)
def test_every_word_of_a_quote_can_be_pasted_back(talk: str) -> None:
    spoken = stored(f"{talk} and so the waiting goes on.")
    pasted = f"{tidy(spoken).removesuffix(' goes on.')} [...]"
    assert trim(spoken, pasted).kept[-1].end == len(words(spoken)) - 2
