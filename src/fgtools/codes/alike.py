"""Likeness: texts that nobody answers have no neighbours in time, but they have some in meaning.

Comments that say much the same mostly get the same codes. How a code's scores follow the meaning
and the words of texts is foretold by a ridge regression over all of them, each text left out of
its own foretelling (Hoerl and Kennard 1970; the leave-one-out form is Allen's PRESS, 1974). What
is foretold shifts the log-odds a little. Talk does not need it: there the turns around a turn say
more (see `context`).
"""

from __future__ import annotations

import numpy as np

from fgtools.codes.pair import Scores, odds

RIDGE = 10.0
SHIFT = 0.2
"""Log-odds by which a text moves that is foretold to be twice as likely as texts are: with .4 codes
are ranked a little better, but scores are too sure of themselves."""
RARE = 0.02
"""Share of texts that is added to a code's own, so that rare codes are not blown up."""
LEAST = 20
"""Texts below which likeness says nothing."""


def among(scores: Scores, features: Scores) -> Scores:
    """Return scores (a row a text) seen together with those of texts that say the like.

    `features` are the texts' meaning and words, as `learn.features` makes them.
    """
    if len(scores) < LEAST:
        return scores
    share = scores.mean(axis=0)
    above = scores - share
    inverse = np.linalg.inv(features.T @ features + RIDGE * np.eye(features.shape[1]))
    projected = features @ inverse
    own = (projected * features).sum(axis=1, keepdims=True)
    foretold = (projected @ (features.T @ above) - own * above) / np.maximum(1 - own, 1e-3)
    together: Scores = 1 / (1 + np.exp(-odds(scores) - SHIFT * foretold / (share + RARE)))
    return together
