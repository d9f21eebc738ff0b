"""Dates of birth, and days on which something happened to somebody, said and written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fgtools.later import later
from fgtools.nouns import Find, Span

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
ORDINAL = (
    r"(?:\d{1,2}(?:st|nd|rd|th)?|(?:twenty|thirty)[\s-]?(?:first|second|third|fourth|fifth|sixth|"
    r"seventh|eighth|ninth)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|"
    r"eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|"
    r"nineteenth|twentieth|thirtieth)"
)
UNIT = r"(?:one|two|three|four|five|six|seven|eight|nine)"
TEEN = (
    r"(?:ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|"
    rf"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[\s-]{UNIT})?)"
)
NUMBER = (
    rf"(?:\d{{1,4}}[A-Za-z]?|(?:(?:{UNIT}|a) hundred(?: and)? )?(?:{TEEN}|{UNIT})|{UNIT} hundred)"
)
YEAR = (
    rf"(?:(?:19|20)\d\d|['’]?\d\d\b|(?:nineteen|twenty)[\s-](?:oh[\s-]{UNIT}|{TEEN}|hundred)|"
    rf"two thousand(?: and)?(?: (?:{TEEN}|{UNIT}))?|(?:oh )?{UNIT}|{TEEN})"
)
FULL_YEAR = (
    rf"(?:(?:19|20)\d\d|(?:nineteen|twenty)[\s-](?:oh[\s-]{UNIT}|{TEEN})|"
    rf"two thousand\b(?:(?: and)? (?:{TEEN}|{UNIT}))?)"
)
SHORT = r"\d{1,2} ?[/.\-] ?\d{1,2} ?[/.\-] ?"
ISO = r"(?:19|20)\d\d-\d\d-\d\d"
DATE = (
    rf"(?:{SHORT}\d{{2,4}}|{ISO}|(?:the )?{ORDINAL}(?: of)?(?: the)? (?:{MONTH}|"
    rf"{ORDINAL}),? {YEAR}|"
    rf"{MONTH} (?:the )?{ORDINAL},? {YEAR}|\d{{1,2}} \d{{1,2}} (?:(?:19|20)?\d\d)|"
    rf"(?:{TEEN}|(?:oh )?{UNIT}) (?:{TEEN}|(?:oh )?{UNIT}) {YEAR})"
)
WHOLE_DATE = (
    rf"(?:{SHORT}(?:19|20)?\d\d|{ISO}|{ORDINAL}(?: of)?(?: the)? (?:{MONTH}|"
    rf"{ORDINAL}),? {FULL_YEAR}|"
    rf"{MONTH} (?:the )?{ORDINAL},? {FULL_YEAR})"
)
DAY = rf"(?:the )?(?:{ORDINAL}(?: of)? {MONTH}|{MONTH} (?:the )?{ORDINAL})"
BIRTH = (
    r"(?:date of birth|d\.?o\.?b\.?|d o b|birthdays?|birth date|born(?: on)?|born in|"
    r"arrived (?:on|at birth))"
)
HAPPENED = (
    r"(?:died|dies|passed away|born|turned|turns|started|starts|admitted|arrested|left|moved|"
    r"killed|"
    r"funeral|excluded|expelled|suspended|collapsed|attacked|removed|diagnosed|adopted|discharged|"
    r"sectioned|sentenced|stabbed|went missing|ran away|taken into care|inquest|operation|surgery|"
    r"hearing|accident|overdose|christened|married|incident|assaulted|wedding|evicted|"
    r"transplant|seizure|fell|fallen|crashed|drowned|jumped)"
)
DATES = tuple(
    (kind, later(pattern, re.IGNORECASE), score)
    for kind, pattern, score in (
        ("date-of-birth", rf"\b{BIRTH}[^?!\n]{{0,30}}?\b(?P<it>{DATE}|{DAY})\b", 0.97),
        ("date-of-birth", rf"\b(?P<it>{DATE}|{DAY})\b(?=[^.?!\n]{{0,15}}\b{BIRTH}\b)", 0.9),
        ("date-of-birth", rf"\b(?P<it>(?:the )?{WHOLE_DATE})\b", 0.75),
        ("date", rf"\b{HAPPENED}\b[^?!]{{0,40}}?\b(?P<it>{DAY})\b", 0.7),
        ("date", rf"\bon (?P<it>{DAY})\b(?=[^.?!]{{0,25}}\b(?:he|she|they|his|"
         rf"her)\b[^.?!]{{0,12}}\b{HAPPENED})", 0.7),
    )
)  # fmt: skip
DATED = frozenset({
    "jan", "january", "feb", "february", "mar", "march", "apr", "april", "may", "jun", "june",
    "jul", "july", "aug", "august", "sep", "sept", "september", "oct", "october", "nov", "november",
    "dec", "december", "birth", "birthday", "birthdays", "born", "dob", "o", "first", "second",
    "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth",
})  # fmt: skip
"""Words one of which a date has that is not written in digits only."""
SLASHED = re.compile(r"\d ?[/.\-] ?\d")
MARKS = re.compile(
    rf"\bbirth|\bd\.?\s?o\.?\s?b\b|\bborn\b|\b{MONTH}\b|\d ?[/.\-] ?\d{{1,2}} ?[/.\-] ?\d|"
    r"(?:\bthe|th|st|rd|nd) (?:of (?:the )?)?(?:first|second|third|fourth|fifth|sixth|seventh|"
    r"eighth|ninth|tenth|eleventh|twelfth)\b",
    re.IGNORECASE,
)  # fmt: skip


def find(text: str, words: frozenset[str]) -> Iterator[Find]:
    """Find dates of birth by their cues, whole dates, and days of what happened to somebody.

    `words` are the words of the text in lower case.
    """
    if (DATED.isdisjoint(words) and not SLASHED.search(text)) or not MARKS.search(text):
        return
    for kind, pattern, score in DATES:
        for match in pattern.finditer(text):
            yield Find(Span(*match.span("it")), kind, f"pattern-{kind}", score)
