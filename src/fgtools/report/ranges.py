"""What sums and bounds tell of whole numbers that are not printed: the range each still has."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

Bounds = tuple[float, float]
MOST_ROUNDS = 200
"""Times that every relation may be used: far more than ever needed where none contradicts."""
ANY: Bounds = (0, math.inf)
"""What is known of a count before anything is printed."""


@dataclass(frozen=True, slots=True)
class Relation:
    """`least` <= the sum of the terms <= `most`; a term is a count's key and its factor."""

    terms: Mapping[str, int]
    least: float
    most: float


@dataclass(slots=True)
class Ranges:
    """Counts by key with their bounds, and what relates them."""

    bounds: dict[str, Bounds] = field(default_factory=dict)
    relations: list[Relation] = field(default_factory=list)
    of: dict[str, list[int]] = field(default_factory=dict)

    def know(self, key: str, least: float = 0, most: float = math.inf) -> None:
        """Narrow what is known of a count; what contradicts an earlier bound is passed over."""
        low, high = self.bounds.get(key, ANY)
        if max(low, least) <= min(high, most):
            self.bounds[key] = (max(low, least), min(high, most))

    def relate(self, terms: Mapping[str, int], least: float = 0, most: float = math.inf) -> None:
        """Add a relation of counts."""
        for key in terms:
            self.bounds.setdefault(key, ANY)
            self.of.setdefault(key, []).append(len(self.relations))
        self.relations.append(Relation(terms, least, most))

    def around(self, keys: Iterable[str], free: Sequence[str] = ()) -> Ranges:
        """Return what bears on some counts: through relations, over counts not yet known.

        Of those in `free` everything is forgotten.
        """
        part, waiting, seen = Ranges(), [*keys, *free], set[int]()
        reached = set(waiting)
        while waiting:
            for at in self.of.get(waiting.pop(), ()):
                if at in seen:
                    continue
                seen.add(at)
                for key in self.relations[at].terms:
                    low, high = self.bounds[key]
                    if key not in reached and low < high:
                        reached.add(key)
                        waiting.append(key)
        for at in sorted(seen):
            part.relate(self.relations[at].terms, self.relations[at].least, self.relations[at].most)
        for key in {*part.bounds, *reached}:
            part.bounds[key] = ANY if key in free else self.bounds.get(key, ANY)
        return part

    def narrowed(self) -> dict[str, Bounds]:
        """Return the bounds of all counts after every relation has been used until none tells more.

        Bounds propagation on linear relations (Schulte and Stuckey 2005, ACM TOPLAS 27:388-425).
        A relation that cannot hold is passed over; relations that contradict one another end it.
        """
        bounds, waiting = dict(self.bounds), list(range(len(self.relations)))
        queued = set(waiting)
        for _ in range(MOST_ROUNDS * len(self.relations)):
            if not waiting:
                break
            at = waiting.pop(0)
            queued.discard(at)
            for key in _tightened(self.relations[at], bounds):
                for other in self.of[key]:
                    if other not in queued:
                        queued.add(other)
                        waiting.append(other)
        return bounds


def _tightened(relation: Relation, bounds: dict[str, Bounds]) -> list[str]:
    """Narrow the bounds of the counts in a relation; return which changed."""
    ends = {key: _ends(factor, bounds[key]) for key, factor in relation.terms.items()}
    lows, highs = [low for low, _ in ends.values()], [high for _, high in ends.values()]
    if sum(lows) > relation.most or sum(highs) < relation.least:
        return []
    changed = []
    for key, factor in relation.terms.items():
        low, high = ends[key]
        most = relation.most - (_sum_without(lows, low) if relation.most < math.inf else 0)
        least = relation.least - _sum_without(highs, high)
        found = _whole(factor, least, most, bounds[key])
        if found != bounds[key] and found[0] <= found[1]:
            bounds[key] = found
            changed.append(key)
    return changed


def _sum_without(values: Sequence[float], one: float) -> float:
    """Add up all values but one; infinite ones cannot simply be taken off."""
    if math.isinf(one):
        rest = list(values)
        rest.remove(one)
        return sum(rest)
    return sum(values) - one


def _ends(factor: int, bounds: Bounds) -> Bounds:
    low, high = (factor * end for end in bounds)
    return (low, high) if factor > 0 else (high, low)


def _whole(factor: int, least: float, most: float, bounds: Bounds) -> Bounds:
    """Return the whole numbers within bounds whose product with a factor lies between two ends."""
    if factor < 0:
        factor, least, most = -factor, -most, -least
    low = least / factor if math.isinf(least) else math.ceil(least / factor)
    high = most / factor if math.isinf(most) else math.floor(most / factor)
    return max(bounds[0], low), min(bounds[1], high)
