"""Short utterances: "Waiting times" is a whole answer of a survey, "Yes, that" is not."""

from __future__ import annotations

import numpy as np

from fgtools.ports import Vectors
from fgtools.stopwords import content_words
from fgtools.topics.model import Labels
from fgtools.topics.smalltalk import TOO_SHORT

AS_NEAR = 0.75
"""Share of a topic's own utterances that are nearer to its centre than a short one must be. In the
sample study the turns of short ones that join so have the topic's main themes as often as those of
its own utterances (.66 and .67); of those between .75 and .9, .55, and a sixth have no code."""


def may_join(text: str, why: str) -> bool:
    """Tell whether an utterance was set aside for its shortness alone and names a subject."""
    return why == TOO_SHORT and bool(content_words(text))


def joined(short: Vectors, vectors: Vectors, labels: Labels) -> Labels:
    """Return the topic of each short utterance, -1 where none is near.

    `vectors` and `labels` are of the utterances that the topics were formed from. Near is measured
    by a topic's own talk, as cosines differ from encoder to encoder and from topic to topic.
    """
    count = int(labels.max()) + 1
    middles = np.zeros((count, vectors.shape[1]))
    inside = labels >= 0
    np.add.at(middles, labels[inside], vectors[inside])
    middles /= np.maximum(np.linalg.norm(middles, axis=1, keepdims=True), 1e-9)
    own = np.einsum("ij,ij->i", vectors, middles[labels])
    least = np.array([np.quantile(own[labels == at], 1 - AS_NEAR) for at in range(count)])
    near = short @ middles.T
    found: Labels = near.argmax(axis=1).astype(np.int64)
    found[near.max(axis=1) < least[found]] = -1
    return found
