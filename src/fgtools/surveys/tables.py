"""Tables of answers: counts, percentages and their base; what a release may show of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median, quantiles

from fgtools.percent import rounded
from fgtools.surveys.questions import number_of
from fgtools.surveys.routing import Asked, Route

SEVERAL = "several answers possible: percentages add up to more than 100"
OPEN = "answers in people's own words"
BANDS = 8
"""Bands at most in which numbers are shown."""
WIDTHS = (1, 2, 5)
HIDDEN_ANSWERS = "answers hidden"
FEW_NUMBERS = 4
"""Numbers from which on quartiles are told."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer and who gave it; None where the count is hidden in a release."""

    label: str
    count: int | None


@dataclass(frozen=True, slots=True)
class Table:
    """A question with its answers.

    `base`: who answered, of which percentages are; `asked`: who was asked. Both are None where a
    release hides them. `note` says in words what the table alone does not tell; `spread` tells the
    middle of numbers.
    """

    id: str
    text: str
    kind: str
    base: int | None
    asked: int | None
    answers: tuple[Answer, ...]
    note: str = ""
    spread: str = ""

    def percent(self, answer: Answer) -> float | None:
        """Return an answer's percentage of the base; None where it is hidden, or the base is tiny.

        As many decimals as the base carries; see `fgtools.percent`.
        """
        share = rounded(answer.count, self.base)
        return None if share is None else round(100 * share, 1)


def table_of(one: Asked) -> Table:
    """Return the table of a question: multi-select by size, scales in their order, others by size.

    Percentages are of those who answered.
    """
    question = one.question
    base = sum(question.answered)
    answers, spread = _answers(one), ""
    if question.kind == "number" and base:
        spread = _spread([number_of(cell) for (cell,) in filter(None, question.answers)])
    notes = [SEVERAL] * (question.kind == "multi") + [OPEN] * (question.kind == "open")
    notes += [said_route(one.route, question.kind)] if one.route else []
    return Table(
        question.id, question.text, question.kind, base, sum(one.asked), answers,
        "; ".join(notes), spread,
    )  # fmt: skip


def said_route(route: Route, kind: str = "") -> str:
    """Say in words who was asked."""
    answers = " or ".join(f"“{answer}”" for answer in route.answers)
    how = " (told by the blanks)" if route.inferred else ""
    return f"asked only of those who answered {answers} to {route.question}{how}"


def released(table: Table, threshold: int, respondents: int) -> Table:
    """Return a table as a release may show it: no count of people below the threshold.

    Nor one from which a hidden count follows: of a single choice, the smallest further counts are
    hidden until those hidden together reach the threshold (complementary suppression, Willenborg
    and de Waal 2001, Elements of Statistical Disclosure Control).
    """
    if threshold <= 0:
        return table
    base = table.base or 0
    if base < threshold or _few(respondents - base, threshold):
        # The base of a question that not all were asked is a count of an answer to another.
        hidden = (Answer(HIDDEN_ANSWERS, None),) if table.answers else ()
        return replace(table, base=None, asked=None, answers=hidden, spread="", note="")
    if table.kind == "number":
        table = replace(table, answers=pooled(table.answers, threshold))
    counts = [answer.count or 0 for answer in table.answers]
    if table.kind == "multi":
        hide = {n for n, c in enumerate(counts) if _few(c, threshold) or _few(base - c, threshold)}
    else:
        hide = _hidden(counts, threshold)
    answers = tuple(answer for n, answer in enumerate(table.answers) if n not in hide)
    if hide:  # their labels too: a rare answer may be somebody's own
        answers = (*answers, Answer(HIDDEN_ANSWERS, None))
    asked = table.asked or 0
    tells = _few(asked - base, threshold) or _few(respondents - asked, threshold)
    return replace(table, answers=answers, asked=None if tells else table.asked)


def pooled(bands: Sequence[Answer], threshold: int) -> tuple[Answer, ...]:
    """Return bands of numbers of which each holds `threshold` people or more, or nobody.

    Neighbours are put together; at the ends without an end, so that nobody's own number is told by
    where the bands begin or stop (top and bottom coding; Hundepool and others 2012, Statistical
    Disclosure Control, section 3.3). Where one band is left, it tells nothing and is hidden.
    """
    groups: list[list[Answer]] = []
    open_ = False
    for band in bands:
        if open_ or (groups and not band.count and not _held(groups[-1])):
            groups[-1].append(band)
        else:
            groups.append([band])
        open_ = 0 < _held(groups[-1]) < threshold
    if open_:
        last = groups.pop()
        while groups and not _held(groups[-1]):
            last = groups.pop() + last
        groups[-1:] = [groups[-1] + last] if groups else [last]
    if len(groups) < 2:
        return (Answer(HIDDEN_ANSWERS, None),)
    return tuple(
        Answer(_label(group, first=n == 0, last=n == len(groups) - 1), _held(group))
        for n, group in enumerate(groups)
    )


def _held(group: Sequence[Answer]) -> int:
    return sum(band.count or 0 for band in group)


def _label(group: Sequence[Answer], *, first: bool, last: bool) -> str:
    """Return what bands together are called; one band alone keeps its name."""
    start, end = group[0].label.split(" to ")[0], group[-1].label.split(" to ")[-1]
    if len(group) == 1:
        return group[0].label
    if last:
        return f"{start} or more"
    if first:
        return end if end.startswith("under ") else f"up to {end}"
    return f"{start} to {end}"


def _few(count: int, threshold: int) -> bool:
    return 0 < count < threshold


def _hidden(counts: Sequence[int], threshold: int) -> set[int]:
    """Return which counts of a single choice are hidden."""
    hide = {n for n, count in enumerate(counts) if _few(count, threshold)}
    others = sorted((count, n) for n, count in enumerate(counts) if count and n not in hide)
    while hide and others and sum(counts[n] for n in hide) < threshold:
        hide.add(others.pop(0)[1])
    if len(hide) == 1 and others:
        hide.add(others[0][1])
    return hide


def _answers(one: Asked) -> tuple[Answer, ...]:
    question = one.question
    if question.kind == "open":
        return ()
    if question.kind == "number":
        numbers = [number_of(cell) for (cell,) in filter(None, question.answers)]
        return tuple(_banded(numbers))
    counts = Counter(answer for answers in question.answers for answer in answers)
    made = [Answer(option, counts[option]) for option in question.options]
    if question.kind != "scale":
        made.sort(key=lambda answer: -(answer.count or 0))
    return tuple(made)


def _banded(numbers: Sequence[float]) -> Iterator[Answer]:
    """Yield numbers in bands of a round width."""
    if not numbers:
        return
    low, high = min(numbers), max(numbers)
    width = _width(high - low)
    counts = Counter(int(number // width) for number in numbers)
    whole = all(number.is_integer() for number in numbers) and width >= 1
    for band in range(min(counts), max(counts) + 1):
        start, end = band * width, (band + 1) * width
        label = f"{start:g}" if whole and width == 1 else (
            f"{start:g} to {end - 1:g}" if whole else f"{start:g} to under {end:g}"
        )  # fmt: skip
        yield Answer(label, counts[band])


def _width(span: float) -> float:
    power = -2
    while True:
        for width in WIDTHS:
            found = width * 10.0**power
            if span / found < BANDS:
                return found
        power += 1


def _spread(numbers: Sequence[float]) -> str:
    middle = f"median {median(numbers):g}"
    if len(numbers) < FEW_NUMBERS:
        return middle
    first, _, third = quantiles(numbers, n=4, method="inclusive")
    return f"{middle}, middle half {first:g} to {third:g}"
