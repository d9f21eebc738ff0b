"""Places on a map: circles that do not lie on one another, labels that lie on nothing."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Point = tuple[float, float]
Line = tuple[Point, Point]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle by its sides."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Tell whether two boxes overlap."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def holds(self, other: Box) -> bool:
        """Tell whether the other box lies within."""
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )


@dataclass(frozen=True, slots=True)
class Disc:
    """A circle."""

    x: float
    y: float
    radius: float

    def meets(self, box: Box) -> bool:
        """Tell whether a box touches the circle."""
        across = self.x - min(max(self.x, box.left), box.right)
        down = self.y - min(max(self.y, box.top), box.bottom)
        return math.hypot(across, down) < self.radius


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a label lies, and the line that leads to its circle where it lies apart."""

    box: Box
    line: Line | None


def fitted(places: Sequence[Point], frame: Box) -> list[Point]:
    """Bring places into a frame, all distances in the same proportion, in its middle."""
    xs, ys = [x for x, _ in places], [y for _, y in places]
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    scales = [(frame.right - frame.left) / wide] if wide else []
    scales += [(frame.bottom - frame.top) / high] if high else []
    scale = min(scales, default=0)
    middle = (frame.left + frame.right) / 2, (frame.top + frame.bottom) / 2
    return [
        (
            middle[0] + (x - (min(xs) + max(xs)) / 2) * scale,
            middle[1] - (y - (min(ys) + max(ys)) / 2) * scale,
        )
        for x, y in places
    ]


ROUNDS = 400
"""Rounds of pushing after which circles stay where they are."""


def apart(discs: Sequence[Disc], gap: float, frame: Box) -> list[Disc]:
    """Push circles off one another, each pair by as much to both sides, within a frame."""
    spots = [[disc.x, disc.y] for disc in discs]
    radii = [disc.radius for disc in discs]
    for _ in range(ROUNDS):
        pushed = sum(_push(spots, radii, i, j, gap) for i in range(len(spots)) for j in range(i))
        if not pushed:
            break
        for spot, radius in zip(spots, radii, strict=True):
            spot[0] = min(max(spot[0], frame.left + radius), frame.right - radius)
            spot[1] = min(max(spot[1], frame.top + radius), frame.bottom - radius)
    return [Disc(x, y, radius) for (x, y), radius in zip(spots, radii, strict=True)]


def _push(spots: list[list[float]], radii: list[float], i: int, j: int, gap: float) -> bool:
    across, down = spots[i][0] - spots[j][0], spots[i][1] - spots[j][1]
    far = math.hypot(across, down)
    missing = radii[i] + radii[j] + gap - far
    if missing <= 1e-3:
        return False
    if far < 1e-9:  # on one another: any direction will do, the same one every time
        across, down, far = math.cos(2.4 * i), math.sin(2.4 * i), 1.0
    for spot, side in ((spots[i], 0.5), (spots[j], -0.5)):
        spot[0] += side * missing * across / far
        spot[1] += side * missing * down / far
    return True


FAR = (0.0, 0.1, 0.2, 0.32, 0.45, 0.6)
"""Inches between a circle and its label that are tried, one after the other."""
AROUND = 24
"""Directions that are tried."""
SIDES_FIRST = sorted(range(AROUND), key=lambda n: (abs(math.sin(2 * math.pi * n / AROUND)), n))
LEAD = 0.09
"""Inches from which a line leads from the label to the circle."""
ROOM = 0.02
"""Inches around a line within which all the small boxes along it lie."""
TRIES = 6
"""Orders in which labels are laid at most."""


def labelled(
    discs: Sequence[Disc], sizes: Sequence[Point], small: Point, frame: Box
) -> list[tuple[Placed | None, bool]]:
    """Lay a label beside each circle, on nothing else; say of each whether it is a `small` one.

    Labels are laid in order; where one finds no room all are laid again with that one first. What
    finds no room then is laid in the size of a number, which seldom finds none (None).
    """
    order = list(range(len(discs)))
    places = [_open(at, discs, *sizes[at], frame) for at in order]
    best: dict[int, Placed] = {}
    for _ in range(TRIES):
        found = _laid(order, places, {})
        best = max(best, found, key=len)
        missing = [at for at in order if at not in found]
        if not missing:
            break
        order = missing + [at for at in order if at in found]
    rest = [at for at in range(len(discs)) if at not in best]
    every = best | _laid(rest, {at: _open(at, discs, *small, frame) for at in rest}, best)
    return [(every.get(at), at not in best) for at in range(len(discs))]


def _laid(
    order: Sequence[int], places: Mapping[int, list[Placed]] | list[list[Placed]],
    before: Mapping[int, Placed],
) -> dict[int, Placed]:  # fmt: skip
    """Lay labels in order, each in the first place that is free."""
    found: dict[int, Placed] = {}
    for at in order:
        laid = [*before.values(), *found.values()]
        free = next((placed for placed in places[at] if _free(placed, laid)), None)
        if free:
            found[at] = free
    return found


def _open(at: int, discs: Sequence[Disc], wide: float, high: float, frame: Box) -> list[Placed]:
    """Return the places around a circle that lie within the frame and on no circle."""
    others = [disc for n, disc in enumerate(discs) if n != at]
    return [
        placed
        for placed in _around(discs[at], wide, high)
        if frame.holds(placed.box)
        and not any(disc.meets(placed.box) for disc in _near(placed.box, discs))
        and not (placed.line and _on_any(placed.line, others))
    ]


def _near(box: Box, discs: Sequence[Disc]) -> list[Disc]:
    """Return the circles whose own box touches another: the only ones that can meet it."""
    left, top, right, bottom = box.left, box.top, box.right, box.bottom
    return [
        disc
        for disc in discs
        if left < disc.x + disc.radius
        and disc.x - disc.radius < right
        and top < disc.y + disc.radius
        and disc.y - disc.radius < bottom
    ]


def _on_any(line: Line, discs: Sequence[Disc]) -> bool:
    near = _near(_around_line(line), discs)
    return bool(near) and any(disc.meets(spot) for spot in _along(line) for disc in near)


def _around(disc: Disc, wide: float, high: float) -> list[Placed]:
    """Return places around a circle, the nearest first, at each distance the sides first."""
    found = []
    for far in FAR:
        for n in SIDES_FIRST:
            angle = 2 * math.pi * n / AROUND
            reach = disc.radius + 0.04 + far
            x, y = disc.x + reach * math.cos(angle), disc.y + reach * math.sin(angle)
            left = x - wide * (1 - math.cos(angle)) / 2
            top = y - high * (1 - math.sin(angle)) / 2
            box = Box(left, top, left + wide, top + high)
            edge = disc.radius / reach
            start = disc.x + (x - disc.x) * edge, disc.y + (y - disc.y) * edge
            end = x - 0.03 * math.cos(angle), y - 0.03 * math.sin(angle)
            found.append(Placed(box, (start, end) if far >= LEAD else None))
    return found


def _free(placed: Placed, laid: Sequence[Placed]) -> bool:
    if any(placed.box.meets(other.box) or _crosses(other.line, placed.box) for other in laid):
        return False
    line = placed.line
    return line is None or not any(
        _crosses(line, other.box) or _cross(line, other.line) for other in laid
    )


def _crosses(line: Line | None, box: Box) -> bool:
    return (
        line is not None
        and _around_line(line).meets(box)
        and any(box.meets(spot) for spot in _along(line))
    )


def _around_line(line: Line) -> Box:
    """Return a box within which all the small boxes along a line lie."""
    (x, y), (to_x, to_y) = line
    return Box(min(x, to_x) - ROOM, min(y, to_y) - ROOM, max(x, to_x) + ROOM, max(y, to_y) + ROOM)


def _cross(one: Line, other: Line | None) -> bool:
    """Tell whether two lines cross: the ends of each lie on both sides of the other."""
    if other is None:
        return False
    return all(_side(a, b[0]) * _side(a, b[1]) < 0 for a, b in ((one, other), (other, one)))


def _side(line: Line, spot: Point) -> float:
    (x, y), (to_x, to_y) = line
    return (to_x - x) * (spot[1] - y) - (to_y - y) * (spot[0] - x)


def _along(line: Line) -> list[Box]:
    """Return small boxes along a line."""
    (x, y), (to_x, to_y) = line
    steps = max(2, int(math.hypot(to_x - x, to_y - y) / 0.04))
    spots = ((x + (to_x - x) * n / steps, y + (to_y - y) * n / steps) for n in range(steps + 1))
    return [Box(at - 0.01, down - 0.01, at + 0.01, down + 0.01) for at, down in spots]
