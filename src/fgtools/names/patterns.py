"""Identifiers of the United Kingdom by their form, as written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import phonenumbers
from phonenumbers import Leniency, PhoneNumberMatcher

from fgtools.later import later
from fgtools.names import addresses, dates, emails, postcodes, references
from fgtools.names.disguise import finds_in
from fgtools.nouns import Find, Span

EXTENSION = r"(?:[,;]? ?(?:ext(?:ension|n)?\.?|x) ?(?:no\.? |number )?\d{1,6})?"
NUMBERS = tuple(
    (kind, later(pattern), score, long)
    for kind, pattern, score, long in (
        ("ni-number", r"(?i)\b[A-Z]{2}(?:[ \-]?\d{2}){3}[ \-]?[A-D]\b", 0.98, True),
        ("ni-number", r"(?i)\b(?:national insurance|n\.?i\.? n|nino)[^\d.?!]{0,25}?"
         r"(?P<it>\b[A-Z]{2}(?:[ \-]?\d{2}){3})\b", 0.97, True),
        ("ni-number", r"(?i)\b(?:national insurance|n\.?i\.?)(?: number| no\.?)? (?:is |was )?"
         r"(?:ends?|ending|finish(?:es|ing))(?: in| with)? (?P<it>\d{2}(?: ?\d{2})* ?[A-D]?)\b",
         0.95, False),
        ("upn", r"(?i)\b[A-Z][ \-]?(?:\d[ \-]?){11}[A-Z0-9]\b", 0.95, True),
        ("nhs-number", r"(?<![\d/\-])\d{3}[ .\-]{0,3}\d{3}[ .\-]{0,3}\d{4}(?![\d/\-])", 0.95, True),
        ("nhs-number", r"(?i)\bnhs(?: number| no\.?)?[\s:#,]*(?:is|was|it's|it’s)?[\s:]*"
         r"(?P<it>\d(?:[ .\-]{0,3}\d){4,11})(?!\d)", 0.95, True),
        ("phone", rf"(?<![\w/\-])(?:\+|00)?\(?\d[\d() .\-/]{{7,18}}\d{EXTENSION}(?![\w/])",
         0.9, True),
        ("phone", r"(?i)\b(?:ext(?:ension|n)?\.?) ?(?:no\.? |number )?(?P<it>\d{2,6})\b",
         0.9, False),
        ("phone", r"(?i)\b(?:bleep|pager|short ?code|internal)(?: (?:me|us|her|him|them|on|"
         r"number|no|is|the|it's|at))*,? (?P<it>\d{2,6})\b", 0.9, False),
        ("phone", r"(?i)\btext (?P<it>(?:[\w'’]+ ){1,2}?(?:to|on) \d{5,6})\b", 0.9, True),
        ("phone", r"\btext (?P<it>(?:[A-Z]{3,} to )?\d{5})\b", 0.9, True),
        ("phone", r"(?i)(?<![\w/])x\s?(?P<it>\d{3,5})\b", 0.9, True),
        ("vehicle", r"\b[A-Z]{2}\s?\d{2}\s?[A-Z]{3}\b", 0.95, False),
        ("vehicle", r"\b[A-Z]\d{1,3}\s?[A-Z]{3}\b", 0.9, False),
        ("vehicle", r"(?i)\b(?:registration|reg|number plate|plate|car|van|corsa|taxi|minibus|bus|"
         r"drives|driving)\b[^.?!]{0,40}?\b(?P<it>[a-z]{2}\s?\d{2}\s?[a-z]{3}|"
         r"[a-z]\d{1,3}\s?[a-z]{3})\b", 0.95, False),
    )
)  # fmt: skip
"""Kinds, patterns, what a find of each is worth, and whether it has three digits near each other:
a telephone number, which may be written widest, has nine digits in about twenty places."""
NEAR = later(r"\d(?:[ .\-()/]{0,4}\d){2}")
WORDS = re.compile(r"[^\W\d_]+")
DIGIT = re.compile(r"\d")
LONG = re.compile(r"\d(?:[^\w\n]{0,3}\d){6}")
NOT_PLATED = re.compile(
    r"(?:am|pm|the|and|for|was|is|per|day|kid|boy|now|but|one|two|out|all|who|had|has|are|you|"
    r"new|yet|min|hrs|mum|dad|year|a4|of|in|to|at|or|so)$",
    re.IGNORECASE,
)


@lru_cache(maxsize=1 << 12)
def find(text: str) -> tuple[Find, ...]:
    """Find written identifiers by form; none is spared for a failing check digit.

    The latest texts are remembered: one in which nothing is written over is looked at again.
    """
    return tuple(finds_in(_found, text))


def _found(text: str) -> Iterator[Find]:
    words = frozenset(WORDS.findall(text.lower()))
    yield from emails.written(text)
    yield from dates.find(text, words)
    yield from addresses.find(text, words)
    if DIGIT.search(text):
        yield from references.find(text)
        yield from postcodes.find(text)
        yield from _numbers(text)


def _numbers(text: str) -> Iterator[Find]:
    near = NEAR.search(text)
    for kind, pattern, score, long in NUMBERS:
        if long and not near:
            continue
        for match in pattern.finditer(text):
            span = Span(*match.span("it" if "it" in pattern.groupindex else 0))
            if _fits(kind, text[span.start : span.end]):
                yield Find(span, kind, f"pattern-{kind}", score)
    if LONG.search(text):
        for phone in PhoneNumberMatcher(text, "GB", leniency=Leniency.POSSIBLE):
            if _is_phone(phone.raw_string):
                yield Find(Span(phone.start, phone.end), "phone", "pattern-phone", 0.9)


def _fits(kind: str, words: str) -> bool:
    if kind == "phone":
        return words.isdigit() or _is_phone(words)
    if kind == "vehicle":
        return not NOT_PLATED.search(words) or words.isupper()
    return True


DATED = re.compile(
    r"\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}|(?:19|20)\d\d(?:\s?[\-/, ]\s?(?:(?:19|20)?\d\d))+"
)


def _is_phone(words: str) -> bool:
    digits = "".join(c for c in words if c.isdigit())
    if not 9 <= len(digits) <= 22 or DATED.fullmatch(words.strip()):
        return False
    if digits[0] == "0" or words[0] == "+":
        return True
    try:
        return bool(phonenumbers.is_possible_number(phonenumbers.parse(words, "GB")))
    except phonenumbers.NumberParseException:
        return False
