"""Counts and percentages that stand together: which whole numbers a percentage may be."""

from __future__ import annotations

import re

from fgtools.report.draft.figures import Figure, figures
from fgtools.report.draft.people import number

YEARS = range(1900, 2101)
"""Numbers in brackets that are more likely years than counts."""
STOP = re.compile(r"[.!?;](?:\s|$)")
DIRECT = re.compile(
    r"\)?,? (?:of|among|from|out of) (?:the |our |all |these |those )?(?P<n>\d[\d,]*)(?![\d.%])"
)
"""A base right behind its percentage: "33.3 % of the 10 managers"."""
BRACKETS = re.compile(r"^[^()\n.;]{0,60}?\((?:n\s?=\s?)?(\d[\d,]*)\)")
INSIDE = re.compile(r"^[,;:]? ?(?:n\s?=\s?)?(\d[\d,]*)\)")
BEFORE = re.compile(r"(?<![\w.,£$€–-])(\d[\d,]*)(?: \w+){0,3}? ?[\[(]$")


def fits(figure: Figure, base: int) -> bool:
    """Tell whether some whole number of `base` people gives an exact percentage, as rounded."""
    if not figure.exact or figure.decimals < 0 or not base:
        return True
    near = round(figure.value * base / 100)
    return any(rounds_to(figure, count, base) for count in (near - 1, near, near + 1))


def rounds_to(figure: Figure, count: int, base: int) -> bool:
    """Tell whether `count` of `base` is written as this percentage."""
    return 0 <= count <= base and abs(100 * count / base - figure.value) <= figure.half + 1e-9


def counts(figure: Figure, base: int) -> tuple[int, ...]:
    """Return the whole numbers of `base` people that this percentage may stand for."""
    low = -(-(figure.value - figure.half) * base // 100)
    high = (figure.value + figure.half) * base // 100
    return tuple(range(max(int(low), 0), min(int(high), base) + 1))


def sentence(text: str, figure: Figure) -> tuple[int, int]:
    """Return where the sentence around a figure begins and ends."""
    begin = max((m.end() for m in STOP.finditer(text, 0, figure.span.start)), default=0)
    end = STOP.search(text, figure.span.end)
    return begin, end.start() if end else len(text)


def counted(text: str, figure: Figure) -> tuple[int, int] | None:
    """Return the count and base that a percentage repeats: "45 of the 300 respondents (15 %)"."""
    for other in figures(text):
        between = text[other.span.end : figure.span.start]
        if other.count is not None and other.base and re.fullmatch(r"[^.;()]{0,40}\(", between):
            return other.count, other.base
    return None


def bracketed(text: str, figure: Figure) -> int | None:
    """Return the count that stands beside a percentage: "94.1 % of respondents (301)"."""
    if figure.count is not None or figure.decimals < 0:
        return figure.count
    if repeated := counted(text, figure):
        return repeated[0]
    ahead, behind = text[figure.span.end :], text[: figure.span.start]
    found = INSIDE.match(ahead) or BRACKETS.match(ahead) or BEFORE.search(behind)
    count = number(found[1]) if found else None
    return None if count is not None and count in YEARS else count
