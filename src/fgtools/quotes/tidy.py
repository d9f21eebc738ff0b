"""Tidy spoken words for the page: fixed rules that only cut, listed here and named with each quote.

Only what carries no meaning is cut: a repeated word goes when it is one that cannot stand twice on
purpose, so "very, very" and "told told" stay. Surrogates and other words in square brackets are
never touched, and no word is ever added. The untouched words are the quote's span of its turn.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from fgtools.safe import SafeText, stored

HELD = re.compile(r"\[[^\[\]\n]*\]|\ue000")
PLACE = "\ue000"
"""Stands for a bracketed stretch while the rules run: no letter, so that no rule can take it."""

FILLER = r"(?:[Uu]+[mh]+|[Uu]hm|[Ee]r+m*)"
"""Not in capitals, which would be an abbreviation, and never a part of "uh-huh" or "um-ing"."""
FILLERS = rf"(?<![\w'’-]){FILLER}(?:[,\s]+{FILLER})*(?![\w'’-])"
ASIDE = r"(?:you know|I mean|sort of|kind of)"

CONTRACTED = r"(?:I|we|you|they|he|she|it|that|there|what|who)['’](?:m|ve|re|s|d|ll)"
CLAUSE_OPENER = (
    rf"(?:{CONTRACTED}|I|we|he|she|they|the|an?|my|our|your|their|and|but|or|if|because)"
)
"""Words that cannot end a clause, so that the second of a pair is always a stumble."""
BOTH = r"(?:it|you|this|there|what)"
"""Words that may end a clause ("when you close it it slams"): a stumble only where one begins."""
OPENS = r"(?:^|[.!?;,]\s+|\b(?:and|but|so|because|cos|if|that|when|well)[,\s]+)"
SUBJECT = rf"(?:{CONTRACTED}|I|we|you|he|she|they|it)"
STARTS = r"(?:^|[.!?;,]\s+|\b(?:and|but|so|because|cos|well)[,\s]+)"
LEANS = (
    rf"(?<![\w'’-])(?:{CONTRACTED}|I|we|he|she|they|the|an?|my|our|your|their|and|or|if|because"
    r"|is|was|are|were|to|of|with|very|think|says?)"
)
"""Words that no comma follows once the filler between commas is gone."""
ASKS_FOR_TO = r"(?:need|needs|want|wants|going|have|has|had|got|try|trying|able|used|supposed)"


class Rule(NamedTuple):
    """A fixed edit: its recorded name, where it applies and what stays."""

    name: str
    where: re.Pattern[str]
    keep: str | Callable[[re.Match[str]], str]


def _opening(match: re.Match[str]) -> str:
    """Give the capital of what was cut to what now begins the sentence."""
    return match[1] + match[2].upper()


def _first(match: re.Match[str]) -> str:
    return match[1].upper()


RULES: tuple[Rule, ...] = (
    Rule("filler", re.compile(rf"(^|[.!?…]\s+){FILLERS}[,.…\s]+(\S)"), _opening),
    Rule("filler", re.compile(rf"[,\s]*\s{FILLERS}(?=\s*(?:[.!?;:…]|$))"), ""),
    Rule("filler", re.compile(rf"({LEANS})\s*,\s*{FILLERS},?(?=\s)", re.IGNORECASE), r"\1"),
    Rule("filler", re.compile(rf"\s*,\s*{FILLERS},?(?=\s)"), ","),
    Rule("filler", re.compile(rf"{FILLERS},?\s+"), ""),
    Rule(
        "opening",
        re.compile(r"^(?:(?:well|okay|ok|right|anyway|just|so|now|and|look),\s+)+(\S)", re.I),
        _first,
    ),
    Rule("aside", re.compile(rf"(^|[.!?…]\s+){ASIDE},\s+(\S)", re.IGNORECASE), _opening),
    Rule("aside", re.compile(rf"({LEANS}),\s+{ASIDE},(?=\s)", re.IGNORECASE), r"\1"),
    Rule("aside", re.compile(rf",\s+{ASIDE}(?=,\s)", re.IGNORECASE), ""),
    Rule("aside", re.compile(r"\b((?:sort|kind) of),?\s+(?=\1\b)", re.IGNORECASE), ""),
    Rule("aside", re.compile(r",\s+you know(?=[.!])", re.IGNORECASE), ""),
    Rule(
        "repeated word",
        re.compile(rf"(?<![\w'’-])({CLAUSE_OPENER}),?\s+\1(?![\w'’-])", re.I),
        r"\1",
    ),
    Rule(
        "repeated word",
        re.compile(rf"({OPENS})({BOTH}),?\s+\2(?![\w'’-])(?=\s+\w)", re.IGNORECASE),
        r"\1\2",
    ),
    Rule("repeated word", re.compile(rf"\b({ASKS_FOR_TO}\s+to),?\s+to\b", re.I), r"\1"),
    Rule(
        "repeated words",
        re.compile(rf"({STARTS})({SUBJECT}(?:\s+[\w'’]+){{1,3}}),?\s+\2(?=\s+\w)", re.IGNORECASE),
        r"\1\2",
    ),
    Rule(
        "false start",
        re.compile(r"(?<![\w'’-])(I|we|they|he|she),?\s+(?=\1['’](?:m|ve|re|s|d|ll)\b)", re.I),
        "",
    ),
    Rule(
        "false start",
        re.compile(rf"({OPENS})(it|that|there|you),?\s+(?=\2['’](?:ve|re|s|d|ll)\b)", re.I),
        r"\1",
    ),
    Rule(
        "false start", re.compile(r"(?<![\w'’-])(\w+)(?:-|\s*[–—])\s+(?=\1\w)", re.IGNORECASE), ""
    ),
    Rule("spacing", re.compile(r"\s{2,}|[\t\n\r]"), " "),
    Rule("spacing", re.compile(r"^\s+|\s+$|^[,;]+\s*|\s+(?=[,.;:!?](?:\s|$))"), ""),
    Rule("spacing", re.compile(r",+(?=[,.;:!?])"), ""),
    Rule("capital", re.compile(r"^([a-z])"), _first),
)


def tidy(text: SafeText) -> SafeText:
    """Return safe text without fillers, stumbles and stray spaces, with a capital at its start."""
    return stored(_tidied(text)[0])


def edits(text: SafeText) -> tuple[str, ...]:
    """Return the names of the rules that `tidy` applies to `text`, in the order of `RULES`."""
    applied = _tidied(text)[1]
    return tuple(dict.fromkeys(rule.name for rule in RULES if rule.name in applied))


def _tidied(text: str) -> tuple[str, frozenset[str]]:
    held = HELD.findall(text)
    bare, before = HELD.sub(PLACE, text), ""
    applied: set[str] = set()
    while bare != before:  # One cut may lay the next one bare: "we, um, we".
        before = bare
        for rule in RULES:
            shorter = rule.where.sub(rule.keep, bare)
            if shorter != bare:
                applied.add(rule.name)
                bare = shorter
    pieces = iter(held)
    return re.sub(PLACE, lambda _: next(pieces), bare), frozenset(applied)
