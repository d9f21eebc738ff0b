"""Posts that only one person holds: "the only EP in the borough", "our DCO"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from fgtools.later import later
from fgtools.names import holders
from fgtools.names.disguise import finds_in
from fgtools.names.titles import (
    AREA,
    BE,
    LESS_OURS,
    MOD,
    OURS,
    OWNER,
    PERSONAL,
    SITE,
    TAIL,
    TITLE,
    TITLES,
)
from fgtools.nouns import Find, Span

ONLY = frozenset(["only", "sole", "lone", "single"])
ONE = frozenset(["one", "single"])
THE = frozenset(["the"])
OWNED = frozenset(["our", "my", "the"])
"""Words of which a turn must have one, so that most patterns need not be tried."""
HELD = tuple(
    (later(pattern, re.IGNORECASE), score)
    for pattern, score in (
        (rf"(?P<it>(?:the|their) (?!only|same|one\b|first\b|last\b){MOD}{{0,6}}?{TITLES}"
         rf"(?: for (?:(?!in\b)[\w'’]+ ){{1,6}}?)?"
         rf"(?: (?:in|for|at|across|of|covering)|(?<= )(?:in|at)) {SITE})", 0.9),
        (rf"(?P<it>the (?!only|same|one\b|first\b|last\b){MOD}{{0,5}}?"
         rf"(?!person|one|man|woman){TITLES} (?:here|there\b|on the (?:[\w'’\-]+ ){{1,4}}?team))",
         0.85),
        (rf"(?P<it>(?:the )?(?:{OURS}|{LESS_OURS})(?: (?:in|for|at|of|across) {SITE})?)\b", 0.9),
        (rf"(?P<it>(?:the )?(?:[\w'’\-]+ )?(?:lead|head|manager|director|adviser|advisor|"
         rf"co-?ordinator|commissioner) (?:for|of|on) (?:[\w'’,\-]+ ){{1,5}}?(?:in|at|for|across|"
         rf"covering) {SITE})", 0.85),
        (rf"(?P<it>the {TITLES} of the (?:[\w'’\-]+ ){{0,4}}?(?:forum|governors|governing body|"
         rf"board|"
         r"network|association|charity|panel|partnership|trust|union|branch))\b", 0.85),
    )
)  # fmt: skip
"""What somebody says to be, from behind "I'm" or "as"."""
POSTS = tuple(
    (needs, later(pattern, re.IGNORECASE), score)
    for needs, pattern, score in (
        (ONLY, rf"(?P<it>\b(?:the|our|their)(?: (?:{AREA})['’]?s)? (?:only|sole|lone|"
         rf"one and only|single-handed|single) {MOD}{{0,6}}?"
         rf"(?!one\b|man\b|woman\b|person\b){TITLES}"
         rf"\b{TAIL})", 0.95),
        (ONLY, rf"(?P<it>\b(?:the|our|a|their) (?:only|sole|lone|one and only|single-handed|"
         rf"single handed) "
         rf"{MOD}{{0,6}}?(?!one\b|man\b|woman\b|person\b|head\b){TITLES}\b(?! (?:thing|"
         rf"one))(?! who\b))",
         0.4),
        (ONE, rf"(?P<it>\b(?:there['’]s |there is |just |only |we['’]ve |got |have |has |"
         rf"had )*(?:just |only )?"
         rf"(?:one|a single|1) {MOD}{{0,4}}?(?!one\b|man\b|person\b){TITLES} (?:for|across|"
         rf"covering|in) "
         rf"(?:the |our |all of |this )?(?:the )?(?:whole|entire|borough|county|authority|island|"
         rf"city|town|district|"
         rf"of)\b(?: (?:of )?[\w'’]+){{0,2}})", 0.85),
        (OWNED, rf"(?P<it>\b{OWNER} (?:own |one |only |new |old |previous |last |"
         rf"current )?(?:{OURS})"
         rf"(?: (?:for|in|at|of) {SITE})?)\b", 0.9),
        (OWNED, rf"(?P<it>\bour (?:own |new )?(?:{LESS_OURS}))\b", 0.4),
        (THE, rf"(?P<it>\bthe (?:borough|county|council|authority|city|town|island|district)['’]?s "
         rf"(?:only |sole |one |lone )?{MOD}{{0,5}}?(?!one\b|man\b|woman\b|person\b|"
         rf"own\b){TITLES})\b", 0.8),
        (THE, rf"(?P<it>\bthe (?:{OURS}|{LESS_OURS}|head of [\w]+ (?!services)\w+)"
         rf"(?: (?:in|for|at|of) (?:the (?:whole )?(?:borough|county|authority|city|island|region)|"
         rf"(?-i:[A-Z]\w+)))?)\b{PERSONAL}", 0.45),
        (THE, rf"(?P<it>\bthe (?:{OURS}|{LESS_OURS}|head of \w+(?: \w+)?) (?:in|for|at|of|across) "
         rf"(?:the (?:whole )?(?:borough|county|authority|city|island|region|district)|"
         rf"(?-i:[A-Z]\w+)))\b", 0.8),
        (THE, r"(?P<it>\bthe head of (?:SEND?|S E N D|ALN) (?:transport|casework|commissioning|"
         r"operations|"
         r"strategy|team|services?|placements|finance))\b", 0.45),
        (THE, rf"(?P<it>\bthe {MOD}{{2,4}}?(?!one|man|woman|person|head\b|doctor\b){TITLES} (?:at|"
         rf"for) (?:the|our) "
         rf"(?:[\w\-]+ )?(?:hospital|borough|county|authority|island|region|district|city)"
         rf"(?: school)?)\b{PERSONAL}", 0.45),
        (ONLY, rf"\b(?:there['’]s|there is|it['’]s|it is|there was) (?P<it>only me\b{TAIL})", 0.4),
        (ONLY, rf"(?P<it>\bthe only (?:one|person|woman|man)(?: (?:in|at|for|on|across) (?:the|"
         rf"our|this) "
         rf"(?:whole )?{AREA})? (?:who|that)(?:['’]s)? (?:does|works|covers|is trained|trained|"
         rf"speaks|"
         rf"signs|holds|can sign|qualified|goes|runs|writes|assesses|sees)\b"
         rf"[^.,;:?!]{{0,40}})", 0.4),
        (ONLY, rf"\b(?P<it>(?:sole|lone|single[- ]handed) {MOD}{{0,3}}?(?!one\b|"
         rf"person\b){TITLES})\b", 0.45),
    )
)  # fmt: skip
BEING = re.compile(rf"\b{BE} (?=(?:the|their|[a-z]+) )")
HEADS = frozenset(re.findall(r"[a-z]{2,}", TITLE + OURS.lower() + LESS_OURS.lower())) - {
    "of", "the", "for", "one", "person", "man", "woman", "school", "support", "case",
}  # fmt: skip
WORDS = re.compile(r"[a-z]+(?:['’][a-z]+)?")


def find(text: str) -> Iterator[Find]:
    """Find unique posts in a turn; those that several may hold score under .5."""
    yield from _joined(sorted(finds_in(_found, text), key=lambda one: one.span))


def _joined(finds: list[Find]) -> Iterator[Find]:
    """Make one of finds that overlap: each form sees another part of the same title."""
    last: Find | None = None
    for one in finds:
        if last is not None and one.span.start < last.span.end:
            end = max(last.span.end, one.span.end)
            score = max(last.score, one.score)
            last = replace(last, span=Span(last.span.start, end), score=score)
            continue
        if last is not None:
            yield last
        last = one
    if last is not None:
        yield last


def _found(text: str) -> Iterator[Find]:
    low = text.lower().replace("’", "'")
    words = frozenset(WORDS.findall(low))
    if HEADS.isdisjoint(words) and ONLY.isdisjoint(words) and holders.ME.isdisjoint(words):
        return
    yield from holders.find(text, words)
    for anchor in BEING.finditer(low):
        for pattern, score in (*HELD, *holders.HELD):
            held = pattern.match(text, anchor.end())
            if held:
                yield Find(Span(*held.span("it")), "post", "unique-post", score)
    for needs, pattern, score in POSTS:
        if needs.isdisjoint(words):
            continue
        for match in pattern.finditer(text):
            yield Find(Span(*match.span("it")), "post", "unique-post", score)
