"""Compare roles, or any other grouping: who raised a subject, how many, and how sure one may be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from fgtools.nouns import View
from fgtools.roles.counting import (
    Flags,
    Mention,
    Numbers,
    Speaking,
    Tally,
    group_of_cell,
    tally,
    total_by,
)
from fgtools.roles.differences import differences
from fgtools.roles.evidence import Evidence
from fgtools.roles.hiding import hidden
from fgtools.roles.spread import effective, interval, likeness
from fgtools.roles.verdicts import FEWEST, Standing, verdict

__all__ = ["Mention", "Speaking", "compare"]

WORDS = {1: "more", -1: "less", 0: "no"}
FEWEST_IN_SESSION = 3
"""Participants a session needs before it can contradict another."""
CONTRADICTION = 0.05
"""Chance of two sessions so unlike, up to which they contradict each other."""


@dataclass(frozen=True, slots=True)
class Column:
    """One group's views, not yet judged, a row for each subject; `words` are all the group's.

    `mixed`: other groups spoke in every one of its sessions.
    """

    views: tuple[View, ...]
    contradict: Flags
    words: float
    mixed: bool


def compare(
    mentions: Sequence[Mention],
    speakers: Sequence[Speaking],
    *,
    subjects: Sequence[str],
    groups: Mapping[str, str],
    evidence: Evidence | None = None,
    threshold: int = 0,
    noun: str = "role",
) -> tuple[View, ...]:
    """Return a view for every subject and group, in the order of `subjects`, groups by name.

    Participants are those who count, spoke, and are in `groups` (participant id to group); turns
    and `talk` (share of the group's words, 0 to 1) also take unknown voices in. `share` has a 95 %
    Jeffreys interval of as many independent people as the sessions are worth. `differs` is the
    group against all others; see `differences` for the test and `verdicts` for its words. Where a
    machine coded, the test reads its scores (`evidence`); figures always count `mentions`.
    `suppressed`: 1 to `threshold` - 1 participants raised it, or did not, or the group has fewer.
    `noun` is what is compared (role, wave, session...), for the verdict.
    """
    counted = tally(mentions, speakers, subjects, groups)
    people = np.array([_people(counted, g) for g in range(len(counted.groups))], np.int64)
    assessable = (people >= FEWEST) & (people.sum() - people >= FEWEST)
    calls = differences(counted, assessable, evidence)
    alike = likeness(counted)
    columns = [_column(counted, group, alike) for group in range(len(counted.groups))]
    views: list[View] = []
    for row in range(len(counted.subjects)):
        for group, able in enumerate(assessable):
            call = WORDS[int(calls[row, group])] if able else "unknown"
            views.append(_judged(columns, row, group, call, threshold, noun))
    return tuple(views)


def _people(counted: Tally, group: int) -> int:
    return int((counted.counts & (counted.group == group)).sum())


def _column(counted: Tally, group: int, alike: float) -> Column:
    voices = counted.group == group
    who = voices & counted.counts
    cells = len(counted.cells)
    size = np.bincount(counted.cell[who], minlength=cells).astype(float)
    by_cell = total_by(counted.cell[who], cells, (counted.turns[who] > 0).astype(float))
    in_session = (total_by(counted.cell[voices], cells, counted.turns[voices]) > 0).sum(axis=0)
    of, hits = int(who.sum()), by_cell.sum(axis=0)
    share = hits / max(of, 1)
    low, high = interval(share, np.full_like(share, effective(size[size > 0], alike)))
    turns = counted.turns[voices].sum(axis=0)
    words = max(float(counted.spoken[voices].sum()), 1.0)
    talk = counted.words[voices].sum(axis=0) / words
    of_sessions = int((group_of_cell(counted) == group).sum())
    views = [
        View(
            subject, counted.groups[group],
            int(in_session[at]), int(hits[at]), int(turns[at]), of_sessions, of,
            float(share[at]), float(low[at]), float(high[at]), float(talk[at]),
            "no", "",
        )
        for at, subject in enumerate(counted.subjects)
    ]  # fmt: skip
    return Column(tuple(views), _contradict(by_cell, size), words, _mixed(counted, group))


def _mixed(counted: Tally, group: int) -> bool:
    name = counted.groups[group]
    others = {session for session, other in counted.cells if other != name}
    return {session for session, own in counted.cells if own == name} <= others


def _contradict(by_cell: Numbers, size: Numbers) -> Flags:
    """Tell for each subject whether half or more raised it in one session and nobody in another.

    And more clearly so than chance makes it (Fisher's exact test, one-sided, on these two): three
    of six and none of six is nothing unusual where few raise a subject.
    """
    from scipy.stats import hypergeom

    large = size >= FEWEST_IN_SESSION
    if large.sum() < 2:
        return np.zeros(by_cell.shape[1], bool)
    hits, of = by_cell[large], size[large]
    shares = hits / of[:, None]
    most, column = shares.argmax(axis=0), np.arange(hits.shape[1])
    none = np.where(hits == 0, of[:, None], 0).max(axis=0)
    raised = hits[most, column]
    chance = hypergeom.sf(raised - 1, of[most] + none, raised, of[most])
    contradict: Flags = (shares.max(axis=0) >= 0.5) & (none > 0) & (chance <= CONTRADICTION)
    return contradict


def _judged(
    columns: Sequence[Column], row: int, group: int, call: str, threshold: int, noun: str
) -> View:
    view = columns[group].views[row]
    rest = [column for at, column in enumerate(columns) if at != group]
    others = [column.views[row] for column in rest]
    contradicts = bool(columns[group].contradict[row]) and call != "unknown"
    differs = "unknown" if contradicts else call
    words = sum(column.words for column in rest)
    spent = sum(column.views[row].talk * column.words for column in rest)
    standing = Standing(
        noun=noun,
        differs=differs,
        raised=view.participants,
        of=view.of_participants,
        sessions=view.sessions,
        of_sessions=view.of_sessions,
        others_raised=sum(other.participants for other in others),
        others_of=sum(other.of_participants for other in others),
        others_sessions=sum(other.sessions for other in others),
        others_of_sessions=sum(other.of_sessions for other in others),
        talk=view.talk,
        others_talk=spent / max(words, 1.0),
        contradicts=contradicts,
        hide=_small(view, threshold),
        hide_others=any(_small(other, threshold) for other in others),
        mixed=columns[group].mixed,
    )
    return replace(view, differs=differs, verdict=verdict(standing), suppressed=standing.hide)


def _small(view: View, threshold: int) -> bool:
    of = view.of_participants
    return of < threshold or hidden(view.participants, of, threshold)
