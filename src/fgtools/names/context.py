"""People whom nobody on the roster names: what is said around a word makes it a name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from fgtools.names import evidence
from fgtools.names.evidence import CHILD, POSTS
from fgtools.names.lexicon import given_word_names, name_flags, seldom_words, word_names
from fgtools.names.standing import BEING, GREETINGS, SAYING, called
from fgtools.names.words import (
    CONTRACTION,
    FUNCTION,
    TITLES,
    Talk,
    can_be_name,
    is_acronym,
    is_everyday,
    is_ordinary,
)
from fgtools.nouns import Find, Span

Allowed = Callable[[str], bool]
JOB = frozenset({
    "educational", "clinical", "speech", "language", "occupational", "designated", "principal",
    "early", "social", "support", "specialist", "chief", "executive", "services", "service",
    "inclusion", "pastoral", "safeguarding", "special", "medical", "health", "school", "case",
})  # fmt: skip
"""Words that go on with a job's title, written with capitals too: "Senior Educational ..."."""
KIN = frozenset({
    "mum", "mother", "dad", "father", "nan", "gran", "grandma", "grandad", "parents", "parent",
    "family", "brother", "sister", "carer", "stepdad", "stepmum", "auntie", "uncle", "plan",
    "ehcp", "review", "report", "case", "file", "school", "teacher", "teachers", "team", "desk",
    "class", "point", "question", "house", "social", "step", "mam", "mummy", "daddy", "appeal",
})  # fmt: skip
SPELT = re.compile(r"(?<![\w'’])[A-Za-z](?:[ \-.,–]{1,2}[A-Za-z](?!['’\w])){2,14}(?!\w)")
SPELLING_CUE = re.compile(
    r"(?:\bthat['’]?s|\bspel\w+|\bis|\bit['’]?s|\bname['’]?s?|\bas in|\bsurname)[^.?!]{0,12}$",
    re.IGNORECASE,
)
NOT_SPELT = frozenset({
    "nhs", "ehc", "ehcp", "ehcpn", "ehcna", "send", "sen", "dfe", "icb", "ehcps", "lga", "adhd",
    "asd", "bbc", "pda", "gcse", "dco", "dsco", "cpd", "slt", "semh", "uk", "diy", "abc", "hcpc",
    "aep", "cqc", "nvq", "pip", "dla", "gdpr", "eal", "asc", "pru", "ehe", "bps", "dbs", "lsa",
    "hlta", "pmld", "sld", "dld", "vip", "rag", "mdt", "toil", "pdf", "iss", "ilo", "faq",
})  # fmt: skip
SURE, LIKELY, FAIR, UNSURE = 0.92, 0.8, 0.6, 0.4


@dataclass(frozen=True)
class Weigh:
    """What makes a word fit to be a name here: capitals where there are any, and lists."""

    talk: Talk
    allowed: Allowed

    def fits(self, i: int) -> bool:
        """Tell whether word `i` can be a name at all in this turn."""
        if not 0 <= i < len(self.talk.words):
            return False
        word = self.talk.words[i]
        if len(word.low) < 2 or self.allowed(word.low) or word.low[0].isdigit():
            return False
        if word.capital and is_acronym(word.text):
            return False
        if self.talk.cased:
            return word.capital and can_be_name(word) and not (word.opens and is_everyday(word.low))
        listed = "F" in name_flags().get(word.low, "")
        return not is_everyday(word.low) and (listed or not is_ordinary(word.low))

    def strong(self, i: int) -> bool:
        """Tell whether lists of British names have word `i`."""
        flags = name_flags().get(self.talk.low(i), "")
        return bool(flags) and (flags != flags.lower() or not is_ordinary(self.talk.low(i)))


def find(talk: Talk, allowed: Allowed) -> Iterator[Find]:
    """Find people by the words around their names, and names of the lists in name positions."""
    weigh = Weigh(talk, allowed)
    yield from _spelt(talk)
    for i, word in enumerate(talk.words):
        if talk.cased and not word.capital:
            continue
        score = _score(weigh, i) if weigh.fits(i) else _anyway(weigh, i)
        if score:
            last = _run(weigh, i)
            rule = "presented" if score == SURE else "context" if score > 0.5 else "name-list"
            yield Find(talk.span(i, last), "person", rule, score)


def _score(weigh: Weigh, i: int) -> float:
    talk = weigh.talk
    word = talk.words[i]
    unknown = not is_everyday(word.low)
    listed = name_flags().get(word.low, "")
    if talk.low(i - 1) in TITLES or _presented(talk, i):
        return SURE if unknown or talk.cased else LIKELY
    if _owns_kin(talk, i) and (listed or unknown):
        return SURE if listed else LIKELY
    if "F" in listed and unknown:
        named = talk.cased or word.low in seldom_words() or not is_ordinary(word.low)
        return LIKELY if named or evidence.evidence(talk, i, i) >= evidence.SURE else 0.0
    if listed and (called(talk, i, i) or talk.low(i - 1) in GREETINGS or talk.low(i + 1) in SAYING):
        return LIKELY if unknown else UNSURE
    if talk.cased and listed and unknown and not word.opens:
        return LIKELY
    if _opens_like_a_name(talk, i) and (unknown and not is_ordinary(word.low)):
        return LIKELY
    if talk.cased and word.opens is False and "F" in listed:
        return LIKELY if talk.low(i + 1) in BEING | SAYING or word.owns else UNSURE
    return 0.0


def _opens_like_a_name(talk: Talk, i: int) -> bool:
    return (called(talk, i, i) and talk.cased) or talk.low(i + 1) in SAYING


def _anyway(weigh: Weigh, i: int) -> float:
    """Score an everyday word that stands where only a name can: "a boy called Will"."""
    talk = weigh.talk
    word = talk.words[i]
    titled = talk.low(i - 1) in TITLES
    if weigh.allowed(word.low) and not titled and word.low not in word_names():
        return 0.0
    if len(word.low) < 2 or (word.capital and is_acronym(word.text)):
        return 0.0
    if not talk.cased:
        return _anyway_heard(weigh, i, titled)
    if not word.capital:
        return 0.0
    if (_presented(talk, i) or titled) and can_be_name(word):
        return SURE
    if word.low in word_names() and word.owns and _owns_kin(talk, i):
        return LIKELY
    return 0.0


@cache
def _no_names() -> frozenset[str]:
    return (FUNCTION - word_names()) | POSTS | CHILD


def _anyway_heard(weigh: Weigh, i: int, titled: bool) -> float:
    low = weigh.talk.low(i)
    if low in _no_names() or low[0].isdigit() or CONTRACTION.search(low):
        return 0.0
    if titled and weigh.talk.low(i - 1) in ("mr", "mrs", "ms", "dr"):
        return LIKELY if len(low) > 2 else 0.0
    if low not in given_word_names():
        return 0.0
    points = evidence.evidence(weigh.talk, i, i)
    listed = "F" in name_flags().get(low, "")
    return SURE if points > evidence.SURE else FAIR if listed and points == evidence.SURE else 0.0


def _presented(talk: Talk, i: int) -> bool:
    """Tell whether a person is named next: "a little boy called X", "my manager X", "I'm X"."""
    one, two = talk.low(i - 1), talk.low(i - 2)
    word = talk.words[i]
    shown = word.capital or not talk.cased
    if not shown or (talk.cased and word.opens):
        return False
    if one in ("called", "named", "nicknamed") and not word.before:
        return two in CHILD | POSTS | {"is", "was", "who's", "he's", "she's", "i'm"} or (
            i > 1 and talk.words[i - 2].owns
        )
    if one in ("name", "names") and not word.before:
        return talk.words[i - 1].owns
    if one == "is" and two == "name" and not word.before:
        return True
    if one in ("i'm", "im") and not word.before:
        return not is_ordinary(word.low)
    return _apposed(talk, i)


def _apposed(talk: Talk, i: int) -> bool:
    """Tell whether a name stands beside what the person is: "my manager X", "the boy, X,"."""
    one = talk.low(i - 1)
    word = talk.words[i]
    if word.low in POSTS | JOB:
        return False
    if one in POSTS and word.before in ("", ","):
        return (
            talk.cased
            or {talk.low(k) for k in range(i - 3, i)} & {"my", "our", "his", "her"} != set()
        )
    comma = word.before.startswith(",") and talk.cased
    return comma and bool({talk.low(k) for k in range(max(0, i - 4), i)} & CHILD)


def _owns_kin(talk: Talk, i: int) -> bool:
    return talk.words[i].owns and talk.low(i + 1) in KIN


DOUBLE = frozenset({
    "may", "mae", "lee", "leigh", "rose", "grace", "jo", "ann", "anne", "louise", "marie", "jane",
    "lou", "rae", "jay", "james", "john", "jack", "joy", "hope", "belle", "bell", "ray", "ellen",
})  # fmt: skip
"""Second parts of double first names: Ellie May, Amy Lee."""


def _run(weigh: Weigh, first: int) -> int:
    """Return the last word of the name: capitalised neighbours belong to it."""
    last = first
    talk = weigh.talk
    while last + 1 < len(talk.words) and last - first < 3 and not talk.words[last].owns:
        word = talk.words[last + 1]
        joined = word.before in ("", "-", "‐")
        if not joined or (word.capital and is_acronym(word.text)):
            break
        double = word.low in DOUBLE and "F" in name_flags().get(talk.low(last), "")
        if double and not talk.cased:
            last += 1
            continue
        if weigh.allowed(word.low) and not double:
            break
        shown = word.capital and talk.cased and (can_be_name(word) or is_surname(word.low))
        if not shown and (talk.cased or is_ordinary(word.low)):
            break
        last += 1
    return last


def is_surname(low: str) -> bool:
    """Tell whether lists have a word as a surname."""
    return "l" in name_flags().get(low, "").lower()


def _spelt(talk: Talk) -> Iterator[Find]:
    for match in SPELT.finditer(talk.text):
        letters = "".join(c for c in match.group() if c.isalpha()).casefold()
        cue = SPELLING_CUE.search(talk.text, max(0, match.start() - 30), match.start())
        if letters in NOT_SPELT or letters.startswith(("ehc", "nhs")):
            continue
        if cue or len(letters) >= 5:
            yield Find(Span(*match.span()), "person", "spelt-out", SURE)
