"""How alike two codes are, by the words of their texts.

Cosine of TF-IDF (Salton and Buckley 1988) over the first letters of content words, so that
endings do not matter. Written out here: a codebook is small, and scikit-learn takes a second to
load. Two texts are compared by rapidfuzz, whatever the order of their words.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

from rapidfuzz import fuzz

from fgtools.nouns import Code
from fgtools.stopwords import content_words

ALIKE = 90
"""Likeness, 0 to 100, of words in any order, from which two texts say the same."""
LETTERS = 6
"""Of a word: "recruiting" and "recruitment" are one."""
SAME_LABEL = 0.9
"""The likeness of two codes of one label, however their other texts differ."""
NEGATIONS = frozenset({"no", "not", "never", "cannot", "without", "nobody", "nothing", "none"})


@lru_cache(maxsize=10_000)
def plain(text: str) -> str:
    """Return a text as it is compared: lower case, hyphens as spaces, no full stop."""
    return " ".join(text.lower().replace("-", " ").replace("’", "'").split()).rstrip(".")


def same_text(one: str, other: str) -> bool:
    """Tell whether two texts say the same, but for the order of words and a letter or two.

    "Posts that can be filled" and "posts that cannot be filled" do not.
    """
    mine, theirs = plain(one), plain(other)
    close = bool(mine and theirs) and fuzz.token_sort_ratio(mine, theirs) >= ALIKE
    return close and _negated(mine) == _negated(theirs)


def _negated(text: str) -> int:
    return sum(word in NEGATIONS or word.endswith("n't") for word in text.split())


def texts(code: Code) -> tuple[str, ...]:
    """Return what tells a code's meaning; what it excludes tells another's."""
    return (code.label, code.definition, *code.include, *code.examples, *code.cues)


class Wording:
    """The codes of one or more codebooks as weighted words."""

    def __init__(self, codes: Iterable[Code]) -> None:
        bags = {code: _bag(code) for code in codes}
        held = Counter(word for bag in bags.values() for word in bag)
        rare = {word: 1 + math.log((1 + len(bags)) / (1 + n)) for word, n in held.items()}
        self._weights = {
            code: {word: (1 + math.log(n)) * rare[word] for word, n in bag.items()}
            for code, bag in bags.items()
        }

    def words(self, code: Code) -> Mapping[str, float]:
        """Return a code's words, cut short, with their weights."""
        return self._weights[code]

    def cosine(self, one: Code, other: Code) -> float:
        """Return how alike the words of two codes are, 0 to 1."""
        mine, theirs = self._weights[one], self._weights[other]
        product = sum(weight * theirs[word] for word, weight in mine.items() if word in theirs)
        return product / (_length(mine) * _length(theirs)) if product else 0.0

    def likeness(self, one: Code, other: Code) -> float:
        """Return how surely two codes are one, 0 to 1: by their words, or by one label."""
        if texts(one) == texts(other):
            return 1.0
        label = SAME_LABEL if same_text(one.label, other.label) else 0.0
        return max(label, self.cosine(one, other))

    def taken(self, part: Code, whole: Code) -> float:
        """Return the weight of `part`'s words that are `whole`'s too, as a share of all of them."""
        mine, theirs = self._weights[part], self._weights[whole]
        return _sum(mine, theirs.keys()) / max(_sum(mine, mine.keys()), 1e-9)

    def given_up(self, part: Code, whole: Code, rest: Code) -> float:
        """Return which share of the words that `part` has from `whole` is not in `rest` any more.

        Near 0 where `rest` still says all that `whole` said: then `part` only looks like it.
        """
        mine = self._weights[part]
        shared = mine.keys() & self._weights[whole].keys()
        return _sum(mine, shared - self._weights[rest].keys()) / max(_sum(mine, shared), 1e-9)


def _bag(code: Code) -> Counter[str]:
    words = content_words(" . ".join((code.label, *texts(code))).replace("*", "").replace("~", ""))
    return Counter(word[:LETTERS] for word in words)


def _length(weights: Mapping[str, float]) -> float:
    return math.sqrt(sum(weight * weight for weight in weights.values()))


def _sum(weights: Mapping[str, float], words: Iterable[str]) -> float:
    return math.fsum(weights.get(word, 0.0) for word in words)
