"""A survey's export as columns: what stands above each, all cells, the respondents' labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from fgtools.transcripts.grid import Row, decoded_entities, sheets
from fgtools.transcripts.questions import Form, answered, survey_form
from fgtools.transcripts.source import Source
from fgtools.transcripts.survey import labels_of
from fgtools.transcripts.talk import column

LEAST_COLUMNS = 2


@dataclass(frozen=True, slots=True)
class Asked:
    """A column: the question above it, the option below that, its sort, its cells in order."""

    question: str
    option: str
    sort: str
    cells: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Export:
    """A survey's export without its metadata; `labels` are those under which its turns stand."""

    columns: tuple[Asked, ...]
    labels: tuple[str, ...]


def export_of(source: Source) -> Export | None:
    """Return the first sheet with questions and respondents; None if there is none."""
    for sheet in sheets(source):
        form = survey_form(sheet.rows)
        if form is None or len(form.questions) < LEAST_COLUMNS:
            continue
        rows = [row for _, row in answered(sheet.rows, form)]
        if rows:
            return Export(_columns(sheet.rows, form, rows), tuple(labels_of(form, rows)))
    return None


def _columns(sheet: Sequence[Row], form: Form, rows: Sequence[Row]) -> tuple[Asked, ...]:
    width = len(form.questions)
    heads = [decoded_entities(" ".join(c.split())) for c in _wide(sheet[form.header], width)]
    below = [""] * width
    if form.is_export and form.first > form.header + 1:
        second = _wide(sheet[form.header + 1], width)
        below = [decoded_entities(" ".join(cell.split())) for cell in second]
    above, found = "", []
    for place in range(width):
        above = heads[place] or above
        # Qualtrics prints Q1 above the question: what was read as the question says more.
        short = below[place] and form.questions[place] == sheet[form.header + 1][place].strip()
        question, option = (below[place], "") if short else (above, below[place])
        cells = tuple(decoded_entities(cell).strip() for cell in column(rows, place))
        if form.sorts[place] != "metadata":
            found.append(Asked(question, option, form.sorts[place], cells))
    return tuple(one for one in found if one.question or any(one.cells))


def _wide(row: Row, width: int) -> tuple[str, ...]:
    return (*row, *[""] * (width - len(row)))[:width]
