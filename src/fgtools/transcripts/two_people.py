"""Tell from titles, posts and roles that labels of one spelling are two people's."""

from __future__ import annotations

import re
from functools import lru_cache

from fgtools.transcripts.people import PersonName, plain
from fgtools.transcripts.role_names import facilitates, field_roles, is_of_the_meeting
from fgtools.transcripts.voices import NOBODY, STANDS_FOR, is_chair, is_number

MAN, WOMAN = frozenset({"mr", "sir", "lord"}), frozenset({"mrs", "miss", "ms", "lady", "dame"})
ONE_TITLE = {"professor": "prof", "revd": "rev"}
NO_WORK = frozenset({
    "participant", "respondent", "interviewee", "informant", "subject", "member", "delegate",
    "attendee", "witness", "observer", "notetaker", "taker", "speaker", "person", "agent",
    "customer", "question", "answer", "female", "male", "man", "woman", "boy", "girl", "adult",
    "user", "guest", "caller", "voice", "expert", "professional", "practitioner", "worker",
})  # fmt: skip
"""Words that stand for somebody and say nothing about work."""
FAMILY = frozenset({
    "parent", "carer", "mum", "mummy", "dad", "daddy", "mother", "father", "guardian",
})  # fmt: skip


def are_two(one: PersonName, other: PersonName) -> bool:
    """Tell whether two labels contradict each other: in title, in role, or in a post's place."""
    return _titles_differ(one, other) or _works_differ(one, other) or _places_differ(one, other)


def tells_work(name: PersonName) -> bool:
    """Tell whether a label itself says what somebody works as (`Ana (EP)`, `SENCO 2`)."""
    return bool(_works(name))


def says_whose(name: PersonName) -> bool:
    """Tell whether a label says more than a name: a title, some work, or the place of a post."""
    placed = is_number(name.shown) and _places(name)
    return bool(name.title or placed or any(map(_work, name.tells)))


def _titles_differ(one: PersonName, other: PersonName) -> bool:
    """Tell whether titles contradict: Mr and Mrs always, any two beside a surname alone.

    Whether Mr Hall is Sandra Hall is not guessed; Dr Hall may be.
    """
    a, b = (ONE_TITLE.get(plain(name.title), plain(name.title)) for name in (one, other))
    if a == b:
        return False
    if not a or not b:
        short, long = (one, other) if a else (other, one)
        return short.is_first_only and not long.is_first_only and (a or b) in MAN | WOMAN
    if one.is_first_only or other.is_first_only:
        return True
    return (a in MAN and b in WOMAN) or (a in WOMAN and b in MAN)


def _works_differ(one: PersonName, other: PersonName) -> bool:
    """Tell whether two labels name two roles, of which neither is the wider word for the other."""
    mine, theirs = _works(one), _works(other)
    return bool(mine and theirs) and not any(a <= b or b <= a for a in mine for b in theirs)


def _places_differ(one: PersonName, other: PersonName) -> bool:
    """Tell whether two labels are one post in two places: `EP (Northmere)`, `EP (Southmere)`."""
    if not (is_number(one.shown) and is_number(other.shown)):
        return False
    mine, theirs = _places(one), _places(other)
    return bool(mine and theirs) and not mine & theirs


def _places(name: PersonName) -> set[str]:
    return {
        plain(text)
        for text in name.tells
        if not (
            text.isdigit() or NOBODY.fullmatch(text) or is_of_the_meeting(text) or "/" in text
            or facilitates(text)
        )
    }  # fmt: skip


def _works(name: PersonName) -> list[frozenset[str]]:
    own = (name.shown,) if is_number(name.shown) else ()
    return [found for text in (*name.tells, *own) if (found := _work(text))]


@lru_cache(maxsize=4096)
def _work(text: str) -> frozenset[str]:
    """Return the field's roles that a text may mean, or the post that it is."""
    if is_chair(text) or is_of_the_meeting(text) or facilitates(text):
        return frozenset()
    if roles := field_roles(text):
        return roles
    if not is_number(text):
        return frozenset()
    words = {word.casefold() for word in re.findall(r"[^\W\d_]+", text)}
    posts = (words & STANDS_FOR) - NO_WORK
    return frozenset("parent" if word in FAMILY else word for word in posts)
