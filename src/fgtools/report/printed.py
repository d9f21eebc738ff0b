"""Every count of people that a report prints, as a flat list; what two releases tell together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

from fgtools.nouns import Finding
from fgtools.report.parts import Cell, Report

ALL = ""
"""The group of a figure that is of all roles together."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A count of people as printed: `text` in words, `count` of `of` people, None where hidden.

    `key` stays the same from release to release: what is counted, the subject's key, the role's
    ("theme:caseload|therapies"; nothing after the bar: all roles).
    """

    key: str
    text: str
    count: int | None
    of: int | None

    @property
    def hidden(self) -> bool:
        """Tell whether the count is not shown."""
        return self.count is None


def key_of(kind: str, subject: str, group: str = ALL) -> str:
    """Return the key of a figure: kind is role, people, theme, code, stance, word..."""
    return f"{kind}:{subject}|{group}"


def sessions_of(key: str) -> str:
    """Return the key of the sessions printed beside a count of people."""
    return f"sessions:{key}"


def printed(report: Report) -> tuple[Figure, ...]:
    """Return every count of people that a report prints, in its order, each key once."""
    found: dict[str, Figure] = {}
    for figure in _figures(report):
        found.setdefault(figure.key, figure)
    return tuple(found.values())


def as_rows(figures: Iterable[Figure]) -> list[dict[str, str | int | None]]:
    """Return figures as JSON holds them."""
    return [asdict(figure) for figure in figures]


def from_rows(rows: Iterable[Mapping[str, object]]) -> tuple[Figure, ...]:
    """Return figures from what JSON held."""
    return tuple(
        Figure(str(row["key"]), str(row["text"]), _whole(row["count"]), _whole(row["of"]))
        for row in rows
    )


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _figures(report: Report) -> Iterator[Figure]:
    for part in (_people, _themes, _views, _words, _waves, _regions, _surveys):
        yield from part(report)


def _people(report: Report) -> Iterator[Figure]:
    for role in report.roles:
        yield Figure(key_of("role", role.key), role.participants, role.count, None)
    if report.heads is not None:
        yield Figure(key_of("people", "spoke"), str(report.heads), report.heads, None)
    if report.people is not None:
        yield Figure(key_of("people", "known"), str(report.people), report.people, report.heads)


def _themes(report: Report) -> Iterator[Figure]:
    for theme in report.themes:
        for cell in (*theme.cells, theme.total):
            yield _of_cell("theme", theme.key, cell)
        for one in theme.stances:
            key, of = key_of("stance", theme.key, one.key), theme.total.count
            yield Figure(key, one.participants, one.count, of)
        for code, cell in theme.within:
            yield _of_cell("code", code, cell)


def _views(report: Report) -> Iterator[Figure]:
    for row in report.views:
        yield _of_cell(row.kind.lower(), row.key, row.cell)


def _words(report: Report) -> Iterator[Figure]:
    for word in report.words:
        subject, text = f"{word.role}/{word.word}", f"{word.participants} of {word.of}"
        yield Figure(key_of("word", subject, word.role), text, word.participants, word.of)
        if word.others is not None:
            text = f"{word.others} of {word.of_others}"
            yield Figure(key_of("word", subject, "others"), text, word.others, word.of_others)


def _waves(report: Report) -> Iterator[Figure]:
    for row in report.waves.rows if report.waves else ():
        for cell in row.cells:
            yield _of_cell("wave", row.theme, cell)


def _regions(report: Report) -> Iterator[Figure]:
    found = report.regions
    if found is None:
        return
    for name, people in zip(found.names, found.people, strict=True):
        yield Figure(key_of("people", "region", name), str(people), people, None)
    for theme, _, cells in found.rows:
        for cell in cells:
            yield _of_cell("region", theme, cell)


def _surveys(report: Report) -> Iterator[Figure]:
    """Yield what surveys counted: respondents, whom no count of participants includes."""
    for one in report.questions:
        yield Figure(key_of("survey", one.key), _said(one.base), one.base, one.asked)
        for answer in one.answers:
            key = key_of("survey", one.key, answer.label)
            yield Figure(key, _said(answer.count), answer.count, one.base)
    for source in report.beside:
        key = key_of("wrote", source.theme, source.kind)
        yield Figure(key, _said(source.count), source.count, source.of)


def _said(count: int | None) -> str:
    return "hidden" if count is None else str(count)


def _of_cell(kind: str, subject: str, cell: Cell) -> Figure:
    return Figure(key_of(kind, subject, cell.role), cell.participants, cell.count, cell.of)


def differences(
    old: Sequence[Figure], new: Sequence[Figure], threshold: int
) -> tuple[Finding, ...]:
    """Find figures of two releases whose difference is a small count of people.

    Rationale: "12 of 20" in March and "14 of 22" in June are the two who came in between, and all
    that they said (differencing; Hundepool and others 2012, Statistical Disclosure Control,
    section 5.2). A figure that one release hides is in no difference.
    """
    before = {figure.key: figure for figure in old}
    found = []
    for figure in new:
        if (earlier := before.get(figure.key)) and differs(earlier, figure, threshold):
            what = f"{figure.text} here, {earlier.text} in an earlier release"
            found.append(Finding("differs-from-release", figure.key, what))
    return tuple(found)


def differs(old: Figure, new: Figure, threshold: int) -> bool:
    """Tell whether a count, its base or the rest of its base moved by 1 to `threshold` - 1."""
    moved = [
        one - other
        for one, other in ((new.count, old.count), (new.of, old.of), (_rest(new), _rest(old)))
        if one is not None and other is not None
    ]
    return any(0 < abs(by) < threshold for by in moved)


def _rest(figure: Figure) -> int | None:
    return None if figure.count is None or figure.of is None else figure.of - figure.count
