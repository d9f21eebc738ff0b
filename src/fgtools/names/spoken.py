"""Identifiers that are said aloud: digit by digit, letter by letter, "dot" and "at"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from fgtools.names.words import Talk
from fgtools.nouns import Find, Span

DIGITS = {
    "oh": "0", "o": "0", "nought": "0", "zero": "0", "naught": "0", "one": "1", "two": "2",
    "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
}  # fmt: skip
TENS = {
    "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14",
    "fifteen": "15", "sixteen": "16", "seventeen": "17", "eighteen": "18", "nineteen": "19",
    "twenty": "2", "thirty": "3", "forty": "4", "fifty": "5", "sixty": "6", "seventy": "7",
    "eighty": "8", "ninety": "9", "hundred": "00", "thousand": "000",
}  # fmt: skip
TIMES = {"double": 2, "triple": 3, "treble": 3}
FILLERS = frozenset({"um", "er", "uh", "erm", "then", "and", "dash", "slash", "stroke", "hyphen"})
NHS_CUE = re.compile(r"\bn\.?\s?h\.?\s?s\b|hospital number", re.IGNORECASE)
REFERENCE_CUE = re.compile(
    r"\b(?:ref|reference|case|plan|ehcp?|e h c p?|tribunal|mosaic|system|upn|pupil|client|id)\b",
    re.IGNORECASE,
)
CUE_REACH = 60
"""Code points in front of a number in which its name ("my NHS number is") is looked for."""


class Digits(NamedTuple):
    """A run of words that spell a number: first and last word, and its digits."""

    first: int
    last: int
    digits: str
    singles: int


def find(talk: Talk) -> Iterator[Find]:
    """Find numbers said digit by digit, e-mail and web addresses said with "at" and "dot"."""
    for run in _runs(talk):
        kind = _kind(talk, run)
        if kind:
            first = _with_letters(talk, run.first)
            yield Find(talk.span(first, run.last), kind, "spoken-number", 0.95)
    yield from _addresses(talk.text)


def _runs(talk: Talk) -> Iterator[Digits]:
    at = 0
    while at < len(talk.words):
        run = _run_from(talk, at)
        if run is None:
            at += 1
        else:
            yield run
            at = run.last + 1


def _run_from(talk: Talk, first: int) -> Digits | None:
    digits, singles, last, at = "", 0, first - 1, first
    while at < len(talk.words) and not (at > first and talk.words[at].before[:1] in (".", "?")):
        low = talk.low(at)
        if low in TIMES and talk.low(at + 1) in DIGITS:
            digits += DIGITS[talk.low(at + 1)] * TIMES[low]
            singles, at, last = singles + 2, at + 2, at + 1
            continue
        if low in DIGITS or low.isdigit():
            digits += DIGITS.get(low, low)
            singles, last = singles + 1, at
        elif low in TENS:
            digits, last = digits + TENS[low], at
        elif low not in FILLERS or last < first:
            break
        at += 1
    return Digits(first, last, digits, singles) if last >= first else None


def _kind(talk: Talk, run: Digits) -> str:
    if run.singles < 4 or run.last == run.first:
        return ""
    count = len(run.digits)
    start = talk.words[run.first].start
    ahead = talk.text[max(0, start - CUE_REACH) : start]
    if NHS_CUE.search(ahead) and count >= 7:
        return "nhs-number"
    if REFERENCE_CUE.search(ahead):
        return "case-reference"
    if count >= 9 and run.digits[0] == "0":
        return "phone"
    if count == 10:
        return "nhs-number"
    spread = set(run.digits) != {"0"} and run.singles >= 6
    return "phone" if count >= 7 and spread else ""


def _with_letters(talk: Talk, first: int) -> int:
    """Take single letters said in front of the digits into the reference."""
    while first > 0 and len(talk.low(first - 1)) == 1 and talk.low(first - 1) not in "ai":
        first -= 1
    return first


SUFFIX = r"(?:gov|co|org|com|net|ac|nhs|sch|uk|edu|info|london)"
DOT = r"(?:\s+(?:dot|point|full stop)\s+|\s*\.\s*)"
LINK = r"(?:(?:\s+(?:dot|underscore|under score|hyphen|dash|minus)\s+)|[._\-])"
NAME = r"[\w'’]+"
EMAIL = re.compile(
    rf"(?:{NAME}{LINK}){{0,5}}{NAME}\s+at\s+(?:(?!at\b){NAME}[\s\-]+){{0,4}}?{NAME}"
    rf"(?:{DOT}(?!{SUFFIX}\b){NAME})?(?:{DOT}{SUFFIX}\b)+",
    re.IGNORECASE,
)
WEB = re.compile(
    rf"(?:(?:w\s?w\s?w|double u double u double u){DOT})?{NAME}(?:\s+(?:dot)\s+{NAME})?"
    rf"(?:\s+dot\s+{SUFFIX}\b)+"
    rf"(?:\s+(?:slash|forward slash)\s+{NAME}(?:\s+(?:dash|hyphen)\s+{NAME})*)*",
    re.IGNORECASE,
)
SPELT_LOCAL = re.compile(r"(?:\b\w\s+){2,}$")


def _addresses(text: str) -> Iterator[Find]:
    low = text.casefold()
    if " dot " not in low and " at " not in low:
        return
    for match in EMAIL.finditer(text):
        start = match.start()
        spelt = SPELT_LOCAL.search(text, 0, start)
        yield Find(Span(spelt.start() if spelt else start, match.end()), "email", "spoken-email")
    for match in WEB.finditer(text):
        yield Find(Span(*match.span()), "url", "spoken-url", 0.95)
