"""Many words are looked for at one go, and what is found is what looking for each would find."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from fgtools.study.needles import Needles, stands

LETTERS = st.text("abeirs", min_size=1, max_size=9)
WORDS = st.lists(LETTERS | st.sampled_from(["carrie", "li", "o'brien", "will", "ø"]), max_size=4)
NAMES = WORDS.filter(bool).map(" ".join) | st.sampled_from(
    ["carrie", "anne-marie", "o'brien", "li wei", "020 7946 0018", "a.b_c@x.org", "'", "_"]
)
TEXTS = st.lists(
    WORDS.map("".join) | NAMES | st.sampled_from(["carried", "\n", "12", "_", "."]), max_size=12
)


@given(st.lists(NAMES, max_size=6), TEXTS, st.sampled_from([" ", "", "\n", "_"]))
@example(["carrie"], ["she", "carried", "it"], " ")
@example(["carrie"], ["xcarriex"], " ")
@example(["li wei"], ["beli", "weis"], " ")
@example(["marchbanks"], ["march", "banks"], " ")
def test_what_is_found_at_one_go_is_what_each_word_alone_would_find(
    names: list[str], texts: list[str], between: str
) -> None:
    text = between.join(texts)
    plainly = any(name in text and stands(text, name) for name in names)
    assert Needles(names).stand_in(text) == plainly


@given(st.lists(NAMES, min_size=1), WORDS, WORDS)
def test_a_name_that_stands_by_itself_is_always_found(
    names: list[str], before: list[str], after: list[str]
) -> None:
    assert Needles(names).stand_in(" ".join([*before, names[0], *after]))


def test_only_names_of_enough_letters_are_kept() -> None:
    assert Needles(["carrie", "lee"]).at_least(6).words == ("carrie",)
