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
    """What an editor would mark, and what it costs of 1 (a quote that costs 1 is not printed)."""

    name: str
    where: re.Pattern[str]
    cost: float


def _opening(words: str) -> re.Pattern[str]:
    return later(rf"{LEAD}(?:{words})(?![\w’'])", re.IGNORECASE)


def _anywhere(words: str) -> re.Pattern[str]:
    return later(words, re.IGNORECASE)


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
            r"\b(?:what|hear|heard) you(?:['’]re|['’]ve been| are| were)? "
            r"(?:say|said|talk|describ)\w*|"
            r"\byou(?:['’]ve| have)? (?:just |already |also )?"
            r"(?:mentioned|talked about|touched on|referred to|alluded to|set out|outlined|"
            r"described)\b|\byou (?:said|say) (?:that|earlier|in)\b|"
            r"\byou(?:['’]ll| will) (?:all )?(?:know|be aware)\b|"
            r"\b(?:in|from) your (?:report|paper|evidence|submission)\b|"
            r"\b(?:your|take the) (?:\w+ )?(?:question|point|answer)s?\b|"
            r"(?:^|[,.!?–—]\s*)(?:madam |deputy |first |mr |thank you,? )?"
            r"(?:chair(?:man|woman|person)?|minister|convenor|councillor|madam|sir|miss|folks|guys)"
            r"\s?(?:[,.!?–—]|$)|"
            r"\bi (?:agree|disagree) with\b|\bi['’]m with \[|\bwith you on\b|"
            r"(?:^|[.!?]\s+)\[[^\]]+\],|,\s+\[[^\]]+\][.!?]"
        ),
        0.3,
    ),
    Fault(
        "points at something before it",
        _anywhere(
            r"^[^.!?]{0,30}\bone of (?:them|these|those)\b"
            r"(?=\s*[.,]| (?:come|came|who|that|is|was)\b)|"
            r"^[^.!?]{0,40}\b(?:had|have|got|get|gets|see|saw) (?:none|one)\b"
            r"(?=\s*[.,!?]| (?:still|who|that|says?|said)\b)"
        ),
        0.25,
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
            r"\b(?:want|wanted|like|wish|going) to (?:just )?"
            r"(?:ask|thank|come (?:back|in)|go back|move on|turn to|discuss|touch on|pick up on|"
            r"echo|clarify)\b|"
            r"\bmore questions?\b|\b(?:next|last|final|previous|first|quick|few|couple of) "
            r"(?:questions?|issues?|points?)\b|\b(?:move|moving) on to\b|\bgoing back to the\b|"
            r"\bmy (?:\w+ )?question\b|\bwhat (?:is|['’]s) your (?:view|understanding|assessment)\b"
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
        _anywhere(rf"(?:^|[.!?]\s+)(?![^.!?]*{RETOLD})[^.!?]*\b(?:you|your|yours)\b[^.!?]*\?"),
        0.3,
    ),
    Fault(
        "is about the meeting",
        _anywhere(
            r"\b(?:un)?muted?\b|\bhear me\b|\bmy (?:camera|screen|headset|wi-?fi)\b|"
            r"\bin the chat\b|\bcaptions?\b|\bthe recording\b|\byour hand['’]?s? up\b|"
            r"\b(?:just|mostly|mainly|only) (?:here to )?listen\b|"
            r"\blet me (?:just )?(?:say|start|finish)\b|"
            r"\bdeclare an? interest\b|\ba (?:quick|short|brief) answer\b|"
            r"\bi(?:['’]ll| will) (?:finish|stop|end) (?:there|here|with)\b|"
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
    Fault(
        "introduces the speaker",
        _anywhere(
            r"^\W*\[[^\]]+\](?:[.,]| (?:as in|here|from)\b)|"
            r"^[^.!?]{0,25}\bi(?:['’]m| am| work) (?:at|from|with|based (?:in|at)) \["
        ),
        0.4,
    ),
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
    Fault("breaks off", later(r"[–—-]\s*[.!?]"), 0.4),
    Fault(
        "trails off",
        later(r"(?:…|\.\.+|[–—-]\W*|,|,\s+(?:so|and|but|or|because|cos|like)\W*)\s*$"),
        0.4,
    ),
    Fault("ends on a question", later(r"\?\W*$"), 0.15),
    Fault("hangs on what follows", later(r":\s*$"), 0.5),
)


def faults(text: str) -> tuple[str, ...]:
    """Return the names of the faults an editor would mark in `text`."""
    return tuple(dict.fromkeys(f.name for f in FAULTS if f.where.search(text)))
