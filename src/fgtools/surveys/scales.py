"""Ordered answers: the usual scales of surveys, and ratings in numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

ASIDE = frozenset(
    ("don't know", "dont know", "not sure", "unsure", "not applicable", "n/a", "na",
     "prefer not to say", "no opinion", "unknown", "other", "does not apply", "no answer")
)  # fmt: skip
"""Answers that stand beside a scale, behind its last step."""
SCALES: tuple[tuple[str, ...], ...] = (
    ("strongly agree", "agree", "slightly agree|tend to agree|somewhat agree",
     "neither agree nor disagree|neither agree or disagree|neutral|neither|undecided",
     "slightly disagree|tend to disagree|somewhat disagree", "disagree", "strongly disagree"),
    ("very satisfied|extremely satisfied", "satisfied", "somewhat satisfied|fairly satisfied",
     "neither satisfied nor dissatisfied|neutral|neither",
     "somewhat dissatisfied|fairly dissatisfied", "dissatisfied", "very dissatisfied"),
    ("always", "almost always|very often", "usually|often|frequently|most of the time",
     "sometimes|occasionally|some of the time", "rarely|seldom|hardly ever", "never"),
    ("daily|every day", "weekly|every week", "fortnightly", "monthly|every month",
     "quarterly|every term|termly", "yearly|annually", "less often", "never"),
    ("a great deal|completely|fully|to a great extent", "a lot|mostly|to a large extent",
     "a moderate amount|moderately|somewhat|partly|partially|to some extent|quite",
     "a little|slightly|to a small extent", "not very much", "none at all|not at all|none"),
    ("excellent", "very good", "good", "fair|adequate|average|satisfactory|ok|okay",
     "poor", "very poor"),
    *(tuple(step.format(word) for step in (
        "extremely {0}", "very {0}", "{0}", "fairly {0}|moderately {0}|quite {0}",
        "somewhat {0}|slightly {0}|a little {0}", "neither {0} nor un{0}|neutral|neither",
        "not very {0}|not so {0}", "un{0}", "not at all {0}|not {0}|very un{0}"))
      for word in ("confident", "important", "likely", "safe", "useful", "helpful", "effective",
                   "easy", "difficult", "manageable", "concerned", "comfortable", "supported",
                   "well", "psychologically safe", "often", "valued", "clear", "familiar")),
    ("much better", "better|slightly better|a little better", "about the same|the same|no change",
     "worse|slightly worse|a little worse", "much worse"),
    ("far too much|much too high|far too high", "too much|too high", "about right", "too little|"
     "too low", "far too little|much too low|far too low"),
)  # fmt: skip
HIGHEST = 10
"""The highest step of a rating in numbers."""
COUNTED = re.compile(
    r"\bhow (?:many|much|long|old)\b|\b(?:number of|percentage|hours|years|fte|age)\b"
)
NUMBERED = re.compile(r"(\d{1,2})\s*(?:[-–—=:.)]|\()\s*\D.*|(\d{1,2})")


def ordered(labels: Iterable[str], question: str) -> tuple[str, ...] | None:
    """Return labels in the order of a scale, None if they are no scale.

    The order is that of the first step of the scale as it is usually printed; numbers go upwards.
    Answers such as "don't know" go last. Two steps at least must be there.
    """
    every = tuple(dict.fromkeys(labels))
    aside = tuple(label for label in every if _folded(label) in ASIDE)
    steps = [label for label in every if label not in aside]
    places = _numbered(steps, question) or _worded(steps)
    if places is None:
        return None
    return (*sorted(steps, key=lambda label: places[label]), *aside)


def _numbered(steps: Sequence[str], question: str) -> dict[str, int] | None:
    found = {step: NUMBERED.fullmatch(step.strip()) for step in steps}
    numbers = {step: int(m[1] or m[2]) for step, m in found.items() if m}
    several = len(set(numbers.values())) == len(steps) > 1
    if not several or len(numbers) < len(steps) or max(numbers.values()) > HIGHEST:
        return None
    return None if COUNTED.search(question.casefold()) else numbers


def _worded(steps: Sequence[str]) -> dict[str, int] | None:
    for scale in SCALES:
        place = {word: at for at, words in enumerate(scale) for word in words.split("|")}
        if len(steps) > 1 and all(_folded(step) in place for step in steps):
            return {step: place[_folded(step)] for step in steps}
    return None


def _folded(label: str) -> str:
    return " ".join(label.casefold().replace("’", "'").split()).strip(" .!")
