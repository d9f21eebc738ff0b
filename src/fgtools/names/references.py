"""References of cases and people in councils' and courts' systems: their forms and cue words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fgtools.later import later
from fgtools.names.words import is_everyday
from fgtools.nouns import Find, Span

SYSTEM = (
    r"mosaic|liquid ?logic|capita(?: one)?|synergy|impulse|servelec|system ?one|systm ?one|rio|"
    r"emis|las|lcs|eyes|datix|sims|e ?h ?c ?p?|ehc plan|send ?ist|s e n d i s t|tribunal|appeal|"
    r"ombudsman|lgsco|lgo|l g s c o|complaint|upn"
)
THING = (
    r"case|file|record|client|pupil|child|learner|student|person|service user|patient|family|plan|"
    r"incident|log|job|ticket|request|application|decision|order|claim|court|system|invoice|"
    r"referral|sen|send|hospital|register(?:ed)?|unique|council|enquiry|booking|placement|hearing"
)
NUMBER = (
    r"(?:ref(?:erence)?s?|numbers?|num|no|nos|nr|id|i d|i\.d\.|identifier|code|hash|digits|ending)"
)
GAP = (
    r"(?:(?:number|no|num|ref|reference|id|code|is|was|it's|it’s|its|that's|that’s|thats|are|um|"
    r"er|erm|uh|the|one|on|with|under|as|ends|ending|starts|starting|beginning|begins|in|of|her|"
    r"his|their|our|my|so|like|yeah|think|i|a|case|file|plan|mosaic|system|which|would|be|will|"
    r"you|know|hang|got|have|quote|quoting|for|him|them|she's|he's|yes|okay|right|hash|letter|"
    r"wait|new|old|first|last|four|three|digits|and|just|at|end)\b[\s,.:;#\-–—…'\"(]*)"
)
EDGE = r"[\s,.:;#\-–—…'\"(/]*"
STRONG_AHEAD = later(
    rf"\b(?:ref(?:erence)?|(?:{SYSTEM}|{THING})\s+{NUMBER}(?:['’]?s)?|{NUMBER}\s+(?:ending|"
    rf"ends)(?:\s+in)?|"
    rf"(?:mosaic|liquid ?logic|capita(?: one)?|synergy|lgsco|datix)(?:['’]s)?|"
    rf"logged (?:as|under)|filed under|id|i\.d\.){EDGE}{GAP}{{0,7}}$",
    re.IGNORECASE,
)
WEAK_AHEAD = later(
    rf"\b(?:{SYSTEM}|case|file|pupil|client|child|plan|record|log|incident|hearing)"
    rf"s?{EDGE}{GAP}{{0,4}}$",
    re.IGNORECASE,
)
BEHIND = later(
    rf"^[\s,.\-–—…]*(?:(?:that's|that’s|thats|that|is|was|it's|as|being|on|in|the|her|his|my|our|"
    rf"their|your|a|which|there|of)\s+){{0,5}}(?:(?:{SYSTEM}|{THING})\s+{NUMBER}|reference|ref|"
    rf"mosaic|liquid ?logic|capita one|synergy)\b",
    re.IGNORECASE,
)
JOINED = later(
    r"\b(?:e\s?h\s?c\s?p?|send\s?ist|sen|send|lgsco|lgo|cas|mos|ref)[\s#\-/]*$", re.IGNORECASE
)
"""An acronym straight in front of its number, which is part of it: "EHCP 4412"."""

WRITTEN = tuple(
    (later(pattern, re.IGNORECASE if loose else 0), score)
    for pattern, score, loose in (
        (r"\b[A-Z]{1,6}(?:[/\-][A-Z0-9]+)*[/\-]\d{3,}(?:[/\-][A-Z0-9]+)*\b", 0.95, False),
        (r"\b(?!\w+-(?:19|20)\d\d\b(?![/\-]))[a-z]{2,6}[/\-](?:[a-z0-9]+[/\-])*\d{3,}"
         r"(?:[/\-][a-z0-9]+)*\b", 0.95, True),
        (r"\b(?:foi|sar|eir|cmp|sr|eh|se|edt?)[ ]?(?!(?:19|20)\d\d\b)\d{3,}\s?/\s?\d{2,}\b",
         0.95, True),
        (r"\b[A-Z]{1,8}[ ]?(?!\d{1,2}[/\-]\d{1,2}[/\-](?:19|"
         r"20)?\d\d\b)\d{2,4}\s?[/\-]\s?\d{2}\s?[/\-]\s?\d{3,6}\b", 0.97, True),
        (r"\b\d{2,4}[/\-](?:\d{2}[/\-])?[a-z]{2,5}[/\-]\d{2,6}\b", 0.95, True),
        (r"\b[a-z]{2,6}[ /\-]?ehcp?[ /\-]\d{2,}(?:[ /\-]\d+)*\b", 0.97, True),
        (r"\b(?:[A-Z]{2,4} )?(?:EHC|EHCP|SEN|SEND|SENDIST)[ #\-/]*(?:no\.? )?\d{3,}(?:[/\-]\w+)*\b",
         0.97, False),
        (r"\b(?:ehcp?|sendist)[ #\-/]?(?!(?:19|20)\d\d\b)\d{3,}(?:[/\-]\w+)*\b", 0.95, True),
        (r"\b[A-Z]{1,4}(?!(?:19|20)\d\d\b)\d{4,9}[A-Z]?\b", 0.95, True),
        (r"\b(?!(?:AND|THE|FROM|BY|IN|OF|TO|KS|KEY|YEAR|BAND|PAGE|PAGES|SECTION|AGE|AGED|ACT|NHS|"
         r"UPN|DFE|BBC|GCSE|ITV|DOB|BORN|ON)\b)[A-Z]{2,6}[ #]{1,2}(?!(?:19|20)\d\d\b|"
         r"\d\d[/\- ]\d\d[/\- ](?:19|20)?\d\d\b)\d{2,}"
         r"(?:[ /\-]\d{2,})+"
         r"(?![\d/\-])\b", 0.9, False),
        (r"\b(?!(?:AND|THE|NHS|UPN)\b)[A-Z]{2,6}[ #]{1,2}(?!(?:19|20)\d\d\b)\d{4,}[A-Z]?\b"
         r"(?!,\d)", 0.85, False),
        (r"\b(?!(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|v|p|pp|no|www)\b)[a-z]{1,6}"
         r"(?:\.[a-z0-9]+)?\.\d{2,}(?:\.[a-z0-9]+)+\b", 0.9, True),
        (r"\b(?!24/7)\d{2,6}/[A-Z]{1,4}\b", 0.9, True),
        (r"\b\d{2} ?\d{3} ?\d{3}\b(?=[^.?!]{0,30}\b(?:ombudsman|lgsco|lgo)\b)", 0.95, True),
    )
)  # fmt: skip
WRITTEN_MARKS = later(r"\d{3}|\d[/\-]|\.\d{2,}\.|[cp][ /\-]\d{2}|\d{2} \d{2}", re.IGNORECASE)
"""What each of these forms has: three digits in a row, or two with their marks beside them."""
TWO_DIGITS = later(r"\d{2}")
CUED = later(
    rf"\b(?:ref(?:erence)?|case|file|ticket|incident|complaint|quote|quoting|log|logged|ombudsman|"
    rf"database|cpoms|record|id|number|appeal|tribunal|plan|job|request|docket|claim|dossier|"
    rf"portal|spreadsheet|{SYSTEM}|"
    rf"(?:{THING})\s+{NUMBER})(?:['’]?s)?\b{EDGE}{GAP}{{0,6}}(?:incident |number |case )?"
    r"(?P<it>#\s?\d{3,}|(?:[a-z]{1,5}[ #.\-/])?(?=[\w./\-]*\d{2})[a-z0-9]+(?:[./\-][a-z0-9]+)*"
    r"(?: \d{2,}\b(?! (?:percent|per|pounds|weeks?|days|"
    r"years?|pages?|hours?|children|kids|of)\b))*)",
    re.IGNORECASE,
)
"""What stands behind the name of a reference or a system: "ticket #40318"."""
SHAPES = later(
    r"(?!.*\b(?:19|20)\d\d$)(?:#\s?\d{3,}|\d{5,}|(?=.*\d{2})(?=.*[a-z]\d|.*\d[a-z]|.*[./\-])"
    r"(?=.*[a-z])[\w./# \-]{4,}|(?=(?:\D*\d){5})[\d/\-. ]{6,})",
    re.IGNORECASE,
)
YEAR = later(r"(?:19|20)\d\d$")
PLAIN = later(
    r"\d{1,3}x|\d+(?:st|nd|rd|th|am|pm|k|m|s|hrs?|mins?|bn|yrs?|p|ft|cm|kg|mg|ml|pounds|percent)|"
    r"(?:year|ks|band|level|stage|key|section|page|part|chapter|form|aged?|at|to|in|of|on|by|y|"
    r"from|than|about|the|and|or|is|a|for|was|over|under|nearly|only|every|me|per|regulation|week|"
    r"day|version|annex)[ ./\-]?\d+(?:[ ./\-]?\d+)*|\d{1,3}-[a-z]+(?:-[a-z]+)*|"
    r"\d{1,2}[./\-]\d{1,2}[./\-]\d{2,4}|(?:19|20)\d\d(?:[/\-]\d+)?|\d{1,2}\.\d{2}(?:am|pm)?|"
    r"(?:\d{1,3}[ ,.])?(?:000|00)|covid-?\d+|[a-z]{4,}-\d{2}|\d[\d ]*000|0[\d /\-]{8,}",
    re.IGNORECASE,
)


def find(text: str) -> Iterator[Find]:
    """Find references by their written form."""
    if not TWO_DIGITS.search(text):
        return
    for pattern, score in WRITTEN if WRITTEN_MARKS.search(text) else ():
        for match in pattern.finditer(text):
            yield Find(Span(*match.span()), "case-reference", "pattern-case-reference", score)
    for match in CUED.finditer(text):
        start = _shaped(match["it"])
        if start is not None:
            span = Span(match.start("it") + start, match.end("it"))
            yield Find(span, "case-reference", "pattern-case-reference", 0.8)


def _shaped(words: str) -> int | None:
    """Return where a reference begins in the words behind its cue, None without one."""
    front, blank, number = words.partition(" ")
    if blank and front.isalpha():
        if len(front) > 1 and is_everyday(front.lower()):
            start = _shaped(number)
            return None if start is None else start + len(front) + 1
        digits = sum(c.isdigit() for c in number)
        return 0 if digits > 2 and not PLAIN.fullmatch(words) and not YEAR.match(number) else None
    return 0 if SHAPES.fullmatch(words) and not PLAIN.fullmatch(words) else None


def cued(ahead: str, behind: str) -> float:
    """Say how surely a number with these words in front and behind is a reference, 0 to 1."""
    if STRONG_AHEAD.search(ahead) or BEHIND.search(behind):
        return 0.95
    return 0.7 if WEAK_AHEAD.search(ahead) else 0.0


def joined(ahead: str) -> int | None:
    """Return where an acronym begins that belongs to the number behind it, None without one."""
    match = JOINED.search(ahead)
    return match.start() if match else None
