"""Capitals in the middle of a sentence: a recogniser writes them for what it takes for a name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fgtools.names.allow import Allow
from fgtools.names.lexicon import name_flags
from fgtools.names.words import FUNCTION, Talk, Word, is_acronym, is_everyday, is_ordinary
from fgtools.nouns import Find, Span

UNSURE = 0.4
SYNDROME = re.compile(
    r"\b(?P<it>[A-Z][\w'’]+(?:[ -](?:de |van |von )?[A-Z][\w'’]+){0,3}(?:['’]s)?"
    r" (?:syndrome|disease))\b"
)
ORGANISED = frozenset({"at", "for", "with", "from", "by", "called", "company", "trust"})
SITED = frozenset({"in", "near", "around", "across", "over", "into", "to"})


def find(talk: Talk, allow: Allow) -> Iterator[Find]:
    """Find capitalised unknown words that no list explains (doubtful), and rare syndromes."""
    if not talk.cased:
        yield from _heard_syndromes(talk, allow)
        return
    for match in SYNDROME.finditer(talk.text):
        yield Find(Span(*match.span("it")), "health", "syndrome", 0.8)
    at = 0
    while at < len(talk.words):
        last = _run(talk, at, allow)
        if last is None:
            at += 1
            continue
        rare = [k for k in range(at, last + 1) if not is_everyday(talk.low(k))]
        if any(_unknown(talk, k) for k in rare) or len(rare) > 1:
            yield Find(talk.span(at, last), _kind(talk, at), "capital", UNSURE)
        at = last + 1


def _heard_syndromes(talk: Talk, allow: Allow) -> Iterator[Find]:
    for i, word in enumerate(talk.words[1:], 1):
        front = talk.low(i - 1)
        if word.low in ("syndrome", "disease") and not is_ordinary(front) and not allow(front):
            first = i - 2 if talk.words[i - 1].before == "-" else i - 1
            yield Find(talk.span(max(first, 0), i), "health", "syndrome", 0.8)


def _run(talk: Talk, first: int, allow: Allow) -> int | None:
    if not _starts(talk, first, allow):
        return None
    last = first
    while last + 1 < len(talk.words) and not talk.words[last].owns:
        nxt = talk.words[last + 1]
        if nxt.before not in ("", "-") or not _can_follow(nxt, allow):
            break
        last += 1
    return last


def _can_follow(word: Word, allow: Allow) -> bool:
    small = word.low in FUNCTION or word.low.startswith("i'")
    return word.capital and not (small or allow(word.low) or is_acronym(word.text))


def _starts(talk: Talk, i: int, allow: Allow) -> bool:
    word = talk.words[i]
    opens = word.opens and (is_ordinary(word.low) or len(word.low) < 3)
    return (
        word.capital
        and not opens
        and not allow(word.low)
        and not is_acronym(word.text)
        and not word.low.startswith("i'")
    )


def _unknown(talk: Talk, k: int) -> bool:
    low = talk.low(k)
    return not is_ordinary(low) or low in name_flags()


def _kind(talk: Talk, first: int) -> str:
    front = talk.low(first - 1)
    if front in SITED:
        return "place"
    return "organisation" if front in ORGANISED else "person"
