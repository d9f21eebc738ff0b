"""Tell from the talk who leads it: who opens, sets the frame, and asks, all the way through."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from statistics import median

from fgtools.nouns import Turn
from fgtools.spans import word_count

LEAST_TURNS, LEAST_QUESTIONS = 8, 4
LEAST_SHARE = 0.4
LEAD = 2
"""How many times as many questions the facilitator ends on as the one who does second most."""
PARTS, LEAST_PARTS = 4, 3
MOST_WORDS = 0.5
OPENING, CLOSING = 0.15, 0.1
LAST_WORDS = 20
ASKS = re.compile(
    r"\b(?:(?:what|how|why|which|who|where|when) (?:is|are|was|were|do|does|did|would|could|should"
    r"|about|makes?|happens|takes?|else|part|kind|of|has|have|you)|(?:can|could|would|do|did|have"
    r"|are|were|is) (?:you|anyone|anybody|somebody|someone|people)|tell (?:me|us)|anything else"
    r"|anyone else|any other|is (?:that|there|it)|does (?:that|anyone))\b",
    re.IGNORECASE,
)
"""How questions begin where a machine set no full stops."""
FRAME = re.compile(
    r"\bwelcome\b|\bthank(?:s| you)\b[^.?!]{0,40}\b(?:coming|joining|taking part|making"
    r" (?:the )?time|being here|your time|agreeing)\b|\b(?:is|are|we're|it's|i'm|be|being|started?"
    r"|stop)[^.?!]{0,30}\brecord(?:ing|ed)\b|\brecording\b[^.?!]{0,25}\b(?:on|started|running)\b"
    r"|\bconfidential|\banonym|\bconsent\b|\bground rules\b|\bfocus group\b|\bintroduce (?:yoursel"
    r"|ourselves)|\bgo round\b|\baround the (?:table|room)\b|\bfirst question\b|\blast question\b"
    r"|\bnext question\b|\bi(?:'m| am) (?:going to|just going to) ask\b|\bi only ask\b"
    r"|\bmy (?:role|job) (?:today|here)\b|\bwe(?:'ve| have) got (?:about )?an hour\b"
    r"|\blet's start\b|\bget started\b|\bno (?:right or )?wrong answers?\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Lead:
    """The label of who seems to lead the talk, and why in plain words."""

    label: str
    why: str


def lead_of(turns: Sequence[Turn], leave_out: Collection[str] = ()) -> Lead | None:
    """Return who seems to lead the talk, None where it is not clear.

    Clear is, in a talk of at least 8 turns by two or more labels: of the turns that end on a
    question one label has two fifths or more, at least four and twice as many as any other, in
    three of the talk's four parts; it opens the talk or sets its frame (welcome, thanks, recording,
    consent) at the beginning or the end; it has at most half of the words, and its turns are no
    longer than the others' (medians). `leave_out` are labels that cannot be it: rooms, and those
    whose role people decided.
    """
    labels = {turn.speaker for turn in turns if turn.speaker}
    if len(turns) < LEAST_TURNS or len(labels) < 2:
        return None
    asking = [at for at, turn in enumerate(turns) if hands_over(turn.text)]
    ranked = Counter(turns[at].speaker for at in asking).most_common(2)
    if not ranked or not ranked[0][0] or ranked[0][0] in leave_out:
        return None
    label, questions = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 0
    parts = {at * PARTS // len(turns) for at in asking if turns[at].speaker == label}
    share = questions / len(asking)
    clear = questions >= max(LEAST_QUESTIONS, LEAD * second) and share >= LEAST_SHARE
    does = _frames(label, turns)
    if not (clear and does) or len(parts) < LEAST_PARTS or not _is_brief(label, turns):
        return None
    return Lead(label, ", ".join((*does, f"asks {share:.0%} of the questions, all through")))


def hands_over(text: str) -> bool:
    """Tell whether a turn ends on a question: one of its last two sentences, or "tell us more".

    Questions earlier in a turn are mostly rhetorical. Where a machine set no full stops, the last
    words are searched for how questions begin.
    """
    if not re.search("[.?!]", text):
        return ASKS.search(" ".join(text.split()[-LAST_WORDS:])) is not None
    last = " ".join(re.split(r"(?<=[.!?…])\s+", text.rstrip())[-2:])
    return "?" in last or re.search(r"\btell (?:me|us)\b", last, re.IGNORECASE) is not None


def _frames(label: str, turns: Sequence[Turn]) -> list[str]:
    """Return in plain words what a label does at the talk's beginning and end."""
    mine = [at for at, turn in enumerate(turns) if turn.speaker == label]
    edges = [at for at in mine if at <= len(turns) * OPENING or at >= len(turns) * (1 - CLOSING)]
    does = ["opens the session"] if mine[0] == 0 else []
    if any(FRAME.search(turns[at].text) for at in edges):
        does.append("welcomes, thanks or explains")
    return does


def _is_brief(label: str, turns: Sequence[Turn]) -> bool:
    lengths = [(turn.speaker == label, word_count(turn.text)) for turn in turns]
    own = [length for mine, length in lengths if mine]
    other = [length for mine, length in lengths if not mine]
    return sum(own) <= MOST_WORDS * (sum(own) + sum(other)) and median(own) <= median(other)
