"""The figures of a text: percentages, fractions in words, counts of a base.

A figure written in words or beside a word such as "nearly" stands for a range. How far each word
reaches is ours (no standard says it); the table `ABOUT` has all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fgtools.nouns import Span
from fgtools.report.draft.people import NUMBER, PEOPLE, number

ABOUT: tuple[tuple[str, float, float], ...] = (
    (r"just (?:over|above)|slightly (?:over|more than)|a little (?:over|more than)", 0, 4),
    (r"just (?:under|below|short of)|slightly (?:under|less than)|a little under", -4, 0),
    (r"nearly|almost|close to|approaching|up to nearly", -5, 0.5),
    (r"about|around|approximately|roughly|circa|some|an estimated|approx\.?|c\.|~|≈", -5, 5),
    (r"well over|far more than", 2, 25),
    (r"over|more than|above|in excess of|upwards of|exceeding|>", 0, 20),
    (r"well under|far less than", -25, -2),
    (r"under|less than|fewer than|below|<", -20, 0),
    (r"at least|a minimum of|no (?:less|fewer) than", 0, 20),
    (r"at most|no more than|a maximum of|up to", -20, 0),
)
"""What stands before a figure, and how many points below and above it the truth may lie."""
WORDS = "|".join(f"(?:{pattern})" for pattern, _, _ in ABOUT)
LEADS = re.compile(rf"(?:^|(?<=[\s(]))(?:(?:an?|the|only|still|very) )?({WORDS})\s?$", re.I)
PERCENT = re.compile(
    r"(?<![\w.,£$€])(?P<low>\d{1,3}(?:\.\d+)?)(?:\s?%?\s?(?:–|-|to)\s?(?P<high>\d{1,3}(?:\.\d+)?))?"
    r"\s?(?:%|per ?cent\b)(?! ?(?:points?|age))",
    re.IGNORECASE,
)
OF = re.compile(
    rf"(?<![\w.,£$€/])(?P<count>{NUMBER})(?: (?:people|participants|respondents))? (?:out )?of "
    rf"(?:the |all |our )?(?P<base>\d[\d,]*\d|\d)(?![\w.]*[%\w])",
    re.IGNORECASE,
)
SLASHED = re.compile(
    rf"(?<![\w.,/£])(?P<count>\d+)/(?P<base>\d+)(?![\w/])(?= {PEOPLE}\b|"
    rf"[^\w\n]{{0,3}}\d[\d.]*\s?%|\))"
)
FRACTIONS: tuple[tuple[str, float], ...] = (
    (r"three[- ]quarters", 75), (r"two[- ]thirds", 200 / 3), (r"(?:one|a)[- ]third", 100 / 3),
    (r"(?:one|a)[- ]quarter", 25), (r"(?:one|a)[- ]fifth", 20), (r"(?:one|a)[- ]tenth", 10),
    (r"half", 50),
)  # fmt: skip
LOOSE = 3.5
"""Points by which a fraction in words may miss: "a third" of 30 % and of 36 %."""
FRACTION = re.compile(
    r"(?<!first )(?<!second )(?<!other )(?<!last )"
    rf"\b(?P<words>{'|'.join(pattern for pattern, _ in FRACTIONS)})\b"
    r"(?![- ](?:day|term|hour|year|time|way|an?\b|past|mile|dozen))",
    re.IGNORECASE,
)
IN_WORDS = rf"(?:{NUMBER})"
RATIO = re.compile(
    rf"\b(?P<count>{IN_WORDS})(?: (?:in|out of)(?: every)? )(?P<base>{IN_WORDS})\b(?=[ ,.;)])", re.I
)
PART = re.compile(
    rf"^\s(?:\(\d[\d.]*\s?(?:%|per cent)|of (?!an?\b)|the (?:\w+ )?{PEOPLE}\b|"
    r"(?!(?:the|an?|as|to|in|and|or|of|past|that|which)\b)[a-z]\w+)"
)
"""What follows a fraction that is a share of people: "over half not confident"."""
CHANGE = re.compile(
    r"\b(?:ris(?:e|en|ing)|rose|fall(?:s|en|ing)?|fell|grow(?:n|s|th)?|grew|increas\w*|decreas\w*|"
    r"reduc\w*|drop\w*|declin\w*|cut|uplift|inflation|discount|saving|(?:pay|salary) (?:rise|"
    r"award)|"
    r"up|down|improv\w+)(?: \w+){0,3}?(?: by| of|,)? ?(?:\w+ )?\(?$|"
    r"\b(?:confidence|credible|target|margin)(?: \w+){0,2} ?\(?$",
    re.IGNORECASE,
)
AFTER_CHANGE = re.compile(
    r"^\s(?:(?:more|less|fewer|higher|lower|rise|fall|increase|decrease|reduction|cut|uplift|drop|"
    r"growth|pay|discount)\b|(?:confidence|credible|prediction)\b|(?:CI|level of significance)\b)",
    re.IGNORECASE,
)
THINGS = re.compile(
    r"^\s?\)?\s?of (?:\w+[’']s? )?(?:the |their |all |its |our )?(?:\w+ )?(?:words?|talk|"
    r"speech|time|"
    r"hours|budgets?|spend(?:ing)?|funding|costs?|pay|salar\w+|turns|utterances|codings|codes|"
    r"orders|draws|sessions|themes|topics|passages)\b",
    re.IGNORECASE,
)
METHOD = re.compile(
    r"\b(?:saturat\w+|codes?|codings|kappa|alpha|confidence|intervals?|bootstrap|draws|orders|"
    r"utterances|recall|precision|margin of error)\b",
    re.IGNORECASE,
)
"""Words of sentences on method: their percentages are of codes and draws."""
IN_BRACKETS = re.compile(
    rf"(?:{NUMBER} (?:out )?of \d[\d,]*|(?:fewer|less) than {NUMBER}|not given) \($", re.IGNORECASE
)
"""What stands before a second count of another kind: "19 of 25 (2 of 2)"."""
UNITS = re.compile(
    r"^\s(?:\w+ )?(?:sessions?|groups|meetings|areas|authorit\w+|themes?|topics?|codes?|utterances|"
    r"questions?|items?|sites|schools|weeks|days|months|years|roles|plans|cases|services|teams)\b",
    re.IGNORECASE,
)
"""What is counted where it is not people."""
QUOTED = re.compile(
    r"“[^”]*”|\"[^\"\n]*\"|(?<!\w)‘[^’]*(?:’\w[^’]*)*’|(?<!\w)'[^'\n]*(?:'\w[^'\n]*)*'"
)
LONGEST_TERM = 3
"""Words up to which something in quotation marks is a term ("Other"), not somebody's words."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A share, `low` to `high` per cent, as the writer may mean it.

    `count` and `base` are whole numbers of people where they stand with it; `decimals` is -1 where
    the figure is in words or a count. `other`: it is no share of people.
    """

    span: Span
    shown: str
    low: float
    high: float
    value: float
    decimals: int
    exact: bool
    count: int | None = None
    base: int | None = None
    other: bool = False

    @property
    def half(self) -> float:
        """Return half a unit of the last place, in points."""
        return 0.5 * 10.0 ** -max(self.decimals, 0)


def figures(text: str) -> tuple[Figure, ...]:
    """Return the shares in a text, in order; those inside somebody's quoted words are not."""
    own = blanked(text)
    found = [*_percents(own), *_counts(own), *_fractions(own), *_ratios(own)]
    taken: list[Figure] = []
    for figure in sorted(found, key=lambda f: (f.span.start, -f.span.end)):
        if not taken or figure.span.start >= taken[-1].span.end:
            taken.append(figure)
    return tuple(taken)


def blanked(text: str) -> str:
    """Return a text with quoted words of some length written over, all places kept."""
    return QUOTED.sub(
        lambda m: " " * len(m.group()) if len(m.group().split()) > LONGEST_TERM else m.group(), text
    )


def _percents(text: str) -> Iterator[Figure]:
    for match in PERCENT.finditer(text):
        low, high = float(match["low"]), float(match["high"] or match["low"])
        if not 0 <= low <= high <= 100:
            continue
        behind, ahead = text[: match.start()], text[match.end() :]
        decimals = len(match["low"].partition(".")[2])
        about = _about(behind)
        start = match.start() - (len(about[0]) if about else 0)
        other = bool(
            CHANGE.search(text[:start][-60:]) or AFTER_CHANGE.match(ahead) or THINGS.match(ahead)
            or _of_method(text, match.start())
        )  # fmt: skip
        half = 0.5 * 10.0**-decimals
        below, above = about[1:] if about else (-half, half)
        shown = " ".join(text[start : match.end()].split()).replace(" %", "%")
        yield Figure(
            Span(start, match.end()), shown, max(low + below, 0), min(high + above, 100),
            (low + high) / 2, decimals, about is None and low == high,
            other=other,
        )  # fmt: skip


def _of_method(text: str, at: int) -> bool:
    begin, end = text.rfind(". ", 0, at) + 1, text.find(". ", at)
    sentence = text[begin : end if end > 0 else len(text)]
    return bool(METHOD.search(sentence)) and not re.search(rf"\b{PEOPLE}\b", sentence, re.I)


def _counts(text: str) -> Iterator[Figure]:
    for match in (*OF.finditer(text), *SLASHED.finditer(text)):
        count, base = number(match["count"]), number(match["base"])
        if not 0 <= count <= base or base == 0:
            continue
        share = 100 * count / base
        yield Figure(
            Span(*match.span()), f"{count} of {base}", share, share, share, -1, True, count, base,
            bool(UNITS.match(text[match.end() :]) or IN_BRACKETS.search(text[: match.start()])),
        )  # fmt: skip


def _fractions(text: str) -> Iterator[Figure]:
    for match in FRACTION.finditer(text):
        about = _about(text[: match.start()])
        if not PART.match(text[match.end() :]):
            continue
        share = next(v for p, v in FRACTIONS if re.fullmatch(p, match["words"], re.IGNORECASE))
        yield _worded(match, text, share, about)


def _ratios(text: str) -> Iterator[Figure]:
    for match in RATIO.finditer(text):
        count, base = number(match["count"]), number(match["base"])
        if 0 < count < base <= 20 and PART.match(text[match.end() :]):
            yield _worded(match, text, 100 * count / base, _about(text[: match.start()]))


def _worded(
    match: re.Match[str], text: str, share: float, about: tuple[str, float, float] | None
) -> Figure:
    below, above = about[1:] if about else (-LOOSE, LOOSE)
    start = match.start() - (len(about[0]) if about else 0)
    shown = " ".join(text[start : match.end()].split())
    return Figure(
        Span(start, match.end()), shown, max(share + below, 0), min(share + above, 100), share, -1,
        False,
    )  # fmt: skip


def _about(behind: str) -> tuple[str, float, float] | None:
    """Return the word before a figure with its reach in points, None where it stands alone."""
    found = LEADS.search(behind)
    if not found:
        return None
    low, high = next(
        (a, b) for pattern, a, b in ABOUT if re.fullmatch(pattern, found[1], re.IGNORECASE)
    )
    return behind[found.start(1) :], low, high
