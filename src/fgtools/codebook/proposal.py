"""A crosswalk from one codebook to another is proposed from what changed, for a person to edit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fgtools.codebook.crosswalk import Crosswalk, Entry
from fgtools.codebook.diff import Change
from fgtools.nouns import Codebook

SURE = 0.6
"""Likeness from which a renamed or rewritten code is taken for the same one."""


def propose(
    old: Codebook, new: Codebook, changes: Sequence[Change], *, source: str, target: str
) -> Crosswalk:
    """Return a crosswalk with entries for every code of `old`; name the codebooks by their files.

    A code that was renamed is the same; one that was merged is narrower than what it is in now;
    one that was split is broader than its parts; one that was dropped leads nowhere. What is not
    sure is only related, so that a person looks.
    """
    entries = tuple(entry for code in old.codes for entry in _entries(code.key, changes))
    return Crosswalk(source, old.version, target, new.version, entries)


def _entries(key: str, changes: Sequence[Change]) -> Iterator[Entry]:
    told = [c for c in changes if key in c.sources]
    large = [c for c in told if c.change in ("split", "merged", "dropped")]
    for change in large:
        yield _grouped(key, change, large)
    if not large:
        yield _alone(key, told)


def _grouped(key: str, change: Change, beside: Sequence[Change]) -> Entry:
    if change.change == "dropped":
        return Entry(key, (), "related", f"Dropped; {change.why}.")
    if len(beside) > 1:
        return Entry(key, change.targets, "related", "Split and merged at once: look at each.")
    if change.change == "split":
        return Entry(key, change.targets, "broader", "Split: decisions wait for a person.")
    others = ", ".join(other for other in change.sources if other != key)
    if change.likeness < SURE:
        note = f"Merged with {others}? Likeness {change.likeness:.2f}."
        return Entry(key, change.targets, "related", note)
    return Entry(key, change.targets, "narrower", f"Merged with {others}.")


def _alone(key: str, told: Sequence[Change]) -> Entry:
    targets = next((c.targets for c in told), (key,))
    unsure = [c for c in told if c.likeness < SURE]
    if unsure:
        note = f"Likeness {unsure[0].likeness:.2f}: is it the same code?"
        return Entry(key, targets, "related", note)
    return Entry(key, targets, "same", " and ".join(c.change for c in told).capitalize())
