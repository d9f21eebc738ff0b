"""Every share that a draft gives, with the words it is said of.

A figure is said of the words of its own clause; the sentence, the line that leads its list and the
headings above are its setting.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from fgtools.nouns import Span
from fgtools.report.draft.bases import Bases
from fgtools.report.draft.figures import Figure, figures
from fgtools.report.draft.grid import Grid
from fgtools.report.draft.parts import Passage
from fgtools.report.draft.people import ALL, groups, set_aside
from fgtools.report.draft.wording import graded, places, stems, times, words_of

CLAUSE = re.compile(
    r"[;:—]|\s[–-]\s|,(?!\d)|\.\s|\b(?:and|but|while|whereas|whilst|yet|although|though|than|"
    r"compared)\b|\bwith(?=\s*$|\s[^.]{0,15}\d)"
)
POINTS = re.compile(r"\b(?:this|these|that|it|them|one|so)\b(?=\W*$| \W*\.)", re.IGNORECASE)
"""Words that point to what was said before, at the end of a clause: "most raised this"."""
AGAIN = re.compile(
    rf"(?: of)?(?: the| all| our)?(?: \d+)?(?: {ALL})?(?:,| –| \(|, or| or)? ?\(?", re.IGNORECASE
)
"""What may stand between a share in words and the same in figures."""
BASED = re.compile(
    rf"^\s?of (?:the |all |our |those |these )?((?:[\w-]+ ){{0,3}}?{ALL})\b|"
    rf"^\s?of ((?:the )?[\w-]+)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A share and what it is said of: stems of its clause (`own`), of all around it (`setting`).

    `family` numbers what stands in one sentence, list or table: answers beside each other.
    `graded` are the words that turn or grade it, `times` and `places` those that pin it down.
    `also` holds the other shares of its row: the same thing of other groups or waves. `label`
    are the words of its row, `caption` the stems of what stands before its table, `subject` is the
    heading that it points to.
    """

    where: str
    figure: Figure
    own: frozenset[str]
    setting: frozenset[str]
    people: frozenset[str]
    graded: frozenset[str]
    times: frozenset[str]
    places: frozenset[str]
    family: str
    tabled: bool = False
    subject: str = ""
    label: frozenset[str] = frozenset()
    caption: frozenset[str] = frozenset()
    also: tuple[Figure, ...] = ()


def mentions(bases: Bases) -> Iterator[Mention]:
    """Yield every share of people in a draft."""
    draft = bases.draft
    times = Counter(path[-1] for path in draft.headings if path)
    for passage in draft.prose:
        path = draft.headings[passage.section]
        own = [heading for heading in path if times[heading] == 1]
        subject = own[-1] if own else ""  # "What was said" stands above every section
        worded = {one.span for one, _ in restated(passage.text)}
        for figure in figures(passage.text):
            if not figure.other and figure.span not in worded:
                yield _said(passage, figure, ". ".join(path), subject)
    for grid in bases.grids:
        yield from _tabled(grid, draft.heading(grid.table.section))


def restated(text: str) -> list[tuple[Figure, Figure]]:
    """Return what is said twice in one breath: "fewer than half of respondents (47.5 %)"."""
    found = figures(text)
    return [
        (one, other) for one, other in pairwise(found)
        if not one.exact and other.exact and not one.other
        and AGAIN.fullmatch(text[one.span.end : other.span.start])
    ]  # fmt: skip


def _said(passage: Passage, figure: Figure, heading: str, subject: str) -> Mention:
    begin, end = _sentence(passage.text, figure.span)
    sentence = passage.text[begin:end]
    clause, based = _clause(passage.text, figure, begin, end)
    around = f"{passage.lead} . {heading}"
    family = f"list {passage.series}" if passage.series else f"{passage.where} {begin}"
    own = stems(clause)
    points = not own or bool(POINTS.search(clause))
    if points:
        own |= stems(subject)  # "Raised by 12 of 40." says of what in the heading
    return Mention(
        passage.at(figure.span.start),
        figure,
        own,
        stems(f"{sentence} . {around}"),
        groups(f"{based} . {clause}") or set_aside(around),
        graded(clause),
        times(f"{sentence} {around}"),
        places(clause),
        family,
        subject=subject if points else "",
    )


def _sentence(text: str, span: Span) -> tuple[int, int]:
    begin = max((m.end() for m in re.finditer(r"[.!?]\s", text[: span.start])), default=0)
    end = re.search(r"[.!?](?:\s|$)", text[span.end :])
    return begin, span.end + end.start() if end else len(text)


def _clause(text: str, figure: Figure, begin: int, end: int) -> tuple[str, str]:
    """Return the words of a sentence that a figure is said of, and those of the base it is of.

    A figure in brackets follows what it is said of; another one stands within it.
    """
    before, after = text[begin : figure.span.start], text[figure.span.end : end]
    twice = {one.span for one, other in restated(text) if other.span == figure.span}
    others = [f.span for f in figures(text) if f.span not in twice | {figure.span}]
    before = before[max((o.end - begin for o in others if o.end <= figure.span.start), default=0) :]
    after = after[: min((o.start - figure.span.end for o in others if o.start >= figure.span.end),
                        default=len(after))]  # fmt: skip
    based = BASED.match(after)
    of = based.group() if based else ""
    after = after[len(of) :]
    if before.rstrip().endswith(("(", "[")):
        bracket = re.match(r"[^()]*[)\]]", after)
        after = after[bracket.end() :] if bracket else ""
        led = CLAUSE.split(before.rstrip(" (["))[-1]
        told = CLAUSE.split(after)[0]
        return (f"{led} . {told}" if len(stems(led)) < 2 else led), of
    led = CLAUSE.split(before)[-1]
    if stems(led) and not of and re.match(r"\s*(?:[;,.)]|$)", after):
        return led, of
    pieces = CLAUSE.split(after)
    told = next((" ".join(pieces[: n + 1]) for n in range(len(pieces))
                 if stems(" ".join(pieces[: n + 1]))), "")  # fmt: skip
    return f"{led} . {told}", of


def _tabled(grid: Grid, heading: str) -> Iterator[Mention]:
    around = f"{grid.table.lead} . {heading}"
    for at, _row in enumerate(grid.cells):
        if at == grid.whole:
            continue
        shares = [_share(grid, at, column) for column in grid.columns]
        found = [share for share in shares if share]
        if not found:
            continue
        label = grid.row(at).label
        yield Mention(
            grid.row(at).where,
            found[0],
            stems(label),
            stems(f"{label} . {around}"),
            groups(label) or set_aside(around),
            graded(label),
            times(around),
            frozenset(),
            f"table {grid.where}",
            tabled=True,
            label=frozenset(words_of(label)),
            caption=stems(grid.table.lead),
            also=tuple(found[1:]),
        )


def _share(grid: Grid, at: int, column: int) -> Figure | None:
    cell = grid.cells[at][column]
    if cell.share:
        return cell.share
    if cell.count is None or not grid.people(column):
        return None
    base = cell.base or 0
    if not base:
        return None
    value = 100 * cell.count / base
    return Figure(
        Span(0, 0), f"{cell.count} of {base}", value, value, value, -1, True, cell.count, base
    )
