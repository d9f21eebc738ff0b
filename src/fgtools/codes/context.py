"""Context: talk stays on a subject, so the turns around a turn say what it is likely to be about.

How far it stays is not assumed but measured on the session itself: how well the scores of its
turns are foretold by those of the turns beside them. Only a conversation has context. Rows of a
survey stand beside one another by accident, or because somebody sorted them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from fgtools.codes.pair import Scores

NEIGHBOURS = (1, 2)
"""How many turns away neighbours are, before and after."""
SHRINK = 20
"""Turns' worth of belief that a session does not stay on its subjects."""
MOST = 0.5
"""The greatest weight of a neighbour."""
RARE, SURE = 0.01, 0.5
"""The least and the greatest share of turns that any code is taken to have."""
EDGE = 1e-5


def is_conversation(voices: Sequence[str]) -> bool:
    """Tell whether people talk with one another: most turns follow another's, and both come back.

    `voices` are the participants of the turns, in order.
    """
    turns = Counter(voices)
    answers = [a != b and turns[a] > 1 and turns[b] > 1 for a, b in pairwise(voices)]
    return 2 * sum(answers) > len(answers)


def in_talk(scores: Scores) -> Scores:
    """Return scores (a row a turn, in order, of everybody) seen together with their neighbours.

    From its neighbours' scores a linear regression, fitted to the session with all codes pooled,
    foretells a turn's; the log-odds of that over those of the code's share of all turns are added
    to the turn's own.
    """
    own = np.clip(scores, EDGE, 1 - EDGE)
    share = np.clip(own.mean(axis=0), RARE, SURE)
    above = own - own.mean(axis=0)
    beside = [_beside(above, apart) for apart in NEIGHBOURS]
    shift = sum(
        (weight * near for weight, near in zip(_weights(above, beside), beside, strict=True)),
        np.zeros_like(own),
    )
    foretold = np.clip(share + shift, RARE / 2, 1 - RARE)
    together: Scores = 1 / (1 + np.exp(_log_odds(share) - _log_odds(foretold) - _log_odds(own)))
    return together


def _beside(rows: Scores, apart: int) -> Scores:
    """Return for each turn the sum of the rows so far before and after it."""
    beside = np.zeros_like(rows)
    beside[apart:] += rows[:-apart]
    beside[:-apart] += rows[apart:]
    return beside


def _weights(above: Scores, beside: Sequence[Scores]) -> Scores:
    """Return the weight of neighbours of each distance, shrunk to 0 in short sessions."""
    table = np.array([[float((a * b).sum()) for b in beside] for a in beside])
    right = np.array([float((near * above).sum()) for near in beside])
    ridge = SHRINK / len(above) * np.trace(table) / len(beside) + EDGE
    solved = np.linalg.solve(table + ridge * np.eye(len(beside)), right)
    weights: Scores = np.clip(solved, 0, MOST)
    return weights


def _log_odds(probabilities: Scores) -> Scores:
    result: Scores = np.log(probabilities / (1 - probabilities))
    return result
