"""What changed between two codebooks: proposals, each with its likeness and why.

Kinds of change: added, dropped, renamed (key or label), split, merged, moved (another parent),
changed (texts).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from fgtools.codebook.likeness import Wording, same_text
from fgtools.codebook.matching import KEPT, Match, match
from fgtools.codebook.read import LISTS
from fgtools.nouns import Code, Codebook


@dataclass(frozen=True, slots=True)
class Change:
    """One change: keys in the old and in the new codebook, 0 to 1 how alike, and why.

    For what is added or dropped, `likeness` is that to the nearest code of the other codebook.
    """

    change: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    likeness: float
    why: str


def diff(old: Codebook, new: Codebook) -> tuple[Change, ...]:
    """Return all changes, in the order of the old codebook, what is added at the end."""
    words = Wording((*old.codes, *new.codes))
    found = match(old, new, words)
    here, there = {c.key: c for c in old.codes}, {c.key: c for c in new.codes}
    changes = [*_splits(there, found), *_merges(here, found)]
    changes = list({(c.sources, c.targets): c for c in changes}.values())
    grouped = {(one, other) for c in changes for one in c.sources for other in c.targets}
    for key, other in found.pairs.items():
        if (key, other) not in grouped:
            likeness = round(words.likeness(here[key], there[other]), 2)
            changes += _texts(here[key], there[other], likeness)
        changes += _moved(here[key], there[other], found)
    gone = {*here} - {key for c in changes for key in c.sources} - {*found.pairs}
    fresh = {*there} - {key for c in changes for key in c.targets} - {*found.pairs.values()}
    for key, nearest in _nearest(gone, old.codes, new.codes, words):
        changes.append(Change("dropped", (key,), (), *nearest))
    for key, nearest in _nearest(fresh, new.codes, old.codes, words):
        changes.append(Change("added", (), (key,), *nearest))
    order = {key: at for at, key in enumerate([*here, *there])}
    return tuple(sorted(changes, key=lambda c: (not c.sources, order[(c.sources or c.targets)[0]])))


def _splits(there: Mapping[str, Code], found: Match) -> Iterator[Change]:
    for key, shares in found.split.items():
        targets = _in_order((found.pairs.get(key, ""), *shares), there)
        why = "; ".join(
            f"{part} is like a part of {key} ({share:.2f})" for part, share in shares.items()
        )
        # a single part is what is left of it
        kind = "split" if len(targets) > 1 else "renamed"
        yield Change(kind, (key,), targets, round(min(shares.values()), 2), why)


def _merges(here: Mapping[str, Code], found: Match) -> Iterator[Change]:
    back = {other: key for key, other in found.pairs.items()}
    for key, shares in found.merged.items():
        sources = _in_order((back.get(key, ""), *shares), here)
        why = "; ".join(
            f"{part} is like a part of {key} ({share:.2f})" for part, share in shares.items()
        )
        kind = "merged" if len(sources) > 1 else "renamed"
        yield Change(kind, sources, (key,), round(min(shares.values()), 2), why)


def _in_order(keys: Sequence[str], codes: Mapping[str, Code]) -> tuple[str, ...]:
    return tuple(key for key in codes if key in keys)


def _texts(one: Code, other: Code, likeness: float) -> Iterator[Change]:
    names = [
        f"the {name} was {mine}"
        for name, mine, theirs in (
            ("key", one.key, other.key),
            ("label", f'"{one.label}"', f'"{other.label}"'),
        )
        if mine != theirs
    ]
    if names:
        yield Change("renamed", (one.key,), (other.key,), likeness, "; ".join(names))
    changed = [*_definition(one, other), *_lists(one, other)]
    if changed:
        if likeness < KEPT:
            changed.append("little of it is left: is it the same code?")
        yield Change("changed", (one.key,), (other.key,), likeness, "; ".join(changed))


def _definition(one: Code, other: Code) -> Iterator[str]:
    if one.definition != other.definition:
        reworded = same_text(one.definition, other.definition)
        yield "the definition says almost the same" if reworded else "another definition"


def _lists(one: Code, other: Code) -> Iterator[str]:
    for name in LISTS:
        before, after = getattr(one, name), getattr(other, name)
        more, gone = len({*after} - {*before}), len({*before} - {*after})
        if more or gone:
            counts = [f"{more} more" if more else "", f"{gone} gone" if gone else ""]
            yield f"{name}: {', '.join(c for c in counts if c)}"
        elif before != after:
            yield f"{name}: another order"


def _moved(one: Code, other: Code, found: Match) -> Iterator[Change]:
    merged = next((key for key, parts in found.merged.items() if one.parent in parts), "")
    expected = found.pairs.get(one.parent, merged)
    if expected != other.parent or (one.parent and not expected):
        why = f"from {_under(one.parent)} to {_under(other.parent)}"
        yield Change("moved", (one.key,), (other.key,), 1.0, why)


def _under(parent: str) -> str:
    return f"under {parent}" if parent else "the top"


def _nearest(
    keys: set[str], codes: Sequence[Code], others: Sequence[Code], words: Wording
) -> Iterator[tuple[str, tuple[float, str]]]:
    for code in (code for code in codes if code.key in keys):
        scored = [(words.likeness(code, other), -at) for at, other in enumerate(others)]
        likeness, at = max(scored, default=(0.0, 0))
        why = f"the likest there is {others[-at].key}" if likeness > 0 else "nothing is like it"
        yield code.key, (round(likeness, 2), why)
