"""Where somebody lives: number and street, flats, houses with a name, estates, in any case."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from fgtools.later import later
from fgtools.names.dates import NUMBER
from fgtools.nouns import Find, Span

STREET = (
    r"(?:road|street|lane|avenue|crescent|close|drive|gardens|terrace|grove|walk|row|way|court|"
    r"mews|place|square|hill|parade|buildings|mansions|house|rise|green|park|view|vale|wharf|"
    r"passage|yard|gate|towers?|point|heights|fold|garth|croft|wynd|brae|loan|gate|quay|circus|"
    r"boulevard|meadows?|cottages?|villas?|rd|st|ave)"
)
SURELY = (
    r"(?:road|street|lane|avenue|crescent|terrace|gardens|grove|mews|drive|cottages?|villas|"
    r"mansions|boulevard)"
)
ROAD = (
    r"(?:Road|Street|Lane|Avenue|Crescent|Close|Drive|Gardens|Terrace|Grove|Walk|Row|Way|Court|"
    r"Mews|Square|Mansions|Parade|Buildings|Rise|Rd|Ave|Towers?|Heights|Boulevard|Wynd|Villas|"
    r"Cottages?|Farm|Barn|Croft|Fold|Garth|Quay|Wharf|Estate|Point)"
)
WELSH = r"(?:Heol|Ffordd|Stryd|L[oô]n|Clos|Maes|Rhodfa|Cilgant|Rhes|Tyddyn|T[yŷ]|Bryn|Cae|Parc)"
WELSH_SURE = r"(?:heol|ffordd|stryd|rhodfa|cilgant|tyddyn|lôn)"
NAME = r"[A-Z][\w'’]+"
NO_NAME = (
    r"(?:of|the|and|in|on|a|an|to|at|is|was|are|it|that|this|my|your|our|their|his|her|we|they|"
    r"i|he|she|you|for|from|with|or|but|so|per|cent|year|years|month|months|week|weeks|day|days|"
    r"hour|hours|minutes|miles|mile|main|high|side|back|front|same|next|other|one|two|dead|busy|"
    r"long|whole|no|kids|children|people|pupils|families|schools|percent|times|different|new|"
    r"down|up|right|wrong|either|every|some|any|all|by|well|learning|bumpy|rocky|open|ground|"
    r"out|which|what|if|when|point|then|only|own|good|bad|off|into|as|not|have|had|has|been|"
    r"cul|private|country|quiet|entire|local|middle|slow|fast|bus|cycle|sat|about|around|really|"
    r"just|down|across|under|over|where|there|here|full|half|third|first|second|last|public)"
)
LOW = rf"(?:(?!{NO_NAME}\b)[a-z'’]+\s+)"
LIVING = (
    r"(?:live[sd]?|living|based|housed|moved|stay(?:s|ed|ing)?|placed|house|flat|home|"
    r"address(?: is)?|"
    r"lodging|staying|rehoused|lodges?|brought up|grew up|bedsit|round the corner|parked|works?|"
    r"office|offices|school|building)"
)
RANGE = rf"(?:\d{{1,4}}[A-Za-z]? ?[/\-–] ?\d{{1,4}}[A-Za-z]?|{NUMBER})"
HOUSE = (
    r"(?:cottages?|schoolhouse|gatehouse|toll house|post office|farm|farmhouse|barn|house|lodge|"
    r"bungalow|rectory|vicarage|hall|mill|manor|"
    r"grange|"
    r"stables|chapel|forge|granary|villa|croft|coach house|school house|caravan park|oast)"
)
UNIT = (
    r"(?:flat|apartment|apt|unit|room|plot|caravan|pitch|bungalow|block|suite|chalet|studio|"
    r"cabin|house(?= (?:no\.? |number )?\d))"
)
RARE = (
    r"(?:brae|wynd|loan|fold|ginnel|snicket|vennel|garth|dene|croft|mews|hollow|reach|quay|side|"
    r"bank|brow|nook|leys|lea|copse|spinney|chase|ridgeway|broadway|parkway|greenway|mall|oval|circle|cedars|oaks|"
    r"elms|limes|firs|willows|beeches|poplars|glade|haven|causeway|esplanade|promenade|pend|"
    r"royd|ridge|orchard|paddocks?|knoll|clough|holme|lodge|meadows?|fields|mount|end|bottom|"
    r"crofts|dell|heath|moor|warren|glen|terrace|rise|view|hill|gate|green|park|strand|dale)"
)
"""Endings of streets that are words of other things, too: a number stands in front."""
ODD = (
    r"(?:brae|wynd|ginnel|snicket|vennel|garth|mews|crescent|esplanade|terrace|avenue|lane|street|"
    r"road|dene|cottages?)"
)
"""Endings of streets that are seldom anything else."""
PLACED = r"(?:at|on|off|along|down|up|round|over|past|near|to|from|behind|is|it['’]s|was)"
OLD_HOUSE = (
    r"(?:forge|rectory|vicarage|chapel|mill|bakery|schoolhouse|school house|post office|barn|"
    r"dairy|stables|granary|smithy|coach house|manse|station house|parsonage|bakehouse|maltings|"
    r"toll house|police house|farmhouse|pump house|oast house|creamery)"
)
NO_FARM = (
    r"(?:care|city|wind|dairy|pig|animal|funny|fish|family|working|solar|sheep|chicken|small|big|"
    r"community|college|forest|local|whole|own|little|therapy|educational|school|petting|open)"
)


def words_of(ends: str) -> frozenset[str]:
    """Return the words of a pattern's alternatives; "towers?" is two."""
    words = re.findall(r"[^\W\d_]+\??", ends.lower())
    return frozenset([w.rstrip("?") for w in words] + [w[:-2] for w in words if w[-1] == "?"])


CASED = tuple(
    (later(pattern), score, words_of(ends))
    for pattern, score, ends in (
        (rf"\b(?:(?i:{UNIT}) \w+,? )?(?:(?i:{RANGE}),? )?(?:{NAME} ){{1,3}}{ROAD}\b"
         rf"(?:,? (?:{NAME} ){{1,3}}{ROAD}\b)?", 0.9, ROAD),
        (rf"\b(?:(?i:{UNIT}) \w+,? )?(?:(?i:(?:number )?{NUMBER}),? ){WELSH}(?:['’]r)?"
         rf"(?: (?:y|yr|[Tt]he|{NAME}))+", 0.9, ""),
        (rf"\b{NAME} {NAME}, {WELSH}(?: (?:y|yr|{NAME}))+", 0.9, ""),
        (rf"\b(?:Heol|Ffordd|Stryd|Rhodfa|L[oô]n|Clos|Cilgant)(?: (?:y|yr|{NAME}))+", 0.9, ""),
        (rf"\b(?:[Tt]he )?(?:{NAME} ){{1,2}}(?i:{HOUSE}),? (?:{NAME} ){{1,3}}{ROAD}\b", 0.9, ROAD),
        (rf"\b(?i:{UNIT}) (?:\d+\w?|[A-Z]|(?i:{NUMBER})),? (?:{NAME})(?: {NAME}){{0,2}}", 0.9, ""),
        (rf"\b(?i:{NUMBER}),? [Tt]he (?:{NAME} ?){{1,2}}(?=[,.?!;]|$)", 0.85, ""),
        (rf"\b(?:(?i:{UNIT}) [\w/]+,? )?(?:[Nn]umber )?(?:(?i:{RANGE}),? )"
         rf"(?:(?:The|St\.?) (?:{NAME} )*|(?:{NAME} )+)(?i:{RARE})\b", 0.9, RARE),
        (rf"(?<![\w/])(?i:{UNIT}) [\w/]+, (?:{RANGE},? )?(?:{NAME} ){{1,3}}{ROAD}\b", 0.9, ROAD),
        (rf"\b(?:[Nn]umber )?\d{{1,4}}[a-z]?,? (?:Gwel|Tan|Pen|Trem|Erw|Min|Bod|Plas|Nant|Llys|"
         rf"Chy|Tre)[\w'’]*(?:[ \-](?:an|y|yr|{NAME}))+", 0.9, ""),
        (rf"\b[Tt]he (?:Old|New|Former) (?:{NAME} )?(?i:{OLD_HOUSE})\b", 0.8, ""),
        (rf"\b(?i:{UNIT}) \d+\w? (?:at|in) (?:the )?(?:{NAME} ){{1,3}}"
         r"(?i:hotel|house|lodge|inn|court|hostel|park|site|b and b|guest ?house)\b", 0.85, ""),
        (rf"\b(?:{NAME} ){{1,2}}(?:estate|Estate|tower block|flats|Flats)\b", 0.85, ""),
    )
)  # fmt: skip
"""Patterns, what a find of each is worth, and the words one of which it needs (none: anything)."""
ANY = tuple(
    (later(pattern, re.IGNORECASE), score, words_of(ends))
    for pattern, score, ends in (
        (rf"\b(?:{UNIT} \w+,? )?\d{{1,4}}[a-z]?,? {LOW}{{1,3}}{STREET}\b", 0.85, STREET),
        (rf"\b(?P<it>{LOW}{{1,3}}{SURELY},? number {NUMBER})\b", 0.9, SURELY),
        (rf"\b(?P<it>(?:the )?(?:old )?{LOW}{{0,2}}{HOUSE},?\s+{LOW}{{1,2}}{SURELY})\b", 0.85,
         SURELY),
        (rf"\b(?:at|on|to|from|near|past) (?P<it>(?:the )?(?:low |high |new |"
         rf"old )?{LOW}{{1,2}}farm)\b",
         0.8, "farm"),
        (rf"\b(?:plot|pitch|caravan) {NUMBER},? {LOW}{{1,2}}(?:bank|end|side|park|site)\b", 0.85,
         ""),
        (rf"\b\d{{1,4}} ?[/\-–] ?\d{{1,4}},? {LOW}{{1,3}}{STREET}\b", 0.85, STREET),
        (rf"\b(?:number|{UNIT}) {NUMBER},?\s+(?:{NUMBER},? )?{LOW}{{1,3}}{STREET}\b", 0.9, STREET),
        (rf"\b(?:at|number|on|to|in|live at) (?P<it>{NUMBER},?\s+{LOW}{{1,3}}{STREET})\b", 0.85,
         STREET),
        (r"\b\d{1,4}[a-z]?,? (?:high|main|the high|the) (?:street|crescent|terrace|avenue|parade|"
         r"grove|mews|gardens|drive|close|square|green)\b", 0.85, ""),
        (rf"\b(?P<it>{NUMBER},?\s+{LOW}{{1,2}}{SURELY})\b", 0.85, SURELY),
        (rf"\b{LIVING}\b[^.?!]{{0,20}}?\b(?:on|in|off|at|down|round|up|along|near|behind|"
         rf"opposite|by|"
         rf"to) (?P<it>(?:{LOW}){{1,2}}{SURELY})\b", 0.85, SURELY),
        (rf"\b(?:{NUMBER},? )?{WELSH_SURE} (?:(?:y|yr|las|goch|fawr|fach|newydd|uchaf|isaf|wen|"
         rf"[a-z]+) ?){{1,2}}\b", 0.85, WELSH_SURE),
        (rf"\b(?P<it>{LOW}{{1,2}}(?:estate|tower block))\b", 0.6, "estate|tower"),
        (rf"\b(?:{UNIT} [\w/]+,?\s+)?(?:number )?\d{{1,4}}[a-z]?,?\s+(?:the |st )?{LOW}{{0,2}}"
         rf"(?:hollow|brae|wynd|loan|fold|garth|dene|croft|mews|reach|quay|bank|brow|nook|chase|"
         rf"paddocks?|rise|view)\b", 0.85, ""),
        (rf"\b(?:at|number|to|round|in|was|is|it['’]s) (?P<it>{NUMBER},?\s+{LOW}{{1,2}}{RARE})\b",
         0.85, ""),
        (rf"\b(?:number )?(?:\d{{1,4}}[a-z]?|(?<=number ){NUMBER}),?\s+(?:maes|clos|bryn|l[oô]n|"
         rf"parc|cae|t[yŷ]|gwel an|tan[ \-]y[ \-]|{WELSH_SURE})(?:['’]r)? ?\w+\b", 0.85, ""),
        (rf"\bnumber {NUMBER},?\s+{WELSH_SURE}(?:['’]r)? \w+\b", 0.9, ""),
        (rf"\b{PLACED} (?P<it>(?:number )?{LOW}{{1,2}}{ODD})\b", 0.8, ""),
        (rf"\b(?:in|called|is|it['’]s|at|was|to) "
         rf"(?P<it>(?:the )?(?!{NO_FARM} ){LOW}{{1,2}}farm)\b",
         0.8, ""),
        (rf"\b(?:at|it['’]s|in|is|to|called|was) (?P<it>the old {OLD_HOUSE})\b", 0.6, ""),
        (rf"\b(?:flat|apartment|unit) [a-z0-9]{{1,3}},?\s+(?:the )?{LOW}?{HOUSE}\b", 0.9, ""),
        (rf"\b(?:room|unit|flat|apartment|pod|chalet|caravan) \d+\w? (?:at|in) (?:the )?{LOW}"
         r"{1,2}(?:hotel|house|lodge|inn|court|hostel|park|site)\b", 0.85, ""),
        (rf"\b(?P<it>{LOW}{{1,2}}cottages?,?\s+(?:back|high|church|main|{LOW})\s*"
         rf"{SURELY}(?:,?\s+{LOW})?)\b", 0.85, "cottages?"),
    )
)  # fmt: skip
KINDS = frozenset(re.findall(r"[a-z]{2,}", STREET.replace("?", "") + SURELY + ROAD.lower())) | {
    *re.findall(r"[a-z]{3,}", RARE.replace("s?", "") + OLD_HOUSE + ODD.replace("s?", "")),
    "heol", "ffordd", "stryd", "rhodfa", "cilgant", "tyddyn", "lon", "lôn", "clos", "maes", "bryn",
    "cae", "parc", "estate", "schoolhouse", "gatehouse", "farm", "rectory", "office",
    "vicarage", "plot", "pitch", "caravan", "flat",
    "flats", "block", "tower", "farmhouse", "bungalow", "lodge", "house", "gwel", "tan",
    "apartment", "room", "unit", "forge", "old", "ty",
}  # fmt: skip
TOWN = re.compile(
    rf",? {{1,2}}(?:(?:{NAME},? ){{0,2}}|(?:[a-z]+,?\s+){{0,2}}?)"
    r"(?i:[a-z]{1,2}\d[a-z\d]? {0,2}\d[a-z]{2})\b|"
    rf", {NAME}(?: {NAME})?(?=\s*(?:[.,;:?!]|$))"
)
"""The town and the postcode behind a street."""
WORDS = re.compile(r"[^\W\d_]+")
REACH = 70
"""Code points on both sides of a kind of street in which its address is looked for."""
SAID_OFTEN = frozenset({
    "way", "place", "house", "point", "view", "close", "drive", "court", "square", "hill", "green",
    "park", "row", "walk", "rise", "gate", "yard", "passage", "buildings", "parade", "side", "bank",
    "end", "reach", "fields", "mount", "bottom", "chase", "moor", "ridge", "haven", "loan", "fold",
    "dale", "office", "circle", "oval", "mall",
})  # fmt: skip
HOUSE_NUMBER = re.compile(r" (?:number )?\d")
NUMBERED = re.compile(rf"\b(?:{NUMBER}|{UNIT}|number)\b[ ,]+(?:[\w'’]+,? ){{1,3}}$", re.IGNORECASE)
NOT_A_STREET = re.compile(
    r"^(?:The|Every|My|Our|One|Another|No|Downing|Sesame|Quality|High|Main|Wall|Fleet|Harley|"
    r"Half|Milky|Either|Third|Any|Some|Same|Supreme|Family|Crown|County|Magistrates|Youth|"
    r"Upper|In|On|At|By|This|That|Coronation|Abbey|Silk|Right|Own|Long|Great|Power|Key|Starting|"
    r"Real|Whole|Council|Housing|Industrial|Real|What|Which|But|And|So|If|Then|When|Because) "
)
NOT_SAID = re.compile(
    r"^(?:quality|sesame|coronation|downing|fleet|harley|wall|queer|easy|civvy|memory|abbey) |"
    r"\b(?:industrial|real|housing|council|big|huge|rough|local|same|whole|that|school|first|"
    r"children'?s|nursing|care|mental|play|early|public|one|half|way|car|head|"
    r"in|my|her|his|their|our|years?|point|times?|hours?|days?|weeks?|months?)\s+"
    r"(?:estate|house|home|park|place|view|way|point|square|court|green|close|drive|tower block|"
    r"row|walk|rise|hill)$",
    re.IGNORECASE,
)


def find(text: str, words: frozenset[str]) -> Iterator[Find]:
    """Find street addresses and estates; `words` are those of the text in lower case."""
    if KINDS.isdisjoint(words):
        return
    for start, end in _windows(text):
        said = frozenset(WORDS.findall(text[start:end].lower()))
        for match, score in _matches(CASED, text, Span(start, end), said):
            span = _named(text, Span(*match.span()))
            if span:
                yield Find(_with_town(text, span), "address", "pattern-address", score)
        for match, score in _matches(ANY, text, Span(start, end), said):
            span = Span(*match.span("it" if "it" in match.re.groupindex else 0))
            if not NOT_SAID.search(text[span.start : span.end].rstrip()):
                yield Find(_with_town(text, span), "address", "pattern-address", score)


def _matches(
    table: Iterable[tuple[re.Pattern[str], float, frozenset[str]]],
    text: str,
    window: Span,
    said: frozenset[str],
) -> Iterator[tuple[re.Match[str], float]]:
    """Yield what patterns find in a window; `said` are its words in lower case."""
    for pattern, score, ends in table:
        if not ends or not ends.isdisjoint(said):
            yield from ((match, score) for match in pattern.finditer(text, *window))


def _with_town(text: str, span: Span) -> Span:
    town = TOWN.match(text, span.end)
    return Span(span.start, town.end()) if town else span


def _windows(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches around words that streets and houses are called by."""
    start, end = 0, -1
    for match in WORDS.finditer(text.lower()):
        if match.group() not in KINDS or not _may_be(text, match):
            continue
        left, right = max(0, match.start() - REACH), min(len(text), match.end() + REACH)
        if left <= end:
            end = right
            continue
        if end > 0:
            yield start, end
        start, end = left, right
    if end > 0:
        yield start, end


def _may_be(text: str, match: re.Match[str]) -> bool:
    """Tell whether a word that is said all the time ("way", "house") may end an address here."""
    if match.group() not in SAID_OFTEN or text[match.start()].isupper():
        return True
    if match.group() == "house" and HOUSE_NUMBER.match(text, match.end()):
        return True
    return bool(NUMBERED.search(text, max(0, match.start() - 40), match.start()))


def _named(text: str, span: Span) -> Span | None:
    """Leave an opening word that belongs to no street outside."""
    words = text[span.start : span.end]
    if not NOT_A_STREET.match(words):
        return span
    rest = words.split(" ", 1)[1]
    return Span(span.end - len(rest), span.end) if len(rest.split()) > 1 else None
