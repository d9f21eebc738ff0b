"""Differently: whether a group spoke of a subject as a barrier, an enabler or a request.

Units are participants who raised the subject. Each group is held against all others by Fisher's
exact test with mid-p (Lancaster 1961, Journal of the American Statistical Association 56:223-234),
on as many independent people as its participants are worth, given how alike people of one session
are. Tests that could reach significance by no outcome are not counted among the comparisons
(Tarone 1990, Biometrics 46:515-522); of those left Benjamini and Hochberg's rule takes its pick.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import hypergeom

from fgtools.nouns import Participant
from fgtools.roles.counting import Flags, Mention, Places, Speaking, Tally, tally
from fgtools.roles.hiding import hidden
from fgtools.roles.many import FALSE_CALLS, largest_accepted
from fgtools.roles.sides import Counts, few
from fgtools.roles.spread import effective, interval, likeness
from fgtools.roles.stance_verdicts import verdict
from fgtools.roles.verdicts import FEWEST

STANCES = ("barrier", "enabler", "request")
ROUNDING = 1e-9
"""Counts that are equally rare differ by this much, because numbers in a machine are rounded."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A turn in which a participant raised a subject, and the stance taken ("none" counts too)."""

    subject: str
    stance: str
    turn: str
    participant: str


@dataclass(frozen=True, slots=True)
class StanceView:
    """How many of a group's participants who raised a subject took a stance on it.

    `share` (0 to 1) has a 95 % Jeffreys interval; `differs`: more, less, no or unknown, the group
    against all others. `suppressed`: a release would hide the count; `raised_suppressed`: also how
    many raised the subject.
    """

    subject: str
    group: str
    stance: str
    sessions: int
    participants: int
    of_sessions: int
    of_participants: int
    share: float
    low: float
    high: float
    differs: str
    verdict: str
    suppressed: bool
    raised_suppressed: bool


def stances(
    taken: Iterable[Taken],
    speakers: Mapping[str, Participant],
    groups: Mapping[str, str],
    *,
    subjects: Sequence[str],
    threshold: int = 0,
    noun: str = "role",
) -> tuple[StanceView, ...]:
    """Return a view for every subject, group and stance, in these orders, groups by name.

    `groups` leads from the id of a participant who spoke to the group. A group is assessed where
    5 of its participants and 5 of the others raised the subject, in two sessions or more each
    (but where sessions are compared). `suppressed`: few took the stance, raised the subject, or
    did not; few is fewer than `threshold`.
    """
    counted = _tallies(taken, speakers, groups, subjects)
    alike = likeness(*counted.values())
    spoke = _spoke(speakers, groups)
    every = [one for key, each in counted.items() for one in _counts(key, each, spoke)]
    pairs = [(one, group) for one in every for group in sorted({*groups.values()})]
    able = [_assessable(one, group, noun) for one, group in pairs]
    chances = [
        _chances(*pair, alike) if yes else (1.0, 1.0) for pair, yes in zip(pairs, able, strict=True)
    ]
    tested = [p for p, least in chances if least <= FALSE_CALLS]
    limit = largest_accepted(np.array(tested))
    views: list[StanceView] = []
    for (one, group), yes, (p, least) in zip(pairs, able, chances, strict=True):
        side = _side(one, group) if yes and p <= limit and least <= FALSE_CALLS else 0
        differs = {1: "more", -1: "less", 0: "no"}[side] if yes else "unknown"
        views.append(_view(one, group, differs, alike, threshold, noun))
    return tuple(views)


def _tallies(
    taken: Iterable[Taken],
    speakers: Mapping[str, Participant],
    groups: Mapping[str, str],
    subjects: Sequence[str],
) -> dict[str, Tally]:
    """Count for each subject, among those who raised it, who took which stance."""
    said: dict[str, list[Taken]] = {subject: [] for subject in subjects}
    for one in taken:
        if one.subject in said and one.participant in groups:
            said[one.subject].append(one)
    found: dict[str, Tally] = {}
    for subject, every in said.items():
        people = [speakers[key] for key in dict.fromkeys(one.participant for one in every)]
        mentions = [
            Mention(t.stance, t.turn, t.participant, speakers[t.participant].session, 0)
            for t in every
        ]
        found[subject] = tally(mentions, [Speaking(p, 1) for p in people], STANCES, groups)
    return found


def _spoke(
    speakers: Mapping[str, Participant], groups: Mapping[str, str]
) -> dict[tuple[str, str], int]:
    """Count the participants of each session and group."""
    found: dict[tuple[str, str], int] = {}
    for key, group in groups.items():
        if speakers[key].counts:
            place = speakers[key].session, group
            found[place] = found.get(place, 0) + 1
    return found


def _counts(subject: str, counted: Tally, spoke: Mapping[tuple[str, str], int]) -> Iterator[Counts]:
    """Yield the counts of each stance, over all cells in which somebody spoke."""
    cells = sorted(spoke)
    place = {cell: at for at, cell in enumerate(cells)}
    at = np.array([place.get(cell, -1) for cell in counted.cells], np.int64)
    groups = np.array([group for _, group in cells])

    def people(who: Flags) -> Places:
        return np.bincount(at[counted.cell[who]], minlength=len(cells)).astype(np.int64)

    for column, stance in enumerate(STANCES):
        took = people(counted.counts & (counted.turns[:, column] > 0))
        all_spoke = np.array([spoke[cell] for cell in cells], np.int64)
        yield Counts(subject, stance, groups, all_spoke, people(counted.counts), took)


def _assessable(one: Counts, group: str, noun: str) -> bool:
    own, others = one.of(group), one.of(group, others=True)
    enough = min(own.raised.sum(), others.raised.sum()) >= FEWEST
    return bool(enough and others.sessions > 1 and (noun == "session" or own.sessions > 1))


def _chances(one: Counts, group: str, alike: float) -> tuple[float, float]:
    """Return the mid-p of the two sides, and the least that their margins allow."""
    n, k = _worth(one.of(group), alike)
    m, j = _worth(one.of(group, others=True), alike)
    every = hypergeom(n + m, k + j, n)
    low, high = every.support()
    chances = every.pmf(np.arange(low, high + 1))

    def as_rare(p: float) -> float:
        same = np.abs(chances - p) <= p * ROUNDING
        return float(chances[(chances < p) & ~same].sum() + chances[same].sum() / 2)

    return as_rare(chances[k - low]), as_rare(chances.min())


def _worth(side: Counts, alike: float) -> tuple[int, int]:
    """Return how many independent people a side is worth, and how many of them took the stance."""
    worth = int(effective(side.raised.astype(float), alike))
    return worth, round(worth * side.share)


def _side(one: Counts, group: str) -> int:
    """Return 1 or -1 where every session lies on one side of the others' share, else 0."""
    own, rest = one.of(group), one.of(group, others=True).share
    heard = own.raised > 0
    ways = {int(np.sign(share - rest)) for share in own.took[heard] / own.raised[heard]}
    return ways.pop() if len(ways) == 1 else 0


def _view(
    one: Counts, group: str, differs: str, alike: float, threshold: int, noun: str
) -> StanceView:
    own = one.of(group)
    of = int(own.raised.sum())
    worth = np.array([effective(own.raised.astype(float), alike)])
    low, high = (float(end[0]) for end in interval(np.array([own.share]), worth))
    return StanceView(
        one.subject, group, one.stance, int((own.took > 0).sum()), int(own.took.sum()),
        own.sessions, of, own.share, low if of else 0.0, high if of else 1.0,
        differs, verdict(one, group, differs, threshold, noun), few(own, threshold),
        hidden(of, int(own.spoke.sum()), threshold),
    )  # fmt: skip
