"""Codes and passages are compared by pieces of words as scikit-learn's TF-IDF does."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer

from fgtools.codes.letters import alike

TEXT = st.lists(st.text("aegÉß2'-", min_size=1, max_size=8), max_size=6).map(" ".join)
TEXTS = st.lists(TEXT, min_size=1, max_size=6)


@settings(max_examples=60)
@given(texts=TEXTS, others=TEXTS)
@example(texts=["", "a"], others=["a", "gage\n\tgage  egg"])
def test_codes_are_as_near_as_tf_idf_has_it(texts: list[str], others: list[str]) -> None:
    reader = TfidfVectorizer(
        analyzer="char_wb", ngram_range=(4, 5), sublinear_tf=True, dtype=np.float64
    )
    try:
        rows = reader.fit_transform([*others, *texts]).toarray()
    except ValueError:  # no word at all
        rows = np.zeros((len(others) + len(texts), 1))
    expected = rows[len(others) :] @ rows[: len(others)].T
    assert alike(texts, others) == pytest.approx(expected, abs=1e-12)
