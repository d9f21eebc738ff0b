"""Phrases that tell groups apart are weighed as BERTopic weighs them."""

from __future__ import annotations

import warnings

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.feature_extraction.text import CountVectorizer

from fgtools.models.ctfidf import FAINT, telling

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it tells what else could be installed
    from bertopic.vectorizers import ClassTfidfTransformer

PHRASE = st.sampled_from([f"{a}{b}" for a in "abcdef" for b in "uvwxyz"])
SPOKEN = st.lists(
    st.tuples(st.integers(-1, 3), st.lists(PHRASE, max_size=8)), min_size=4, max_size=30
)


@settings(max_examples=60, deadline=None)
@given(SPOKEN)
def test_the_phrases_of_a_group_are_those_of_bertopic(
    spoken: list[tuple[int, list[str]]],
) -> None:
    spoken += [(group, ["au", "bv"]) for group in range(4)]  # each group says something
    labels = np.array([group for group, _ in spoken])
    found = telling([phrases for _, phrases in spoken], labels, most=100)

    groups = sorted(set(labels.tolist()))
    whole = [" ".join(" ".join(said) for own, said in spoken if own == group) for group in groups]
    counter = CountVectorizer(analyzer=str.split)
    weighing = ClassTfidfTransformer(bm25_weighting=True, reduce_frequent_words=True)
    weights = weighing.fit_transform(counter.fit_transform(whole)).toarray()
    names = counter.get_feature_names_out()
    for group, row in zip(groups, weights, strict=True):
        if group >= 0:
            told = {name: weight for name, weight in zip(names, row, strict=True) if weight > FAINT}
            assert set(found[group]) == set(told)
            listed = [round(told[name], 9) for name in found[group]]
            assert listed == sorted(listed, reverse=True)


def test_where_nobody_says_anything_groups_have_no_phrases() -> None:
    assert telling([[], []], np.array([0, 1]), most=5) == ((), ())
