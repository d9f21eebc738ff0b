"""Words with a time and a speaker each become cues, one for each speaker and sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from fgtools.transcripts.recording import Cue

SENTENCE_ENDS = (".", "?", "!", "…", "。", "？", "！")


class Word(NamedTuple):
    """A word; `glued` where no blank stands before it, as before a comma."""

    speaker: str
    text: str
    begin: float | None = None
    end: float | None = None
    glued: bool = False


def cues(words: Iterable[Word]) -> list[Cue]:
    """Return a cue for each run of one speaker's words; without a speaker, for each sentence.

    A word that is glued stays with the word before it, whatever its own label.
    """
    runs: list[list[Word]] = []
    for word in words:
        if runs and (word.glued or _runs_on(runs[-1], word)):
            runs[-1].append(word)
        else:
            runs.append([word])
    return [Cue(run[0].speaker, joined(run), begin(run), end(run)) for run in runs]


def joined(words: Sequence[Word]) -> str:
    """Return the words as running text."""
    parts = ((word.text if word.glued else f" {word.text}") for word in words)
    return " ".join("".join(parts).split())


def begin(words: Iterable[Word]) -> float | None:
    """Return when the first of the words begins, in seconds."""
    return min((word.begin for word in words if word.begin is not None), default=None)


def end(words: Iterable[Word]) -> float | None:
    """Return when the last of the words ends, in seconds."""
    return max((word.end for word in words if word.end is not None), default=None)


def _runs_on(run: list[Word], word: Word) -> bool:
    if run[0].speaker != word.speaker:
        return False
    return word.speaker != "" or not run[-1].text.rstrip("\"'”’)").endswith(SENTENCE_ENDS)
