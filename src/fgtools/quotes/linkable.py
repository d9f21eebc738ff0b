"""Chains of quotes: two that an outsider can tell to be of one person tell more than either."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

from fgtools.nouns import Quote
from fgtools.quotes.rare import rare_combination

Usual = Callable[[str, str], bool]
"""Tell of a word or phrase, and a participant, whether somebody else said it or anybody may."""
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
LETTERED = re.compile(r"\[[a-zA-Z ]+ [A-Z]+\]")
"""A surrogate with its letter: one person or place of the session."""
NUMBER = re.compile(
    r"\b(?:(?:(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|"
    r"thirty|"
    r"forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|and)\b[ -]?){3,}|\d[\d,.]*\d)",
    re.IGNORECASE,
)
"""Figures that are not round: "two hundred and eighty seven", 1,250."""
SHORTEST, OF_PHRASE = 4, 5
"""Letters from which a word can be a telling one, by itself and in a phrase."""
PHRASE = 4
"""Words in a row that make a phrase of somebody's own, two of them no small words."""
SAYING = re.compile(
    r"\b(?:as|like) I(?:['’]ve| have| was)?(?: just| already| have)? (?:said|say|mentioned|saying|"
    r"told "
    r"you|described|explained)\b(?! to (?:her|him|them|my)\b)",
    re.IGNORECASE,
)
"""What many say without pointing at anything: it counts where two quotes speak of the same."""
BACK = re.compile(
    r"\b(?:as|like|what|which) I(?:['’]ve| have| was)?(?: just| already| have)? (?:said|say|saying|"
    r"mentioned|told you|described|explained|talked) (?:\w+ )?(?:about|earlier|before|already)\b|"
    r"\bI (?:said|mentioned|talked about|told you about|spoke about|brought up)(?: \w+){0,3}? "
    r"(?:earlier|before|already|at the (?:start|beginning)|a minute ago|just now|last time)\b|"
    r"\b(?:going|coming|to go|to come|back|circling) (?:back )?to (?:what I|my (?:own )?(?:point|"
    r"example|"
    r"story|case)|that (?:boy|girl|child|lad|family|school|case|story|tribunal))\b|"
    r"\b(?:that|the|this)(?: same| other)? (?:boy|girl|child|lad|young (?:man|woman|person)|family|"
    r"mum|mother|dad|parent|school|case|tribunal|story|one) (?:that |who |whom )?I(?:['’]ve| was| "
    r"just)? "
    r"(?:mentioned|talked|told|spoke|said|talking|telling|described)\b|"
    r"\bmy (?:earlier|other|first|last) (?:point|example|story|case)\b|\bthe (?:boy|girl|child|"
    r"family|"
    r"school|case) from (?:earlier|before)\b",
    re.IGNORECASE,
)


def linkable(quotes: Sequence[Quote], usual: Usual) -> Iterator[tuple[Quote, str]]:
    """Yield the quotes that can be tied to another one of the same participant, and by what.

    Rationale: linkability is the second of the three risks of the ICO (Anonymisation guidance,
    2025): what two quotes tell together may single out whom neither does.
    """
    people: dict[str, list[Quote]] = {}
    for quote in quotes:
        people.setdefault(quote.participant, []).append(quote)
    for own in people.values():
        for one, other in combinations(own, 2):
            if told := _tie(one, other, usual):
                yield other, told
        if len(own) > 1:
            yield from _together(own)


def _tie(one: Quote, other: Quote, usual: Usual) -> str:
    """Return what ties two quotes of one participant, "" where nothing does."""
    with_it = f"{one.id} of the same participant"
    if one.turn == other.turn:
        return f"is of the same turn as {one.id}: side by side they read as one story"
    if BACK.search(one.text) or BACK.search(other.text):
        return f"it, or {with_it}, points to what was said before"
    both = _words(one.text) & _words(other.text)
    if (SAYING.search(one.text) or SAYING.search(other.text)) and len(both) > 1:
        return f"it, or {with_it}, points to what was said before, and both speak of the same"
    if {*LETTERED.findall(one.text)} & {*LETTERED.findall(other.text)}:
        return f"speaks of the same person or place as {with_it}"
    if _numbers(one.text) & _numbers(other.text):
        return f"gives the same figure as {with_it}"
    shared = both | (_phrases(one.text) & _phrases(other.text))
    if any(not usual(said, one.participant) for said in shared):
        return f"shares words that nobody else uses with {with_it}"
    return ""


def _together(own: Sequence[Quote]) -> Iterator[tuple[Quote, str]]:
    """Yield the last quote of a participant whose quotes single out only when read together."""
    if not any(rare_combination(q.text) for q in own) and (
        told := rare_combination(" … ".join(q.text for q in own))
    ):
        others = ", ".join(q.id for q in own[:-1])
        yield own[-1], f"together with {others} of the same participant it {told}"


def _numbers(text: str) -> set[str]:
    return {" ".join(m.group().lower().replace("-", " ").split()) for m in NUMBER.finditer(text)}


def _words(text: str) -> set[str]:
    return {w for w in _bare(text) if len(w) >= SHORTEST}


def _phrases(text: str) -> set[str]:
    words = _bare(text)
    runs = (words[at : at + PHRASE] for at in range(len(words) - PHRASE + 1))
    return {" ".join(run) for run in runs if sum(len(word) >= OF_PHRASE for word in run) > 1}


def _bare(text: str) -> list[str]:
    return [
        m.group().lower().replace("’", "'") for m in WORD.finditer(re.sub(r"\[[^\]]*\]", ".", text))
    ]
