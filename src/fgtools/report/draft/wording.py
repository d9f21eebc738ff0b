"""The words around a figure: what they are about, how they grade it, when and where it holds."""

from __future__ import annotations

import re

from fgtools.stopwords import CONTRACTED, GRAMMAR, content_words

SAYING = """
respondent participant people colleague report said say cite describe described themselves account
share proportion majority majorities minority vast dominate suggest suggesting indicating indicate
indicated significant agree agreed answer answered felt feel feeling percent cent survey data figure
table nearly approximately around stated identified overall total response responses reveal
revealing show showing shows highlight including mostly mainly just only having raise raised raising
mention mentioned speak spoke session sessions took part current currently either simply clear
clearly large small high low hold held holding make made makes comprise represent chose choose
"""
SAYS = frozenset(SAYING.split())
"""Words that bring a figure in and say nothing of its subject."""
GRAMMATICAL = frozenset(f"{GRAMMAR} {CONTRACTED}".split())
"""What carries a written sentence along; talk has more such words, but "course" is a subject."""
ENDINGS = (
    "ation", "ment", "ively", "ility", "ance", "ence", "ingly", "ional", "able", "ably", "ible",
    "ally", "ness", "ing", "ity", "ive", "ed", "er", "or", "ly", "al", "e", "y",
)  # fmt: skip
SHORTEST_STEM = 4
PLURAL = re.compile(r"(?<=[sxz])es$|(?<=[cs]h)es$|(?<!s)s$")
DEGREE = re.compile(
    r"\b(?:not|no|never|nor|without|neither|extremely|very|strongly|somewhat|fairly|quite|slightly|"
    r"sometimes|always|often|rarely|seldom|regularly|occasionally|fully|partly|partially|"
    r"completely|"
    r"less|better|worse|higher|lower|insufficient\w*|limited|lack|lacking|neutral|unsure|undecided|"
    r"dis\w+|un(?!i)\w{3,}|in(?:adequate|consistent|secure|effective)\w*)\b|n['’]t\b",
    re.IGNORECASE,
)
"""Words that turn or grade what is said: two figures that differ in them differ in meaning."""
TIME = re.compile(
    r"\b(?:(?:19|20)\d\d|wave \w+|last (?:year|time|wave)|previous\w*|before|baseline|first wave|"
    r"second wave|nationally|national|England|next year|in \d+ years)\b",
    re.IGNORECASE,
)
PLACED = re.compile(
    r"\b(?:in|from|at|across|within|for) ((?:the )?[A-Z]\w+(?: (?:&|and)? ?[A-Z]\w+)*)"
)
TIED = re.compile(r"(?<=[a-z])[-‐](?=[a-z])|(?<=\bcase) (?=workers?\b)", re.IGNORECASE)
"""What some write between the parts of a word and others do not."""
OTHER = re.compile(r"[\"“'‘](?:other)[\"”'’]|^other\b", re.IGNORECASE)
OTHERS = "other-answers"
"""Stands for the answer "Other", whose word alone says nothing."""


def stem(word: str) -> str:
    """Return a word without its ending, so that "stable" and "stability" meet."""
    word = PLURAL.sub("", re.sub(r"ies$", "y", word.removesuffix("'s")))
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word[: -len(ending)].removesuffix("e")
    return word


ONE_FOR_ANOTHER = """
position post role job contract level number area service team work support staff employment
employed basis arrangement option kind type group
"""
LIGHT = frozenset(map(stem, ONE_FOR_ANOTHER.split()))
"""Stems that reports on a workforce use for one another."""


def words_of(text: str) -> list[str]:
    """Return the words of a text that carry meaning, in lower case."""
    return content_words(TIED.sub("", text.replace("/", " ")), GRAMMATICAL)


def stems(text: str) -> frozenset[str]:
    """Return the stems of the words that tell what a text is about."""
    found = {stem(word) for word in words_of(text) if word not in SAYS} - SAYS
    return frozenset(found | ({OTHERS} if OTHER.search(text) else set()))


def graded(text: str) -> frozenset[str]:
    """Return the words of a text that turn or grade what it says."""
    return frozenset(match.group().lower() for match in DEGREE.finditer(text))


def times(text: str) -> frozenset[str]:
    """Return the words of a text that say when or of which survey it holds."""
    return frozenset(match.group().lower() for match in TIME.finditer(text))


def places(text: str) -> frozenset[str]:
    """Return the stems of the names of places that a text speaks of."""
    return frozenset(word for match in PLACED.finditer(text) for word in stems(match[1]))
