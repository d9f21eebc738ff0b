"""Phrases that mark a group of utterances against all other talk, counted by who said them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from fgtools.topics.phrases import stem

MARKED = 6.63
"""Log-likelihood ratio from which a phrase marks a group: chi-square of one degree, p = .01."""

TELLING = 0.1
"""Share of the talk that holds a phrase which must be in the group: "local" may be said four times
as often there and still tell nothing of it."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A phrase in the forms in which it was said, the commonest first.

    `people` are those of the group who said it, `inside` and `outside` the utterances that hold
    it, `weight` the log-likelihood ratio.
    """

    forms: tuple[str, ...]
    people: frozenset[str]
    inside: int
    outside: int
    weight: float

    @property
    def share(self) -> float:
        """Return how much of the talk that holds the phrase is in the group, 0 to 1."""
        return self.inside / (self.inside + self.outside)


class Talk:
    """All talk as phrases, an utterance a row, so that any part of it can be told from the rest.

    Forms of one phrase (`permit`, `permits`) are counted together.
    """

    def __init__(self, spoken: Sequence[Sequence[str]], people: Sequence[str]) -> None:
        self._forms = [_by_stems(said) for said in spoken]
        self._people = people
        self._held = Counter(key for forms in self._forms for key in forms)

    def marks(self, rows: Collection[int]) -> tuple[Mark, ...]:
        """Return the phrases that some utterances hold more often than all others, by weight."""
        inside = Counter(key for row in rows for key in self._forms[row])
        forms: dict[str, Counter[str]] = {}
        people: dict[str, set[str]] = {}
        for row in rows:
            for key, said in self._forms[row].items():
                forms.setdefault(key, Counter()).update(said)
                people.setdefault(key, set()).add(self._people[row])
        found = [
            Mark(
                tuple(sorted(forms[key], key=lambda form: (-forms[key][form], form))),
                frozenset(people[key]), n, self._held[key] - n,
                log_likelihood(n, len(rows), self._held[key], len(self._forms)),
            )
            for key, n in inside.items()
        ]  # fmt: skip
        marking = (m for m in found if m.weight >= MARKED and m.share >= TELLING)
        return tuple(sorted(marking, key=lambda m: (-m.weight, -len(m.forms[0]), m.forms)))


def log_likelihood(inside: int, of_inside: int, both: int, of_both: int) -> float:
    """Return the log-likelihood ratio (Dunning 1993) of a count in a part and in the whole.

    0 where the part does not hold more of it than the rest.
    """
    outside, of_outside = both - inside, of_both - of_inside
    if inside * of_both <= both * of_inside:
        return 0.0
    cells = (
        (inside, of_inside * both), (outside, of_outside * both),
        (of_inside - inside, of_inside * (of_both - both)),
        (of_outside - outside, of_outside * (of_both - both)),
    )  # fmt: skip
    return 2 * math.fsum(n * math.log(n * of_both / margins) for n, margins in cells if n)


def _by_stems(said: Sequence[str]) -> Mapping[str, Collection[str]]:
    forms: dict[str, set[str]] = {}
    for phrase in said:
        key = " ".join(stem(word) for word in phrase.split())
        forms.setdefault(key, set()).add(phrase)
    return forms
