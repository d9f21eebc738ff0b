"""Postcodes of the United Kingdom: whole, in part, in lower case and said aloud."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fgtools.later import later
from fgtools.nouns import Find, Span

AREAS = frozenset({
    "AB", "AL", "B", "BA", "BB", "BD", "BH", "BL", "BN", "BR", "BS", "BT", "BX", "CA", "CB", "CF",
    "CH", "CM", "CO", "CR", "CT", "CV", "CW", "DA", "DD", "DE", "DG", "DH", "DL", "DN", "DT", "DY",
    "E", "EC", "EH", "EN", "EX", "FK", "FY", "G", "GL", "GU", "GY", "HA", "HD", "HG", "HP", "HR",
    "HS", "HU", "HX", "IG", "IM", "IP", "IV", "JE", "KA", "KT", "KW", "KY", "L", "LA", "LD", "LE",
    "LL", "LN", "LS", "LU", "M", "ME", "MK", "ML", "N", "NE", "NG", "NN", "NP", "NR", "NW", "OL",
    "OX", "PA", "PE", "PH", "PL", "PO", "PR", "RG", "RH", "RM", "S", "SA", "SE", "SG", "SK", "SL",
    "SM", "SN", "SO", "SP", "SR", "SS", "ST", "SW", "SY", "TA", "TD", "TF", "TN", "TQ", "TR", "TS",
    "TW", "UB", "W", "WA", "WC", "WD", "WF", "WN", "WR", "WS", "WV", "YO", "ZE",
})  # fmt: skip
"""The 124 areas that Royal Mail's outward codes begin with."""
WHOLE = later(
    r"\b(?:GIR[ \-]?0AA|[A-Z]{1,2}\d[A-Z\d]?[ \-]{0,2}[\dO][ABD-HJLNP-UW-Z]{2})\b", re.IGNORECASE
)
BROKEN = later(r"\b[A-Z]{1,2} ?\d[A-Z\d]?[ ,\-]{0,2}[\dO] ?[A-Z] ?[A-Z]\b")
MARKS = later(r"(?i:[a-z]\d|r[ \-]0aa)|\b[A-Z]{1,2} \d")
"""What every postcode has, whole or in part: a digit behind a letter."""
OUTWARD = r"(?P<it>(?P<area>[A-Z]{1,2})(?P<district>\d{1,2}[A-Z]?))\b(?![/\-]?\d)"
CUED = later(
    r"\b(?:post ?codes?|postal (?:code|area|district)|in|around|over in|live(?:s|d)? in|across|"
    r"out in|all of|moved to|from|area|of|for|and|or|the)[\s:,]+(?:(?:is|are|was|like|the|"
    r"begin(?:s|ning)|"
    rf"start(?:s|ing)|with|area|whole of|whole|district)\s+){{0,3}}{OUTWARD}",
    re.IGNORECASE,
)
BEHIND = later(rf"\b{OUTWARD}(?=(?:['’]s)?\s+(?:area|post ?code|postal|end|way|district))", re.I)
NOT_ONE = frozenset({
    "HS1", "HS2", "L1", "L2", "B1", "B2", "E1", "E2", "M1", "M2", "M3", "M4", "M5", "M6", "M8",
    "M9", "M11", "M18", "M20", "M23", "M25", "M26", "M27", "M32", "M40", "M42", "M53", "M54",
    "M55", "M56", "M57", "M60", "M61", "M62", "M65", "M66", "M69", "PE1", "G7", "G8", "G20", "S1",
    "S2", "S3", "S4", "CT1", "W1", "ST1", "ST2", "ME1", "E6", "N1",
})  # fmt: skip
"""Outward codes that more often are something else: motorways, levels, railways, sets."""
PLAIN = later(r"\b(?:[A-Z]{2}\d{2}|[A-Z]{1,2}\d[A-Z])\b")
SAID = later(r"[A-Z0]{1,2}\d[A-Z\d]?\d[A-Z]{2}")
SAID_OUTWARD = later(r"[A-Z0]{1,2}\d{1,2}[A-Z]?")
LETTERS_AWAITED = later(r"\bpost ?codes?\b|\bpost code\b", re.IGNORECASE)
AREA_BEHIND = later(r"[\s,]*(?:area|post ?codes?|postal)\b", re.IGNORECASE)
SURE = 0.97
NO_AREA_HERE = frozenset({"PE", "HR", "IP", "ME", "SO", "IG", "ST"})
"""Areas whose letters are words or subjects of a school, too."""
HEARD = later(r"(?<![\w/\-])[a-z]{2}\d{2}(?![\w/\-])")


def find(text: str) -> Iterator[Find]:
    """Find written postcodes, outward codes only with a cue or a form of their own."""
    if not MARKS.search(text):
        return
    for pattern in (WHOLE, BROKEN):
        for match in pattern.finditer(text):
            if _area(match.group()) in AREAS or match.group().isupper():
                yield _found(match.span(), SURE)
    for pattern in (CUED, BEHIND):
        for match in pattern.finditer(text):
            if is_outward(match["area"], match["district"]) and _cue_fits(match):
                yield _found(match.span("it"), 0.9)
    yield from _outward(text)


def _outward(text: str) -> Iterator[Find]:
    """Find outward codes that need no cue: "SW1A", "ne28"."""
    for match in HEARD.finditer(text):
        area = _area(match.group())
        if area in AREAS and area not in NO_AREA_HERE:
            yield _found(match.span(), 0.9)
    for match in PLAIN.finditer(text):
        area = _area(match.group())
        if len(area) + len(match.group()) > 4 and is_outward(area, match.group()[len(area) :]):
            yield _found(match.span(), 0.9)


def _found(span: tuple[int, int], score: float) -> Find:
    return Find(Span(*span), "postcode", "pattern-postcode", score)


def _area(code: str) -> str:
    return re.match(r"[A-Za-z]*", code).group().upper()  # type: ignore[union-attr]


def _cue_fits(match: re.Match[str]) -> bool:
    named = LETTERS_AWAITED.search(match.group())
    return bool(named) or (match["area"] + match["district"]).upper() not in NOT_ONE


def is_outward(area: str, district: str) -> bool:
    """Tell whether an area and a district make an outward code: "SW" and "1A"."""
    return area.upper() in AREAS and bool(re.fullmatch(r"\d{1,2}|\d[A-Za-z]", district))


def postcode_in(said: str, ahead: str, behind: str) -> tuple[int, int] | None:
    """Return where a postcode lies among characters said aloud, None without one.

    `said` is digits and capital letters, "O" as 0; `ahead` the words in front: where they name a
    postcode, its first half is enough.
    """
    for match in SAID.finditer(said):
        if _is_area(match.group()):
            return match.span()
    if LETTERS_AWAITED.search(ahead[-45:]) or AREA_BEHIND.match(behind):
        half = SAID_OUTWARD.search(said)
        return half.span() if half else None
    return None


def _is_area(code: str) -> bool:
    area = re.match(r"[A-Z0]{1,2}?(?=\d[A-Z\d]?\d[A-Z]{2}$)", code)
    return area is not None and area.group().replace("0", "O") in AREAS
