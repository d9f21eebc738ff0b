"""Texts are compared by their words as scikit-learn's TF-IDF does, and parts of them as wholes."""

from __future__ import annotations

import re

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer

from fgtools.models.wording import COMMON, cosines, counted

WORD = st.text("aestÉé2'", min_size=1, max_size=7)
TEXTS = st.lists(
    st.lists(st.lists(WORD, max_size=4).map(" ".join), max_size=3).map(". ".join),
    min_size=7, max_size=25,
)  # fmt: skip
"""Seven texts are the fewest of which one that holds a word is not too many."""


def beginnings(text: str) -> list[str]:
    """Return the first five letters of each word, of words that begin with one."""
    return [
        found[:5]
        for word in re.findall(r"\w+", text.lower())
        if (found := re.split(r"[\d_]", word)[0])
    ]


@settings(max_examples=30)
@given(TEXTS)
def test_texts_are_as_alike_as_tf_idf_has_it(texts: list[str]) -> None:
    reader = TfidfVectorizer(analyzer=beginnings, max_df=COMMON, sublinear_tf=True)
    try:
        table = reader.fit_transform(texts).toarray()
    except ValueError:  # no word at all, or each of them in too many texts
        table = np.zeros((len(texts), 1))
    assert np.allclose(cosines(counted(texts)), table @ table.T, atol=1e-5)


@settings(max_examples=30)
@given(TEXTS, st.data())
def test_some_of_the_texts_are_compared_as_if_they_were_all(
    texts: list[str], data: st.DataObject
) -> None:
    some = data.draw(st.lists(st.sampled_from(range(len(texts))), min_size=1, unique=True))
    alone = cosines(counted([texts[at] for at in some]))
    assert np.array_equal(cosines(counted(texts)[some]), alone)
