"""Small talk: what keeps a meeting going and belongs to no topic. Set aside and counted."""

from __future__ import annotations

import re

from fgtools.stopwords import EMPTY, NAMELESS, TOKEN, content_words

TOO_SHORT = "small talk: too short"
FEWEST = 3
"""Different words of substance an utterance needs to belong to a topic..."""
LONG = 8
"""...or words in all, two of them of substance: plain talk has few nouns."""
FEWEST_LEFT = 4
"""Words of substance that must be left when one of the patterns below is taken out..."""
FEWEST_OF_ONESELF = 8
"""...and in an utterance by which somebody introduces himself or herself."""

GOING_ALONG = """
absolutely agreed ah aye definitely er erm exactly hm hmm huh indeed mhm mm mmm oh ok okay right
sure totally true uh um yea yeah yep yes yup
"""
RESPONSES = frozenset(GOING_ALONG.split())
"""Words by which somebody goes along with what another says."""

SOUND = (
    r"(can|could) (you|everyone|everybody|anyone|we|i) (all )?(hear|see) (me|you|us|that|it)",
    r"can (you|everyone|everybody) see my screen",
    r"(on|off) mute|unmut\w+|muted",
    r"(lost|losing) (you|your sound|the sound)",
    r"(you|she|he|they)('re| are|'s| is|'ve) (frozen|froze|breaking up|cut out)",
    r"shar(e|ing) (my|your|the) screen",
    r"(is|are|it's|we're) (it |we )?(being )?(recording|recorded)",
    r"(my|your|the) (camera|microphone|mic|headset|wi-?fi|connection|audio|captions?)",
    r"in the chat|the chat's|hands? (is |are |was )?(still )?up|leave and come back in",
)
GREETING = (
    r"good (morning|afternoon|evening)|thank you|thanks|cheers",
    r"(hi|hello|hiya|morning|afternoon),? (all|everyone|everybody|there)",
    r"bye|goodbye|see you (all|soon|later|next)|take care|have a (good|nice|lovely)",
    r"nice to (meet|see) you|happy (to|for) (start|kick|go)",
)
TURNS = (
    r"go ahead|carry on|after you|you go|over to you|i was going to say",
    r"sorry,? (you|to (interrupt|cut)|i (cut|interrupted|missed))|come back to me",
    r"what (he|she|they|you) just said|couldn't agree more|same (here|for me|with us)",
)
PATTERNS = tuple(  # in small letters, as what they are looked for in
    (why, re.compile(rf"\b({'|'.join(rows)})\b"))
    for why, rows in (
        ("sound, screen or recording", SOUND),
        ("greeting or thanks", GREETING),
        ("taking turns", TURNS),
    )
)
INTRODUCTION = re.compile(
    r"\b(i'm|i am|my name is|my name's)\s+(\w+\s+){0,2}\[[^\]]+\]"
    r"|^\W*((hi|hello|morning|yeah|yes|um|erm|so|okay)\W+)*\[[^\]]+\],(?! you\b)",
    re.IGNORECASE,
)


def small_talk(text: str, *, answer: bool = False) -> str:
    """Return why an utterance is small talk, or nothing if it may belong to a topic.

    An `answer` is what somebody wrote or said where nobody leads the talk, such as a comment in a
    survey: it may be short, and only going along with another is too short.
    """
    left, reasons = NAMELESS.sub(" . ", text.replace("’", "'")).lower(), []
    for why, pattern in PATTERNS:
        left, hits = pattern.subn(" . ", left)
        reasons += [why] * bool(hits)
    substance = len(set(content_words(left, EMPTY)))
    if reasons and substance < FEWEST_LEFT:
        return f"small talk: {reasons[0]}"
    if substance < FEWEST_OF_ONESELF and INTRODUCTION.search(text.replace("’", "'")):
        return "small talk: introduction"
    if answer:
        return "" if _says_something(left) else TOO_SHORT
    if substance < FEWEST and (substance < 2 or len(left.split()) < LONG):
        return TOO_SHORT
    return ""


def _says_something(text: str) -> bool:
    words = (word.group().lower() for word in TOKEN.finditer(text))
    return any(piece not in RESPONSES for word in words for piece in word.split("-"))
