"""Rules on what is said of groups: of all of them, of few of them, of named ones."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fgtools.nouns import Finding
from fgtools.percent import LEAST_BASE
from fgtools.report.draft.bases import Bases
from fgtools.report.draft.figures import blanked
from fgtools.report.draft.people import GROUP, NUMBER, PEOPLE, number
from fgtools.report.draft.rules_small import NO_COUNT

FEW = LEAST_BASE
"""People of a group below which a claim about it is asked to say that they are few."""
SPOKE = (
    r"(?:said|say|says|told|felt|feel|reported|report|described|agreed|agree|disagreed|"
    r"raised|wanted|"
    r"want|think|thought|believed?|complained|mentioned|spoke|stated|asked|admitted|expressed)"
)
EVERY = re.compile(
    rf"\b(?:all(?: of)?(?: the| our| \d+)?|every(?: single)?|each of the|none of the|no)"
    rf"(?: [\w-]+){{0,2}}? (?P<who>{PEOPLE})(?: [\w-]+){{0,6}}? {SPOKE}\b",
    re.IGNORECASE,
)
NOT_EVERY = re.compile(r"\b(?:not|nearly|almost|virtually|above|of|if|when|should|that) $", re.I)
BASE = re.compile(
    rf"(?<![\w.,£$€–-])(?P<n>{NUMBER})(?! (?:of|in|"
    rf"out)\b)(?: (?!of\b)[\w-]+){{0,2}}? (?P<who>{PEOPLE})\b|"
    r"\b[nN]\s?=\s?(?P<of>\d+)\b",
    re.IGNORECASE,
)
CLAIMS = re.compile(
    r"\b(?:most|many|several|majority|widespread|generally|typically|all|always|common(?:ly)?|"
    r"half|third|quarter|\d[\d.]*\s?(?:%|per cent))",
    re.IGNORECASE,
)
CAUTION = re.compile(
    r"\bsmall (?:number|group|sample|base|count)s?\b|\bcaution|\bindicative\b|"
    r"\bfew (?:people|responses|"
    r"respondents|answers)\b|\btoo few\b|\bnot (?:be )?(?:representative|generalis)|\bvery small\b|"
    r"\bcannot be (?:generalised|taken)|\bso few\b|\bhandful\b|\bsmall\b",
    re.IGNORECASE,
)
"""What says that they are few. "Only 17" before a claim does not."""
MINIMAL = re.compile(
    r"\b(?:minimal|very (?:low|few|small|limited)|low|limited|little|poor|negligible|hardly any|"
    r"few|only (?:a )?few|small|smallest|least) (?:\w+ )?(?:representation|respondents|responses|"
    r"response rate|turnout|returns|participants|numbers(?! of)|samples?)\b|"
    r"\b(?:under-?represented|barely represented|least represented)\b",
    re.IGNORECASE,
)
NAMED = re.compile(
    r"(?<![.!?:] )(?<!^)\b(?!(?:I|The|In|At|Only|Some|SEND?|EHCP?s?|NHS|ICBs?|LAs?|AI|IT)\b)"
    r"[A-Z][\w’'-]+"
)


def few_people(bases: Bases) -> Iterator[Finding]:
    """Find claims that rest on fewer than 20 people without a word that they are few: a mild note.

    Rationale: "several" of 17 psychologists stands in the text like "several" of 300 people.
    "14 of 17" says it itself.
    """
    for passage in bases.draft.prose:
        start = 0
        for sentence in re.split(r"(?<=[.!?]) ", passage.text):
            own = blanked(sentence)
            claimed = CLAIMS.search(own) and not CAUTION.search(passage.text)
            for match in BASE.finditer(own) if claimed else ():
                n = number(match["n"] or match["of"])
                if 1 < n < FEW and not NO_COUNT.search(own[: match.start()]):
                    what = f"draws on {n} people, and does not say that they are few"
                    yield Finding("few-people", passage.at(start + match.start()), what)
                    break
            start += len(sentence) + 1


def class_statement(bases: Bases) -> Iterator[Finding]:
    """Find statements about every member of a group.

    Rationale: "all EPs said" tells of each of them what they said, without any of them quoted.
    """
    for passage in bases.draft.prose:
        for match in EVERY.finditer(blanked(passage.text)):
            if not NOT_EVERY.search(passage.text[: match.start()]):
                what = "says of every member of a group what they said or felt"
                yield Finding("class-statement", passage.at(match.start()), what)
                break


def named_few(bases: Bases) -> Iterator[Finding]:
    """Find areas or groups named as those with hardly any people.

    Rationale: whoever took part from there is known to everybody from there.
    """
    for passage in bases.draft.prose:
        start = 0
        for sentence in re.split(r"(?<=[.!?]) ", passage.text):
            found = MINIMAL.search(sentence)
            if found and (NAMED.search(sentence) or re.search(rf"\b{GROUP}", sentence, re.I)):
                what = "names an area or a group as one with hardly any people"
                yield Finding("named-few", passage.at(start + found.start()), what)
            start += len(sentence) + 1
    for table in bases.draft.tables:
        for row in table.rows:
            if any(MINIMAL.search(cell) for cell in row.cells[1:]):
                what = "names an area or a group as one with hardly any people"
                yield Finding("named-few", row.where, what)
