"""What people's turns are worth: how many independent ones, given how people and sessions differ.

A person's turns are more alike than two people's, and the people of one session more than those of
two. Both likenesses are estimated over all subjects and groups together, by moments, and shrink
what many turns of one person, or of one session, count for (Kish 1965, Survey Sampling).
"""

from __future__ import annotations

import numpy as np
from scipy.stats import chi2

from fgtools.roles.counting import Numbers, Places, total_by
from fgtools.roles.spread import repeated

ALIKE, BELIEF = 0.04, 150.0
"""How alike turns of one person are before any is seen (as in the development corpora of
`evals/roles`), and how many shares (people times subjects) that belief is worth."""
LEAST = 0.02
"""The least that they are taken to be alike: people who take turns seem to be alike in nothing."""


def independent(turns: Numbers, cell: Places, group_of_cell: Places, groups: int) -> Numbers:
    """Return turns worth as much as independent ones; shape (groups, subjects).

    `turns` has a row a person, `cell` says which session and group the person belongs to.
    """
    size = np.maximum(turns.sum(axis=1), 0)
    alike = _among_people(turns, group_of_cell[cell])
    weighed = turns / (1 + np.maximum(size - 1, 0) * alike)[:, None]
    cells = total_by(cell, len(group_of_cell), weighed)
    size = cells.sum(axis=1)
    cells = cells / (1 + np.maximum(size - 1, 0) * _among_sessions(cells, group_of_cell))[:, None]
    return total_by(group_of_cell, groups, cells)


def _among_people(turns: Numbers, group: Places) -> float:
    """Return how alike the turns of one person are, among those of the group."""
    size = turns.sum(axis=1)
    total = total_by(group, int(group.max()) + 1, turns)
    shares = (total / np.maximum(total.sum(axis=1, keepdims=True), 1e-9))[group]
    squares = ((turns - size[:, None] * shares) ** 2).sum(axis=1) / size
    chance = (shares * (1 - shares)).sum(axis=1)
    lost = max((len(turns) - len(np.unique(group))) / len(turns), 0.5)
    full = float((chance * np.maximum(size - 1, 0)).sum())
    if full <= 0:
        return ALIKE
    found = (float(squares.sum()) / lost - float(chance.sum())) / full
    seen = len(turns) * (turns.shape[1] - 1)
    return float(max((found * seen + ALIKE * BELIEF) / (seen + BELIEF), LEAST))


def _among_sessions(cells: Numbers, group: Places) -> float:
    """Return how alike the turns of one session are, among those of the group (moments).

    Where no group has two sessions, all sessions are compared and the median over subjects is
    taken: most subjects are not a matter of role.
    """
    held = cells.sum(axis=1) > 0
    cells, group = cells[held], group[held]
    if not repeated(group, np.ones(len(group), bool)):
        return _among_all(cells)
    excess = scale = 0.0
    for one in np.unique(group):
        squares, chance, size, lost = _squares(cells[group == one])
        excess += float(squares.sum() - chance.sum() * lost)
        scale += float(chance.sum()) * (size - lost)
    return max(excess / scale, 0.0) if scale > 0 else 0.0


def _among_all(cells: Numbers) -> float:
    squares, chance, size, lost = _squares(cells)
    used = chance > 0
    if not used.any() or lost < 1 or size <= lost:
        return 0.0
    usual = float(np.median(squares[used] / chance[used]) / chi2.median(lost)) * lost
    return max((usual - lost) / (size - lost), 0.0)


def _squares(cells: Numbers) -> tuple[Numbers, Numbers, float, int]:
    """Return by subject the squares between sessions and what one adds by chance; size; freedom."""
    sizes = cells.sum(axis=1)
    shares = cells.sum(axis=0) / sizes.sum()
    squares = ((cells - sizes[:, None] * shares) ** 2 / sizes[:, None]).sum(axis=0)
    size = float(sizes.sum() - (sizes**2).sum() / sizes.sum())
    return squares, shares * (1 - shares), size, len(cells) - 1
