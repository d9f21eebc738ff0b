"""Response tables that survey tools print: `Answer Choices | Responses`, then `Answered 312`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from fgtools.nouns import Finding
from fgtools.surveys.scales import ordered
from fgtools.surveys.tables import SEVERAL, Answer, Table

HEADS = re.compile(r"(?i)answer (?:choices?|options?)|response options?|choices?")
ANSWERED = re.compile(r"(?i)(?:total )?(?:respondents?|answered(?: question)?|base|total)\W*")
SKIPPED = re.compile(r"(?i)skipped(?: question)?\W*")
PERCENT = re.compile(r"(-?\d+(?:[.,]\d+)?)\s*%")
SHARE = re.compile(r"0?\.\d+|[01](?:\.0+)?")
COUNT = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
TOLERANCE = 0.1
"""Percentage points by which single choices may miss 100, where their decimals do not ask more."""
FINEST = 4
"""Decimals of a percentage that are compared: a workbook keeps all it can."""
NUMBERED = re.compile(r"(?i)^q(?:uestion)?\s?\d{1,3}\s?[.:)]\s*")
GRID = re.compile(r"(?i)weighted average|total|average")


@dataclass(frozen=True, slots=True)
class Printed:
    """A table as it was printed; `skipped` is None where nothing says it. Percentages 0 to 100."""

    text: str
    answers: tuple[tuple[str, float | None, int], ...]
    decimals: int
    answered: int | None
    skipped: int | None


def printed_tables(rows: Sequence[Sequence[str]]) -> tuple[Printed, ...]:
    """Return the response tables in rows of cells, each under the text above it; often none."""
    found: list[Printed] = []
    above, at = "", 0
    while at < len(rows):
        cells = _filled(rows[at])
        if cells and HEADS.fullmatch(cells[0]) and len(cells) > 1:
            end = _end(rows, at + 1)
            if not any(GRID.search(cell) for cell in cells[1:]):
                found += _read(above, rows[at + 1 : end])
            above, at = "", end
            continue
        if len(cells) == 1:
            above = NUMBERED.sub("", cells[0])
        at += 1
    return tuple(found)


def tables_of(printed: Sequence[Printed]) -> tuple[tuple[Table, ...], tuple[Finding, ...], int]:
    """Return printed tables worked out anew, what does not add up in them, and the respondents.

    Each percentage must be n of the base as far as its decimals go, and single choices must sum to
    100 ± 0.1. A table whose counts add up to more than its base allowed several answers.
    """
    tables: list[Table] = []
    findings: list[Finding] = []
    everyone = {p.answered + p.skipped for p in printed if p.answered and p.skipped is not None}
    for number, one in enumerate(printed, 1):
        table = _table(f"q{number}", one)
        tables.append(table)
        findings += _checked(table, one)
    if len(everyone) > 1:
        what = f"answered and skipped add up to different totals: {_listed(everyone)}"
        findings.append(Finding("respondents-differ", "all questions", what))
    respondents = max(everyone or {table.asked or 0 for table in tables}, default=0)
    return tuple(tables), tuple(findings), respondents


def reworded(table: Table, said: Mapping[str, str]) -> Table:
    """Return a table with its wording replaced, such as by redacted words."""
    answers = tuple(replace(answer, label=said[answer.label]) for answer in table.answers)
    return replace(table, text=said[table.text], answers=answers)


def _filled(row: Sequence[str]) -> list[str]:
    return [" ".join(cell.split()) for cell in row if cell.strip()]


def _end(rows: Sequence[Sequence[str]], at: int) -> int:
    """Return where a table ends: behind its last row with a count, or behind its base."""
    based = False
    while at < len(rows):
        cells = _filled(rows[at])
        is_base = bool(cells) and _is_base(cells[0])
        if cells and (len(cells) < 2 or not _numbers(cells[1:]) or (based and not is_base)):
            return at
        based, at = based or is_base, at + 1
    return at


def _is_base(label: str) -> bool:
    return ANSWERED.fullmatch(label) is not None or SKIPPED.fullmatch(label) is not None


def _numbers(cells: Sequence[str]) -> bool:
    return any(COUNT.fullmatch(c) or PERCENT.fullmatch(c) or SHARE.fullmatch(c) for c in cells)


def _read(text: str, rows: Sequence[Sequence[str]]) -> list[Printed]:
    answers: list[tuple[str, float | None, int]] = []
    answered = skipped = None
    decimals = 0
    for cells in filter(None, map(_filled, rows)):
        counts = [int(c.replace(",", "")) for c in cells[1:] if COUNT.fullmatch(c)]
        if not counts:
            continue
        if SKIPPED.fullmatch(cells[0]):
            skipped = counts[-1]
        elif ANSWERED.fullmatch(cells[0]):
            answered = counts[-1]
        else:
            share, places = _share(cells[1:])
            decimals = max(decimals, places)
            answers.append((cells[0], share, counts[-1]))
    return [Printed(text or "(no question above)", tuple(answers), decimals, answered, skipped)] * (
        len(answers) > 0
    )


def _share(cells: Sequence[str]) -> tuple[float | None, int]:
    """Return a percentage and its decimals; a workbook keeps it as a share of 1."""
    for cell in cells:
        if match := PERCENT.fullmatch(cell):
            number = match[1].replace(",", ".")
            return float(number), len(number.partition(".")[2])
    for cell in cells[:-1]:
        if SHARE.fullmatch(cell):
            places = max(len(cell.partition(".")[2]) - 2, 0)
            return 100 * float(cell), min(places, FINEST)
    return None, 0


def _table(key: str, one: Printed) -> Table:
    total = sum(count for _, _, count in one.answers)
    base = one.answered or total
    several = total > base
    labels = [label for label, _, _ in one.answers]
    scale = None if several else ordered(labels, one.text)
    answers = [Answer(label, count) for label, _, count in one.answers]
    if scale:
        answers.sort(key=lambda answer: scale.index(answer.label))
    else:
        answers.sort(key=lambda answer: -(answer.count or 0))
    kind = "multi" if several else "scale" if scale else "single"
    note = SEVERAL if several else ""
    return Table(key, one.text, kind, base, base + (one.skipped or 0), tuple(answers), note)


def _checked(table: Table, one: Printed) -> list[Finding]:
    found: list[Finding] = []
    base = table.base or 0
    if one.answered is None:
        found.append(Finding("no-base", table.id, "no row says how many answered"))
    half = 0.5 * 10.0**-one.decimals + 1e-9
    for number, (_, share, count) in enumerate(one.answers, 1):
        if share is not None and base and abs(share - 100 * count / base) > half:
            right = f"{100 * count / base:.{max(one.decimals, 1)}f} %"
            what = f"{share:.{one.decimals}f} % is printed, {count} of {base} is {right}"
            found.append(Finding("percent-wrong", f"{table.id}, row {number}", what))
    shares = [share for _, share, _ in one.answers if share is not None]
    room = max(TOLERANCE, len(shares) * half)
    if table.kind != "multi" and len(shares) == len(one.answers):
        if abs(sum(shares) - 100) > room:
            what = f"the percentages add up to {sum(shares):g}, not 100"
            found.append(Finding("sum-wrong", table.id, what))
        counted = sum(count for _, _, count in one.answers)
        if counted != base:
            what = f"the answers add up to {counted}, {base} answered"
            found.append(Finding("parts-missing", table.id, what))
    return found


def _listed(numbers: set[int]) -> str:
    return ", ".join(map(str, sorted(numbers)))
