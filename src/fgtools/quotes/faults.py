"""What an editor would mark in a stretch of talk that is to stand alone: one row a fault."""

from __future__ import annotations

import re
from typing import NamedTuple

from fgtools.later import later
from fgtools.quotes.tidy import FILLERS

LEAD = (
    rf"^\W*(?:{FILLERS}[,.\s]+)*(?:(?:and|but|so|now|well|okay|right|oh|see|look|listen|just|"
    rf"anyway|obviously|actually|basically|personally|honestly|"
    rf"i (?:think|guess|believe|suppose)(?: that)?)\b[,\s]+)*"
)
"""What an opening is looked for behind."""
RETOLD = r"\b(?:says?|said|asks?|asked|told|goes|went|thinking|thought)\b"
"""Whoever retells a question asks nobody."""


class Fault(NamedTuple):
    """What an editor would mark, and what it costs of 1 (a quote that costs 1 is not printed).

    Patterns are looked for in small letters, which takes a third less time than to ignore case.
    """

    name: str
    where: re.Pattern[str]
    cost: float


def _opening(words: str) -> re.Pattern[str]:
    return later(rf"{LEAD}(?:{words})(?![\w’'])")


FAULTS: tuple[Fault, ...] = (
    Fault(
        "starts mid-thought",
        _opening(
            "and|but|or|because|cos|which|who|then|than|also|plus|nor|although|though|like|except|"
            "unless|till|again|otherwise|therefore|whereas|hence|instead|however|likewise|"
            "similarly|for (?:example|instance)|in which case|either way"
        ),
        0.4,
    ),
    Fault("starts mid-thought", later(r"^\W*[–—-]"), 0.4),
    Fault(  # a speech within the speech that began before
        "starts mid-thought",
        later(r"^(?:(?!(?:^|\s)['‘“\"]).)*?[.!?,]['’”\"](?:\s|$)"),
        0.4,
    ),
    Fault(  # or goes on behind it
        "breaks off",
        later(r"[,:]\s['‘“\"](?=\w)(?!.*[\w.!?,]['’”\"](?:\W|$))"),
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
    Fault(  # "it is hard to", "it's the young ones who": these point forward
        "points at something before it",
        _opening(r"it(?:['’]\w+)?(?![^.!?]*\b(?:that|who|to|if|whether|when you)\b)"),
        0.2,
    ),
    Fault(
        "points at something before it",
        later(
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
        later(
            r"\b(?:you(?:"
            r"(?:['’]re| are) right|"
            r"(?:['’]ve| have)? (?:just |already |also )?"
            r"(?:mentioned|talked about|touched on|referred to|alluded to|set out|outlined|"
            r"described)| (?:said|say) (?:that|earlier|in)|"
            r"(?:['’]ll| will) (?:all )?(?:know|be aware)"
            r")|"
            r"(?:as|like|what) (?:you|\[[^\]]*\]) (?:said|says|say)|"
            r"(?:what|hear|heard) you(?:['’]re|['’]ve been| are| were)? "
            r"(?:say|said|talk|describ)\w*|"
            r"(?:in|from) your (?:report|paper|evidence|submission)|"
            r"(?:your|take the) (?:\w+ )?(?:question|point|answer)s?|"
            r"i (?:agree|disagree) with|with you on)\b|"
            r"\bi['’]m with \[|"
            r"(?:^|[,.!?–—]\s*)(?:madam |deputy |first |mr |thank you,? )?"
            r"(?:chair(?:man|woman|person)?|minister|convenor|councillor|madam|sir|miss|folks|guys)"
            r"\s?(?:[,.!?–—]|$)|"
            r"(?:^|[.!?]\s+)\[[^\]]+\],|,\s+\[[^\]]+\][.!?]"
        ),
        0.3,
    ),
    Fault(
        "points at something before it",
        later(
            r"^[^.!?]{0,30}\bone of (?:them|these|those)\b"
            r"(?=\s*[.,]| (?:come|came|who|that|is|was)\b)|"
            r"^[^.!?]{0,40}\b(?:had|have|got|get|gets|see|saw) (?:none|one)\b"
            r"(?=\s*[.,!?]| (?:still|who|that|says?|said)\b)"
        ),
        0.25,
    ),
    Fault(
        "points at something before it",
        later(
            r"\b(?:(?:i|you|we)(?:['’]ve| have)? (?:just |already )?"
            r"(?:mentioned|said earlier|been speaking)|(?:mentioned|said) earlier)\b|"
            r"^[^.!?]{0,20}\b(?:alongside|on top of|because of|as well as|process of)"
            r" (?:that|this)\b|"
            r"^[^.!?]{0,20}\b(?:those|these) (?:things|numbers|ones|two)\b"
        ),
        0.25,
    ),
    Fault(
        "asks somebody in the room",
        later(
            r"\b(?:(?:can|could|would|will) you (?:\w+ )?"
            r"(?:give|tell|explain|say|clarify|outline|confirm)|"
            r"(?:want|wanted|like|wish|going) to (?:just )?"
            r"(?:ask|thank|come (?:back|in)|go back|move on|turn to|discuss|touch on|pick up on|"
            r"echo|clarify)|"
            r"more questions?|(?:next|last|final|previous|first|quick|few|couple of) "
            r"(?:questions?|issues?|points?)|(?:move|moving) on to|going back to the|"
            r"my (?:\w+ )?question|what (?:is|['’]s) your (?:view|understanding|assessment))\b"
        ),
        0.45,
    ),
    Fault(
        "asks somebody in the room",
        _opening("(?:are|were|have|would|could|can|will) you|if i (?:can|could|may)"),
        0.3,
    ),
    Fault(
        "asks somebody in the room",
        later(
            rf"(?:^|[.!?]\s+)(?=[^.!?]*\?)(?![^.!?]*{RETOLD})[^.!?]*\b(?:you|your|yours)\b[^.!?]*\?"
        ),
        0.3,
    ),
    Fault(
        "is about the meeting",
        later(
            r"\b(?:(?:un)?muted?|hear me|my (?:camera|screen|headset|wi-?fi|lunch)|"
            r"in the chat|captions?|the (?:recording|chair)|your hand['’]?s? up|"
            r"(?:just|mostly|mainly|only) (?:here to )?listen|"
            r"let me (?:just )?(?:say|start|finish)|"
            r"declare an? interest|a (?:quick|short|brief) answer|"
            r"i(?:['’]ll| will) (?:finish|stop|end) (?:there|here|with)|"
            r"committee members?)\b|^\W*chair\b"
        ),
        0.4,
    ),
    Fault(
        "has a stump for a first sentence",
        later(r"^\W*[\w'’-]+(?:,?\s[\w'’-]+){0,3}[.!?]"),
        0.15,
    ),
    Fault(
        "introduces the speaker",
        later(r"\bi(?:['’]m| am| was) (?:\[|called\b)|\bmy name(?: is|['’]s)\b"),
        0.5,
    ),
    Fault(
        "introduces the speaker",
        later(
            r"^\W*\[[^\]]+\](?:[.,]| (?:as in|here|from)\b)|"
            r"^[^.!?]{0,25}\bi(?:['’]m| am| work) (?:at|from|with|based (?:in|at)) \["
        ),
        0.4,
    ),
    Fault(
        "is partly lost",
        later(r"\[(?:inaudible|unclear|crosstalk|interruption)[^\]]*\]|\(\.{1,3}\)"),
        0.5,
    ),
    Fault(
        "passes on a contact or a number",
        later(
            r"\[(?:phone|e-?mail|handle|web address|url|address|postcode|case reference|identifier|"
            r"nhs|ni|pupil|vehicle|date of birth)\b"
        ),
        0.4,
    ),
    Fault("breaks off", later(r"[–—-]\s*[.!?]"), 0.4),
    Fault(
        "trails off",
        later(r"(?:…|\.\.+|[–—-]\W*|,|,\s+(?:so|and|but|or|because|cos|like)\W*)\s*$"),
        0.4,
    ),
    Fault("ends on a question", later(r"\?\W*$"), 0.15),
    Fault("hangs on what follows", later(r":\s*$"), 0.5),
)


def found(text: str) -> tuple[Fault, ...]:
    """Return the rows of what an editor would mark in `text`."""
    small = text.lower()
    return tuple(fault for fault in FAULTS if fault.where.search(small))


def faults(text: str) -> tuple[str, ...]:
    """Return the names of the faults an editor would mark in `text`."""
    return tuple(dict.fromkeys(fault.name for fault in found(text)))
