"""Posts told by how they are spoken of: a rank, whose it is and how far it reaches."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fgtools.later import later
from fgtools.names.titles import (
    ABBREVIATED,
    AGENT,
    AREA,
    FIELD,
    HIGH,
    MOD,
    NAMED,
    PERSONAL,
    RANK,
    SCOPE,
    TITLES,
    WIDE,
    WORD,
)
from fgtools.names.words import is_ordinary
from fgtools.nouns import Find, Span

REACH = (
    r"(?:in|for|at|of|on|across|within|covering|between|throughout|(?:north|south|east|west) of)"
)
BODY = (
    r"(?:forum|board|clinic|network|charity|trust|service|virtual school|partnership|union|"
    r"governors|association|federation|health board|borough|county|authority|council|consortium)"
)
DOES = (
    r"(?:does|doing|do|covers?|covering|runs?|running|holds?|holding|manag(?:es|ing)|left|"
    r"writ(?:es|ing)|assess(?:es|ing)|handl(?:es|ing)|(?:for|in|across|on) (?:the whole|all|our "
    r"(?:whole|area|patch|team|service)|the (?:borough|county|island|team|service|post|region)|"
    r"(?-i:[A-Z])))"
)
KIND = rf"(?:(?:{WORD} ){{0,5}}?(?!one\b|man\b|woman\b|person\b)(?:{TITLES}|{AGENT}))"
RANKED = rf"(?:{MOD}{{1,4}}?{RANK}|{ABBREVIATED}|head|lead|director|commissioner|chair)"
SOLE = (
    r"(?:(?:just |only )?(?:the |our |their |my |a |an )?"
    r"(?:only|sole|lone|single|one and only|single[- ]handed|one|last remaining|solitary)\b)"
)
THEIRS = r"(?:the|our|their)"
FOR = rf"(?: (?:for|of|on) {WORD}(?: (?:and )?{WORD}){{0,3}}?)"
LOW_PLACE = r"(?:for|in|at|across|covering) (?:(?:north|south|east|west) )?(?P<place>[\w\-]{5,})"
ABOVE = (
    r"(?:designated|named|principal|chief|strategic|executive|associate|managing|corporate|"
    r"divisional|joint|founding|clinical|medical)"
)

RANKS = frozenset(re.findall(r"[a-z]{2,}", RANK)) | {
    "chairman", "chairwoman", "chairperson", "coordinator", "ordinator", "advisor", "adviser",
    "psychologist", "principals", "cabinet", "leads", "senco", "sendco",
}  # fmt: skip
SINGLY = frozenset({"only", "sole", "lone", "single", "one", "remaining", "handed", "solitary"})
SURELY_SINGLY = SINGLY - {"one"}
ONE_WHO = frozenset({"one"})
TITLED = (RANKS | frozenset(re.findall(r"[a-z]{4,}", TITLES))) - {"person", "school"}
ME = frozenset({"me"})
HELD = tuple(
    (later(pattern, re.IGNORECASE), score)
    for pattern, score in (
        (rf"(?P<it>(?:the )?(?:{WORD} ){{0,5}}?{TITLES}{FOR}?? {REACH} {SCOPE})", 0.9),
        (rf"(?P<it>(?:the )?{MOD}{{0,4}}?{RANK} of the (?:{WORD} ){{0,4}}?{BODY})\b", 0.9),
    )
)  # fmt: skip
"""What somebody says to be, from behind "I'm" or "as"."""
POSTS = tuple(
    (needs, later(pattern, re.IGNORECASE), score)
    for needs, pattern, score in (
        (SINGLY, rf"\b(?P<it>{SOLE} {KIND}{FOR}?? {REACH} {SCOPE})", 0.9),
        (SINGLY, rf"\b(?P<it>(?:(?:the|our|their) )?\w+['’]s (?:only|sole|lone|one and only) "
         rf"{KIND})\b", 0.85),
        (SINGLY, rf"\b(?P<it>(?:the|our) (?:last remaining|one and only|sole|lone) {KIND})\b", 0.4),
        (RANKS, rf"\b(?P<it>{THEIRS} {RANKED} (?:(?:for|in|across|covering) {SCOPE}|"
         rf"of {WIDE}))", 0.8),
        (RANKS, rf"\b(?P<it>{THEIRS} {RANKED} at {WIDE})", 0.8),
        (RANKS, rf"\b(?P<it>{THEIRS} {RANKED}{FOR}?? {LOW_PLACE})\b", 0.6),
        (SINGLY, rf"\b(?P<it>{SOLE} {KIND} {LOW_PLACE})\b", 0.6),
        (RANKS, rf"\b(?P<it>{THEIRS} (?!head\b){RANKED} at {NAMED})", 0.4),
        (RANKS, rf"\b(?P<it>(?:the|our|their) {MOD}{{0,4}}?{RANK}{FOR} "
         rf"(?:at|in|for|across|within|covering) {SCOPE})", 0.85),
        (RANKS, rf"\b(?P<it>(?:our|my) (?:own |new |old |then |current )?{ABOVE} "
         rf"(?:{WORD} ){{0,3}}?{RANK}{FOR}?)\b", 0.85),
        (RANKS, rf"\b(?P<it>(?:our|my) (?:own |new |old )?{ABBREVIATED})\b", 0.4),
        (RANKS, rf"\b(?P<it>(?:(?:the|our|their) )?(?:{AREA}|health board|footprint)['’]s "
         rf"(?:{WORD} ){{1,4}}?{RANK}{FOR}?)\b", 0.8),
        (RANKS, rf"\b(?P<it>(?:our|their) (?:own |new |old )?(?:{FIELD} ){{1,3}}(?:lead|director|"
         rf"champion|commissioner|head|manager|co-?ordinator|chair))\b", 0.4),
        (RANKS, rf"\b(?P<it>(?:our|their|the) {HIGH} (?:{WORD} ){{0,3}}?{RANK}{FOR})\b", 0.4),
        (RANKS, rf"\b(?P<it>the {ABOVE} (?:{WORD} ){{0,3}}?{RANK})\b{PERSONAL}", 0.4),
        (RANKS, rf"\b(?P<it>(?:the|our) (?:cabinet member|portfolio holder|cabinet lead) for "
         rf"{WORD}(?: and {WORD})?)", 0.4),
        (RANKS, rf"\b(?P<it>(?:the|our) (?:{WORD} )?(?:{RANK}|sen[dc]?co|chief exec(?:utive)?) of "
         rf"(?:the|our) (?:{WORD} ){{0,4}}{BODY})\b", 0.4),
        (RANKS, rf"\b(?P<it>the (?:{FIELD} ){{1,3}}(?:lead|director|manager|commissioner|"
         rf"co-?ordinator|champion))\b(?= (?:at the time|rang|told|phoned|went off|left|retired|"
         rf"has left|resigned|she|he)\b)", 0.4),
        (RANKS, r"\b(?P<it>the (?:director|head|chief executive|chair) (?:of [\w'’ ]{3,30}? )?)"
         r"(?=(?:himself|herself|personally)\b)", 0.45),
        (TITLED, rf"\b(?P<it>the (?:{WORD} ){{1,4}}?{TITLES} (?:for|covering) {NAMED})", 0.6),
        (TITLED, rf"\b(?P<it>the {KIND} (?:who|that) (?:covers|does|runs|looks after) "
         rf"(?:all |everything )?(?:(?:{WORD} ){{0,4}}?(?:in|for|across) )?{SCOPE})", 0.45),
        (ONE_WHO, rf"\b(?P<it>the (?:only )?one (?:who|that) (?:covers|does|runs|writes) "
         rf"(?:(?:{WORD} ){{1,6}}?(?:in|for|across) )?(?:the (?:valley|county|borough|city|island|"
         rf"team|service|authority)|{SCOPE}))", 0.4),
        (RANKS, rf"\b(?P<it>{ABOVE} (?:{WORD} ){{0,2}}?(?:{RANK}|{TITLES}) (?:for|at|in|across) "
         rf"{NAMED})", 0.8),
        (ME, rf"\b(?P<it>(?:just|only) (?:me|one of me)(?: and {WORD}(?: {WORD}){{0,3}}?)?,? "
         rf"(?:that |who )?{DOES}\b[^.,;:?!]{{0,45}})", 0.4),
        (ME, r"\b(?P<it>(?:just |only )one of me\b[^.;:?!]{0,45})", 0.4),
    )
)  # fmt: skip


def find(text: str, words: frozenset[str]) -> Iterator[Find]:
    """Find posts in a turn of these words (lower case); what several may hold scores under .5."""
    alone = words.isdisjoint(TITLED) and words.isdisjoint(SURELY_SINGLY)
    for needs, pattern, score in POSTS:
        if needs.isdisjoint(words) or (alone and needs is SINGLY):
            continue
        for match in pattern.finditer(text):
            if "place" in pattern.groupindex and is_ordinary(match["place"].lower()):
                continue
            start, end = match.span("it")
            while text[end - 1].isspace():
                end -= 1
            yield Find(Span(start, end), "post", "unique-post", score)
