"""Identifiers said aloud or broken up by blanks: numbers with their cues, "dot" and "at"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fgtools.later import later
from fgtools.names import emails, references
from fgtools.names.disguise import finds_in
from fgtools.names.numbers import Run, is_counting, is_years, runs
from fgtools.names.postcodes import LETTERS_AWAITED, postcode_in
from fgtools.names.saying import STARTERS
from fgtools.names.words import Talk, is_everyday
from fgtools.nouns import Find, Span

CUE_REACH = 90
"""Code points in front of a number in which its name ("my NHS number is") is looked for."""
CUES = later(
    r"(?P<nhs>\bn\.?\s?h\.?\s?s\b(?! (?:trust|england|staff|band))(?: number)?|\bhospital number)|"
    r"(?P<ni>\bnational insurance|\bn\.?\s?i\.? number|\bn\.?\s?i\.?\s?n\.?o\b|"
    r"\bnino\b)(?: number)?|"
    r"(?P<upn>\b(?:u\.?\s?p\.?\s?n|unique pupil)\b(?: number)?)|"
    r"(?P<phone>\b(?:ring|call|phone|mobile|mob|telephone|tel|text|fax|landline|switchboard|dial|"
    r"reach|contact|whats ?app|voicemail|hotline|helpline|number|numbers|ringing|calling|direct|"
    r"extension|ext|get hold of|got|phoned|rang)\b)",
    re.IGNORECASE,
)
STRAIGHT_PHONE = later(
    r"\b(?:ring|call|phone|text|dial|mobile|landline|phone number|number|telephone|rang|tel)\b"
    r"[\s,.:]*(?:(?:me|us|him|her|them|it|the|school|office|is|on|at|it's|that's|s|number|um|er|"
    r"erm|mum|dad|home|desk|team|just|back|up)\b[\s,.:]*){0,4}$",
    re.IGNORECASE,
)
EXTENSION = later(
    r"\b(?:extension|ext|bleep|pager|short ?code|bleep(?:ed|ing)?|internal(?: number)?)\b[\s,.:]*"
    r"(?:(?:number|is|it's|it’s|its|on|um|er|erm|me|them|him|her|the|at|no|was|would|be|just|that's|"
    r"that’s|like|so|mine|my|your|our|think|i|to)\b[\s,.:]*){0,4}$",
    re.IGNORECASE,
)
EXTENSION_BEHIND = later(
    r"^[\s,.\-–—…]*(?:(?:that's|that’s|that|is|was|it's|it’s|the|her|his|my|our|their|as|s)\s+)"
    r"{1,4}(?:extension|ext|bleep|pager|short ?code)\b|^[\s,.\-–—…]*it's a short ?code",
    re.IGNORECASE,
)
PHONE_BEHIND = later(
    r"^[\s,.\-–—…]*(?:(?:that's|that’s|that|is|was|it's|the|her|his|my|our|their|your|a|as|for|best|"
    r"direct|office|work)\s+){0,5}(?:phone|mobile|landline|telephone|number|extension|"
    r"switchboard)\b",
    re.IGNORECASE,
)
AMOUNT_AHEAD = later(r"[£$€]\s?$")
AMOUNT_BEHIND = later(
    r"^\s?(?:%|per ?cent|percent|pounds?|quid|grand|million|thousand|hundred|billion|k\b)",
    re.IGNORECASE,
)
GROUPED = later(r"\d{1,3}(?:,\d{3})+")
LETTERED = later(
    r"\b(?:u\.?\s?p\.?\s?n|unique pupil|n\.?i\.? n(?:umber|o)|"
    r"national insurance)\b",
    re.I,
)
COURT = later(r"\b(?:se|eh|foi|sar|sen|ed)[ \-/]$", re.IGNORECASE)
"""Letters that references of tribunals and requests begin with."""
DASHED = later(r"\b[a-z]{2,5} (?:dash|hyphen|slash|stroke|forward slash)\s+$", re.IGNORECASE)
LETTERS_AHEAD = later(r"\b[a-z]{2,5}[ \-/#]?$", re.IGNORECASE)
AWAITING = frozenset({
    "postcode", "postcodes", "post", "code", "upn", "u", "p", "unique", "ni", "n", "insurance",
})  # fmt: skip
NI = later(r"[A-Z]{2}\d{6}[A-D]")
UPN = later(r"[A-Z]\d{12}|[A-Z]\d{11}[A-Z]|\d{12}[A-Z]")
PLATE = later(r"[A-Z]{2}\d{2}[A-Z]{3}|[A-Z]\d{1,3}[A-Z]{3}")
CODED = later(r"[A-Z]{2,6}\d{4,}[A-Z]{0,2}|[A-Z]\d{5,}[A-Z]{0,2}")
SURE = 0.95
BEGINS = STARTERS | emails.SAID_WORDS
"""Words one of which stands in whatever is found here, if no digit does."""
DIGIT = re.compile(r"\d")
PIECES = re.compile("[a-z]+")
LEAST = 2
"""Digits of the shortest number by itself: a telephone's extension."""


def find(talk: Talk) -> Iterator[Find]:
    """Find numbers said or written in pieces, e-mail and web addresses said with "dot"."""
    if talk.text.isascii() and not _may_hold(talk.text):
        return  # most texts: they need not even be cut into words
    lows = talk.said
    awaited = "" if lows.isdisjoint(AWAITING) else _awaited(talk.text)
    for run in runs(talk, awaited):
        yield from _identifier(talk, run)
    if not lows.isdisjoint(emails.SAID_WORDS):
        yield from finds_in(emails.said, talk.text)


def _may_hold(text: str) -> bool:
    return bool(DIGIT.search(text)) or not BEGINS.isdisjoint(PIECES.findall(text.lower()))


def _awaited(text: str) -> str:
    """Return where letters that are words as well are to be read: "", "front" or "both"."""
    if LETTERS_AWAITED.search(text):
        return "both"
    return "front" if LETTERED.search(text) else ""


def _identifier(talk: Talk, run: Run) -> Iterator[Find]:
    start, stop = talk.words[run.first].start, talk.words[run.last].end
    ahead = talk.text[max(0, start - CUE_REACH) : start]
    behind = talk.text[stop : stop + CUE_REACH]
    yield from _parts(talk, run, ahead, behind)
    if len(run.digits) < LEAST or _is_amount(talk.text[start:stop], ahead, behind):
        return
    letters = (
        COURT.search(ahead)
        or DASHED.search(ahead)
        or (_prefixed(talk, run.first) and LETTERS_AHEAD.search(ahead))
    )
    if letters and (
        COURT.match(letters.group()) or references.cued(ahead[: letters.start()], "") > 0.9
    ):
        ahead = ahead[: letters.start()]
    else:
        letters = None
    kind, score = _kind(run, ahead, behind)
    if letters and kind:
        kind, start = "case-reference", start - len(letters.group())
        yield Find(Span(start, stop), kind, "spoken-number", score)
        return
    if kind:
        yield Find(_whole(talk, run, kind, ahead), kind, "spoken-number", score)


def _parts(talk: Talk, run: Run, ahead: str, behind: str) -> Iterator[Find]:
    """Find identifiers of letters and digits within a run."""
    said = run.said
    if said.isdigit():
        return
    code = postcode_in(said, ahead, behind)
    if code:
        first, last = run.part(*code)
        spelt = run.said[code[1] :]
        last = run.last if not spelt or spelt.isalpha() else last
        yield Find(talk.span(first, last), "postcode", "spoken-postcode", SURE)
    for kind, pattern in (("ni-number", NI), ("upn", UPN), ("vehicle", PLATE)):
        match = pattern.search(said)
        if match and (kind != "vehicle" or match.span() == (0, len(said))):
            yield Find(talk.span(*run.part(*match.span())), kind, "spoken-number", SURE)


def _is_amount(words: str, ahead: str, behind: str) -> bool:
    return bool(
        GROUPED.fullmatch(words) or AMOUNT_AHEAD.search(ahead) or AMOUNT_BEHIND.match(behind)
    )


def _kind(run: Run, ahead: str, behind: str) -> tuple[str, float]:
    cued = _cued_kind(run, ahead, behind)
    return cued if cued[0] else (_plain_kind(run), SURE)


def _cued_kind(run: Run, ahead: str, behind: str) -> tuple[str, float]:
    count, years = len(run.digits), is_years(run.tokens)
    if count >= LEAST and (EXTENSION.search(ahead) or EXTENSION_BEHIND.search(behind)):
        return "phone", SURE
    telling = run.singles > 1 or not run.said.isdigit()
    if count < (3 if telling else 4):
        return "", 0.0
    reference = references.cued(ahead, behind)
    if reference > 0.9 and count >= 3 and run.singles >= 2 and not years:
        return "case-reference", reference
    cue = _last_cue(ahead)
    if cue == "nhs" and count >= 5 and run.singles >= 3:
        return "nhs-number", SURE
    if cue == "ni" and count >= 4:
        return "ni-number", SURE
    if cue == "upn" and count >= 5 and run.singles >= 3:
        return "upn", SURE
    if _phone_cued(run, ahead, behind, cue):
        return "phone", SURE
    lettered = not run.said.isdigit() and count >= 3
    long = count >= 4 and run.singles >= 4 and not is_counting(run.tokens)
    if reference and not years and (lettered or long):
        return "case-reference", 0.9
    return "", 0.0


def _last_cue(ahead: str) -> str | None:
    last = None
    for match in CUES.finditer(ahead):
        last = match.lastgroup
    return last


def _phone_cued(run: Run, ahead: str, behind: str, cue: str | None) -> bool:
    count = len(run.digits)
    if count < 4 or is_years(run.tokens) or is_counting(run.tokens):
        return False
    if STRAIGHT_PHONE.search(ahead) or PHONE_BEHIND.search(behind):
        return run.singles >= 3
    return cue == "phone" and count >= 5 and run.singles >= 4


def _plain_kind(run: Run) -> str:
    """Name the kind of a number without a cue; "" where it may be a quantity."""
    digits = run.digits
    count = len(digits)
    if is_years(run.tokens) or is_counting(run.tokens) or count < 5:
        return ""
    if digits[0] == "0" and count >= 9 and run.singles >= 3 and set(digits) != {"0"}:
        return "phone"
    if digits.startswith(("44", "0044")) and count >= 11 and run.singles >= 3:
        return "phone"
    if digits[0] == "0" and count == run.singles >= 5 and not run.said[1:].startswith("000"):
        return "phone"
    if CODED.fullmatch(run.said):
        return "case-reference"
    if count == 10 and run.singles >= 5:
        return "nhs-number"
    if count in (12, 13) and run.singles >= 6:
        return "upn"
    if len(run.tokens) == 1 and count >= 6 and not digits.endswith("000"):
        return "case-reference"
    return "phone" if count >= 7 and run.singles >= 6 and set(digits) != {"0"} else ""


def _prefixed(talk: Talk, first: int) -> bool:
    """Tell whether letters in front belong to a reference: "LAS-2209341", "SE 881"."""
    low, between = talk.low(first - 1), talk.words[first].before
    if (
        first == 0
        or not low.isalpha()
        or not 1 < len(low) < 6
        or between not in ("", "-", "/", "#")
    ):
        return False
    return between != "" or talk.words[first - 1].text.isupper() or not is_everyday(low)


PLUS = later(r"\b(?:plus|extension|ext)\W*$|[+(]+$", re.IGNORECASE)


def _whole(talk: Talk, run: Run, kind: str, ahead: str) -> Span:
    """Return the stretch of a number with the plus or the acronym that belongs to it."""
    span = talk.span(run.first, run.last)
    if kind == "case-reference" and _prefixed(talk, run.first):
        return talk.span(run.first - 1, run.last)
    front = PLUS.search(ahead) if kind == "phone" else None
    at = front.start() if front else None
    if kind == "case-reference":
        at = references.joined(ahead)
    return Span(span.start - len(ahead) + at, span.end) if at is not None else span
