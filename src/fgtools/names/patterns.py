"""Identifiers of the United Kingdom by their form, as written."""

from __future__ import annotations

import re
from collections.abc import Iterator

import phonenumbers

from fgtools.names.words import is_everyday
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
YEAR = (
    rf"(?:(?:19|20)\d\d|['’]?\d\d\b|(?:nineteen|twenty)[\s-](?:oh[\s-]{UNIT}|{TEEN}|hundred)|"
    rf"two thousand(?: and)?(?: (?:{UNIT}|{TEEN}))?|(?:oh )?{UNIT}|{TEEN})"
)
FULL_YEAR = (
    r"(?:(?:19|20)\d\d|(?:nineteen|twenty)[\s-](?:oh[\s-]\w+|\w+)|two thousand\b(?: and \w+)?)"
)
DATE = (
    rf"(?:\d{{1,2}}[/.\-]\d{{1,2}}[/.\-]\d{{2,4}}|(?:19|20)\d\d-\d\d-\d\d|"
    rf"(?:the )?{ORDINAL}(?: of)?(?: the)? (?:{MONTH}|{ORDINAL}),? {YEAR}|"
    rf"{MONTH} (?:the )?{ORDINAL},? {YEAR})"
)
WHOLE_DATE = (
    rf"(?:\d{{1,2}}[/.\-]\d{{1,2}}[/.\-](?:19|20)?\d\d|(?:19|20)\d\d-\d\d-\d\d|"
    rf"{ORDINAL}(?: of)?(?: the)? (?:{MONTH}|{ORDINAL}),? {FULL_YEAR}|"
    rf"{MONTH} (?:the )?{ORDINAL},? {FULL_YEAR})"
)
DAY = rf"(?:the )?(?:{ORDINAL}(?: of)? {MONTH}|{MONTH} (?:the )?{ORDINAL})"
STREET = (
    r"(?:road|street|lane|avenue|crescent|close|drive|gardens|terrace|grove|walk|row|way|court|"
    r"mews|place|square|hill|parade|buildings|mansions|house|rise|green|park|view|vale|wharf|"
    r"passage|yard|gate|towers?|point|rd|st|ave)"
)
ROAD = (
    r"(?:Road|Street|Lane|Avenue|Crescent|Close|Drive|Gardens|Terrace|Grove|Walk|Row|Way|Court|"
    r"Mews|Square|Mansions|Parade|Buildings|Rd|Ave|Tower|Towers)"
)
NUMBER = rf"(?:\d{{1,4}}[A-Za-z]?|{UNIT}|{TEEN}|(?:a )?hundred and (?:{UNIT}|{TEEN}))"
NAME = r"[A-Z][\w'’]+"

CASED: tuple[tuple[str, str, float], ...] = (
    ("address", rf"\b(?:[Ff]lat \w+,? )?(?:{NUMBER},? )?(?:{NAME} ){{1,3}}{ROAD}\b", 0.9),
    ("vehicle", r"\b[A-Z]{2}\s?\d{2}\s?[A-Z]{3}\b", 0.95),
    ("vehicle", r"\b[A-Z]\d{1,3}\s?[A-Z]{3}\b", 0.9),
    ("case-reference", r"\b[A-Z]{1,5}(?:[/\-][A-Z0-9]+)*[/\-]\d{3,}(?:[/\-][A-Z0-9]+)*\b", 0.95),
    ("case-reference", r"\b[A-Z]{1,4}\d{2,4}[/\-]\d{2}[/\-]\d{3,6}\b", 0.97),
    (
        "case-reference",
        r"\b(?:[A-Z]{2,4} )?(?:EHC|EHCP|SEN|SEND|SENDIST)[ #]*(?:no\.? )?\d{3,}\b",
        0.97,
    ),
)
ANY: tuple[tuple[str, str, float], ...] = (
    ("email", r"[\w.+'’\-]+@[\w\-]+(?:\.[\w\-]+)+", 1.0),
    ("email", r"[\w.+\-]+\s?\(at\)\s?[\w\-]+(?:\.[\w\-]+)+", 1.0),
    ("url", r"\bhttps?://[^\s<>\"]+[^\s<>\".,;:!?)]", 1.0),
    ("url", r"\bwww\.[^\s<>\"]+[^\s<>\".,;:!?)]", 1.0),
    (
        "url",
        r"\b[a-z0-9][\w\-]*(?:\.[\w\-]+)*\.(?:uk|com|org|net|info|london|edu|io)\b(?:/[^\s<>\",;!?)]*[\w/])?",
        0.98,
    ),
    ("handle", r"(?<![\w@.])@[A-Za-z_][\w.]*\w", 0.98),
    ("postcode", r"\b(?:GIR ?0AA|[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2})\b", 0.97),
    ("ni-number", r"\b[A-CEGHJ-PR-TW-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b", 0.98),
    ("upn", r"\b[A-Z] ?\d{3} ?\d{3} ?\d{3} ?\d{2,3} ?[A-Z0-9]?\b", 0.95),
    ("nhs-number", r"(?<![\d/\-])\d{3}[ \-]?\d{3}[ \-]?\d{4}(?![\d/\-])", 0.95),
    ("phone", r"(?<![\w/\-])(?:\+|00)?\(?\d[\d() \-]{8,16}\d(?![\w/])", 0.9),
    (
        "date-of-birth",
        rf"(?:date of birth|d\.?o\.?b\.?|d o b|birthday|born(?: on)?)[^.?!\n]{{0,25}}?"
        rf"\b(?P<it>{DATE}|{DAY})\b",
        0.97,
    ),
    ("date-of-birth", rf"\b{WHOLE_DATE}\b", 0.75),
    (
        "date",
        r"\b(?:he|she|they|died|born|turned|turns|started|admitted|arrested|left|moved|killed|"
        rf"funeral)\b[^.?!,]{{0,25}}?\bon (?P<it>{DAY})\b",
        0.7,
    ),
    (
        "address",
        rf"\b(?:flat \w+,? )?\d{{1,4}}[a-z]?,? (?:(?!(?:of|the|and|in|on|a|to)\b)[a-z'’]+ ){{1,2}}"
        rf"{STREET}\b",
        0.85,
    ),
    ("address", rf"\b(?:number |flat ){NUMBER},? (?:[a-z'’]+ ){{1,2}}{STREET}\b", 0.9),
    (
        "case-reference",
        r"\b(?:ref|reference|case|plan|ehcp?|tribunal|appeal|mosaic|pupil|client)\b"
        r"(?: (?:no|number|id|ref|reference))?[^\w\n]*(?:(?:is|was|it's|are|its|code)[^\w\n]+)?"
        r"(?P<it>(?:[a-z]{1,4}[ /\-]?)?\d{4,}(?:[/\-]\w+)*)\b",
        0.9,
    ),
    ("case-reference", r"\b[a-z]{2,4}[ /\-]ehcp?[ /\-]\d{2,}(?:[ /\-]\d+)*\b", 0.97),
    ("case-reference", r"\behcp?[ /\-]?\d{3,}\b", 0.95),
    (
        "vehicle",
        r"\b(?:registration|reg|number plate|plate|car|van|corsa)\b[^.?!]{0,20}?"
        r"\b(?P<it>[a-z]{2}\s?\d{2}\s?[a-z]{3})\b",
        0.95,
    ),
)  # fmt: skip
COMPILED = tuple((kind, re.compile(p), score) for kind, p, score in CASED) + tuple(
    (kind, re.compile(p, re.IGNORECASE), score) for kind, p, score in ANY
)
MARKS = re.compile(
    r"\d|[@]|\bwww|://|\.\w|birth|\bd\.?\s?o\.?\s?b|\bborn\b|\bon\b|Road|Street|Lane|Avenue|"
    rf"Crescent|\b(?:number|flat)\b|(?:{MONTH})|{ROAD}",
    re.IGNORECASE,
)
NOT_A_STREET = re.compile(
    r"^(?:The|Every|My|Our|One|Another|No|Downing|Sesame|Quality|High|Main|Wall|Fleet|Harley|"
    r"Half|Milky|Either|Third|Any|Some|Same|Supreme|High|Family|Crown|County|Magistrates|Youth|"
    r"Upper|In|On|At|By|This|That) "
)


def find(text: str) -> Iterator[Find]:
    """Find written identifiers by form; none is spared for a failing check digit."""
    if not MARKS.search(text):
        return
    for kind, pattern, score in COMPILED:
        for match in pattern.finditer(text):
            span = Span(*match.span("it" if "it" in pattern.groupindex else 0))
            kept = _kept(kind, text, span)
            if kept:
                yield Find(kept, kind, f"pattern-{kind}", score)


def _kept(kind: str, text: str, span: Span) -> Span | None:
    words = text[span.start : span.end]
    if kind == "phone":
        return span if _is_phone(words) else None
    if kind == "address" and NOT_A_STREET.match(words):
        rest = words.split(" ", 1)[1]
        start = span.end - len(rest)
        return Span(start, span.end) if len(rest.split()) > 1 else None
    if kind == "case-reference":
        return _without_opener(text, span)
    if kind in ("upn", "nhs-number"):
        return span if sum(c.isdigit() for c in words) in (10, 12, 13) else None
    return span


def _without_opener(text: str, span: Span) -> Span:
    """Leave "so" and "and" in front of a reference outside."""
    first, _, rest = text[span.start : span.end].partition(" ")
    return Span(span.end - len(rest), span.end) if rest and is_everyday(first.lower()) else span


def _is_phone(words: str) -> bool:
    digits = "".join(c for c in words if c.isdigit())
    if not 9 <= len(digits) <= 15:
        return False
    if digits[0] == "0" or words[0] == "+":
        return True
    try:
        return bool(phonenumbers.is_possible_number(phonenumbers.parse(words, "GB")))
    except phonenumbers.NumberParseException:
        return False
