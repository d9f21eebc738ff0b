"""How many people a percentage is of: what a draft says of it, and what the figures give away."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from fgtools.report.draft.counting import DIRECT, bracketed, counted, fits, sentence
from fgtools.report.draft.figures import Figure, blanked, figures
from fgtools.report.draft.grid import Grid, grids
from fgtools.report.draft.parts import Draft, Passage
from fgtools.report.draft.people import GROUP, NUMBER, PEOPLE, groups, number

STATED = re.compile(
    rf"\b[nN]\s?=\s?(?P<n>\d[\d,]*)|"
    rf"\b(?:base|sample)(?: size)?(?: of|:| =| was| is)? ?(?P<base>\d[\d,]*\d)\b|"
    rf"\b(?:answered|responded|respondents|participants|responses)\s?[:=]\s?(?P<told>\d[\d,]*)\b|"
    rf"(?<![\w.,£$€–-])(?P<people>{NUMBER})(?! (?:of|in|"
    rf"out)\b)(?: \w+){{0,2}}? (?P<who>{PEOPLE}|who "
    r"(?:answered|responded|took part|completed|replied|spoke|attended))\b",
    re.IGNORECASE,
)
"""Where a text says how many people there were: "n = 312", "a base of 312", "320 colleagues"."""
NO_BASE = re.compile(
    r"\b(?:between \d+ and|to|or|per|each|every|up to|teams? of|groups? of|plus|than|least|"
    r"most) (?:the )?$|"
    r"[–-]\s?$",
    re.IGNORECASE,
)
"""What stands before a number of people that is no base: a range, a size of teams."""
TOOK_PART = re.compile(
    r"\b(?:complet|answer|respon|took part|take part|taking part|participa|attend|repl(?:y|ied)|"
    r"return(?:ed)? |spoke|interview|survey|heard from|base|sample|filled)",
    re.IGNORECASE,
)
"""What a sentence says of people who are a base; colleagues that a team has are none."""
EVERYWHERE = re.compile(
    r"\b(?:all |the )?(?:percentages|figures|shares|results)\b[^.]{0,60}\b(?:of|on|from|base\w*)\b"
    r"[^.]{0,40}?(?P<n>\d[\d,]*\d)\b",
    re.IGNORECASE,
)
"""Where a draft says once for all what its percentages are of."""
LEAST = 0.5
"""Share of the largest base stated down to which another base is looked for: below, nearly every
percentage fits some number of people."""
FEW_ENOUGH = 2
"""Bases that may fit for them to be named as what the figures give away."""
BY_CHANCE = 0.5
"""Bases that may be expected to fit by chance alone for a fit to tell anything."""
SMALLEST = 5
"""People from which a number of people may be what percentages are of."""


@dataclass(frozen=True, slots=True)
class Base:
    """A number of people that a text says percentages may be of; `whole`: of all who took part."""

    n: int
    where: str
    whole: bool


def stated(text: str, where: str) -> tuple[Base, ...]:
    """Return the bases that a text states."""
    found = []
    own = blanked(text)
    for match in STATED.finditer(own):
        if match["people"] and not _took_part(own, match):
            continue
        n = number(match["n"] or match["base"] or match["told"] or match["people"])
        who = match["who"] or ""
        whole = not (who and (re.fullmatch(GROUP, who, re.IGNORECASE) or groups(match.group())))
        if n >= SMALLEST:
            found.append(Base(n, where, whole))
    return tuple(found)


def _took_part(text: str, match: re.Match[str]) -> bool:
    """Tell whether a number of people is one of those who took part, not of a team or a range."""
    begin, end = text.rfind(". ", 0, match.start()) + 1, text.find(". ", match.end())
    said = text[begin : end if end > 0 else len(text)]
    sized = NO_BASE.search(text[: match.start()]) or re.search(r"\bFTE\b", match.group())
    return bool(TOOK_PART.search(said)) and not sized


@dataclass(frozen=True, slots=True)
class Given:
    """A percentage in running text with the passage it stands in and the bases near it."""

    passage: Passage
    figure: Figure
    bases: tuple[int, ...]


class Bases:
    """What a draft says of its bases, and the percentages of its running text."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.in_passage = {
            p.where: stated(p.text, p.where) for p in draft.passages if p.kind != "quote"
        }

    @cached_property
    def whole(self) -> tuple[Base, ...]:
        """Return the bases of all who took part, each once, in order."""
        tables = (Base(g.base, g.where, True) for g in self.grids if g.base)
        named = [b for found in self.in_passage.values() for b in found if b.whole]
        return tuple({b.n: b for b in reversed([*named, *tables])}.values())[::-1]

    @cached_property
    def grids(self) -> tuple[Grid, ...]:
        """Return the tables as columns of figures."""
        return tuple(grids(self.draft))

    @cached_property
    def largest(self) -> int:
        """Return the most people that the draft says took part, 0 if it does not say."""
        return max((base.n for base in self.whole), default=0)

    @cached_property
    def everywhere(self) -> frozenset[int]:
        """Return what the draft says once for all that percentages are of."""
        said = (EVERYWHERE.search(p.text) for p in self.draft.prose)
        return frozenset(number(match["n"]) for match in said if match)

    @cached_property
    def given(self) -> tuple[Given, ...]:
        """Return every percentage of people in running text, with the bases near it."""
        return tuple(
            Given(passage, figure, self._near(passage, figure))
            for passage in self.draft.prose
            for figure in figures(passage.text)
            if not figure.other and (figure.decimals >= 0 or figure.base)
        )

    def _near(self, passage: Passage, figure: Figure) -> tuple[int, ...]:
        """Return the bases stated with a figure, or as near to it as there are any."""
        if figure.base:
            return (figure.base,)
        if repeated := counted(passage.text, figure):
            return (repeated[1],)
        if direct := DIRECT.match(passage.text[figure.span.end :]):
            return (number(direct["n"]),)
        begin, end = sentence(passage.text, figure)
        inside = tuple(b.n for b in stated(passage.text[begin:end], ""))
        if own := _beside(passage.text, figure, inside):
            return own
        beside = tuple(b.n for b in self.in_passage[passage.where])
        if own := _beside(passage.text, figure, beside):
            return own
        above = stated(f"{self.draft.heading(passage.section)}. {passage.lead}", passage.where)
        if above:
            return tuple(b.n for b in above)
        before = tuple(self._in_section(passage))
        return before or tuple(sorted(self.everywhere))

    def _in_section(self, passage: Passage) -> Iterator[int]:
        for other in self.draft.prose:
            if other.section == passage.section and other.kind == "text":
                yield from (b.n for b in self.in_passage[other.where])

    def silent(self) -> dict[int, list[Given]]:
        """Return the percentages that have no base near, by section."""
        found: dict[int, list[Given]] = {}
        for given in self.given:
            if not given.bases and given.figure.decimals >= 0:
                found.setdefault(given.passage.section, []).append(given)
        return found

    def candidates(self, given: Sequence[Given]) -> tuple[int, ...]:
        """Return the one or two bases, near the largest one stated, that these percentages fit.

        Empty where a base that is stated fits them as well, and where so few or so coarse figures
        would fit some base or other anyway.
        """
        exact = [g.figure for g in given if g.figure.exact and g.figure.decimals > 0]
        if not exact or not self.largest:
            return ()
        if any(all(fits(f, base.n) for f in exact) for base in self.whole):
            return ()
        least = max(int(LEAST * self.largest), SMALLEST)
        tried = range(least, self.largest + 1)
        if sum(math.prod(min(n * 2 * f.half / 100, 1.0) for f in exact) for n in tried) > BY_CHANCE:
            return ()
        found = tuple(n for n in tried if all(fits(f, n) for f in exact))
        return found if len(found) <= FEW_ENOUGH else ()

    def supposed(self, given: Given) -> tuple[int, ...]:
        """Return what a percentage without a base is most likely of: (), or what its list fits."""
        if len(self.whole) == 1 and fits(given.figure, self.largest):
            return (self.largest,)
        lists = (group for group in self.together() if given in group)
        return next((self.candidates(group) for group in lists), ())

    def together(self) -> Iterable[list[Given]]:
        """Yield the silent percentages that stand together: in one list, or one paragraph."""
        for section in self.silent().values():
            lists: dict[tuple[int, str], list[Given]] = {}
            for given in section:
                series = given.passage.series
                lists.setdefault((series, "" if series else given.passage.where), []).append(given)
            yield from lists.values()


def _beside(text: str, figure: Figure, beside: tuple[int, ...]) -> tuple[int, ...]:
    """Return the base that a figure's own passage gives: a count in brackets is none of it."""
    counted = bracketed(text, figure)
    return tuple(n for n in beside if n != counted)
