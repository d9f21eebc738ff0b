"""Survey exports, one row for each respondent: each answer in a person's own words is a turn."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from fgtools.errors import FgtoolsError
from fgtools.nouns import LeftOut
from fgtools.transcripts.grid import Row, decoded_entities, sheets, words
from fgtools.transcripts.questions import (
    Form,
    Sort,
    answered,
    export_header,
    form_of,
    has_open_answers,
    is_answer,
)
from fgtools.transcripts.recording import Cue, Draft, tidy_label
from fgtools.transcripts.source import Source
from fgtools.transcripts.talk import column

REASONS: dict[Sort, str] = {"closed": "closed question", "metadata": "metadata", "role": "role"}
SHORT_ID = re.compile(r"(?=.*\d)[A-Za-z0-9-]{1,12}")
NO_OPEN = "This survey export has no answers in people's own words."


def is_survey(source: Source) -> bool:
    """Tell whether a CSV or workbook is a survey's export with a row for each respondent."""
    return source.kind != "word" and _form(source) is not None


def has_no_questions(source: Source) -> bool:
    """Tell whether a CSV or workbook holds answers in people's own words without their questions.

    To be asked last: whatever else has rows of long cells is told by its own signs.
    """
    return source.kind != "word" and any(
        bool(sheet.rows)
        and not (sheet.is_prose or sheet.is_loose or _is_typed_talk(sheet.rows))
        and has_open_answers(sheet.rows)
        for sheet in sheets(source)
    )


def refuse_answers(source: Source) -> Draft:
    """Raise FgtoolsError: what was asked must stand above, else an answer is taken for it."""
    raise FgtoolsError(
        "No row above the answers names the questions, or the columns of talk.",
        source.name,
        "Put a row on top: for a survey the questions, each ending in `?` (and `role`); for talk "
        "session, speaker, role, text.",
    )


def read_survey(source: Source) -> Draft:
    """Read a survey: a turn for each open answer, row by row, under a respondent's number.

    Raise FgtoolsError where no question was answered in people's own words.
    """
    found = _form(source)
    if found is None or "open" not in found[1].sorts:
        raise FgtoolsError(
            NO_OPEN, source.name, "Export it with the open questions; ticked answers are no talk."
        )
    number, form = found
    rows = _rows(source, number)
    respondents = answered(rows, form)
    labels = labels_of(form, [row for _, row in respondents])
    items: list[Cue] = []
    roles: dict[str, str] = {}
    for label, (_, row) in zip(labels, respondents, strict=True):
        for place, sort in enumerate(form.sorts):
            cell = decoded_entities(row[place]) if place < len(row) else ""
            if sort == "open" and is_answer(cell):
                items.append(Cue(label, cell))
            elif sort == "role" and is_answer(cell):
                roles.setdefault(label, tidy_label(cell))
    return Draft(
        items=tuple(items),
        aside=(*_left_out(rows, form), *_other_sheets(source, number)),
        warnings=(*source.warnings, *_told(source, number, form, len(respondents))),
        roles=tuple(roles.items()),
        merge=False,
    )


@lru_cache(maxsize=2)
def _form(source: Source) -> tuple[int, Form] | None:
    forms = [
        (sheet.number, form)
        for sheet in sheets(source)
        if (not (sheet.is_prose or sheet.is_loose) or export_header(sheet.rows) is not None)
        and not _is_typed_talk(sheet.rows)
        and (form := form_of(sheet.rows)) is not None
    ]
    best = [one for one in forms if "open" in one[1].sorts] or forms
    return best[0] if best else None


def _is_typed_talk(rows: Sequence[Row]) -> bool:
    """Tell `Name:` and a tab before what was said from a respondent's answers."""
    opening = [row[0].strip() for row in rows if row and row[0].strip()]
    return 2 * sum(cell.endswith(":") for cell in opening) > len(opening)


def _rows(source: Source, number: int) -> tuple[Row, ...]:
    return next(sheet.rows for sheet in sheets(source) if sheet.number == number)


def labels_of(form: Form, rows: Sequence[Row]) -> list[str]:
    """Return `Respondent N`: the export's own short number where each has one, else the count."""
    if form.number is not None:
        ids = [cell.strip() for cell in column(rows, form.number)]
        if all(SHORT_ID.fullmatch(one) for one in ids) and len(set(ids)) == len(ids):
            return [f"Respondent {one}" for one in ids]
    return [f"Respondent {count}" for count in range(1, len(rows) + 1)]


def _left_out(rows: Sequence[Row], form: Form) -> Iterator[LeftOut]:
    above = words(cell for row in rows[: form.header] for cell in row)
    if above:
        yield LeftOut("above the questions", "header", above)
    asked = words(cell for row in rows[form.header : form.first] for cell in row)
    yield LeftOut(f"row {form.header + 1}", "question", asked)
    below = [row for row in rows[form.first :] if any(cell.strip() for cell in row)]
    for place, sort in enumerate(form.sorts):
        cells = column(below, place)
        if sort == "open":
            cells, reason = [cell for cell in cells if not is_answer(cell)], "no answer"
        else:
            reason = REASONS[sort]
        if count := words(cells):
            yield LeftOut(f"column {place + 1}", reason, count)


def _other_sheets(source: Source, number: int) -> Iterator[LeftOut]:
    for sheet in sheets(source):
        if sheet.number != number and sheet.words:
            yield LeftOut(f"sheet {sheet.number}", "other sheet", sheet.words)


def _told(source: Source, number: int, form: Form, respondents: int) -> Iterator[str]:
    """Say which columns were taken, by number: a header may be somebody's answer, or name them."""
    taken = [str(place + 1) for place, sort in enumerate(form.sorts) if sort == "open"]
    many = "s" if len(taken) > 1 else ""
    yield (
        f"Column{many} taken as answers in people's own words, of {respondents} respondents: "
        f"{', '.join(taken)}."
    )
    roles = [place + 1 for place, sort in enumerate(form.sorts) if sort == "role"]
    if roles:
        yield f"Column taken as the role: {roles[0]}."
    if len(sheets(source)) > 1:
        yield f"The answers were read from sheet {number} of {len(sheets(source))}."
