"""Which code of a new codebook is which of an old one: by key, then by likeness.

Codes are paired one to one; what is left over may be a part of a code that was split, or may have
been merged into another. Thresholds were set on the shipped codebooks, where the likest two
different codes have a cosine of 0.2 and the most that one takes of another's words is 0.3.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fgtools.codebook.likeness import Wording, texts
from fgtools.nouns import Code, Codebook

KEPT = 0.25
"""Likeness from which one key means one code; below it a likelier code is looked for first."""
LIKE = 0.4
"""Likeness from which two codes of different keys may be one."""
PART = 0.45
"""Share of its words that a part has from the whole at least."""
GIVEN_UP = 0.25
"""Share of these that the rest of the whole must have lost."""

Pairs = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Match:
    """Pairs of keys, old to new; the parts of codes that were split or merged, with their share.

    `split` lists, by old key, the new codes beside its pair; `merged`, by new key, the old ones.
    """

    pairs: Pairs
    split: Mapping[str, Mapping[str, float]]
    merged: Mapping[str, Mapping[str, float]]


def match(old: Codebook, new: Codebook, words: Wording) -> Match:
    """Return which code is which."""
    pairs = _pairs(old.codes, new.codes, words)
    back = {there: here for here, there in pairs.items()}
    return Match(
        pairs,
        _parts(old.codes, new.codes, pairs, words),
        _parts(new.codes, old.codes, back, words),
    )


def _pairs(old: Sequence[Code], new: Sequence[Code], words: Wording) -> Pairs:
    here, there = {c.key: c for c in old}, {c.key: c for c in new}
    both = [key for key in here if key in there]
    pairs = {key: key for key in both if words.likeness(here[key], there[key]) >= KEPT}
    taken = set(pairs.values())
    scored = sorted(
        (-words.likeness(one, other), at, to, one.key, other.key)
        for at, one in enumerate(old)
        if one.key not in pairs
        for to, other in enumerate(new)
        if other.key not in taken
    )
    for less, _, _, one_key, other_key in scored:
        if -less >= LIKE and one_key not in pairs and other_key not in taken:
            pairs[one_key] = other_key
            taken.add(other_key)
    for key in both:  # one key, and nothing is liker: it is the code, written anew
        if key not in pairs and key not in taken:
            pairs[key] = key
    return pairs


def _parts(
    wholes: Sequence[Code], others: Sequence[Code], pairs: Pairs, words: Wording
) -> dict[str, dict[str, float]]:
    """Return, by the key of a whole, the unpaired others that are a part of it."""
    there = {code.key: code for code in others}
    paired = set(pairs.values())
    found: dict[str, dict[str, float]] = {}
    for part in (code for code in others if code.key not in paired):
        shares = [(_share(part, whole, words), -at) for at, whole in enumerate(wholes)]
        share, place = max(shares, default=(0.0, 0))
        if not share:
            continue
        whole = wholes[-place]
        rest = there.get(pairs.get(whole.key, ""))
        if rest is None or (
            texts(rest) != texts(whole) and words.given_up(part, whole, rest) >= GIVEN_UP
        ):
            found.setdefault(whole.key, {})[part.key] = share
    return found


def _share(part: Code, whole: Code, words: Wording) -> float:
    """Return how surely a code is a part of another, 0 to 1; 0 where it hardly is.

    By the words it has from it; by likeness where the texts were cut when codes were put together.
    """
    taken, likeness = words.taken(part, whole), words.likeness(part, whole)
    return max(taken if taken >= PART else 0.0, likeness if likeness >= LIKE else 0.0)
