"""Surrogates: what is written over names and identifiers, and how much of it a release shows.

A surrogate of a person, school, place, organisation or post has a noun that keeps the sense and a
letter that tells two of them apart: `[child A]`, `[primary school B]`. Others have no letter:
`[phone number]`. Stricter release levels replace more of what is marked; nothing is unmasked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from fgtools.safe import SafeText, stored

LEVELS = ("internal", "regional", "central", "public")
"""Release levels, the mildest first."""
NOUNS: Mapping[str, tuple[str, ...]] = {
    "person": ("child", "parent", "colleague", "facilitator", "person"),
    "school": (
        "special school", "pupil referral unit", "nursery", "primary school", "secondary school",
        "college", "academy", "university", "school",
    ),
    "place": ("London borough", "county", "city", "town", "village", "place"),
    "organisation": ("hospital", "charity", "council", "service", "organisation"),
    "post": ("post",),
}  # fmt: skip
"""The nouns of each kind that has letters, the most telling first, the plain one last."""
PLAIN: Mapping[str, str] = {
    "phone": "[phone number]", "email": "[email]", "address": "[address]",
    "postcode": "[postcode]", "case-reference": "[case reference]", "url": "[web address]",
    "date-of-birth": "[date of birth]", "handle": "[handle]", "nhs-number": "[NHS number]",
    "upn": "[pupil number]", "ni-number": "[NI number]", "vehicle": "[vehicle registration]",
    "health": "[health condition]", "date": "[date]",
}  # fmt: skip
OTHER = "[identifier]"
DETAIL = "[detail]"
"""What a public release writes for posts, health and dates."""
DETAILS = frozenset({"[post]", *(PLAIN[kind] for kind in ("health", "date", "date-of-birth"))})


def _any_of(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))


def nouns_of(*kinds: str) -> str:
    """Return a pattern for the nouns of some kinds, the longest first."""
    return _any_of(tuple(noun for kind in kinds for noun in NOUNS[kind]))


MARK = re.compile(
    rf"\[(?:(?P<noun>{nouns_of(*NOUNS)})(?: (?P<letter>[A-Z]+))?|"
    rf"{_any_of(tuple(plain[1:-1] for plain in (*PLAIN.values(), OTHER, DETAIL)))})\]"
)
"""Every surrogate there is, with and without its letter, so that redaction leaves them alone."""
BRACKETED = re.compile(r"\[([^\W\d_]+)[^\[\]\n]{0,40}\]")
LETTERED = re.compile(r"\[([^\W\d_]+(?: [^\W\d_]+)*) [A-Z]{1,2}\]")
KIND = {noun: kind for kind, nouns in NOUNS.items() for noun in nouns}


def readable(text: str) -> str:
    """Return words for the sentence encoder: a surrogate is read as its noun ("school")."""
    plain = LETTERED.sub(lambda mark: mark.group(1).lower(), text)
    return BRACKETED.sub(lambda mark: mark.group(1).lower(), plain).strip()


def released(text: SafeText, level: str) -> SafeText:
    """Return text as a release level shows it: the stricter, the more of what is marked is hidden.

    internal: as it is. regional: no letters but those of people. central: no letters, and only the
    plain noun of schools, places and organisations. public: posts, health and dates are details
    too. A level of the study's own counts as the strictest.
    """
    strict = LEVELS.index(level) if level in LEVELS else len(LEVELS) - 1
    return stored(MARK.sub(lambda mark: _shown(mark, strict), text)) if strict else text


def _shown(mark: re.Match[str], strict: int) -> str:
    noun, public = mark["noun"], strict == len(LEVELS) - 1
    if not noun:
        return DETAIL if public and mark.group() in DETAILS else mark.group()
    kind = KIND[noun]
    if kind == "person":
        return mark.group() if strict < LEVELS.index("central") else f"[{noun}]"
    bare = f"[{NOUNS[kind][-1] if strict >= LEVELS.index('central') else noun}]"
    return DETAIL if public and bare in DETAILS else bare
