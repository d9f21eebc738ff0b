"""Tell whether two figures of a draft speak of the same thing, by the words they are said of.

Words weigh the more, the fewer passages of the draft have them (inverse document frequency, Sparck
Jones 1972, Journal of Documentation 28:11-21).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable

from fgtools.report.draft.mentions import Mention
from fgtools.report.draft.wording import LIGHT, OTHERS, stems

SAME = 0.6
"""Likeness from which two figures are taken to be of the same thing.

Ours, set on invented reports (see evals/report)."""
LITTLE = 0.3
"""Weight of light words, against 1 of others."""
ON_ITS_OWN = 0.6
"""Share of the longer clause from which a row and a sentence need nothing else in common."""
RARE = (4, 0.08)
"""Passages, or share of them, up to which a word is rare enough to tell a subject by."""


def _of_its_question(one: Mention, other: Mention) -> bool:
    """Tell whether a sentence speaks of what the caption asks: "Workload 57 %" is of what?"""
    tabled = [m for m in (one, other) if m.tabled]
    said = [m for m in (one, other) if not m.tabled]
    if not tabled or not said or not tabled[0].caption:
        return True
    return bool(tabled[0].caption & said[0].setting - tabled[0].own)


class Weights:
    """What each stem of a draft weighs."""

    def __init__(self, texts: Iterable[str]) -> None:
        bags = [stems(text) for text in texts]
        held = Counter(word for bag in bags for word in bag)
        self._weights = {word: math.log(1 + len(bags) / n) for word, n in held.items()}
        self._most = math.log(1 + max(len(bags), 1))
        self._common = {w for w, n in held.items() if n > max(RARE[0], RARE[1] * len(bags))}

    def of(self, words: Iterable[str], light: float = 1.0) -> float:
        """Return what some stems weigh together, light ones taken so many times."""
        return math.fsum(
            self._weights.get(word, self._most) * (light if word in LIGHT else 1.0)
            for word in sorted(words)
        )

    def alike(self, one: Mention, other: Mention) -> float:
        """Return how surely two shares are of the same thing, 0 to 1.

        The mean of three: the words they share of all words of the longer clause, and of the
        shorter, and how much of each clause is in the other's setting.
        """
        shared = one.own & other.own
        if not shared - {OTHERS} or not shared - self._common:
            return 0.0  # each question has its own "Other"
        if one.tabled and other.tabled and not self._same_question(one, other):
            return 0.0
        # A position is a contract, but only where nothing else tells the two apart.
        mine = self.of(one.own, 1.0 if other.own - shared - LIGHT else LITTLE)
        theirs = self.of(other.own, 1.0 if one.own - shared - LIGHT else LITTLE)
        both = min(self.of(shared, LITTLE if shared - LIGHT else 1.0), mine, theirs)
        direct = both / max(mine, theirs)
        if direct < ON_ITS_OWN and not _of_its_question(one, other):
            return 0.0
        crossed = (
            min(self.of(one.own & other.setting, LITTLE) / mine, 1.0)
            + min(self.of(other.own & one.setting, LITTLE) / theirs, 1.0)
        ) / 2
        return (direct + both / min(mine, theirs) + crossed) / 3

    def _same_question(self, one: Mention, other: Mention) -> bool:
        """Tell whether two tables are of one question, not only of one shape."""
        most = max(self.of(one.caption), self.of(other.caption))
        return most > 0 and self.of(one.caption & other.caption) >= SAME * most
