"""Which groups say a subject more or less than all others: the calls.

Units are participants, never utterances. What each raised is freed of hobby-horses (`hobbies`),
turns are weighed by how many independent ones they are worth, given how people and sessions differ
(`worth`), and the explanations of the counts compete (`explanations`). Where the machine coded,
`evidence` reads its scores in place of what it assigned.
"""

from __future__ import annotations

import numpy as np

from fgtools.roles.counting import Flags, Numbers, Places, Tally, group_of_cell
from fgtools.roles.evidence import Evidence, raised
from fgtools.roles.explanations import likely
from fgtools.roles.hobbies import dismounted
from fgtools.roles.worth import independent

FEWEST_SUBJECTS = 6
"""Subjects raised below which a subject has no meaningful share in all that was raised; then the
words a participant spoke stand for occasions to raise it."""
WORDS_A_PLACE = 20
"""Words that give one occasion to raise a subject: an utterance of spoken English."""
FEWEST_TURNS = 5.0
"""Turns on a subject below which it is left out: no way they fall tells of a difference."""
WRONG = 0.18
"""Expected share of wrong calls among those made (Newton and others 2004, Biostatistics 5:155-176);
so the first call of a study must be four times as likely as not. Measured: `evals/roles`."""
LEAST = 0.5
"""How likely a difference must be at least, however sure the others are."""


def differences(counted: Tally, assessable: Flags, evidence: Evidence | None = None) -> Places:
    """Return 1 (more), -1 (less) or 0 for each subject and group, shape (subjects, groups).

    Groups that are not `assessable`, and subjects that nobody raised, are never called. `evidence`
    is taken for the number of turns, where it is given.
    """
    more, less = likelihoods(counted, evidence)
    chances = np.where(assessable[:, None], np.maximum(more, less), 0)
    sides = np.where(more > less, 1, -1)
    calls: Places = np.where(accepted(chances), sides, 0).T.astype(np.int64)
    return calls


def likelihoods(counted: Tally, evidence: Evidence | None = None) -> tuple[Numbers, Numbers]:
    """Return how likely (0 to 1) each group says each subject more, and less than the others.

    Shape (groups, subjects).
    """
    more, less = np.zeros((2, len(counted.groups), len(counted.subjects)))
    turns = counted.turns
    if evidence:
        turns = raised(evidence, counted.people, counted.subjects)
    who = counted.counts & (turns.sum(axis=1) > 0)
    seen = counted.turns[counted.counts].sum(axis=0) > 0
    used = np.flatnonzero(seen & (turns[who].sum(axis=0) >= FEWEST_TURNS))
    places = _places(turns, used, counted.spoken)[who]
    who_said = places.sum(axis=1) > 0
    places, cell = places[who_said], counted.cell[who][who_said]
    own, strata = counted.group[who][who_said], group_of_cell(counted)
    heard, group = np.unique(own, return_inverse=True)
    if len(heard) < 2 or not len(used):
        return more, less
    freed = dismounted(places, group.astype(np.int64))
    counts = independent(freed, cell, strata, len(counted.groups))[heard]
    tested = np.arange(places.shape[1]) < len(used)
    for side, found in zip((more, less), likely(counts, tested), strict=True):
        side[np.ix_(heard, used)] = found[:, tested]
    return more, less


def _places(turns: Numbers, used: Places, spoken: Numbers) -> Numbers:
    """Return turns on the subjects used; with few subjects, also what else the words were for."""
    if len(used) >= FEWEST_SUBJECTS:
        return turns[:, used]
    rest = np.maximum(spoken / WORDS_A_PLACE - turns[:, used].sum(axis=1), 0)
    return np.column_stack([turns[:, used], rest])


def accepted(chances: Numbers) -> Flags:
    """Tell which differences are called: the likeliest, while few of them are wrong (`WRONG`).

    Equally likely ones are called together or not at all, as are the two sides of one difference
    where there are but two groups.
    """
    ranked = np.sort(chances, axis=None)[::-1]
    as_likely = np.searchsorted(-ranked, -ranked, side="right")
    wrong = np.cumsum(1 - ranked)[as_likely - 1] / as_likely
    good = ranked[(wrong <= WRONG) & (ranked >= LEAST)]
    called: Flags = chances >= good.min(initial=np.inf)
    return called
