"""The words for people in reports: those that mean everybody who took part, and those of a group.

Reports on a workforce call the same base respondents here and colleagues there; a psychologist is
another matter.
"""

from __future__ import annotations

import re

ALL = (
    r"(?:survey |workforce |SEND |focus group )?(?:respondents?|participants?|people|persons?|"
    r"colleagues|staff(?: members?)?|workers?|employees?|professionals?|practitioners?|members?|"
    r"attendees?|delegates?|individuals?|volunteers?|contributors?|interviewees?|workforce|"
    r"responses?|replies|those|answers)"
)
"""Words for everybody who took part."""
GROUP = (
    r"(?:(?:[ES]?EPs?|OTs?|SLTs?|SALTs?|SaLTs?|TAs?|HLTAs?|SENCOs?|SENDCOs?|SENCos?|ASYEs?)\b|"
    r"\w*psychologists?|\w*therapists?|physios?|case[ -]?workers?|(?:case |plan )?co-?ordinators?|"
    r"officers?|nurses?|social workers?|teachers?|teaching assistants?|headteachers?|doctors?|"
    r"managers?|leaders?|advis[eo]rs?|specialists?|assistants?|students?|apprentices?|trainees?|"
    r"parents?|carers?|families|children|pupils?|young people|governors?|directors?|"
    r"paediatricians?|consultants?|interpreters?|(?:health )?visitors?|childminders?|midwives|"
    r"dieti[ct]ians?|counsellors?|inspectors?|commissioners?|audiologists?|technicians?|"
    r"agency (?:staff|workers)|locums?|"
    r"(?:therapy|psychology|casework|nursing|health|school|education|social care) (?:staff|teams?)|"
    r"women|men|girls|boys|newcomers|leavers)"
)
"""Words for some of them."""
PEOPLE = rf"(?:{GROUP}|{ALL})"
SPECIFIC = re.compile(rf"\b{GROUP}", re.IGNORECASE)
FIELDS = re.compile(
    r"\b(?:psycholog|therap|case ?work|nurs(?!er)|teach|social work|parent|student|apprentic)\w*",
    re.IGNORECASE,
)
"""Words of headings that set a part of a report aside for one group."""
ABBREVIATED = {"ep": "psycholog", "sep": "psycholog", "eep": "psycholog", "ot": "therap",
               "slt": "therap", "salt": "therap", "ta": "teach", "hlta": "teach"}  # fmt: skip
ENDING = re.compile(r"(?:ists?|ers?|ors?|ies|y|es|s|ing|ices?)$")


def groups(text: str) -> frozenset[str]:
    """Return the groups of people that a text speaks of, each in one spelling."""
    return frozenset(_group(match.group()) for match in SPECIFIC.finditer(text))


def set_aside(heading: str) -> frozenset[str]:
    """Return the groups for whom a heading sets a part of a report aside."""
    return frozenset(_group(match.group()) for match in FIELDS.finditer(heading))


def _group(words: str) -> str:
    word = words.lower().replace("-", "").replace(" ", "")
    return ABBREVIATED.get(word.removesuffix("s")) or ENDING.sub("", word)


NUMBERS = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]
NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})"
"""A whole number, in figures or, up to twenty, in words."""


def number(words: str) -> int:
    """Return the whole number that `NUMBER` found."""
    low = words.lower()
    return NUMBERS.index(low) + 1 if low in NUMBERS else int(low.replace(",", ""))
