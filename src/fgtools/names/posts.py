"""Posts that only one person holds: "the only EP in the borough", "our DCO"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fgtools.nouns import Find, Span

TITLE = (
    r"(?i:eps?|ed psych|(?:educational )?psychologist|senco|sendco|ot|slt|salt|"
    r"occupational therapist|"
    r"speech and language therapist|speech therapist|therapist|physio|physiotherapist|"
    r"tribunal officer|case officer|caseworker|co-?ordinator|officer|lead|manager|"
    r"commissioner|teacher|paediatrician|consultant|nurse|advis[eo]r|director|principal|head|deputy|"
    r"specialist|practitioner|social worker|dietitian|audiologist|interpreter|mediator|senior|"
    r"man|woman|person|lawyer|solicitor|assistant|administrator|planner|writer|trainee|associate)"
)
SITE = (
    r"(?:(?-i:[A-Z][\w'’]+(?: [A-Z][\w'’]+)*)|(?:the|our|this) (?:whole )?(?:borough|team|service|"
    r"authority|county|region)|\w+(?: (?:green|park|hythe|hill|heath|town|marsh|cross)\b)?)"
)
SKILL = r"(?: (?:with|who) [^.,;?!]{4,40}?(?=[.,;?!]| and | but |$)| trained in \w+)?"
MODIFIERS = r"(?:[\w'’\-]+ ){0,6}?"
OURS = (
    r"DCO|DSCO|DMO|designated (?:clinical|social care|medical) officer|"
    r"director of children['’]s services|DCS|PEP|"
    r"principal (?:ed(?:ucational)? psych(?:ologist)?|EP)|"
    r"virtual head(?:teacher)?|lead member|LADO|(?:SEND|SEN) commissioner"
)
LESS_OURS = r"head of (?:SEND|service)|assistant director|chief exec(?:utive)?"
POSTS = tuple(
    (re.compile(pattern, re.IGNORECASE), score)
    for pattern, score in (
        (rf"(?P<it>\bthe only {MODIFIERS}{TITLE} (?:in|for|at) {SITE}{SKILL})", 0.95),
        (rf"(?P<it>\bthe only {MODIFIERS}{TITLE}\b(?! (?:thing|one))(?! who\b))", 0.4),
        (
            rf"\b(?:i['’]?m|i am|i was|he['’]s|she['’]s) (?P<it>the (?!only|same|one)"
            rf"{MODIFIERS}{TITLE}(?: for (?:(?!in\b)[\w'’]+ ){{1,6}}?)?"
            rf"(?: (?:in|for|at)|(?<= )(?:in|at)) {SITE})",
            0.9,
        ),
        (
            rf"\b(?:i['’]?m|i am|i was|he['’]s|she['’]s) (?P<it>the (?!only|same|one|first|last)"
            rf"(?:[\w'’\-]+ ){{1,5}}?{TITLE} on the (?:[\w'’\-]+ ){{1,4}}?team)",
            0.85,
        ),
        (rf"(?P<it>\b(?:our|the borough['’]s|my) (?:own )?(?:{OURS}))\b", 0.9),
        (rf"(?P<it>\b(?:our) (?:own )?(?:{LESS_OURS}))\b", 0.4),
    )
)  # fmt: skip


def find(text: str) -> Iterator[Find]:
    """Find unique posts in a turn; those that several may hold score under .5."""
    for pattern, score in POSTS:
        for match in pattern.finditer(text):
            yield Find(Span(*match.span("it")), "post", "unique-post", score)
