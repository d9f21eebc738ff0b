"""Tell how well a stretch of talk reads aloud on its own, as an editor would mark it."""

from __future__ import annotations

import re
from typing import NamedTuple

from fgtools.quotes.tidy import FILLERS
from fgtools.utterances import SENTENCE_END

SHORTEST, LONGEST = 12, 60
"""Words a quote may have once it is tidied."""
MOST_REDACTIONS = 2
IN_FULL = 22
"""Words from which a quote usually carries a whole thought; each word short of it costs `SHORT`."""
WORDY = 45
SHORT, LONG = 0.03, 0.01
SURROGATE = re.compile(r"\[[^\[\]\n]+\]")
FILLER = re.compile(FILLERS)
ENDED = re.compile(r"[.!?][\"'”’)]*\s*$")
LEAD = (
    rf"^\W*(?:{FILLERS}[,.\s]+)*(?:(?:so|well|okay|right|oh|see|look|listen|just|anyway|obviously|actually|basically|"
    rf"personally|honestly|i (?:think|guess|believe|suppose)(?: that)?)\b[,\s]+)*"
)
"""What an opening is looked for behind."""
SOMEBODY = re.compile(
    r"\[(?:person|child|parent|colleague|facilitator)\b|\b(?:boys?|girls?|lads?|lass|child(?:ren)?|kids?|bab(?:y|ies)|pupils?|"
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
UNNAMED = 0.3
"""What it costs to say he or she of somebody whom the quote has not brought in."""


class Fault(NamedTuple):
    """What an editor would mark, and what it costs of 1 (a quote that costs 1 is not printed)."""

    name: str
    where: re.Pattern[str]
    cost: float


def _opening(words: str) -> re.Pattern[str]:
    return re.compile(rf"{LEAD}(?:{words})(?![\w’'])", re.IGNORECASE)


def _anywhere(words: str) -> re.Pattern[str]:
    return re.compile(words, re.IGNORECASE)


FAULTS: tuple[Fault, ...] = (
    Fault(
        "starts mid-thought",
        _opening(
            "and|but|or|because|cos|which|who|then|than|also|plus|nor|although|though|like|except|unless|till"
        ),
        0.4,
    ),
    Fault(
        "points at something before it",
        _opening(
            r"(?:he|she|they|that|this)(?:['’]\w+)?|these|those|him|his|her|them|their|its|"
            r"one of them|mine|ours|theirs|same|neither|either|both|the other|the same|"
            r"there['’]s one"
        ),
        0.35,
    ),
    Fault("points at something before it", _opening(r"it(?:['’]\w+)?|ones?|there"), 0.2),
    Fault(
        "points at something before it",
        _anywhere(
            r"^[^.!?]{0,45}\b(?:it|them|that|those|one of (?:them|those)|too|either|though)\b"
            r"\s*[,.!?]|"
            r"^\W*(?:[\w'’]+\s+){1,4}(?:it|them|that one|the others)\b(?!['’])|"
            r"^\W*(?:the others?|another|not)\b|^[^.!?]*\b(?:than|like|with) (?:ours|mine|that)\b"
        ),
        0.25,
    ),
    Fault(
        "answers somebody",
        _opening(
            r"no|yes|yeah|yep|nope|exactly|agreed?|absolutely|true|fair enough|me too|ditto|sorry|"
            r"thanks?(?: you)?|hello|hiya?|hi|with respect|i agree|i['’]m with|i mean|hang on|"
            r"come on|go on|i['’]ll (?:go|start)|can i|could i|shall i|may i|just to|to be fair|"
            r"me|nobody|none|never|ta|cheers|go ahead|i['’]d say|a bit of both|for once|"
            r"i['’]m sorry|depends"
        ),
        0.3,
    ),
    Fault(
        "speaks to somebody in the room",
        _anywhere(
            r"\byou(?:['’]re| are) right\b|\b(?:as|like|what) (?:you|\[[^\]]*\]) "
            r"(?:said|says|say)\b|"
            r"\bi (?:agree|disagree) with\b|\bi['’]m with \[|\bwith you on\b|"
            r"(?:^|[.!?]\s+)\[[^\]]+\],|,\s+\[[^\]]+\][.!?]"
        ),
        0.3,
    ),
    Fault(
        "points at something before it",
        _anywhere(
            r"\b(?:i|you|we)(?:['’]ve| have)? (?:just |already )?"
            r"(?:mentioned|said earlier|been speaking)\b|"
            r"\b(?:mentioned|said) earlier\b|"
            r"^[^.!?]{0,20}\b(?:alongside|on top of|because of|as well as|process of)"
            r" (?:that|this)\b|"
            r"^[^.!?]{0,20}\b(?:those|these) (?:things|numbers|ones|two)\b"
        ),
        0.25,
    ),
    Fault(
        "asks somebody in the room",
        _anywhere(
            r"\b(?:can|could|would|will) you (?:\w+ )?"
            r"(?:give|tell|explain|say|clarify|outline|confirm)\b|"
            r"\b(?:want|wanted|like|wish) to (?:ask|thank|come back)\b|\bmore questions?\b|"
            r"\bmy (?:\w+ )?question\b|\bwhat (?:is|['’]s) your (?:view|understanding|assessment)\b"
        ),
        0.45,
    ),
    Fault(
        "is about the meeting",
        _anywhere(
            r"\b(?:un)?muted?\b|\bhear me\b|\bmy (?:camera|screen|headset|wi-?fi)\b|"
            r"\bin the chat\b|\bcaptions?\b|\bthe recording\b|\byour hand['’]?s? up\b|"
            r"\bmy lunch\b|\bthe chair\b|^\W*chair\b|\bcommittee members?\b"
        ),
        0.4,
    ),
    Fault(
        "has a stump for a first sentence",
        _anywhere(r"^\W*[\w'’-]+(?:,?\s[\w'’-]+){0,3}[.!?]"),
        0.15,
    ),
    Fault(
        "introduces the speaker",
        _anywhere(r"\bi(?:['’]m| am| was) (?:\[|called\b)|\bmy name(?: is|['’]s)\b"),
        0.5,
    ),
    Fault("introduces the speaker", _anywhere(r"^\W*\[[^\]]+\][.,]"), 0.3),
    Fault(
        "is partly lost",
        _anywhere(r"\[(?:inaudible|unclear|crosstalk|interruption)[^\]]*\]|\(\.{1,3}\)"),
        0.5,
    ),
    Fault(
        "passes on a contact or a number",
        _anywhere(
            r"\[(?:phone|e-?mail|handle|web address|url|address|postcode|case reference|identifier|"
            r"NHS|NI|pupil|vehicle|date of birth)\b"
        ),
        0.4,
    ),
    Fault("trails off", re.compile(r"(?:…|\.\.+|[–—-]\W*|,)\s*$"), 0.4),
    Fault("ends on a question", re.compile(r"\?\W*$"), 0.1),
    Fault("hangs on what follows", re.compile(r":\s*$"), 0.5),
)


def words_of(text: str) -> int:
    """Count the words that will be left when fillers are cut."""
    return len(FILLER.sub(" ", text).split())


def faults(text: str) -> tuple[str, ...]:
    """Return the names of the faults an editor would mark in `text`."""
    return tuple(dict.fromkeys(f.name for f in FAULTS if f.where.search(text)))


def quality(text: str, after: str = "") -> float:
    """Return how well `text` reads aloud on its own: 1 is best, 0 is not to be printed.

    `after` is what the speaker said next in the same turn.
    """
    words = words_of(text)
    if not SHORTEST <= words <= LONGEST or _only_asks(text):
        return 0.0
    redactions = len(SURROGATE.findall(text))
    if redactions > MOST_REDACTIONS:
        return 0.0
    cost = sum(fault.cost for fault in FAULTS if fault.where.search(text))
    cost += CUT_SHORT if TURNS.search(after) else 0.0
    cost += UNNAMED if _unnamed(text) else 0.0
    cost += 0.0 if ENDED.search(text) else 0.5
    cost += 0.15 * redactions + 0.04 * len(FILLER.findall(text))
    cost += SHORT * max(IN_FULL - words, 0) + LONG * max(words - WORDY, 0)
    return max(0.0, 1.0 - cost)


def _unnamed(text: str) -> bool:
    said = PRONOUN.search(text)
    return said is not None and not SOMEBODY.search(text, 0, said.start())


def _only_asks(text: str) -> bool:
    ends = [match[0].strip() for match in SENTENCE_END.finditer(text + " ")]
    return bool(ends) and all("?" in end for end in ends)
