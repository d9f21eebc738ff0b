"""What a quote's own words may give away: one function a rule, each with its rationale.

The rules are ours, since none are published for quotes. Each returns what is wrong, in words that
are not the quote's, or "". Unique posts, class statements, rare combinations and chains of quotes
are in `posts`, `classes`, `rare` and `linkable`.
"""

from __future__ import annotations

import re

from fgtools.marks import nouns_of
from fgtools.spans import word_count

LONGEST = 80
"""Words a released quote may have."""
SURROGATE = re.compile(r"\[[^\[\]\n]+\]")
SITES = nouns_of("place", "organisation", "school")
PLACE = re.compile(rf"\[(?:{SITES}|address)\b[^\]]*\]", re.IGNORECASE)
CHILD = re.compile(r"\[(?:person|child|pupil|young person)\b[^\]]*\]", re.IGNORECASE)

DIAGNOSIS = re.compile(
    r"\b(?:\w+ syndrome|autis\w+|adhd|asperger\w*|down['’]?s|cerebral palsy|epilep\w+|dyslexi\w+|"
    r"psychosis|schizophreni\w+|diabet\w+|leuka?emia|cancer|tumour|muscular dystrophy|"
    r"cystic fibrosis|fo?etal alcohol|anorexi\w+|self[- ]harm\w*|tracheostomy|gastrostomy)\b",
    re.IGNORECASE,
)
A_CHILD = re.compile(
    r"\b(?:boy|girl|child|lad|son|daughter|pupil|twins?|brother|sister|baby|toddler|teenager|"
    r"(?:young|little) (?:man|woman|lady|person|one))\b",
    re.IGNORECASE,
)
RARE_DIAGNOSIS = re.compile(
    r"\b(?:(?!Down['’]?s)\w+(?:['’]s)? syndrome|psychosis|schizophreni\w+|leuka?emia|cancer|tumour|"
    r"muscular dystrophy|cystic fibrosis|fo?etal alcohol|tracheostomy|gastrostomy|brittle bones?|"
    r"spina bifida|haemophilia|sickle cell|locked[- ]in|HIV|batten|rett|selective mut\w+|"
    r"(?:heart|kidney|liver) transplant|stoma)\b",
    re.IGNORECASE,
)
"""Conditions of which a school knows one child, if any."""
DETAIL = re.compile(
    r"\b(?:who(?:['’]s| is)|he['’]s|she['’]s|aged?) (?:only )?(?:\w+teen|\d{1,2}|two|three|four|"
    r"five|six|seven|eight|nine|ten|eleven|twelve)\b|\b[\w-]+[- ]year[- ]old\b|\btwins?\b|"
    r"\bonly (?:child|one|boy|girl)\b|\b(?:year|reception|nursery|key stage) ?(?:\d{1,2}|one|two|"
    r"three|"
    r"four|five|six|seven|eight|nine|ten|eleven|class)\b|\badopted\b|\bfostered\b|\basylum\b|"
    r"\brefugee\b",
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
    marked = DIAGNOSIS.search(text) and CHILD.search(text)
    rare = RARE_DIAGNOSIS.search(text) and (CHILD.search(text) or A_CHILD.search(text))
    if (marked or rare) and (DETAIL.search(text) or PLACE.search(text)):
        return "tells a child's diagnosis with a detail that may single it out"
    return ""


def too_long(text: str) -> str:
    """Find a quote of more than 80 words.

    Rationale: the more is told, the easier it is to recognise who tells it.
    """
    words = word_count(text)
    return f"has {words} words, more than {LONGEST}" if words > LONGEST else ""
