"""Figures at two dates: survey answers of two waves, and the workforce as others counted it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from fgtools.percent import LEAST_BASE, percent
from fgtools.report.blocks import Block, Table
from fgtools.report.card_parts import AskedTwice, Indicator, QuestionPart, Shift

POINT_QUANTILE = 1.959964
"""Of the normal distribution, for 95 %."""


def asked_twice(questions: Sequence[QuestionPart], order: Sequence[str]) -> tuple[AskedTwice, ...]:
    """Return the questions that two waves asked in the same words, the shown answers of each.

    Answers that only one wave offered, or that are hidden in one, are left out; so is a question
    with fewer than `LEAST_BASE` answers in a wave.
    """
    found = []
    for before, after in pairwise(order):
        later = {_same(q.text): q for q in questions if q.wave == after}
        for one in questions:
            other = later.get(_same(one.text))
            if one.wave != before or other is None or one.kind in ("open", "number"):
                continue
            shifts = _shifts(one, other)
            if shifts and one.base and other.base:
                bases = (one.base, other.base)
                found.append(AskedTwice(other.text, (before, after), bases, shifts))
    return tuple(found)


def _same(text: str) -> str:
    return " ".join(text.casefold().split())


def _shifts(one: QuestionPart, other: QuestionPart) -> tuple[Shift, ...]:
    if min(one.base or 0, other.base or 0) < LEAST_BASE:
        return ()
    before = {_same(a.label): a.count for a in one.answers if a.count is not None}
    return tuple(
        shift(answer.label, (before[_same(answer.label)], one.base or 0),
              (answer.count, other.base or 0))
        for answer in other.answers
        if answer.count is not None and _same(answer.label) in before
    )  # fmt: skip


def shift(label: str, before: tuple[int, int], after: tuple[int, int]) -> Shift:
    """Return the change of a share in points of percentage with its 95 % interval.

    Method 10 of Newcombe (1998), Statistics in Medicine 17:873-890: from the Wilson intervals of
    the two shares, which are of different people.
    """
    (first, low, high), (second, under, over) = _wilson(*before), _wilson(*after)
    gap = second - first
    return Shift(
        label, before, after, 100 * gap,
        100 * (gap - ((second - under) ** 2 + (high - first) ** 2) ** 0.5),
        100 * (gap + ((over - second) ** 2 + (first - low) ** 2) ** 0.5),
    )  # fmt: skip


def _wilson(count: int, of: int) -> tuple[float, float, float]:
    share, square = count / of, POINT_QUANTILE**2
    middle = (share + square / (2 * of)) / (1 + square / of)
    half = POINT_QUANTILE * (share * (1 - share) / of + square / (4 * of * of)) ** 0.5
    half /= 1 + square / of
    return share, middle - half, middle + half


def points(one: Shift) -> str:
    """Say how many points of percentage a share moved, and whether chance alone could have."""
    gap, low, high = (_signed(round(value)) for value in (one.points, one.low, one.high))
    told = f"{gap} points ({low} to {high})"
    return told if one.low > 0 or one.high < 0 else f"{told}: no change shown"


def _signed(value: int) -> str:
    return f"{'+' if value > 0 else '−' if value else '±'}{abs(value)}"


def asked_table(one: AskedTwice) -> Iterator[Block]:
    """Yield what two waves answered to a question, and how far each answer moved."""
    first, last = one.waves
    yield Table(
        f"Asked in both waves: {one.text}",
        ("Answer", f"{first} (of {one.bases[0]:,})", f"{last} (of {one.bases[1]:,})", "Change"),
        tuple(
            (s.label, percent(*s.before), percent(*s.after), points(s)) for s in one.shifts
        ),
        (5, 3, 3, 5),
        "numbers",
    )  # fmt: skip


def indicators_table(found: Sequence[Indicator]) -> Iterator[Block]:
    """Yield figures of the workforce with their dates, base and source."""
    yield Table(
        "Figures of the workforce, from elsewhere: not what participants said",
        ("Figure", "Before", "After", "Change", "Of what", "Source"),
        tuple(
            (
                one.label,
                f"{_figure(one.before[1], one.unit)} ({one.before[0]})",
                f"{_figure(one.after[1], one.unit)} ({one.after[0]})",
                moved(one),
                one.base,
                one.source,
            )
            for one in found
        ),
        (4, 3, 3, 3, 3, 4),
    )


def _figure(value: float, unit: str) -> str:
    return f"{value:g}%" if unit == "%" else f"{value:,.10g} {unit}".rstrip()


def moved(one: Indicator) -> str:
    """Say how far a figure moved: percentages in points, all else in its unit and in per cent."""
    gap = round(one.after[1] - one.before[1], 6)
    sign = "+" if gap > 0 else "−" if gap < 0 else "±"
    if one.unit == "%":
        return f"{sign}{abs(gap):g} percentage points"
    told = f"{sign}{abs(gap):,.10g} {one.unit}".rstrip()
    return f"{told} ({sign}{100 * abs(gap) / one.before[1]:.0f}%)" if one.before[1] else told
