"""How alike texts are by the words they hold: TF-IDF (Salton and Buckley 1988).

Written out because topics are formed of parts of the same texts many times: words are counted
once, and weighed anew for each part as if it were all there is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from fgtools import counting
from fgtools.counting import Counts

COMMON = 0.15
"""Share of the texts from which a word that is in so many links nobody."""
LETTERS = 5
"""Letters of a word that are read, so that its forms meet in any language that inflects at the end
(truncation, as in Frakes 1992)."""
BEGINNING = re.compile(rf"\b[^\W\d_]{{1,{LETTERS}}}")
STOP = ". "
"""Between most sentences; no word reaches over it."""


def counted(texts: Sequence[str]) -> Counts:
    """Return how often each text holds each word, by the first letters; columns in their order.

    Sentences are read once, however many texts hold them: utterances are read with their turns.
    """
    held, sentences = counting.counted([text.lower().split(STOP) for text in texts])
    words, _ = counting.counted([BEGINNING.findall(sentence) for sentence in sentences])
    counts = held @ words
    counts.sort_indices()
    return counts


def cosines(counts: Counts) -> NDArray[np.float32]:
    """Return the cosine of each two rows, 0 to 1: the rarer the words they share, the higher.

    Words of more than `COMMON` of the rows count for nothing; a count weighs by its logarithm.
    """
    rows = counts.shape[0]
    often = np.bincount(counts.indices, minlength=counts.shape[1]).astype(np.float32)
    rarity = np.where(often > COMMON * rows, 0, np.log((rows + 1) / (often + 1)) + 1)
    table = counts.copy()
    table.data = (1 + np.log(counts.data)) * rarity[counts.indices]
    table.eliminate_zeros()
    lengths = np.sqrt((table * table).astype(np.float64).sum(axis=1))
    table.data = (table.data / lengths.repeat(np.diff(table.indptr))).astype(np.float32)
    return np.asarray(table @ table.T.toarray())
