"""Rare combinations: what singles somebody out when two things that many share come together."""

from __future__ import annotations

import re

from fgtools.later import later
from fgtools.quotes.staff import BODY, CONTRACT, RARE, SETTING, SITES, WHO

A_PLACE = "a place"
FEW = 10
"""A role is rare where fewer than so many times the threshold could hold it: of 60 people in ten
areas, those in one kind of place of work are a handful."""
GAP = r"(?: [\w'’,-]+)"
SELF = (
    r"\b(?:I['’]?m|I am|I was|I['’]?ve (?:only )?(?:been|got|gone)|I have been|I used to be|"
    r"I(?: \w+ly| just| only| now| still| also)? (?:work|worked|do|did|went|came|started|joined|"
    r"trained|took|got|had|have|cover|covered|go|returned|left|sit|teach|taught|hold|run|lead)|"
    r"being|as|me|myself|we['’]re|we are|my|our)\b"
)
"""How people bring in what they say of themselves."""
GROUPS = (
    r"(?! (?:staff|workers|people|teachers|nurses|tutors|psychologists|therapists|EPs|OTs|officers|"
    r"caseworkers|budgets?|bills?|costs?|spend|spending|money|rates?|fees?|schools?|sector|"
    r"provi\w+|advice|advis\w+|advoca\w+|assessments?|reports?|review\w*|panel|tribunal|mediation|"
    r"placements?|living|solutions?|measures?|arrangements?|age|plans?|non)\b)"
)
"""What makes a contract that of others, or of no contract at all: "agency staff"."""
ONE = r"\b(?:the|our|an?|one|their|that|this)"
ATTACHED_CONTRACT = later(
    rf"{SELF}{GAP}{{0,5}}? {CONTRACT}\b{GROUPS}|"
    rf"\b(?:I['’]?m|I am|we['’]re|being|as an?){GAP}{{0,2}}? independent\b{GROUPS}|"
    rf"\b(?:the|our|their|one){GAP}{{0,2}}? (?:{CONTRACT}|independent|bank|supply|relief|"
    rf"cover){GAP}{{0,2}}? "
    rf"{WHO}(?<!s)\b|"
    rf"\bon (?:an?|my|the) (?:[\w-]+ )?{CONTRACT}(?: contract)?\b{GROUPS}|"
    r"\bI(?:['’]m| am)?(?: only)? (?:covering|cover) (?:an?|her|his|the|somebody['’]s) "
    r"(?:maternity|sickness|secondment|mat)\b|"
    r"\bI (?:\w+ )?do (?:bank|agency|supply|locum) (?:shifts|work|days|sessions)\b|"
    rf"\bI (?:only )?(?:ever )?(?:get|have|had|take) {CONTRACT} contracts\b|"
    r"\bmy contract\b[^.!?]{0,30}?\b(?:runs? out|ends?|expires?|is up)\b|\bI job[- ]share\b|"
    rf"\b(?:took|take|taken|brought|keep|kept|hired|employed) me on{GAP}{{0,3}}? {CONTRACT}\b|"
    rf"\ban? (?:{CONTRACT}|independent){GAP}{{0,2}}? {WHO}(?<!s),? (?:in|at|from|who|on|with|"
    rf"here)\b|"
    rf"\b{WHO}(?<!s),? (?:on|with|doing|who['’]s|who is) (?:an? )?(?:\w+ )?{CONTRACT}\b|"
    rf"\b(?:the|our|one|this|that)(?: [\w'’-]+){{0,3}} {WHO}(?<!s)\b[^.!?]{{0,30}}?\b(?:is|was|"
    rf"works?|"
    rf"worked|being) (?:\w+ ){{0,3}}?{CONTRACT}\b{GROUPS}|"
    rf"\bmy (?:contract|post|job)['’]?s?{GAP}{{0,3}}? {CONTRACT}\b|"
    rf"\b{CONTRACT} (?:myself|contract of mine)\b|"
    rf"\b(?:the|our|an?) (?:locum|secondee|freelancer|apprentice|agency worker|bank nurse)\b",
    re.IGNORECASE,
)
WORKING = (
    r"\b(?:I|we|she|he|who)(?:['’](?:m|re|ve|s))?(?: \w+ly| am| are| was| is| only| now| also)*? "
    r"(?:work|works|worked|working|based|sit|sits|teach|teaches|taught|cover|covers|covered|"
    r"employed|attached|placed|run|runs|lead|leads|seconded|practise|spend|split|divide|manage|"
    r"manages|assigned|linked)\b"
)
ATTACHED_SETTING = later(
    rf"{WORKING}{GAP}{{0,5}}? (?:in|at|for|from|across|between|to|with){GAP}{{0,4}}? "
    rf"{SETTING}\b(?!s)|"
    rf"{WORKING} (?:an?|the|our|this){GAP}{{0,3}}? {SETTING}\b|"
    rf"\bhere (?:in|at)(?: the| our| this)?{GAP}{{0,2}}? {SETTING}\b|"
    rf"\b(?:in|at|from|for) (?:our|my){GAP}{{0,2}}? {SETTING}\b|"
    rf"\b{WHO}(?<!s),? (?:in|at|from|for|of|on|with|attached to|based in|based at){GAP}{{0,3}}? "
    rf"{SETTING}\b|"
    rf"{ONE}{GAP}{{0,2}}? {SETTING} {WHO}(?<!s)\b|"
    rf"\b(?:I['’]?m|I am|we['’]re|we are|being|as)(?: an?| the| part of| in| with| from| "
    rf"on){{1,3}}{GAP}{{0,2}}? "
    rf"{SETTING}\b|"
    rf"\b{SETTING} (?:where|that|which) (?:I|we)(?:['’](?:m|re|ve))? (?:work|am|are|teach|worked|"
    rf"based|cover|sit|run)\b|"
    rf"\b(?:locum|agency|trainee|secondee|freelancer|apprentice) (?:at|in|on|from) (?:the|our|my|"
    rf"an?){GAP}{{0,2}}? "
    rf"{SETTING}\b",
    re.IGNORECASE,
)
WEAK_SETTING = later(
    rf"\b(?:in|at|on|for|from|across|out of|attached to|with|run|cover|between){GAP}{{0,3}}? "
    rf"{SETTING}s?\b",
    re.IGNORECASE,
)
"""A kind of place of work beside something that somebody says of themselves."""
SENTENCE = later(r"(?<=[.!?…])\s+")
ATTACHED_TITLE = later(
    rf"{SELF}(?: (?:an?|the|one|their|its|now|also|only|just|part|senior|lead|qualified|trained|"
    rf"specialist|band|\d|\w+['’]s)){{1,3}} {RARE}\b|"
    rf"{ONE}(?: (?!of\b)[\w'’-]+){{0,2}}? {RARE}(?<!s)\b(?! (?:service|team|provision|report|"
    rf"advice|assessment|slot|list|waiting|post|job|role|training|hours|budget|input|support|"
    rf"appointment)\b)",
    re.IGNORECASE,
)
OF_SELF = (
    rf"(?:{WORKING}{GAP}{{0,4}}? (?:in|at|for|from|across|between)|\b(?:I['’]?m|I am|we['’]re|we "
    rf"are|I came|I come|"
    rf"I (?:can )?only speak)(?: \w+){{0,3}}? (?:in|at|from|for|over in)|\bhere (?:in|at)|"
    rf"\b{WHO}(?<!s),? (?:in|at|from|for|of|based in))(?: (?:the|our|a))?"
)
"""How somebody says where they are, up to the place itself."""
MARKED_PLACE = later(rf"\[(?:{SITES}|address)\b[^\]]*\]", re.IGNORECASE)
PART_OF_AREA = later(
    rf"\b(?:north|south|east|west|north[- ](?:east|west)|south[- ](?:east|west)|centre|inner|outer|"
    rf"top|bottom|far) (?:end )?(?:of (?:the |our |this )?(?:{BODY}|London|England|Wales|Kent|"
    rf"Essex|"
    rf"Sussex|Surrey)|London|coast)\b|"
    r"\bon (?:the|an|our) (?:island|estate|coast)\b|"
    r"\b(?:in|across|for|from|of) (?:the |a )?(?:smallest|largest|biggest|only|most northerly|"
    r"most southerly|poorest|richest|most rural) (?:borough|county|authority|LA|school|team|"
    r"trust)\b",
    re.IGNORECASE,
)
OWN_PLACE = later(
    rf"{OF_SELF} (?:\[(?:{SITES}|address)\b|(?:north|south|east|west|outer|inner)[- ]?(?:west|"
    rf"east)? "
    rf"(?:of|London|{BODY})\b)",
    re.IGNORECASE,
)
NAMED_PLACE = later(
    r"\b(?:in|at|from|for|across|near|outside|around|covering) "
    r"(?!(?:Year|Key|Section|Part|Phase|Band|January|February|March|April|May|June|July|August|"
    r"September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|"
    r"Christmas|Easter|Summer|Autumn|Spring|England|Britain|Covid|English|Maths|Parliament|I)\b)"
    r"(?-i:[A-Z][a-z]{3,}(?: [A-Z][a-z]+)*)\b",
    re.IGNORECASE,
)
ORIGIN = (
    r"(?:black|asian|african|caribbean|indian|pakistani|bangladeshi|nigerian|ghanaian|somali|"
    r"polish|"
    r"romanian|irish|scottish|welsh|turkish|chinese|filipin[ao]|traveller|roma|muslim|jewish|sikh|"
    r"hindu|catholic|hijabi|gay|lesbian|bisexual|trans(?:gender)?|non-binary|queer|deaf|disabled|"
    r"blind|wheelchair user|dyslexic|autistic|pregnant|widow(?:ed|er)?|divorced|refugee)"
)
PERSONAL = later(
    r"\bI(?:['’]m| am| was| turn| turned|['’]ll be) (?:only |nearly |just |now )?"
    r"(?:(?:twenty|thirty|forty|fifty|sixty)(?:[- ]\w+)?|[2-6]\d)"
    r"(?! (?:plans|cases|children|families|minutes|weeks|hours|per|percent|short|behind|miles|days|"
    r"over|visits|reports)\b)\b|"
    r"\bI['’]m (?:sixty|seventy|fifty|forty|thirty)(?:[- ]\w+)? (?:next|this|in)\b|"
    rf"\b\w+[- ]speaking {WHO}\b|\bbilingual {WHO}\b|"
    r"\bI(?:['’]ve| have) (?:been|worked|taught|lived)[^.!?]{0,40}? for (?:(?:eighteen|nineteen|"
    r"twenty|thirty|forty)"
    r"(?:[- ]\w+)?|(?:1[89]|[234]\d)) years\b|\bI was born in\b|\bI (?:moved|came) (?:here |over "
    r")?from (?-i:[A-Z])|\bI (?:trained|qualified|grew up) "
    r"in (?-i:[A-Z])|"
    rf"\b(?:the|our|one|an?)(?: [\w'’-]+){{0,3}} {WHO}(?<!s),? (?:who is |aged |now )?"
    r"(?:[2-6]\d|(?:twenty|thirty|forty|fifty|sixty)(?:[- ]\w+)?),|"
    rf"\b(?:the|our|one)(?: [\w'’-]+){{0,2}} {ORIGIN} {WHO}(?<!s)\b|"
    rf"\b(?:I['’]?m|I am|being|as|myself|me being|I was born|me as)(?: (?:a|an|the|one|of|only|"
    rf"openly|proud|also|both|\w+ly|young|older|single|and)){{0,3}} {ORIGIN}\b"
    rf"(?! (?:children|families|people|child|kids|pupils|community))|"
    r"\b(?:I['’]?m|I am|as|being) (?:a |the )?(?:single (?:mum|dad|mother|father|parent)|"
    r"(?:mum|mother|dad|father|parent|grandmother|carer) (?:of|to|with) (?:an?|my|two|three|"
    r"twins))\b|"
    r"\bI(?:['’]ve| have)? (?:been |worked |got |had |done |clocked up )?(?:[\w-]+ ){0,3}?"
    r"(?:(?:nearly |over |almost )?(?:eighteen|nineteen|twenty|thirty|forty)(?:[- ]\w+)?|"
    r"(?:1[89]|[234]\d)) years (?:in|with|at|here|of|as|doing|on)\b|"
    r"\bI(?:['’]ve| have)? (?:been |worked |started |joined |qualified )?(?:[\w-]+ ){0,4}?"
    r"(?:since|in) (?:19\d\d|nineteen[- ](?:seventy|eighty|ninety)\w*)\b",
    re.IGNORECASE,
)


OF_ONESELF = {
    "a rare title": ATTACHED_TITLE,
    "a kind of contract": ATTACHED_CONTRACT,
    "an age, origin or length of service": PERSONAL,
}


def details(text: str) -> frozenset[str]:
    """Return which kinds of detail a text tells of somebody: title, contract, setting and so on."""
    kinds = {kind for kind, pattern in OF_ONESELF.items() if pattern.search(text)}
    if ATTACHED_SETTING.search(text) or any(map(_in_a_setting, SENTENCE.split(text))):
        kinds.add("a kind of place of work")
    if any(p.search(text) for p in (MARKED_PLACE, PART_OF_AREA, NAMED_PLACE)):
        kinds.add(A_PLACE)
    return frozenset(kinds)


def _in_a_setting(sentence: str) -> bool:
    told = any(pattern.search(sentence) for pattern in OF_ONESELF.values())
    return told and WEAK_SETTING.search(sentence) is not None


def rare_combination(text: str, *, rare_role: bool = False) -> str:
    """Find two details of one person together, or one under the label of a rare role.

    Rationale: a role may be common, and so may agency work; the agency worker of one role in one
    place, or the one art therapist at a nursery, is one person. Singling out is the first of the
    three risks of the ICO (Anonymisation guidance, 2025).
    """
    kinds = details(text)
    of_self = kinds - {A_PLACE}
    if len(kinds) > 1 and of_self:
        return f"joins {' and '.join(sorted(kinds))}"
    if rare_role and (of_self or OWN_PLACE.search(text)):
        return f"joins a role that few hold and {min(of_self or kinds, default=A_PLACE)}"
    return ""
