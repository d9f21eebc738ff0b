"""Hobby-horses: a person who comes back to one subject, whatever the others talk about.

One person in eight, say, spends half of his or her turns on a single subject. That is one person's
concern, not a role's, and it is enough to make a role of twelve look different. So
what a person raises is taken to be drawn from the group's shares (Dirichlet-multinomial), or, for
riders, half of it from one subject; how many ride is learnt from the study by expectation and
maximisation (Dempster, Laird and Rubin 1977, Journal of the Royal Statistical Society B 39:1-38).
"""

from __future__ import annotations

import numpy as np
from scipy.special import gammaln, logsumexp
from scipy.stats import trim_mean

from fgtools.roles.counting import Numbers, Places, total_by

RIDDEN = 0.5
"""Share of a rider's turns that the one subject takes (.54 by maximum likelihood in the development
corpora of `evals/roles`; to learn it from each study finds no more)."""
ALIKE = 0.04
"""How alike the turns of one person are otherwise, as an intraclass correlation (same source)."""
RIDERS, BELIEF = 0.1, 10.0
"""Share of people who ride, before any is seen, and how many people's worth of belief that is."""
MOST_RIDERS = 0.4
SHRINK = 5.0
"""Turns' worth of belief that a group's shares are those of all people."""
GUESSED = 0.3
"""What a turn is worth, of an independent one, when shares are first guessed."""
TRIM = 0.25
"""People left out on each side of a subject when shares are first guessed, so that riders, and the
rest of what they said, do not count as the usual."""
ROUNDS = 8


def dismounted(turns: Numbers, group: Places) -> Numbers:
    """Return turns (a row a person who raised anything) without what hobby-horses added."""
    shares, riders = _guessed(turns, group), RIDERS
    kept = turns
    for at in range(ROUNDS):
        if at:
            shares = _shares(kept, group)
        usual = shares[group]
        rides = _riding(turns, usual, riders)
        riders = min((rides.sum() + RIDERS * BELIEF) / (len(turns) + BELIEF), MOST_RIDERS)
        kept = turns * (1 - rides * RIDDEN / (RIDDEN + (1 - RIDDEN) * usual))
    return kept


def _guessed(turns: Numbers, group: Places) -> Numbers:
    own = turns / turns.sum(axis=1, keepdims=True)
    everybody = trim_mean(own, TRIM, axis=0) + 0.5 / turns.sum()
    everybody /= everybody.sum()
    size = total_by(group, int(group.max()) + 1, turns.sum(axis=1))
    middle = [trim_mean(own[group == g], TRIM, axis=0) for g in range(len(size))]
    shares = np.nan_to_num(np.array(middle)) * size[:, None] * GUESSED + SHRINK * everybody
    drawn: Numbers = shares / shares.sum(axis=1, keepdims=True)
    return drawn


def _shares(turns: Numbers, group: Places) -> Numbers:
    size = turns.sum(axis=1, keepdims=True)
    weighed = turns / (1 + np.maximum(size - 1, 0) * ALIKE)
    total = total_by(group, int(group.max()) + 1, weighed)
    everybody = total.sum(axis=0) + 0.5
    drawn = total + SHRINK * everybody / everybody.sum()
    shares: Numbers = drawn / drawn.sum(axis=1, keepdims=True)
    return shares


def _riding(turns: Numbers, usual: Numbers, riders: float) -> Numbers:
    """Return how likely each person (row) rides each subject (column)."""
    spread = 1 / ALIKE - 1

    def weight(shares: Numbers) -> Numbers:
        made: Numbers = gammaln(spread * shares + turns) - gammaln(spread * shares)
        return made

    plain, less = weight(usual), weight((1 - RIDDEN) * usual)
    on_it = weight((1 - RIDDEN) * usual + RIDDEN)
    ridden = less.sum(axis=1, keepdims=True) - less + on_it + np.log(riders / turns.shape[1])
    every = np.column_stack([plain.sum(axis=1) + np.log(1 - riders), ridden])
    likely: Numbers = np.exp(ridden - logsumexp(every, axis=1)[:, None])
    return likely
