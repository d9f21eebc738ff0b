"""Many words looked for in one text: what does not stand in it is ruled out at one go."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from fgtools.names.words import is_ordinary

INSIDE = 5
"""Letters from which a name inside another word proves something, as in the leak check."""
LONGEST = 12
"""Letters on either side of a stretch among which a word that it is part of is looked for."""
PIECE = 6
"""Letters of a needle's pieces: of names, few pieces of six letters stand in other words."""
RUN = re.compile(r"[^\W_]+")
"""Letters and digits side by side, at their longest."""


class Needles:
    """Words to look for, as `canary_text.folded` writes them."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = tuple(words)
        self._pieces = {word: _pieces_of(word) for word in self.words}
        self._wanted = frozenset().union(*self._pieces.values())
        self._lengths = sorted({len(piece) for piece in self._wanted})
        self._under: dict[str, list[str]] = defaultdict(list)
        for word, pieces in self._pieces.items():
            self._under[min(pieces, default="")].append(word)

    def at_least(self, letters: int) -> Needles:
        """Return those that are long enough."""
        return Needles(word for word in self.words if len(word) >= letters)

    def stand_in(self, text: str) -> bool:
        """Tell whether any of them stands in a text, which is folded too."""
        runs = {match.group() for match in RUN.finditer(text)}
        met = self._met(runs)
        return any(
            self._pieces[word] <= met and _among(word, runs, text)
            for piece in (*met, "")  # few of many words: a file may hold thousands of short texts
            for word in self._under.get(piece, ())
        )

    def _met(self, runs: set[str]) -> set[str]:
        """Return the pieces that stand in the runs of a text; each run is looked at once."""
        return {
            piece
            for run in runs
            for length in self._lengths
            for at in range(len(run) - length + 1)
            if (piece := run[at : at + length]) in self._wanted
        }


def _among(word: str, runs: set[str], text: str) -> bool:
    """Tell whether a word stands in a text; one without marks is looked for in its runs alone."""
    if word in runs:
        return True
    if not RUN.fullmatch(word):
        return word in text and stands(text, word)
    return len(word) >= INSIDE and stands(" ".join(run for run in runs if word in run), word)


def _pieces_of(word: str) -> frozenset[str]:
    """Return pieces of a word's longest run of letters: a text without one has not the word."""
    run = max(RUN.findall(word), key=len, default="")
    length = min(PIECE, len(run))
    return frozenset(run[at : at + length] for at in range(len(run) - length + 1) if length)


def stands(text: str, word: str) -> bool:
    """Tell whether a word stands in a text by itself, or glued to what makes no ordinary word."""
    if re.search(rf"(?<![^\W_]){re.escape(word)}(?![^\W_])", text):
        return True
    if len(word) < INSIDE:
        return False
    near = rf"[^\W\d_]{{0,{LONGEST}}}"
    runs = {m.group() for m in re.finditer(f"{near}{re.escape(word)}{near}", text)}
    return not all(_in_an_ordinary_word(run, word) for run in runs)


def _in_an_ordinary_word(run: str, word: str) -> bool:
    """Tell whether a word of a run of letters has another in it: "carried" has "carrie"."""
    start = run.find(word)
    end = start + len(word)
    return any(
        is_ordinary(run[i:j])
        for i in range(start + 1)
        for j in range(end, len(run) + 1)
        if (i, j) != (start, end)
    )
