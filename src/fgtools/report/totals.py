"""What is told of all roles together, of stances and words: hidden by the same rules as roles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from fgtools.nouns import View
from fgtools.report.counts import (
    NOT_GIVEN,
    STANCES,
    Hide,
    Said,
    in_place_of,
    nothing,
    people,
    small,
)
from fgtools.report.parts import Cell, Settings, Stance, WordPart


def total(
    parts: Sequence[Cell],
    views: Sequence[View],
    heard: int,
    held: int,
    settings: Settings,
    *,
    asked: bool = False,
) -> Cell:
    """Add up the roles' `views`, `heard` in so many sessions `held`.

    Hidden where small, where a part or its base is not known, and where the audit asks for it:
    with all parts but one known, a total gives the hidden one back.
    """
    counted, people_ = sum(v.participants for v in views), sum(v.of_participants for v in views)
    hide = (
        asked or len(views) < len(parts) or small(counted, settings)
        or small(people_ - counted, settings) or people_ < settings.threshold
    )  # fmt: skip
    count, of = (None, None) if hide else (counted, people_)
    quiet = any(part.quiet for part in parts)
    hidden = NOT_GIVEN if asked else in_place_of(counted, settings, heard)
    return Cell(
        role="",
        label="All roles",
        heard=heard,
        held=held,
        participants=hidden if hide else f"{count} of {of}",
        count=count,
        of=of,
        share=count / of if count is not None and of else None,
        low=None,
        high=None,
        differs="",
        verdict="",
        quiet=quiet,
    )


def stances(
    passages: Sequence[Said], whole: Cell, settings: Settings, hide: Hide = nothing
) -> tuple[Stance, ...]:
    """Count the participants of each stance; all hidden where the total is."""
    found = []
    for key, label in STANCES:
        count = people(p for p in passages if (p.coding.stance or "none") == key)
        others = (whole.count or 0) - count  # that all but two took a stance tells of these two
        asked = whole.hidden or bool(hide(key, ""))
        hidden = asked or small(count, settings) or small(others, settings)
        text = (NOT_GIVEN if asked else in_place_of(count, settings)) if hidden else str(count)
        found.append(Stance(key, label, text, None if hidden else count))
    return tuple(found)


def words(
    found: Sequence[WordPart],
    settings: Settings,
    *,
    whole: bool = True,
    hide: Callable[[WordPart], object] = lambda _: False,
) -> tuple[WordPart, ...]:
    """Return the words that enough participants of a large enough role used, roles in order.

    Rationale: a word that few people used can give them away, so it is left out altogether; so is
    one that few of the role did not use. The others are told only where all participants are
    (`whole`): with the role they make the whole, which would give a hidden role back.
    """

    def few_did(count: int, of: int) -> bool:
        return small(count, settings) or small(of - count, settings)

    order = {role: place for place, role in enumerate(settings.roles)}
    kept = [
        replace(
            word,
            label=settings.role(word.role),
            others=None
            if not whole or few_did(word.others or 0, word.of_others)
            else word.others,
        )
        for word in found
        if not few_did(word.participants, word.of) and not small(word.of, settings)
        and not hide(word)
    ]  # fmt: skip
    return tuple(sorted(kept, key=lambda word: (order.get(word.role, len(order)), word.role)))
