"""Cues: the words and phrases that a codebook lists for a code, found in talk as it is spoken."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fgtools.codes.forms import forms
from fgtools.spans import EVENT, WORD

FILLERS = frozenset({"um", "umm", "uh", "er", "erm", "err", "ah", "mm", "hmm"})
"""Sounds that recognisers write between the words of a phrase."""
STEM = re.compile(r"([^\W_]+)\*")
LEMMA = re.compile(r"([^\W_]+)~")


def words_of(text: str) -> list[str]:
    """Return the words of `text` in lower case, as cues are matched against them.

    Left out: fillers, a word said twice in a row ("too too many"), and whatever stands in
    brackets, because a surrogate's words were never said. Hyphens part words, so that
    "one-to-one" is "one to one".
    """
    kept: list[str] = []
    for match in WORD.finditer(EVENT.sub(" ", text.replace("’", "'").lower())):
        for word in match.group().split("-"):
            if word not in FILLERS and (not kept or kept[-1] != word):
                kept.append(word)
    return kept


def pattern(cues: Sequence[str]) -> re.Pattern[str] | None:
    """Return a pattern of all cues of a code for `found`; None where there is none.

    A cue matches whole words. A star ends a stem: `recruit*` is "recruit", "recruiter", ... A
    wave ends a word in any of its forms: `bring~ up` is "brought up".
    """
    phrases = sorted({" ".join(_steps(cue)) for cue in cues} - {""}, key=lambda p: (-len(p), p))
    return re.compile(rf"(?<= )(?:{'|'.join(phrases)})(?= )") if phrases else None


def _steps(cue: str) -> list[str]:
    marked = LEMMA.sub(r"\1zlemmaz", STEM.sub(r"\1zstemz", cue))
    return [_step(word) for word in words_of(marked)]


def _step(word: str) -> str:
    if word.endswith("zlemmaz"):
        return f"(?:{'|'.join(map(re.escape, sorted(forms(word.removesuffix('zlemmaz')))))})"
    return re.escape(word).replace("zstemz", r"[^ ]*")


def bare(cue: str) -> str:
    """Return a cue as words, without the marks of a stem or of all forms."""
    return cue.replace("*", "").replace("~", "")


def found(cues: re.Pattern[str] | None, words: Sequence[str]) -> tuple[str, ...]:
    """Return the cues said in `words` (see `words_of`), as they were said, in order."""
    return tuple(cues.findall(f" {' '.join(words)} ")) if cues else ()
