"""What a quote's own words may give away: one function a rule, each with its rationale.

The rules are ours, since none are published for quotes. Each returns what is wrong, in words that
are not the quote's, or "".
"""

from __future__ import annotations

import re

from fgtools.marks import nouns_of
from fgtools.nouns import Quote
from fgtools.spans import word_count

LONGEST = 80
"""Words a released quote may have."""
SURROGATE = re.compile(r"\[[^\[\]\n]+\]")
SITES = nouns_of("place", "organisation", "school")
PLACE = re.compile(rf"\[(?:{SITES}|address)\b[^\]]*\]", re.IGNORECASE)
CHILD = re.compile(r"\[(?:person|child|pupil|young person)\b[^\]]*\]", re.IGNORECASE)

WHO = (
    r"(?:[ES]?EPs?|OTs?|SLTs?|SALTs?|PEP|DCO|DMO|DSCO|SENCos?|SENDCos?|ASYEs?|psychologists?|therapists?|"
    r"physios?|physiotherapists?|case ?workers?|(?:case |plan )?coordinators?|officers?|nurses?|"
    r"social workers?|teachers?|doctors?|managers?|leads?|practitioners?|specialists?|advis[eo]rs?)"
)
UNIQUE = re.compile(
    rf"\bthe only (?!(?:ways?|things?|times?|reasons?|places?|points?|options?|people|bits?)\b)"
    rf"(?:[\w'’-]+ ){{0,3}}?{WHO}\b|"
    r"\b(?:I['’]?m|I am|I was|being|as) the only (?:one|person|man|woman|black|asian)\b|"
    r"\b(?:there['’]s|it['’]s) only me\b|\bonly one of me\b|\bteam of one\b|"
    r"\bone-(?:man|woman) band\b",
    re.IGNORECASE,
)
TITLE = re.compile(
    r"\b(?:I['’]?m|I am|I was|our|as|being) (?:the |a |an )?(?:[\w-]+ ){0,2}?(?:DCO|DMO|DSCO|PEP|"
    r"designated (?:clinical|medical|social care) officer|principal (?:educational )?psychologist|"
    r"principal social worker|virtual (?:school )?head|"
    r"(?:strategic|clinical|professional|borough) (?:lead|director|manager)|"
    r"(?:assistant )?director of [\w-]+|head of (?:send?|service|casework|inclusion)\w*)(?!\w)|"
    r"\b(?-i:[A-Z]{2,5}) (?:strategic|clinical|borough) (?:lead|director|manager)\b",
    re.IGNORECASE,
)
TEAM = re.compile(
    r"\b(?:our|have an?|run the|in the) (?:[\w-]+ ){0,2}?"
    r"(?:post[- ]?\d{1,2}|\d{1,2}\s?(?:-|–|to)\s?\d{1,2})"
    r"(?: [\w-]+){0,3} (?:team|service|panel)\b",
    re.IGNORECASE,
)
CLASS = re.compile(
    rf"\b(?:all|every|each|none|everyone|everybody|nobody|no one)(?: single)?(?: one)?(?: of)?"
    rf"(?: the| our| my| us| them)*(?: [\w-]+){{0,2}}? ?(?:{WHO}|us|staff|team)?\s"
    rf"(?:in|at|from|across) (?:\[(?:{SITES})\b|"
    r"(?:this|our|my) (?:borough|authority|council|county|trust|school)\b)",
    re.IGNORECASE,
)
CONTRACT = re.compile(
    r"\b(?:agency|locums?|part[- ]time|term[- ]time|fixed[- ]term|zero[- ]hours?|"
    r"maternity (?:leave|cover)|mat leave|"
    r"self[- ]employed|independent|freelance|apprentice\w*|trainee|newly qualified|NQT|"
    r"second(?:ed|ment)|job[- ]shares?|bank staff|retired|probation|half[- ]time|interim)\b",
    re.IGNORECASE,
)
OWN_AGE = re.compile(
    r"\bI(?:['’]m| am| turn|['’]ll be) (?:only |nearly |just )?"
    r"(?:(?:twenty|thirty|forty|fifty|sixty)(?:[- ]\w+)?|[2-6]\d)"
    r"(?! (?:plans|cases|children|families|minutes|weeks|hours|per|percent|short|behind|miles))\b",
    re.IGNORECASE,
)
DIAGNOSIS = re.compile(
    r"\b(?:\w+ syndrome|autis\w+|adhd|asperger\w*|down['’]?s|cerebral palsy|epilep\w+|dyslexi\w+|"
    r"psychosis|schizophreni\w+|diabet\w+|leuka?emia|cancer|tumour|muscular dystrophy|"
    r"cystic fibrosis|fo?etal alcohol|anorexi\w+|self[- ]harm\w*|tracheostomy|gastrostomy)\b",
    re.IGNORECASE,
)
DETAIL = re.compile(
    r"\b(?:who(?:['’]s| is)|he['’]s|she['’]s|aged?) (?:only )?(?:\w+teen|\d{1,2}|two|three|four|"
    r"five|six|seven|eight|nine|ten|eleven|twelve)\b|\b[\w-]+[- ]year[- ]old\b|\btwins?\b|"
    r"\bonly (?:child|one|boy|girl)\b|\badopted\b|\bfostered\b|\basylum\b|\brefugee\b",
    re.IGNORECASE,
)
DIGIT = r"(?:oh|zero|nought|one|two|three|four|five|six|seven|eight|nine|double|triple)"
IDENTIFIERS = re.compile(
    r"\+?\d(?:[\s().-]?\d){6,}|"  # telephone, NHS, unique pupil and case numbers
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\b\w+(?: dot \w+)* at \w+(?: dot \w+)+|"
    r"\bdot (?:gov|nhs|org|ac|sch|co)\b|"
    r"\bhttps?://|\bwww\.|"
    r"\b(?-i:[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2})\b|"  # postcode
    r"\b(?-i:[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z])(?:\s?\d{2}){3}\s?[A-D]\b|"  # National Insurance
    r"\b\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)?\d{2}\b|"
    rf"\b{DIGIT}(?:[\s,-]+{DIGIT}){{6,}}\b",
    re.IGNORECASE,
)


def unique_post(text: str) -> str:
    """Find words that claim a post which one person or one team holds.

    Rationale: whoever knows the service knows who "our DCO" or "the only EP in" is.
    """
    bare = SURROGATE.sub("…", text)
    found = UNIQUE.search(bare) or TITLE.search(bare) or TEAM.search(bare)
    return "names a post or team that only one person or one place may have" if found else ""


def class_statement(text: str) -> str:
    """Find a statement about every member of a group in one place.

    Rationale: "all EPs in X said" tells what each of them said, without any of them quoted.
    """
    return "says something of every member of a group in one place" if CLASS.search(text) else ""


def rare_combination(quote: Quote) -> str:
    """Find a contract or an own age beside a place or each other, under a role label.

    Rationale: a role may be common, and so may agency work; the agency worker of one role in one
    place, or the thirty-year-old on a fixed term, is one person.
    """
    contract = CONTRACT.search(quote.text)
    marked = PLACE.search(quote.text) or OWN_AGE.search(quote.text)
    if quote.role and contract and marked:
        return "joins a role, a kind of contract and a place or an age"
    return ""


def residual_pattern(text: str) -> str:
    """Find number, address or e-mail patterns that redaction should have written over.

    Rationale: a second look at the final words, whatever the first one did.
    """
    found = IDENTIFIERS.search(SURROGATE.sub("…", text))
    return "looks as if it held a number or an address" if found else ""


def health(text: str) -> str:
    """Find a child with a diagnosis and a detail that few children share.

    Rationale: health is special category data, and a family recognises its own child.
    """
    told = DIAGNOSIS.search(text) and CHILD.search(text)
    if told and (DETAIL.search(text) or PLACE.search(text)):
        return "tells a child's diagnosis with a detail that may single it out"
    return ""


def too_long(text: str) -> str:
    """Find a quote of more than 80 words.

    Rationale: the more is told, the easier it is to recognise who tells it.
    """
    words = word_count(text)
    return f"has {words} words, more than {LONGEST}" if words > LONGEST else ""
