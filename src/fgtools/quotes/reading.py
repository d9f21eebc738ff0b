"""Tell how well a stretch of talk reads aloud on its own, as an editor would mark it."""

from __future__ import annotations

import re
from itertools import pairwise

from fgtools.quotes.faults import found
from fgtools.quotes.tidy import FILLERS
from fgtools.utterances import SENTENCE_END

SHORTEST, LONGEST = 12, 60
"""Words a quote may have once it is tidied."""
MOST_REDACTIONS = 2
STUMP = 3
"""Words up to which a sentence says nothing by itself."""
IN_FULL = 22
"""Words from which a quote usually carries a whole thought; each word short of it costs `SHORT`."""
WORDY = 45
SHORT, LONG = 0.03, 0.01
SURROGATE = re.compile(r"\[[^\[\]\n]+\]")
FILLER = re.compile(FILLERS)
ENDED = re.compile(r"[.!?][\"'”’)]*\s*$")
SOMEBODY = re.compile(
    r"\[(?:person|child|parent|colleague|facilitator)\b|"
    r"\b(?:boys?|girls?|lads?|lass|child(?:ren)?|kids?|bab(?:y|ies)|pupils?|"
    r"students?|mums?|mothers?|mam|dads?|fathers?|parents?|sons?|daughters?|sisters?|brothers?|nan|"
    r"m[ae]n|wom[ae]n|lady|ladies|guys?|blokes?|persons?|people|teachers?|heads?|managers?|directors?|"
    r"officers?|judges?|therapists?|psychologists?|workers?|colleagues?|assistants?|TAs?|somebody|"
    r"someone|anybody|anyone|everybody|everyone|nobody|partner|husband|wife|friend|pal|minister|"
    r"leaders?|secretary|commissioner)\b",
    re.IGNORECASE,
)
PRONOUN = re.compile(r"\b(?:he|she|him|his|hers?)\b(?!['’]s)|\b(?:he|she)['’]s\b", re.IGNORECASE)
TURNS = re.compile(
    r"^\W*(?:but|except|only|though|although|however|mind you|(?:and )?then|and yet)\b",
    re.IGNORECASE,
)
CUT_SHORT = 0.35
"""What it costs to stop before a "but" or "then": the words left out may say the opposite."""
MOSTLY_ASKS = 0.3
"""What it costs that more than half of the words are questions: few stand for a view."""
UNNAMED = 0.3
"""What it costs to say he or she of somebody whom the quote has not brought in."""


def words_of(text: str) -> int:
    """Count the words that will be left when fillers are cut."""
    return len(FILLER.sub(" ", text).split())


def quality(text: str, after: str = "") -> float:
    """Return how well `text` reads aloud on its own: 1 is best, 0 is not to be printed.

    `after` is what the speaker said next in the same turn.
    """
    words = words_of(text)
    asks = _asks(text)
    if not SHORTEST <= words <= LONGEST or asks == 1.0:
        return 0.0
    redactions = len(SURROGATE.findall(text))
    if redactions > MOST_REDACTIONS:
        return 0.0
    cost = sum(fault.cost for fault in found(text))
    cost += CUT_SHORT if TURNS.search(after) else 0.0
    cost += UNNAMED if _unnamed(text) else 0.0
    cost += MOSTLY_ASKS if asks > 0.5 else 0.0
    cost += 0.0 if ENDED.search(text) else 0.5
    cost += 0.1 * redactions + 0.04 * len(FILLER.findall(text))
    cost += SHORT * max(IN_FULL - words, 0) + LONG * max(words - WORDY, 0)
    return max(0.0, 1.0 - cost)


def _unnamed(text: str) -> bool:
    said = PRONOUN.search(text)
    return said is not None and not SOMEBODY.search(text, 0, said.start())


def _asks(text: str) -> float:
    """Return the share of a text's words that are in questions, stumps ("Okay.") left aside."""
    if "?" not in text:
        return 0.0
    ends = [0, *(match.end() for match in SENTENCE_END.finditer(f"{text} "))]
    parts = [(text[a:b], words_of(text[a:b])) for a, b in pairwise(ends)]
    said = [(part, words) for part, words in parts if words > STUMP]
    asked = sum(words for part, words in said if "?" in part[-4:])
    return asked / max(sum(words for _, words in said), 1)
