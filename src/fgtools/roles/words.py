"""Words that mark a group: used more by its participants than by all others.

Log-odds with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008, Fightin' Words,
Political Analysis 16:372-403), on counts in which nobody weighs more than a few uses of a word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from fgtools.nouns import Participant, SafeTurn
from fgtools.roles.hiding import hidden
from fgtools.stopwords import content_words

MOST_USES = 3
"""Uses of a word that count for one participant: one loud voice is not a finding."""
FEWEST_PEOPLE = 3
FEWEST_SESSIONS = 2
"""Participants and sessions of the group that must have used a word (one, where it has one)."""
PRIOR = 500.0
"""Words that the prior is worth: about what one talkative participant says."""
CLEAR = 1.96
"""Standard errors from which a word is listed."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word that marks a group: `score` in standard errors, and how many used it, of how many.

    `others` are the participants of all other groups who used it. `suppressed`: the counts are
    hidden in a release.
    """

    group: str
    word: str
    score: float
    participants: int
    of_participants: int
    sessions: int
    of_sessions: int = 0
    others: int = 0
    of_others: int = 0
    suppressed: bool = False


def distinctive(
    turns: Sequence[SafeTurn],
    speakers: Mapping[str, Participant],
    groups: Mapping[str, str],
    *,
    most: int = 15,
    threshold: int = 0,
) -> tuple[Word, ...]:
    """Return for each group (participant id to group) its `most` distinctive words, best first.

    Only participants who count are read; stop words, fillers and surrogates are no words. Counts
    are suppressed where fewer than `threshold` participants, of the group or of the others, used a
    word, or did not.
    """
    used: dict[str, Counter[str]] = {}
    for turn in turns:
        person = speakers.get(turn.participant)
        if person is not None and person.counts and turn.participant in groups:
            used.setdefault(turn.participant, Counter()).update(content_words(turn.text))
    people = sorted(used)
    listed = sorted({word for counts in used.values() for word in counts})
    column = {word: at for at, word in enumerate(listed)}
    capped = np.zeros((len(people), len(listed)))
    for row, person_id in enumerate(people):
        for word, uses in used[person_id].items():
            capped[row, column[word]] = min(uses, MOST_USES)
    found: list[Word] = []
    for group in sorted({groups[person_id] for person_id in people}):
        inside = np.array([groups[person_id] == group for person_id in people])
        sessions = [speakers[person_id].session for person_id in people]
        found += _of_group(group, capped, inside, np.array(sessions), listed)[:most]
    return tuple(replace(one, suppressed=_few(one, threshold)) for one in found)


def _few(one: Word, threshold: int) -> bool:
    mine = hidden(one.participants, one.of_participants, threshold)
    return mine or hidden(one.others, one.of_others, threshold)


def _of_group(
    group: str,
    capped: NDArray[np.float64],
    inside: NDArray[np.bool_],
    sessions: NDArray[np.str_],
    listed: Sequence[str],
) -> list[Word]:
    scores = log_odds(capped[inside].sum(axis=0), capped[~inside].sum(axis=0))
    raised = capped[inside] > 0
    people = raised.sum(axis=0)
    own = np.unique(sessions[inside])
    heard = np.array([raised[sessions[inside] == name].any(axis=0) for name in own]).sum(axis=0)
    clear = (scores >= CLEAR) & (people >= FEWEST_PEOPLE)
    clear &= heard >= min(FEWEST_SESSIONS, len(own))
    others = (capped[~inside] > 0).sum(axis=0)
    order = sorted(np.flatnonzero(clear).tolist(), key=lambda at: (-scores[at], listed[at]))
    return [
        Word(
            group, listed[at], float(scores[at]), int(people[at]), len(raised), int(heard[at]),
            len(own), int(others[at]), len(inside) - len(raised),
        )
        for at in order
    ]  # fmt: skip


def log_odds(these: NDArray[np.float64], those: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return for each word the z-score of its log-odds between two groups (equation 22)."""
    both = these + those
    if not len(both) or not these.sum() or not those.sum():
        return np.zeros(len(both))
    prior = PRIOR * both / both.sum()
    one, other = these + prior, those + prior
    whole, rest = one.sum(), other.sum()
    gap = np.log(one / (whole - one)) - np.log(other / (rest - other))
    score: NDArray[np.float64] = gap / np.sqrt(1 / one + 1 / other)
    return score
